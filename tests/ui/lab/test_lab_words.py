"""Words of the laboratory: every refusal of its engine is said, with gaps that it fills; sets have one name each."""

from __future__ import annotations

import re

import pytest

from ganplay.ui.lab.settings import offered
from ganplay.ui.static import UI
from ganplay.ui.words import WORDS

ENGINE = sorted((UI / "kit" / "engine").glob("*.js"))
CODE = re.compile(r'Refusal\(\s*"(\w+)"(?:,\s*\{([^}]*)\})?')
PAIR = re.compile(r'"(pair_\w+|setting_whole|setting_number|setting_choice)"')


def refusals() -> list[tuple[str, str | None]]:
    """Code and names of the details of each refusal that the engine's scripts throw."""
    texts = [path.read_text(encoding="utf-8") for path in ENGINE]
    thrown = {(code, details) for text in texts for code, details in CODE.findall(text)}
    return sorted(thrown | {(code, None) for text in texts for code in PAIR.findall(text)}, key=str)


@pytest.mark.parametrize(("code", "details"), refusals(), ids=lambda value: str(value)[:30])
def test_every_refusal_of_the_engine_has_words_whose_gaps_it_fills(code, details):
    for sentence in WORDS[f"error.{code}"]:
        if details is None:
            continue
        given = {part.split(":")[0].strip() for part in details.split(",")}
        assert set(re.findall(r"\{(\w+)\}", sentence)) <= given


def test_a_set_of_points_has_one_name():
    assert not [name for name in WORDS if name.startswith("lab.data.")]
    sets = ("line", "two_gaussians", "ring", "grid", "swiss_roll", "two_moons", "spiral", "blobs", "own")
    assert all(f"data.{name}" in WORDS for name in sets)


def test_what_a_teacher_may_hide_are_settings_or_parts_of_the_page():
    scripts = "".join(path.read_text(encoding="utf-8") for path in sorted((UI / "lab").glob("*.js")))
    parts = ("pace", "speed", "time", "legend", "flow", "measures", "noise", "charts", "data", "presets", "modes")
    for part in (*parts, "share", "server", "advanced"):
        assert re.search(rf'(hidden\.has|hiding|hidden)\("{part}"', scripts), part
    assert "loss" in offered()
