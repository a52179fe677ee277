"""Modes found and high-quality samples on the grid and the ring, or on stacked MNIST, as published; see metrics/modes.

python benchmarks/modes.py [--data grid ring] [--recipes points gan pacgan4] [--seeds 0 1 2 3 4 5 6 7 8 9]
python benchmarks/modes.py --stacked --data-root DIR [--recipes dcgan quick] [--images 100000] [--seeds 0]

`gan` and `pacgan4` are the networks of `points` with the loss of Goodfellow et al. 2014, alone and packed by four, for
as many steps. `--steps N` or `--images N` gives every recipe that budget instead of its own, and `--set key=value`
changes every one of them.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path
from statistics import mean, stdev

import torch

from ganplay.data import load
from ganplay.data.kinds.points import draw_points, finished
from ganplay.data.laws import LAWS, Mixture
from ganplay.data.pictures import Pictures
from ganplay.metrics.drawing import draw_samples
from ganplay.metrics.features import features_for
from ganplay.metrics.modes import POINT_SAMPLES, STACKED_SAMPLES, count_modes, stacked_modes
from ganplay.recipe import NAMED, Recipe, named_recipe
from ganplay.training import Trainer

PLAIN = {"loss": "nonsaturating", "penalty": "none", "gamma_end": 0, "beta1": 0.5, "beta2": 0.999, "beta2_end": 0}
VARIANTS = {"gan": PLAIN, "pacgan4": PLAIN | {"packing": 4}}
STACKED = {"dataset": "stacked_mnist", "resolution": 32, "labels": "off", "precision": "auto"}


def recipe_for(name: str, size: str, changes: dict, settings: list[str]) -> Recipe:
    recipe = named_recipe(name if name in NAMED else "points", size)
    return recipe.with_changes(**VARIANTS.get(name, {}) | changes).with_settings(settings)


def trained(recipe: Recipe, pictures: Pictures, asked: argparse.Namespace) -> Trainer:
    trainer = Trainer(recipe, pictures, device=asked.device, threads=asked.threads)
    for _ in trainer.events():
        pass
    return trainer


def on_points(recipe: Recipe, trainer: Trainer) -> dict[str, float]:
    mixture = LAWS[recipe.dataset]
    points, _ = draw_samples(trainer.players.averaged, POINT_SAMPLES, finish=finished)
    found = count_modes(points, torch.tensor(mixture.centres), mixture.sigma)
    return {"modes": found.covered, "high_quality": found.high_quality}


def on_stacked(recipe: Recipe, trainer: Trainer) -> dict[str, float]:
    pictures, _ = draw_samples(trainer.players.averaged, STACKED_SAMPLES)
    found = stacked_modes(pictures, features_for(1, recipe.resolution, trainer.players.device))
    return {"modes": found.covered, "kl": found.kl}


def floors(asked: argparse.Namespace, stacked: Pictures | None) -> Iterator[str]:
    """What real samples score, as many as are drawn of a generator."""
    if stacked is not None:
        grey = features_for(1, stacked.resolution)
        found = stacked_modes(stacked.images[:STACKED_SAMPLES], grey)
        accuracy = grey.heads["digits"].accuracy
        yield f"floor stacked_mnist: modes {found.covered}, kl {found.kl:.3f}; {grey.name} network, accuracy {accuracy}"
        return
    for name in asked.data:
        mixture = LAWS[name]
        real = draw_points(name, POINT_SAMPLES, seed=1).images
        found = count_modes(real, torch.tensor(mixture.centres), mixture.sigma)
        yield f"floor {name}: modes {found.covered}, high_quality {found.high_quality:.3f}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    counted = [name for name, law in LAWS.items() if isinstance(law, Mixture)]
    parser.add_argument("--data", nargs="+", default=["grid"], choices=counted)
    parser.add_argument("--stacked", action="store_true", help="stacked MNIST in place of points")
    parser.add_argument("--data-root", type=Path, help="where MNIST lies, for --stacked")
    parser.add_argument("--recipes", nargs="+", help="named recipes, gan or pacgan4")
    parser.add_argument("--size", default="", help="tiny, small or full; by default the one that the name means")
    parser.add_argument("--seeds", type=int, nargs="+", default=list(range(10)))
    parser.add_argument("--steps", type=int)
    parser.add_argument("--images", type=int)
    parser.add_argument("--set", nargs="+", default=[], metavar="KEY=VALUE")
    parser.add_argument("--device", default="auto")
    parser.add_argument("--threads", type=int, default=1)
    asked = parser.parse_args()

    budget = {}
    if asked.steps or asked.images:
        budget = {"seconds": 0, "steps": asked.steps or 0, "images": asked.images or 0}
    stacked = load("stacked_mnist", STACKED["resolution"], root=asked.data_root) if asked.stacked else None
    for line in floors(asked, stacked):
        print(line, flush=True)
    for dataset in ["stacked_mnist"] if asked.stacked else asked.data:
        pictures = stacked if asked.stacked else draw_points(dataset)
        same = STACKED if asked.stacked else {"dataset": dataset}
        for name in asked.recipes or (["dcgan"] if asked.stacked else ["points", "gan", "pacgan4"]):
            rows = []
            for seed in asked.seeds:
                recipe = recipe_for(name, asked.size, {**same, **budget, "seed": seed}, asked.set)
                trainer = trained(recipe, pictures, asked)
                measured = (on_stacked if asked.stacked else on_points)(recipe, trainer)
                rows.append(measured | {"steps": trainer.step, "images": trainer.images, "seconds": trainer.seconds})
                print(json.dumps({"data": dataset, "recipe": name, "seed": seed} | rows[-1]), flush=True)
            told = [f"{key} {mean(values):.3f} ({spread(values):.3f})" for key, values in columns(rows).items()]
            print(f"{dataset} {name}, {len(rows)} seeds, mean (std): {', '.join(told)}", flush=True)


def columns(rows: list[dict[str, float]]) -> dict[str, list[float]]:
    return {key: [row[key] for row in rows] for key in rows[0]}


def spread(values: list[float]) -> float:
    return stdev(values) if len(values) > 1 else 0.0


if __name__ == "__main__":
    main()
