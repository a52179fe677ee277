"""Stacked digits: pictures whose modes are known, so that collapse can be counted."""

from __future__ import annotations

import pytest
import torch

from ganplay.data import DataError, load
from ganplay.data.stacked import stack_digits


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
