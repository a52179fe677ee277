"""Damaged zips, folders, published files and pictures, made by the hundred: taken, or refused with one sentence."""

from __future__ import annotations

import io
import lzma
import os
import re
import struct
import sys
import zipfile
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st
from PIL import Image

from ganplay.data import DataError, load, pack_uploads
from ganplay.data.decoding import Unusable, decode
from ganplay.data.published import read_published

from ..standins import tar_of

BOUNDED = settings(
    max_examples=150,
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


def picture(number: int = 0, format: str = "PNG", **saving) -> bytes:
    stream = io.BytesIO()
    pixels = np.random.default_rng(number).integers(0, 256, (6, 6, 3), dtype=np.uint8)
    Image.fromarray(pixels).save(stream, format, **saving)
    return stream.getvalue()


def zipped(method: int = zipfile.ZIP_STORED, first: str = "ä.png") -> bytes:
    """17 small pictures; the first has a name that is UTF-8 by its flag."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for number in range(17):
            archive.writestr(first if not number else f"{number}.png", picture(number))
    return stream.getvalue()


WHOLE = {
    "stored": zipped(),
    "deflated": zipped(zipfile.ZIP_DEFLATED),
    "bzip2": zipped(zipfile.ZIP_BZIP2),
    "lzma": zipped(zipfile.ZIP_LZMA),
}
# (where, how far from the end instead of the start, what: a byte changed, bytes cut out, bytes put in)
CHANGES = st.lists(
    st.tuples(
        st.integers(0, 5000),
        st.booleans(),
        st.one_of(
            st.tuples(st.just("flip"), st.integers(1, 255)),
            st.tuples(st.just("cut"), st.integers(1, 400)),
            st.tuples(st.just("insert"), st.binary(min_size=1, max_size=12)),
        ),
    ),
    min_size=1,
    max_size=4,
)


def damaged(data: bytes, changes) -> bytes:
    changed = bytearray(data)
    for place, from_the_end, (what, value) in changes:
        if not changed:
            break
        place = place % len(changed)
        place = len(changed) - 1 - place if from_the_end else place
        if what == "flip":
            changed[place] ^= value
        elif what == "cut":
            del changed[place : place + value]
        else:
            changed[place:place] = value
    return bytes(changed)


def one_sentence(text: str, *places: Path) -> None:
    assert text.endswith(".") and text.isprintable()
    text.encode()  # text, whatever bytes a name had
    assert not [place for place in places if str(place) in text]


def taken_or_refused(file: Path, *places: Path) -> None:
    try:
        pictures = load(str(file), 16)
    except DataError as error:
        one_sentence(str(error), *places)
    else:
        assert len(pictures) >= 16
        for note in pictures.notes:
            one_sentence(note, *places)


@pytest.mark.parametrize("name", WHOLE)
def test_a_zip_with_bytes_changed_cut_and_put_in_is_taken_or_refused_in_one_sentence(tmp_path, name):
    @seed(16)
    @BOUNDED
    @given(CHANGES)
    def tried(changes):
        file = tmp_path / "p.zip"
        file.write_bytes(damaged(WHOLE[name], changes))
        taken_or_refused(file, tmp_path)
        try:
            kept = pack_uploads([file], tmp_path / "kept")
        except DataError as error:
            one_sentence(str(error), tmp_path)
        else:
            taken_or_refused(kept, tmp_path)

    assert len(load(str(_written(tmp_path / "whole.zip", WHOLE[name])), 16)) == 17
    tried()


def _written(file: Path, data: bytes) -> Path:
    file.write_bytes(data)
    return file


def directory(data: bytes, offset: int, value: bytes) -> bytes:
    """The first entry of a zip's directory with bytes of it replaced."""
    place = data.index(b"PK\1\2") + offset
    return data[:place] + value + data[place + len(value) :]


BAD = "is damaged or is not a zip"
ZIPS = {
    "a version of another century": (directory(WHOLE["stored"], 6, struct.pack("<H", 99)), BAD),
    "a directory longer than the file": (
        WHOLE["stored"][:-10] + struct.pack("<I", 2**31) + WHOLE["stored"][-6:],
        BAD,
    ),
    "one of several disks": (
        WHOLE["stored"][:-22] + b"PK\6\7" + struct.pack("<IQI", 0, 0, 7) + WHOLE["stored"][-22:],
        BAD,
    ),
}
MEMBERS = {
    "an unknown method": (directory(WHOLE["stored"], 10, struct.pack("<H", 77)), "its method, number 77, is not read"),
    "Deflate64": (directory(WHOLE["stored"], 10, struct.pack("<H", 9)), "its method, Deflate64, is not read here"),
    "patched data": (directory(WHOLE["stored"], 8, struct.pack("<H", 0x820)), "its method is not read here"),
    "an encrypted one": (directory(WHOLE["stored"], 8, struct.pack("<H", 0x801)), "encrypted"),
    "a strongly encrypted one": (directory(WHOLE["stored"], 8, struct.pack("<H", 0x840)), "encrypted"),
    "an offset beyond the end": (directory(WHOLE["stored"], 42, struct.pack("<I", 2**31)), "damaged in the zip"),
    "a name that is another in front of the picture": (
        WHOLE["stored"].replace("ä.png".encode(), b"\xff\xff.png", 1),
        "damaged in the zip",
    ),
}


@pytest.mark.parametrize("name", ZIPS)
def test_what_is_wrong_with_a_whole_zip_is_said_of_its_name_alone(tmp_path, name):
    data, sentence = ZIPS[name]
    file = _written(tmp_path / "my pets.zip", data)
    for refused in (lambda: load(str(file), 16), lambda: pack_uploads([file], tmp_path / "kept")):
        with pytest.raises(DataError, match=f"^my pets.zip {sentence}"):
            refused()
    assert not (tmp_path / "kept").exists()


@pytest.mark.parametrize("name", MEMBERS)
def test_what_is_wrong_with_one_file_of_a_zip_leaves_the_others(tmp_path, name):
    data, reason = MEMBERS[name]
    pictures = load(str(_written(tmp_path / "p.zip", data)), 16)
    assert len(pictures) == 16 and re.fullmatch(rf"1 of 17 files were left out: .+ \({reason}.*\)\.", pictures.notes[0])


def test_a_name_with_a_line_break_and_without_end_stays_within_one_sentence(tmp_path):
    data = zipped(first="a\nb\x1b" + "c" * 5000 + ".exe").replace(picture(0), b"x" * len(picture(0)))
    (note,) = load(str(_written(tmp_path / "p.zip", data)), 16).notes
    assert "a?b?ccc" in note and len(note) < 200
    one_sentence(note)


@pytest.mark.skipif(sys.platform != "linux", reason="names that are no text are Linux's")
def test_a_folder_of_names_that_are_no_text_and_of_what_is_no_file_is_read_all_the_same(folder, tmp_path):
    inside = os.fsencode(folder)
    for kind in (b"\xffcats", b"dogs\n"):
        os.mkdir(inside + b"/" + kind)
        for number in range(8):
            Path(os.fsdecode(inside + b"/" + kind + b"/%d.png" % number)).write_bytes(picture(number))
    for file in list(folder.glob("*.png")):
        file.unlink()
    os.symlink(folder / "circle.png", folder / "circle.png")
    os.mkfifo(folder / "pipe.png")
    Path(os.fsdecode(inside + b"/\xffcats/\xfe.png")).write_bytes(b"nothing")
    pictures = load(str(folder), 16)
    assert pictures.classes == ("dogs?", "?cats") and len(pictures) == 16
    one_sentence(pictures.notes[0], tmp_path)
    assert pictures.notes[0].startswith("3 of 19") and "?cats/?.png (text, not a picture)" in pictures.notes[0]


def test_what_is_no_folder_and_no_zip_is_refused_without_the_way_there(tmp_path):
    other = _written(tmp_path / "notes.txt", b"nothing")
    for name in (str(other), str(tmp_path / "nowhere"), str(tmp_path / "a\0b.zip"), str(tmp_path / ("x" * 5000))):
        with pytest.raises(DataError) as refused:
            load(name, 16)
        one_sentence(str(refused.value), tmp_path)
    (tmp_path / "empty").mkdir()
    with pytest.raises(DataError, match=r"^empty has 0 usable pictures"):
        load(str(tmp_path / "empty"), 16)


PICTURES = {
    "PNG": picture(1),
    "JPEG": picture(2, "JPEG"),
    "GIF": picture(3, "GIF"),
    "BMP": picture(4, "BMP"),
    "TIFF": picture(5, "TIFF", compression="tiff_lzw"),
    "WEBP": picture(6, "WEBP"),
    "ICO": picture(7, "ICO"),
    "PPM": picture(8, "PPM"),
    "TGA": picture(9, "TGA"),
}


@pytest.mark.filterwarnings("ignore")  # Pillow's, of damage
@pytest.mark.parametrize("format", PICTURES)
def test_a_picture_with_bytes_changed_cut_and_put_in_is_decoded_or_unusable(format):
    @seed(16)
    @BOUNDED
    @given(CHANGES)
    def tried(changes):
        try:
            pixels = decode(damaged(PICTURES[format], changes), 16)
        except Unusable as error:
            assert str(error) and error.code
        else:
            assert pixels.shape == (16, 16, 3)

    tried()


# Published files: what lies there may be half a download, or anything


BATCH = "cifar-10-batches-bin/data_batch_{}.bin"
CIFAR = {
    "an empty file": b"",
    "no archive": b"nothing" * 100,
    "another compression": lzma.compress(b"nothing"),
    "an archive without the batches": tar_of({"x": b"1"}),
    "a folder for a batch": tar_of({BATCH.format(1): b"1" * 5}),
    "labels of no class": tar_of({BATCH.format(n): b"\xff" * 7 for n in range(1, 6)}),
}


@pytest.mark.parametrize("name", CIFAR)
def test_a_damaged_archive_of_a_published_data_set_is_refused_in_one_sentence(tmp_path, monkeypatch, name):
    monkeypatch.setattr("ganplay.data.published.fetch", lambda *_: None)
    _written(tmp_path / "cifar-10-binary.tar.gz", CIFAR[name])
    with pytest.raises(DataError, match=r"^cifar10 could not be read") as refused:
        read_published("cifar10", 32, "crop", tmp_path, lambda *_: None)
    one_sentence(str(refused.value), tmp_path)


def test_damaged_tables_and_matlab_files_are_refused_in_one_sentence(tmp_path, monkeypatch):
    monkeypatch.setattr("ganplay.data.published.fetch", lambda *_: None)
    pets, faces = tmp_path / "oxford-iiit-pet", tmp_path / "celeba"
    for folder in (pets / "images", pets / "annotations", faces / "img_align_celeba"):
        folder.mkdir(parents=True)
    raw = tmp_path / "MNIST" / "raw"
    raw.mkdir(parents=True)
    _written(tmp_path / "train_32x32.mat", b"MATLAB 5.0 MAT-file" + b"\xff" * 200)
    for number, table in enumerate((b"\xff\xfe", b"", b"Abyssinian_1 1", b"a b c d\n")):
        _written(pets / "annotations" / "list.txt", table)
        _written(faces / "list_attr_celeba.txt", table)
        _written(
            raw / "train-images-idx3-ubyte",
            (b"", b"\0\0\x08\x03", b"\0\0\x08\xff", b"\0\0\x08\x01\xff\xff\xff\xff")[number],
        )
        _written(raw / "train-labels-idx1-ubyte", table)
        for name in ("cats_dogs", "celeba", "svhn", "mnist"):
            with pytest.raises(DataError) as refused:
                read_published(name, 32, "crop", tmp_path, lambda *_: None)
            one_sentence(str(refused.value), tmp_path)
