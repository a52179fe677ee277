"""Whatever the page's engine refuses, the page can say: in both languages, with every gap filled."""

from __future__ import annotations

import re
import string
from pathlib import Path

import pytest

from ganplay.ui.static import UI
from ganplay.ui.words import WORDS, refusal

ENGINE = Path(UI) / "kit" / "engine"
THROWN = re.compile(r"""Refusal\(\s*(["`])([^"`]+)\1\s*(?:,\s*\{(.*?)\})?\s*,?\s*\)""", re.DOTALL)
PAIR = re.compile(r"""\[\s*[^\[\]]*?(?:\[[^\]]*\][^\[\]]*?)*"(pair_[a-z_0-9]+)",\s*\{(.*?)\},?\s*\]""", re.DOTALL)
KINDS = {"setting_${kind}": ("setting_whole", "setting_number")}
PASSED_ON = {"refusal.code"}  # what the Worker has told


def keys(details: str) -> frozenset[str]:
    """The names of an object literal of one level."""
    flat = re.sub(r"\([^()]*\)", "", details)
    return frozenset(part.split(":")[0].strip() for part in flat.split(",") if part.strip())


def refusals() -> dict[str, set[frozenset[str]]]:
    """Codes of all scripts of the engine, with the names of their details each time."""
    found: dict[str, set[frozenset[str]]] = {}
    for script in sorted(ENGINE.glob("*.js")):
        text = script.read_text(encoding="utf-8")
        thrown = [(code, keys(details or "")) for _, code, details in THROWN.findall(text)]
        thrown += [(code, keys(details)) for code, details in PAIR.findall(text)]
        for code, names in thrown:
            for one in KINDS.get(code, (code,)):
                found.setdefault(one, set()).add(names)
    return found


FOUND = refusals()


def test_all_of_them_are_found():
    text = "".join(script.read_text(encoding="utf-8") for script in ENGINE.glob("*.js"))
    codes = set(re.findall(r'"((?:lab|engine|setting|pair)_[a-z_0-9]+)"', text)) - {"setting_restart"}
    assert codes <= FOUND.keys() and {"setting_whole", "setting_restart", "lab_reach"} <= FOUND.keys()


@pytest.mark.parametrize("code", sorted(FOUND))
def test_a_refusal_is_said_in_both_languages_with_all_that_it_tells(code):
    english, chinese = WORDS[f"error.{code}"]
    for text in (english, chinese):
        gaps = {name for _, name, _, _ in string.Formatter().parse(text) if name}
        assert all(gaps <= names for names in FOUND[code]), (gaps, FOUND[code])
    told = {name: "1" for names in FOUND[code] for name in names}
    for language in ("en", "zh"):
        said = refusal(code, "", language, told)
        assert said and not re.search(r"[{}]", said)
