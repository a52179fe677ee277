"""A full disk is told as one, whichever library met it and in whatever words."""

from __future__ import annotations

import errno
import sqlite3
from contextlib import closing

import pytest
import torch
from safetensors import SafetensorError
from safetensors.torch import save_file

from ganplay.data import cache
from ganplay.data.catalog import CATALOG
from ganplay.data.pictures import DataError, Pictures
from ganplay.data.places import WORDS, is_full
from ganplay.recipe import Recipe
from ganplay.runs.store.disk import bytes_of
from ganplay.runs.store.folder import RunError
from ganplay.runs.store.full import NoRoom, disk_is_full, room
from ganplay.runs.store.history import connect
from ganplay.runs.store.reals import FILE as REALS
from ganplay.runs.store.reals import write_reals
from ganplay.runs.store.store import Store
from ganplay.runs.transfer.export import export
from ganplay.runs.transfer.pack import pack, unpack
from ganplay.ui.kit.answers import told
from ganplay.ui.kit.context import refused
from ganplay.ui.kit.uploads import dataset_of

RECIPE = Recipe(dataset="shapes", steps=10)
SENTENCE = "The disk is full"


def fill(place) -> None:
    """Leave no room on the disk of a folder."""
    with pytest.raises(OSError) as full, (place / "filler").open("ab", buffering=0) as file:
        for size in (1 << 16, 1 << 12, 1):
            try:
                while file.write(bytes(size)) == size:
                    pass
            except OSError as error:
                if size == 1:
                    raise error
    assert full.value.errno == errno.ENOSPC


def test_every_library_s_way_of_saying_it_is_known(small_disk):
    disk = small_disk(1 << 18)
    with closing(connect(disk / "a.db", "write")) as database:
        database.execute("CREATE TABLE t (x BLOB)")
        fill(disk)
        with pytest.raises(sqlite3.OperationalError) as of_sqlite:
            database.execute("INSERT INTO t VALUES (zeroblob(100000))")
    with pytest.raises(SafetensorError) as of_safetensors:
        save_file({"x": torch.zeros(100_000)}, disk / "x.safetensors")
    with pytest.raises(OSError) as of_files:
        (disk / "x").write_bytes(b"x" * 100_000)
    for error in (of_sqlite, of_safetensors, of_files):
        assert disk_is_full(error.value)
        with pytest.raises(NoRoom, match=SENTENCE), room():
            raise error.value
        answer = told(error.value)
        assert answer["error"] == "no_room" and answer["text"].startswith(SENTENCE)
        assert refused(error.value, "en").message == answer["text"]
        assert refused(error.value, "zh").message.startswith("磁盘已满")
        assert is_full(error.value)


def test_what_comes_of_a_full_disk_is_one_and_other_errors_are_none():
    def wrapped(error: Exception, instead: bool = False) -> Exception:
        try:
            try:
                raise error
            except Exception:
                if instead:
                    raise RunError("It cannot be written.") from None
                raise RunError("It cannot be written.")  # noqa: B904
        except RunError as outer:
            return outer

    assert disk_is_full(wrapped(OSError(errno.ENOSPC, "No space left on device")))
    assert disk_is_full(OSError(errno.EDQUOT, "Disk quota exceeded"))
    for number in (39, 112):
        windows = OSError(errno.EINVAL, "x")
        windows.winerror = number
        assert disk_is_full(windows) and is_full(windows)
    text = "failed: There is not enough space on the disk. (os error 112)"
    assert disk_is_full(SafetensorError(text)) and is_full(SafetensorError(text))
    for said in (ValueError("'Disk is full' is no name of a run."), DataError(f"{WORDS[0]}.zip is damaged.")):
        assert not disk_is_full(said) and told(said)["error"] != "no_room"
    assert not disk_is_full(wrapped(OSError(errno.ENOSPC, WORDS[0]), instead=True))  # raised in its place
    for other in (PermissionError(errno.EACCES, "x"), sqlite3.OperationalError("database is locked"), None):
        assert not disk_is_full(other)
    looped = ValueError("a")
    looped.__cause__ = looped
    assert not disk_is_full(looped)
    with pytest.raises(PermissionError), room():
        raise PermissionError(errno.EACCES, "x")


def test_a_store_without_room_makes_no_run_and_loses_none(small_disk):
    disk = small_disk(1 << 20)
    store = Store(disk / "home")
    run = store.create(RECIPE, "a secret token", "kept").path.name
    fill(disk)
    for _ in range(3):
        with pytest.raises(NoRoom, match=SENTENCE):
            store.create(RECIPE, "a secret token", "x" * 5000)
    assert [entry.name for entry in store.runs.iterdir()] == [run]
    again = Store(store.root)  # opens, lists and tells owners
    assert again.list()[0].title == "kept" and again.owns(run, "a secret token")
    with pytest.raises(NoRoom):
        again.get(run).set_meta(note="x" * 200_000)
    with pytest.raises(NoRoom):
        again.get(run).write_recipe(RECIPE)
    assert again.get(run).recipe == RECIPE and not list(again.get(run).path.glob("*.part"))
    (disk / "filler").unlink()
    assert again.create(RECIPE).status() == "queued"


def test_a_damaged_list_is_refused_without_room_and_made_anew_with_it(small_disk):
    disk = small_disk(1 << 20)
    store = Store(disk / "home")
    run = store.create(RECIPE, "a secret token").path.name
    (store.root / "store.db").write_bytes(b"x" * 100)
    fill(disk)
    with pytest.raises(NoRoom, match=SENTENCE):
        Store(store.root)
    (disk / "filler").unlink()
    assert Store(store.root).owns(run, "a secret token")


@pytest.fixture
def trained(store, counting):
    """A run with pictures that take room."""
    import queue

    from ganplay.runs.worker.drive import drive
    from ganplay.runs.worker.writer import RunWriter

    run = store.create(RECIPE.with_changes(metrics=0), "a secret token")
    write_reals(run.path, {name: torch.zeros(40, 1, 64, 64, dtype=torch.uint8) for name in ("training", "held_out")})
    with RunWriter(run) as writer:
        drive(counting(run.recipe), writer, queue.Queue())
    for folder in run.path.glob("checkpoints/*"):
        save_file({"x": torch.zeros(100_000)}, folder / "model.safetensors")
    return run


def test_packing_and_exporting_without_room_leave_nothing(small_disk, trained):
    disk = small_disk(1 << 18)
    for write in (lambda: pack(trained, disk / "run.ganplay"), lambda: export(trained, disk / "copy")):
        with pytest.raises(NoRoom), room():
            write()
        assert bytes_of(disk) == 0 and list(disk.iterdir()) == []
    assert trained.checkpoints() and trained.recipe


def test_a_pack_that_does_not_fit_is_not_kept(small_disk, trained, tmp_path):
    pack(trained, tmp_path / "run.ganplay")
    store = Store(small_disk(1 << 18) / "home")
    with pytest.raises(NoRoom), store.place("a secret token") as place:
        unpack(tmp_path / "run.ganplay", place)
    assert store.list() == [] and list(store.runs.iterdir()) == []


def test_the_real_pictures_of_a_run_are_whole_or_not_there(small_disk):
    disk = small_disk(1 << 16)
    with pytest.raises(SafetensorError):
        write_reals(disk, {"training": torch.zeros(10, 3, 64, 64, dtype=torch.uint8)})
    assert not list(disk.iterdir()), REALS


def test_uploaded_pictures_without_room_are_refused_and_nothing_is_left(small_disk, tmp_path):
    received = tmp_path / "received"
    received.mkdir()
    files = [received / f"{number}.png" for number in range(20)]
    for file in files:
        file.write_bytes(b"\x89PNG" + bytes(30_000))
    store = Store(small_disk(1 << 18) / "home")
    with pytest.raises(NoRoom, match=SENTENCE):
        dataset_of(store, [str(file) for file in files], received)
    assert list(store.uploads.iterdir()) == []


def test_drawn_pictures_are_used_though_they_cannot_be_kept(small_disk, monkeypatch):
    disk = small_disk(1 << 16)
    monkeypatch.setenv("GANPLAY_CACHE", str(disk))
    pictures = Pictures(name="shapes", images=torch.zeros(100, 3, 32, 32, dtype=torch.uint8))
    cache.keep("key", pictures)
    assert cache.recall("key", CATALOG["shapes"]) is None
    assert not list(disk.iterdir())
