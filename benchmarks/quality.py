"""Quality against training seconds on MNIST: ganplay's `quick` beside the published DCGAN recipe, in one run.

python benchmarks/quality.py --data-root DIR [--seconds 15 60] [--seeds 0 1 2] [--recipes quick dcgan]

With `--images 13000 52000` the budgets are pictures shown to D instead, which no other program on the machine can
change, and `--set beta1=0.5` tries another `quick`.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from statistics import median

import numpy as np
import torch

from classifier import Distance
from ganplay.latent import render, seed_latents
from ganplay.nets.conditional import OfClass
from ganplay.recipe import Recipe, named_recipe
from ganplay.training import Trainer

SAMPLES = 5000


def recipes(budget: dict[str, float], seed: int, settings: list[str]) -> dict[str, Recipe]:
    same = {"dataset": "mnist", "resolution": 32, "seconds": 0, **budget, "seed": seed}
    return {
        "quick": named_recipe("quick").with_changes(**same).with_settings(settings),
        # As published: 64 base channels, fp32, lr 2e-4, no averaging.
        "dcgan": named_recipe("dcgan").with_changes(**same, precision="fp32"),
        # The same at 32 base channels, the size of network that a laptop can train.
        "dcgan32": named_recipe("dcgan").with_changes(**same, precision="fp32", g_width=32, d_width=32),
    }


def drawn(trainer: Trainer) -> np.ndarray:
    """Samples of the averaged generator as `ganplay sample` draws them: a conditional one's seed s as class s % K."""
    generator, recipe = trainer.players.averaged, trainer.recipe
    latents = seed_latents(range(SAMPLES), recipe.z_dim)
    if not recipe.classes:
        return render(generator, latents)
    kinds = [OfClass(generator, label).eval() for label in range(recipe.classes)]
    return np.concatenate([render(kind, latents[label :: recipe.classes]) for label, kind in enumerate(kinds)])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data-root", type=Path)
    parser.add_argument("--seconds", type=float, nargs="+", default=[15, 60])
    parser.add_argument("--images", type=int, nargs="+")
    parser.add_argument("--set", nargs="+", default=[], metavar="KEY=VALUE")
    parser.add_argument("--seeds", type=int, nargs="+", default=[0, 1, 2])
    parser.add_argument("--recipes", nargs="+", default=["quick", "dcgan32", "dcgan"])
    parser.add_argument("--device", default="auto")
    asked = parser.parse_args()

    distance = Distance(asked.data_root)
    print(f"classifier {distance.digest}, accuracy {distance.accuracy:.4f} on 5,000 held-out digits", flush=True)
    print(f"floor: {distance.floor(SAMPLES):.2f} ({SAMPLES} real digits); every figure is on {SAMPLES} samples")
    unit, amounts = ("images", asked.images) if asked.images else ("seconds", asked.seconds)
    for amount in amounts:
        for name in asked.recipes:
            scores, rates = [], []
            for seed in asked.seeds:
                recipe = recipes({unit: amount}, seed, asked.set)[name]
                trainer = Trainer(recipe, distance.pictures, device=asked.device)
                for _ in trainer.events():
                    pass
                samples = drawn(trainer)
                scores.append(distance(torch.from_numpy(samples).permute(0, 3, 1, 2)))
                rates.append(trainer.images / trainer.seconds)
            each = " ".join(f"{score:.2f}" for score in scores)
            print(
                f"{name:8s} {amount:5.0f} {unit}  median {median(scores):7.2f}  ({each})  "
                f"{median(rates):6.0f} images/s  {trainer.device} {trainer.precision} {trainer.threads} threads",
                flush=True,
            )


if __name__ == "__main__":
    main()
