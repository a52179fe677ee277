"""A calibrated probability keeps its word, on pictures that it was not fitted on."""

from __future__ import annotations

import json
import math

import pytest
import torch

from ganplay.losses import LOSSES
from ganplay.scoring import Calibration, ScoringError, calibratable, calibrate


def kinds(n: int, m: int, distance: float = 2.0, shift: float = 0.0) -> tuple[torch.Tensor, torch.Tensor]:
    """Two Gaussians of deviation 1: the true log odds are distance * (logit - shift), for equal numbers of both."""
    random = torch.Generator().manual_seed(0)
    real = torch.randn(n, generator=random) + distance / 2 + shift
    return real, torch.randn(m, generator=random) - distance / 2 + shift


@pytest.mark.parametrize(("n", "m", "shift"), [(20_000, 20_000, 0.0), (20_000, 2_000, 3.0), (1_000, 20_000, -1.0)])
def test_the_slope_of_known_logits_is_found_whatever_the_numbers_of_each_kind(n, m, shift):
    fitted = calibrate(*kinds(n, m, 2.0, shift))
    assert math.isclose(fitted.slope, 2.0, rel_tol=0.08)
    assert abs(-fitted.intercept / fitted.slope - shift) < 0.08, "an even chance lies halfway"
    assert (fitted.n_real, fitted.n_generated) == (n, m)
    assert fitted.ece < 0.02
    assert fitted.probability(torch.tensor([shift]))[0].item() == pytest.approx(0.5, abs=0.05)
    assert sum(row[2] for row in fitted.bins) == n + m


def test_logits_that_are_too_sure_are_tempered():
    real, made = kinds(5000, 5000, 1.0)
    assert calibrate(10 * real, 10 * made).slope == pytest.approx(0.1, rel=0.1)


def test_logits_without_information_give_an_even_chance_and_no_more_error_than_chance():
    real, made = kinds(400, 400, 0.0)
    fitted = calibrate(real, made)
    assert abs(fitted.probability(torch.tensor([-2.0, 2.0])) - 0.5).max() < 0.15
    assert fitted.ece < 0.08
    assert 0 < fitted.ece_floor < 0.08


def test_a_relation_that_is_no_sigmoid_shows_as_error():
    """Real pictures in the middle, generated ones on both sides: no rising curve can say that."""
    random = torch.Generator().manual_seed(0)
    real = 0.2 * torch.randn(2000, generator=random)
    made = torch.cat((real[:1000] - 3, real[1000:] + 2))
    assert calibrate(real, made).ece > 0.15
    assert calibrate(real, made).ece > 4 * calibrate(real, made).ece_floor


def test_kinds_without_overlap_stay_finite():
    fitted = calibrate(torch.linspace(5, 6, 100), torch.linspace(-6, -5, 100))
    assert math.isfinite(fitted.slope) and fitted.slope > 0
    assert fitted.probability(torch.tensor([100.0, -100.0])).tolist() == pytest.approx([1, 0], abs=1e-6)


def test_too_few_pictures_and_broken_logits_are_refused_with_a_sentence():
    for n, m in ((49, 500), (500, 49), (0, 0)):
        with pytest.raises(ScoringError, match=f"{n} and {m}"):
            calibrate(*kinds(n, m))
    with pytest.raises(ScoringError, match="not all numbers"):
        calibrate(torch.full((60,), math.nan), torch.zeros(60))


def test_a_calibration_is_kept_as_json_and_a_damaged_one_is_refused():
    fitted = calibrate(*kinds(60, 70))
    text = json.dumps(fitted.to_dict(), allow_nan=False)
    assert Calibration.from_dict(json.loads(text)) == fitted
    for change in ({"slope": None}, {"ece": 2}, {"n_real": 3}, {"bins": [[1, 2]]}, {"intercept": math.inf}):
        with pytest.raises(ScoringError, match="damaged"):
            Calibration.from_dict(json.loads(text) | change)
    with pytest.raises(ScoringError):
        Calibration.from_dict({})


def test_the_number_of_a_critic_is_never_made_a_probability():
    assert {loss for loss in LOSSES if calibratable(loss)} == {"nonsaturating", "minimax", "lsgan"}
    assert not calibratable("nothing")
