"""A run is one folder: recipe.json, history.db, checkpoints. It can be copied, shipped and opened anywhere."""

from __future__ import annotations

import json
import os
import sqlite3
import time
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

from filelock import FileLock, Timeout

from ganplay.recipe import Recipe
from ganplay.recipe.fields import FIELDS
from ganplay.recipe.recipe import BEFORE
from ganplay.runs.store.full import room
from ganplay.runs.store.history import SCHEMA, History, RunError, connect, dumps
from ganplay.runs.store.mending import mend_history
from ganplay.runs.store.patience import whole, whole_folder
from ganplay.runs.store.reals import Reals, read_reals

if TYPE_CHECKING:
    from ganplay.training.checkpoint import Networks

BUDGETS = ("seconds", "images", "steps")
LIVE_STATUSES = ("preparing", "running", "paused")
STATUSES = ("queued", *LIVE_STATUSES, "stopped", "finished", "interrupted", "diverged", "failed")


class Busy(RunError):
    """A run that trains just now; `code` is a key in the page's words."""

    code = "trains_now"

    def __init__(self) -> None:
        super().__init__("This run is training: stop it first.")


class RunFolder:
    """One run on disk. Reading needs no lock and works in a read-only folder; writing goes through RunWriter.

    Raises:
        RunError: when the folder holds no run.
    """

    def __init__(self, path: Path | str, frozen: bool = False) -> None:
        self.path = Path(path)
        self.frozen = frozen or not os.access(self.path, os.W_OK)  # True: nobody writes here, as in a shipped run
        if not is_run(self.path):
            raise RunError(f"{self.path} is not a run: it has no recipe.json and history.db.")

    @classmethod
    def create(cls, path: Path | str, recipe: Recipe, title: str = "", status: str = "queued") -> RunFolder:
        """Make a new run; the folder appears whole or not at all.

        Raises:
            NoRoom: when the disk is full.
            RunError: when there is something at `path` already, or nothing can be written there.
        """
        path = Path(path)
        must_be_free(path)
        try:
            with room(), whole_folder(path) as part:
                (part / "checkpoints").mkdir(parents=True)
                (part / "recipe.json").write_text(recipe.to_json() + "\n", encoding="utf-8")
                meta = {"status": status, "title": title, "created": time.time(), "seq": 0, "rewound": 0}
                with closing(connect(part / "history.db", "write")) as connection:
                    connection.executescript(SCHEMA)
                    rows = [(key, dumps(value)) for key, value in meta.items()]
                    connection.executemany("INSERT INTO meta VALUES (?, ?)", rows)
        except (OSError, sqlite3.Error) as error:
            reason = (getattr(error, "strerror", None) or str(error)).lower()
            raise RunError(f"No run can be made in {path} ({reason}): choose another place.") from error
        return cls(path)

    # What it is

    @property
    def recipe(self) -> Recipe:
        """Raises RunError when recipe.json is damaged."""
        try:
            return Recipe.from_json((self.path / "recipe.json").read_text(encoding="utf-8"), BEFORE)
        except (OSError, ValueError) as error:  # no recipe, or no text even
            sentence = f"The recipe of the run {self.path.name} cannot be read: {error}"
            raise RunError(sentence, code="unreadable") from None

    def write_recipe(self, recipe: Recipe) -> None:
        """Replace recipe.json in one go: a reader sees the old one or the new one. Raises NoRoom on a full disk."""
        with room(), whole(self.path / "recipe.json") as part:
            part.write_text(recipe.to_json() + "\n", encoding="utf-8")

    @property
    def title(self) -> str:
        return self.meta().get("title") or ""

    # Its history

    def history(self) -> History:
        """The reading side of history.db, to be used in a `with`. Raises RunError when it cannot be read.

        A damaged one is made anew, see `ganplay.runs.store.mending`, unless somebody trains the run.
        """
        return History(self.path / "history.db", self.frozen, self._mended)

    def _mended(self) -> bool:
        """Whether the history was damaged and has been made anew."""
        if self.frozen or not is_run(self.path):
            return False
        try:
            with self.lock().acquire(blocking=False):
                return mend_history(self.path)
        except (OSError, sqlite3.Error):  # somebody trains it, or its disk is in trouble
            return False

    def meta(self) -> dict[str, Any]:
        """status, message, title, device, precision, threads, now (step, images, seconds, rate) ..."""
        with self.history() as history:
            return history.meta()

    def set_meta(self, **values: Any) -> None:
        """Change facts of a run that nobody trains; whoever trains it uses its RunWriter.

        Raises:
            NoRoom: when the disk is full.
            RunError: when the history cannot be written.
        """
        rows = [(key, dumps(value)) for key, value in values.items()]
        for again in (False, True):
            try:
                with room(), closing(connect(self.path / "history.db", "read")) as connection:
                    connection.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", rows)
                return
            except sqlite3.Error as error:
                if again or not self._mended():
                    sentence = f"The history of the run {self.path.name} cannot be written: {error}."
                    raise RunError(sentence, code="unreadable") from None

    def status(self) -> str:
        """One of STATUSES."""
        return self.status_by(self.meta())

    def status_by(self, meta: dict[str, Any]) -> str:
        """The status that `meta` tells; a run whose process died without a word is interrupted."""
        status = meta.get("status", "failed")
        return "interrupted" if status in LIVE_STATUSES and not self.locked() else status

    def points(self, since: int = 0) -> list[dict[str, Any]]:
        with self.history() as history:
            return history.points(since)

    def evaluations(self, since: int = 0) -> list[dict[str, Any]]:
        with self.history() as history:
            return history.evaluations(since)

    def measures(self, since: int = 0) -> list[dict[str, Any]]:
        with self.history() as history:
            return history.measures(since)

    def grids(self, since: int = 0) -> list[tuple[int, int]]:
        with self.history() as history:
            return history.grids(since)

    def grid(self, seq: int) -> bytes:
        """The JPEG of the grid at `seq`, or of the nearest earlier one that was kept."""
        with self.history() as history:
            found = history.grid(seq)
        if found is None:
            raise RunError("This run has no pictures yet.")
        return found[2]

    # Its lock: whoever trains holds it, and the system releases it when the process dies

    def lock(self) -> FileLock:
        return FileLock(self.path / "run.lock")

    def locked(self) -> bool:
        """True while a process trains this run."""
        if self.frozen or not (self.path / "run.lock").exists():
            return False
        try:
            with self.lock().acquire(blocking=False):
                return False
        except Timeout:
            return True

    # Its checkpoints

    def checkpoints(self, resumable: bool = False) -> list[int]:
        """Steps of the whole checkpoints, in order; `resumable`: only those that training can go on from."""
        try:
            entries = list((self.path / "checkpoints").iterdir())
        except (FileNotFoundError, NotADirectoryError):  # a copy without any, or deleted just now
            entries = []
        steps = (int(e.name) for e in entries if e.name.isdecimal() and (e / "checkpoint.json").is_file())
        return sorted(s for s in steps if not resumable or (self._at(s) / "training.safetensors").is_file())

    def checkpoint_path(self, step: int | None = None) -> Path:
        """The folder of the checkpoint at `step`, by default the last one. Raises RunError when there is none."""
        steps = self.checkpoints()
        if not steps:
            raise RunError("This run has no checkpoint yet: let it train a little longer.", "no_checkpoint")
        if step is not None and step not in steps:
            known = ", ".join(map(str, steps))
            raise RunError(f"This run has no checkpoint at step {step}; it has {known}.", code="no_moment")
        return self._at(steps[-1] if step is None else step)

    def facts(self, step: int | None = None) -> dict[str, Any]:
        """What the checkpoint at `step`, by default the last one, says of itself: step, images, seconds, recipe ...

        Raises RunError when there is none.
        """
        return json.loads((self.checkpoint_path(step) / "checkpoint.json").read_text(encoding="utf-8"))

    def can_resume(self) -> bool:
        """False where only the networks of its checkpoints were kept: training would begin anew, over them."""
        return bool(self.checkpoints(resumable=True)) or not self.checkpoints()

    def resume_points(self) -> list[int]:
        """Steps that training can go on from, in order; none where it begins. Raises RunError unless `can_resume`."""
        if not self.can_resume():
            sentence = "Only the networks of this run were kept: branch a new run from one of its checkpoints."
            raise RunError(sentence, code="networks_only")
        return self.checkpoints(resumable=True)

    def reached(self) -> dict[str, float]:
        """steps, images and seconds of training at the checkpoint from which it would go on; zeros where it begins.

        Raises RunError unless it `can_resume`.
        """
        whole = self.resume_points()
        if not whole:
            return {"steps": 0, "images": 0, "seconds": 0.0}
        facts = self.facts(whole[-1])
        return {"steps": facts["step"], "images": facts["images"], "seconds": facts["seconds"]}

    def inherited(self) -> float:
        """Seconds of training that a branch has of its parent, of what it has reached; 0 for any other run."""
        parent = self.meta().get("parent")
        seconds = parent.get("seconds") if isinstance(parent, dict) else 0.0
        return min(self.reached()["seconds"], seconds) if isinstance(seconds, (int, float)) else 0.0

    def used_up(self, recipe: Recipe) -> str:
        """The budget of `recipe` that this run has used already (steps, images or seconds), or an empty string.

        Raises RunError unless it `can_resume`.
        """
        reached = self.reached()
        return next((kind for kind in BUDGETS if 0 < getattr(recipe, kind) <= reached[kind]), "")

    def gentler(self, changes: dict[str, Any]) -> dict[str, Any]:
        """`changes` for going on; a diverged run whose rates nobody has set since gets half of what broke it."""
        meta, recipe = self.meta(), self.recipe
        if meta.get("status") != "diverged" or meta.get("rates_set") or not {"lr_g", "lr_d"}.isdisjoint(changes):
            return changes
        return {name: max(FIELDS[name].low, getattr(recipe, name) / 2) for name in ("lr_g", "lr_d")} | changes

    def _at(self, step: int) -> Path:
        return self.path / "checkpoints" / f"{step:08d}"

    def networks(self, step: int | None = None, device: str = "cpu") -> Networks:
        """The averaged generator and the discriminator at a checkpoint, by default the last one.

        Raises RunError when there is no such checkpoint, CheckpointError when it cannot be read.
        """
        from ganplay.training.checkpoint import load_networks

        return load_networks(self.checkpoint_path(step), self.recipe, device, self.meta().get("class_names") or ())

    # What its discriminator is judged by

    def reals(self) -> Reals:
        """The real pictures that the run kept. Raises RunError when it kept none, as older runs did not."""
        return read_reals(self.path)


def must_be_free(path: Path) -> None:
    """Raises RunError where there is something at `path`, so that no run can be made there."""
    if path.exists() and (not path.is_dir() or any(path.iterdir())):
        raise RunError(f"{path} exists already: choose another place, or resume it if it is a run.")


def is_run(path: Path) -> bool:
    """Whether a folder holds a run; one that lost its history, or has something else in its place, still is one."""
    return (path / "recipe.json").is_file() and ((path / "history.db").exists() or (path / "checkpoints").is_dir())
