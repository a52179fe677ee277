"""Accuracy and its kin, ROC and precision-recall, against values worked out by hand."""

from __future__ import annotations

import json
import math
from statistics import NormalDist

import numpy as np
import pytest
import torch

from ganplay.scoring import ScoringError, mistakes, separability


def test_the_figures_of_six_pictures_are_those_worked_out_by_hand():
    real, made = torch.tensor([3.0, 2.0, -1.0]), torch.tensor([1.0, -2.0, -3.0])
    found = separability(real, made, 0.0)
    assert found.confusion == {"tp": 2, "fn": 1, "fp": 1, "tn": 2}
    assert (found.accuracy, found.precision, found.recall) == (4 / 6, 2 / 3, 2 / 3)
    assert found.f1 == pytest.approx(2 / 3)
    assert found.auc == pytest.approx(8 / 9), "of nine pairs only (-1, 1) is the wrong way round"
    assert found.ap == pytest.approx((1 + 1 + 3 / 4) / 3)
    assert found.chance == {"accuracy": 0.5, "auc": 0.5, "ap": 0.5}
    assert (found.n_real, found.n_generated) == (3, 3)
    assert found.roc.x[0] == found.roc.y[0] == 0 and found.roc.x[-1] == found.roc.y[-1] == 1
    at = {t: (x, y) for t, x, y in zip(found.roc.thresholds, found.roc.x, found.roc.y, strict=True)}
    assert at[1.0] == pytest.approx((1 / 3, 2 / 3)) and at[-1.0] == pytest.approx((1 / 3, 1))


def test_the_threshold_itself_counts_as_generated_and_moves_the_confusion():
    real, made = torch.tensor([3.0, 2.0, -1.0]), torch.tensor([1.0, -2.0, -3.0])
    assert separability(real, made, 2.0).confusion == {"tp": 1, "fn": 2, "fp": 0, "tn": 3}
    nothing = separability(real, made, 3.0)
    assert (nothing.precision, nothing.recall, nothing.f1, nothing.accuracy) == (0, 0, 0, 0.5)


def test_the_auc_of_a_linear_critic_is_that_of_two_gaussians(linear, noise):
    """Pictures of noise around two greys: the logits are Gaussian, and the area is known (Green and Swets 1966)."""
    from ganplay.scoring import score

    critic, random = linear(16, 16), np.random.default_rng(0)
    greys = [(random.normal(mean, 20, (4000, 16, 16, 1))).round().clip(0, 255).astype(np.uint8) for mean in (128, 118)]
    weight = critic.weight.double()
    distance = 10 / 127.5 * weight.sum().item()
    deviation = 20 / 127.5 * weight.norm().item()
    expected = NormalDist().cdf(distance / (math.sqrt(2) * deviation))
    found = separability(score(critic, greys[0]), score(critic, greys[1]), 0.0)
    assert found.auc == pytest.approx(expected, abs=0.012)
    assert abs(expected - 0.5) > 0.03


def test_curves_are_short_and_look_the_same():
    random = torch.Generator().manual_seed(0)
    real, made = torch.randn(5000, generator=random) + 1, torch.randn(3000, generator=random)
    found = separability(real, made, 0.5)
    for curve in (found.roc, found.pr):
        assert len(curve.x) == len(curve.y) == len(curve.thresholds) <= 202
    areas = [np.diff(curve.x) @ (curve.y[1:] + curve.y[:-1]) / 2 for curve in (found.roc, found.pr)]
    assert areas[0] == pytest.approx(found.auc, abs=2e-3)
    assert -areas[1] == pytest.approx(found.ap, abs=5e-3)
    assert found.chance == {"accuracy": 0.5, "auc": 0.5, "ap": 0.5}


def test_both_kinds_weigh_the_same_however_many_there_are_of_each():
    random = torch.Generator().manual_seed(0)
    real, made = torch.randn(50, generator=random) + 1, torch.randn(40, generator=random)
    even, uneven = separability(real, made, 0.5), separability(real, made.repeat(6), 0.5)
    for name in ("accuracy", "precision", "recall", "f1", "auc", "ap"):
        assert getattr(uneven, name) == pytest.approx(getattr(even, name)), name
    assert uneven.confusion["fp"] == 6 * even.confusion["fp"] and (uneven.n_real, uneven.n_generated) == (50, 240)
    blind = separability(torch.ones(10), torch.ones(90), 0.0)  # it calls everything real
    assert (blind.accuracy, blind.precision, blind.ap) == pytest.approx((0.5, 0.5, 0.5))


def test_everything_is_finite_and_fits_json():
    for real, made in (([1.0], [0.0]), ([0.0, 0.0], [0.0]), ([-1.0], [5.0, 6.0])):
        json.dumps(separability(torch.tensor(real), torch.tensor(made), 0.0).to_dict(), allow_nan=False)
    assert separability(torch.zeros(4), torch.zeros(4), 0.0).auc == 0.5
    for sides in ((torch.zeros(0), torch.zeros(3)), (torch.zeros(3), torch.zeros(0)), (torch.tensor([math.nan]),) * 2):
        with pytest.raises(ScoringError):
            separability(*sides, 0.0)


def test_mistakes_come_the_most_wrong_first():
    real, made = torch.tensor([2.0, -1.0, -5.0, 0.5]), torch.tensor([-2.0, 3.0, 0.7, 0.0])
    found = mistakes(real, made, 0.5)
    assert found.real_called_generated == [2, 1, 3] and found.generated_called_real == [1, 2]
    assert mistakes(real, made, 0.5, most=1) == ([2], [1])
