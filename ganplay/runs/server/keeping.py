"""What an owner writes on a run, keeps of it, measures, throws away, and brings in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from ganplay.runs.asking.report import read_report, write_report
from ganplay.runs.server.admission import Admission
from ganplay.runs.server.checks import Checks, Refused
from ganplay.runs.server.later import later
from ganplay.runs.server.viewers import Viewers
from ganplay.runs.server.workers import Workers
from ganplay.runs.store.description import TITLE, described
from ganplay.runs.store.folder import Busy
from ganplay.runs.store.store import Store
from ganplay.runs.store.thinning import keep_checkpoints
from ganplay.runs.transfer.pack import unpack
from ganplay.runs.transfer.states import run_of, state_of

MEASURING = 60.0  # seconds that a report may take which somebody asked for
UNDO = 60.0  # seconds in which a deleted run can be brought back


class Keeping:
    """Done to runs that lie in the store; what trains or waits is refused where it would be in the way.

    data_root: where torchvision's data sets lie, for reports.
    """

    def __init__(
        self,
        store: Store,
        checks: Checks,
        admission: Admission,
        workers: Workers,
        viewers: Viewers,
        data_root: str | None = None,
    ) -> None:
        self._store = store
        self._checks = checks
        self._admission = admission
        self._workers = workers
        self._viewers = viewers
        self._data_root = data_root

    def describe(self, run_id: str, owner: str, **words: Any) -> None:
        """Set title, tags and note, see `ganplay.runs.store.description.described`.

        Raises:
            Refused: for someone else's run.
            RunError: for what is no text, too long, or too much.
        """
        run = self._checks.owned(run_id, owner)
        if kept := described(**words):
            run.set_meta(**kept)
            self._viewers.look(run_id)

    def measure(self, run_id: str, owner: str) -> Callable[[Callable[[], bool]], None]:
        """The work of measuring a run and keeping its report: anybody's for a pretrained one, else the owner's.

        The work is a function of `waiting`, which ends it early; see `ganplay.runs.asking.report.write_report`.

        Raises:
            Refused: for someone else's run, and for a pretrained one that has its report.
            RunError: while it trains.
        """
        run = self._store.get(run_id)
        if run.frozen:
            if read_report(run):
                raise Refused("measured", "This pretrained run is measured already.")
        else:
            run = self._checks.owned(run_id, owner)
            if run.locked():
                raise Busy
        return lambda waiting: write_report(run, self._data_root, budget_seconds=MEASURING, waiting=waiting)

    def keep(self, run_id: str, owner: str, count: int) -> int:
        """Thin the checkpoints to `count`; how many are left.

        Raises:
            Refused: for someone else's run.
            RunError: while it trains, and for a number out of range.
        """
        run = self._checks.owned(run_id, owner)
        self._admission.let_go(run_id)
        return keep_checkpoints(run, count)

    def discard(self, run_id: str, owner: str) -> None:
        """Delete a run in such a way that `bring_back` can undo it for UNDO seconds.

        Raises:
            Refused: for someone else's run.
            RunError: for one that trains or waits.
        """
        self._checks.owned(run_id, owner)
        self._admission.let_go(run_id)
        with self._admission.lock:
            if run_id in self._workers.active or run_id in self._admission.queue:
                raise Busy
            self._viewers.forget(run_id)
            self._store.discard(run_id)
        later(UNDO, self._store.purge, run_id)

    def bring_back(self, run_id: str, owner: str) -> None:
        """Undo `discard`.

        Raises:
            Refused: for someone else's run.
            RunError: when it is too late.
        """
        if not isinstance(owner, str) or not self._store.owns(run_id, owner):
            raise Refused("gone", "This run is gone for good.")
        self._store.bring_back(run_id)

    def take_in(self, file: Path, owner: str, most: int) -> str:
        """A run of `owner` from a file that `pack` wrote, taking at most `most` bytes; its id.

        Raises:
            Refused: without a token, or when the disk is full.
            PackError: when anything about the file is not as it must be.
        """
        self._checks.token(owner)
        self._checks.disk()
        with self._store.place(owner) as place:
            unpack(file, place, most=most)
        return place.name

    def take_state(self, state: Any, owner: str, title: str = "") -> str:
        """A run of `owner` that goes on from the state of a laboratory, JSON as text or read already; its id.

        It does not train yet: `Commands.resume` lets it go on.

        Raises:
            Refused: without a token, or when the disk is full.
            RunError, RecipeError: when anything about the state is not as it must be.
        """
        self._checks.token(owner)
        self._checks.disk()
        with self._store.place(owner) as place:
            run_of(state, place, str(title)[:TITLE])
        return place.name

    def state(self, run_id: str, owner: str, step: int | None = None) -> dict[str, Any]:
        """What a run has reached, for a laboratory to go on from; of one's own points to their owner alone.

        Raises:
            Refused: for a run that there is not, or whose points are somebody else's.
            RunError, CheckpointError: for a run of another kind, or without such a checkpoint.
        """
        return state_of(self._checks.parent(run_id, owner), step)
