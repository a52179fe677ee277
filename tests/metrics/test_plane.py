"""Divergences of points in the plane, against values worked out by hand."""

import math

import pytest
import torch

from ganplay.data.laws import LAWS
from ganplay.metrics.error import MetricError
from ganplay.metrics.plane import SAMPLES, divergences


def test_two_cells_by_hand():
    left, right = torch.tensor([[-0.5, 0.5]]), torch.tensor([[0.5, 0.5]])
    real, fake = torch.cat([left] * 3 + [right]), torch.cat([left] + [right] * 3)
    # five cells with half a point more in each: 3.5, 1.5, .5, .5, .5 of 6.5, and the other way round
    kl = (3.5 - 1.5) / 6.5 * math.log(3.5 / 1.5)
    p, q, m = 3.5 / 6.5, 1.5 / 6.5, 2.5 / 6.5
    js = p * math.log(p / m) + q * math.log(q / m)
    assert divergences(real, fake, 1.0, cells=2) == pytest.approx((kl, js))
    assert divergences(real, real, 1.0, cells=2) == pytest.approx((0, 0), abs=1e-12)


def test_what_lies_outside_or_is_no_number_is_one_more_cell():
    inside = torch.zeros(1000, 2)
    outside = torch.tensor([[9.0, 0.0], [math.nan, 0.0], [0.0, -math.inf], [0.0, 1.0]]).repeat(250, 1)
    kl, js = divergences(inside, outside, 1.0, cells=2)
    assert kl > 5 and js == pytest.approx(math.log(2), rel=0.05)
    assert divergences(outside, outside.flip(0), 1.0) == pytest.approx((0, 0), abs=1e-12)


@pytest.mark.parametrize("name", LAWS)
def test_a_perfect_generator_lies_at_its_floor_and_any_other_far_above(name):
    law = LAWS[name]
    random = torch.Generator().manual_seed(1)
    one, two, three, four = (law.draw(SAMPLES, random)[0] for _ in range(4))
    floor, perfect = divergences(one, two, law.extent), divergences(three, four, law.extent)
    assert perfect == pytest.approx(floor, rel=0.6) and floor[0] < 0.04
    wrong = divergences(one, torch.randn(SAMPLES, 2, generator=random) * one.std(0), law.extent)
    assert wrong[0] > 0.4 and wrong[1] > 0.1


def test_nothing_is_refused():
    with pytest.raises(MetricError, match="at least one"):
        divergences(torch.zeros(0, 2), torch.zeros(3, 2), 1.0)
