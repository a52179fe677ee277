"""Runs that really train, in processes of their own: started, steered, killed and resumed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import ganplay
from ganplay.recipe import Recipe
from ganplay.runs.manager import Manager
from ganplay.runs.store import Store

OWNER = "a secret token"
RECIPE = Recipe(dataset="digits", resolution=28, family="mlp", z_dim=8, g_width=16, d_width=16, steps=10_000_000)
ROOT = Path(ganplay.__file__).parents[1]


@pytest.fixture
def manager(store):
    manager = Manager(store, device="cpu", slots=2, standby=False)
    yield manager
    manager.close()


def until(manager: Manager, run: str, *statuses: str, step: int = 0) -> dict:
    """Poll until the run has one of `statuses` and has come to `step`."""
    for _ in range(8000):
        told = manager.poll(run)
        if told["status"] in statuses and told["step"] >= step:
            return told
        if told["status"] == "failed" and "failed" not in statuses:
            pytest.fail(f"{told} {(manager.store.get(run).path / 'worker.log').read_text()}")
        time.sleep(0.02)
    pytest.fail(f"waited for {statuses} at step {step}, and it is {told['status']} at step {told['step']}")


def test_a_run_trains_pauses_steps_stops_and_goes_on_to_its_end(manager):
    run = manager.start(RECIPE, OWNER, "Digits")
    told = until(manager, run, "running", step=20)
    assert told["shape"] == [1, 28, 28]
    assert told["device"] == "CPU"
    assert told["threads"] >= 1
    assert told["real"].startswith("data:image/jpeg")
    assert told["equilibrium"]["loss_d"] == pytest.approx(1.386294, abs=1e-5)
    assert told["recipe"]["channels"] == 1

    manager.command(run, OWNER, "pause")
    paused = until(manager, run, "paused")["step"]
    manager.command(run, OWNER, "step", network="both", times=3)
    assert until(manager, run, "paused", step=paused + 3)["step"] == paused + 3
    manager.command(run, OWNER, "set", lr_g=0.00123)
    manager.command(run, OWNER, "resume")
    told = until(manager, run, "running", step=paused + 20)
    assert told["live"]["lr_g"] == 0.00123

    manager.command(run, OWNER, "stop")
    stopped = until(manager, run, "stopped")
    assert manager.store.get(run).checkpoints(resumable=True)[-1] == stopped["step"]

    manager.resume(run, OWNER, steps=stopped["step"] + 30)
    finished = until(manager, run, "finished")
    assert finished["step"] == stopped["step"] + 30
    steps = finished["points"]["step"]
    assert steps == sorted(steps)  # no step is told twice
    assert finished["points"]["lr_g"][-1] == pytest.approx(0.00123)

    networks = manager.store.get(run).networks()
    assert networks.step == finished["step"]


def test_data_that_cannot_be_used_fail_with_a_sentence(manager, store):
    empty = store.uploads / "empty"
    empty.mkdir()
    run = manager.start(RECIPE.with_changes(dataset=str(empty)), OWNER)
    told = until(manager, run, "failed")
    assert told["code"] == "data"
    assert told["details"]["sentence"].endswith(".")


SERVER = """
import sys, time
from ganplay.recipe import Recipe
from ganplay.runs.manager import Manager
from ganplay.runs.store import Store
manager = Manager(Store(sys.argv[1]), device="cpu", standby=False)
print(manager.start(Recipe.from_json(sys.argv[2]), sys.argv[3]), flush=True)
while not manager._active: time.sleep(0.01)
(worker,) = manager._active.values()
print(worker.pid, flush=True)
time.sleep(600)
"""


@pytest.mark.skipif(os.name == "nt", reason="SIGKILL is of POSIX systems")
@pytest.mark.parametrize("killed", ["server and worker", "server"])
def test_a_killed_run_is_listed_as_interrupted_and_resumes_from_a_whole_checkpoint(store, killed):
    server = subprocess.Popen(
        [sys.executable, "-c", SERVER, str(store.root), RECIPE.to_json(), OWNER], cwd=ROOT, stdout=subprocess.PIPE
    )
    try:
        run = server.stdout.readline().decode().strip()
        worker = int(server.stdout.readline())
        folder = Store(store.root).get(run)
        for _ in range(8000):
            if len(folder.points()) >= 3:
                break
            time.sleep(0.02)
    finally:
        server.kill()
        server.wait()
        server.stdout.close()
    if killed == "server and worker":
        os.kill(worker, signal.SIGKILL)
    for _ in range(1000):  # a worker that outlives its server saves and ends
        if not folder.locked():
            break
        time.sleep(0.02)
    manager = Manager(Store(store.root), device="cpu", standby=False)
    try:
        (row,) = (row for row in manager.list(OWNER) if row["mine"])
        assert row["status"] == "interrupted"
        (*_, kept) = folder.checkpoints(resumable=True)
        manager.resume(run, OWNER, steps=kept + 20)
        finished = until(manager, run, "finished")
        assert finished["step"] == kept + 20
        assert finished["points"]["step"] == sorted(finished["points"]["step"])
    finally:
        manager.close()
