"""Where runs train: how many at once, who shares the cores with whom, and how a worker is told to pause or to end."""

from __future__ import annotations

import contextvars
import threading
import time
from collections.abc import Callable
from pathlib import Path

from ganplay.cores import usable_cores
from ganplay.runs.server.later import later
from ganplay.runs.store.folder import RunFolder
from ganplay.runs.store.limits import slots as granted_slots
from ganplay.runs.worker.process import Driver, Worker

REPORTING, HURRY = 30.0, 3.0  # seconds that a report may take: in peace, and where somebody waits
FIRST_STEPS = 20.0  # seconds of a run in which no other worker is made: that takes a core for some seconds
MOST_THREADS = 8  # small networks gain nothing from more


class Workers:
    """The workers of a server: one for every run that trains, and perhaps one that stands by.

    Args:
        driver: makes them.
        log: the file that they write to.
        device, slots, data_root, standby: as `ganplay.runs.server.manager.Manager` takes them.

    Attributes:
        lock: held by whoever decides by what is in `active`, and while it changes.
        active: the workers by run.
        device: "cuda", "mps" or "cpu" once a worker has looked; before that what was asked for.
        changed: called, with the lock held, when a worker has news or has ended; set by whoever gives out places.
    """

    def __init__(
        self,
        driver: Driver,
        log: Path,
        *,
        device: str = "auto",
        slots: int | None = None,
        data_root: str | None = None,
        standby: bool = True,
    ) -> None:
        self.lock = threading.RLock()
        self.active: dict[str, Worker] = {}
        self.device = device
        self.changed: Callable[[Worker], None] = lambda worker: None
        self._driver = driver
        self._log = log
        self._wanted_device = device
        self._slots = slots
        self._data_root = data_root
        self._standby: Worker | None = None
        self._keep_standby = standby and driver.lasting
        self._standby_at = time.monotonic()

    @property
    def slots(self) -> int:
        """How many runs train at once."""
        return self._slots or granted_slots(self.device, usable_cores())

    @property
    def lasting(self) -> bool:
        """See `ganplay.runs.worker.process.Driver`."""
        return self._driver.lasting

    # Beginning

    def launch(self, run: RunFolder, caller: contextvars.Context | None = None) -> None:
        """Let `run` train, in the worker that stands by if there is one; `caller`: the context to make another in."""
        worker = self._standby if self._standby and self._standby.alive else self._made(caller)
        self._standby = None
        self._standby_at = time.monotonic() + FIRST_STEPS
        worker.run_id = run.path.name
        self.active[worker.run_id] = worker
        self._share_cores()
        worker.send(run=str(run.path), device=self._wanted_device, threads=worker.threads, data_root=self._data_root)

    def stand_by(self) -> None:
        """Make the worker that stands by, if there is to be one and the moment is good."""
        with self.lock:
            if self._keep_standby and self._standby is None and time.monotonic() >= self._standby_at:
                self._standby = self._made()

    def _made(self, caller: contextvars.Context | None = None) -> Worker:
        caller = caller or contextvars.copy_context()
        return caller.run(self._driver, self._wanted_device, self._log, self.heard)

    def _share_cores(self) -> None:
        """Trainers with more threads than cores slow each other down twentyfold."""
        with self.lock:
            busy = [worker for worker in self.active.values() if not worker.paused]
            for worker in busy:
                threads = max(1, min(MOST_THREADS, usable_cores() // len(busy)))
                if worker.threads and worker.threads != threads:
                    worker.send(verb="threads", count=threads)
                worker.threads = threads

    # Hearing

    def heard(self, worker: Worker) -> None:
        """A worker spoke or ended."""
        with self.lock:
            if worker.device:
                self.device = worker.device
            if worker is self._standby and not worker.alive:
                self._standby, self._standby_at = None, time.monotonic() + 30
            self.changed(worker)

    def has(self, worker: Worker) -> bool:
        """Whether it is this one that trains its run, and not another one since."""
        return self.active.get(worker.run_id) is worker

    def remove(self, worker: Worker) -> None:
        """Its place is free again."""
        del self.active[worker.run_id]
        self._share_cores()

    # Telling

    def pause(self, worker: Worker, paused: bool) -> None:
        """Pause or go on; where workers do not last a pause is an end that saves, see `Driver`."""
        if not self.lasting:
            if paused and not worker.stopping:
                self.stop(worker)
        elif worker.paused != paused:
            worker.paused, worker.since = paused, time.monotonic()
            worker.send(verb="pause" if paused else "resume")
            self._share_cores()

    def stop(self, worker: Worker) -> None:
        """Ask, and make sure: while data load nobody listens and nothing is lost."""
        worker.stopping = "stopped"
        worker.send(verb="stop")
        later(0.7, self.make_sure, worker)

    def make_sure(self, worker: Worker) -> None:
        """Kill a worker that was asked to stop and did not, unless it measures."""
        if worker.phase not in ("running", "reporting") or (not worker.wait(10) and worker.phase == "running"):
            worker.kill()

    def limit_report(self, worker: Worker) -> None:
        """It begins to measure, which it may do for a while."""
        later(REPORTING, worker.kill)

    def hurry(self, worker: Worker) -> None:
        """Somebody waits for the place of a worker that only measures: it gives up, or is made to."""
        if worker.phase == "reporting":
            worker.send(verb="quit")
            later(HURRY, worker.kill)

    # The end

    def close(self) -> None:
        """Let every worker save and end; whoever takes longer than some seconds is killed."""
        with self.lock:
            workers = [*self.active.values(), *filter(None, [self._standby])]
        for worker in workers:
            worker.hang_up()
        deadline = time.monotonic() + 8
        for worker in workers:
            if not worker.wait(max(0.1, deadline - time.monotonic())):
                worker.kill()
