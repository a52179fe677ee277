"""Quality against training seconds on MNIST: ganplay's `quick` beside the published DCGAN recipe, in one run.

python benchmarks/quality.py --data-root DIR [--seconds 15 60] [--seeds 0 1 2] [--recipes quick dcgan]
"""

from __future__ import annotations

import argparse
from pathlib import Path
from statistics import median

import torch

from classifier import Distance
from ganplay.latent import render, seed_latents
from ganplay.recipe import Recipe, named_recipe
from ganplay.training import Trainer

SAMPLES = 5000


def recipes(seconds: float, seed: int) -> dict[str, Recipe]:
    same = {"dataset": "mnist", "resolution": 32, "seconds": seconds, "seed": seed}
    return {
        "quick": named_recipe("quick").with_changes(**same),
        # As published: 64 base channels, fp32, lr 2e-4, no averaging.
        "dcgan": named_recipe("dcgan").with_changes(**same, precision="fp32"),
        # The same at 32 base channels, the size of network that a laptop can train.
        "dcgan32": named_recipe("dcgan").with_changes(**same, precision="fp32", g_width=32, d_width=32),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data-root", type=Path)
    parser.add_argument("--seconds", type=float, nargs="+", default=[15, 60])
    parser.add_argument("--seeds", type=int, nargs="+", default=[0, 1, 2])
    parser.add_argument("--recipes", nargs="+", default=["quick", "dcgan32", "dcgan"])
    parser.add_argument("--device", default="auto")
    asked = parser.parse_args()

    distance = Distance(asked.data_root)
    print(f"classifier {distance.digest}, accuracy {distance.accuracy:.4f} on 5,000 held-out digits", flush=True)
    print(f"floor: {distance.floor(SAMPLES):.2f} ({SAMPLES} real digits); every figure is on {SAMPLES} samples")
    for seconds in asked.seconds:
        for name in asked.recipes:
            scores, rates = [], []
            for seed in asked.seeds:
                trainer = Trainer(recipes(seconds, seed)[name], distance.pictures, device=asked.device)
                for _ in trainer.events():
                    pass
                generator = trainer.players.averaged
                samples = render(generator, seed_latents(range(SAMPLES), trainer.recipe.z_dim))
                scores.append(distance(torch.from_numpy(samples).permute(0, 3, 1, 2)))
                rates.append(trainer.images / trainer.seconds)
            each = " ".join(f"{score:.2f}" for score in scores)
            print(
                f"{name:8s} {seconds:5.0f} s  median {median(scores):7.2f}  ({each})  {median(rates):6.0f} images/s  "
                f"{trainer.device} {trainer.precision} {trainer.threads} threads",
                flush=True,
            )


if __name__ == "__main__":
    main()
