"""Points in the plane: a data set made to count modes."""

from __future__ import annotations

import pytest
import torch

from ganplay.data import DataError, load
from ganplay.data.kinds.points import MIXTURES, plotted


@pytest.mark.parametrize("name", MIXTURES)
def test_points_are_pictures_of_one_pixel_around_their_centres(name):
    points = load(name, 1, count=5000)
    assert points.images.shape == (5000, 2, 1, 1) and points.images.dtype == torch.float32
    assert (points.channels, points.resolution, len(points.classes)) == (2, 1, len(MIXTURES[name].centres))
    away = points.images.flatten(1) - torch.tensor(MIXTURES[name].centres)[points.labels]
    assert away.std().item() == pytest.approx(MIXTURES[name].sigma, rel=0.03)
    assert points.labels.bincount().min() > 0.7 * 5000 / len(points.classes)
    assert torch.equal(points.images, load(name, 1, count=5000).images)
    assert not torch.equal(points.images, load(name, 1, count=5000, seed=1).images)
    training, held_out = points.split(512)
    assert len(training) == 4488 and held_out.images.shape == (512, 2, 1, 1)


def test_points_at_the_size_of_pictures_are_refused():
    with pytest.raises(DataError, match="resolution=1"):
        load("ring", 32)
    with pytest.raises(DataError, match="channels=0"):
        load("ring", 1, channels=3)
    with pytest.raises(DataError, match="at least one"):
        load("grid", 1, count=0)


def test_points_are_plotted_where_they_are():
    picture = plotted(torch.tensor([[1.9, 1.9], [-1.9, 1.9], [-1.9, 1.9], [5.0, 0.0], [float("nan"), 0]]), 2.0, 4)
    assert picture.shape == (1, 1, 4, 4) and picture.dtype == torch.uint8
    assert picture[0, 0, 0, 0] == 255 and 64 < picture[0, 0, 0, 3] < 255  # top left is brighter than top right
    assert (picture > 0).sum() == 2
