"""Who owns which run: the hash of the owner's token lies in the run's folder, and store.db is the list of all of them.

The folders are the truth. A list that is damaged is put aside and made anew from them; a run whose hash only the list
knows, as those of before, gets it written into its folder when the store is opened.
"""

from __future__ import annotations

import json
import logging
import os
import re
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

from filelock import FileLock

from ganplay.runs.store.aside import is_damage, put_aside
from ganplay.runs.store.full import NoRoom, disk_is_full
from ganplay.runs.store.history import RunError, connect
from ganplay.runs.store.patience import whole

FILE = "owner"  # in a run's folder
ID = re.compile(r"[a-z2-9]{12}")
SCHEMA = "CREATE TABLE IF NOT EXISTS runs (id TEXT PRIMARY KEY, owner TEXT NOT NULL, created REAL NOT NULL)"
ADD = "INSERT INTO runs VALUES (?, ?, ?) ON CONFLICT (id) DO UPDATE SET owner = excluded.owner WHERE runs.owner = ''"
COLUMNS = {"id", "owner", "created"}
_HASH = re.compile(r"[0-9a-f]{64}")
log = logging.getLogger(__name__)


def read_owner(folder: Path) -> str:
    """The hash that a run's folder keeps of its owner; "" where there is none, or none that could be one."""
    with suppress(OSError, ValueError):
        text = (folder / FILE).read_text(encoding="ascii").strip()
        return text if _HASH.fullmatch(text) else ""
    return ""


def write_owner(folder: Path, owner: str) -> None:
    """Keep the hash of an owner in a run's folder; "" keeps nothing. Raises OSError when the disk refuses."""
    if owner:
        with whole(folder / FILE) as part:
            part.write_text(owner + "\n", encoding="ascii")


class Owners:
    """The list of a store's runs, in the order in which they were made, whatever the clock said then.

    Every method may be called from any thread and any process.

    Args:
        frozen: nobody may write here: the list is read where it can be, and is empty otherwise.

    Raises:
        NoRoom: from every method, when the disk is full.
        RunError: from every method, when the list can neither be used nor made anew.
    """

    def __init__(self, file: Path, runs: Path, frozen: bool = False) -> None:
        self._file = file
        self._runs = runs
        self._frozen = frozen
        if not frozen:
            self._ask(SCHEMA)
            if not self._sound():
                self._mend()
            self._agree()

    def add(self, run_id: str, owner: str) -> None:
        """Put a run on the list, unless it is there; one that is there without an owner gets this one."""
        self._ask(ADD, (run_id, owner, time.time()))

    def forget(self, run_id: str) -> None:
        self._ask("DELETE FROM runs WHERE id = ?", (run_id,))

    def of(self, run_id: str) -> str:
        """The hash of a run's owner; "" where there is none."""
        rows = self._ask("SELECT owner FROM runs WHERE id = ?", (run_id,))
        return rows[0]["owner"] if rows else ""

    def all(self) -> dict[str, tuple[int, str]]:
        """id -> (its place in the order of making, the hash of its owner)."""
        rows = self._ask("SELECT rowid AS place, id, owner FROM runs")
        return {row["id"]: (row["place"], row["owner"]) for row in rows}

    def _ask(self, statement: str, values: tuple[Any, ...] = ()) -> list[sqlite3.Row]:
        """Do one statement; a list that turns out to be damaged is made anew before it is asked once more."""
        if self._frozen and not self._file.is_file():
            return []
        try:
            return self._execute(statement, values)
        except sqlite3.Error as error:
            if disk_is_full(error):
                raise NoRoom() from error
            if self._frozen and statement.startswith("SELECT"):
                return []
            if self._frozen or self._sound():
                raise RunError(f"The list of runs {self._file} cannot be used: {error}.") from error
        self._mend()
        try:
            return self._execute(statement, values)
        except sqlite3.Error as error:
            raise RunError(f"The list of runs {self._file} cannot be used: {error}.") from error

    def _execute(self, statement: str, values: tuple[Any, ...] = ()) -> list[sqlite3.Row]:
        with closing(connect(self._file, "frozen" if self._frozen else "write")) as database:
            return database.execute(statement, values).fetchall()

    def _sound(self) -> bool:
        """False where the list is certainly damaged; one that cannot be looked at just now is no such case."""
        if os.path.lexists(self._file) and not self._file.is_file():
            return False
        try:
            with closing(connect(self._file, "write")) as database:
                columns = {row["name"] for row in database.execute("PRAGMA table_info(runs)")}
                sound = database.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok"
                database.execute("BEGIN IMMEDIATE")  # a damaged header may say that it cannot be written
                return sound and columns >= COLUMNS
        except sqlite3.Error as error:
            return not is_damage(error, self._file)

    def _mend(self) -> None:
        """Put a damaged list aside and make it anew from what can be read of it and from the folders."""
        try:
            with FileLock(self._file.with_name("store.lock"), timeout=30):
                if self._sound():
                    return  # somebody else was quicker
                self._rescue()
                place = put_aside(self._file)
                log.warning(
                    "The list of runs was damaged: it is kept as %s and was made anew from the runs' folders.", place
                )
                self._execute(SCHEMA)
            self._agree()
        except (OSError, sqlite3.Error) as error:  # a Timeout is an OSError
            if disk_is_full(error):
                raise NoRoom() from error
            raise RunError(f"The list of runs {self._file} is damaged and cannot be made anew: {error}.") from error

    def _rescue(self) -> None:
        """Write into the folders what a damaged list still tells of them."""
        told: dict[str, str] = {}
        with suppress(sqlite3.Error), closing(connect(self._file, "read")) as database:
            for row in database.execute("SELECT id, owner FROM runs"):
                told[str(row["id"])] = str(row["owner"])
        for run_id, folder in self._folders():
            if _HASH.fullmatch(told.get(run_id, "")) and not read_owner(folder):
                write_owner(folder, told[run_id])

    def _agree(self) -> None:
        """Let the list and the folders tell the same; where they differ the folder is right."""
        listed = self.all()
        unlisted = []
        for run_id, folder in self._folders():
            told = read_owner(folder)
            if run_id not in listed:
                unlisted.append((_made(folder), run_id, told))
            elif told and told != listed[run_id][1]:
                self._ask("UPDATE runs SET owner = ? WHERE id = ?", (told, run_id))
            elif not told:
                with suppress(OSError):  # a full disk, a run that is removed just now: the list knows it
                    write_owner(folder, listed[run_id][1])
        for made, run_id, told in sorted(unlisted):
            self._ask("INSERT OR IGNORE INTO runs VALUES (?, ?, ?)", (run_id, told, made))

    def _folders(self) -> Iterator[tuple[str, Path]]:
        """(id, folder) of every run, discarded ones too, which can be brought back."""
        for folder in self._runs.iterdir():
            run_id = folder.name.removesuffix(".removed")
            if ID.fullmatch(run_id) and (folder / "recipe.json").is_file():
                yield run_id, folder


def _made(folder: Path) -> float:
    """When a run was made, in seconds since 1970, as its history tells, else its recipe."""
    with suppress(sqlite3.Error, ValueError, TypeError), closing(connect(folder / "history.db", "read")) as history:
        return float(json.loads(history.execute("SELECT value FROM meta WHERE key = 'created'").fetchone()[0]))
    with suppress(OSError):
        return os.stat(folder / "recipe.json").st_mtime
    return 0.0
