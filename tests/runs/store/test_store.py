"""The store lists what there is, tells owners from viewers, and takes no path for a run."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from ganplay.recipe import Recipe
from ganplay.runs.store.folder import RunError, RunFolder
from ganplay.runs.store.store import Store
from ganplay.runs.worker.writer import RunWriter

RECIPE = Recipe(dataset="shapes", steps=10)


def test_a_new_run_is_listed_and_opens_with_its_recipe(store):
    run = store.create(RECIPE, "a secret token", "Shapes")
    (listed,) = Store(store.root).list()
    assert listed.path == run.path
    assert listed.recipe == RECIPE
    assert listed.title == "Shapes"
    assert listed.status() == "queued"
    assert listed.checkpoints() == []


def test_owners_see_their_own_runs_and_those_of_nobody(store):
    mine, others, nobodys = (store.create(RECIPE, owner).path.name for owner in ("alice's token", "bob's token", ""))
    assert {run.path.name for run in store.list("alice's token")} == {mine, nobodys}
    assert {run.path.name for run in store.list()} == {mine, others, nobodys}


def test_only_the_token_of_its_owner_owns_a_run(store):
    run_id = store.create(RECIPE, "alice's token").path.name
    assert store.owns(run_id, "alice's token")
    assert not store.owns(run_id, "bob's token")
    assert not store.owns(run_id, "")
    assert not store.owns(run_id, store.owner(run_id))  # what is kept does not open
    nobodys = store.create(RECIPE).path.name
    assert not store.owns(nobodys, "")


def test_the_token_itself_is_not_on_the_disk(store):
    store.create(RECIPE, "alice's token")
    for path in store.root.rglob("*"):
        assert not path.is_file() or b"alice's token" not in path.read_bytes()


@pytest.mark.parametrize("text", ["", "..", "../runs", "/etc", "a" * 12 + "/", "A" * 12, "x" * 500, None, 7])
def test_an_id_is_never_taken_for_a_path(store, text):
    with pytest.raises(RunError):
        store.get(text)


def test_find_takes_a_folder_an_id_or_says_what_it_takes(store):
    run = store.create(RECIPE)
    assert store.find(str(run.path)).path == run.path
    assert store.find(run.path.name).path == run.path
    with pytest.raises(RunError, match="is not a run"):
        store.find("nothing-like-it")


def test_a_removed_run_is_gone_and_a_training_one_stays(store):
    run = store.create(RECIPE)
    with RunWriter(run), pytest.raises(RunError, match="training"):
        store.remove(run.path.name)
    store.remove(run.path.name)
    assert store.list() == []
    assert not run.path.exists()


def test_pictures_of_a_refused_run_are_deleted_and_those_in_use_stay(store):
    refused, used = (RECIPE.with_changes(dataset=str(store.uploads / name / "pictures")) for name in ("a", "b"))
    for recipe in (refused, used):
        Path(recipe.dataset).mkdir(parents=True)
    store.create(used)
    for recipe in (refused, used, RECIPE, RECIPE.with_changes(dataset=str(store.runs))):
        store.remove_upload(recipe)
    assert [entry.name for entry in store.uploads.iterdir()] == ["b"]
    assert store.runs.is_dir()


def test_what_was_half_made_or_half_removed_is_not_listed_and_is_tidied(store):
    run = store.create(RECIPE)
    run.path.rename(run.path.with_name(run.path.name + ".removed"))
    (store.runs / "abcdefghijkm.part").mkdir()
    assert store.list() == []
    store.tidy()
    assert len(list(store.runs.iterdir())) == 2  # young: somebody may be at it
    store.tidy(age=0)
    assert list(store.runs.iterdir()) == []


def test_a_run_whose_process_died_is_interrupted(store):
    run = store.create(RECIPE)
    run.set_meta(status="running")
    assert run.status() == "interrupted"
    with RunWriter(run):
        assert run.status() == "running"


def test_a_folder_with_something_in_it_is_not_overwritten(tmp_path):
    (tmp_path / "notes.txt").write_text("mine")
    with pytest.raises(RunError, match="exists already"):
        RunFolder.create(tmp_path, RECIPE)
    with pytest.raises(RunError, match="is not a run"):
        RunFolder(tmp_path)


def test_a_damaged_run_says_so(store):
    run = store.create(RECIPE)
    (run.path / "history.db").write_bytes(b"not a database" * 100)
    with pytest.raises(RunError, match="cannot be read"):
        RunFolder(run.path, frozen=True).meta()  # nobody may mend it there
    (run.path / "recipe.json").write_text("{")
    with pytest.raises(RunError, match="cannot be read"):
        _ = run.recipe


def test_a_read_only_run_is_read_without_writing(make_run):
    run = make_run()
    before = sorted(os.listdir(run.path))
    shipped = RunFolder(run.path, frozen=True)
    assert shipped.status() == "queued"
    assert shipped.points() == []
    assert sorted(os.listdir(run.path)) == before
