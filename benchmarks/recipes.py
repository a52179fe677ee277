"""Trains the named recipes by the command line and writes down what each reaches, for the recipe book.

python benchmarks/recipes.py --data-root DIR [--minutes 2 10] [--data mnist faces] [--recipes quick dcgan] [--core 0]

What is measured already is left out, so it can be stopped and started again. Ten minutes go on from the run of two,
except where rates or growth follow the budget: there a shorter run is another run, and they start anew. With
--core the training has that core to itself and the measuring goes on beside it on the others; without, they take turns.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch

from ganplay.cores import usable_cores
from ganplay.data.kinds import entry, fits
from ganplay.latent.media import sheet, to_image, xmp_packet
from ganplay.recipe import NAMED, Recipe, kind_of, named_recipe
from ganplay.recipe.book import FOLDER, MINUTE, picture_name, records
from ganplay.recipe.fields import RecipeError
from ganplay.runs.asking.evaluate import evaluate
from ganplay.runs.asking.judging import data_of
from ganplay.runs.asking.sampling import seed_pictures
from ganplay.runs.store.folder import RunFolder, is_run
from ganplay.training.trainer import Trainer
from model_cards import processor

SIZE = "tiny"  # of every recipe: what a core can train in minutes
SAMPLES = 2_000  # generated pictures that are measured
COLUMNS, ROWS = 8, 4  # of the samples that are shown
LARGEST = 15_000  # bytes of their file
CURVE = 40  # points of a curve
WITHOUT_CLASSES = {"cgan": "sngan"}  # what a recipe is to the last bit where the data has none
OVERSHOT = 10.0  # seconds that a training may take too long
CORES = usable_cores()  # before --core leaves this process fewer
MEASURING = 1.0  # minutes that it takes, about, after a training


@dataclass(frozen=True)
class Job:
    """One recipe, on one data set, for so many minutes."""

    recipe: str
    size: str
    dataset: str
    minutes: int

    @property
    def settings(self) -> Recipe:
        return named_recipe(self.recipe, self.size)

    @property
    def anew(self) -> bool:
        """Whether its run may not go on from a shorter one."""
        return self.settings.decay != "constant" or self.settings.family == "progan"

    def place(self, scratch: Path) -> Path:
        """The folder of its run: that of fewer minutes, to go on from, or one of its own."""
        shared = scratch / f"{self.recipe}-{self.size}-{self.dataset}"
        further = is_run(shared) and RunFolder(shared).reached()["seconds"] > 60 * self.minutes + OVERSHOT
        return shared.with_name(f"{shared.name}-{self.minutes}") if self.anew or further else shared

    @property
    def key(self) -> tuple[str, str, str, int]:
        return self.recipe, self.size, self.dataset, self.minutes


def command(job: Job, run: str, root: str) -> list[str]:
    """The arguments of `ganplay` that train it from the start."""
    data = ["--data", job.dataset, *(["--data-root", root] if root else [])]
    return ["train", job.recipe, "--size", job.size, *data, "--seconds", str(60 * job.minutes), "--run", run]


def train(job: Job, run: Path, root: str, core: int | None) -> str:
    """Train it to its minutes; why that cannot be on these data, or an empty string."""
    arguments = command(job, str(run), root)
    if is_run(run):
        if RunFolder(run).reached()["seconds"] >= 60 * job.minutes or RunFolder(run).status() == "diverged":
            return ""  # trained before, and not measured
        arguments = ["train", "--resume", "--run", str(run), "--seconds", str(60 * job.minutes)]
        arguments += ["--data-root", root] if root else []
    with pinned(core):
        ended = subprocess.run(
            [sys.executable, "-m", "ganplay", *arguments],
            env=os.environ | {"OMP_NUM_THREADS": "1"},
            stderr=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            text=True,
        )
    if ended.returncode == 2 and (refused := refusal(job, root)):
        return refused
    if not run.is_dir() or not RunFolder(run).checkpoints():
        raise RuntimeError(ended.stderr)
    return ""


def refusal(job: Job, root: str) -> str:
    """Why the recipe itself is not trained on its data, which no second try would change; else an empty string."""
    try:
        untrained(job, root)
    except RecipeError as error:
        return str(error)
    return ""


def untrained(job: Job, root: str) -> Trainer:
    recipe = job.settings.with_changes(dataset=job.dataset)
    return Trainer(recipe, data_of(recipe, root or None), device="cpu")


def same_as(job: Job, root: str) -> str:
    """The recipe that it is to the last bit on its data, which need not be measured twice; else an empty string."""
    other = WITHOUT_CLASSES.get(job.recipe, "")
    return "" if other and untrained(job, root).recipe.classes else other


@contextmanager
def pinned(core: int | None) -> Iterator[None]:
    """What this thread starts runs on that core alone."""
    if core is None:
        yield
        return
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {core})
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


def measure(job: Job, path: Path, root: str) -> None:
    """Measure what was trained; adds its record and its samples."""
    run = RunFolder(path)
    found = evaluate(run, None, Path(root) if root else None, SAMPLES)
    meta, recipe, reached = run.meta(), run.recipe, run.reached()
    add(
        job,
        status=run.status(),
        resolution=recipe.resolution,
        conditional=recipe.classes > 0,
        steps=reached["steps"],
        images=reached["images"],
        seconds=round(reached["seconds"], 1),
        metrics={
            row["name"]: [short(row["value"]), short(row["floor"]), row["n"], row["n_floor"]]
            for row in found["generator"]["rows"]
        },
        features=found["generator"]["features"].get("digest"),
        curve=curve(run),
        minute=first_minute(run.measures()),
        machine=machine() | {"threads": meta["threads"], "arithmetic": recipe.precision},
        command="ganplay " + " ".join(command(job, "RUN", "DIR" if job.dataset == "mnist" else "")),
        measure=f"ganplay evaluate RUN --n {SAMPLES}" + (" --data-root DIR" if job.dataset == "mnist" else ""),
    )
    (FOLDER / picture_name(vars(job))).write_bytes(samples(run))


def add(job: Job, **facts: Any) -> None:
    with (FOLDER / "measured.jsonl").open("a", encoding="utf-8") as file:
        file.write(json.dumps(vars(job) | facts, separators=(",", ":"), ensure_ascii=False) + "\n")


def short(value: float | None) -> float | None:
    return None if value is None else float(f"{value:.4g}")


def curve(run: RunFolder) -> dict[str, list[Any]]:
    """The losses, and how far the samples' variety and mean are from real ones, over the seconds."""
    rows, judged = thinned(run.points()), thinned(run.evaluations())
    return {
        "seconds": [round(row["seconds"], 1) for row in rows],
        **{name: [short(row.get(name)) for row in rows] for name in ("loss_d", "loss_g")},
        "judged": [round(row["seconds"], 1) for row in judged],
        **{name: [short(row.get(name)) for row in judged] for name in ("gap", "diversity")},
    }


def first_minute(measures: list[dict[str, Any]]) -> dict[str, Any] | None:
    """The distance at the 60th second of a training, of what it measured: seconds, classifier_fd as in a record.

    The measure nearest to it within `MINUTE`; where there is none, on the straight line of the logarithm between the
    last one before and the first one after, whose seconds are told as `between`. None without both.
    """
    told = [row for row in measures if row.get("classifier_fd")]
    low, high = MINUTE
    near = [row for row in told if low <= row["seconds"] <= high]
    before, after = ([row for row in told if (row["seconds"] < low) is side] for side in (True, False))
    if near:
        row = min(near, key=lambda row: abs(row["seconds"] - 60))
        value, place = row["classifier_fd"], {"seconds": round(row["seconds"])}
    elif before and after:
        row, late = before[-1], after[0]
        part = (60 - row["seconds"]) / (late["seconds"] - row["seconds"])
        value = row["classifier_fd"] ** (1 - part) * late["classifier_fd"] ** part
        place = {"seconds": 60, "between": [round(each["seconds"]) for each in (row, late)]}
    else:
        return None
    return place | {"classifier_fd": [short(value), short(row["floor_classifier_fd"]), row["n"], row["n"]]}


def thinned(rows: list[Any]) -> list[Any]:
    if len(rows) <= CURVE:
        return rows
    return [rows[round(index * (len(rows) - 1) / (CURVE - 1))] for index in range(CURVE)]


def samples(run: RunFolder) -> bytes:
    """The pictures of the first seeds, or one drawing of them, as one small WebP that says it was generated."""
    networks = run.networks()
    kind, dataset = entry(kind_of(networks.recipe)), networks.recipe.dataset
    drawn, _ = seed_pictures(networks, range(kind.sheets(dataset).seeds))
    page = sheet(kind.drawing(drawn, dataset)[: COLUMNS * ROWS], COLUMNS)
    for quality in (82, 65, 45, 25):
        file = io.BytesIO()
        to_image(page).save(file, "WEBP", quality=quality, method=6, xmp=xmp_packet().encode())
        if file.tell() <= LARGEST:
            break
    return file.getvalue()


def machine() -> dict[str, Any]:
    return {"cpu": processor(), "cores": CORES, "torch": torch.__version__}


def jobs(asked: argparse.Namespace) -> list[Job]:
    """All that was asked for, in its order; a recipe of another kind than the data has a data set of its own."""
    wanted = []
    for minutes in asked.minutes:
        for dataset in asked.data:
            for name in asked.recipes:
                recipe = named_recipe(name)
                wanted.append(Job(name, SIZE, dataset if fits(dataset, kind_of(recipe)) else recipe.dataset, minutes))
    return list(dict.fromkeys(wanted))


def work(asked: argparse.Namespace) -> None:
    torch.set_num_threads(1)
    if asked.core is not None:
        os.sched_setaffinity(0, os.sched_getaffinity(0) - {asked.core} or {asked.core})
    end = time.time() + 3600 * asked.hours
    done = {(each["recipe"], each["size"], each["dataset"], each["minutes"]) for each in records(FOLDER)}
    asked.scratch.mkdir(parents=True, exist_ok=True)
    with ThreadPoolExecutor(1) as beside:
        measuring: Future[None] | None = None
        for job in jobs(asked):
            if job.key in done:
                continue
            if time.time() + 60 * (job.minutes + MEASURING) > end:
                say(f"the time is up before {job}")
                continue  # a shorter one may still fit
            if other := same_as(job, asked.data_root):
                say(f"{job.recipe} is {other} there")
                add(job, same_as=other)
                continue
            run = job.place(asked.scratch)
            if asked.core is None or run.exists():
                settle(measuring)
            say(f"training {job}")
            if refused := train(job, run, asked.data_root, asked.core):
                say(refused)
                add(job, refused=refused)
                continue
            settle(measuring)
            measuring = beside.submit(measure, job, run, asked.data_root)
        settle(measuring)
    say("done")


def settle(measuring: Future[None] | None) -> None:
    """Wait for a measurement; one that failed is told, and tried again the next time."""
    if measuring and (error := measuring.exception()):
        say(f"not measured: {error!r}")


def say(line: str) -> None:
    print(time.strftime("%H:%M:%S"), line, flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data-root", default="", help="where MNIST lies or is downloaded to")
    parser.add_argument("--scratch", type=Path, default=Path("recipe-runs"), help="where the runs are kept")
    parser.add_argument("--minutes", type=int, nargs="+", default=[2, 10])
    parser.add_argument("--data", nargs="+", default=["mnist", "faces"])
    parser.add_argument("--recipes", nargs="+", default=list(NAMED), choices=list(NAMED))
    parser.add_argument("--core", type=int, help="the core that trains, alone")
    parser.add_argument("--hours", type=float, default=24, help="begin nothing that would end later than this")
    work(parser.parse_args())


if __name__ == "__main__":
    main()
