"""A visitor's own pictures: whatever they bring is taken, or refused with a sentence; never fatal, never unpacked."""

from __future__ import annotations

import io
import os
import struct
import zipfile
import zlib

import numpy as np
import pytest
import torch
from PIL import Image

from ganplay.data import DataError, load, own, pack_uploads
from ganplay.data.decoding import Unusable, decode
from ganplay.data.pictures import told


def _zip(path, entries):
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in entries:
            archive.writestr(name, data)
    return path


def _saved(picture: Image.Image, format: str, **saving) -> bytes:
    stream = io.BytesIO()
    picture.save(stream, format, **saving)
    return stream.getvalue()


def test_a_folder_becomes_pictures_that_may_be_flipped(folder):
    seen = []
    pictures = load(str(folder), 28, progress=lambda stage, fraction: seen.append((stage, fraction)))
    assert pictures.images.shape == (16, 3, 28, 28) and pictures.images.dtype == torch.uint8
    assert pictures.flips and pictures.labels is None and pictures.notes == () and pictures.name == "pictures"
    assert seen[-1] == ("read", 1.0)


def test_a_zip_gives_the_same_pictures_as_the_folder_it_was_made_of(folder, tmp_path):
    packed = _zip(tmp_path / "p.zip", [(f.name, f.read_bytes()) for f in folder.iterdir()])
    before = sorted(tmp_path.rglob("*"))
    assert torch.equal(load(str(packed), 32).images, load(str(folder), 32).images)
    assert sorted(tmp_path.rglob("*")) == before, "nothing is unpacked to the disk"


def test_two_subfolders_are_classes_and_a_wrapper_around_them_is_none(tmp_path, png):
    entries = [(f"pets/{'cat' if n < 9 else 'dog'}/deep/{n:02d}.png", png(n)) for n in range(18)]
    pictures = load(str(_zip(tmp_path / "pets.zip", entries)), 28)
    assert pictures.classes == ("cat", "dog")
    assert pictures.labels.tolist() == [0] * 9 + [1] * 9


def test_one_subfolder_is_no_class(tmp_path, png):
    pictures = load(str(_zip(tmp_path / "p.zip", [(f"all/{n}.png", png(n)) for n in range(16)])), 28)
    assert pictures.labels is None and pictures.classes == ()
    (note,) = pictures.notes
    assert (note.code, note.details) == ("one_folder", {"folder": "all"}) and "(all), which is no class" in note


def test_a_wrapper_of_the_zip_s_own_name_is_not_worth_a_note(tmp_path, png):
    assert load(str(_zip(tmp_path / "Pets.zip", [(f"pets/{n}.png", png(n)) for n in range(16)])), 28).notes == ()


def test_pictures_outside_the_subfolders_mean_no_classes_and_a_note(tmp_path, png):
    entries = [(f"{'ab'[n % 2]}/{n}.png", png(n)) for n in range(16)] + [("loose.png", png(99))]
    pictures = load(str(_zip(tmp_path / "p.zip", entries)), 28)
    assert len(pictures) == 17 and pictures.labels is None and pictures.classes == ()
    (note,) = pictures.notes
    assert note.endswith("outside the subfolders (loose.png), so the subfolders (a, b) are not taken as classes.")
    assert told(note)["details"] == {"strays": ["loose.png"], "folders": ["a", "b"]}


def test_grey_pictures_have_one_channel_unless_three_are_asked_for(tmp_path):
    for number in range(16):
        Image.new("L", (30, 30), number * 10).save(tmp_path / f"{number}.png")
    assert load(str(tmp_path), 28).images.shape == (16, 1, 28, 28)
    assert load(str(tmp_path), 28, channels=3).images.shape == (16, 3, 28, 28)


def test_fifteen_pictures_are_too_few(folder):
    (folder / "00.png").write_bytes(b"")
    with pytest.raises(DataError, match=r"15 usable pictures.*at least 16.*00\.png \(empty\)"):
        load(str(folder), 28)


def test_unusable_files_are_counted_and_named_and_the_rest_is_taken(folder, png):
    bad = {
        "readme.txt": b"not a picture at all",
        "cut.jpg": png(1, (200, 200), "JPEG")[:900],
        "half.png": png(2, (100, 100))[:3000],
        "empty.png": b"",
        "inside.zip": b"PK\3\4",
    }
    for name, data in bad.items():
        (folder / name).write_bytes(data)
    (folder / ".hidden.png").write_bytes(b"left by a system")
    (folder / "Thumbs.db").write_bytes(b"left by a system")
    pictures = load(str(folder), 28)
    assert len(pictures) == 16
    (note,) = pictures.notes
    assert note.startswith("5 of 21 files were left out: ")
    assert "readme.txt (text, not a picture)" in note and "cut.jpg (cut off)" in note and "half.png (" in note
    assert "empty.png (empty)" in note and "inside.zip (an archive inside)" in note
    assert "hidden" not in note and "Thumbs" not in note


def test_only_the_first_few_unusable_files_are_named(folder):
    for number in range(9):
        (folder / f"text{number}.txt").write_bytes(b"text")
    (note,) = load(str(folder), 28).notes
    assert note.startswith("9 of 25") and note.endswith("and 4 more.") and note.count("(text, not a picture)") == 5
    said = told(note)
    assert (said["code"], said["details"]["count"], said["details"]["total"]) == ("left_out", 9, 25)
    first, *_, more = said["details"]["files"]
    reason = {"text": "text, not a picture", "code": "text", "details": {}}
    assert first["details"] == {"name": "text0.txt", "reason": reason}
    assert len(said["details"]["files"]) == 6 and (more["code"], more["details"]) == ("more", {"count": 4})


def test_links_that_lead_out_of_the_folder_are_not_followed(folder, tmp_path, png):
    secret = tmp_path / "secret"
    secret.mkdir()
    (secret / "private.png").write_bytes(png(77))
    try:
        os.symlink(secret / "private.png", folder / "link.png")
        os.symlink(secret, folder / "door")
        os.symlink(folder / "00.png", folder / "same.png")
    except OSError:
        pytest.skip("this system does not let this user make links")
    pictures = load(str(folder), 28)
    assert len(pictures) == 17, "the 16, and the link that stays inside"
    assert pictures.notes == ("1 of 18 files were left out: link.png (a link that leads out of the folder).",)


def test_paths_that_lead_out_of_a_zip_links_and_encrypted_files_are_left_out(tmp_path, png):
    entries = [(f"{n}.png", png(n)) for n in range(16)]
    entries += [("../up.png", png(50)), ("/root.png", png(51)), ("C:\\drive.png", png(52)), ("__MACOSX/._1.png", b"x")]
    path = _zip(tmp_path / "p.zip", entries)
    with zipfile.ZipFile(path, "a") as archive:
        link = zipfile.ZipInfo("link.png")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
        archive.writestr("secret.png", png(53))
    data = bytearray(path.read_bytes())
    entry = data.rfind(b"PK\1\2")  # the last entry of the directory: secret.png, marked as encrypted
    data[entry + 8] |= 1
    path.write_bytes(data)
    pictures = load(str(path), 28)
    assert len(pictures) == 16
    note = pictures.notes[0]
    assert note.startswith("5 of 21") and note.count("its path leads out of the zip") == 3
    assert "link.png (a link)" in note and "secret.png (encrypted)" in note


def test_a_zip_bomb_is_refused_before_anything_is_unpacked(tmp_path, monkeypatch):
    path = tmp_path / "bomb.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.png", bytes(3_000_000))
    monkeypatch.setattr(own, "SUSPECT_BYTES", 2_000_000)
    monkeypatch.setattr(zipfile.ZipFile, "open", lambda *_: pytest.fail("it was opened"))
    with pytest.raises(DataError, match=r"\d+ times its size"):
        load(str(path), 28)


def test_a_zip_of_too_many_files_or_bytes_is_refused(tmp_path, png, monkeypatch):
    path = _zip(tmp_path / "p.zip", [(f"{n}.png", png(n)) for n in range(20)])
    monkeypatch.setattr(own, "FILES", 19)
    with pytest.raises(DataError, match="20 files and the limit is 19"):
        load(str(path), 28)
    monkeypatch.setattr(own, "FILES", 20)
    monkeypatch.setattr(own, "UNPACKED_BYTES", 100)
    with pytest.raises(DataError, match="would unpack to"):
        load(str(path), 28)


def test_a_damaged_zip_is_refused_and_a_damaged_file_in_a_zip_left_out(tmp_path, png):
    nonsense = tmp_path / "n.zip"
    nonsense.write_bytes(b"PK\3\4 nonsense")
    with pytest.raises(DataError, match="damaged or is not a zip"):
        load(str(nonsense), 28)
    path = _zip(tmp_path / "p.zip", [(f"{n:02d}.png", png(n)) for n in range(17)])
    data = bytearray(path.read_bytes())
    data[200] ^= 0xFF  # within the first picture: its checksum no longer holds
    path.write_bytes(data)
    pictures = load(str(path), 28)
    assert len(pictures) == 16 and "00.png (damaged in the zip)" in pictures.notes[0]


def test_centre_crop_takes_the_middle_and_fit_the_whole_with_the_colour_of_its_edges():
    wide = np.zeros((40, 120, 3), np.uint8)
    wide[:, :40], wide[:, 40:80], wide[:, 80:] = (255, 0, 0), (0, 255, 0), (0, 0, 255)
    data = _saved(Image.fromarray(wide), "PNG")
    cropped, fitted = decode(data, 30, "crop"), decode(data, 30, "fit")
    assert cropped.shape == fitted.shape == (30, 30, 3)
    assert (cropped[:, 2:-2].mean((0, 1)).round() == (0, 255, 0)).all()
    assert fitted[15, 3, 0] > 200 and fitted[15, 15, 1] > 200 and fitted[15, 27, 2] > 200
    top = fitted[0, 0].astype(int)
    assert (fitted[0] == top).all() and (fitted[-1] == top).all(), "one colour above and below"
    assert abs(top - 85).max() < 25, "the mean of the edges: a third of each"


def test_transparency_is_laid_over_white():
    clear = Image.new("RGBA", (20, 20), (255, 0, 0, 0))
    assert (decode(_saved(clear, "PNG"), 16) == 255).all()
    half = Image.new("RGBA", (20, 20), (0, 0, 0, 128))
    assert abs(decode(_saved(half, "PNG"), 16).astype(int) - 127).max() <= 1
    indexed = Image.new("P", (20, 20), 0)
    indexed.putpalette([255, 0, 0, 0, 0, 255])
    assert (decode(_saved(indexed, "PNG", transparency=0), 16) == 255).all()


def test_palettes_cmyk_and_black_and_white_keep_their_colours():
    indexed = Image.new("P", (20, 20), 1)
    indexed.putpalette([255, 0, 0, 0, 0, 255])
    assert (decode(_saved(indexed, "PNG"), 16) == (0, 0, 255)).all()
    inks = decode(_saved(Image.new("CMYK", (20, 20), (0, 255, 255, 0)), "JPEG", quality=95), 16)
    assert abs(inks.astype(int) - (255, 0, 0)).max() < 12
    assert (decode(_saved(Image.new("1", (20, 20), 1), "PNG"), 16) == 255).all()


@pytest.mark.parametrize("format", ["PNG", "TIFF"])
def test_sixteen_bits_are_scaled_to_eight_not_cut(format):
    grey = Image.fromarray(np.full((20, 20), 128 * 257, np.uint16))
    assert (decode(_saved(grey, format), 16) == 128).all()


def test_fractions_are_taken_as_zero_to_one():
    assert (decode(_saved(Image.new("F", (20, 20), 0.5), "TIFF"), 16) == 128).all()


def test_a_photograph_is_turned_as_its_exif_says():
    upright = np.zeros((40, 40, 3), np.uint8)
    upright[:20] = 255
    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned a quarter clockwise
    lying = Image.fromarray(upright).transpose(Image.Transpose.ROTATE_90)
    turned = decode(_saved(lying, "JPEG", exif=exif), 20)
    assert turned[:9].mean() > 240 and turned[11:].mean() < 15


@pytest.mark.parametrize("format", ["GIF", "PNG", "WEBP"])
def test_the_first_frame_of_an_animation_is_taken(format):
    frames = [Image.new("RGB", (20, 20), colour) for colour in ("white", "black")]
    data = _saved(frames[0], format, save_all=True, append_images=frames[1:], duration=100)
    assert decode(data, 16).mean() > 250


def test_a_picture_of_a_hundred_megapixels_is_refused_from_its_header():
    size = struct.pack(">IIBBBBB", 10_000, 10_000, 8, 2, 0, 0, 0)
    header = b"IHDR" + size
    data = b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + header + struct.pack(">I", zlib.crc32(header))
    data += struct.pack(">I", 4) + b"IDAT" + bytes(8)
    with pytest.raises(Unusable, match="10000 x 10000 pixels, more than 50 megapixels"):
        decode(data, 32)
    huge = data.replace(struct.pack(">I", 10_000), struct.pack(">I", 60_000))
    huge = huge[:29] + struct.pack(">I", zlib.crc32(huge[12:29])) + huge[33:]
    with pytest.raises(Unusable, match="megapixels"):
        decode(huge, 32)


def test_a_large_photograph_keeps_its_look():
    ramp = np.linspace(0, 255, 2000).astype(np.uint8)
    data = _saved(Image.fromarray(np.tile(ramp, (2000, 1))), "JPEG", quality=95)
    assert abs(decode(data, 32)[16, :, 0].astype(int) - np.linspace(4, 251, 32)).max() < 6


def test_uploaded_pictures_become_a_folder_that_outlives_the_upload(tmp_path, png):
    uploads = []
    for number in range(16):
        place = tmp_path / "upload" / str(number)
        place.mkdir(parents=True)
        (place / "image.png").write_bytes(png(number))
        uploads.append(place / "image.png")
    packed = pack_uploads(uploads, tmp_path / "run" / "data")
    for file in uploads:
        file.unlink()
    pictures = load(str(packed), 28)
    assert len(pictures) == 16 and len(torch.unique(pictures.images.flatten(1), dim=0)) == 16


def test_the_order_in_which_files_are_chosen_or_packed_does_not_matter(tmp_path, png, monkeypatch):
    names = [f"{folder}/{number}.png" for folder in ("a", "a-b") for number in range(12)]
    for number, name in enumerate(names):
        (tmp_path / "set" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "set" / name).write_bytes(png(number))
    there = load(str(tmp_path / "set"), 28)
    packed = _zip(tmp_path / "set.zip", [(name, (tmp_path / "set" / name).read_bytes()) for name in reversed(names)])
    assert torch.equal(load(str(packed), 28).images, there.images)
    monkeypatch.setattr(own, "FEWEST", 12)
    chosen = [tmp_path / "set" / "a" / f"{number}.png" for number in (11, *range(11))]
    brought = load(str(pack_uploads(chosen, tmp_path / "kept")), 28)
    assert torch.equal(brought.images, load(str(tmp_path / "set" / "a"), 28).images)


def test_an_uploaded_zip_is_taken_as_it_is(tmp_path, png):
    upload = _zip(tmp_path / "pets.zip", [(f"{'ab'[n % 2]}/{n}.png", png(n)) for n in range(16)])
    pictures = load(str(pack_uploads([upload], tmp_path / "data")), 28)
    assert pictures.name == "pets" and pictures.classes == ("a", "b")


def test_uploads_that_cannot_be_a_data_set_are_refused(tmp_path, png, folder, monkeypatch):
    files = sorted(folder.iterdir())
    packed = _zip(tmp_path / "p.zip", [("1.png", png(1))])
    with pytest.raises(DataError, match="15 files"):
        pack_uploads(files[:15], tmp_path / "data")
    with pytest.raises(DataError, match="not both"):
        pack_uploads([packed, *files], tmp_path / "data")
    fake = tmp_path / "fake.zip"
    fake.write_bytes(b"nothing")
    with pytest.raises(DataError, match=r"fake\.zip is damaged"):
        pack_uploads([fake], tmp_path / "data")
    monkeypatch.setattr(own, "UPLOAD_BYTES", 1000)
    with pytest.raises(DataError, match="upload fewer"):
        pack_uploads(files, tmp_path / "data")
    assert not (tmp_path / "data").exists()
