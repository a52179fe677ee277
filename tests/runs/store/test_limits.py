"""What a server lets its visitors have follows the place it lives in, unless its environment says otherwise."""

from __future__ import annotations

import json

import pytest

from ganplay.recipe import Recipe
from ganplay.runs.server import manager as managers
from ganplay.runs.server.checks import Refused
from ganplay.runs.server.manager import Manager
from ganplay.runs.store import limits, quota
from ganplay.runs.store.folder import RunError
from ganplay.runs.store.quota import Quota

GB = 2**30
OWNER = "a secret token"
PLACES = ("SYSTEM", "SPACE_ID", "SPACES_ZERO_GPU")


@pytest.fixture(autouse=True)
def plain(monkeypatch):
    for name in (*PLACES, *limits.ELSEWHERE, "GANPLAY_SLOTS", "GANPLAY_MAX_DISK", "GANPLAY_GPU_SECONDS"):
        monkeypatch.delenv(name, raising=False)


def found() -> dict[str, float]:
    return {name: limits.limit(name) for name in limits.ELSEWHERE}


def test_a_machine_of_one_s_own_has_no_limit_but_its_queue_and_an_upload_of_a_gigabyte(tmp_path):
    assert found() == {"GANPLAY_MAX_SECONDS": 0, "GANPLAY_MAX_QUEUE": 64, "GANPLAY_MAX_UPLOAD": 1e9}
    assert limits.capped(Recipe(seconds=10_000)).seconds == 10_000
    assert limits.disk_share(tmp_path, lambda: 5) == 0


@pytest.mark.parametrize("mark", [("SYSTEM", "spaces"), ("SPACE_ID", "somebody/ganplay")])
def test_a_public_space_grants_less_to_each_visitor(monkeypatch, tmp_path, mark):
    monkeypatch.setenv(*mark)
    assert found() == {"GANPLAY_MAX_SECONDS": 300, "GANPLAY_MAX_QUEUE": 16, "GANPLAY_MAX_UPLOAD": 1e8}
    assert limits.capped(Recipe(seconds=10_000)).seconds == 300
    assert limits.capped(Recipe(steps=10)).seconds == 300
    assert limits.capped(Recipe(seconds=60)).seconds == 60
    monkeypatch.setattr(limits.shutil, "disk_usage", lambda _: type("Usage", (), {"free": 30 * GB}))
    assert limits.disk_share(tmp_path, lambda: 10 * GB) == 20 * GB
    monkeypatch.setenv("GANPLAY_MAX_SECONDS", "900")  # whoever has the Space decides
    assert limits.capped(Recipe(seconds=10_000)).seconds == 900


@pytest.mark.parametrize(
    ("cores", "memory", "expected"), [(2, 16 * GB, 2), (8, 16 * GB, 4), (8, 3 * GB, 1), (1, 1 * GB, 1), (4, 0, 4)]
)
def test_cores_and_memory_decide_how_many_train_at_once(monkeypatch, cores, memory, expected):
    monkeypatch.setattr(limits, "usable_memory", lambda: memory)
    assert limits.slots("cpu", cores) == expected
    assert limits.slots("cuda", cores) == 2
    monkeypatch.setenv("GANPLAY_SLOTS", "3")
    assert limits.slots("cpu", cores) == limits.slots("cuda", cores) == 3


def test_where_a_gpu_is_lent_a_press_of_a_button_is_one_call(monkeypatch):
    monkeypatch.setenv("SPACES_ZERO_GPU", "true")
    assert limits.capped(Recipe(seconds=600)).seconds == 45
    assert limits.capped(Recipe(seconds=600), reached=45).seconds == 90
    monkeypatch.setenv("GANPLAY_GPU_SECONDS", "120")
    assert limits.capped(Recipe(seconds=600)).seconds == 105
    monkeypatch.setenv("GANPLAY_GPU_SECONDS", "1")
    assert limits.gpu_seconds() == 2 * limits.GPU_SPARE  # less would be spent before the first step


@pytest.mark.parametrize(
    ("text", "expected"), [("20GB", 20e9), ("1.5 gb", 1.5e9), ("500M", 5e8), ("4096", 4096), ("10 kb", 10_000)]
)
def test_sizes_are_written_as_people_write_them(monkeypatch, text, expected):
    monkeypatch.setenv("GANPLAY_MAX_DISK", text)
    assert limits.size("GANPLAY_MAX_DISK", 0) == expected


@pytest.mark.parametrize("text", ["much", "20 GiB/s", "-1", "1.2.3GB", "GB", "inf"])
def test_what_is_no_size_is_refused_when_the_server_starts(monkeypatch, store, text):
    monkeypatch.setenv("GANPLAY_MAX_DISK", text)
    with pytest.raises(RunError, match="GANPLAY_MAX_DISK"):
        Manager(store, standby=False)


def test_a_space_s_name_is_no_place_for_a_script(monkeypatch):
    for text in ('x/y"</script>', "no slash", "a/b/c", ""):
        monkeypatch.setenv("SPACE_ID", text)
        assert limits.space_id() == ""
    monkeypatch.setenv("SPACE_ID", "some-body/gan.play_2")
    assert limits.space_id() == "some-body/gan.play_2"


# The disk


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
    for age, run in zip((300, 200, 100), runs, strict=True):
        fill(run, 20)
        with store._database() as database:
            database.execute("UPDATE runs SET created = created - ? WHERE id = ?", (age, run.path.name))
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
