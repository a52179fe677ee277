"""Points in the plane: drawn from laws, with modes to count or without, or somebody's own."""

from __future__ import annotations

import math

import pytest
import torch

from ganplay.data import DataError, kinds, load
from ganplay.data.kinds.points import fresh, plotted, sheets
from ganplay.data.laws import LAWS, Curve, Mixture
from ganplay.recipe.kinds import KINDS, PICTURES

MIXTURES = [name for name, law in LAWS.items() if isinstance(law, Mixture)]


@pytest.mark.parametrize("name", MIXTURES)
def test_points_are_pictures_of_one_pixel_around_their_centres(name):
    law = LAWS[name]
    points = load(name, 1, count=5000)
    assert points.images.shape == (5000, 2, 1, 1) and points.images.dtype == torch.float32
    assert (points.channels, points.resolution, len(points.classes)) == (2, 1, len(law.centres))
    away = points.images.flatten(1) - torch.tensor(law.centres)[points.labels]
    assert away.std().item() == pytest.approx(law.sigma, rel=0.03)
    assert points.labels.bincount().min() > 0.7 * 5000 / len(points.classes)
    training, held_out = points.split(512)
    assert len(training) == 4488 and held_out.images.shape == (512, 2, 1, 1)


@pytest.mark.parametrize("name", LAWS)
def test_every_law_lies_symmetrically_within_its_extent_and_is_the_same_for_a_seed(name):
    law = LAWS[name]
    points = load(name, 1, count=100_000).images.flatten(1)
    assert points.mean(0).norm() < 0.015 * law.extent, "its mean is zero"
    assert law.extent / 2 < points.abs().max() < law.extent
    assert torch.equal(points[:5000], load(name, 1, count=100_000).images.flatten(1)[:5000])
    unseen = fresh(name, 5000, 1)
    assert unseen.shape == (5000, 2, 1, 1) and not torch.equal(unseen.flatten(1), points[:5000])
    assert sheets(name).extent == law.extent


@pytest.mark.parametrize(("name", "ends"), [("line", [[-1, -0.5], [1, 0.5]]), ("spiral", [[0, 0], [-1, 0]])])
def test_a_curve_begins_and_ends_where_it_should(name, ends):
    along = LAWS[name].path(torch.tensor([0.0, 1.0 - 2**-24]))
    torch.testing.assert_close(along, torch.tensor(ends, dtype=torch.float32), atol=1e-3, rtol=0)


def test_moons_and_rolls_are_those_of_scikit_learn_with_their_mean_taken_off():
    u = (torch.arange(1000) + 0.5) / 1000
    moons = LAWS["two_moons"].path(u) + torch.tensor([0.5, 0.25])
    outer, inner = moons[:500], moons[500:]
    assert (outer.norm(dim=1) - 1).abs().max() < 1e-5 and outer[:, 1].min() > -1e-5
    assert ((inner - torch.tensor([1.0, 0.5])).norm(dim=1) - 1).abs().max() < 1e-5 and inner[:, 1].max() < 0.5 + 1e-5
    roll = LAWS["swiss_roll"].path(u) * 4.5 * math.pi + torch.tensor([2.0, 2 / (3 * math.pi)])
    torch.testing.assert_close(roll.norm(dim=1), 1.5 * math.pi * (1 + 2 * u), atol=1e-3, rtol=0)


@pytest.mark.parametrize("name", [name for name, law in LAWS.items() if isinstance(law, Curve)])
def test_points_of_a_curve_lie_as_far_from_it_as_their_noise(name):
    law = LAWS[name]
    along = law.path(torch.linspace(0, 1, 4001)[:-1])
    points = load(name, 1, count=4000).images.flatten(1)
    away = torch.cdist(points, along).min(1).values
    # across a straight curve the distance is half a normal: its root mean square is sigma
    assert away.square().mean().sqrt().item() == pytest.approx(law.sigma, rel=0.12)
    nearest = torch.cdist(points, along).min(1).indices
    assert torch.histc(nearest.float(), 8, 0, 4000).min() > 350, "all of it is drawn"


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


def test_a_file_tells_its_kind_by_its_name(tmp_path):
    points = KINDS["points"]
    assert kinds.kind_with("/a/mine.CSV") is points and kinds.kind_with("/a/mine.zip") is PICTURES
    assert kinds.fits("a.csv", points) and not kinds.fits("a.csv", PICTURES)
    assert not kinds.fits("a.zip", points) and kinds.fits("a.zip", PICTURES)
    assert all(kinds.fits("own", kind) for kind in (points, PICTURES))
    (tmp_path / "ring.csv").write_text("x,y\n" + "\n".join(f"{i},{i / 2}" for i in range(-5, 6)))
    mine = load(str(tmp_path / "ring.csv"), 1)
    assert mine.name == "ring.csv", "no law has this name"
    assert mine.images.flatten(1).tolist() == [[i, i / 2] for i in range(-5, 6)]
    assert sheets(mine).extent == pytest.approx(5.5)
    assert fresh(str(tmp_path / "ring.csv"), 5, 1) is None
    with pytest.raises(DataError, match=r"^ring\.csv is a set of points, not of pictures: train the recipe points"):
        load(str(tmp_path / "ring.csv"), 32)
    with pytest.raises(DataError, match="is no set of points"):
        load("faces.zip", 1)
