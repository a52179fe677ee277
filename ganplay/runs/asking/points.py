"""What rooms for pictures say of a run that draws points of the plane, and how its points are written to a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ganplay.recipe import Recipe
from ganplay.runs.store.history import RunError

if TYPE_CHECKING:
    import numpy as np
    from torch import Tensor

    from ganplay.training.checkpoint import Networks


def refuse_points(recipe: Recipe) -> None:
    """Raises RunError where the run draws points: they have no colours to score, and no pictures lie between them."""
    if recipe.family == "points":
        raise RunError(
            "This run draws points of the plane, not pictures: watch them in the Train tab, count the modes they cover "
            "by ganplay evaluate, or write them to a file by ganplay sample.",
            code="draws_points",
        )


def seed_points(networks: Networks, seeds: range) -> np.ndarray:
    """The points of seeds, (N, 2) float32."""
    import torch

    from ganplay.latent import seed_latents

    latents = seed_latents(seeds, networks.generator.z_dim)
    with torch.no_grad():
        drawn = [networks.generator(part) for part in latents.split(2_500)]
    return torch.cat(drawn).flatten(1).float().numpy()


def drawing_of(points: Tensor, dataset: str) -> np.ndarray:
    """Points as one grey picture, (H, W, 1) uint8, as far as their data set reaches."""
    from ganplay.data.kinds.points import MIXTURES, plotted

    return plotted(points, MIXTURES[dataset].extent)[0].permute(1, 2, 0).numpy()


def refuse_folder(out: Path) -> None:
    """Raises RunError where `out` is no file that can hold points."""
    if not out.suffix:
        raise RunError(f"Points are written to one file: end {out.name} in .npz (points: N,2) or .png (a drawing).")
