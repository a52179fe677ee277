"""Uploads that nobody used go after an hour; nothing else does."""

from __future__ import annotations

import os
import time

import pytest

from ganplay.recipe import Recipe
from ganplay.runs.store import quota
from ganplay.runs.store.quota import Quota
from ganplay.runs.store.sweeping import AGE, sweep


def in_an(hour: float = 1.0):
    return lambda: time.time() + hour * AGE + 60


def written(file, size: int = 100, age: float = 0.0):
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(bytes(size))
    os.utime(file, (time.time() - age,) * 2)
    return file


def linked(link, folder) -> None:
    try:
        link.symlink_to(folder, target_is_directory=True)
    except OSError:
        pytest.skip("this system does not let this user make links")


@pytest.fixture
def received(store, tmp_path):
    store.received = tmp_path / "gradio" / "ganplay-1"
    store.received.mkdir(parents=True)
    return store.received


def test_what_was_uploaded_and_not_used_is_gone_after_an_hour_and_what_is_new_stays(store, received):
    old, half = written(received / "0a" / "p.png", age=AGE + 5), written(received / "tmp1x", age=AGE + 5)
    new = written(received / "0b" / "p.png", age=AGE - 60)
    sweep(store, time.time)
    assert not old.exists() and not half.exists() and new.exists()
    sweep(store, in_an())
    assert not new.exists() and received.is_dir()
    for folder in received.iterdir():
        os.utime(folder, (time.time() - 2 * AGE,) * 2)
    sweep(store, time.time)
    assert not list(received.iterdir())


def test_a_clock_that_went_back_deletes_nothing(store, received):
    file = written(received / "0a" / "p.png")
    sweep(store, lambda: time.time() - 10 * AGE)
    assert file.exists()


def test_nothing_but_uploads_is_deleted(store, received, tmp_path):
    others = written(tmp_path / "gradio" / "0c" / "other page.png", age=9 * AGE)
    secret = written(tmp_path / "secret" / "diary.txt", age=9 * AGE)
    linked(received / "door", secret.parent)
    linked(store.uploads / "door", secret.parent)
    run = store.create(Recipe(dataset="shapes"))
    for _ in range(2):
        sweep(store, in_an(20))
    assert others.exists() and secret.exists() and store.get(run.path.name)


def test_a_folder_of_uploads_that_is_a_link_is_left_alone(store, received, tmp_path):
    secret = written(tmp_path / "secret" / "diary.txt", age=9 * AGE)
    received.rmdir()
    linked(received, secret.parent)
    sweep(store, in_an(20))
    assert secret.exists()


def test_pictures_that_a_run_trains_on_stay_and_those_of_no_run_go(store):
    used, deleted, unused = (store.uploads / name for name in ("a", "b", "c"))
    for folder in (used, deleted, unused):
        written(folder / "pictures" / "1.png")
    runs = [store.create(Recipe(dataset=str(folder / "pictures"))) for folder in (used, deleted)]
    store.discard(runs[1].path.name)
    sweep(store, in_an(0.5))
    assert unused.exists()
    sweep(store, in_an())
    assert used.exists() and deleted.exists() and not unused.exists()
    store.bring_back(runs[1].path.name)


DAMAGES = {
    "no JSON": lambda file: file.write_text("{", encoding="utf-8"),
    "no text": lambda file: file.write_bytes(b"\xff\xfe\xff"),
    "a directory": lambda file: (file.unlink(), file.mkdir()),
    "missing": lambda file: file.unlink(),
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
@pytest.mark.parametrize("ending", ["", ".part", ".removed"])
def test_while_a_recipe_cannot_be_read_no_pictures_go(store, damage, ending):
    used, other = (written(store.uploads / name / "pictures" / "1.png") for name in ("a", "b"))
    run = store.create(Recipe(dataset=str(used.parent)))
    gone = store.create(Recipe(dataset=str(other.parent)))
    place = run.path.rename(run.path.with_name(run.path.name + ending))
    text = (place / "recipe.json").read_bytes()
    damage(place / "recipe.json")
    sweep(store, in_an())
    store.remove(gone.path.name)
    assert used.exists() and other.exists()
    if (place / "recipe.json").is_dir():
        (place / "recipe.json").rmdir()
    (place / "recipe.json").write_bytes(text)  # mended by hand
    sweep(store, in_an())
    assert used.exists() and not other.exists()


def test_a_half_made_run_keeps_its_pictures(store):
    used = written(store.uploads / "a" / "pictures" / "1.png")
    run = store.create(Recipe(dataset=str(used.parent)))
    part = run.path.rename(run.path.with_suffix(".part"))
    (part / "history.db").unlink()
    sweep(store, in_an())
    assert used.exists()


def test_uploads_that_wait_count_as_the_store_s_bytes(store, received):
    before = Quota(store).used()
    written(received / "0a" / "p.png", 70_000)
    ticks = [0.0]
    counted = Quota(store, lambda: ticks[0])
    assert counted.used() == before + 70_000
    sweep(store, in_an())
    ticks[0] += quota.COUNTED
    assert counted.used() == before
