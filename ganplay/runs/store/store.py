"""The store: one folder of runs on this machine, and who owns which of them."""

from __future__ import annotations

import hashlib
import hmac
import os
import re
import secrets
import shutil
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import platformdirs

from ganplay.recipe import Recipe
from ganplay.runs.store.folder import Busy, RunError, RunFolder, is_run
from ganplay.runs.store.history import connect
from ganplay.runs.store.patience import patiently
from ganplay.shipped import shipped

_ID = re.compile(r"[a-z2-9]{12}")
_LETTERS = "abcdefghijkmnpqrstuvwxyz23456789"  # none that read like one another
_SCHEMA = "CREATE TABLE IF NOT EXISTS runs (id TEXT PRIMARY KEY, owner TEXT NOT NULL, created REAL NOT NULL)"


class Store:
    """Runs by id. The id is public and lets watch; the owner's token is secret and lets steer.

    Of a token only its SHA-256 is kept. A run without an owner (made on the command line) can be steered by nobody
    on the page.
    """

    def __init__(self, root: Path | str | None = None) -> None:
        self.root = Path(
            root or os.environ.get("GANPLAY_HOME") or platformdirs.user_data_dir("ganplay", False)
        ).absolute()
        self.runs = self.root / "runs"
        self.uploads = self.root / "uploads"  # pictures of visitors; a run may train on nothing else they name
        self.received: Path | None = None  # where the page puts what visitors upload, until it is used; set by the page
        for folder in (self.runs, self.uploads):
            folder.mkdir(parents=True, exist_ok=True)
        with self._database() as database:
            database.execute(_SCHEMA)

    def _database(self) -> _Database:
        return _Database(self.root / "store.db")

    def create(self, recipe: Recipe, owner: str = "", title: str = "", status: str = "queued") -> RunFolder:
        with self.place(owner) as place:
            return RunFolder.create(place, recipe, title, status)

    @contextmanager
    def place(self, owner: str = "") -> Iterator[Path]:
        """Where a new run of `owner` may be made; nothing of it is remembered when the making fails."""
        run_id = "".join(secrets.choice(_LETTERS) for _ in range(12))
        with self._database() as database:
            database.execute("INSERT INTO runs VALUES (?, ?, ?)", (run_id, _digest(owner), time.time()))
        try:
            yield self.runs / run_id
        except BaseException:
            self._forget(run_id)
            raise

    def _forget(self, run_id: str) -> None:
        with self._database() as database:
            database.execute("DELETE FROM runs WHERE id = ?", (run_id,))

    def get(self, run_id: str) -> RunFolder:
        """The run with this id, or the pretrained run with this name; never a path.

        Raises:
            RunError: when there is none.
        """
        if isinstance(run_id, str) and _ID.fullmatch(run_id) and is_run(self.runs / run_id):
            return RunFolder(self.runs / run_id)
        for run in pretrained():
            if run.path.name == run_id:
                return run
        raise RunError("There is no such run: it may have been removed.", code="unknown_run")

    def find(self, text: str | Path) -> RunFolder:
        """A run by folder, id or pretrained name, as the command line takes it."""
        if is_run(Path(text)):
            return RunFolder(text)
        try:
            return self.get(str(text))
        except RunError:
            names = ", ".join(run.path.name for run in pretrained()) or "none"
            raise RunError(
                f"{text} is not a run: give its folder, its id (ganplay runs) or a pretrained name ({names})."
            ) from None

    def list(self, owner: str | None = None) -> list[RunFolder]:
        """Every run, newest first; with `owner` only theirs and those that belong to nobody."""
        with self._database() as database:
            rows = {row["id"]: row for row in database.execute("SELECT * FROM runs")}
        found = []
        for entry in self.runs.iterdir():
            if not _ID.fullmatch(entry.name) or not is_run(entry):
                continue
            row = rows.get(entry.name)
            if owner is None or row is None or row["owner"] in ("", _digest(owner)):
                found.append((row["created"] if row else entry.stat().st_mtime, entry))
        return [RunFolder(entry) for _, entry in sorted(found, reverse=True)]

    def owner(self, run_id: str) -> str:
        """What is kept of the owner: a hash, or "" where there is none."""
        with self._database() as database:
            row = database.execute("SELECT owner FROM runs WHERE id = ?", (run_id,)).fetchone()
        return row["owner"] if row else ""

    def owns(self, run_id: str, owner: str) -> bool:
        kept = self.owner(run_id)
        return bool(kept) and hmac.compare_digest(kept, _digest(owner))

    def remove(self, run_id: str) -> None:
        """Delete a run of the store, with the pictures uploaded for it unless another run uses them.

        Raises:
            RunError: when it is not one, or is being trained.
        """
        self.discard(run_id)
        self.purge(run_id)

    def discard(self, run_id: str) -> None:
        """Take a run out of sight, from where `bring_back` brings it back until `purge` or `tidy` delete it.

        Raises:
            RunError: when it is not one of the store, or is being trained.
        """
        run = self.get(run_id)
        if run.path.parent != self.runs:
            raise RunError("A pretrained run came with ganplay and cannot be removed.")
        if run.locked():
            raise Busy
        gone = self._discarded(run_id)
        patiently(os.replace, run.path, gone)
        os.utime(gone)  # its age counts from here

    def bring_back(self, run_id: str) -> None:
        """Raises RunError when it is gone for good."""
        gone = self._discarded(run_id)
        if gone is None or not is_run(gone):
            raise RunError("This run is gone for good.", "gone")
        patiently(os.replace, gone, self.runs / run_id)

    def purge(self, run_id: str) -> None:
        """Delete a discarded run, if it still is one, and the pictures uploaded for it unless another run uses them."""
        gone = self._discarded(run_id)
        if gone is None or not is_run(gone):
            return
        recipe = _recipe(RunFolder(gone))
        shutil.rmtree(gone, ignore_errors=True)
        self._forget(run_id)
        self.remove_upload(recipe)

    def _discarded(self, run_id: str) -> Path | None:
        return self.runs / (run_id + ".removed") if isinstance(run_id, str) and _ID.fullmatch(run_id) else None

    def remove_upload(self, recipe: Recipe | None) -> None:
        """Delete the pictures uploaded for `recipe`, if they were, unless a run uses them."""
        upload = self._upload(recipe)
        if upload and upload not in self.used_uploads():
            shutil.rmtree(upload, ignore_errors=True)

    def used_uploads(self) -> set[Path]:
        """The folders among the uploads that a run trains on, or a discarded one that may be brought back."""
        discarded = [RunFolder(entry) for entry in self.runs.glob("*.removed") if is_run(entry)]
        found = (self._upload(_recipe(run)) for run in (*self.list(), *discarded))
        return {upload for upload in found if upload}

    def _upload(self, recipe: Recipe | None) -> Path | None:
        """The folder among the uploads that a recipe trains on, if it does."""
        if recipe is None:
            return None
        dataset = Path(recipe.dataset)
        inside = dataset.is_absolute() and dataset.is_relative_to(self.uploads) and dataset != self.uploads
        return self.uploads / dataset.relative_to(self.uploads).parts[0] if inside else None

    def tidy(self, age: float = 600.0) -> None:
        """Delete what a killed process left half made or half removed; what is younger may still be worked on."""
        for entry in list(self.runs.iterdir()):
            if entry.suffix in (".part", ".removed") and time.time() - entry.stat().st_mtime >= age:
                if entry.suffix == ".removed":
                    self.purge(entry.stem)
                shutil.rmtree(entry, ignore_errors=True)


class _Database:
    """store.db, opened for one statement or two."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __enter__(self) -> sqlite3.Connection:
        self._connection = connect(self._path, "write")
        return self._connection

    def __exit__(self, *_: object) -> None:
        self._connection.close()


def _recipe(run: RunFolder) -> Recipe | None:
    """What a run trains; None where that cannot be read."""
    try:
        return run.recipe
    except RunError:
        return None


def _digest(owner: str) -> str:
    return hashlib.sha256(owner.encode()).hexdigest() if owner else ""


def pretrained() -> list[RunFolder]:
    """The finished runs that ship with ganplay, by name; they are read, never written."""
    folder = shipped("pretrained")
    entries = sorted(folder.iterdir()) if folder.is_dir() else []
    return [RunFolder(entry, frozen=True) for entry in entries if is_run(entry)]
