"""What the Learn tab's scripts are told once for all, and the texts of the course, made when they are asked for."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from ganplay.ui.learn import course, lessons
from ganplay.ui.learn.course import PAGES, told
from ganplay.ui.words import LANGUAGES


def facts() -> dict[str, Any]:
    """pages: rows as `course.told` has them."""
    return {"pages": told()}


def files() -> dict[str, Callable[[], bytes]]:
    """LANGUAGE.json, see `lessons.index`, and LANGUAGE/NAME.json of each page, see `lessons.lesson`."""
    made = {f"{language}.json": partial(_index, language) for language in LANGUAGES}
    for language in LANGUAGES:
        made |= {f"{language}/{page.name}.json": partial(_lesson, language, page.name) for page in PAGES}
    return made


def sources() -> list[Path]:
    """What the texts are made of, and what makes them."""
    return [*lessons.sources(), Path(lessons.__file__), Path(course.__file__)]


def _index(language: str) -> bytes:
    return json.dumps(lessons.index(language), ensure_ascii=False).encode()


def _lesson(language: str, name: str) -> bytes:
    return json.dumps(lessons.lesson(language, name), ensure_ascii=False).encode()
