"""Points of the plane: a sheet is one drawing of all, and a visitor brings theirs as a table."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ganplay.data.table import pack_points
from ganplay.ui.kit.uploads import dataset_of

COMPARED = ("modes", "high_quality")
REACHED = "book.reached.points"


def bring(store: Any, files: list[str], received: Path) -> str:
    return dataset_of(store, files, received, pack_points)
