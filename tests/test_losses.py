import math

import pytest
import torch

from ganplay.losses import LOSSES, classification, information

REAL, FAKE = torch.tensor([2.0, -1.0]), torch.tensor([0.5, -3.0])


def sigmoid(x):
    return 1 / (1 + math.exp(-x))


def mean(values):
    return sum(values) / len(values)


LOG_D = [-math.log(sigmoid(x)) for x in (2.0, -1.0)]
LOG_NOT_D = [-math.log(1 - sigmoid(x)) for x in (0.5, -3.0)]

BY_HAND = {
    "nonsaturating": (mean(LOG_D) + mean(LOG_NOT_D), mean([-math.log(sigmoid(x)) for x in (0.5, -3.0)])),
    "minimax": (mean(LOG_D) + mean(LOG_NOT_D), -mean(LOG_NOT_D)),
    "lsgan": (0.5 * mean([1.0, 4.0]) + 0.5 * mean([0.25, 9.0]), 0.5 * mean([0.25, 16.0])),
    "wasserstein": (mean([0.5, -3.0]) - mean([2.0, -1.0]), -mean([0.5, -3.0])),
    "hinge": (mean([0.0, 2.0]) + mean([1.5, 0.0]), -mean([0.5, -3.0])),
    "relativistic": (
        mean([-math.log(sigmoid(r - f)) for r, f in ((2.0, 0.5), (-1.0, -3.0))]),
        mean([-math.log(sigmoid(f - r)) for r, f in ((2.0, 0.5), (-1.0, -3.0))]),
    ),
    "relativistic_average": (  # the means are 0.5 (real) and -1.25 (generated)
        mean([-math.log(sigmoid(r + 1.25)) for r in (2.0, -1.0)])
        + mean([-math.log(1 - sigmoid(f - 0.5)) for f in (0.5, -3.0)]),
        mean([-math.log(sigmoid(f - 0.5)) for f in (0.5, -3.0)])
        + mean([-math.log(1 - sigmoid(r + 1.25)) for r in (2.0, -1.0)]),
    ),
}


@pytest.mark.parametrize("name", LOSSES)
def test_each_loss_has_the_value_computed_by_hand(name):
    loss = LOSSES[name]
    expected_d, expected_g = BY_HAND[name]
    assert loss.discriminator(REAL, FAKE, 0.0).item() == pytest.approx(expected_d, abs=1e-6)
    assert loss.generator(FAKE, REAL).item() == pytest.approx(expected_g, abs=1e-6)


def test_smoothing_moves_the_target_of_real_pictures_only():
    loss = LOSSES["nonsaturating"]
    smoothed = mean([-(0.9 * math.log(sigmoid(x)) + 0.1 * math.log(1 - sigmoid(x))) for x in (2.0, -1.0)])
    assert loss.discriminator(REAL, FAKE, 0.1).item() == pytest.approx(smoothed + mean(LOG_NOT_D), abs=1e-6)


@pytest.mark.parametrize("name", LOSSES)
def test_the_equilibrium_lines_are_the_losses_of_an_undecided_discriminator(name):
    loss = LOSSES[name]
    undecided = torch.full((8,), loss.threshold)
    expected_d, expected_g = loss.equilibrium
    assert loss.discriminator(undecided, undecided, 0.0).item() == pytest.approx(expected_d, abs=1e-6)
    if expected_g is not None:
        assert loss.generator(undecided, undecided).item() == pytest.approx(expected_g, abs=1e-6)


@pytest.mark.parametrize("name", LOSSES)
def test_d_lowers_its_loss_by_raising_real_and_lowering_fake_and_g_by_raising_fake(name):
    real, fake = torch.zeros(4, requires_grad=True), torch.zeros(4, requires_grad=True)
    LOSSES[name].discriminator(real, fake, 0.0).backward()
    assert (real.grad < 0).all() and (fake.grad >= 0).all()
    if name != "lsgan":  # at logit 0 least squares already has generated pictures at their target
        assert (fake.grad > 0).all()
    generated = torch.zeros(4, requires_grad=True)
    LOSSES[name].generator(generated, torch.zeros(4)).backward()
    assert (generated.grad < 0).all()


@pytest.mark.parametrize("name", LOSSES)
def test_losses_stay_finite_at_extreme_logits(name):
    extreme = torch.tensor([1e4, -1e4])
    assert LOSSES[name].discriminator(extreme, extreme, 0.0).isfinite()
    assert LOSSES[name].generator(extreme, extreme.flip(0)).isfinite()


def test_the_second_tasks_of_d_by_hand():
    logits = torch.tensor([[1.0, 2.0, 3.0], [0.0, 0.0, 0.0]])
    named = mean([math.log(sum(map(math.exp, (1, 2, 3)))) - 1.0, math.log(3)])
    assert classification(logits, torch.tensor([0, 2])).item() == pytest.approx(named, abs=1e-6)
    z = torch.tensor([[9.0, 1.0, 0.0, 0.0, 0.5, -1.0], [-9.0, 0.0, 0.0, 1.0, 0.0, 1.0]])  # noise, category, two numbers
    means = torch.tensor([[0.5, 1.0], [2.0, 0.0]])
    read = named + 0.1 * 0.5 * mean([0 + 4, 4 + 1])
    assert information((logits, means), z, 3, 2).item() == pytest.approx(read, abs=1e-6)
