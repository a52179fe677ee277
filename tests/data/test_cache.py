"""What was drawn once is kept, and whatever happens to what is kept, the pictures are right."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor

import pytest
import torch

from ganplay.data import cache_folder, load


def _only_file(cache):
    (file,) = cache.iterdir()
    return file


def test_drawn_pictures_are_kept_and_come_back_whole(cache):
    drawn = load("faces", 28, count=40)
    before = _only_file(cache).stat().st_mtime_ns
    told = []
    kept = load("faces", 28, count=40, progress=lambda *said: told.append(said))
    assert told == [], "nothing is drawn again"
    assert _only_file(cache).stat().st_mtime_ns == before
    assert torch.equal(drawn.images, kept.images)
    assert list(drawn.attributes) == list(kept.attributes)
    assert all(torch.equal(drawn.attributes[name], kept.attributes[name]) for name in drawn.attributes)


def test_fewer_pictures_come_from_a_larger_kept_file_and_more_are_drawn():
    some = load("shapes", 28, count=300)
    fewer, more = load("shapes", 28, count=20), load("shapes", 28, count=500)
    assert torch.equal(fewer.images, some.images[:20]) and torch.equal(fewer.labels, some.labels[:20])
    assert len(more) == 500 and torch.equal(more.images[:300], some.images)


def test_pictures_in_use_do_not_change_with_the_file_they_came_from(cache):
    load("shapes", 28, count=20)
    kept = load("shapes", 28, count=20)
    before = kept.images.clone()
    with _only_file(cache).open("r+b") as file:
        file.write(b"\0" * os.path.getsize(file.name))
    assert torch.equal(kept.images, before)


def test_seed_and_size_are_kept_apart(cache):
    load("shapes", 28, count=20)
    load("shapes", 32, count=20)
    load("shapes", 28, count=20, seed=1)
    assert len(list(cache.iterdir())) == 3


@pytest.mark.parametrize("damage", ["truncated", "emptied", "one byte changed", "nonsense"])
def test_a_damaged_file_is_drawn_again(cache, damage):
    good = load("shapes", 28, count=20)
    file = _only_file(cache)
    data = bytearray(file.read_bytes())
    if damage == "truncated":
        data = data[: len(data) // 2]
    elif damage == "emptied":
        data = b""
    elif damage == "one byte changed":
        data[len(data) // 2] ^= 1
    else:
        data = b"\xff" * len(data)
    file.write_bytes(data)
    assert torch.equal(load("shapes", 28, count=20).images, good.images)
    assert len(file.read_bytes()) > 1000, "and kept again, whole"
    told = []
    load("shapes", 28, count=20, progress=lambda *said: told.append(said))
    assert told == []


def test_a_cache_that_cannot_be_written_is_done_without(tmp_path, monkeypatch):
    blocked = tmp_path / "a file, not a folder"
    blocked.write_text("")
    monkeypatch.setenv("GANPLAY_CACHE", str(blocked))
    assert len(load("shapes", 28, count=20)) == 20


def test_several_at_once_draw_the_same_and_leave_no_litter(cache):
    with ThreadPoolExecutor(4) as pool:
        all_pictures = list(pool.map(lambda _: load("shapes", 28, count=20), range(4)))
    assert all(torch.equal(each.images, all_pictures[0].images) for each in all_pictures)
    assert [file.suffix for file in cache.iterdir()] == [".safetensors"]


def test_the_cache_lies_where_the_system_wants_it_unless_told_otherwise(cache, monkeypatch):
    assert cache_folder() == cache
    monkeypatch.delenv("GANPLAY_CACHE")
    assert "ganplay" in os.fspath(cache_folder())
