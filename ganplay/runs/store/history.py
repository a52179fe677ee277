"""The history of one run: numbers, evaluations and grids in one SQLite file.

Points, evaluations, measures and grids share one counter, `seq`, which never goes back: a viewer who has seen
everything up to `seq` asks for what came after it.
"""

from __future__ import annotations

import json
import math
import sqlite3
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

SCHEMA = """
CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS points (
    seq INTEGER PRIMARY KEY, step INTEGER NOT NULL, images INTEGER NOT NULL, seconds REAL NOT NULL,
    numbers TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS evaluations (
    seq INTEGER PRIMARY KEY, step INTEGER NOT NULL, images INTEGER NOT NULL, seconds REAL NOT NULL,
    numbers TEXT NOT NULL, histogram TEXT NOT NULL, verdict TEXT NOT NULL, evidence TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS measures (
    seq INTEGER PRIMARY KEY, step INTEGER NOT NULL, images INTEGER NOT NULL, seconds REAL NOT NULL,
    n INTEGER NOT NULL, numbers TEXT NOT NULL, floors TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS grids (
    seq INTEGER PRIMARY KEY, step INTEGER NOT NULL, images INTEGER NOT NULL, seconds REAL NOT NULL,
    jpeg BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS sheets (name TEXT PRIMARY KEY, jpeg BLOB NOT NULL);
"""
OLDEST = {"meta", "points", "evaluations", "grids", "sheets"}  # tables that every history has
TABLES = ("points", "evaluations", "measures", "grids")


def plain(value: Any) -> Any:
    """`value` as JSON can hold it: numbers that are not finite become null."""
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    if isinstance(value, bool) or value is None or isinstance(value, (str, int)):
        return value
    number = float(value)
    return number if math.isfinite(number) else None


def dumps(value: Any) -> str:
    return json.dumps(plain(value), separators=(",", ":"))


def connect(path: Path, mode: str) -> sqlite3.Connection:
    """Open a SQLite file.

    mode: "write" creates it where it is missing; "read" follows a file that may be growing; "frozen" reads a file
    that nobody writes, from a folder that may be read-only.
    """
    query = {"write": "mode=rwc", "read": "mode=rw", "frozen": "mode=ro&immutable=1"}[mode]
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?{query}", uri=True, isolation_level=None, timeout=5)
    connection.row_factory = sqlite3.Row
    return connection


def set_journal(connection: sqlite3.Connection, mode: str, patience: float = 2.0) -> None:
    """Change the journal mode, waiting for readers to leave; a file that stays in WAL is whole all the same."""
    deadline = time.monotonic() + patience
    while True:
        try:
            connection.execute(f"PRAGMA journal_mode={mode}").fetchall()
            return
        except sqlite3.OperationalError:
            if time.monotonic() > deadline:
                return
            time.sleep(0.02)


class RunError(ValueError):
    """A folder that is not a run, or a run that cannot do what is asked; its text is one sentence.

    code: names the page's own words for it, where it has any; details fill their gaps.
    """

    code = "none"

    def __init__(self, sentence: str, /, code: str = "", **details: Any) -> None:
        super().__init__(sentence)
        self.code = code or self.code
        self.details = details


class History:
    """The reading side, to be used in a `with`: an open reader keeps the writer from tidying up.

    Args:
        mend: to be called when the file is missing or damaged; whether it can be read now.

    Raises:
        RunError: in or at the end of the `with`, where the file is missing or damaged and stays so.
    """

    def __init__(self, path: Path, frozen: bool = False, mend: Callable[[], bool] = lambda: False) -> None:
        self._path = path
        self._frozen = frozen
        self._mend = mend

    def __enter__(self) -> History:
        try:
            try:
                self._open()
            except (sqlite3.Error, ValueError):
                if not self._mend():
                    raise
                self._open()
        except (sqlite3.Error, ValueError) as error:
            raise self._unreadable(error) from None
        return self

    def _open(self) -> None:
        self._connection = connect(self._path, "frozen" if self._frozen else "read")
        try:
            self._connection.execute("BEGIN")  # everything read is of one moment
            self._meta = self._read_meta()
            tables = self._connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            if missing := OLDEST - {row["name"] for row in tables}:
                raise sqlite3.DatabaseError(f"no such table: {min(missing)}")
        except BaseException:
            self._connection.close()
            raise

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        self._connection.close()
        if isinstance(error, (sqlite3.Error, json.JSONDecodeError)):
            self._mend()  # for whoever reads next
            raise self._unreadable(error) from None

    def _unreadable(self, error: Exception) -> RunError:
        return RunError(f"The history of the run {self._path.parent.name} cannot be read: {error}.", code="unreadable")

    def meta(self) -> dict[str, Any]:
        return dict(self._meta)

    def _read_meta(self) -> dict[str, Any]:
        """Raises ValueError for what is no JSON."""
        rows = self._connection.execute("SELECT key, value FROM meta")
        return {key: json.loads(value if isinstance(value, str) else "") for key, value in rows}

    def points(self, since: int = 0) -> list[dict[str, Any]]:
        """Rows after `since`: seq, step, images, seconds and the numbers, by name."""
        rows = self._connection.execute("SELECT * FROM points WHERE seq > ? ORDER BY seq", (since,))
        return [_place(row) | json.loads(row["numbers"]) for row in rows]

    def evaluations(self, since: int = 0) -> list[dict[str, Any]]:
        """Rows after `since`: as points, with verdict (code), evidence and histogram (edges, real, fake)."""
        rows = self._connection.execute("SELECT * FROM evaluations WHERE seq > ? ORDER BY seq", (since,))
        return [
            _place(row)
            | json.loads(row["numbers"])
            | {
                "verdict": row["verdict"],
                "evidence": json.loads(row["evidence"]),
                "histogram": json.loads(row["histogram"]),
            }
            for row in rows
        ]

    def measures(self, since: int = 0) -> list[dict[str, Any]]:
        """Rows after `since`: as points, with n, and the floor of each number as ``floor_`` and its name.

        How many pictures a floor stands on, where they are not n, is told as ``floor_n_`` and the name of the number.

        Runs from before anything was measured while they trained have no such table, and so no rows.
        """
        told = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'measures'"
        if not self._connection.execute(told).fetchone():
            return []
        rows = self._connection.execute("SELECT * FROM measures WHERE seq > ? ORDER BY seq", (since,))
        return [
            _place(row)
            | {"n": row["n"]}
            | json.loads(row["numbers"])
            | {f"floor_{name}": value for name, value in json.loads(row["floors"]).items()}
            for row in rows
        ]

    def verdict(self) -> str | None:
        """The code of the last verdict."""
        row = self._connection.execute("SELECT verdict FROM evaluations ORDER BY seq DESC LIMIT 1").fetchone()
        return row["verdict"] if row else None

    def grids(self, since: int = 0) -> list[tuple[int, int]]:
        """(seq, step) of every grid after `since`."""
        rows = self._connection.execute("SELECT seq, step FROM grids WHERE seq > ? ORDER BY seq", (since,))
        return [(row["seq"], row["step"]) for row in rows]

    def grid(self, seq: int) -> tuple[int, int, bytes] | None:
        """(seq, step, jpeg) of the last grid at or before `seq`, else of the first one; None where there is none."""
        for where, order in (("seq <= ?", "DESC"), ("seq > ?", "ASC")):
            row = self._connection.execute(
                f"SELECT seq, step, jpeg FROM grids WHERE {where} ORDER BY seq {order} LIMIT 1", (seq,)
            ).fetchone()
            if row:
                return row["seq"], row["step"], row["jpeg"]
        return None

    def sheet(self, name: str) -> bytes | None:
        """A JPEG that belongs to the whole run: "real" shows real pictures."""
        row = self._connection.execute("SELECT jpeg FROM sheets WHERE name = ?", (name,)).fetchone()
        return row["jpeg"] if row else None


def _place(row: sqlite3.Row) -> dict[str, Any]:
    return {"seq": row["seq"], "step": row["step"], "images": row["images"], "seconds": row["seconds"]}
