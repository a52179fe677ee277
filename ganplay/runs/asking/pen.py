"""Words on a picture, by the one font that comes with Pillow: it has Latin letters without accents, no Chinese ones."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Any

from PIL import Image, ImageDraw, ImageFont

SMALLEST = 0.6  # of its size, that words may shrink to before their end is left out
ANCHORS = {"left": "ls", "center": "ms", "right": "rs"}  # of Pillow; all at the line that letters stand on
NO_LETTER = "\uffff"  # that no font has: it is drawn as what stands for a missing one
DOTS = "..."


@lru_cache(maxsize=64)
def font(size: int) -> Any:
    return ImageFont.load_default(size)


@lru_cache(maxsize=1)
def _missing() -> bytes:
    return bytes(font(40).getmask(NO_LETTER))


@lru_cache(maxsize=4096)
def _has(letter: str) -> bool:
    return letter.isspace() or bytes(font(40).getmask(letter)) != _missing()


def can_draw(text: str) -> bool:
    """Whether the font has every letter of a text, or at least the letter without its accents."""
    return all(map(_has, _bare(text)))


def _bare(text: str) -> str:
    """A text with the letters that the font has: `e` for an accented one that it has not."""
    return "".join(letter if _has(letter) else _without_marks(letter) for letter in text)


def _without_marks(letter: str) -> str:
    return "".join(part for part in unicodedata.normalize("NFKD", letter) if not unicodedata.combining(part))


def write(
    image: Image.Image, text: str, place: tuple[float, float], size: int, width: float, ink: str, anchor: str = "left"
) -> None:
    """Write one line: `place` is where it begins, has its middle or ends; too long for `width`, it shrinks, or ends
    in dots."""
    text, fitted = _bare(text), size
    while font(fitted).getlength(text) > width and fitted > SMALLEST * size:
        fitted -= 1
    while font(fitted).getlength(text) > width and len(text) > len(DOTS) + 1:
        text = text.removesuffix(DOTS)[:-1] + DOTS
    ImageDraw.Draw(image).text(place, text, fill=ink, font=font(fitted), anchor=ANCHORS[anchor])
