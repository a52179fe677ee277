"""A damaged database is put aside, never deleted: somebody may still read something of it."""

from __future__ import annotations

import os
import sqlite3
import time
from pathlib import Path

from ganplay.runs.store.patience import patiently

BESIDE = ("-journal", "-wal", "-shm", "")  # the file itself last: until then the rest still belongs to it


NOT_NOW = ("locked", "unable to open", "disk i/o", "is full", "interrupted")  # tells nothing of what is in the file


def is_damage(error: sqlite3.Error, file: Path) -> bool:
    """Whether this tells that what is in a database is damaged, and not that it cannot be used just now."""
    text = str(error).lower()
    if "readonly" in text:
        return os.access(file, os.W_OK) and os.access(file.parent, os.W_OK)
    return not any(words in text for words in NOT_NOW)


def put_aside(file: Path) -> Path:
    """Rename a database, with what SQLite keeps beside it, to its name and ``.damaged-`` and the time; that place.

    Raises:
        OSError: when the disk refuses.
    """
    stamp = time.strftime("%Y%m%d-%H%M%S")
    places = (file.with_name(f"{file.name}.damaged-{stamp}{again}") for again in ("", *(f"-{n}" for n in range(2, 99))))
    place = next(place for place in places if not os.path.lexists(place))
    for ending in BESIDE:
        if os.path.lexists(source := file.with_name(file.name + ending)):
            patiently(os.replace, source, place.with_name(place.name + ending))
    return place
