"""A store that takes more than its share of the disk makes old runs small, then refuses new ones."""

from __future__ import annotations

import json

import pytest

from ganplay.recipe import Recipe
from ganplay.runs.server import manager as managers
from ganplay.runs.server.checks import Refused
from ganplay.runs.server.manager import Manager
from ganplay.runs.store import limits, quota
from ganplay.runs.store.quota import Crowded, Quota

OWNER = "a secret token"


@pytest.fixture(autouse=True)
def plain(monkeypatch):
    for name in ("SYSTEM", "SPACE_ID", "SPACES_ZERO_GPU", *limits.ELSEWHERE, "GANPLAY_MAX_DISK"):
        monkeypatch.delenv(name, raising=False)


def fill(run, checkpoints: int, each: int = 10_000) -> None:
    for step in range(1, checkpoints + 1):
        folder = run.path / "checkpoints" / f"{step * 10:08d}"
        folder.mkdir()
        (folder / "model.safetensors").write_bytes(bytes(each))
        (folder / "training.safetensors").write_bytes(bytes(each))
        (folder / "checkpoint.json").write_text(json.dumps({"step": step * 10, "images": 0, "seconds": 0.0}))


@pytest.fixture
def three(store):
    """An old ended run, one tagged to be kept, and a new one; 20 checkpoints each."""
    runs = [store.create(Recipe(dataset="shapes"), OWNER, status="stopped") for _ in range(3)]
    for run in runs:
        fill(run, 20)
    runs[1].set_meta(tags=["mine", "keep"])
    return runs


def test_the_oldest_runs_are_made_small_and_can_still_go_on(store, three, monkeypatch):
    old, kept, new = three
    used = Quota(store).used()
    assert used > 3 * 20 * 20_000
    monkeypatch.setenv("GANPLAY_MAX_DISK", str(used - 50_000))
    assert Quota(store).make_room() is None
    assert len(old.checkpoints()) == quota.THINNED
    assert old.checkpoints()[0] == 10 and old.checkpoints(resumable=True) == [200]
    assert len(kept.checkpoints()) == len(new.checkpoints()) == 20  # the oldest one was enough


def test_runs_that_train_wait_or_are_tagged_keep_are_left_alone(store, three, monkeypatch):
    old, _, new = three
    monkeypatch.setenv("GANPLAY_MAX_DISK", "1KB")
    new.set_meta(status="queued")
    with old.lock():
        assert Quota(store).make_room()[1] == 1000
    assert [len(run.checkpoints()) for run in three] == [20, 20, 20]


def test_uploads_that_wait_make_no_run_smaller_and_are_told_of_in_a_sentence(store, three, monkeypatch, tmp_path):
    own = Quota(store).used()
    store.received = tmp_path / "received"
    store.received.mkdir()
    (store.received / "junk").write_bytes(bytes(500_000))
    monkeypatch.setenv("GANPLAY_MAX_DISK", str(own + 100_000))
    with pytest.raises(Crowded, match=r"go within an hour, try again then\.$"):
        Quota(store).make_room()
    assert [len(run.checkpoints()) for run in three] == [20, 20, 20]
    monkeypatch.setenv("GANPLAY_MAX_DISK", str(own - 50_000))  # now the runs are too much as well
    with pytest.raises(Crowded):
        Quota(store).make_room()
    assert [len(run.checkpoints()) for run in three] == [quota.THINNED, 20, 20]  # no more than without the uploads
    (store.received / "junk").unlink()
    assert Quota(store).make_room() is None


def test_a_full_disk_refuses_new_runs_with_a_sentence_until_some_are_deleted(store, three, monkeypatch):
    monkeypatch.setattr(managers, "WorkerProcess", type("None", (), {"lasting": True}))
    monkeypatch.setattr(quota, "COUNTED", 0.0)
    manager = Manager(store, slots=1, standby=False)
    try:
        monkeypatch.setenv("GANPLAY_MAX_DISK", "300KB")
        with pytest.raises(Refused, match=r"take .* GB, and .* delete some of yours first") as refused:
            manager.start(Recipe(dataset="shapes"), OWNER)
        assert refused.value.code == "disk_full"
        assert len(store.list()) == 3
        manager.store.remove(three[1].path.name)
        manager.checks.disk()
    finally:
        manager.close()


def test_without_a_limit_nothing_is_counted(store, monkeypatch):
    monkeypatch.setattr(quota, "bytes_of", lambda folder, **_: pytest.fail("counted"))
    assert Quota(store).make_room() is None
