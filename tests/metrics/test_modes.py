"""Modes counted as published, by hand and on data whose modes are known."""

import math

import pytest
import torch

from ganplay.data.catalog import DIGITS
from ganplay.data.kinds.points import draw_points
from ganplay.data.laws import LAWS
from ganplay.metrics.error import MetricError
from ganplay.metrics.features import Head
from ganplay.metrics.modes import count_modes, stacked_modes

CENTRES = torch.tensor([[0.0, 0.0], [2.0, 0.0], [4.0, 0.0]])


def test_modes_and_high_quality_by_hand():
    points = torch.tensor([[0.0, 0.29], [0.0, 0.31], [2.2, 0.2], [3.0, 0.0], [math.nan, 0.0]])
    found = count_modes(points, CENTRES, 0.1)  # within 0.3: the first, and the third at 0.283
    assert (found.covered, found.modes, found.n) == (2, 3, 5)
    assert found.high_quality == pytest.approx(2 / 5) and found.counts == [1, 1, 0]


@pytest.mark.parametrize(("name", "modes", "sigma"), [("ring", 8, 0.01), ("grid", 25, 0.05)])
def test_the_data_themselves_cover_every_mode(name, modes, sigma):
    mixture = LAWS[name]
    assert (len(mixture.centres), mixture.sigma) == (modes, sigma)
    found = count_modes(draw_points(name, 2500).images, torch.tensor(mixture.centres), mixture.sigma)
    # within three deviations in the plane lie 1 - exp(-9/2) of a Gaussian
    assert found.covered == modes and found.high_quality == pytest.approx(1 - math.exp(-4.5), abs=0.006)


def test_collapse_to_one_mode_is_counted_as_one():
    mixture = LAWS["grid"]
    found = count_modes(torch.tensor(mixture.centres[3]).repeat(100, 1), torch.tensor(mixture.centres), mixture.sigma)
    assert (found.covered, found.high_quality) == (1, 1)


def test_nothing_to_count_is_refused():
    with pytest.raises(MetricError, match="at least one point"):
        count_modes(torch.zeros(0, 2), CENTRES, 0.1)


class Brightness:
    """Stands in for the network: the digit of a channel is its brightness."""

    name = "grey"
    heads = {"digits": Head("digits", DIGITS, ("mnist",), True, 1.0, 1)}  # noqa: RUF012

    def __call__(self, images):
        return images.float().mean((1, 2, 3))[:, None]

    def guess(self, features, head):
        return features[:, 0].long()


def test_stacked_modes_by_hand():
    digits = torch.tensor([[1, 2, 3], [1, 2, 3], [9, 9, 9], [0, 0, 0]], dtype=torch.uint8)
    found = stacked_modes(digits[:, :, None, None].expand(-1, 3, 28, 28), Brightness())
    assert (found.covered, found.modes, found.n) == (3, 1000, 4)
    assert found.kl == pytest.approx(0.5 * math.log(500) + 2 * 0.25 * math.log(250))


def test_what_is_no_stack_of_digits_is_refused():
    with pytest.raises(MetricError, match="three channels"):
        stacked_modes(torch.zeros(4, 1, 28, 28, dtype=torch.uint8), Brightness())
    strangers = Brightness()
    strangers.heads = {}
    with pytest.raises(MetricError, match="does not know digits"):
        stacked_modes(torch.zeros(4, 3, 28, 28, dtype=torch.uint8), strangers)
