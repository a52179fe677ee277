"""New runs: what is refused, and what a branch or a twin remembers."""

from __future__ import annotations

import json
import queue

import pytest

from ganplay.recipe import Recipe
from ganplay.recipe.fields import RecipeError
from ganplay.runs.server import checks
from ganplay.runs.server.admission import QUEUED_EACH
from ganplay.runs.server.checks import Refused
from ganplay.runs.server.manager import Manager
from ganplay.runs.store.folder import RunError, RunFolder
from ganplay.runs.worker.drive import drive
from ganplay.runs.worker.writer import RunWriter

from ..silent import ALICE, BOB, finish

RECIPE = Recipe(dataset="shapes", steps=100)
SETTINGS = dict(resolution=32, channels=1, g_width=4, d_width=4, z_dim=8, batch=8, precision="fp32")


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


def test_more_threads_than_cores_are_refused_wherever_a_run_begins_or_goes_on(make_manager, monkeypatch):
    monkeypatch.setattr(checks, "usable_cores", lambda: 2)
    manager = make_manager()
    run = manager.start(RECIPE.with_changes(threads=2), ALICE)
    finish(manager, run)
    larger = RECIPE.with_changes(threads=8, **SETTINGS | {"steps": 200})  # as it came from a larger machine
    manager.store.get(run).write_recipe(larger)
    for attempt in (
        lambda: manager.start(RECIPE.with_changes(threads=3), ALICE),
        lambda: manager.twin(run, {"seed": 5}, ALICE),
        lambda: manager.resume(run, ALICE),
    ):
        with pytest.raises(Refused, match="set threads=2 or fewer") as refused:
            attempt()
        assert refused.value.code == "many_threads"
    manager.branch(run, 100, {"threads": 2}, ALICE)
    monkeypatch.setenv("SPACES_ZERO_GPU", "true")  # where a GPU trains
    manager.resume(run, ALICE)


# Branches and twins: whose they are, what they remember, what is refused


@pytest.fixture
def counted(manager, counting) -> RunFolder:
    """A run of Alice that the counting trainer trained to step 30."""
    run = manager.store.create(Recipe(dataset="shapes", steps=30, **SETTINGS), ALICE, "The parent")
    with RunWriter(run) as writer:
        drive(counting(run.recipe), writer, queue.Queue())
    return run


def meta(manager: Manager, run_id: str) -> dict:
    return manager.store.get(run_id).meta()


def test_a_branch_shares_the_past_and_remembers_where_it_came_from(manager, counted):
    new = manager.branch(counted.path.name, 20, {"lr_d": 0.01, "steps": 40}, BOB, "Mine")
    run = manager.store.get(new)
    assert manager.store.owns(new, BOB)
    assert meta(manager, new)["parent"] == {
        "run": counted.path.name,
        "step": 20,
        "seconds": 2.0,
        "title": "The parent",
        "changes": {"lr_d": [0.0002, 0.01], "steps": [30, 40]},
    }
    assert run.title == "Mine" and run.recipe.lr_d == 0.01
    assert run.checkpoints() == [0, 10, 20] and run.checkpoints(resumable=True) == [20]
    assert [row["step"] for row in run.points()] == [row["step"] for row in counted.points() if row["step"] <= 20]
    row = next(row for row in manager.list(BOB) if row["run"] == new)
    assert row["status"] == "preparing" and row["step"] == 20 and row["parent"]["step"] == 20


def test_a_twin_starts_from_scratch_with_the_same_seed_and_one_thing_changed(manager, counted):
    new = manager.store.get(manager.twin(counted.path.name, {"g_width": 8}, BOB))
    assert new.recipe == counted.recipe.with_changes(g_width=8)
    assert new.checkpoints() == [] and new.points() == []
    assert new.meta()["parent"]["changes"] == {"g_width": [4, 8]} and new.meta()["parent"]["step"] is None


@pytest.fixture
def long(manager, counted, monkeypatch) -> RunFolder:
    """The run of Alice, which trained longer than this Space grants one of its visitors."""
    monkeypatch.setenv("SPACE_ID", "somebody/ganplay")
    counted.write_recipe(counted.recipe.with_changes(steps=0, seconds=1000))
    lengthen(counted, 20, 400.0)
    return counted


def lengthen(run: RunFolder, step: int, seconds: float) -> None:
    file = run.checkpoint_path(step) / "checkpoint.json"
    file.write_text(json.dumps(json.loads(file.read_text()) | {"seconds": seconds}))


@pytest.mark.parametrize(("gpu", "granted"), [("", 300), ("true", 45)])
def test_what_its_parent_trained_uses_up_nothing_of_what_a_branch_is_granted(manager, long, monkeypatch, gpu, granted):
    monkeypatch.setenv("SPACES_ZERO_GPU", gpu)
    run = manager.store.get(manager.branch(long.path.name, 20, {"lr_g": 0.001}, BOB))
    assert run.recipe.seconds == 400 + granted
    manager.workers.active[run.path.name].end()
    run.set_meta(status="stopped")
    lengthen(run, 20, 420.0)
    manager.resume(run.path.name, BOB)  # stopped halfway it has the rest still
    assert run.recipe.seconds == 400 + granted
    manager.workers.active[run.path.name].end()
    run.set_meta(status="finished")
    lengthen(run, 20, 700.0)
    with pytest.raises(Refused) as refused:
        manager.resume(run.path.name, BOB, more=30)
    assert refused.value.code == "budget_used"


def test_a_twin_tells_of_every_setting_that_differs_also_of_what_the_server_granted(manager, long):
    new = manager.store.get(manager.twin(long.path.name, {"g_width": 8}, BOB))
    assert new.meta()["parent"]["changes"] == {"g_width": [4, 8], "seconds": [1000, 300]}
    shorter = manager.store.get(manager.twin(long.path.name, {"seconds": 300}, BOB))
    assert shorter.meta()["parent"]["changes"] == {"seconds": [1000, 300]}
    for changes in ({}, {"seconds": 1000}):  # the server alone would change something
        with pytest.raises(Refused) as refused:
            manager.twin(long.path.name, changes, BOB)
        assert refused.value.code == "no_change"


def test_a_twin_on_other_pictures_takes_their_colours(manager, counted):
    new = manager.store.get(manager.twin(counted.path.name, {"dataset": "faces"}, BOB))
    assert (new.recipe.dataset, new.recipe.channels) == ("faces", 0)


def test_a_twin_that_is_the_same_is_refused(manager, counted):
    for changes in ({}, {"batch": 8}):
        with pytest.raises(Refused) as refused:
            manager.twin(counted.path.name, changes, BOB)
        assert refused.value.code == "no_change"


def test_wrong_wishes_leave_no_run_behind(manager, counted):
    before = sorted(manager.store.runs.iterdir())
    run = counted.path.name
    wrong = [
        (RecipeError, lambda: manager.twin(run, {"batch": -1}, BOB)),
        (RecipeError, lambda: manager.twin(run, {"no_such": 1}, BOB)),
        (Refused, lambda: manager.twin(run, {"dataset": "/etc"}, BOB)),
        (Refused, lambda: manager.twin(run, {"batch": 16}, "short")),
        (Refused, lambda: manager.twin("nosuchrunatt", {"batch": 16}, BOB)),
        (RunError, lambda: manager.branch(run, 15, {}, BOB)),
        (RunError, lambda: manager.branch(run, 20, {"z_dim": 9}, BOB)),
        (RecipeError, lambda: manager.branch(run, 20, {"lr_g": "fast"}, BOB)),
        (Refused, lambda: manager.branch(run, 20, {}, "")),
        (Refused, lambda: manager.branch(run, 20, {"steps": 20}, BOB)),
    ]
    for error, attempt in wrong:
        with pytest.raises(error):
            attempt()
    assert sorted(manager.store.runs.iterdir()) == before


def test_nobody_trains_on_the_uploaded_pictures_of_somebody_else(manager, counted):
    place = manager.store.uploads / "abc"
    place.mkdir()
    settings = json.loads((counted.path / "recipe.json").read_text()) | {"dataset": str(place)}
    (counted.path / "recipe.json").write_text(json.dumps(settings))
    for attempt in (
        lambda: manager.branch(counted.path.name, 20, {}, BOB),
        lambda: manager.twin(counted.path.name, {"batch": 16}, BOB),
    ):
        with pytest.raises(Refused) as refused:
            attempt()
        assert refused.value.code == "own_pictures"
    manager.twin(counted.path.name, {"batch": 16}, ALICE)
