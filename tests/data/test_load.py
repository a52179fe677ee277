"""`load`: one way in, for every name, size and number of channels."""

from __future__ import annotations

import subprocess
import sys

import pytest
import torch

from ganplay.data import CATALOG, DataError, load


def test_the_catalogue_imports_no_torch():
    code = "import sys, ganplay.data.catalog, ganplay.data; sys.exit('torch' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_every_entry_of_the_catalogue_says_what_it_is():
    for name, info in CATALOG.items():
        assert info.name == name
        assert info.kind in ("generated", "bundled", "download")
        assert info.channels in (1, 3) and info.size > 0 and info.source.endswith(".")
        assert (info.megabytes > 0) == (info.kind == "download")


@pytest.mark.parametrize("resolution", [28, 32, 64])
def test_digits_are_white_on_black_with_their_labels(resolution):
    digits = load("digits", resolution)
    assert digits.images.shape == (1797, 1, resolution, resolution)
    assert digits.labels.bincount().min() > 170 and digits.classes == tuple("0123456789")
    assert digits.images[:, :, 0].float().mean() < 20 and digits.images.amax((1, 2, 3)).min() > 200
    assert not digits.flips


def test_colour_becomes_its_luma_and_grey_is_repeated():
    colour, grey = load("shapes", 28, count=8), load("shapes", 28, count=8, channels=1)
    red, green, blue = colour.images.double().unbind(1)
    assert grey.images.shape == (8, 1, 28, 28)
    assert (grey.images[:, 0] - (0.299 * red + 0.587 * green + 0.114 * blue)).abs().max() <= 0.51
    repeated = load("digits", 28, channels=3).images
    assert repeated.shape[1] == 3 and torch.equal(repeated[:, 0], repeated[:, 2])


def test_a_count_takes_a_sample_that_is_always_the_same():
    first, again = load("digits", 28, count=50), load("digits", 28, count=50)
    assert len(first) == 50 and torch.equal(first.images, again.images)
    assert len(first.labels.unique()) == 10


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("nothing", "one of faces, landscapes, shapes, animals, digits, mnist"),
        ("no/such/folder", "no folder or zip at no/such/folder"),
        ("pictures.zip", "no folder or zip at pictures.zip"),
        ("a\0b", "There is no data set"),
        (__file__, "not a zip"),
    ],
)
def test_a_name_that_is_nothing_is_refused_with_a_sentence(name, says):
    with pytest.raises(DataError) as refusal:
        load(name, 32)
    assert says in str(refusal.value) and str(refusal.value).endswith(".")


@pytest.mark.parametrize(
    "settings", [{"resolution": 8}, {"resolution": 32, "crop": "stretch"}, {"resolution": 32, "count": 0}]
)
def test_impossible_settings_are_refused(settings):
    with pytest.raises(DataError):
        load("shapes", **settings)


def test_a_limit_takes_from_training_and_leaves_what_is_held_out():
    from ganplay.data.pictures import Pictures

    numbered = Pictures(name="numbered", images=torch.arange(100, dtype=torch.uint8).reshape(100, 1, 1, 1))
    training, held_out = numbered.split(10)
    few, same = numbered.split(10, limit=16)
    assert torch.equal(held_out.images, same.images) and torch.equal(few.images, training.images[:16])
    assert len(numbered.split(10, limit=1000)[0]) == 90
