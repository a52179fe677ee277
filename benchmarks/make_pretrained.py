"""Train the runs that ship in pretrained/, export them and write their model cards.

    python benchmarks/make_pretrained.py --data-root DIR [--only NAME ...] [--work DIR]
    python benchmarks/make_pretrained.py --data-root DIR --cards [--only NAME ...]    measure again, write the cards
    python benchmarks/make_pretrained.py --data-root DIR --check [--only NAME ...]    measure again, compare

Each trains on one thread and counts the seconds of its own computing, so a machine that does other things too changes
nothing but the hour it ends. In --work the trainings are kept as whole runs: the same command goes on with what was
interrupted. What is in pretrained/ is replaced only when its run has finished.
"""

from __future__ import annotations

import argparse
import queue
import shutil
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ganplay.recipe import Recipe, named_recipe
from ganplay.runs.store.folder import RunFolder, is_run
from ganplay.runs.transfer.export import export
from ganplay.runs.worker.drive import drive, prepare
from ganplay.runs.worker.writer import RunWriter
from model_cards import check, table_of, write_card

PRETRAINED = Path(__file__).parents[1] / "pretrained"
TABLE = PRETRAINED.parent / "docs" / "pretrained.md"


@dataclass(frozen=True, kw_only=True)
class Model:
    """One run that ships: a named recipe, what it changes in it, its budget, and how much of it is kept.

    titled: its name is its title on the page, where another run has the same recipe and data.
    """

    recipe: str
    size: str = ""
    dataset: str
    budget: dict[str, float]
    changes: dict[str, Any] = field(default_factory=dict)
    checkpoints: int = 12
    grids: int = 60
    reals: int = 256
    titled: bool = False

    def settings(self) -> Recipe:
        budget = {"seconds": 0, "steps": 0, "images": 0} | self.budget
        return named_recipe(self.recipe, self.size).with_changes(dataset=self.dataset, **budget, **self.changes)


MODELS = {
    "faces": Model(recipe="quick", dataset="faces", budget={"images": 320_000}, checkpoints=6, grids=40, reals=128),
    "faces-stylegan": Model(
        recipe="stylegan",
        size="tiny",
        dataset="faces",
        budget={"images": 180_000},
        # fp32: its many small operations gain nothing from bf16 on a CPU; R1 as published, with gamma and ema as
        # stylegan2-ada's `auto` has them for 64 px and batches of 16
        changes={
            "resolution": 64,
            "batch": 16,
            "precision": "fp32",
            "penalty_every": 16,
            "gamma": 0.05,
            "ema": 0.9978,
        },
        checkpoints=4,
        grids=16,
        reals=64,
    ),
    "landscapes": Model(
        recipe="quick",
        dataset="landscapes",
        budget={"images": 280_000},
        changes={"resolution": 64, "g_width": 24, "d_width": 16},
        checkpoints=5,
        grids=16,
        reals=64,
    ),
    "mnist": Model(recipe="quick", dataset="mnist", budget={"images": 260_000}, checkpoints=6, grids=40),
    # the textbook's discriminator as it is, against a generator small enough to ship
    "mnist-classic": Model(
        recipe="classic",
        dataset="mnist",
        budget={"images": 128_000},
        changes={"z_dim": 32, "g_width": 16, "ema": 0.99},
        checkpoints=3,
        grids=12,
        reals=64,
        titled=True,
    ),
    # mnist-dcgan with a generator that learns ten times as fast as D, and a D without the batch norm that would see
    # a batch of one picture at a glance
    "mnist-collapsed": Model(
        recipe="dcgan",
        size="tiny",
        dataset="mnist",
        budget={"images": 32_000},
        changes={"norm_d": "none", "lr_g": 2e-3},
        checkpoints=8,
        grids=30,
        titled=True,
    ),
    "mnist-dcgan": Model(
        recipe="dcgan", size="tiny", dataset="mnist", budget={"images": 120_000}, checkpoints=11, grids=60, titled=True
    ),
    "mnist-infogan": Model(
        recipe="infogan", size="tiny", dataset="mnist", budget={"images": 700_032}, checkpoints=5, grids=30, reals=128
    ),
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data-root", type=Path, required=True, help="where MNIST lies, or is downloaded to")
    parser.add_argument("--only", nargs="+", choices=MODELS, default=list(MODELS), metavar="NAME")
    parser.add_argument("--work", type=Path, default=Path("runs/pretrained"), help="where the trainings are kept")
    parser.add_argument("--cards", action="store_true", help="train nothing: measure what ships and write its cards")
    parser.add_argument("--check", action="store_true", help="train nothing: measure what ships, and compare")
    asked = parser.parse_args()
    if asked.check:
        sys.exit(not all([check(shipped(name), asked.data_root) for name in asked.only]))
    for name in asked.only:
        if not asked.cards:
            ship(name, train(name, asked.work, asked.data_root))
        again = f"python benchmarks/make_pretrained.py --data-root DIR --only {name}"
        write_card(shipped(name), asked.data_root, again)
        size = sum(file.stat().st_size for file in (PRETRAINED / name).rglob("*") if file.is_file())
        print(f"pretrained/{name}: {size / 1e6:.1f} MB", flush=True)
    TABLE.write_text(table_of([shipped(name) for name in MODELS if (PRETRAINED / name).is_dir()]), encoding="utf-8")


def shipped(name: str) -> RunFolder:
    return RunFolder(PRETRAINED / name, frozen=True)


def train(name: str, work: Path, data_root: Path) -> RunFolder:
    """The finished training of a model, begun or gone on with where it is not there yet."""
    place = work / name
    run = RunFolder(place) if is_run(place) else RunFolder.create(place, MODELS[name].settings())
    if run.status() == "finished":
        return run
    said = 0.0

    def watch(event: Any) -> None:
        nonlocal said
        if event.seconds >= said + 10:
            said = event.seconds
            print(f"{name}: {event.images} images, {event.seconds:.0f} s", flush=True)

    with RunWriter(run) as writer:
        trainer = prepare(writer, device="cpu", threads=1, root=data_root, clock=time.process_time)
        status = drive(trainer, writer, queue.Queue(), watch, root=data_root)
    if status != "finished":
        raise SystemExit(f"{name} has {status}, and pretrained/{name} stays as it was.")
    return run


def ship(name: str, run: RunFolder) -> None:
    """Put the run into pretrained/ in place of what is there."""
    model, target = MODELS[name], PRETRAINED / name
    shutil.rmtree(target, ignore_errors=True)
    export(run, target, model.checkpoints, model.grids, model.reals)
    if model.titled:
        RunFolder(target).set_meta(title=name)


if __name__ == "__main__":
    main()
