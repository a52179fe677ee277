"""What a server lets its visitors have follows the place it lives in, unless its environment says otherwise."""

from __future__ import annotations

import pytest

from ganplay.recipe import Recipe
from ganplay.runs.server.manager import Manager
from ganplay.runs.store import limits
from ganplay.runs.store.folder import RunError

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
    assert found() == {
        "GANPLAY_MAX_SECONDS": 0,
        "GANPLAY_MAX_QUEUE": 64,
        "GANPLAY_MAX_UPLOAD": 1e9,
        "GANPLAY_SHARE": 120,
    }
    assert limits.capped(Recipe(seconds=10_000)).seconds == 10_000
    assert limits.disk_share(tmp_path, lambda: 5) == 0


@pytest.mark.parametrize("mark", [("SYSTEM", "spaces"), ("SPACE_ID", "somebody/ganplay")])
def test_a_public_space_grants_less_to_each_visitor(monkeypatch, tmp_path, mark):
    monkeypatch.setenv(*mark)
    assert found() == {
        "GANPLAY_MAX_SECONDS": 300,
        "GANPLAY_MAX_QUEUE": 16,
        "GANPLAY_MAX_UPLOAD": 1e8,
        "GANPLAY_SHARE": 20,
    }
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
