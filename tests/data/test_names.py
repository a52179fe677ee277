"""The names of a zip's folders, in whatever code page its maker wrote them, and names that are odd."""

from __future__ import annotations

import struct
import zipfile
import zlib
from pathlib import Path
from unicodedata import normalize

import pytest

from ganplay.data import load, pack_uploads

UNIX, DOS = 3, 0


def packed(path: Path, png, folders, system: int = UNIX, extra=lambda raw: b"") -> Path:
    """A zip with 9 pictures in each of the folders, whose names are bytes without the flag that they are UTF-8."""
    stands = [chr(ord("A") + place) * len(raw) for place, raw in enumerate(folders)]
    with zipfile.ZipFile(path, "w") as archive:
        for stand, raw in zip(stands, folders, strict=True):
            for number in range(9):
                info = zipfile.ZipInfo(f"{stand}/{number}.png")
                info.create_system, info.extra = system, extra(raw + f"/{number}.png".encode())
                archive.writestr(info, png(number))
    data = path.read_bytes()
    for stand, raw in zip(stands, folders, strict=True):
        data = data.replace(f"{stand}/".encode(), raw + b"/")
    path.write_bytes(data)
    return path


PAGES = [
    ("gbk", DOS, ("猫", "狗")),
    ("gbk", UNIX, ("猫猫", "狗狗")),
    ("gbk", DOS, ("苹果", "香蕉")),
    ("cp932", DOS, ("ねこ", "いぬ")),
    ("cp932", DOS, ("表", "ソース")),  # whose last byte, or second, is a backslash
    ("cp866", DOS, ("Кошки", "Собаки")),
    ("cp1251", DOS, ("Кошки", "Собаки")),
    ("koi8-r", UNIX, ("Кошки", "Собаки")),
    ("cp437", DOS, ("Äpfel", "Bäume")),
    ("cp852", DOS, ("Żółw", "Świerszcz", "Łoś")),
    ("cp852", DOS, ("kočky", "štěňata")),
    ("cp852", DOS, ("kutyák", "őzek", "fűzfák")),
    ("cp1250", DOS, ("Żółw", "Świerszcz", "Łoś")),
    ("cp1250", UNIX, ("kočky", "štěňata")),
    ("cp857", DOS, ("kuşlar", "köpekler")),
    ("cp737", DOS, ("γάτες", "σκύλοι")),
    ("cp1255", DOS, ("חתולים", "כלבים")),
    ("cp1252", DOS, ("pêches", "mûres", "poires")),
    ("utf-8", UNIX, ("Äpfel", "Bäume")),
    ("utf-8", DOS, ("猫", "狗")),
    ("utf-8", DOS, ("Äpfel", "Bäume")),
    ("utf-8", UNIX, (normalize("NFD", "Äpfel"), normalize("NFD", "Bäume"))),  # as macOS packs
]


@pytest.mark.parametrize(("page", "system", "names"), PAGES)
def test_names_are_read_in_the_code_page_that_they_were_written_in(tmp_path, png, page, system, names):
    path = packed(tmp_path / "p.zip", png, [name.encode(page) for name in names], system)
    pictures = load(str(path), 16)
    assert pictures.classes == tuple(sorted(normalize("NFC", name) for name in names))
    assert len(pictures) == 9 * len(names)
    assert len(pictures.notes) == (page != "utf-8")
    if pictures.notes:
        note = pictures.notes[0]
        told = list(pictures.classes)
        assert note.startswith("The zip does not say") and note.details["classes"] == told and ", ".join(told) in note
    kept = load(str(pack_uploads([path], tmp_path / "kept")), 16)
    assert kept.classes == pictures.classes


def test_a_guess_from_a_single_letter_is_told_like_any_other(tmp_path, png):
    pictures = load(str(packed(tmp_path / "p.zip", png, ["żaba".encode("cp852"), b"pies"], DOS)), 16)
    (note,) = pictures.notes
    assert "pies" in pictures.classes and len(pictures.classes) == 2
    assert f"its classes are {', '.join(pictures.classes)}. If they are called otherwise" in note


def test_what_may_be_two_things_is_taken_as_its_maker_writes(tmp_path, png):
    both = ["猫".encode("gbk"), b"dog"]  # the first is è in UTF-8
    assert load(str(packed(tmp_path / "dos.zip", png, both, DOS)), 16).classes == ("dog", "猫")
    assert load(str(packed(tmp_path / "unix.zip", png, both, UNIX)), 16).classes == ("dog", "è")


def field(raw: bytes, name: str, checksum: int | None = None) -> bytes:
    """Info-ZIP's Unicode path."""
    told = struct.pack("<BL", 1, zlib.crc32(raw) if checksum is None else checksum) + name.encode()
    return struct.pack("<HH", 0x7075, len(told)) + told


def test_a_name_that_the_zip_tells_in_unicode_beside_it_comes_first(tmp_path, png):
    names = {b"?": "Äpfel", b"_": "Bäume"}
    told = {}
    for title, extra in {
        "told": lambda raw: field(raw, raw.decode().replace("?", "Äpfel").replace("_", "Bäume")),
        "of another": lambda raw: field(raw, "elsewhere/1.png", checksum=1),
    }.items():
        told[title] = load(str(packed(tmp_path / f"{title}.zip", png, [*names], DOS, extra)), 16).classes
    assert told == {"told": ("Bäume", "Äpfel"), "of another": ("?", "_")}


@pytest.mark.parametrize("names", [(b"\xff0", b"\xff1"), ("猫".encode("gbk"), "狗".encode("gbk"))])
@pytest.mark.parametrize("everywhere", [True, False])
def test_names_that_are_no_utf_8_though_said_to_be_load_all_the_same(tmp_path, png, names, everywhere):
    path = tmp_path / "p.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for stand in "äö":  # two bytes, and said to be UTF-8
            for number in range(9):
                archive.writestr(f"{stand}/{number}.png", png(number))
    data = path.read_bytes()
    directory = 0 if everywhere else data.index(b"PK\1\2")
    for stand, raw in zip("äö", names, strict=True):
        data = data[:directory] + data[directory:].replace(f"{stand}/".encode(), raw + b"/")
    path.write_bytes(data)
    pictures = load(str(path), 16)
    assert len(pictures) == 18 and len(set(pictures.classes)) == 2
    (note,) = pictures.notes
    assert note.startswith("The zip does not say how its names are written")
    assert path.read_bytes() == data


def test_odd_names_that_lead_nowhere_load_and_those_that_lead_out_do_not(tmp_path, png):
    path = tmp_path / "p.zip"
    odd = ["./1.png", "a/../2.png", "12:30 photo.png", "folder\\3.png", " .png", "4.png ", "..5.png", "a//6.png"]
    odd += [f"{'x' * 300}.png", "tab\t7.png", "line\n8.png", "-rf.png", "*?.png", "CON.png", "🐈.png"]
    odd += ["9..png", "%2e%2e.png"]
    out = ["../up.png", "a/../../up.png", "/root.png", "C:\\drive.png", "d:drive.png", "\\\\server\\share.png"]
    with zipfile.ZipFile(path, "w") as archive:
        for number, name in enumerate([*odd, *out]):
            archive.writestr(name, png(number))
    pictures = load(str(path), 16)
    assert len(pictures) == len(odd) - 1, "..5.png is a hidden file"
    assert pictures.notes[0].startswith(f"{len(out)} of ") and "its path leads out of the zip" in pictures.notes[0]
