"""What an owner may write on a run, how much of it is kept, and what it takes on the disk."""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from pathlib import Path
from typing import Any

from filelock import Timeout

from ganplay.runs.store.folder import RunError, RunFolder
from ganplay.runs.store.patience import patiently
from ganplay.runs.worker.writer import CHECKPOINTS, spread

TITLE, TAGS, TAG, NOTE = 120, 8, 24, 2000  # most characters of a title, tags, characters of a tag and of a note
FEWEST = 2  # checkpoints: the first and the last moment


class Busy(RunError):
    """A run that trains just now; `code` is a key in the page's words."""

    code = "trains_now"

    def __init__(self) -> None:
        super().__init__("This run is training: stop it first.")


def described(title: Any = None, tags: Any = None, note: Any = None) -> dict[str, Any]:
    """What an owner writes on a run, as its meta keeps it: title, tags, note; None leaves one as it is.

    Raises:
        RunError: for what is no text, too long, or too much.
    """
    kept: dict[str, Any] = {}
    if title is not None:
        kept["title"] = _line(title, TITLE, "title")
    if tags is not None:
        if not isinstance(tags, list) or len(tags) > TAGS:
            raise RunError(f"A run has at most {TAGS} tags.", "tags_many", most=TAGS)
        found = [_line(tag, TAG, "tag") for tag in tags]
        kept["tags"] = list(dict.fromkeys(tag for tag in found if tag))  # each once, in their order
    if note is not None:
        if not isinstance(note, str) or len(note) > NOTE:
            raise RunError(f"A note is a text of at most {NOTE} characters.", "note_long", most=NOTE)
        kept["note"] = _printable(note, keep="\n\t").strip()
    return kept


def _line(text: Any, most: int, what: str) -> str:
    if not isinstance(text, str) or len(text) > most:
        raise RunError(f"A {what} is a text of at most {most} characters.", f"{what}_long", most=most)
    return " ".join(_printable(text).split())


def _printable(text: str, keep: str = "") -> str:
    """`text` without control characters, which would hide or turn what stands beside them."""
    return "".join(c for c in text if c.isprintable() or c in keep or (c.isspace() and not keep))


def written(meta: dict[str, Any]) -> dict[str, Any]:
    """title, tags, note and parent of a run, whatever its history holds in their place."""
    tags = meta.get("tags")
    parent = meta.get("parent")
    return {
        "title": _text(meta.get("title")),
        "tags": [tag for tag in tags if isinstance(tag, str)] if isinstance(tags, list) else [],
        "note": _text(meta.get("note")),
        "parent": parent if isinstance(parent, dict) else None,
    }


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def keep_checkpoints(run: RunFolder, count: int) -> int:
    """Keep `count` checkpoints, the first, the last, and between them more of the early ones; how many are left.

    The last one stays whole, so that training can go on.

    Raises:
        Busy: while it is trained.
        RunError: for a number out of range.
    """
    whole = isinstance(count, int) and not isinstance(count, bool)
    if not whole or not FEWEST <= count <= CHECKPOINTS:
        raise RunError(f"A run keeps {FEWEST} to {CHECKPOINTS} checkpoints.")
    try:
        with run.lock().acquire(blocking=False):
            steps = run.checkpoints()
            kept = spread(steps, count) if steps else set()
            for index, step in enumerate(steps):
                if index not in kept:
                    remove_folder(run.path / "checkpoints" / f"{step:08d}")
    except Timeout:
        raise Busy() from None
    return len(run.checkpoints())


def remove_folder(folder: Path) -> None:
    """Out of sight in one go, then away: a reader finds a whole checkpoint or none."""
    gone = folder.with_name(folder.name + ".old")
    shutil.rmtree(gone, ignore_errors=True)
    patiently(os.replace, folder, gone)
    shutil.rmtree(gone, ignore_errors=True)


def bytes_of(folder: Path) -> int:
    """What a folder takes on the disk, as the sizes of its files."""
    total = 0
    for place, _, names in os.walk(folder):
        for name in names:
            with suppress(OSError):  # thinned away just now
                total += os.stat(os.path.join(place, name)).st_size
    return total
