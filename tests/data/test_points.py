"""Data sets made to count modes: points in the plane and stacked digits."""

from __future__ import annotations

import pytest
import torch

from ganplay.data import POINTS, DataError, load
from ganplay.data.points import plotted
from ganplay.data.stacked import stack_digits


@pytest.mark.parametrize("name", POINTS)
def test_points_are_pictures_of_one_pixel_around_their_centres(name):
    points = load(name, 1, count=5000)
    assert points.images.shape == (5000, 2, 1, 1) and points.images.dtype == torch.float32
    assert (points.channels, points.resolution, len(points.classes)) == (2, 1, len(POINTS[name].centres))
    away = points.images.flatten(1) - torch.tensor(POINTS[name].centres)[points.labels]
    assert away.std().item() == pytest.approx(POINTS[name].sigma, rel=0.03)
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


def test_stacked_digits_hold_three_digits_and_their_number():
    digits = load("digits", 28)
    stacked = stack_digits(digits, "stacked", 3000)
    assert stacked.images.shape == (3000, 3, 28, 28) and stacked.images.dtype == torch.uint8
    assert len(stacked.classes) == 1000 and stacked.classes[7] == "007"
    assert stacked.labels.max() < 1000 and len(stacked.labels.unique()) > 900
    known = {picture.numpy().tobytes(): label for picture, label in zip(digits.images, digits.labels, strict=True)}
    for picture, label in zip(stacked.images[:20], stacked.labels[:20].tolist(), strict=True):
        assert [int(known[channel[None].numpy().tobytes()]) for channel in picture] == [
            label // 100,
            label // 10 % 10,
            label % 10,
        ]
    assert torch.equal(stacked.images, stack_digits(digits, "stacked", 3000).images)


def test_only_grey_digits_are_stacked():
    with pytest.raises(DataError, match="cannot be stacked"):
        stack_digits(load("shapes", 28, count=20), "stacked", 10)


def test_stacked_mnist_is_made_of_the_mnist_that_is_there(tmp_path):
    raw = tmp_path / "MNIST" / "raw"
    raw.mkdir(parents=True)
    images = torch.randint(0, 256, (40, 28, 28), dtype=torch.uint8)
    (raw / "train-images-idx3-ubyte").write_bytes(
        b"\0\0\x08\x03" + b"".join(n.to_bytes(4, "big") for n in (40, 28, 28)) + images.numpy().tobytes()
    )
    (raw / "train-labels-idx1-ubyte").write_bytes(
        b"\0\0\x08\x01" + (40).to_bytes(4, "big") + bytes(index % 10 for index in range(40))
    )
    stacked = load("stacked_mnist", 32, root=tmp_path, count=100)
    assert stacked.name == "stacked_mnist" and stacked.images.shape == (100, 3, 32, 32)
    assert any(torch.equal(stacked.images[0, 1, 2:-2, 2:-2], image) for image in images)
