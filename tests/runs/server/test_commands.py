"""What owners command, and what is refused. The workers only write down what they are told."""

from __future__ import annotations

import shutil

import pytest

from ganplay.recipe import Recipe
from ganplay.recipe.fields import RecipeError
from ganplay.runs.server.checks import Refused
from ganplay.runs.store.folder import RunError
from ganplay.runs.worker.writer import RunWriter

from ..silent import ALICE, BOB, finish, reports

RECIPE = Recipe(dataset="shapes", steps=100)


@pytest.mark.parametrize("thief", [BOB, "", None, 7])
def test_nobody_steers_the_run_of_somebody_else(make_manager, thief):
    manager = make_manager()
    run = manager.start(RECIPE, ALICE)
    sent = len(manager.workers.active[run].sent)
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
    assert len(manager.workers.active[run].sent) == sent
    assert manager.poll(run)["status"] == "preparing"  # and watch it may anyone


def test_commands_reach_the_worker_and_those_that_do_not_fit_are_refused(make_manager):
    manager = make_manager()
    run = manager.start(RECIPE, ALICE)
    worker = manager.workers.active[run]
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
    for setting, way in (("batch", "branch it"), ("g_width", "start a new run"), ("no_such", "start a new run")):
        with pytest.raises(Refused, match=f"keeps its {setting}: {way}"):
            manager.resume(run, ALICE, **{setting: 8})
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


def test_a_run_that_is_resumed_while_it_is_measured_goes_on_after_that(make_manager):
    manager = make_manager()
    run = manager.start(RECIPE, ALICE)
    worker = reports(manager, run)
    manager.resume(run, ALICE, steps=200)
    assert set(worker.verbs()) == {"quit"} and run in manager.admission.queue
    worker.end()
    assert manager.workers.active[run] is not worker and manager.store.get(run).recipe.steps == 200


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
