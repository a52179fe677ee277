"""Who trains when, who may steer, and what is refused. The workers here only write down what they are told."""

from __future__ import annotations

import json
import shutil
import time
from pathlib import Path

import pytest

import ganplay
from ganplay.recipe import Recipe
from ganplay.recipe.fields import RecipeError
from ganplay.runs.server import manager as managers
from ganplay.runs.server.manager import QUEUED_EACH, Manager, Refused
from ganplay.runs.store import limits
from ganplay.runs.store.folder import RunError
from ganplay.runs.worker.writer import RunWriter

from ..silent import ALICE, BOB, CAROL, SilentWorker

RECIPE = Recipe(dataset="shapes", steps=100)


@pytest.fixture
def make_manager(store, monkeypatch):
    monkeypatch.setattr(managers, "WorkerProcess", SilentWorker)
    monkeypatch.setattr(managers, "usable_cores", lambda: 4)
    monkeypatch.setattr(limits, "usable_memory", lambda: 0)
    made = []

    def make(slots: int = 1) -> Manager:
        made.append(Manager(store, slots=slots, standby=False))
        return made[-1]

    yield make
    for manager in made:
        manager.close()


def finish(manager: Manager, run_id: str, status: str = "finished", **now) -> None:
    """Let the worker of a run write its last word and end."""
    run = manager.store.get(run_id)
    place = {"step": 100, "images": 1000, "seconds": 1.0} | now
    run.set_meta(status=status, now=place)
    checkpoint = run.path / "checkpoints" / f"{place['step']:08d}"
    checkpoint.mkdir()
    (checkpoint / "training.safetensors").write_bytes(b"")
    (checkpoint / "checkpoint.json").write_text(json.dumps(place))
    manager._active[run_id].end()


def test_more_runs_than_slots_wait_their_turn_in_sight(make_manager):
    manager = make_manager(slots=1)
    first, second, third = (manager.start(RECIPE, owner) for owner in (ALICE, BOB, CAROL))
    assert manager.poll(first)["status"] == "preparing"
    assert manager.poll(first)["position"] is None
    assert [manager.poll(run)["position"] for run in (second, third)] == [1, 2]
    assert manager.poll(third)["status"] == "queued"
    finish(manager, first)
    assert manager.poll(second)["status"] == "preparing"
    assert manager.poll(third)["position"] == 1


def test_one_owner_trains_one_run_and_does_not_hold_up_the_others(make_manager):
    manager = make_manager(slots=2)
    first, second = manager.start(RECIPE, ALICE), manager.start(RECIPE, ALICE)
    third = manager.start(RECIPE, BOB)
    assert manager.poll(second)["status"] == "queued"
    assert manager.poll(third)["status"] == "preparing"
    finish(manager, first)
    assert manager.poll(second)["status"] == "preparing"


def test_the_cores_are_shared_among_those_who_train(make_manager):
    manager = make_manager(slots=4)
    first = manager.start(RECIPE, ALICE)
    worker = manager._active[first]
    assert worker.sent[0]["threads"] == 4
    second = manager.start(RECIPE, BOB)
    assert manager._active[second].sent[0]["threads"] == 2
    assert worker.sent[-1] == {"verb": "threads", "count": 2}
    manager.command(second, BOB, "pause")
    assert worker.sent[-1] == {"verb": "threads", "count": 4}
    manager.resume(second, BOB)
    finish(manager, second)
    assert worker.sent[-1] == {"verb": "threads", "count": 4}


@pytest.mark.parametrize("thief", [BOB, "", None, 7])
def test_nobody_steers_the_run_of_somebody_else(make_manager, thief):
    manager = make_manager()
    run = manager.start(RECIPE, ALICE)
    sent = len(manager._active[run].sent)
    for attempt in (
        lambda: manager.command(run, thief, "pause"),
        lambda: manager.command(run, thief, "stop"),
        lambda: manager.command(run, thief, "step", times=1),
        lambda: manager.command(run, thief, "set", lr_g=0.1),
        lambda: manager.resume(run, thief),
        lambda: manager.discard(run, thief),
    ):
        with pytest.raises(Refused) as refused:
            attempt()
        assert refused.value.code == "not_owner"
    assert len(manager._active[run].sent) == sent
    assert manager.poll(run)["status"] == "preparing"  # and watch it may anyone


def test_commands_reach_the_worker_and_those_that_do_not_fit_are_refused(make_manager):
    manager = make_manager()
    run = manager.start(RECIPE, ALICE)
    worker = manager._active[run]
    with pytest.raises(Refused, match="pause it first"):
        manager.command(run, ALICE, "step", network="d", times=1)
    manager.command(run, ALICE, "pause")
    manager.command(run, ALICE, "step", network="d", times=10)
    manager.command(run, ALICE, "set", lr_d="0.001")
    manager.command(run, ALICE, "resume")
    assert worker.verbs() == ["pause", "step", "set", "resume"]
    assert worker.sent[-2]["live"] == {"lr_d": 0.001}
    for args in ({"network": "x"}, {"times": 0}, {"times": 10**9}, {"times": "1"}, {"other": 1}):
        manager.command(run, ALICE, "pause")
        with pytest.raises(Refused) as refused:
            manager.command(run, ALICE, "step", **args)
        assert refused.value.code == "step"
    with pytest.raises(Refused, match="start a new one"):
        manager.command(run, ALICE, "set", batch=8)
    with pytest.raises(RecipeError):
        manager.command(run, ALICE, "set", lr_g=99)
    with pytest.raises(Refused, match="no command"):
        manager.command(run, ALICE, "explode")
    with pytest.raises(Refused, match="no such run"):
        manager.command("abcdefghijkm", ALICE, "stop")


def test_a_queued_run_is_stopped_and_resumed(make_manager):
    manager = make_manager()
    first, second = manager.start(RECIPE, ALICE), manager.start(RECIPE, BOB)
    manager.command(second, BOB, "stop")
    assert manager.poll(second)["status"] == "stopped"
    manager.resume(second, BOB)
    assert manager.poll(second)["position"] == 1
    finish(manager, first)
    assert manager.poll(second)["status"] == "preparing"


def test_a_finished_run_goes_on_only_with_more_to_spend(make_manager):
    manager = make_manager()
    run = manager.start(RECIPE, ALICE)
    finish(manager, run)
    with pytest.raises(Refused) as refused:
        manager.resume(run, ALICE)
    assert refused.value.code == "budget_used"
    with pytest.raises(Refused, match="start a new one"):
        manager.resume(run, ALICE, batch=8)
    manager.resume(run, ALICE, steps=200, lr_g=0.001)
    assert manager.poll(run)["status"] == "preparing"
    assert (manager.store.get(run).recipe.steps, manager.store.get(run).recipe.lr_g) == (200, 0.001)


def test_more_seconds_are_counted_from_where_the_run_stands(make_manager):
    manager = make_manager()
    run = manager.start(RECIPE, ALICE)
    finish(manager, run, seconds=12.5)
    manager.resume(run, ALICE, more=60)
    recipe = manager.store.get(run).recipe
    assert (recipe.steps, recipe.seconds) == (0, 72.5)


@pytest.mark.parametrize("more", ["soon", [60], {}, float("inf"), float("nan"), -100])
def test_more_of_what_is_no_number_is_refused_with_a_sentence(make_manager, more):
    manager = make_manager()
    run = manager.start(RECIPE, ALICE)
    finish(manager, run)
    with pytest.raises((Refused, RecipeError)):
        manager.resume(run, ALICE, more=more)


@pytest.mark.parametrize("name", ["GANPLAY_SLOTS", "GANPLAY_MAX_SECONDS", "GANPLAY_MAX_QUEUE"])
def test_a_limit_that_is_no_number_is_refused_and_an_empty_one_is_not_set(make_manager, store, monkeypatch, name):
    for text in ("many", "-1", "inf", "nan"):
        monkeypatch.setenv(name, text)
        with pytest.raises(RunError, match=name):
            Manager(store, standby=False)
    monkeypatch.setenv(name, " ")
    manager = make_manager(slots=0)
    assert manager.slots == 4
    run = manager.start(RECIPE, ALICE)
    assert manager.store.get(run).recipe.seconds == 0


def test_a_queued_run_whose_folder_vanished_holds_up_nobody(make_manager, store):
    manager = make_manager()
    first, second, third = (manager.start(RECIPE, owner) for owner in (ALICE, BOB, CAROL))
    shutil.rmtree(store.get(second).path)
    finish(manager, first)
    assert list(manager._active) == [third]


def test_a_diverged_run_can_be_rolled_back_with_gentler_settings(make_manager):
    manager = make_manager()
    run = manager.start(RECIPE, ALICE)
    finish(manager, run, "diverged", step=50)
    manager.resume(run, ALICE, lr_d=1e-4)
    assert manager.poll(run)["status"] == "preparing"
    recipe = manager.store.get(run).recipe
    assert (recipe.lr_g, recipe.lr_d) == (RECIPE.lr_g, 1e-4)


def test_a_diverged_run_goes_on_with_halved_rates_unless_its_owner_has_set_them(make_manager):
    manager = make_manager()
    run = manager.start(RECIPE, ALICE)
    for set_first, expected in (({}, (1e-4, 1e-4)), ({"lr_g": 3e-4}, (3e-4, 1e-4)), ({"n_dis": 2}, (1.5e-4, 5e-5))):
        finish(manager, run, "diverged", step=50)
        shutil.rmtree(manager.store.get(run).path / "checkpoints" / "00000050")
        if set_first:
            manager.command(run, ALICE, "set", **set_first)
            manager.command(run, ALICE, "set", n_dis=1)  # says nothing of the rates
        manager.resume(run, ALICE)
        recipe = manager.store.get(run).recipe
        assert (recipe.lr_g, recipe.lr_d) == expected


def test_a_worker_that_dies_leaves_an_interrupted_run_and_a_free_slot(make_manager):
    manager = make_manager()
    first, second = manager.start(RECIPE, ALICE), manager.start(RECIPE, BOB)
    manager._active[first].phase = "running"
    manager.store.get(first).set_meta(status="running")
    manager._active[first].end()
    assert manager.poll(first)["status"] == "interrupted"
    assert manager.poll(first)["code"] == "worker_died"
    manager._active[second].end()  # before it said a word
    assert manager.poll(second)["status"] == "failed"
    assert manager.poll(second)["code"] == "no_worker"
    manager.resume(first, ALICE)
    assert manager.poll(first)["status"] == "preparing"


def test_a_worker_that_has_to_be_killed_leaves_a_stopped_run(make_manager):
    manager = make_manager()
    run = manager.start(RECIPE, ALICE)
    manager.store.get(run).set_meta(status="preparing")
    manager.command(run, ALICE, "stop")
    worker = manager._active[run]
    assert worker.verbs() == ["stop"]
    manager._make_sure(worker)
    assert manager.poll(run)["status"] == "stopped"


def test_visitors_name_no_paths_of_this_machine(make_manager, tmp_path, store):
    manager = make_manager()
    for dataset in (str(tmp_path), "../..", "/etc", str(store.uploads), str(store.uploads / ".." / "runs")):
        with pytest.raises(Refused) as refused:
            manager.start(RECIPE.with_changes(dataset=dataset), ALICE)
        assert refused.value.code == "dataset"


def test_a_server_for_many_limits_seconds_queue_and_owners(make_manager, monkeypatch):
    manager = make_manager()
    monkeypatch.setenv("GANPLAY_MAX_SECONDS", "90")
    endless = manager.start(RECIPE, ALICE)
    short = manager.start(RECIPE.with_changes(seconds=30), ALICE)
    assert manager.store.get(endless).recipe.seconds == 90
    assert manager.store.get(short).recipe.seconds == 30
    for _ in range(QUEUED_EACH - 1):
        manager.start(RECIPE, ALICE)
    with pytest.raises(Refused) as refused:
        manager.start(RECIPE, ALICE)
    assert refused.value.code == "queue_full"
    monkeypatch.setenv("GANPLAY_MAX_QUEUE", str(QUEUED_EACH))
    with pytest.raises(Refused):
        manager.start(RECIPE, BOB)
    for owner in ("", "short", None, "x" * 1000):
        with pytest.raises(Refused) as refused:
            manager.start(RECIPE, owner)
        assert refused.value.code == "owner"


def test_a_closed_server_leaves_its_queue_interrupted_and_the_next_one_takes_it_up(make_manager):
    manager = make_manager()
    manager.start(RECIPE, ALICE)
    waits = manager.start(RECIPE, BOB)
    manager.close()
    assert manager.store.get(waits).status() == "interrupted"
    after = make_manager()
    after.resume(waits, BOB)
    assert after.poll(waits)["status"] == "preparing"


def test_what_a_killed_server_had_queued_is_listed_as_interrupted(make_manager, store):
    lost = store.create(RECIPE, ALICE)
    manager = make_manager()
    while manager.poll(lost.path.name)["status"] == "queued":
        time.sleep(0.01)
    assert lost.status() == "interrupted"
    assert [row["status"] for row in manager.list(ALICE) if row["mine"]] == ["interrupted"]


def test_the_list_has_my_runs_and_those_of_nobody_and_tells_which_are_mine(make_manager, store):
    manager = make_manager()
    mine, others = manager.start(RECIPE, ALICE, "A title"), manager.start(RECIPE, BOB)
    nobodys = store.create(RECIPE, status="stopped").path.name
    rows = {row["run"]: row for row in manager.list(ALICE) if not row["pretrained"]}
    assert set(rows) == {mine, nobodys}
    assert rows[mine]["mine"]
    assert rows[mine]["title"] == "A title"
    assert not rows[nobodys]["mine"]
    assert others not in rows
    with pytest.raises(Refused):
        manager.command(nobodys, "", "stop")


def test_a_run_that_another_program_trains_is_left_to_it(make_manager):
    manager = make_manager()
    run = manager.start(RECIPE, ALICE)
    finish(manager, run, "stopped", step=10)
    with RunWriter(manager.store.get(run)):
        with pytest.raises(Refused, match="Another program"):
            manager.command(run, ALICE, "set", lr_g=0.001)
        for attempt, code in ((manager.resume, "busy"), (manager.discard, "trains_now")):
            with pytest.raises(RunError) as refused:
                attempt(run, ALICE)
            assert refused.value.code == code


def test_a_paused_run_that_nobody_watches_is_saved_and_let_go(make_manager, monkeypatch):
    manager = make_manager()
    run = manager.start(RECIPE, ALICE)
    worker = manager._active[run]
    monkeypatch.setattr(managers, "PAUSED_ALONE", -1.0)
    manager._release()
    assert "stop" not in worker.verbs()
    manager.command(run, ALICE, "pause")
    manager._release()
    assert worker.verbs()[-1] == "stop"


def test_a_long_paused_run_makes_room_for_others_however_many_watch_it(make_manager, monkeypatch):
    manager = make_manager(slots=2)
    first, second = (manager.start(RECIPE, owner) for owner in (ALICE, BOB))
    workers = [manager._active[run] for run in (first, second)]
    for run, owner in ((first, ALICE), (second, BOB)):
        manager.command(run, owner, "pause")
    monkeypatch.setattr(managers, "PAUSED_LONG", -1.0)
    manager.start(RECIPE, ALICE)  # waits for her own run, and it is hers to go on with
    manager._release()
    assert [worker.stopping for worker in workers] == ["", ""]
    manager.start(RECIPE, CAROL)
    monkeypatch.setattr(managers, "PAUSED_LONG", 120.0)
    manager._release()
    assert [worker.stopping for worker in workers] == ["", ""]
    monkeypatch.setattr(managers, "PAUSED_LONG", -1.0)
    manager._release()
    manager._release()  # one place is enough for one who waits
    assert [worker.stopping for worker in workers] == ["stopped", ""]


def test_the_reading_half_imports_no_torch():
    import subprocess
    import sys

    code = "import sys, ganplay.runs.server.manager, ganplay.cli; sys.exit('torch' in sys.modules)"
    root = Path(ganplay.__file__).parents[1]
    assert subprocess.run([sys.executable, "-c", code], cwd=root, check=False).returncode == 0


def reports(manager: Manager, run_id: str) -> SilentWorker:
    """Let the worker of a run say its last word and begin to measure."""
    worker = manager._active[run_id]
    manager.store.get(run_id).set_meta(status="finished", now={"step": 100, "images": 1000, "seconds": 60.0})
    worker.phase = "reporting"
    manager._changed(worker)
    return worker


def test_whoever_waits_for_a_place_ends_the_measuring_of_who_has_it(make_manager):
    manager = make_manager()
    first = manager.start(RECIPE, ALICE)
    worker = reports(manager, first)
    assert worker.verbs() == []  # nobody waits: it may measure
    second = manager.start(RECIPE, BOB)
    assert worker.verbs() == ["quit"] and second in manager._queue
    worker.end()
    assert second in manager._active and manager.store.get(first).status() == "finished"


def test_a_worker_that_begins_to_measure_while_others_wait_is_told_to_end(make_manager):
    manager = make_manager()
    first = manager.start(RECIPE, ALICE)
    manager.start(RECIPE, BOB)
    assert reports(manager, first).verbs() == ["quit"]


def test_a_run_that_is_resumed_while_it_is_measured_goes_on_after_that(make_manager):
    manager = make_manager()
    run = manager.start(RECIPE, ALICE)
    worker = reports(manager, run)
    manager.resume(run, ALICE, steps=200)
    assert set(worker.verbs()) == {"quit"} and run in manager._queue
    worker.end()
    assert manager._active[run] is not worker and manager.store.get(run).recipe.steps == 200


def test_who_finds_a_free_place_leaves_the_measuring_of_others_alone(make_manager):
    manager = make_manager(slots=2)
    worker = reports(manager, manager.start(RECIPE, ALICE))
    second = manager.start(RECIPE, BOB)
    assert second in manager._active and "quit" not in worker.verbs()


def test_what_is_set_while_a_run_is_measured_is_kept_and_what_is_of_a_training_is_refused(make_manager):
    manager = make_manager()
    run = manager.start(RECIPE, ALICE)
    worker = reports(manager, run)
    manager.command(run, ALICE, "set", lr_g=0.001)
    assert manager.store.get(run).recipe.lr_g == 0.001
    for verb in ("pause", "step"):
        with pytest.raises(Refused) as refused:
            manager.command(run, ALICE, verb)
        assert refused.value.code == "not_training"
    assert worker.verbs() == [] and not worker.paused
    manager.resume(run, ALICE, steps=200)  # it waits for the end of the measuring
    manager.command(run, ALICE, "set", lr_g=0.002)
    assert manager.store.get(run).recipe.lr_g == 0.002 and "set" not in worker.verbs()


def test_a_pretrained_run_that_has_its_report_is_not_measured_for_visitors(make_manager):
    with pytest.raises(Refused) as refused:
        make_manager().measure("mnist", BOB)
    assert refused.value.code == "measured"


def test_stopping_a_run_that_is_measured_does_not_kill_it(make_manager):
    manager = make_manager()
    run = manager.start(RECIPE, ALICE)
    worker = reports(manager, run)
    manager._make_sure(worker)
    assert worker.alive
