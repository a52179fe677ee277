"""Where the folders that ship with ganplay lie: in a wheel inside the package, in the repository beside it."""

from __future__ import annotations

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent


def shipped(name: str) -> Path:
    """The folder `name`, "assets" or "pretrained"; it may not be there."""
    inside = PACKAGE / name
    return inside if inside.is_dir() else PACKAGE.parent / name
