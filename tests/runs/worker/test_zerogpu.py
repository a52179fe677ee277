"""A run whose GPU is lent call by call: it streams, stops, goes on, and leaves a run like any other."""

from __future__ import annotations

import importlib.util
import json
import os
import queue
import sys
import time
from pathlib import Path

import pytest

import ganplay
from ganplay.cli import main
from ganplay.recipe import Recipe
from ganplay.runs.server.checks import Refused
from ganplay.runs.server.manager import Manager
from ganplay.runs.worker import process, zerogpu, zerogpu_call
from ganplay.runs.worker.writer import RunWriter

if not hasattr(os, "fork"):
    pytest.skip("a ZeroGPU Space is a Linux machine: the stand-in forks", allow_module_level=True)
pytestmark = pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning", "ignore:.*fork.*:RuntimeWarning")

OWNER, OTHER = "a secret token", "somebody else's token"
SIZES = {"z_dim": 8, "g_width": 16, "d_width": 16}
RECIPE = Recipe(dataset="digits", resolution=28, family="mlp", steps=10_000_000, metrics=0, **SIZES)


def load_standin():
    spec = importlib.util.spec_from_file_location("ganplay_standin", Path(__file__).parents[1] / "standin.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules["ganplay_standin"] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def standin(monkeypatch):
    module = load_standin()
    spaces = module.Spaces()
    spaces.request = module.request
    monkeypatch.setitem(sys.modules, "spaces", spaces)
    monkeypatch.setenv("SPACES_ZERO_GPU", "true")
    yield spaces
    spaces.gate.set()
    for child in spaces.processes:
        child.kill()
        child.join()


@pytest.fixture
def manager(store, standin):
    manager = Manager(store, device="cpu", driver=zerogpu.zerogpu())
    yield manager
    manager.close()


def until(manager, run, *statuses, step=0, seconds=60):
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        told = manager.poll(run)
        if told["status"] in statuses and told["step"] >= step:
            return told
        assert told["status"] != "failed" or "failed" in statuses, told
        time.sleep(0.02)
    pytest.fail(f"waited for {statuses} at step {step}, and it is {told['status']} at step {told['step']}")


def test_a_lent_gpu_s_run_streams_is_steered_stops_and_goes_on(manager, standin, store, tmp_path, monkeypatch):
    standin.request.set("alice")
    run = manager.start(RECIPE, OWNER, "Digits")
    told = until(manager, run, "running", step=20)
    assert told["shape"] == [1, 28, 28]
    assert told["real"].startswith("data:image/jpeg")
    assert told["grid"]["jpeg"].startswith("data:image/jpeg")
    assert told["points"]["loss_d"]
    assert "ganplay_standin" in sys.modules and standin.calls == [("alice", 60)]
    later = until(manager, run, "running", step=told["step"] + 1)
    assert later["seq"] > told["seq"]

    manager.command(run, OWNER, "set", lr_g=0.00123)  # reaches the forked process
    for _ in range(500):
        if manager.poll(run)["points"]["lr_g"][-1] == pytest.approx(0.00123):
            break
        time.sleep(0.02)
    assert manager.poll(run)["live"]["lr_g"] == 0.00123

    began = time.monotonic()
    manager.command(run, OWNER, "stop")
    stopped = until(manager, run, "stopped")
    assert time.monotonic() - began < 3
    folder = store.get(run)
    assert folder.checkpoints(resumable=True)[-1] == stopped["step"]  # nothing since the last checkpoint is lost

    manager.resume(run, OWNER, steps=stopped["step"] + 30, seconds=0)
    finished = until(manager, run, "finished")
    assert finished["step"] == stopped["step"] + 30
    assert len(standin.calls) == 2 and len(standin.processes) == 1  # the process of the first call was used again
    steps = finished["points"]["step"]
    assert steps == sorted(steps)

    assert folder.networks().step == finished["step"]
    monkeypatch.setenv("GANPLAY_HOME", str(store.root))
    assert main(["sample", run, "--n", "4", "--out", str(tmp_path / "four.png")]) == 0
    assert (tmp_path / "four.png").exists()


def test_weights_come_home_bit_for_bit(manager, store, make_run):
    from ganplay.runs.worker.drive import drive, prepare
    from ganplay.training.checkpoint import read_tensors

    recipe = RECIPE.with_changes(steps=25, seconds=40)
    run = manager.start(recipe, OWNER)
    until(manager, run, "finished")
    trained_here = make_run()
    trained_here.write_recipe(recipe)
    with RunWriter(trained_here) as writer:
        drive(prepare(writer, device="cpu", threads=1), writer, queue.Queue())
    away, here = store.get(run).checkpoint_path(25), trained_here.checkpoint_path(25)
    for name in ("model.safetensors", "training.safetensors"):
        one, other = read_tensors(away, name), read_tensors(here, name)
        assert one.keys() == other.keys()
        assert all(one[key].dtype == other[key].dtype and one[key].equal(other[key]) for key in one)
    facts = [json.loads((folder / "checkpoint.json").read_text()) for folder in (away, here)]
    assert all(fact.pop("seconds") > 0 for fact in facts)
    assert facts[0] == facts[1]


def test_a_lent_gpu_s_run_is_measured_on_its_way_and_reported_at_home(manager, standin, store, monkeypatch):
    from ganplay.metrics import distances
    from ganplay.metrics.kinds import pictures
    from ganplay.runs.asking.report import read_report
    from ganplay.runs.worker import drive
    from ganplay.training import measuring

    monkeypatch.setattr(drive, "WORTH", 0.0)  # the fork inherits all of this
    monkeypatch.setattr(measuring, "START", 0.0)
    monkeypatch.setattr(pictures, "SAMPLES", 60)
    distances.load()
    run = manager.start(RECIPE.with_changes(metrics=0.5), OWNER)
    folder = store.get(run)
    for _ in range(3000):
        if folder.measures():
            break
        time.sleep(0.02)
    (first, *_) = folder.measures()
    assert first["n"] == 60 and first["floor_classifier_fd"] < first["classifier_fd"]
    told = until(manager, run, "running")
    assert told["measures"]["classifier_fd"][0] == pytest.approx(first["classifier_fd"], rel=1e-4)
    manager.command(run, OWNER, "stop")
    stopped = until(manager, run, "stopped")
    for _ in range(3000):
        if report := read_report(folder):
            break
        time.sleep(0.02)
    assert report["step"] == stopped["step"] and report["rows"][0]["n"] >= 50
    assert len(standin.calls) == 1


def test_pausing_saves_and_gives_the_gpu_back_and_single_steps_are_refused(manager, standin):
    run = manager.start(RECIPE, OWNER)
    until(manager, run, "running", step=5)
    with pytest.raises(Refused, match="pause it first"):
        manager.command(run, OWNER, "step", network="d", times=1)
    manager.command(run, OWNER, "pause")
    told = until(manager, run, "stopped")
    assert manager.store.get(run).checkpoints(resumable=True)[-1] == told["step"]
    manager.resume(run, OWNER)
    until(manager, run, "running", step=told["step"] + 5)
    assert len(standin.calls) == 2


def test_a_call_asks_for_what_the_recipe_has_left_within_the_limit(manager, standin, monkeypatch):
    short = RECIPE.with_changes(steps=10, seconds=20)
    until(manager, manager.start(short, OWNER), "finished")
    monkeypatch.setenv("GANPLAY_GPU_SECONDS", "90")
    until(manager, manager.start(short.with_changes(seconds=600), OWNER), "finished")
    assert [seconds for _, seconds in standin.calls] == [35, 90]


def test_what_is_granted_is_not_overrun(manager, monkeypatch):
    monkeypatch.setattr(zerogpu, "call_seconds", lambda recipe, reached: zerogpu_call.MARGIN + 1.5)
    run = manager.start(RECIPE, OWNER)
    told = until(manager, run, "stopped")
    assert told["code"] == "gpu_time"
    assert manager.store.get(run).checkpoints(resumable=True)[-1] == told["step"] > 0


def test_a_press_of_train_is_one_call_and_the_next_goes_on_from_there(manager):
    run = manager.start(RECIPE.with_changes(steps=0, seconds=600), OWNER)
    assert manager.store.get(run).recipe.seconds == 45
    until(manager, run, "running", step=5)
    manager.command(run, OWNER, "stop")
    reached = until(manager, run, "stopped")["seconds"]
    manager.resume(run, OWNER, more=600)
    assert manager.store.get(run).recipe.seconds == pytest.approx(reached + 45, abs=0.5)


def test_what_the_platform_says_is_told_and_nothing_is_lost(manager, standin):
    standin.refuses = "You have exceeded your quota (60s requested vs. 12s left)."
    run = manager.start(RECIPE, OWNER)
    told = until(manager, run, "interrupted")
    assert (told["code"], told["details"]["sentence"]) == ("gpu", standin.refuses)
    standin.refuses = ""
    manager.resume(run, OWNER)
    until(manager, run, "running", step=5)
    standin.processes[0].kill()  # as the platform ends a call that overran
    told = until(manager, run, "interrupted")
    assert "aborted" in told["details"]["sentence"]
    manager.resume(run, OWNER)
    until(manager, run, "running", step=5)


def test_whoever_waits_for_a_gpu_stops_at_once_and_the_call_is_given_back(manager, standin):
    standin.gate.clear()
    run = manager.start(RECIPE, OWNER)
    until(manager, run, "preparing")
    manager.command(run, OWNER, "stop")
    until(manager, run, "stopped", seconds=5)
    standin.gate.set()
    for _ in range(500):
        if standin.closed:
            break
        time.sleep(0.02)
    assert standin.closed == 1
    assert manager.poll(run)["status"] == "stopped"
    assert not manager.store.get(run).checkpoints()


def test_a_queued_run_is_called_in_the_name_of_whoever_asked_for_it(store, standin):
    manager = Manager(store, device="cpu", slots=1, driver=zerogpu.zerogpu())
    try:
        standin.request.set("alice")
        first = manager.start(RECIPE.with_changes(steps=200), OWNER)
        standin.request.set("bob")
        second = manager.start(RECIPE.with_changes(steps=5), OTHER)
        standin.request.set("nobody")
        assert manager.poll(second)["position"] == 1
        until(manager, first, "finished")
        until(manager, second, "finished")
        assert [who for who, _ in standin.calls] == ["alice", "bob"]
    finally:
        manager.close()


def test_a_branch_and_a_twin_are_called_in_the_name_of_whoever_asks(manager, standin):
    standin.request.set("alice")
    run = manager.start(RECIPE.with_changes(steps=10), OWNER)
    until(manager, run, "finished")
    standin.request.set("bob")
    branch = manager.branch(run, 10, {"steps": 15}, OTHER)
    assert until(manager, branch, "finished")["step"] == 15
    twin = manager.twin(run, {"lr_d": 0.0001}, OTHER)
    assert until(manager, twin, "finished")["step"] == 10
    assert [who for who, _ in standin.calls] == ["alice", "bob", "bob"]


def test_a_server_that_closes_saves_what_trains(store, standin):
    manager = Manager(store, device="cpu", driver=zerogpu.zerogpu())
    run = manager.start(RECIPE, OWNER)
    until(manager, run, "running", step=5)
    manager.close()
    folder = store.get(run)
    assert folder.status() == "interrupted"
    assert folder.checkpoints(resumable=True)[-1] == folder.meta()["now"]["step"]


def test_data_that_cannot_be_used_fail_with_a_sentence_before_a_gpu_is_asked_for(manager, standin, store):
    empty = store.uploads / "empty"
    empty.mkdir()
    run = manager.start(RECIPE.with_changes(dataset=str(empty)), OWNER)
    told = until(manager, run, "failed")
    assert told["code"] == "data"
    assert standin.calls == []


def test_every_word_that_crosses_is_plain(standin, make_run, tmp_path):
    """Numbers, texts, bytes and CPU arrays: what the other side needs no torch and no CUDA to receive."""
    import numpy as np

    def plain(value):
        if isinstance(value, dict):
            return all(map(plain, [*value, *value.values()]))
        if isinstance(value, (list, tuple)):
            return all(map(plain, value))
        return value is None or type(value) in (bool, int, float, str, bytes, np.ndarray)

    run = make_run()
    run.write_recipe(RECIPE.with_changes(steps=12))
    (tmp_path / "commands").touch()
    job = {"run": str(run.path), "commands": str(tmp_path / "commands"), "device": "cpu"}
    notes = [note for notes in zerogpu_call.train({**job, "data_root": None, "seconds": 60}) for note in notes]
    assert {"status", "set", "point", "grid", "evaluation", "sheet", "checkpoint"} <= {name for name, *_ in notes}
    assert all(map(plain, notes))
    assert not run.checkpoints()  # it wrote nothing itself


def test_without_a_lent_gpu_there_is_no_such_driver(monkeypatch):
    monkeypatch.delenv("SPACES_ZERO_GPU", raising=False)
    monkeypatch.setitem(sys.modules, "spaces", None)  # whoever imports it fails
    assert zerogpu.zerogpu() is None
    assert process.WorkerProcess.lasting
    assert "import spaces" not in "".join(
        file.read_text(encoding="utf-8")
        for file in Path(ganplay.__file__).parent.rglob("*.py")
        if file.name != "zerogpu.py"
    )
