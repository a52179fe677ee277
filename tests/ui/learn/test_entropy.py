"""The page on cross-entropy: its loss is the core's, its slope autograd's, and its best line the most likely one."""

from __future__ import annotations

import pytest
import torch

from ganplay.losses import LOSSES

from .called import called

LINES = [{"w": 0.0, "b": 0.0}, {"w": 2.05, "b": 0.8}, {"w": -4.0, "b": 4.0}, {"w": 0.35, "b": -1.15}]
FROM = "crossentropy.js"


@pytest.fixture(scope="module")
def batch():
    """(points, whether they are real), in the script's order."""
    (points,) = called((FROM, "BATCH", []))
    return torch.tensor([one["x"] for one in points], dtype=torch.float64), torch.tensor(
        [one["real"] for one in points]
    )


def loss_of(batch, w, b):
    points, real = batch
    logits = w * points + b
    return LOSSES["nonsaturating"].discriminator(logits[real], logits[~real], 0.0)


def test_eight_points_four_of_each_kind(batch):
    points, real = batch
    assert len(points) == 8 and int(real.sum()) == 4 and len(set(points.tolist())) == 8


@pytest.mark.parametrize("line", LINES)
def test_loss_and_slope_are_those_of_the_core(batch, line):
    loss, slope, terms = called((FROM, "lossOf", [line]), (FROM, "slopeOf", [line]), (FROM, "termsOf", [line]))
    w, b = (torch.tensor(line[name], dtype=torch.float64, requires_grad=True) for name in "wb")
    expected = loss_of(batch, w, b)
    expected.backward()
    assert loss == pytest.approx(expected.item(), abs=1e-12)
    assert (slope["w"], slope["b"]) == pytest.approx((w.grad.item(), b.grad.item()), abs=1e-12)
    single = torch.nn.BCELoss(reduction="none")(
        torch.tensor([term["answer"] for term in terms], dtype=torch.float64), batch[1].double()
    )
    assert [term["loss"] for term in terms] == pytest.approx(single.tolist(), abs=1e-9)


def test_undecided_answers_cost_twice_the_logarithm_of_two():
    loss, share = called((FROM, "lossOf", [LINES[0]]), (FROM, "accuracyOf", [LINES[0]]))
    assert loss == pytest.approx(LOSSES["nonsaturating"].equilibrium[0]) and share == 0.5


def test_the_best_line_is_where_torch_s_optimiser_ends(batch):
    (best,) = called((FROM, "bestLine", []))
    numbers = torch.zeros(2, dtype=torch.float64, requires_grad=True)
    optimiser = torch.optim.LBFGS([numbers], max_iter=200, tolerance_grad=1e-12, line_search_fn="strong_wolfe")

    def closure():
        optimiser.zero_grad()
        loss = loss_of(batch, *numbers)
        loss.backward()
        return loss

    optimiser.step(closure)
    assert (best["w"], best["b"]) == pytest.approx(numbers.tolist(), abs=1e-4)
    assert max(map(abs, best.values())) < 4, "the sliders reach it"


def test_the_most_likely_line_is_not_the_one_with_fewest_mistakes(batch):
    """What the page is about: the objective is likelihood, and accuracy something else."""
    (best,) = called((FROM, "bestLine", []))
    other = {"w": 1.0, "b": 0.1}  # on the way there
    shares = called((FROM, "accuracyOf", [best]), (FROM, "accuracyOf", [other]))
    losses = called((FROM, "lossOf", [best]), (FROM, "lossOf", [other]))
    assert shares[0] < shares[1] and losses[0] < losses[1]


def test_a_step_downhill_is_one_of_plain_gradient_descent(batch):
    (stepped,) = called((FROM, "downhill", [LINES[3], 0.5]))
    numbers = torch.tensor([LINES[3]["w"], LINES[3]["b"]], dtype=torch.float64, requires_grad=True)
    optimiser = torch.optim.SGD([numbers], lr=0.5)
    loss_of(batch, *numbers).backward()
    optimiser.step()
    assert (stepped["w"], stepped["b"]) == pytest.approx(numbers.tolist(), abs=1e-12)
