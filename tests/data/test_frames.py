"""Animations and files of several pages: the first picture of each, the others counted, or all."""

from __future__ import annotations

import io
import zipfile

import numpy as np
import pytest
from PIL import Image

from ganplay.data import DataError, load, own, pack_uploads
from ganplay.data.look import Look

ALL = Look(frames="all")


def _film(format: str, frames: int, number: int = 0) -> bytes:
    """Pictures of noise, the first of which is white and the last black."""
    random = np.random.default_rng(number)
    pictures = [Image.fromarray(random.integers(0, 256, (20, 20, 3), np.uint8)) for _ in range(frames)]
    pictures[0], pictures[-1] = (Image.new("RGB", (20, 20), colour) for colour in ("white", "black"))
    stream = io.BytesIO()
    more = {} if format == "TIFF" else {"duration": 100}
    more |= {"lossless": True} if format == "WEBP" else {}
    pictures[0].save(stream, format, save_all=True, append_images=pictures[1:], **more)
    return stream.getvalue()


@pytest.mark.parametrize("format", ["GIF", "PNG", "WEBP", "TIFF"])
def test_the_others_are_counted_or_all_are_taken(tmp_path, folder, format):
    (folder / "00.png").write_bytes(_film(format, 5))
    first = load(str(folder), 28)
    assert len(first) == 16 and (first.images[0] > 250).all()
    (note,) = first.notes
    assert note.startswith("1 of 16 files hold several pictures (frames or pages)") and "not the other 4." in note
    whole = load(str(folder), 28, look=ALL)
    assert len(whole) == 20 and whole.notes == ()
    assert (whole.images[0] > 250).all() and (whole.images[4] < 5).all()
    assert (whole.images[5:] == first.images[1:]).all()


def test_pictures_of_one_file_are_of_its_class(tmp_path, png):
    path = tmp_path / "pets.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("cat/a.gif", _film("GIF", 9))
        archive.writestr("dog/b.tiff", _film("TIFF", 7))
    pictures = load(str(path), 28, look=ALL)
    assert pictures.labels.tolist() == [0] * 9 + [1] * 7 and pictures.classes == ("cat", "dog")
    with pytest.raises(DataError, match=r"2 usable pictures.*not the other 14\. frames=all takes them all"):
        load(str(path), 28)


def test_one_animation_may_be_a_data_set_of_its_own(tmp_path):
    upload = tmp_path / "walk.gif"
    upload.write_bytes(_film("GIF", 20))
    assert len(load(str(pack_uploads([upload], tmp_path / "data")), 28, look=ALL)) == 20


def test_a_copy_made_small_is_no_page(folder):
    page, small = Image.new("L", (20, 20), 255), Image.new("L", (5, 5), 0)
    small.encoderinfo = {"tiffinfo": {0x00FE: 1}}
    page.save(folder / "00.png", "TIFF", save_all=True, append_images=[small, page])
    assert len(load(str(folder), 28, look=ALL)) == 17


def test_what_follows_a_damaged_frame_is_left_out_and_said(folder):
    whole = _film("GIF", 6)
    (folder / "00.png").write_bytes(whole[: len(whole) * 3 // 4])
    pictures = load(str(folder), 28, look=ALL)
    assert 17 <= len(pictures) < 21 and (pictures.images[0] > 250).all()


def test_more_pictures_than_there_is_memory_for_are_refused(folder, monkeypatch):
    (folder / "00.png").write_bytes(_film("GIF", 9))
    monkeypatch.setattr(own, "PIXEL_BYTES", 20 * 28 * 28 * 3)
    assert len(load(str(folder), 28)) == 16
    with pytest.raises(DataError, match=r"too many pictures at 28 pixels.*frames=first"):
        load(str(folder), 28, look=ALL)
