"""Sheets of latents: between four corners, and an endless one over all seeds."""

from __future__ import annotations

import math
from collections.abc import Callable

import torch
from torch import Tensor

from ganplay.latent.error import LatentError
from ganplay.latent.paths import lerp, slerp
from ganplay.latent.seeds import seed_latents, stable_seed

SMALLEST_SIDE, LARGEST_SIDE = 3, 11
CELLS_BETWEEN = 0.5  # neighbours of the endless plane at zoom 1, in lattice cells
FARTHEST = 1_000_000.0  # beyond it the float positions lose their fine steps


def plane(corners: Tensor, side: int, mode: str = "slerp") -> Tensor:
    """The sheet between four corners: (side * side, ...), row by row.

    In Z ("slerp") the two upper and the two lower corners are joined by arcs and the arcs by arcs, which keeps every
    latent on the shell; in W ("lerp") this is bilinear interpolation. The corners are met exactly.

    Args:
        corners: (4, z_dim) or (4, num_inputs, z_dim): upper left, upper right, lower left, lower right.
        side: pictures a side, 3 to 11.
    """
    _check_side(side)
    if len(corners) != 4 or not torch.isfinite(corners).all():
        raise LatentError(f"A plane lies between 4 finite corners, and these are {len(corners)}.")
    steps = torch.linspace(0, 1, side, device=corners.device)
    down, right = torch.meshgrid(steps, steps, indexing="ij")
    tail = [1] * (corners.ndim - 2)
    return _bilinear(*corners.unsqueeze(1), right.reshape(-1, *tail), down.reshape(-1, *tail), mode)


def endless_plane(
    z_dim: int,
    x: float,
    y: float,
    side: int,
    *,
    zoom: float = 1.0,
    world: int = 0,
    mapping: Callable[[Tensor], Tensor] | None = None,
    cut: float | None = None,
) -> Tensor:
    """The part of a plane without edges around (x, y): (side * side, z_dim), row by row, y downwards.

    At every point of the integer lattice sits a seed (`lattice_seed`), between them the latents of `plane`. The
    latent is a continuous function of the place, so panning by any fraction is smooth, and a place looks the same
    whichever way it was reached.

    Args:
        x, y: the place of the middle picture, in lattice cells.
        side: pictures a side, 3 to 11.
        zoom: at 1 neighbours are half a cell apart, at 2 a quarter; 0.1 to 100.
        world: which plane; another number is another lattice of seeds.
        mapping: from the seeds' latents to W; the plane then lies there, and is bilinear between its seeds.
        cut: of the seeds, see `seed_latents`.
    """
    _check_side(side)
    if not all(math.isfinite(value) for value in (x, y, zoom)) or max(abs(x), abs(y)) > FARTHEST:
        raise LatentError(f"A place on the plane is two numbers from -{FARTHEST:.0f} to {FARTHEST:.0f}.")
    if not 0.1 <= zoom <= 100:
        raise LatentError(f"The zoom goes from 0.1 to 100, and this one is {zoom:g}.")
    offsets = (torch.arange(side, dtype=torch.float64) - (side - 1) / 2) * (CELLS_BETWEEN / zoom)
    down, right = torch.meshgrid(y + offsets, x + offsets, indexing="ij")
    right, down = right.flatten(), down.flatten()
    column, row = right.floor().long(), down.floor().long()

    def corner(right: int, down: int) -> Tensor:
        seeds = _lattice_seeds(column + right, row + down, world)
        distinct = {seed: index for index, seed in enumerate(dict.fromkeys(seeds))}
        latents = seed_latents(list(distinct), z_dim, cut)
        return (mapping(latents) if mapping else latents)[[distinct[seed] for seed in seeds]]

    corners = corner(0, 0), corner(1, 0), corner(0, 1), corner(1, 1)
    return _bilinear(*corners, right - column, down - row, "lerp" if mapping else "slerp")


def lattice_seed(column: int, row: int, world: int = 0) -> int:
    """The seed at one point of the endless plane's lattice."""
    return stable_seed(world, column, row)


def _lattice_seeds(columns: Tensor, rows: Tensor, world: int) -> list[int]:
    return [lattice_seed(column, row, world) for column, row in zip(columns.tolist(), rows.tolist(), strict=True)]


def _bilinear(
    upper_left: Tensor,
    upper_right: Tensor,
    lower_left: Tensor,
    lower_right: Tensor,
    right: Tensor,
    down: Tensor,
    mode: str,
) -> Tensor:
    between = slerp if mode == "slerp" else lerp
    return between(between(upper_left, upper_right, right), between(lower_left, lower_right, right), down)


def _check_side(side: int) -> None:
    if not SMALLEST_SIDE <= side <= LARGEST_SIDE:
        raise LatentError(f"A plane has {SMALLEST_SIDE} to {LARGEST_SIDE} pictures a side, and this one has {side}.")
