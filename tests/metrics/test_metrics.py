import math

import pytest
import torch

from ganplay.losses import LOSSES
from ganplay.metrics.discriminator import histogram, judge
from ganplay.metrics.samples import compare
from ganplay.metrics.verdict import swings, verdict


def test_accuracy_precision_and_recall_by_hand():
    real, fake = torch.tensor([1.0, 2.0, -1.0, 3.0]), torch.tensor([-1.0, 1.0, -2.0, -3.0])
    values = judge(real, fake, LOSSES["nonsaturating"])
    assert values["accuracy"] == pytest.approx(6 / 8)
    assert values["precision"] == pytest.approx(3 / 4)
    assert values["recall"] == pytest.approx(3 / 4)
    assert values["real_mean"] == pytest.approx(torch.sigmoid(real).mean().item())
    assert (values["n_real"], values["n_fake"]) == (4, 4)


def test_least_squares_decides_at_one_half_and_a_critic_s_score_is_no_probability():
    real, fake = torch.tensor([0.9, 0.4]), torch.tensor([0.1, 0.6])
    assert judge(real, fake, LOSSES["lsgan"])["accuracy"] == 0.5
    assert judge(real, fake, LOSSES["hinge"])["real_mean"] == pytest.approx(0.65)


@pytest.mark.parametrize("loss", [name for name, loss in LOSSES.items() if not loss.anchored])
def test_where_the_constant_of_d_means_nothing_adding_one_changes_nothing(loss):
    real, fake = torch.tensor([1.0, 2.0, -1.0, 3.0]), torch.tensor([-1.0, 1.0, -2.0, -3.0])
    here, there = (judge(real + constant, fake + constant, LOSSES[loss], real + constant) for constant in (0, 10))
    for name in ("accuracy", "precision", "recall", "recall_training"):
        assert here[name] == there[name] and 0.5 < here[name] < 1


def test_the_histogram_counts_every_logit_once():
    real, fake = torch.randn(300), torch.randn(200) - 3
    counts = histogram(real, fake)
    assert (sum(counts["real"]), sum(counts["fake"]), len(counts["edges"])) == (300, 200, 41)
    assert sum(histogram(torch.zeros(5), torch.zeros(5))["real"]) == 5


def test_both_kinds_are_counted_between_the_same_edges():
    counts = histogram(torch.tensor([0.0, 0.5, 1.5, 4.0]), torch.tensor([-4.0, -3.5, -0.5, 0.5]), bins=4)
    assert counts["edges"] == [-4, -2, 0, 2, 4]
    assert counts["real"] == [0, 0, 3, 1]  # the last edge belongs to the last bin
    assert counts["fake"] == [2, 1, 1, 0]


def test_diversity_and_gap_at_their_ends():
    real = torch.rand(200, 3, 32, 32) * 2 - 1
    other = torch.rand(200, 3, 32, 32) * 2 - 1
    same = compare(real, other)
    assert same["diversity"] == pytest.approx(1, abs=0.02) and same["gap"] < 0.01
    copies = compare(real, other[:1].expand(200, -1, -1, -1) + 0.001 * torch.randn(200, 3, 32, 32))
    assert copies["diversity"] < 0.05
    few = compare(real, other[:4].repeat(50, 1, 1, 1) + 0.001 * torch.randn(200, 3, 32, 32))
    assert few["diversity"] > 0.7 and few["distinct"] < 0.05
    assert compare(real, other + 1)["gap"] > 0.5


def test_the_gap_of_one_distribution_lies_about_zero_and_not_above_it():
    random = torch.Generator().manual_seed(0)
    sets = [torch.rand(40, 1, 8, 8, generator=random) * 2 - 1 for _ in range(60)]
    gaps = [compare(real, other)["gap"] for real, other in zip(sets[::2], sets[1::2], strict=True)]
    assert min(gaps) < 0 < max(gaps) and abs(sum(gaps) / len(gaps)) < 0.25 * max(map(abs, gaps))


def evaluations(*rows):
    """Rows of (accuracy, diversity, gap), a hundred steps apart."""
    return [
        {"step": 100 * i, "accuracy": accuracy, "diversity": diversity, "distinct": diversity, "gap": gap}
        for i, (accuracy, diversity, gap) in enumerate(rows, 1)
    ]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([(0.9, 0.5, 1.0)] * 3, "starting"),
        ([(0.8, 0.9, gap) for gap in (1.0, 0.9, 0.8, 0.7, 0.5, 0.4, 0.3, 0.2)], "learning"),
        ([(0.99, 0.95, 0.02)] * 8, "learning"),
        ([(0.99, 0.8, 0.6)] * 8, "d_too_strong"),
        ([(0.7, 0.8, 0.6)] * 8, "g_not_learning"),
        ([(0.7, 0.8, 0.1)] * 6 + [(0.9, 0.05, 0.5)] * 4, "collapsed"),
        ([(0.6, 0.03, 1.7)] * 9, "g_not_learning"),
    ],
)
def test_verdicts_follow_from_the_evidence(rows, expected):
    word, evidence = verdict(evaluations(*rows))
    assert word == expected
    assert bool(evidence) == (expected != "starting")


def drawn(count, shape, noise=0.05):
    """G's losses at `count` steps: `shape` of the step, and the noise of batches."""
    random = torch.Generator().manual_seed(0)
    return [shape(step) + noise * torch.randn((), generator=random).item() for step in range(count)]


def wave(step):
    return 1 + 0.5 * math.sin(2 * math.pi * step / 50)


SWUNG_ROWS = [(0.8, 0.9, 1.0), *[(0.7, 0.9, 0.3)] * 7]


def swinging(rows, losses):
    """Evaluations of these rows, the last three after steps with these losses."""
    found = evaluations(*rows)
    for one in found[-3:]:
        one |= swings(losses)
    return found


def test_a_loss_that_swings_is_told_from_noise_a_drift_a_ripple_and_a_single_turn():
    found = swings(drawn(250, wave))
    assert found["swing"] == pytest.approx(1.4826 * 0.5 / 2**0.5, rel=0.1)
    assert found["swing_level"] == pytest.approx(1, abs=0.1) and found["swing_noise"] < 0.1
    assert found["swing_turns"] == pytest.approx(9, abs=1) and found["swing_steps"] == 250
    for shape, noise in (
        (lambda step: 1.0, 0.5),
        (lambda step: 1 + step / 100, 0.1),
        (lambda step: 1 + 0.02 * math.sin(step / 8), 0.001),
        (lambda step: 1.5 if step < 100 else 0.5, 0.05),
        (wave, 0.6),
    ):
        assert verdict(swinging(SWUNG_ROWS, drawn(250, shape, noise)))[0] == "g_not_learning"


def test_a_swing_is_the_verdict_where_the_pictures_do_not_settle_with_its_evidence():
    waves = drawn(250, wave)
    word, evidence = verdict(swinging(SWUNG_ROWS, waves))
    assert word == "oscillating" and evidence.items() >= swings(waves).items()
    once = evaluations(*SWUNG_ROWS)
    once[-1] |= swings(waves)
    assert verdict(once)[0] == "g_not_learning"  # it may still settle
    for gaps in ([0.01] * 7, [0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3]):  # close, and closer and closer
        nearing = [(0.6, 1.0, 1.0), *((0.6, 1.0, gap) for gap in gaps)]
        assert verdict(swinging(nearing, waves))[0] == "learning"
    alike = [(0.7, 0.8, 0.1)] * 6 + [(0.9, 0.05, 0.5)] * 4
    assert verdict(swinging(alike, waves))[0] == "oscillating"  # all pictures together rush from place to place


def test_a_single_leap_hides_no_swing():
    losses = drawn(250, wave)
    losses[120:125] = [40.0] * 5
    assert verdict(swinging(SWUNG_ROWS, losses))[0] == "oscillating"


def test_few_steps_say_nothing_of_a_swing():
    assert swings(drawn(100, wave)) == {} and swings([]) == {}


def test_nothing_is_said_before_enough_steps():
    early = [{**entry, "step": index} for index, entry in enumerate(evaluations(*[(0.99, 0.1, 1.0)] * 8))]
    assert verdict(early) == ("starting", {})
