"""A damaged history is made anew: the run is listed, watched and goes on, whatever became of its numbers."""

from __future__ import annotations

import logging
import os
import queue
import random
import shutil
import sqlite3
from pathlib import Path

import pytest

from ganplay.recipe import Recipe
from ganplay.runs.server.feed import Feed
from ganplay.runs.server.viewers import row
from ganplay.runs.store.folder import RunError, RunFolder, is_run
from ganplay.runs.store.mending import mend_history
from ganplay.runs.worker.drive import drive
from ganplay.runs.worker.writer import RunWriter


def train(run: RunFolder, trainer) -> str:
    with RunWriter(run) as writer:
        return drive(trainer, writer, queue.Queue())


@pytest.fixture
def run(store, counting) -> RunFolder:
    """A finished run of 30 steps."""
    made = store.create(Recipe(dataset="shapes", steps=30, metrics=0), "a token", "A title")
    assert train(made, counting(made.recipe)) == "finished"
    return made


def without(table: str):
    def drop(file: Path) -> None:
        with sqlite3.connect(file) as history:
            history.execute(f"DROP TABLE {table}")
        history.close()

    return drop


def no_json(file: Path) -> None:
    with sqlite3.connect(file) as history:
        history.execute("UPDATE meta SET value = '{' WHERE key = 'now'")
    history.close()


def a_directory(file: Path) -> None:
    file.unlink()
    file.mkdir()


DAMAGES = {
    "random bytes": lambda file: file.write_bytes(random.Random(0).randbytes(20_000)),
    "a hundred bytes": lambda file: file.write_bytes(file.read_bytes()[:100]),
    "truncated": lambda file: file.write_bytes(file.read_bytes()[: file.stat().st_size // 2]),
    "empty": lambda file: file.write_bytes(b""),
    "missing": Path.unlink,
    "a directory": a_directory,
    "no meta": without("meta"),
    "no points": without("points"),
    "no evaluations": without("evaluations"),
    "no JSON": no_json,
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_a_run_with_a_damaged_history_is_listed_watched_and_goes_on(store, run, counting, damage, caplog):
    damage(run.path / "history.db")
    with caplog.at_level(logging.WARNING):
        assert [found.path for found in store.list("a token")] == [run.path]
        told = row(store.get(run.path.name))
    assert len(caplog.messages) == 1 and "was damaged" in caplog.text
    assert told["step"] == 30 and told["resumable"] and told["code"] != "unreadable"
    assert Feed(run).tell(0, 0)["status"] == told["status"] in ("finished", "interrupted")
    assert store.owns(run.path.name, "a token")
    trainer = counting(run.recipe.with_changes(steps=40))
    trainer.step = 30
    assert train(run, trainer) == "finished"
    assert run.meta()["now"]["step"] == 40
    assert run.points()[-1]["step"] == 40
    assert (len(list(run.path.glob("history.db.damaged-*"))) == 1) == (damage is not Path.unlink)


def test_what_can_be_read_goes_on_in_the_new_history(run):
    points, title = run.points(), run.title
    no_json(run.path / "history.db")
    assert run.points() == points and run.title == title == "A title"
    assert run.meta()["now"]["step"] == 30  # as the checkpoint tells
    assert run.meta()["status"] == "finished"


def test_whoever_watches_a_mended_run_begins_anew(run):
    feed = Feed(run)
    seen = feed.tell(0, 0)["seq"]
    without("meta")(run.path / "history.db")
    feed.refresh(force=True)
    told = feed.tell(seen, 0)
    assert told["reset"] and told["seq"] > seen and told["code"] == "mended"


def test_a_run_that_trains_is_not_mended_by_a_reader(run):
    with RunWriter(run):
        copy = (run.path / "history.db").read_bytes()
        assert not run._mended()
    assert not list(run.path.glob("*.damaged-*")) and copy


def test_where_nobody_may_write_it_is_said_and_nothing_is_changed(run, tmp_path):
    shutil.copytree(run.path, tmp_path / "shipped")
    frozen = RunFolder(tmp_path / "shipped", frozen=True)
    (frozen.path / "history.db").write_bytes(b"x" * 9000)
    before = {path: path.read_bytes() for path in frozen.path.rglob("*") if path.is_file()}
    with pytest.raises(RunError, match="cannot be read"):
        frozen.meta()
    assert row(frozen)["code"] == "unreadable"
    assert {path: path.read_bytes() for path in frozen.path.rglob("*") if path.is_file()} == before


def test_a_run_that_is_gone_is_not_brought_back_by_a_reader(store, run):
    store.remove(run.path.name)
    with pytest.raises(RunError, match="cannot be read"):
        run.meta()
    with pytest.raises(RunError):
        run.set_meta(title="late")
    assert not run.path.exists()


def test_whatever_bytes_change_a_run_is_listed_or_says_what_is_wrong(run, counting, tmp_path):
    whole = (run.path / "history.db").read_bytes()
    chance = random.Random(3)
    for number in range(40):
        data = bytearray(whole)
        for _ in range(chance.choice((1, 10, 300, 5000))):
            data[chance.choice((chance.randrange(100), chance.randrange(len(data))))] = chance.randrange(256)
        copy = RunFolder(shutil.copytree(run.path, tmp_path / f"copy{number}"))
        (copy.path / "history.db").write_bytes(data[: chance.choice((len(data), chance.randrange(len(data))))])
        assert is_run(copy.path)
        row(copy), Feed(copy).tell(0, 0)
        trainer = counting(copy.recipe.with_changes(steps=31))
        trainer.step = 30
        assert train(copy, trainer) == "finished"
        assert row(copy)["step"] == 31


def test_a_mending_that_ended_before_its_last_rename_is_finished(run, monkeypatch):
    before = run.points()
    file, part = run.path / "history.db", run.path / "history.db.part"
    without("evaluations")(file)
    replace = os.replace

    def ended(source, target):
        if Path(source) == part:
            raise KeyboardInterrupt
        replace(source, target)

    with monkeypatch.context() as ending:
        ending.setattr(os, "replace", ended)
        with pytest.raises(KeyboardInterrupt):
            mend_history(run.path)
    assert not file.exists() and part.exists()
    assert run.points() == before and run.status() == "finished"
    assert not part.exists() and not mend_history(run.path)


def test_what_a_mending_left_half_made_is_made_anew(run):
    (run.path / "history.db").rename(run.path / "history.db.part")
    without("meta")(run.path / "history.db.part")
    assert mend_history(run.path)
    assert run.status() == "interrupted" and not (run.path / "history.db.part").exists()
