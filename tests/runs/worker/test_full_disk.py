"""A run that fills its disk says so, keeps its last whole checkpoint, and goes on from it once there is room."""

from __future__ import annotations

import contextlib
import errno
import queue
from pathlib import Path

import pytest
import torch
from safetensors.torch import save_file

from ganplay.recipe import Recipe
from ganplay.runs.store.folder import RunFolder
from ganplay.runs.store.full import NoRoom
from ganplay.runs.worker.drive import drive
from ganplay.runs.worker.worker import _work, ending, explain
from ganplay.runs.worker.writer import RunWriter


def heavy(trainer, *, numbers: int):
    """A counting trainer whose checkpoints hold so many numbers."""
    light = trainer.save

    def save(folder: Path) -> None:
        part = folder.with_name(folder.name + ".part")
        part.mkdir()
        save_file({"x": torch.zeros(numbers)}, part / "model.safetensors")  # a half-written one stays
        (part / "model.safetensors").rename(folder.parent / "weights")
        part.rmdir()
        light(folder)
        (folder.parent / "weights").rename(folder / "model.safetensors")

    trainer.save = save
    return trainer


def train(run: RunFolder, trainer) -> str:
    """As a worker does it."""
    with RunWriter(run) as writer:
        try:
            return drive(trainer, writer, queue.Queue())
        except Exception as error:
            status, code, details = ending(error)
            writer.last_word(status, code, **details)
            return status


def test_a_run_that_fills_the_disk_says_so_and_goes_on_once_there_is_room(small_disk, counting):
    disk = small_disk(2 << 20)
    run = RunFolder.create(disk / "run", Recipe(dataset="shapes", steps=60, metrics=0))
    trainer = heavy(counting(run.recipe), numbers=100_000)  # 0.4 MB: four or five of them
    assert train(run, trainer) == run.status() == "interrupted"
    message = run.meta()["message"]
    assert message["code"] == "no_room" and message["details"]["sentence"].startswith("The disk is full")
    kept = run.checkpoints(resumable=True)
    assert 0 < kept[-1] < 60
    assert {entry.name for entry in (run.path / "checkpoints").iterdir()} >= {f"{step:08d}" for step in kept}
    assert not [entry for entry in (run.path / "checkpoints").iterdir() if entry.suffix]
    assert run.points()[-1]["step"] >= kept[-1]

    for step in kept[:-1]:  # somebody makes room
        (run.path / "checkpoints" / f"{step:08d}" / "model.safetensors").write_bytes(b"")
    again = counting(run.recipe)
    again.step = kept[-1]
    assert train(run, again) == run.status() == "finished"
    steps = [row["step"] for row in run.points()]
    assert steps[-1] == 60 and run.meta()["message"]["code"] == "finished"


@pytest.mark.parametrize("left", [0, 4096])
def test_numbers_and_sheets_that_find_no_room_end_the_run_with_a_sentence(small_disk, counting, left):
    disk = small_disk(3 << 20)
    run = RunFolder.create(disk / "run", Recipe(dataset="shapes", steps=500, metrics=0))

    class Filling(type(counting(run.recipe))):
        def _looks(self):
            if self.step == 40:  # something else takes the rest of the disk
                with (disk / "filler").open("ab", buffering=0) as file:
                    try:
                        while file.write(bytes(4096)):
                            pass
                    except OSError as error:
                        assert error.errno == errno.ENOSPC
                    file.truncate(file.tell() - left)
            return super()._looks()

    with RunWriter(run) as writer:
        writer.sheet("real", b"\xff\xd8\xff" + bytes(1000))
    assert train(run, Filling(run.recipe)) == run.status() == "interrupted"
    assert run.meta()["message"]["code"] == "no_room"
    kept = run.checkpoints(resumable=True)[-1]
    assert kept in (30, 40)  # a small one may have found room
    (disk / "filler").unlink()
    again = counting(run.recipe.with_changes(steps=50))
    again.step = kept
    assert train(run, again) == "finished"
    with run.history() as history:
        assert history.sheet("real")


def test_a_run_cannot_be_opened_without_room_and_can_with_it(small_disk, counting):
    disk = small_disk(1 << 20)
    run = RunFolder.create(disk / "run", Recipe(dataset="shapes", steps=20, metrics=0))
    with (disk / "filler").open("wb", buffering=0) as file, pytest.raises(OSError):
        while file.write(bytes(4096)) == 4096:
            pass
        file.write(b"x")
    with contextlib.suppress(NoRoom):  # not even opened
        assert train(run, counting(run.recipe)) == "interrupted"
    assert not run.locked() and run.status() in ("queued", "interrupted")
    (disk / "filler").unlink()
    assert train(run, counting(run.recipe)) == "finished"


def test_where_nothing_can_be_mounted_a_writer_that_finds_no_room_is_told_apart(make_run, counting):
    run = make_run(steps=30, metrics=0)
    trainer = counting(run.recipe)
    save = trainer.save

    def full(folder: Path) -> None:
        if trainer.step == 20:
            folder.with_name(folder.name + ".part").mkdir()
            raise OSError(errno.ENOSPC, "No space left on device")
        save(folder)

    trainer.save = full
    assert train(run, trainer) == run.status() == "interrupted"
    assert run.meta()["message"]["code"] == "no_room"
    assert run.checkpoints(resumable=True) == [0, 10]
    assert sorted(entry.name for entry in (run.path / "checkpoints").iterdir()) == ["00000000", "00000010"]
    assert not (run.path / "spare").exists()
    trainer.save = save
    trainer.step = 10
    assert train(run, trainer) == "finished"


def test_the_failure_of_a_full_disk_has_a_code_of_its_own():
    assert explain(OSError(errno.ENOSPC, "No space left on device"))[0] == "no_room"
    assert ending(PermissionError(errno.EACCES, "Permission denied"))[:2] == ("failed", "disk")


def test_a_run_whose_log_cannot_be_opened_ends_and_says_so(make_run):
    run = make_run()
    (run.path / "worker.log").mkdir()
    assert _work(None, run, {}) == run.status() == "failed"
    assert run.meta()["message"]["code"] == "disk"


def test_the_last_word_is_told_though_the_room_kept_for_it_cannot_be_given_back(make_run):
    run = make_run()
    with RunWriter(run) as writer:
        (run.path / "spare").unlink()
        (run.path / "spare").mkdir()
        writer.last_word("failed", "crash", kind="KeyError")
    assert run.status() == "failed" and run.meta()["message"]["code"] == "crash"
