"""Managers whose workers only write down what they are told."""

from __future__ import annotations

import pytest

from ganplay.runs.server import manager as managers
from ganplay.runs.server import workers
from ganplay.runs.server.manager import Manager
from ganplay.runs.store import limits

from ..silent import SilentWorker


@pytest.fixture
def make_manager(store, monkeypatch):
    monkeypatch.setattr(managers, "WorkerProcess", SilentWorker)
    monkeypatch.setattr(workers, "usable_cores", lambda: 4)
    monkeypatch.setattr(limits, "usable_memory", lambda: 0)
    made = []

    def make(slots: int = 1) -> Manager:
        made.append(Manager(store, slots=slots, standby=False))
        return made[-1]

    yield make
    for manager in made:
        manager.close()


@pytest.fixture
def manager(make_manager) -> Manager:
    return make_manager()
