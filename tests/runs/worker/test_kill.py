"""kill -9 at any moment: the history opens, and every checkpoint that is listed is whole."""

from __future__ import annotations

import json
import multiprocessing
import queue
import random
import time
from pathlib import Path

import pytest

from ganplay.runs.store.folder import RunFolder
from ganplay.runs.worker.drive import drive
from ganplay.runs.worker.writer import RunWriter

KILLS = 20


def train_for_ever(path: Path, counting) -> None:
    run = RunFolder(path)
    with RunWriter(run) as writer:
        trainer = counting(run.recipe)
        whole = run.checkpoints(resumable=True)
        trainer.step = whole[-1] if whole else 0
        writer.rewind(trainer.step if whole else -1)
        drive(trainer, writer, queue.Queue())


@pytest.mark.skipif("fork" not in multiprocessing.get_all_start_methods(), reason="needs fork to be quick")
@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_twenty_kills_lose_nothing_but_the_last_moments(make_run, counting):
    run = make_run(steps=1_000_000)
    fork, moments, reached = multiprocessing.get_context("fork"), random.Random(0), 0
    for _ in range(KILLS):
        process = fork.Process(target=train_for_ever, args=(run.path, counting))
        process.start()
        time.sleep(moments.uniform(0.05, 0.4))
        process.kill()
        process.join()
        opened = RunFolder(run.path)
        assert opened.status() in ("interrupted", "queued")  # queued: killed before it came to anything
        with opened.history() as history:
            assert [row[0] for row in history._connection.execute("PRAGMA integrity_check")] == ["ok"]
        steps = [row["step"] for row in opened.points()]
        assert steps == sorted(set(steps))
        for step in opened.checkpoints():
            assert json.loads((opened.checkpoint_path(step) / "checkpoint.json").read_text())["step"] == step
        whole = opened.checkpoints(resumable=True)
        assert not reached or whole[-1] >= reached
        reached = whole[-1] if whole else 0
    assert reached > 0
