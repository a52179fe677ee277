"""What an owner may do with a run that lies in the store: words, space, deletion and its undoing."""

from __future__ import annotations

import queue
import shutil
import time

import pytest

from ganplay.recipe import Recipe
from ganplay.runs.server import keeping
from ganplay.runs.server.checks import Refused
from ganplay.runs.server.manager import Manager
from ganplay.runs.store.disk import bytes_of
from ganplay.runs.store.folder import RunError, RunFolder
from ganplay.runs.worker.drive import drive
from ganplay.runs.worker.writer import RunWriter

from ..silent import ALICE, BOB


@pytest.fixture
def run(manager, counting) -> RunFolder:
    run = manager.store.create(Recipe(dataset="shapes", steps=100), ALICE, "The parent")
    with RunWriter(run) as writer:
        drive(counting(run.recipe), writer, queue.Queue())
    return run


def row(manager: Manager, run: RunFolder, owner: str = ALICE) -> dict:
    return next((row for row in manager.list(owner) if row["run"] == run.path.name), {})


def test_title_tags_and_note_are_kept_and_change_one_by_one(manager, run):
    name = run.path.name
    manager.describe(name, ALICE, title="  Two\nlines ", tags=["a", "b", " a", ""], note="First\nsecond")
    assert row(manager, run)["title"] == "Two lines"
    assert row(manager, run)["tags"] == ["a", "b"] and row(manager, run)["note"] == "First\nsecond"
    manager.describe(name, ALICE, title="Other")
    assert row(manager, run)["title"] == "Other" and row(manager, run)["note"] == "First\nsecond"


def test_words_on_a_run_that_trains_do_not_disturb_it(manager, run):
    with RunWriter(run) as writer:
        manager.describe(run.path.name, ALICE, note="while it trains")
        writer.set(device="cpu")
        writer.flush()
    assert run.meta()["note"] == "while it trains" and run.meta()["device"] == "cpu"


def test_only_the_owner_writes_keeps_and_deletes(manager, run):
    name = run.path.name
    for attempt in (
        lambda: manager.describe(name, BOB, title="x"),
        lambda: manager.keep(name, BOB, 2),
        lambda: manager.discard(name, BOB),
        lambda: manager.describe("mnist", BOB, title="x"),
    ):
        with pytest.raises(Refused):
            attempt()
    assert row(manager, run)["title"] == "The parent"


def test_fewer_checkpoints_are_kept_the_first_and_the_last_among_them(manager, run):
    before = bytes_of(run.path)
    assert len(run.checkpoints()) == 11
    assert manager.keep(run.path.name, ALICE, 4) == 4
    assert run.checkpoints()[0] == 0 and run.checkpoints()[-1] == 100
    assert run.checkpoints(resumable=True)[-1] == 100
    assert bytes_of(run.path) < before
    assert manager.keep(run.path.name, ALICE, 24) == 4
    for count in (1, 25, True, "4", None):
        with pytest.raises(RunError):
            manager.keep(run.path.name, ALICE, count)


def test_a_run_that_trains_is_neither_thinned_nor_deleted(manager, run):
    with RunWriter(run):
        for attempt in (
            lambda: manager.keep(run.path.name, ALICE, 3),
            lambda: manager.discard(run.path.name, ALICE),
        ):
            with pytest.raises(RunError, match="training"):
                attempt()
    assert len(run.checkpoints()) == 11
    waiting = manager.start(Recipe(dataset="shapes"), ALICE)
    with pytest.raises(RunError, match="training"):
        manager.discard(waiting, ALICE)


def test_a_deleted_run_is_gone_at_once_and_comes_back_whole(manager, run):
    name = run.path.name
    manager.poll(name)
    manager.discard(name, ALICE)
    assert not row(manager, run) and manager.poll(name)["status"] == "unknown"
    with pytest.raises(RunError):
        manager.store.get(name)
    with pytest.raises(Refused):
        manager.bring_back(name, BOB)
    manager.bring_back(name, ALICE)
    assert row(manager, run)["step"] == 100 and row(manager, run)["mine"]
    assert len(run.checkpoints()) == 11
    with pytest.raises(RunError):
        manager.bring_back(name, ALICE)


def test_after_a_while_it_is_gone_for_good(manager, run, monkeypatch):
    monkeypatch.setattr(keeping, "UNDO", 0.05)
    manager.discard(run.path.name, ALICE)
    deadline = time.monotonic() + 10
    while list(manager.store.runs.iterdir()) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert not list(manager.store.runs.iterdir())
    with pytest.raises(RunError):
        manager.bring_back(run.path.name, ALICE)


def test_a_server_that_dies_before_that_leaves_it_to_the_next(manager, run, monkeypatch):
    monkeypatch.setattr(keeping, "UNDO", 3600)
    manager.discard(run.path.name, ALICE)
    manager.store.tidy(age=600)
    manager.bring_back(run.path.name, ALICE)
    manager.discard(run.path.name, ALICE)
    manager.store.tidy(age=0)
    assert not list(manager.store.runs.iterdir())
    assert not manager.store.owns(run.path.name, ALICE)


def test_uploaded_pictures_stay_while_a_deletion_can_be_undone(manager, run):
    place = manager.store.uploads / "abc"
    place.mkdir()
    run.write_recipe(run.recipe.with_changes(dataset=str(place)))
    other = manager.store.create(run.recipe, ALICE)
    manager.discard(run.path.name, ALICE)
    manager.store.remove(other.path.name)
    assert place.is_dir()
    manager.store.purge(run.path.name)
    assert not place.exists()


def test_a_run_with_nonsense_for_words_is_listed_all_the_same(manager, run):
    run.set_meta(title=7, tags={"a": 1}, note=[1], parent="x")
    found = row(manager, run)
    assert (found["title"], found["tags"], found["note"], found["parent"]) == ("", [], "", None)
    shutil.rmtree(run.path)


def test_a_pretrained_run_that_has_its_report_is_not_measured_for_visitors(manager):
    with pytest.raises(Refused) as refused:
        manager.measure("mnist", BOB)
    assert refused.value.code == "measured"
