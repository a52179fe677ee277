"""The server's runs in one object: what the page calls. It wires what does the work, and tells what is asked for."""

from __future__ import annotations

import atexit
from collections.abc import Callable
from pathlib import Path
from typing import Any

from ganplay.recipe import Recipe
from ganplay.runs.server.admission import Admission
from ganplay.runs.server.checks import Checks
from ganplay.runs.server.commands import Commands
from ganplay.runs.server.keeping import Keeping
from ganplay.runs.server.starting import Starting
from ganplay.runs.server.viewers import Viewers
from ganplay.runs.server.workers import Workers
from ganplay.runs.store.limits import check_limits
from ganplay.runs.store.store import Store
from ganplay.runs.worker.process import Driver, WorkerProcess


class Manager:
    """Starts, steers and reads the runs of a store. Every method may be called from any thread.

    Args:
        device: "auto", "cpu", "cuda" or "mps", for every worker.
        slots: how many runs train at once; by default GANPLAY_SLOTS, else as many as `limits.slots` finds.
        data_root: where torchvision's data sets lie and are downloaded to.
        standby: keep one worker waiting with torch imported, so that a run starts at once.
        driver: where runs train; by default in processes of this machine.

    GANPLAY_MAX_SECONDS limits the seconds that a run trains itself, GANPLAY_MAX_QUEUE how many may wait,
    GANPLAY_MAX_DISK the store.

    Raises:
        RunError: when one of these is no number, or nothing can be written to the store.
    """

    def __init__(
        self,
        store: Store,
        *,
        device: str = "auto",
        slots: int | None = None,
        data_root: Path | str | None = None,
        standby: bool = True,
        driver: Driver | None = None,
    ) -> None:
        check_limits()  # what is wrong is told now, not at the first press of Train
        store.must_be_writable()
        self.store = store
        data = str(Path(data_root).absolute()) if data_root else None
        self.workers = Workers(
            driver or WorkerProcess,
            store.root / "worker.log",
            device=device,
            slots=slots,
            data_root=data,
            standby=standby,
        )
        self._viewers = Viewers(store)
        self.admission = Admission(store, self._viewers, self.workers)
        self.checks = Checks(store)
        self._starting = Starting(store, self.checks, self.admission)
        self._commands = Commands(self.checks, self.admission, self.workers)
        self._keeping = Keeping(store, self.checks, self.admission, self.workers, self._viewers, data)
        atexit.register(self.close)

    @property
    def device(self) -> str:
        """As it was asked for; once a worker has looked: cuda, mps or cpu."""
        return self.workers.device

    @property
    def slots(self) -> int:
        """How many runs train at once."""
        return self.workers.slots

    def close(self) -> None:
        """Let every worker save and end; what trained is listed as interrupted and resumes."""
        self.admission.close()

    # Starting and steering; the contracts are where the work is done

    def start(self, recipe: Recipe, owner: str, title: str = "") -> str:
        """See `Starting.start`."""
        return self._starting.start(recipe, owner, title)

    def twin(self, run_id: str, changes: dict[str, Any], owner: str, title: str = "") -> str:
        """See `Starting.twin`."""
        return self._starting.twin(run_id, changes, owner, title)

    def branch(self, run_id: str, step: int, changes: dict[str, Any], owner: str, title: str = "") -> str:
        """See `Starting.branch`."""
        return self._starting.branch(run_id, step, changes, owner, title)

    def resume(self, run_id: str, owner: str, more: float | None = None, data: str = "", **changes: Any) -> None:
        """See `Commands.resume`."""
        self._commands.resume(run_id, owner, more, data, **changes)

    def command(self, run_id: str, owner: str, verb: str, **args: Any) -> None:
        """See `Commands.command`."""
        self._commands.command(run_id, owner, verb, **args)

    # What an owner writes on a run, keeps of it, throws away, brings in

    def describe(self, run_id: str, owner: str, **words: Any) -> None:
        """See `Keeping.describe`."""
        self._keeping.describe(run_id, owner, **words)

    def measure(self, run_id: str, owner: str) -> Callable[[Callable[[], bool]], None]:
        """See `Keeping.measure`."""
        return self._keeping.measure(run_id, owner)

    def keep(self, run_id: str, owner: str, count: int) -> int:
        """See `Keeping.keep`."""
        return self._keeping.keep(run_id, owner, count)

    def discard(self, run_id: str, owner: str) -> None:
        """See `Keeping.discard`."""
        self._keeping.discard(run_id, owner)

    def bring_back(self, run_id: str, owner: str) -> None:
        """See `Keeping.bring_back`."""
        self._keeping.bring_back(run_id, owner)

    def take_in(self, file: Path, owner: str, most: int) -> str:
        """See `Keeping.take_in`."""
        return self._keeping.take_in(file, owner, most)

    def take_state(self, state: Any, owner: str, title: str = "") -> str:
        """See `Keeping.take_state`."""
        return self._keeping.take_state(state, owner, title)

    def state(self, run_id: str, owner: str, step: int | None = None) -> dict[str, Any]:
        """See `Keeping.state`."""
        return self._keeping.state(run_id, owner, step)

    # Reading: anyone may

    def list(self, owner: str = "") -> list[dict[str, Any]]:
        """The owner's runs and those of nobody, newest first, then the pretrained ones.

        Each: run, title, status, position, code, recipe (name), kind, dataset, resolution, step, images, seconds,
        budget, created (seconds since 1970), verdict (code or None), resumable (see `RunFolder.can_resume`), mine,
        pretrained. The title of a pretrained one is its name.
        """
        rows = self._viewers.list(owner)
        for row in rows:
            self._complete(row)
        return rows

    def poll(self, run_id: str, since: int = 0, frame: int = 0) -> dict[str, Any]:
        """What is new about a run: small, columnar, JSON.

        since: the last `seq` the viewer has; frame: the last grid `seq` it shows; 0 for nothing yet. The answer has
        run, status, resumable (see `RunFolder.can_resume`), position, step, images, seconds, rate (images a second: now
        where it trains, else images by seconds), device, precision, threads, budget, live, kind, shape, title,
        seq, points, evals and measures (columns after `since`), reported (when its report was written, in
        milliseconds since 1970; 0 without one), verdict, grids (the time line: [seq, step] ...), equilibrium,
        reset; where there is something to say also code and details, progress, hist, grid. With reset true
        (`since` was 0, or the run went back to an earlier checkpoint) the answer is the whole story again, with
        recipe, real and notes: drop what you have. An unknown id has the status "unknown".
        """
        return self._complete(self._viewers.poll(run_id, since, frame))

    def moment(self, run_id: str) -> tuple[Any, ...] | None:
        """While this stays the same, so does what `poll` answers to a question; None for an unknown id."""
        if feed := self._viewers.fresh(run_id):
            return feed.number, feed.changes, self.admission.position(run_id), run_id in self.workers.active
        return None

    def frame(self, run_id: str, seq: int) -> dict[str, Any]:
        """The grid at `seq` or the nearest kept before it: seq, step, jpeg (a data URL); empty where there is none."""
        return self._viewers.frame(run_id, seq)

    def _complete(self, told: dict[str, Any]) -> dict[str, Any]:
        """Add to what the folder tells of a run what only the manager knows."""
        told["position"] = self.admission.position(told["run"])
        if told["status"] == "queued" and told["run"] in self.workers.active:
            told["status"] = "preparing"  # its worker has not spoken yet
            told["progress"] = {"stage": "start", "fraction": 0.0}
        return told
