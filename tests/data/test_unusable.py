"""What is no picture is called by its name, in the same words for a data set and for a picture by itself."""

from __future__ import annotations

import pytest

from ganplay.data import load
from ganplay.data.decoding import Unusable
from ganplay.data.unusable import FILM, format_of, what_it_is
from ganplay.scoring import bring


def _boxed(brand: bytes, *others: bytes) -> bytes:
    brands = brand + b"\0\0\0\0" + b"".join(others)
    return (8 + len(brands)).to_bytes(4, "big") + b"ftyp" + brands + bytes(60)


KNOWN = {
    _boxed(b"heic"): "HEIC, which cannot be read here",
    _boxed(b"mif1", b"heic", b"miaf"): "HEIC, which cannot be read here",
    _boxed(b"isom", b"mp42"): "a film",
    _boxed(b"qt  "): "a film",
    b"\x1aE\xdf\xa3" + bytes(60): "a film",
    b"RIFF\0\0\0\0AVI " + bytes(60): "a film",
    b"8BPS\0\1" + bytes(60): "PSD, which",
    b"\xff\x0a" + bytes(60): "JPEG XL, which",
    b"<?xml version='1.0'?><svg/>": "an SVG",
    b"%PDF-1.7": "a PDF",
    b"PK\3\4" + bytes(60): "a zip",
    b"Fotos liegen woanders": "text",
    bytes(range(200, 256)) * 9: "not a picture that can be read here",
}


def test_a_file_in_boxes_is_of_the_format_that_any_of_its_brands_says():
    assert format_of(_boxed(b"mif1", b"avif", b"miaf")) == format_of(_boxed(b"avis")) == "AVIF"
    assert format_of(_boxed(b"mif1", b"miaf", b"heix")) == "HEIC" and format_of(_boxed(b"3gp5")) == FILM


@pytest.mark.parametrize(("data", "words"), KNOWN.items(), ids=lambda value: str(value)[:24])
def test_a_data_set_and_a_picture_say_the_same_of_it(folder, data, words):
    said = str(what_it_is(data))
    assert said.startswith(words)
    with pytest.raises(Unusable) as refused:
        bring(data, 32, 3)
    assert str(refused.value) == said
    (folder / "odd.jpg").write_bytes(data)
    (note,) = load(str(folder), 28).notes
    assert f"odd.jpg ({said})" in note
