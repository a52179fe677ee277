"""What picture files leave open: depth and transparency, settled for a whole data set, said, and kept in the recipe."""

from __future__ import annotations

import io
import struct
import zlib

import numpy as np
import pytest
import torch
from PIL import Image

from ganplay.data import load, load_for
from ganplay.data.decoding import decode
from ganplay.data.look import Look
from ganplay.recipe import Recipe
from ganplay.training.trainer import Trainer

CORNER = (slice(None), slice(None), 0, 0)


def _deep(folder, low: int, high: int, dtype=np.uint16, kind: str = "png"):
    """Sixteen pictures of values from `low` to `high`, both of which are there."""
    for number in range(16):
        values = np.random.default_rng(number).uniform(low, high, (30, 30)).astype(dtype)
        values[:8], values[8:16] = low, high
        Image.fromarray(values).save(folder / f"{number:02d}.{kind}")
    return str(folder)


def _sprites(folder, *colours: int):
    """Sixteen squares of grey in the middle of nothing, in turns of these colours."""
    for number in range(16):
        sprite = Image.new("RGBA", (40, 40), (0, 0, 0, 0))
        sprite.paste((colours[number % len(colours)],) * 3 + (255,), (10, 10, 30, 30))
        sprite.save(folder / f"{number:02d}.png")
    return str(folder)


def test_twelve_bits_stored_in_sixteen_are_stretched_and_it_is_said(tmp_path):
    place = _deep(tmp_path, 0, 4095)
    pictures = load(place, 30)
    assert pictures.images[0].min() == 0 and pictures.images[0].max() == 255
    assert pictures.settled == {"black": 0, "white": 4095}
    assert pictures.notes == (
        "Pictures of more than 8 bits hold values from 0 to 4095 alone, which is stretched from black to white.",
    )
    assert torch.equal(load(place, 30, look=Look(**pictures.settled)).images, pictures.images)


@pytest.mark.parametrize(("low", "high"), [(0, 65535), (3000, 50_000)])
def test_sixteen_bits_that_are_used_are_taken_as_they_are_stored(tmp_path, low, high):
    pictures = load(_deep(tmp_path, low, high), 30)
    assert pictures.notes == () and pictures.settled == {"black": 0, "white": 65535}
    assert abs(int(pictures.images.max()) - high / 257) <= 1 and abs(int(pictures.images.min()) - low / 257) <= 1


def test_the_range_is_that_of_the_set_and_not_of_each_picture(tmp_path):
    _deep(tmp_path, 31_000, 33_000)
    Image.fromarray(np.full((30, 30), 32_000, np.uint16)).save(tmp_path / "00.png")
    pictures = load(str(tmp_path), 30)
    assert pictures.settled == {"black": 31_000, "white": 33_000}
    assert (pictures.images[0] == 128).all() and pictures.images[1].max() == 255


def test_fractions_and_signed_numbers_are_stretched_alike(tmp_path):
    (tmp_path / "fractions").mkdir()
    place = _deep(tmp_path / "fractions", 0, 1, np.float32, "tif")
    assert load(place, 30).notes == () and load(place, 30).settled == {"black": 0, "white": 1}
    (tmp_path / "signed").mkdir()
    pictures = load(_deep(tmp_path / "signed", -1000, 2000, np.int32, "tif"), 30)
    assert pictures.settled == {"black": -1000, "white": 2000}
    assert pictures.images.min() == 0 and pictures.images.max() == 255


def test_levels_that_are_asked_for_are_those_that_are_taken(tmp_path):
    place = _deep(tmp_path, 0, 4095)
    halved = load(place, 30, look=Look(white=8190))
    assert int(halved.images.max()) in (127, 128) and halved.settled == {} and halved.notes == ()
    inverted = load(place, 30, look=Look(black=4095, white=0))
    assert (inverted.images.int() + load(place, 30).images - 255).abs().max() <= 1


def _colour(low: int, high: int, grey: bool = False) -> bytes:
    """A PNG of 16 bits, RGB or opaque grey, as Pillow writes none: rows of values from `low` to `high`."""
    values = np.linspace(low, high, 20 * 20 * 3).reshape(20, 20, 3)
    if grey:
        values = np.stack([values[..., 0], np.full((20, 20), 65535)], axis=-1)
    values = values.astype(">u2").reshape(20, -1)
    rows = b"".join(b"\0" + row.tobytes() for row in values)
    chunks = [
        (b"IHDR", struct.pack(">IIBBBBB", 20, 20, 16, 4 if grey else 2, 0, 0, 0)),
        (b"IDAT", zlib.compress(rows)),
        (b"IEND", b""),
    ]
    written = [struct.pack(">I", len(data)) + kind + data for kind, data in chunks]
    return b"\x89PNG\r\n\x1a\n" + b"".join(one + struct.pack(">I", zlib.crc32(one[4:])) for one in written)


@pytest.mark.parametrize(("low", "high", "told"), [(0, 65535, ""), (0, 4095, "0 to 3855"), (30_000, 40_000, "30069")])
@pytest.mark.parametrize("grey", [False, True])
def test_colour_of_sixteen_bits_is_read_with_eight_and_it_is_said_where_that_leaves_little(
    tmp_path, low, high, told, grey
):
    for number in range(16):
        (tmp_path / f"{number:02d}.png").write_bytes(_colour(low, high, grey))
    pictures = load(str(tmp_path), 20)
    assert abs(int(pictures.images.min()) - low // 256) <= 1 and abs(int(pictures.images.max()) - high // 256) <= 1
    assert len(pictures.notes) == bool(told) and pictures.settled == {}
    if told:
        assert pictures.notes[0].startswith("16 of 16 pictures are of 16-bit colour") and told in pictures.notes[0]


@pytest.mark.parametrize(
    ("colours", "background", "corner"), [((255,), "black", 0), ((0,), "white", 255), ((0, 255), "grey", 128)]
)
def test_the_background_is_what_keeps_most_contrast(tmp_path, colours, background, corner):
    pictures = load(_sprites(tmp_path, *colours), 28)
    assert (pictures.images[CORNER] == corner).all()
    assert pictures.settled == {"background": background}
    (note,) = pictures.notes
    assert note.startswith("16 of 16 pictures are transparent in places") and f"over {background}, which" in note


@pytest.mark.parametrize(("background", "corner"), [("white", 255), ("black", 0), ("grey", 128), ("edges", 200)])
def test_a_background_that_is_asked_for_is_taken(tmp_path, background, corner):
    pictures = load(_sprites(tmp_path, 200), 28, look=Look(background=background))
    assert (pictures.images[CORNER].int() - corner).abs().max() <= 1 and pictures.settled == {}
    assert (pictures.images[:, :, 14, 14] == 200).all()


def test_the_mean_of_the_edges_is_that_of_what_is_there_of_them():
    picture = Image.new("RGBA", (20, 20), (0, 90, 0, 255))
    picture.paste((250, 0, 0, 255), (5, 5, 15, 15))
    picture.paste((9, 9, 9, 0), (0, 0, 20, 5))
    stream = io.BytesIO()
    picture.save(stream, "PNG")
    taken = decode(stream.getvalue(), 20, look=Look(background="edges"))
    assert tuple(taken[0, 0]) == (0, 90, 0) and tuple(taken[10, 10]) == (250, 0, 0)


def test_a_set_that_is_nearly_blank_is_warned_of(tmp_path):
    place = _sprites(tmp_path, 255)
    (note,) = load(place, 28, look=Look(background="white")).notes
    assert note.startswith("16 of 16 pictures are nearly blank")
    assert not [note for note in load(place, 28).notes if "blank" in note]


def test_pictures_that_could_be_transparent_and_are_not_are_taken_in_silence(tmp_path, folder):
    plain = load(str(folder), 28)
    for file in folder.iterdir():
        Image.open(file).convert("RGBA").save(tmp_path / file.name)
        file.unlink()
    pictures = load(str(tmp_path), 28, look=Look(background="black"))
    assert torch.equal(pictures.images, plain.images) and not pictures.notes and not pictures.settled


def test_what_is_padded_shows_what_lies_behind(tmp_path):
    wide = Image.new("RGBA", (40, 20), (255, 255, 255, 0))
    wide.paste((255, 255, 255, 255), (15, 5, 25, 15))
    for number in range(16):
        wide.save(tmp_path / f"{number}.png")
    pictures = load(str(tmp_path), 32, crop="fit")
    assert (pictures.images[0, :, 0] == 0).all() and pictures.images[0, 0, 16, 16] > 250


def test_a_run_keeps_what_was_settled_and_takes_the_same_pictures_again(tmp_path):
    place = _sprites(tmp_path, 255)
    recipe = Recipe(dataset=place, g_width=8, d_width=8, batch=4, steps=1)
    pictures = load_for(recipe)
    kept = Trainer(recipe, pictures, device="cpu", threads=1).recipe
    assert kept.background == "black"
    _sprites(tmp_path, 0)  # other pictures in the same place, which another background would be chosen for
    assert (load_for(kept).images == 0).all()
