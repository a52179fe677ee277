"""A damaged history: what can be read of it goes on in a new one, and the damaged one is put aside.

The checkpoints of a run are whole whatever happens to its history, so it is listed and goes on all the same.
"""

from __future__ import annotations

import json
import logging
import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

from ganplay.runs.store.aside import BESIDE, is_damage, put_aside
from ganplay.runs.store.history import OLDEST, SCHEMA, TABLES, connect, dumps, set_journal
from ganplay.runs.store.patience import patiently

COLUMNS = {
    "points": ("seq", "step", "images", "seconds", "numbers"),
    "evaluations": ("seq", "step", "images", "seconds", "numbers", "histogram", "verdict", "evidence"),
    "measures": ("seq", "step", "images", "seconds", "n", "numbers", "floors"),
    "grids": ("seq", "step", "images", "seconds", "jpeg"),
    "sheets": ("name", "jpeg"),
}
JSON = ("numbers", "histogram", "evidence", "floors")
LEAP = 1_000_000  # how far the counter goes on where nobody knows how far it was
log = logging.getLogger(__name__)


def damaged(file: Path) -> bool:
    """Whether a history is missing, or damaged beyond doubt; one that cannot be looked at just now is not."""
    if not file.is_file():
        return True
    try:
        with closing(connect(file, "read")) as history:
            if history.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
                return True
            history.execute("BEGIN IMMEDIATE")  # a damaged header may say that it cannot be written
            names = {row["name"] for row in history.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
            if not names >= OLDEST:
                return True
            for table in names & COLUMNS.keys():
                history.execute(f"SELECT {', '.join(COLUMNS[table])} FROM {table} LIMIT 0")
            return "status" not in _facts(history)
    except ValueError:  # a fact that is no JSON
        return True
    except sqlite3.Error as error:
        return is_damage(error, file)


def mend_history(run: Path) -> bool:
    """Make the history in a run's folder anew if it is damaged; whether it was. The caller holds the run's lock.

    Raises:
        OSError, sqlite3.Error: when the disk refuses; the damaged one then stays where it is.
    """
    file, part = run / "history.db", run / "history.db.part"
    if not (run / "recipe.json").is_file() or not damaged(file):
        return False
    if not os.path.lexists(file) and not damaged(part):  # killed between the two renames below
        patiently(os.replace, part, file)
        log.warning("The history of the run %s was damaged: a new one holds what could be read.", run.name)
        return True
    for ending in BESIDE:
        part.with_name(part.name + ending).unlink(missing_ok=True)
    try:
        with closing(connect(part, "write")) as new:
            new.executescript(SCHEMA)
            new.execute("BEGIN")
            facts = _salvaged(file, new)
            tops = [new.execute(f"SELECT MAX(seq) FROM {table}").fetchone()[0] or 0 for table in TABLES]
            facts = _remembered(run) | facts
            seq = facts.get("seq")
            seq = max(*tops, seq) if isinstance(seq, int) else max(tops) + LEAP
            facts |= {"seq": seq, "rewound": seq}  # whoever watches begins anew
            new.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", [(k, dumps(v)) for k, v in facts.items()])
            new.execute("COMMIT")
            set_journal(new, "DELETE")
        place = put_aside(file) if os.path.lexists(file) else None
        patiently(os.replace, part, file)
    finally:
        if os.path.lexists(file):  # else the new one is all there is, and the next mending puts it there
            with suppress(OSError):
                part.unlink(missing_ok=True)
    kept = f"it is kept as {place.name}" if place else "it was missing"
    log.warning("The history of the run %s was damaged: %s, and a new one holds what could be read.", run.name, kept)
    return True


def _salvaged(file: Path, new: sqlite3.Connection) -> dict[str, Any]:
    """Copy every row that can be read and is what it should be; the facts that can be read."""
    facts: dict[str, Any] = {}
    if not file.is_file():
        return facts
    with suppress(sqlite3.Error), closing(connect(file, "read")) as old:
        with suppress(sqlite3.Error):
            for key, value in old.execute("SELECT key, value FROM meta"):
                with suppress(ValueError, TypeError, RecursionError):
                    facts[str(key)] = json.loads(value)
        for table, columns in COLUMNS.items():
            marks = ", ".join("?" * len(columns))
            for row in _rows(old, table, columns):
                new.execute(f"INSERT OR IGNORE INTO {table} ({', '.join(columns)}) VALUES ({marks})", row)
    return facts


def _rows(old: sqlite3.Connection, table: str, columns: tuple[str, ...]) -> Iterator[tuple[Any, ...]]:
    """The good rows of a table up to the first that cannot be read."""
    with suppress(sqlite3.Error):
        for row in old.execute(f"SELECT {', '.join(columns)} FROM {table}"):
            if all(_good(name, value) for name, value in zip(columns, row, strict=True)):
                yield tuple(row)


def _good(name: str, value: Any) -> bool:
    if name in JSON:
        with suppress(ValueError, TypeError, RecursionError):
            return isinstance(json.loads(value), dict)
        return False
    if name == "jpeg":
        return isinstance(value, bytes) and value.startswith(b"\xff\xd8\xff")
    if name in ("verdict", "name"):
        return isinstance(value, str) and value.isidentifier()
    if name == "seconds":
        return isinstance(value, float) and 0 <= value < float("inf")
    return isinstance(value, int) and 0 <= value < 2**53


def _facts(history: sqlite3.Connection) -> dict[str, Any]:
    """Raises ValueError for a fact that is no JSON."""
    facts = {}
    for key, value in history.execute("SELECT key, value FROM meta"):
        if not isinstance(value, str):
            raise ValueError(key)
        facts[key] = json.loads(value)
    return facts


def _remembered(run: Path) -> dict[str, Any]:
    """What the last whole checkpoint and the recipe tell of a run whose history tells nothing."""
    now = {"step": 0, "images": 0, "seconds": 0.0, "rate": None}
    for file in sorted(run.glob("checkpoints/*/checkpoint.json"), reverse=True):
        with suppress(OSError, ValueError, KeyError, TypeError):
            facts = json.loads(file.read_text(encoding="utf-8"))
            now |= {name: facts[name] for name in ("step", "images", "seconds")}
            break
    try:
        made = (run / "recipe.json").stat().st_mtime
    except OSError:
        made = time.time()
    message = {"code": "mended", "details": {}}
    return {"status": "interrupted", "message": message, "title": "", "created": made, "now": now}
