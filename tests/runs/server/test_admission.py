"""Who trains when: the queue, and who makes room for whom. The workers only write down what they are told."""

from __future__ import annotations

import shutil
import time

from ganplay.recipe import Recipe
from ganplay.runs.server import admission

from ..silent import ALICE, BOB, CAROL, finish, reports

RECIPE = Recipe(dataset="shapes", steps=100)


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


def test_a_queued_run_whose_folder_vanished_holds_up_nobody(make_manager, store):
    manager = make_manager()
    first, second, third = (manager.start(RECIPE, owner) for owner in (ALICE, BOB, CAROL))
    shutil.rmtree(store.get(second).path)
    finish(manager, first)
    assert list(manager.workers.active) == [third]


def test_a_worker_that_dies_leaves_an_interrupted_run_and_a_free_slot(make_manager):
    manager = make_manager()
    first, second = manager.start(RECIPE, ALICE), manager.start(RECIPE, BOB)
    manager.workers.active[first].phase = "running"
    manager.store.get(first).set_meta(status="running")
    manager.workers.active[first].end()
    assert manager.poll(first)["status"] == "interrupted"
    assert manager.poll(first)["code"] == "worker_died"
    manager.workers.active[second].end()  # before it said a word
    assert manager.poll(second)["status"] == "failed"
    assert manager.poll(second)["code"] == "no_worker"
    manager.resume(first, ALICE)
    assert manager.poll(first)["status"] == "preparing"


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


def test_a_paused_run_that_nobody_watches_is_saved_and_let_go(make_manager, monkeypatch):
    manager = make_manager()
    run = manager.start(RECIPE, ALICE)
    worker = manager.workers.active[run]
    monkeypatch.setattr(admission, "PAUSED_ALONE", -1.0)
    manager.admission.release()
    assert "stop" not in worker.verbs()
    manager.command(run, ALICE, "pause")
    manager.admission.release()
    assert worker.verbs()[-1] == "stop"


def test_a_long_paused_run_makes_room_for_others_however_many_watch_it(make_manager, monkeypatch):
    manager = make_manager(slots=2)
    first, second = (manager.start(RECIPE, owner) for owner in (ALICE, BOB))
    workers = [manager.workers.active[run] for run in (first, second)]
    for run, owner in ((first, ALICE), (second, BOB)):
        manager.command(run, owner, "pause")
    monkeypatch.setattr(admission, "PAUSED_LONG", -1.0)
    manager.start(RECIPE, ALICE)  # waits for her own run, and it is hers to go on with
    manager.admission.release()
    assert [worker.stopping for worker in workers] == ["", ""]
    manager.start(RECIPE, CAROL)
    monkeypatch.setattr(admission, "PAUSED_LONG", 120.0)
    manager.admission.release()
    assert [worker.stopping for worker in workers] == ["", ""]
    monkeypatch.setattr(admission, "PAUSED_LONG", -1.0)
    manager.admission.release()
    manager.admission.release()  # one place is enough for one who waits
    assert [worker.stopping for worker in workers] == ["stopped", ""]


def test_whoever_waits_for_a_place_ends_the_measuring_of_who_has_it(make_manager):
    manager = make_manager()
    first = manager.start(RECIPE, ALICE)
    worker = reports(manager, first)
    assert worker.verbs() == []  # nobody waits: it may measure
    second = manager.start(RECIPE, BOB)
    assert worker.verbs() == ["quit"] and second in manager.admission.queue
    worker.end()
    assert second in manager.workers.active and manager.store.get(first).status() == "finished"


def test_a_worker_that_begins_to_measure_while_others_wait_is_told_to_end(make_manager):
    manager = make_manager()
    first = manager.start(RECIPE, ALICE)
    manager.start(RECIPE, BOB)
    assert reports(manager, first).verbs() == ["quit"]


def test_who_finds_a_free_place_leaves_the_measuring_of_others_alone(make_manager):
    manager = make_manager(slots=2)
    worker = reports(manager, manager.start(RECIPE, ALICE))
    second = manager.start(RECIPE, BOB)
    assert second in manager.workers.active and "quit" not in worker.verbs()


def test_the_moment_of_a_run_that_waits_ends_when_its_place_does(make_manager):
    manager = make_manager(slots=1)
    first, _, third = (manager.start(RECIPE, owner) for owner in (ALICE, BOB, CAROL))
    before = manager.moment(third)
    assert manager.moment(third) == before and manager.moment("no such run") is None
    finish(manager, first)
    assert manager.poll(third)["position"] == 1 and manager.moment(third) != before
