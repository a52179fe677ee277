"""Steps a second of the laboratory's trainer, redrawing 30 times a second, beside plain script and the Python step.

Needs Node. A step is one of D and one of G on a batch of 128 points; rounds go through all variants in turn, medians.

python benchmarks/lab.py [--rounds 5] [--seconds 2]
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import time
from itertools import product
from pathlib import Path
from statistics import median
from typing import Any

import torch

from ganplay.recipe import Recipe
from ganplay.training.step import Players

REDRAWS = 30  # a second: heat map of 60 x 60, lattice of 20 x 20, 512 points with their arrows
WIDTHS, PENALTIES = (16, 32, 64), ("none", "r1")
PYTHON = "python"


def recipe(width: int, penalty: str) -> dict[str, Any]:
    return {
        "family": "points",
        "resolution": 1,
        "channels": 2,
        "precision": "fp32",
        "z_dim": 2,
        "batch": 128,
        "g_layers": 2,
        "d_layers": 2,
        "g_width": width,
        "d_width": width,
        "penalty": penalty,
        "gamma": 0.1,
        "lr_g": 1e-4,
        "lr_d": 1e-4,
    }


class Script:
    """The page's trainer in Node."""

    def __init__(self) -> None:
        command = [shutil.which("node") or "node", str(Path(__file__).with_suffix(".js"))]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def measure(self, kind: str, settings: dict[str, Any], seconds: float) -> dict[str, float]:
        asked = {"kind": kind, "recipe": settings, "seconds": seconds, "redraws": REDRAWS}
        self.process.stdin.write(json.dumps(asked) + "\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())

    def close(self) -> None:
        self.process.stdin.close()
        self.process.wait(timeout=30)


def python_step(players: Players, seconds: float) -> dict[str, float]:
    """The core's step, without drawing anything."""
    steps, began, used = 0, time.perf_counter(), time.process_time()
    while time.perf_counter() - began < seconds:
        angle = torch.randint(0, 8, (128,)) * torch.pi / 4
        real = torch.stack([angle.cos(), angle.sin()], 1) + 0.01 * torch.randn(128, 2)
        players.train_discriminator(real[:, :, None, None], torch.randn(128, 2), step=steps)
        players.train_generator(torch.randn(128, 2), steps)
        steps += 1
    return {
        "rate": steps / (time.perf_counter() - began),
        "ofCpu": steps / (time.process_time() - used),
        "frame": 0.0,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=2.0, help="of each variant in each round")
    asked = parser.parse_args()

    torch.set_num_threads(1)
    cases = list(product(WIDTHS, PENALTIES))
    players = {case: Players(Recipe(**recipe(*case)), torch.device("cpu"), "fp32") for case in cases}
    variants = list(product(cases, ("wasm", "plain", PYTHON)))
    found: dict[Any, list[dict[str, float]]] = {variant: [] for variant in variants}
    script = Script()
    try:
        for _ in range(asked.rounds + 1):  # the first round warms up
            for case, kind in variants:
                if kind == PYTHON:
                    figures = python_step(players[case], asked.seconds)
                else:
                    figures = script.measure(kind, recipe(*case), asked.seconds)
                found[case, kind].append(figures)
    finally:
        script.close()
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}; medians of {asked.rounds} rounds, each (low, high)")
    for ((width, penalty), kind), figures in found.items():
        rates, of_cpu, frames = ([one[name] for one in figures[1:]] for name in ("rate", "ofCpu", "frame"))
        print(
            f"2x{width} {penalty:4} {kind:6} {median(rates):6.0f} ({min(rates):.0f}, {max(rates):.0f}) steps/s, "
            f"{median(of_cpu):6.0f} a second of CPU time, a frame {median(frames):5.1f} ms"
        )


if __name__ == "__main__":
    main()
