"""Names in the laboratory: one for each set of points, and those by which a teacher takes parts away."""

from __future__ import annotations

import re

from ganplay.ui.lab.settings import offered
from ganplay.ui.static import UI
from ganplay.ui.words import WORDS


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
