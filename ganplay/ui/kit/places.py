"""Sentences without places of this machine: what an error says of a file is its name, never where it lies."""

from __future__ import annotations

import os
import re
import sys
import tempfile
from functools import lru_cache
from pathlib import Path
from typing import Any

import ganplay

REST = r"""(?P<rest>[/\\][^\s'",:;]*)?"""  # of a path, up to where it ends in a sentence
# Any absolute path of two names or more, of this system or another: places that nobody thought of are none to tell.
ANY = re.compile(
    r"""(?<![\w/.:~-])(?:~?/[^\s/'",:;]+(?:/[^\s/'",:;]+)+|[A-Za-z]:[\\/][^\s'",:;]+|\\\\[^\s'",:;]+)/?""",
)


def placeless(text: str) -> str:
    """`text` with the last name alone of every path in it."""
    if "/" not in text and "\\" not in text:
        return text
    return ANY.sub(_name, _known(_roots()).sub(_below, text))


def without_places(value: Any) -> Any:
    """The same for every text in plain values."""
    if isinstance(value, str):
        return placeless(value)
    if isinstance(value, dict):
        return {name: without_places(item) for name, item in value.items()}
    return [without_places(item) for item in value] if isinstance(value, list | tuple) else value


def _below(found: re.Match[str]) -> str:
    return _name(found) if found["rest"] else "…"


def _name(found: re.Match[str]) -> str:
    path = found[0].rstrip("/\\")
    dot = path[len(path.rstrip(".")) :]  # the end of the sentence
    return re.split(r"[/\\]", path.rstrip("."))[-1] + dot


def _roots() -> tuple[str, ...]:
    """Where things of this machine lie; names with spaces in them are found by these alone."""
    given = (os.environ.get(name) for name in ("GANPLAY_HOME", "GANPLAY_CACHE", "GRADIO_TEMP_DIR"))
    found = {Path.home(), Path(ganplay.__file__).parents[1], Path(sys.prefix), Path(tempfile.gettempdir())}
    found |= {Path(place).absolute() for place in given if place}
    return tuple(sorted({str(place) for place in found if len(place.parts) > 1}, key=len, reverse=True))


@lru_cache(8)
def _known(roots: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w.-])(?:{'|'.join(map(re.escape, roots))})(?![\w-]){REST}")
