"""What the tests of several rooms share."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import fields, is_dataclass
from pathlib import Path

import numpy as np
import pytest

WORKERS = int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1"))
if WORKERS > 1:
    # Threads that wait for one another on a core that another worker keeps busy would slow all of them down. What a
    # worker starts may run on any core: a browser held on one core starves the server beside it.
    os.environ["OMP_NUM_THREADS"] = str(max(1, (os.cpu_count() or 1) // WORKERS))


@pytest.fixture(scope="session")
def answered():
    """answered(coroutine): what a server function answers, as the page's script gets it: plain JSON."""

    def answered(coroutine):
        # In a thread of its own: a browser test before this one leaves a running event loop behind in this one.
        with ThreadPoolExecutor(1) as thread:
            answer = thread.submit(asyncio.run, coroutine).result()
        json.dumps(answer, allow_nan=False)
        return answer

    return answered


@pytest.fixture
def small_disk(tmp_path):
    """small_disk(size): an empty folder on a disk of so many bytes; skips where nothing can be mounted."""
    mounted = []

    def small_disk(size: int) -> Path:
        place = tmp_path / f"disk{len(mounted)}"
        place.mkdir()
        try:
            mount = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(place)]
            subprocess.run(mount, check=True, capture_output=True)
        except (OSError, subprocess.CalledProcessError):
            pytest.skip("a small disk can be mounted by root on Linux alone")
        mounted.append(place)
        return place

    yield small_disk
    for place in mounted:
        subprocess.run(["umount", "-l", str(place)], check=True)


@pytest.fixture(scope="session")
def ended():
    """ended(process): it has ended, whatever signals it was started to ignore."""

    def ended(process: subprocess.Popen, seconds: float = 30) -> None:
        process.terminate()
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

    return ended


class IdleDriver:
    """Stands for a process that never begins."""

    lasting = True

    def __init__(self, device, log, changed) -> None:
        self.run_id = self.stopping = self.device = ""
        self.phase, self.paused, self.threads, self.alive, self.since = "ready", False, 0, True, 0.0

    def send(self, **message) -> None:
        pass

    def hang_up(self) -> None:
        self.alive = False

    kill = hang_up

    def wait(self, seconds: float) -> bool:
        return not self.alive


@pytest.fixture(scope="session")
def idle_driver():
    return IdleDriver


@pytest.fixture(scope="session")
def at_once():
    """at_once(calls): what each returns, all begun at the same moment in threads of their own that take turns often."""

    def at_once(calls):
        gate = threading.Barrier(len(calls))

        def begun(call):
            gate.wait(60)
            return call()

        usual = sys.getswitchinterval()
        sys.setswitchinterval(1e-5)
        try:
            with ThreadPoolExecutor(len(calls)) as threads:
                return [answer.result() for answer in [threads.submit(begun, call) for call in calls]]
        finally:
            sys.setswitchinterval(usual)

    return at_once


@pytest.fixture(scope="session")
def alike():
    """alike(one, other): whether two answers say the same: tensors, arrays and numbers to a float's rounding."""

    def alike(one, other) -> bool:
        if type(one) is not type(other):
            return False
        if is_dataclass(one):
            return all(alike(getattr(one, field.name), getattr(other, field.name)) for field in fields(one))
        if isinstance(one, dict):
            return one.keys() == other.keys() and all(alike(one[key], other[key]) for key in one)
        if isinstance(one, list | tuple):
            return len(one) == len(other) and all(map(alike, one, other))
        if hasattr(one, "detach"):
            one, other = one.detach().numpy(), other.detach().numpy()
        if isinstance(one, np.ndarray | float):
            return np.shape(one) == np.shape(other) and np.allclose(one, other, rtol=1e-5, atol=1e-6)
        return one == other

    return alike


@pytest.fixture(scope="session")
def needs_call():
    """needs_call(package): the names in its __all__ that do something: all but plain data and errors."""

    def needs_call(package) -> set[str]:
        things = {name: getattr(package, name) for name in package.__all__}
        return {
            name
            for name, thing in things.items()
            if not (isinstance(thing, type) and (is_dataclass(thing) or issubclass(thing, tuple | Exception)))
        }

    return needs_call
