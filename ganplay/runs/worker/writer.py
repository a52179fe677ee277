"""The writing side of a run: whoever trains it holds its lock and adds rows and checkpoints."""

from __future__ import annotations

import json
import logging
import os
import shutil
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from filelock import Timeout

from ganplay.recipe import Recipe
from ganplay.runs.asking.judging import calibration_of
from ganplay.runs.asking.report import REPORT_SECONDS, forget_report, write_report
from ganplay.runs.store.carried import carry, data_for, own
from ganplay.runs.store.folder import RunError, RunFolder
from ganplay.runs.store.full import NoRoom, room
from ganplay.runs.store.history import SCHEMA, TABLES, connect, dumps, set_journal
from ganplay.runs.store.mending import mend_history
from ganplay.runs.store.patience import patiently
from ganplay.runs.store.reals import keep_reals
from ganplay.runs.store.resuming import ended, fingerprint, known_again
from ganplay.runs.store.thinning import CHECKPOINTS, RESUMABLE, log_spaced, thin_checkpoints

if TYPE_CHECKING:
    from ganplay.data.kinds import Progress
    from ganplay.data.pictures import Pictures

log = logging.getLogger(__name__)

GRIDS = 240  # kept for the time line
SPARE = 1 << 18  # bytes that are given back for the last word of a training that ended on a full disk
FLUSH = 0.25  # seconds between two transactions while numbers stream in


class RunWriter:
    """Holds a run's lock from construction to `close`; rows are buffered and written a few times a second.

    Raises:
        RunError: when another process trains this run.
    """

    def __init__(self, run: RunFolder, patience: float = 5.0, clock: Callable[[], float] = time.monotonic) -> None:
        self.run = run
        self._clock = clock
        self._lock = run.lock()
        try:
            self._lock.acquire(timeout=patience)
        except Timeout:
            raise RunError(f"Another process trains the run in {run.path}: stop it there first.") from None
        try:
            with room():
                self._begin()
        except BaseException:
            self._lock.release()
            raise

    def _begin(self) -> None:
        mend_history(self.run.path)
        self._keep_spare()
        self._connection = connect(self.run.path / "history.db", "write")
        set_journal(self._connection, "WAL")
        self._connection.execute("PRAGMA synchronous=NORMAL")
        self._connection.executescript(SCHEMA)
        self._seq = self._last_seq()
        self._pending: list[tuple[str, tuple[Any, ...]]] = []
        self._meta: dict[str, Any] = {}
        self._flushed = self._clock()
        self._recover_checkpoints()

    def __enter__(self) -> RunWriter:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _last_seq(self) -> int:
        tops = [self._connection.execute(f"SELECT MAX(seq) FROM {table}").fetchone()[0] for table in TABLES]
        row = self._connection.execute("SELECT value FROM meta WHERE key = 'seq'").fetchone()
        return max([top or 0 for top in tops] + [int(json.loads(row[0])) if row else 0])

    # Facts

    def set(self, **facts: Any) -> None:
        """Facts about the run (status, message, device ...); written with the next flush."""
        self._meta.update(facts)

    def status(self, status: str, code: str = "", **details: Any) -> None:
        """Say where the run stands, at once; `code` and `details` are a message in the page's words."""
        self.set(status=status, message={"code": code, "details": details} if code else None)
        self.flush()

    # Rows; `place` is (step, images, seconds)

    def point(self, place: tuple[int, int, float], numbers: dict[str, float]) -> None:
        self._add("points (seq, step, images, seconds, numbers)", place, dumps(numbers))

    def evaluation(
        self,
        place: tuple[int, int, float],
        numbers: dict[str, float],
        histogram: dict[str, list[float]],
        verdict: str,
        evidence: dict[str, float],
    ) -> None:
        columns = "evaluations (seq, step, images, seconds, numbers, histogram, verdict, evidence)"
        self._add(columns, place, dumps(numbers), dumps(histogram), verdict, dumps(evidence))

    def measure(
        self,
        place: tuple[int, int, float],
        numbers: dict[str, float],
        floors: dict[str, float | None],
        n: int,
        n_floors: dict[str, int],
    ) -> None:
        told = floors | {f"n_{name}": count for name, count in n_floors.items()}
        self._add("measures (seq, step, images, seconds, n, numbers, floors)", place, n, dumps(numbers), dumps(told))

    def grid(self, place: tuple[int, int, float], jpeg: bytes) -> None:
        self._add("grids (seq, step, images, seconds, jpeg)", place, jpeg)

    def sheet(self, name: str, jpeg: bytes) -> None:
        self._pending.append(("INSERT OR REPLACE INTO sheets VALUES (?, ?)", (name, jpeg)))

    def _add(self, table: str, place: tuple[int, int, float], *values: Any) -> None:
        self._seq += 1
        row = (self._seq, *place, *values)
        self._pending.append((f"INSERT INTO {table} VALUES ({', '.join('?' * len(row))})", row))

    def flush_if_due(self) -> None:
        if self._clock() - self._flushed >= FLUSH:
            self.flush()

    def flush(self) -> None:
        """Write everything pending in one transaction. Raises NoRoom when the disk is full."""
        self._meta["seq"] = self._seq
        new_grid = any(statement.startswith("INSERT INTO grids") for statement, _ in self._pending)
        with room(), self._transaction():
            for statement, row in self._pending:
                self._connection.execute(statement, row)
            for key, value in self._meta.items():
                self._connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, dumps(value)))
            if new_grid:
                self._thin_grids(GRIDS)
        self._pending.clear()
        self._meta.clear()
        self._flushed = self._clock()

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        """All of what is written in this `with`, or nothing of it."""
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            self._connection.execute("COMMIT")
        except BaseException:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
            raise

    def _thin_grids(self, most: int) -> None:
        rows = self._connection.execute("SELECT seq, step FROM grids ORDER BY seq").fetchall()
        if len(rows) <= most:
            return
        kept = log_spaced([row["step"] for row in rows], most * 3 // 4)  # to spare, so that this is seldom done
        gone = [(row["seq"],) for index, row in enumerate(rows) if index not in kept]
        self._connection.executemany("DELETE FROM grids WHERE seq = ?", gone)

    # Going back

    def rewind(self, step: int) -> None:
        """Forget everything after `step`, so that no curve is told twice; -1 forgets everything."""
        self.flush()
        with room(), self._transaction():
            gone = 0
            for table in TABLES:
                gone += self._connection.execute(f"DELETE FROM {table} WHERE step > ?", (step,)).rowcount
            if gone:  # who has seen rows up to here has seen rows that are gone
                self._connection.execute("INSERT OR REPLACE INTO meta VALUES ('rewound', ?)", (dumps(self._seq),))
        forget_report(self.run, step)
        for later in self.run.checkpoints():
            if later > step:
                shutil.rmtree(self._checkpoint(later), ignore_errors=True)

    # Checkpoints

    def _checkpoint(self, step: int) -> Path:
        return self.run.path / "checkpoints" / f"{step:08d}"

    def checkpoint(self, step: int, save: Callable[[Path], None]) -> None:
        """Save a checkpoint at `step` and thin the older ones; `save(folder)` writes the folder whole or not at all.

        A checkpoint already there is replaced: single steps of D change the weights but not the step.

        Raises:
            NoRoom: when the disk is full; the checkpoints that were there stay, and nothing is left of this one.
        """
        target = self._checkpoint(step)
        try:
            with room():
                if target.exists():
                    self._replace(target, save)
                else:
                    save(target)
        except BaseException:
            with suppress(OSError):
                self._recover_checkpoints()  # what is half written takes room, and is nothing to anybody
            raise
        thin_checkpoints(self.run, CHECKPOINTS, RESUMABLE)

    @staticmethod
    def _replace(target: Path, save: Callable[[Path], None]) -> None:
        new, old = target.with_suffix(".new"), target.with_suffix(".old")
        shutil.rmtree(new, ignore_errors=True)
        save(new)
        patiently(os.replace, target, old)
        patiently(os.replace, new, target)
        shutil.rmtree(old, ignore_errors=True)

    def _recover_checkpoints(self) -> None:
        """Finish or undo what a killed process left behind."""
        folder = self.run.path / "checkpoints"
        folder.mkdir(exist_ok=True)
        for new in folder.glob("*.new"):
            if not new.with_suffix("").exists():  # killed between the two renames
                os.replace(new, new.with_suffix(""))
        for entry in folder.iterdir():
            if entry.suffix:
                shutil.rmtree(entry, ignore_errors=True)

    # What it trains on

    def load(self, root: Path | None = None, progress: Progress | None = None) -> Pictures:
        """The run's data, see `ganplay.runs.store.carried`: what it is to keep of them is kept.

        Raises:
            RunError, DataError: when they are not to be had, cannot be kept, or are others than they have to be.
        """
        pictures = data_for(self.run, root=root, progress=progress)
        if own(self.run.recipe):
            pictures = known_again(self.run, pictures)
            if "fingerprint" not in self.run.meta():
                self.set(fingerprint=fingerprint(pictures))
        with room():
            carry(self.run.path, self.run.recipe, pictures)
        return pictures

    def note(self, notes: list[Any]) -> None:
        """Keep the notes on what it trains on, as `ganplay.data.pictures.told` tells them."""
        if notes or "notes" not in self.run.meta():  # what a run keeps has none of its file
            self.set(notes=notes)

    # What its discriminator is judged by

    def keep_reals(self, pictures: Pictures, held_out: int, limit: int = 0) -> None:
        """Keep some of the real pictures, unless they are kept already; see `ganplay.runs.store.reals`."""
        keep_reals(self.run.path, pictures, held_out, limit)

    def calibrate(self) -> None:
        """Fit the last checkpoint's calibration while the pictures are at hand; a run without one is still a run."""
        with _optional("calibration"):
            calibration_of(self.run)

    def report(self, data_root: str | None = None, waiting: Callable[[], bool] = lambda: False) -> None:
        """Measure the last checkpoint, within seconds, and keep the report; a run without one is still a run.

        It is given up when somebody is `waiting` for what comes after it.
        """
        with _optional("report"):
            write_report(self.run, data_root, budget_seconds=REPORT_SECONDS, waiting=waiting)

    # The end

    def write_recipe(self, recipe: Recipe) -> None:
        self.run.write_recipe(recipe)

    def last_word(self, status: str, code: str = "", **details: Any) -> None:
        """Of a training that ended on an error, a full disk perhaps, see `ended`: what can be told is told."""
        with suppress(OSError):
            self._spare().unlink(missing_ok=True)
        try:
            self.set(**ended(self.run, status, code, details))
            self.flush()
        except (RunError, sqlite3.Error):
            self._pending.clear()  # of after the last checkpoint, or of the moment before it
            with suppress(RunError, sqlite3.Error):
                self.flush()

    def close(self) -> None:
        """Write what is pending, leave one plain file that can be copied, release the lock.

        On a full disk what is pending is given up: what was written before is whole.
        """
        with suppress(OSError):
            self._spare().unlink(missing_ok=True)
        try:
            with suppress(NoRoom):
                self.flush()
            with suppress(sqlite3.OperationalError):
                self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            set_journal(self._connection, "DELETE")
        finally:
            self._connection.close()
            self._lock.release()

    def _spare(self) -> Path:
        return self.run.path / "spare"

    def _keep_spare(self) -> None:
        """Keep a little room on the disk for the last word of a run that fills it."""
        with suppress(OSError):
            self._spare().write_bytes(b"\0" * SPARE)


@contextmanager
def _optional(what: str) -> Iterator[None]:
    """What a run that has ended can do without: whatever goes wrong with it is told in the log, and the end stands."""
    try:
        yield
    except RunError:
        pass  # nothing to make it of, or somebody waits
    except Exception:
        log.warning("The run has ended well, but its %s could not be made.", what, exc_info=True)
