"""The terms of the field: what a text calls each, and what it means. The course and all tabs have one glossary."""

from __future__ import annotations

import json
import re
from functools import cache
from typing import Any

from ganplay.shipped import shipped

GLOSSARY = shipped("assets") / "lessons" / "glossary.yaml"
BRACKET = re.compile(r"^(.*?)\s*[(（](.*)[)）]$")
SHORT = re.compile(r"[^\x00-ɏͰ-Ͽ]")  # one sign of a script without spaces stands in too many other words


@cache
def _entries() -> dict[str, dict[str, Any]]:
    import yaml

    return yaml.safe_load(GLOSSARY.read_text(encoding="utf-8"))


def glossary(language: str) -> dict[str, tuple[str, str]]:
    """term -> its name and what it means."""
    return {term: tuple(said[language]) for term, said in _entries().items()}


def names(term: str, language: str) -> list[str]:
    """By what a text calls a term: its name, what stands in brackets behind it, and what it is also called.

    Nothing of an everyday word, which a text means otherwise as often as not.
    """
    said = _entries()[term]
    if not said.get("marked", True):
        return []
    name = said[language][0]
    parts = BRACKET.match(name)
    found = [*(parts.groups() if parts else (name,)), *said.get("also", {}).get(language, ())]
    return [one for one in dict.fromkeys(found) if not (len(one) == 1 and SHORT.match(one))]


def told(language: str) -> bytes:
    """JSON for the scripts: term -> [name, what it means, by what a text calls it]."""
    rows = {term: [*said, names(term, language)] for term, said in glossary(language).items()}
    return json.dumps(rows, ensure_ascii=False).encode()
