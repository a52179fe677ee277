"""Work that takes longer than a picture: it runs in a thread, the page asks how far it is, and may stop it."""

from __future__ import annotations

import secrets
import threading
import time
from collections.abc import Callable
from typing import Any

from ganplay.ui.kit.answers import Refusal, told
from ganplay.ui.kit.memory import give_back

AT_ONCE = 3
FORSAKEN = 20.0  # seconds without a question after which nobody waits for the answer any more
KEPT = 120.0  # seconds that an answer is kept for whoever was interrupted
BYTES = 128_000_000  # of all answers kept; those that were asked for longest ago go first


class Stopped(Exception):
    """Raised inside the work when it is to end."""


class Job:
    """One piece of work, as its thread and its viewer see it."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self.asked = clock()
        self.done = False
        self.stop = threading.Event()
        self.news: dict[str, Any] = {"fraction": 0.0}
        self.curve: list[float] = []

    def tell(self, value: float | None = None, **news: Any) -> None:
        """Say how far the work is; `value` is one more point of its curve.

        Raises:
            Stopped: when nobody waits for the rest.
        """
        if value is not None:
            self.curve.append(value)
        self.news = {**self.news, **news}
        if self.stop.is_set() or self._clock() - self.asked > FORSAKEN:
            raise Stopped

    @property
    def nbytes(self) -> int:
        """Bytes of its news: films and pictures, as text."""
        return sum(len(value) for value in self.news.values() if isinstance(value, str))

    def told(self, since: int) -> dict[str, Any]:
        done = self.done  # first: what the work said last must not be missed
        curve = self.curve[since:]
        return {**self.news, "curve": curve, "since": since, "done": done}


class Jobs:
    """The pieces of work of this process, by a random id that only their viewer knows."""

    def __init__(self, at_once: int = AT_ONCE, clock: Callable[[], float] = time.monotonic) -> None:
        self._at_once = at_once
        self._clock = clock
        self._lock = threading.Lock()
        self._jobs: dict[str, Job] = {}

    def start(self, work: Callable[[Job], dict[str, Any] | None]) -> str:
        """Begin `work(job)` in a thread; what it returns is told at the end. The answer is the job's id.

        Raises:
            Refusal: while too much is going on already.
        """
        with self._lock:
            self._forget_old()
            if sum(not job.done for job in self._jobs.values()) >= self._at_once:
                raise Refusal("hands_full")
            key, job = secrets.token_hex(16), Job(self._clock)
            self._jobs[key] = job
        threading.Thread(target=self._run, args=(job, work), name="ganplay job", daemon=True).start()
        return key

    def poll(self, key: str, since: int = 0) -> dict[str, Any]:
        """How far the job is: fraction, curve after `since`, done, and what its work tells."""
        job = self._job(key)
        job.asked = self._clock()
        return job.told(since)

    def stop(self, key: str) -> dict[str, Any]:
        """Ask the job to end; what it has reached stays readable."""
        job = self._job(key)
        job.stop.set()
        return {"stopping": True}

    def _let_go(self) -> None:
        """Keep no more answers than BYTES, the last one always."""
        with self._lock:
            self._forget_old()
            ended = sorted(((job.asked, key) for key, job in self._jobs.items() if job.done), reverse=True)
            kept = 0
            for place, (_, key) in enumerate(ended):
                kept += self._jobs[key].nbytes
                if place and kept > BYTES:
                    del self._jobs[key]

    def _forget_old(self) -> None:
        now = self._clock()
        self._jobs = {key: job for key, job in self._jobs.items() if not job.done or now - job.asked < KEPT}

    def _job(self, key: str) -> Job:
        job = self._jobs.get(key)
        if job is None:
            raise Refusal("work_gone")
        return job

    def _run(self, job: Job, work: Callable[[Job], dict[str, Any] | None]) -> None:
        try:
            result = work(job)
            job.news = {**job.news, "fraction": 1.0, **(result or {})}
        except Stopped:
            job.news = {**job.news, "stopped": True}
        except Exception as error:
            job.news = {**job.news, **told(error)}
        finally:
            job.done = True
            self._let_go()
            give_back()
