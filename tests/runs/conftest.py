"""A trainer that trains nothing: it counts steps and says what a trainer says, so that these tests are quick."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from ganplay.recipe import Recipe
from ganplay.runs.store.folder import RunFolder
from ganplay.runs.store.store import Store
from ganplay.training.events import CheckpointDue, Diverged, Evaluation, Event, Finished, Grid, Numbers


class CountingTrainer:
    """Every step is 0.1 s and 10 pictures; a checkpoint every 10 steps; `diverges_at` ends it early."""

    device, precision = "cpu", "fp32"

    def __init__(self, recipe: Recipe, diverges_at: int = 0) -> None:
        self.recipe = recipe.with_changes(channels=1)
        self.step = self.d_steps = 0
        self.threads = 1
        self.live: dict[str, float] = {}
        self.diverges_at = diverges_at

    images = property(lambda self: self.step * 10)
    seconds = property(lambda self: self.step * 0.1)

    def _place(self) -> dict[str, float]:
        return {"step": self.step, "images": self.images, "seconds": self.seconds}

    def _numbers(self) -> Numbers:
        return Numbers(**self._place(), values={"loss_d": 1.0, "loss_g": float("nan"), "rate": 100.0})

    def _looks(self) -> list[Event]:
        pictures = np.full((4, 8, 8, 1), self.step % 256, np.uint8)
        histogram = {"edges": [0.0, 1.0], "real": [3], "fake": [4]}
        values = {"accuracy": 0.75, "diversity": 0.5}
        evidence = {"accuracy": 0.75}
        return [
            Grid(**self._place(), pictures=pictures),
            Evaluation(**self._place(), values=values, histogram=histogram, verdict="learning", evidence=evidence),
        ]

    def events(self) -> Iterator[Event]:
        if self.step == 0:
            yield from self._looks()
        while self.step < self.recipe.steps:
            self.step += 1
            yield self._numbers()
            if self.step == self.diverges_at:
                yield Diverged(**self._place(), reason="nan")
                return
            if self.step % 10 == 0:
                yield from self._looks()
                yield CheckpointDue(**self._place())
        yield Finished(**self._place(), budget="steps")

    def single(self, network: str, times: int) -> list[Event]:
        if network == "d":
            self.d_steps += times
        else:
            self.step += times
        return [self._numbers(), *self._looks()]

    def set(self, **live: float) -> None:
        self.live |= live

    def set_threads(self, count: int) -> None:
        self.threads = count

    def real_samples(self, count: int) -> np.ndarray:
        return np.zeros((count, 8, 8, 1), np.uint8)

    def save(self, folder: Path) -> None:
        part = folder.with_name(folder.name + ".part")
        part.mkdir(parents=True)
        for name in ("model.safetensors", "training.safetensors"):
            (part / name).write_bytes(b"")
        (part / "checkpoint.json").write_text(json.dumps(self._place() | {"d_steps": self.d_steps}))
        os.replace(part, folder)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "home")


@pytest.fixture
def make_run(tmp_path: Path):
    """make_run(steps=..., name=...): a new run in a folder of its own."""

    def make(steps: int = 30, name: str = "run", **settings: object) -> RunFolder:
        return RunFolder.create(tmp_path / name, Recipe(dataset="shapes", steps=steps, **settings), "A title")

    return make


@pytest.fixture
def counting():
    return CountingTrainer
