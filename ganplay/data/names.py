"""The names in a zip, in whatever code page they were written.

A zip says of a name that it is UTF-8, by a flag or in a field beside it, or says nothing. Then it is written as names
are on the system of its maker, of which the zip tells something: there guessing begins.
"""

from __future__ import annotations

import mmap
import re
import struct
import zipfile
import zlib
from collections.abc import Sequence
from contextlib import suppress
from itertools import pairwise
from pathlib import Path
from unicodedata import category, name

WINDOWS = (0, 6, 10, 11, 14)  # systems that a zip may be of: FAT, HPFS, NTFS as two makers count it, VFAT
ON_WINDOWS = ("gb18030", "cp932", "big5hkscs", "cp949", "cp866", "cp1251", "cp850", "cp1252", "cp852", "cp1250")
ON_WINDOWS += ("cp857", "cp1254", "cp737", "cp1253", "cp862", "cp1255")  # the likelier first
ELSEWHERE = ("gb18030", "euc_jis_2004", "big5hkscs", "cp949", "cp1251", "koi8-r", "cp1252", "cp932", "cp866", "cp850")
ELSEWHERE += ("cp1250", "cp852")
LATER = 0.9  # how much less likely the next one is
LOOKED_AT = 10_000  # characters, of names
BETWEEN = re.compile(rb"[\x00-\x3f]+")  # words; hardly ever a part of a letter
RARE = "¡¿¹²³¼½¾"  # though a number or a mark: letters of other code pages
SURE = 2  # characters of two bytes: so many are hardly an accident
LONG = "\u07ff"  # the last one of two bytes
UTF8 = 0x800  # the flag
UNICODE_PATH = 0x7075  # the field, of Info-ZIP
STANDARD = "cp437"  # what a name without either is by the standard, and for Python
END, ENTRY, FILE = b"PK\5\6", b"PK\1\2", b"PK\3\4"


def open_zip(path: Path) -> zipfile.ZipFile:
    """Open as `zipfile` does, and with its errors, but also where names are no UTF-8 that are said to be."""
    try:
        return zipfile.ZipFile(path)
    except UnicodeDecodeError:
        return zipfile.ZipFile(_unflagged(path))


class _Copy(mmap.mmap):
    """A file whose changes stay in memory."""

    def seekable(self) -> bool:
        return True  # which Python asks, and knows itself from 3.13 on


def _unflagged(path: Path) -> _Copy:
    """The file without its flags that names are UTF-8, and with its directory's names in front of the files, too."""
    with path.open("rb") as file:
        copy = _Copy(file.fileno(), 0, access=mmap.ACCESS_COPY)
    end = copy.rfind(END)
    size, offset = struct.unpack_from("<II", copy, end + 12)
    entry = end - size
    before = entry - offset  # bytes in front of the zip
    while copy[entry : entry + 4] == ENTRY:
        flags, long, *more, start = struct.unpack_from("<8xH18xHHH8xI", copy, entry)
        struct.pack_into("<H", copy, entry + 8, flags & ~UTF8)
        file = before + start
        if copy[file : file + 4] == FILE and struct.unpack_from("<H", copy, file + 26) == (long,):
            struct.pack_into("<H", copy, file + 6, flags & ~UTF8)
            copy[file + 30 : file + 30 + long] = copy[entry + 46 : entry + 46 + long]
        entry += 46 + long + sum(more)
    return copy


def names_in(infos: Sequence[zipfile.ZipInfo]) -> tuple[list[str], str]:
    """(the name of each member of one zip, up to a NUL; the code page that was guessed, "" where none need be)."""
    told = [_told(info) for info in infos]
    silent = [info for info, name in zip(infos, told, strict=True) if name is None]
    page = _page([_raw(info) for info in silent], any(info.create_system in WINDOWS for info in silent))
    names = [
        _raw(info).decode(page, "replace") if name is None else name for info, name in zip(infos, told, strict=True)
    ]
    return [name.partition("\0")[0] for name in names], "" if page == "utf-8" else page


def _raw(info: zipfile.ZipInfo) -> bytes:
    return info.orig_filename.encode(STANDARD)


def _told(info: zipfile.ZipInfo) -> str | None:
    """The name as the zip itself says it in UTF-8, if it does."""
    if info.flag_bits & UTF8:
        return info.orig_filename
    extra = info.extra
    while len(extra) >= 9:
        kind, size, version, checksum = struct.unpack_from("<HHBL", extra)
        if (kind, version, checksum) == (UNICODE_PATH, 1, zlib.crc32(_raw(info))):
            with suppress(UnicodeDecodeError):
                return extra[9 : 4 + size].decode()
        extra = extra[4 + size :]
    return None


def _page(names: Sequence[bytes], windows: bool) -> str:
    """The code page that names were written in, most likely.

    UTF-8 where they are that; of Windows one character may be so by accident. Else what chardet finds: its evidence is
    thin in a few words, and thinner where they are repeated, so it is given each once, and weighed by what names look
    like and by what the system writes.
    """
    words = {word for each in names if not each.isascii() for word in BETWEEN.split(each) if not word.isascii()}
    sample = b"\n".join(sorted(words))
    with suppress(UnicodeDecodeError):
        text = sample.decode()
        if not windows or not text or max(text) > LONG or len({letter for letter in text if letter > "\x7f"}) >= SURE:
            return "utf-8"
    import chardet

    pages = ON_WINDOWS if windows else ELSEWHERE
    weights = {}
    for found in chardet.detect_all(sample, ignore_threshold=True, compat_names=False, include_encodings=pages):
        page = found["encoding"]
        if page in pages:
            with suppress(UnicodeDecodeError):
                likeness = _likeness(sample.decode(page)[:LOOKED_AT])
                weights[page] = found["confidence"] * likeness * LATER ** pages.index(page)
    return max(weights, key=weights.__getitem__, default=STANDARD)


def _likeness(text: str) -> float:
    """How much text is like names, 0 to 1: no symbols beyond ASCII, words of one script, no capitals within them."""
    symbols = any(letter in RARE or (letter > "\x7f" and category(letter)[0] not in "LMNP") for letter in text)
    mixed = any(a.isalpha() and b.isalpha() and _script(a) != _script(b) for a, b in pairwise(text))
    turned = any(a.islower() and b.isupper() and max(a, b) > "\x7f" for a, b in pairwise(text))  # as in pÛches
    return (0.01 if symbols else 1.0) * (0.1 if mixed else 1.0) * (0.1 if turned else 1.0)


def _script(letter: str) -> str:
    word = name(letter, "").partition(" ")[0].partition("-")[0]
    return "CJK" if word in ("HIRAGANA", "KATAKANA") else word
