"""Pictures: a sheet is cut into its pictures, and a visitor uploads theirs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ganplay.ui.kit.uploads import dataset_of

COMPARED = ("classifier_fd", "precision", "recall", "coverage", "label_accuracy")
REACHED = "book.reached"


def bring(store: Any, files: list[str], received: Path) -> str:
    return dataset_of(store, files, received)
