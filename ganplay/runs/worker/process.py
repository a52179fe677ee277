"""Where a run trains, as the server sees it: the seam (`Worker`, `Driver`), and a worker process of this machine.

Everything above a driver is the same whatever it is: the manager starts, steers and ends a `Worker`, and what that
trains goes through a RunWriter into the run's folder. The other driver is in `ganplay.runs.worker.zerogpu`.
"""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol

from ganplay.shipped import PACKAGE


class Worker(Protocol):
    """One place where one run trains. Every method may be called from any thread."""

    run_id: str  # "" while it stands by
    device: str  # cuda, mps or cpu, once it is known; "" before
    phase: str  # starting, ready, preparing, running, reporting (the status is told, and measuring goes on)
    paused: bool  # as last commanded
    since: float  # when it was paused or unpaused, on the monotonic clock
    stopping: str  # the status to write should it have to be killed
    threads: int  # as last commanded

    @property
    def alive(self) -> bool: ...

    def send(self, **message: Any) -> None:
        """A job (run, device, threads, data_root), then commands (verb ...); see `ganplay.runs.worker.drive.drive`."""

    def hang_up(self) -> None:
        """The server ends: let it save and end by itself."""

    def kill(self) -> None:
        """End it at once; what it has not saved is lost."""

    def wait(self, seconds: float) -> bool:
        """Whether it has ended within `seconds`."""


class Driver(Protocol):
    """Makes workers; `changed(worker)` is to be called whenever one has news, and once when it has ended.

    lasting: a worker belongs to the server, so it may be started before it is needed and keep its place while
    paused. Where it is False it belongs to the visitor's request: it is made in the context of the call that asked
    for the run, and pausing means to save and end.
    """

    lasting: bool

    def __call__(self, device: str, log: Path, changed: Callable[[Any], None]) -> Worker: ...


class WorkerProcess:
    """One `ganplay.runs.worker.worker`: started, given a job, commanded, killed.

    `changed(process)` is called from a thread of this object at every message and once at the end.
    """

    lasting = True

    def __init__(self, device: str, log: Path, changed: Callable[[WorkerProcess], None]) -> None:
        environment = {key: value for key, value in os.environ.items() if key != "OMP_WAIT_POLICY"}
        # Waiting threads that spin ("active") starve the page and the other trainers of the same machine.
        package = str(PACKAGE.parent)
        environment["PYTHONPATH"] = os.pathsep.join(filter(None, (package, environment.get("PYTHONPATH"))))
        environment["PYTHONIOENCODING"] = "utf-8"
        with log.open("ab") as errors:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "ganplay.runs.worker.worker", device],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=errors,
                env=environment,
            )
        self.run_id = ""  # "" while it stands by
        self.device = ""  # told by the worker once it is ready
        self.phase = "starting"
        self.paused = False  # as last commanded
        self.since = 0.0  # when it was paused or unpaused, on the monotonic clock
        self.stopping = ""  # the status to write should it have to be killed
        self.threads = 0  # as last commanded
        self._changed = changed
        self._writing = threading.Lock()
        threading.Thread(target=self._listen, name="ganplay-worker", daemon=True).start()

    def _listen(self) -> None:
        for line in self._process.stdout:
            try:
                message = json.loads(line)
            except ValueError:
                continue
            self.device = message.get("device", self.device)
            self.phase = message.get("phase", "ready" if message.get("ready") else self.phase)
            self._changed(self)
        self._process.wait()
        self._process.stdout.close()
        self._changed(self)

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def alive(self) -> bool:
        return self._process.poll() is None

    def send(self, **message: Any) -> None:
        """Pass on a job or a command; a worker that has just died misses it."""
        with self._writing:
            try:
                self._process.stdin.write(json.dumps(message).encode() + b"\n")
                self._process.stdin.flush()
            except (OSError, ValueError):
                pass

    def hang_up(self) -> None:
        """Close its stdin: it saves and ends by itself."""
        with self._writing, contextlib.suppress(OSError):
            self._process.stdin.close()

    def kill(self) -> None:
        self._process.kill()

    def wait(self, seconds: float) -> bool:
        """Whether it has ended within `seconds`."""
        try:
            self._process.wait(seconds)
        except subprocess.TimeoutExpired:
            return False
        return True
