"""Work that takes longer than a picture: it runs in a thread, the page asks how far it is, and may stop it."""

from __future__ import annotations

import secrets
import threading
import time
from collections.abc import Callable
from math import ceil
from typing import Any

from ganplay.ui.kit.answers import Refusal, told
from ganplay.ui.kit.fair.ending import Stopped, ending
from ganplay.ui.kit.fair.lanes import OWED, Lanes
from ganplay.ui.kit.fair.turns import Ticket
from ganplay.ui.kit.fair.visitors import visitor
from ganplay.ui.kit.memory import give_back

EACH = 2  # pieces of work of one visitor: one is worked on, one waits
FORSAKEN = 20.0  # seconds without a question after which nobody waits for the answer any more
KEPT = 120.0  # seconds that an answer is kept for whoever was interrupted
BYTES = 128_000_000  # of all answers kept; those that were asked for longest ago go first


class Job:
    """One piece of work, as its thread and its viewer see it."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self.asked = clock()
        self.done = False
        self.stop = threading.Event()
        self.news: dict[str, Any] = {"fraction": 0.0}
        self.curve: list[float] = []

    @property
    def forsaken(self) -> bool:
        """Whether nobody waits for it any more."""
        return self._clock() - self.asked > FORSAKEN

    def tell(self, value: float | None = None, **news: Any) -> None:
        """Say how far the work is; `value` is one more point of its curve.

        Raises:
            Stopped: when nobody waits for the rest, or the program ends.
        """
        if value is not None:
            self.curve.append(value)
        self.news = {**self.news, **news}
        if self.stop.is_set() or self.forsaken or ending.is_set():
            raise Stopped

    @property
    def nbytes(self) -> int:
        """Bytes of its news: films and pictures, as text."""
        return sum(len(value) for value in self.news.values() if isinstance(value, str))

    def told(self, since: int) -> dict[str, Any]:
        done = self.done  # first: what the work said last must not be missed
        curve = self.curve[since:]
        return {**self.news, "curve": curve, "since": since, "done": done}

    def end(self, **news: Any) -> None:
        self.news = {**self.news, **news}
        self.done = True


class Jobs:
    """The pieces of work of a room, by a random id that only their viewer knows; they share the line of the page."""

    def __init__(self, lanes: Lanes, clock: Callable[[], float] = time.monotonic) -> None:
        self._lanes = lanes
        self._clock = clock
        self._lock = threading.Lock()
        self._jobs: dict[str, tuple[Job, Ticket]] = {}

    def start(self, work: Callable[[Job], dict[str, Any] | None]) -> str:
        """Do `work(job)` in a thread once it is the visitor's turn; what it returns is told at the end.

        The work, with all that it closes over, is let go of when it ends, or when its turn will not come.

        Returns:
            The id of the job.

        Raises:
            Refusal: while the visitor has one piece of work going on and another waiting, has used up their share, or
                too many wait from the same address.
        """
        self._tidy()
        who, line = visitor(), self._lanes.work
        key, job = secrets.token_hex(16), Job(self._clock)

        def run() -> None:
            nonlocal work
            doing, work = work, None
            try:
                with self._lanes.booked(who):
                    result = doing(job)
                job.end(**{**(result or {}), "fraction": 1.0})
            except Stopped:
                job.end(stopped=True)
            except Exception as error:
                job.end(**told(error))
            finally:
                doing = None
                line.leave(ticket)
                self._tidy()
                give_back()

        def begin() -> None:
            nonlocal work
            try:
                threading.Thread(target=run, name="ganplay job", daemon=True).start()
            except RuntimeError as error:  # the system gives no more threads
                work = None
                job.end(**told(error))
                line.leave(ticket)

        if (seconds := self._lanes.shares.wait(who)) > OWED:
            raise Refusal("share_used", seconds=ceil(seconds))
        with self._lanes.joining:
            if len(line.of(who)) >= EACH:
                raise Refusal("hands_full")
            if line.excess(who, ""):
                raise Refusal("crowded")
            ticket = Ticket(who, begin)
            with self._lock:
                self._jobs[key] = (job, ticket)
            line.join(ticket)
        return key

    def poll(self, key: str, since: int = 0) -> dict[str, Any]:
        """How far the job is: fraction, curve after `since`, done, place (0 once it has begun), and what it told."""
        job, ticket = self._known(key)
        job.asked = self._clock()
        self._tidy()
        return job.told(since) | {"place": 0 if job.done else self._lanes.work.place(ticket)}

    def stop(self, key: str) -> dict[str, Any]:
        """Ask the job to end; what it has reached stays readable."""
        job, ticket = self._known(key)
        job.stop.set()
        self._drop(job, ticket)
        return {"stopping": True}

    def _drop(self, job: Job, ticket: Ticket) -> None:
        """End a job whose turn has not come."""
        if self._lanes.work.drop(ticket):
            ticket.begin = _nothing  # it holds the work
            job.end(stopped=True)

    def _known(self, key: str) -> tuple[Job, Ticket]:
        found = self._jobs.get(key)
        if found is None:
            raise Refusal("work_gone")
        return found

    def _tidy(self) -> None:
        """Forget what nobody waits for and what ended a while ago; of answers keep BYTES, the last one always."""
        with self._lock:
            for job, ticket in self._jobs.values():
                if not job.done and job.forsaken:
                    self._drop(job, ticket)
            now = self._clock()
            kept = {key: one for key, one in self._jobs.items() if not one[0].done or now - one[0].asked < KEPT}
            ended = sorted(((job.asked, key) for key, (job, _) in kept.items() if job.done), reverse=True)
            bytes_kept = 0
            for place, (_, key) in enumerate(ended):
                bytes_kept += kept[key][0].nbytes
                if place and bytes_kept > BYTES:
                    del kept[key]
            self._jobs = kept


def _nothing() -> None:
    """What begins of a job that was dropped."""
