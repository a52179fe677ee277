"""A clock that goes back breaks no order, no duration, no quota, and deletes nothing."""

from __future__ import annotations

import json
import queue
import time

import pytest

from ganplay.recipe import Recipe
from ganplay.runs.server.viewers import Viewers
from ganplay.runs.store import quota
from ganplay.runs.store.quota import Quota
from ganplay.runs.store.store import Store
from ganplay.runs.worker.drive import drive
from ganplay.runs.worker.writer import RunWriter

RECIPE = Recipe(dataset="shapes", steps=30, metrics=0)
HOUR = 3600.0


@pytest.fixture
def backwards(monkeypatch):
    """Every look at the clock finds it an hour earlier than the last one."""
    now = [time.time()]

    def earlier() -> float:
        now[0] -= HOUR
        return now[0]

    monkeypatch.setattr(time, "time", earlier)


def test_the_newest_run_is_the_one_made_last(backwards, store):
    made = [store.create(RECIPE, "a secret token").path.name for _ in range(4)]
    assert [run.path.name for run in store.list()] == made[::-1]
    assert [run.path.name for run in Store(store.root).list("a secret token")] == made[::-1]
    rows = Viewers(store).list("a secret token")
    assert [row["run"] for row in rows if not row["pretrained"]] == made[::-1]


def test_a_run_trains_rests_and_goes_on(backwards, store, counting):
    run = store.create(RECIPE, "a secret token")
    with RunWriter(run) as writer:
        assert drive(counting(run.recipe), writer, queue.Queue()) == "finished"
    assert run.reached() == {"steps": 30, "images": 300, "seconds": 3.0}
    seconds = [row["seconds"] for row in run.points()]
    assert seconds == sorted(seconds) and run.checkpoints() == [0, 10, 20, 30]
    again = counting(run.recipe.with_changes(steps=40))
    again.step = 30
    with RunWriter(run) as writer:
        assert drive(again, writer, queue.Queue()) == "finished"
    assert run.reached()["steps"] == 40


def test_what_may_still_be_worked_on_and_what_can_be_brought_back_stays(backwards, store):
    kept, discarded = (store.create(RECIPE, "a secret token").path.name for _ in range(2))
    store.discard(discarded)
    (store.runs / "abcdefghijkm.part").mkdir()
    for _ in range(3):
        store.tidy()
    assert {entry.name for entry in store.runs.iterdir()} == {kept, f"{discarded}.removed", "abcdefghijkm.part"}
    store.bring_back(discarded)
    assert len(store.list()) == 2


def test_the_run_made_first_is_made_small_first(backwards, store, monkeypatch):
    runs = [store.create(RECIPE, "a secret token", status="stopped") for _ in range(3)]
    for run in runs:
        for step in range(10, 210, 10):
            folder = run.path / "checkpoints" / f"{step:08d}"
            folder.mkdir()
            (folder / "model.safetensors").write_bytes(bytes(10_000))
            (folder / "checkpoint.json").write_text(json.dumps({"step": step, "images": 0, "seconds": 0.0}))
    monkeypatch.setenv("GANPLAY_MAX_DISK", str(Quota(store).used() - 50_000))
    assert Quota(store).make_room() is None
    assert [len(run.checkpoints()) for run in runs] == [quota.THINNED, 20, 20]
