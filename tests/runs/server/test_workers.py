"""Who shares the cores with whom, and how a worker is ended. The workers only write down what they are told."""

from __future__ import annotations

from ganplay.recipe import Recipe

from ..silent import ALICE, BOB, finish, reports

RECIPE = Recipe(dataset="shapes", steps=100)


def test_the_cores_are_shared_among_those_who_train(make_manager):
    manager = make_manager(slots=4)
    first = manager.start(RECIPE, ALICE)
    worker = manager.workers.active[first]
    assert worker.sent[0]["threads"] == 4
    second = manager.start(RECIPE, BOB)
    assert manager.workers.active[second].sent[0]["threads"] == 2
    assert worker.sent[-1] == {"verb": "threads", "count": 2}
    manager.command(second, BOB, "pause")
    assert worker.sent[-1] == {"verb": "threads", "count": 4}
    manager.resume(second, BOB)
    finish(manager, second)
    assert worker.sent[-1] == {"verb": "threads", "count": 4}


def test_a_worker_that_has_to_be_killed_leaves_a_stopped_run(make_manager):
    manager = make_manager()
    run = manager.start(RECIPE, ALICE)
    manager.store.get(run).set_meta(status="preparing")
    manager.command(run, ALICE, "stop")
    worker = manager.workers.active[run]
    assert worker.verbs() == ["stop"]
    manager.workers.make_sure(worker)
    assert manager.poll(run)["status"] == "stopped"


def test_stopping_a_run_that_is_measured_does_not_kill_it(make_manager):
    manager = make_manager()
    run = manager.start(RECIPE, ALICE)
    worker = reports(manager, run)
    manager.workers.make_sure(worker)
    assert worker.alive
