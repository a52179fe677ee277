"""The store: one folder of runs on this machine, and who owns which of them."""

from __future__ import annotations

import hashlib
import hmac
import math
import os
import secrets
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import platformdirs

from ganplay.recipe import Recipe
from ganplay.runs.store.folder import Busy, RunError, RunFolder, is_run
from ganplay.runs.store.full import NoRoom, disk_is_full, room
from ganplay.runs.store.owners import ID, Owners, write_owner
from ganplay.runs.store.patience import patiently
from ganplay.shipped import shipped

HELD = {"recipe.json", "history.db"}  # a folder with one of them is a run, or becomes one
_LETTERS = "abcdefghijkmnpqrstuvwxyz23456789"  # none that read like one another


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
        try:
            for folder in (self.runs, self.uploads):
                folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise _no_home(self.root, error) from error
        self._owners = Owners(self.root / "store.db", self.runs, frozen=not os.access(self.root, os.W_OK))

    def must_be_writable(self) -> None:
        """Raises RunError where nothing can be kept here, as on a disk that may only be read."""
        for folder in (self.root, self.runs, self.uploads):
            if not os.access(folder, os.W_OK):
                raise _no_home(folder)

    def create(self, recipe: Recipe, owner: str = "", title: str = "", status: str = "queued") -> RunFolder:
        with self.place(owner) as place:
            return RunFolder.create(place, recipe, title, status)

    @contextmanager
    def place(self, owner: str = "") -> Iterator[Path]:
        """Where a new run of `owner` may be made; nothing of it is remembered when the making fails.

        Raises:
            NoRoom: when the disk is full.
            RunError: when nothing can be written here.
        """
        self.must_be_writable()
        run_id = "".join(secrets.choice(_LETTERS) for _ in range(12))
        place, kept = self.runs / run_id, _digest(owner)
        self._owners.add(run_id, kept)
        try:
            with room():
                yield place
                write_owner(place, kept)
        except BaseException:
            shutil.rmtree(place, ignore_errors=True)
            with suppress(RunError):  # a list that cannot be written tells of a run that is not there, and no more
                self._owners.forget(run_id)
            raise
        self._owners.add(run_id, kept)  # should the list have been made anew meanwhile

    def get(self, run_id: str) -> RunFolder:
        """The run with this id, or the pretrained run with this name; never a path.

        Raises:
            RunError: when there is none.
        """
        if isinstance(run_id, str) and ID.fullmatch(run_id) and is_run(self.runs / run_id):
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
        """Every run, newest first; with `owner` only theirs and those that belong to nobody.

        Newest is what was made last, whatever the clock said; folders that were put here by hand come first.
        """
        known = self._owners.all()
        found = []
        for entry in self.runs.iterdir():
            if not ID.fullmatch(entry.name) or not is_run(entry):
                continue
            place, kept = known.get(entry.name, (math.inf, ""))
            if owner is None or kept in ("", _digest(owner)):
                found.append((place, entry))
        return [RunFolder(entry) for _, entry in sorted(found, reverse=True)]

    def owner(self, run_id: str) -> str:
        """What is kept of the owner: a hash, or "" where there is none."""
        return self._owners.of(run_id)

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
        self._owners.forget(run_id)
        self.remove_upload(recipe)

    def _discarded(self, run_id: str) -> Path | None:
        return self.runs / (run_id + ".removed") if isinstance(run_id, str) and ID.fullmatch(run_id) else None

    def remove_upload(self, recipe: Recipe | None) -> None:
        """Delete the pictures uploaded for `recipe`, if they were, unless a run uses them."""
        upload = self._upload(recipe)
        if upload is None:
            return
        used = self.used_uploads()
        if used is not None and upload not in used:
            shutil.rmtree(upload, ignore_errors=True)

    def used_uploads(self) -> set[Path] | None:
        """The folders among the uploads that a recipe names, in whatever folder of the runs, a discarded one too.

        None where a recipe cannot be read just now, or a run moves meanwhile: then any of them may be used.
        """
        found = set()
        try:
            for entry in list(self.runs.iterdir()):
                if entry.is_dir() and HELD & set(os.listdir(entry)):
                    recipe = Recipe.from_json((entry / "recipe.json").read_text(encoding="utf-8"))
                    found.add(self._upload(recipe))
        except (OSError, ValueError, RecursionError):
            return None
        return found - {None}

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


def _recipe(run: RunFolder) -> Recipe | None:
    """What a run trains; None where that cannot be read."""
    try:
        return run.recipe
    except RunError:
        return None


def _no_home(folder: Path, error: OSError | None = None) -> RunError:
    if disk_is_full(error):
        return NoRoom()
    reason = (error.strerror or str(error)).lower() if error else "it may only be read"
    return RunError(f"No runs can be kept in {folder} ({reason}): set GANPLAY_HOME to a folder that can be written.")


def _digest(owner: str) -> str:
    return hashlib.sha256(owner.encode()).hexdigest() if owner else ""


def pretrained() -> list[RunFolder]:
    """The finished runs that ship with ganplay, by name; they are read, never written."""
    folder = shipped("pretrained")
    entries = sorted(folder.iterdir()) if folder.is_dir() else []
    return [RunFolder(entry, frozen=True) for entry in entries if is_run(entry)]
