"""Files that cannot be taken as pictures, and what they are instead."""

from __future__ import annotations

from typing import Any

FILM = "film"
BRANDS = {  # of files in boxes, beside those that are films
    "AVIF": {b"avif", b"avis"},
    "HEIC": {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs", b"mif1", b"msf1", b"heif"},
}
MARKS = (  # what such files begin with
    (b"\0\0\0\x0cJXL \r\n\x87\n", "JPEG XL"),
    (b"\xff\x0a", "JPEG XL"),
    (b"8BPS", "PSD"),
    (b"\x1aE\xdf\xa3", FILM),  # Matroska, WebM
    (b"\0\0\x01\xba", FILM),  # MPEG
)


class Unusable(Exception):
    """A file that cannot be taken; its text says why, in a few words.

    code, details: the same for a page that speaks other languages: a word, and what fills the gaps of its sentence.
    """

    def __init__(self, reason: str, code: str = "damaged", **details: Any) -> None:
        super().__init__(reason)
        self.code = code
        self.details = details


def what_it_is(data: bytes) -> Unusable:
    """What a file that cannot be opened is, as far as its first bytes tell."""
    head = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if b"<svg" in head and head.startswith((b"<svg", b"<?xml", b"<!doctype svg", b"<!--")):
        return Unusable("an SVG drawing, not a picture of pixels; save it as PNG first", "svg")
    if head.startswith(b"%pdf"):
        return Unusable("a PDF, not a picture; save it as PNG first", "pdf")
    if head.startswith(b"pk\x03\x04"):
        return Unusable("a zip, not a picture; unpack it first", "zip")
    if (name := format_of(data)) == FILM:
        return Unusable("a film, not a picture; save its frames as pictures first", "film")
    if name:
        return Unusable(f"{name}, which cannot be read here; save it as JPEG or PNG first", "format", format=name)
    if data and b"\0" not in data[:4096] and _is_text(data[:4096]):
        return Unusable("text, not a picture", "text")
    return Unusable("not a picture that can be read here; save it as PNG or JPEG first", "none")


def format_of(data: bytes) -> str:
    """The name of a format that is known and not read, `FILM` of a film, "" of anything else."""
    if data[4:8] == b"ftyp":  # ISO 14496-12: one brand that the file is of, and those that it is compatible with
        size = min(int.from_bytes(data[:4], "big"), 256)
        brands = {data[8:12], *(data[place : place + 4] for place in range(16, size, 4))}
        return next((name for name, known in BRANDS.items() if brands & known), FILM)
    if data.startswith(b"RIFF"):
        return {b"AVI ": FILM, b"WEBP": "WebP"}.get(data[8:12], "")
    return next((name for mark, name in MARKS if data.startswith(mark)), "")


def _is_text(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start > len(data) - 4  # a character cut in two by the end
    return True
