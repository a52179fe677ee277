"""Who trains when: the queue, and who is let in when a place falls free."""

from __future__ import annotations

import contextlib
import contextvars
import threading
import time

from filelock import FileLock, Timeout

from ganplay.runs.server.checks import Refused
from ganplay.runs.server.viewers import Viewers
from ganplay.runs.server.workers import Workers
from ganplay.runs.store.folder import LIVE_STATUSES, RunError, RunFolder
from ganplay.runs.store.limits import limit
from ganplay.runs.store.resuming import ended
from ganplay.runs.store.store import Store
from ganplay.runs.worker.process import Worker

QUEUED_EACH = 5  # runs of one owner that may wait
PAUSED_ALONE = 600.0  # seconds after which a paused run that nobody watches is saved and its worker released
PAUSED_LONG = 120.0  # seconds of pause after which it makes room for others who wait


class Admission:
    """Runs wait in line, one of each owner trains at a time, and who pauses long makes room.

    Attributes:
        lock: that of the workers; held by whoever looks whether a run trains or waits, until they have acted by that.
        queue: the runs that wait, in turn.
    """

    def __init__(self, store: Store, viewers: Viewers, workers: Workers) -> None:
        self.lock = workers.lock
        self.queue: list[str] = []
        self._store = store
        self._viewers = viewers
        self._workers = workers
        self._callers: dict[str, contextvars.Context] = {}  # of queued runs, where the driver asks who wants them
        self._server_lock = FileLock(store.root / "server.lock", thread_local=False)
        self._closing = threading.Event()
        workers.changed = self._changed
        threading.Thread(target=self._keep, name="ganplay-keeper", daemon=True).start()

    # The queue

    def check_queue(self, owner: str) -> None:
        """Raises Refused where `owner` may not let another run wait."""
        most = limit("GANPLAY_MAX_QUEUE")
        mine = sum(self._store.owns(run_id, owner) for run_id in self.queue)
        if len(self.queue) >= most or mine >= QUEUED_EACH:
            raise Refused("queue_full", "Too many runs wait already: try again when some have finished.")

    def enqueue(self, run_id: str) -> None:
        """Let a run wait, or train at once where there is a place."""
        self.queue.append(run_id)
        if not self._workers.lasting:
            self._callers = {waits: self._callers[waits] for waits in self._callers if waits in self.queue}
            self._callers[run_id] = contextvars.copy_context()
        self._schedule()
        if run_id in self.queue:
            for worker in self._workers.active.values():
                self._workers.hurry(worker)
        self._viewers.look(run_id)

    def position(self, run_id: str) -> int | None:
        """Its place in line, from 1; None for a run that does not wait."""
        with self.lock:
            return self.queue.index(run_id) + 1 if run_id in self.queue else None

    def _schedule(self) -> None:
        """Launch what may be launched: the first in the queue whose owner trains nothing else."""
        with self.lock:
            busy = {self._store.owner(run_id) for run_id in self._workers.active}
            for run_id in list(self.queue):
                if len(self._workers.active) >= self._workers.slots or self._closing.is_set():
                    return
                owner = self._store.owner(run_id)
                if owner not in busy:
                    self.queue.remove(run_id)
                    with contextlib.suppress(RunError):  # its folder vanished while it waited
                        self._workers.launch(self._store.get(run_id), self._callers.pop(run_id, None))
                        busy.add(owner)

    # The end of a training

    def spoken(self, run: RunFolder) -> bool:
        """Whether the last word of a run's training is said, though its worker may still calibrate or measure."""
        return run.meta().get("status") not in (*LIVE_STATUSES, "queued")

    def let_go(self, run_id: str) -> None:
        """Wait a little for a worker that has said its last word and is about to end."""
        worker = self._workers.active.get(run_id)
        if worker and self.spoken(self._store.get(run_id)):
            self._workers.hurry(worker)
            worker.wait(5)
            self._workers.heard(worker)

    def _changed(self, worker: Worker) -> None:
        """A worker spoke or ended."""
        if worker.alive:
            if worker.phase == "reporting" and self._workers.has(worker):
                self._workers.limit_report(worker)
                if self.queue:
                    self._workers.hurry(worker)
            self._schedule()
        elif self._workers.has(worker):
            self._workers.remove(worker)
            self._conclude(worker)
            self._schedule()
            self._viewers.look(worker.run_id)

    def _conclude(self, worker: Worker) -> None:
        """A worker that was killed or crashed said no last word: say it for it."""
        if worker.phase == "reporting":
            return
        with contextlib.suppress(RunError, OSError):
            run = self._store.get(worker.run_id)
            if self.spoken(run) or run.locked():
                return
            if worker.stopping:
                run.set_meta(status=worker.stopping, message=None)
            elif worker.phase in ("starting", "ready"):
                run.set_meta(**ended(run, "failed", "no_worker", {}))
            else:
                run.set_meta(status="interrupted", message={"code": "worker_died", "details": {}})

    # In the background

    def _keep(self) -> None:
        """A worker that stands by, and an eye on paused runs that nobody watches."""
        self._workers.stand_by()  # first: it needs some seconds, and the page is being made meanwhile
        self._adopt()
        while not self._closing.wait(0.5):
            self._workers.stand_by()
            self.release()

    def release(self) -> None:
        """Stop those that pause alone, and as many of those that pause long as there are others who wait."""
        with self.lock:
            active = self._workers.active
            paused = [worker for worker in active.values() if worker.paused and not worker.stopping]
            if not paused:
                return
            waiting = set(map(self._store.owner, self.queue)) - set(map(self._store.owner, active))
            ending = sum(bool(worker.stopping) for worker in active.values())
            lacking = len(waiting) - (self._workers.slots - len(active) + ending)
            for worker in sorted(paused, key=lambda worker: worker.since):
                long = lacking > 0 and time.monotonic() - worker.since > PAUSED_LONG
                if long or self._viewers.idle(worker.run_id) > PAUSED_ALONE:
                    self._workers.stop(worker)
                    lacking -= 1

    def _adopt(self) -> None:
        """What queued in a server that died waits for nobody: list it as interrupted."""
        try:
            self._server_lock.acquire(blocking=False)  # held until this process ends
        except Timeout:
            return  # another server lives on this store
        self._store.tidy()
        for run in self._store.list():
            with self.lock, contextlib.suppress(RunError, OSError):
                waits = run.path.name in self.queue or run.path.name in self._workers.active
                if not waits and run.meta().get("status") == "queued":
                    run.set_meta(status="interrupted", message=None)

    def close(self) -> None:
        """Let every worker save and end; what waited or trained is listed as interrupted and resumes."""
        if self._closing.is_set():
            return
        self._closing.set()
        with self.lock:
            for run_id in self.queue:
                with contextlib.suppress(RunError):
                    self._store.get(run_id).set_meta(status="interrupted", message=None)
            self.queue.clear()
        self._workers.close()
        self._server_lock.release()
