"""Points of the plane: a sheet is one drawing of all, and nobody brings their own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ganplay.recipe.kinds import KINDS
from ganplay.runs.store.folder import RunError

WHOLE = True
COMPARED = ("modes", "high_quality")
REACHED = "book.reached.points"


def bring(store: Any, files: list[str], received: Path) -> str:
    apart = KINDS["points"].apart
    raise RunError(apart.sentence, code=apart.code)
