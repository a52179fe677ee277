"""Runs that really train, in processes of their own: started, steered, killed and resumed."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest

import ganplay
from ganplay.data import DataError
from ganplay.recipe import Recipe
from ganplay.recipe.fields import RecipeError
from ganplay.runs.server.manager import Manager
from ganplay.runs.store.store import Store
from ganplay.runs.worker.worker import explain

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
    empty, damaged = store.uploads / "empty", store.uploads / "pets.zip"
    empty.mkdir()
    with zipfile.ZipFile(damaged, "w") as archive:
        archive.writestr("ä.png", b"a picture")
    damaged.write_bytes(damaged.read_bytes().replace("ä.png".encode(), b"\xff\xff.png"))  # no UTF-8, and says it is
    for dataset in (empty, damaged):
        run = manager.start(RECIPE.with_changes(dataset=str(dataset)), OWNER)
        told = until(manager, run, "failed")
        assert told["code"] == "data"
        sentence = told["details"]["sentence"]
        assert sentence.startswith(dataset.stem) and sentence.endswith(".")
        assert str(store.root) not in sentence and "worker.log" not in sentence


SERVER = """
import sys, time
from ganplay.recipe import Recipe
from ganplay.runs.server.manager import Manager
from ganplay.runs.store.store import Store
home, recipe, owner, run = sys.argv[1:]
manager = Manager(Store(home), device="cpu", standby=False)
if run:
    manager.resume(run, owner)
else:
    run = manager.start(Recipe.from_json(recipe), owner)
print(run, flush=True)
print(manager.workers.active[run].pid, flush=True)
time.sleep(600)
"""


class Server:
    """A server in a process of its own, with one run: a new one, or one that it resumes."""

    def __init__(self, store: Store, run: str = "") -> None:
        arguments = [sys.executable, "-c", SERVER, str(store.root), RECIPE.to_json(), OWNER, run]
        self._process = subprocess.Popen(arguments, cwd=ROOT, stdout=subprocess.PIPE, text=True)
        self.run = self._process.stdout.readline().strip()
        self.worker = int(self._process.stdout.readline())

    def kill(self) -> None:
        self._process.kill()
        self._process.wait()
        self._process.stdout.close()


def wait(true, message: str) -> None:
    for _ in range(8000):
        if true():
            return
        time.sleep(0.02)
    pytest.fail(f"waited in vain: {message}")


@pytest.mark.skipif(os.name == "nt", reason="SIGKILL is of POSIX systems")
def test_a_killed_run_is_listed_as_interrupted_and_resumes_from_a_whole_checkpoint(store):
    server = Server(store)
    folder = store.get(server.run)
    wait(lambda: len(folder.points()) >= 3, "the run trains")
    server.kill()
    os.kill(server.worker, signal.SIGKILL)
    wait(lambda: not folder.locked(), "the system takes the lock from a dead process")
    assert folder.status() == "interrupted"
    kept = folder.checkpoints(resumable=True)[-1]

    server = Server(store, server.run)
    wait(lambda: folder.status() == "running" and folder.meta()["now"]["step"] > kept + 20, "the run goes on")
    steps = [row["step"] for row in folder.points()]
    assert steps == sorted(set(steps))
    server.kill()  # and the worker, left alone, saves and ends
    wait(lambda: not folder.locked(), "the worker ends")
    assert folder.status() == "interrupted"
    assert folder.checkpoints(resumable=True)[-1] == folder.meta()["now"]["step"] > kept


# A worker that sends itself SIGTERM in the middle of writing a checkpoint.
KILLED = """
import os, signal
from ganplay.runs.worker import worker
from ganplay.training import checkpoint

write = checkpoint.save_file

def writing(tensors, file, **options):
    write(tensors, file, **options)
    if int(file.parent.name.split(".")[0]) > 0:
        os.kill(os.getpid(), signal.SIGTERM)

checkpoint.save_file = writing
worker.main()
"""


@pytest.mark.skipif(os.name == "nt", reason="there is no polite kill on Windows")
def test_a_politely_killed_worker_writes_its_checkpoint_to_the_end(store):
    run = store.create(RECIPE.with_changes(metrics=0))
    process = subprocess.Popen(
        [sys.executable, "-c", KILLED, "cpu"], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    job = {"run": str(run.path), "device": "cpu", "threads": 1, "data_root": None}
    process.stdin.write(json.dumps(job) + "\n")
    process.stdin.flush()
    try:
        wait(lambda: process.poll() is not None or len(run.points()) >= 3, "the run trains")
        process.stdin.write(json.dumps({"verb": "pause"}) + "\n")  # which saves
        process.stdin.flush()
        assert process.wait(120) == 0
    finally:
        process.kill()
        process.communicate()
    assert run.status() == "interrupted" and not run.locked()
    assert run.checkpoints(resumable=True)[-1] == run.meta()["now"]["step"] > 0
    assert not [entry for entry in (run.path / "checkpoints").iterdir() if entry.suffix]


def test_a_failure_is_told_by_a_code_and_a_sentence():
    with pytest.raises(RecipeError) as refused:
        Recipe(style_mixing=0.5, family="dcgan")
    code, details = explain(refused.value)
    assert code == "pair_no_styles" and details["family"] == "dcgan" and "style_mixing=0" in details["sentence"]
    assert explain(DataError("No pictures there.")) == ("data", {"sentence": "No pictures there."})
    assert explain(RuntimeError("CUDA out of memory"))[0] == "memory"
    code, details = explain(ZeroDivisionError("a secret"))
    assert code == "crash" and "ZeroDivisionError" in details["sentence"] and "secret" not in details["sentence"]
