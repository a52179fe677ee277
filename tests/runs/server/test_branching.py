"""Branches and twins: what a new run takes over from another one, and what it may change."""

from __future__ import annotations

import json
import queue
import shutil

import pytest
from safetensors.torch import load_file

from ganplay.cli import main
from ganplay.recipe import Recipe
from ganplay.recipe.fields import RecipeError
from ganplay.runs.server import manager as managers
from ganplay.runs.server.branching import branch_into, branched_recipe
from ganplay.runs.server.manager import Manager, Refused
from ganplay.runs.store.folder import RunError, RunFolder
from ganplay.runs.worker.drive import drive
from ganplay.runs.worker.writer import RunWriter

from ..silent import ALICE, BOB, SilentWorker

SMALL = ["resolution=32", "g_width=4", "d_width=4", "batch=8", "z_dim=8", "precision=fp32"]
SETTINGS = dict(resolution=32, channels=1, g_width=4, d_width=4, z_dim=8, batch=8, precision="fp32")


def train(folder, *words: str) -> RunFolder:
    assert main(["train", *words, "--device", "cpu", "--run", str(folder)]) == 0
    return RunFolder(folder)


@pytest.fixture(scope="module")
def parent(tmp_path_factory) -> RunFolder:
    """A real run with whole checkpoints at steps 6 and 12."""
    folder = tmp_path_factory.mktemp("parents") / "parent"
    changes = [word for change in SMALL for word in ("--set", change)]
    train(folder, "quick", "--data", "digits", *changes, "--set", "decay=constant", "--steps", "6")
    return train(folder, "--resume", "--steps", "12")


def branch(run: RunFolder, place, step: int, **changes) -> RunFolder:
    recipe = branched_recipe(run, step, changes)
    return branch_into(run, place, step, recipe, "A branch", {"run": run.path.name, "step": step})


def tensors(run: RunFolder, step: int | None = None) -> dict:
    return load_file(run.checkpoint_path(step) / "model.safetensors")


def same(a: dict, b: dict) -> bool:
    return a.keys() == b.keys() and all((a[key] == b[key]).all() for key in a)


def test_a_branch_without_changes_trains_bit_for_bit_what_its_parent_trained(parent, tmp_path):
    new = branch(parent, tmp_path / "branch", 6)
    assert new.checkpoints() == [0, 6] and new.reached()["steps"] == 6
    assert same(tensors(new), tensors(parent, 6))
    ended = train(new.path, "--resume")
    assert ended.checkpoints()[-1] == 12
    assert same(tensors(ended), tensors(parent, 12))
    before = [row for row in parent.points() if row["step"] <= 6]
    assert [row for row in ended.points() if row["step"] <= 6] == before


def test_one_setting_changed_makes_the_difference(parent, tmp_path):
    ended = train(branch(parent, tmp_path / "branch", 6, lr_g=0.05).path, "--resume")
    assert ended.recipe.lr_g == 0.05
    assert same(tensors(ended, 6), tensors(parent, 6)) and not same(tensors(ended), tensors(parent, 12))


def test_a_moment_of_which_only_the_networks_were_kept_is_a_start_too(parent, tmp_path):
    thin = tmp_path / "thin"
    shutil.copytree(parent.path, thin)
    (thin / "checkpoints" / "00000006" / "training.safetensors").unlink()
    new = branch(RunFolder(thin), tmp_path / "branch", 6)
    assert new.reached()["steps"] == 6
    assert same(tensors(new), tensors(parent, 6))
    ended = train(new.path, "--resume")
    assert ended.checkpoints()[-1] == 12 and not same(tensors(ended), tensors(parent, 12))


def test_a_run_made_small_to_ship_can_be_branched(parent, tmp_path):
    shipped = tmp_path / "shipped"
    assert main(["runs", "export", str(parent.path), str(shipped)]) == 0
    ended = train(branch(RunFolder(shipped, frozen=True), tmp_path / "branch", 12, steps=15).path, "--resume")
    assert ended.checkpoints()[-1] == 15


def test_another_optimizer_begins_without_the_state_of_the_old_one(parent, tmp_path):
    new = branch(parent, tmp_path / "branch", 6, optimizer="rmsprop")
    assert set(load_file(new.checkpoint_path() / "training.safetensors")) == {"random"}
    assert train(new.path, "--resume").checkpoints()[-1] == 12


def test_a_branch_from_the_first_moment_tells_its_start_once(parent, tmp_path):
    ended = train(branch(parent, tmp_path / "branch", 0).path, "--resume")
    assert [step for _, step in ended.grids()].count(0) == 1


def test_a_budget_that_is_used_up_is_given_once_more(parent):
    assert branched_recipe(parent, 12, {}).steps == 24
    assert branched_recipe(parent, 6, {}).steps == 12
    assert branched_recipe(parent, 12, {"steps": 13}).steps == 13


@pytest.mark.parametrize(
    "changes", [{"g_width": 8}, {"z_dim": 16}, {"family": "mlp"}, {"resolution": 64}, {"dataset": "shapes"}]
)
def test_what_would_not_fit_the_networks_or_the_past_is_refused_with_a_way_out(parent, changes):
    with pytest.raises(RunError, match="twin"):
        branched_recipe(parent, 6, changes)


def test_there_is_no_branch_from_a_moment_that_was_not_kept(parent):
    with pytest.raises(RunError, match="no checkpoint at step 7"):
        branched_recipe(parent, 7, {})


# The manager: whose they are, what they remember, what is refused


@pytest.fixture
def manager(store, monkeypatch):
    monkeypatch.setattr(managers, "WorkerProcess", SilentWorker)
    manager = Manager(store, slots=1, standby=False)
    yield manager
    manager.close()


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
    manager._active[run.path.name].end()
    run.set_meta(status="stopped")
    lengthen(run, 20, 420.0)
    manager.resume(run.path.name, BOB)  # stopped halfway it has the rest still
    assert run.recipe.seconds == 400 + granted
    manager._active[run.path.name].end()
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


@pytest.mark.parametrize(
    ("parent_told", "inherited"), [({"seconds": 1e9}, 7.0), ({"seconds": 2.0}, 2.0), ({"seconds": "x"}, 0), ([], 0)]
)
def test_a_branch_inherits_no_more_than_it_has_reached_whatever_an_imported_history_says(
    parent, tmp_path, parent_told, inherited
):
    run = RunFolder(shutil.copytree(parent.path, tmp_path / "run"))
    run.set_meta(parent=parent_told)
    facts = run.checkpoint_path() / "checkpoint.json"
    facts.write_text(json.dumps(json.loads(facts.read_text(encoding="utf-8")) | {"seconds": 7.0}), encoding="utf-8")
    assert run.inherited() == inherited
