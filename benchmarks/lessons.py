"""What the course trains on the server, over several seeds: what it comes to, and what it takes of a core.

python benchmarks/lessons.py [--seeds 0 1 2 3 4] [--only animals few detector]
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from statistics import mean, stdev
from types import SimpleNamespace
from typing import Any

import torch

from ganplay.runs.store.store import Store
from ganplay.ui.learn import asked_animals, asked_help
from ganplay.ui.learn.shipped import shipped_of


class Patient:
    """A job for whose end somebody waits, however long: see `ganplay.ui.kit.jobs.Job`."""

    def __init__(self) -> None:
        self.news: dict[str, Any] = {}

    def tell(self, **news: Any) -> None:
        self.news |= news


def animals(shipped: Any, seed: int) -> dict[str, float]:
    told = asked_animals.work_of({"source": "animals", "seed": seed})(Patient())
    names = ["cat", "dog", "generated"]
    return {f"{who} {name}": told["kinds"][at][who] for who in ("d", "c") for at, name in enumerate(names)}


def few(shipped: Any, seed: int) -> dict[str, float]:
    job = Patient()
    asked_help.few(shipped, {"seed": seed})(job)
    return {name: mean(row[name] for row in job.news["rows"]) for name in ("alone", "shipped", "own")}


def detector(shipped: Any, seed: int) -> dict[str, float]:
    told = asked_help.detector(shipped, {"seed": seed})(Patient())
    return {"accuracy": told["accuracy"], **{group["name"]: group["caught"] for group in told["groups"]}}


MEASURED: dict[str, Callable[[Any, int], dict[str, float]]] = {"animals": animals, "few": few, "detector": detector}


def measure(name: str, seeds: list[int]) -> None:
    shipped = shipped_of(SimpleNamespace(store=Store()))
    rows, seconds = [], []
    for seed in seeds:
        began = time.process_time()
        rows.append(MEASURED[name](shipped, seed))
        seconds.append(time.process_time() - began)
        print(name, seed, {key: round(value, 3) for key, value in rows[-1].items()}, f"{seconds[-1]:.1f} s", flush=True)
    for key in rows[0]:
        values = [row[key] for row in rows]
        print(f"| {name} | {key} | {mean(values):.3f} | {stdev(values) if len(values) > 1 else 0:.3f} |")
    print(f"| {name} | seconds of a core | {mean(seconds):.1f} | |", flush=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seeds", type=int, nargs="+", default=[0, 1, 2, 3, 4])
    parser.add_argument("--only", nargs="+", choices=MEASURED, default=list(MEASURED))
    given = parser.parse_args()
    torch.set_num_threads(1)
    for one in given.only:
        measure(one, given.seeds)
