"""Branches and twins: what a new run takes over from another one, and what it may change."""

from __future__ import annotations

import json
import shutil

import pytest
from safetensors.torch import load_file

from ganplay.cli import main
from ganplay.runs.server.branching import branch_into, branched_recipe
from ganplay.runs.store.folder import RunError, RunFolder

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
    return branch_into(run, place, step, recipe, "A branch")


def tensors(run: RunFolder, step: int | None = None) -> dict:
    return load_file(run.checkpoint_path(step) / "model.safetensors")


def same(a: dict, b: dict) -> bool:
    return a.keys() == b.keys() and all((a[key] == b[key]).all() for key in a)


def test_a_branch_without_changes_trains_bit_for_bit_what_its_parent_trained(parent, tmp_path):
    new = branch(parent, tmp_path / "branch", 6)
    assert {0, 6} <= set(new.checkpoints()) and new.checkpoints()[-1] == 6 and new.reached()["steps"] == 6
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
