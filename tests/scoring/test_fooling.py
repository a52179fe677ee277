"""Nudges and variations: what a linear critic does under them is known."""

from __future__ import annotations

import math

import numpy as np
import pytest

from ganplay import nets
from ganplay.recipe import Recipe
from ganplay.scoring import ScoringError, nudges, score, smallest_flip, spread, steadiness


def slope_of(critic) -> float:
    """How much the logit of a linear critic moves for one grey level everywhere, the right way."""
    return critic.weight.abs().sum().item() / 127.5


@pytest.mark.parametrize("up", [True, False])
def test_a_nudge_moves_a_linear_critic_by_as_much_as_can_be(linear, noise, up):
    critic, picture = linear(8, 8, 3), noise(1, 8, 8, 3, low=60, high=190)[0]
    before = score(critic, picture[None]).item()
    for nudge in nudges(critic, picture, [0, 1, 3, 10, 2.7], up=up):
        moved = nudge.picture.astype(int) - picture
        assert nudge.picture.dtype == np.uint8 and np.abs(moved).max() <= nudge.epsilon
        assert nudge.logit == pytest.approx(score(critic, nudge.picture[None]).item(), abs=1e-4)
        best = before + (1 if up else -1) * int(nudge.epsilon) * slope_of(critic)
        assert nudge.logit == pytest.approx(best, abs=1e-3)


def test_the_smallest_flip_of_a_linear_critic_is_known(linear, noise):
    picture = noise(1, 8, 8, low=100, high=156)[0]
    for bias in (-9.0, -3.0, 0.4, 5.0):
        critic = linear(8, 8, 1, bias)
        distance = score(critic, picture[None]).item() - 0.25
        expected = math.ceil(abs(distance) / slope_of(critic))
        found = smallest_flip(critic, picture, 0.25)
        assert found.epsilon == expected
        walked = nudges(critic, picture, [0, 5, 40, 200], up=distance <= 0)
        assert smallest_flip(critic, picture, 0.25, walked).epsilon == expected
        assert (found.logit > 0.25) == (distance <= 0)
        assert np.abs(found.picture.astype(int) - picture).max() == expected


def test_a_verdict_that_cannot_be_turned_is_said_so(linear, noise):
    critic = linear(8, 8, 1, bias=1000.0)
    assert smallest_flip(critic, noise()[0], 0.0) is None
    with pytest.raises(ScoringError):
        nudges(critic, noise()[0], [300], up=True)


def test_a_larger_ball_never_does_worse_on_a_network_with_kinks(noise):
    _, discriminator = nets.build(Recipe(family="textbook", resolution=28, channels=1, d_width=8, g_width=8))
    discriminator.eval().requires_grad_(False)
    logits = [each.logit for each in nudges(discriminator, noise(1, 28, 28)[0], [0, 1, 2, 4, 8, 16], up=True)]
    assert logits == sorted(logits) and logits[-1] > logits[0]


def test_the_variations_are_what_they_are_called(linear, noise):
    critic, picture = linear(8, 8, 3), noise(1, 8, 8, 3)[0]
    found = steadiness(critic, picture)
    assert (found[0].name, found[0].logit) == ("as_is", pytest.approx(score(critic, picture[None]).item()))
    by_name = {(each.name, each.amount): each for each in found}
    assert len(by_name) == len(found) == 26
    assert (by_name["flip", 0].picture == picture[:, ::-1]).all()
    assert (by_name["left", 2].picture[:, :-2] == picture[:, 2:]).all()
    assert (by_name["down", 1].picture[1:] == picture[:-1]).all() and (
        by_name["down", 1].picture[0] == picture[0]
    ).all()
    assert np.abs(by_name["jpeg", 90].picture.astype(int) - picture).mean() > 0
    assert np.abs(by_name["noise", 20].picture.astype(int) - picture).mean() == pytest.approx(14, abs=4)
    assert by_name["blur", 2].picture.std() < by_name["blur", 0.5].picture.std() < picture.std()
    for each in found:
        assert each.picture.shape == picture.shape and each.picture.dtype == np.uint8
        assert each.logit == pytest.approx(score(critic, each.picture[None]).item(), abs=1e-4)
    assert [each.logit for each in steadiness(critic, picture)] == [each.logit for each in found], "noise has a seed"
    told = spread(found)
    logits = [each.logit for each in found]
    assert (told.low, told.high, told.n) == (min(logits), max(logits), 26)
    assert told.deviation == pytest.approx(np.std(logits), rel=1e-5)


def test_a_flat_picture_is_steady_where_nothing_changes_it(linear):
    flat = np.full((8, 8, 1), 128, np.uint8)  # a grey that JPEG keeps
    still = [each for each in steadiness(linear(), flat) if each.name != "noise"]
    assert spread(still).deviation < 1e-4
