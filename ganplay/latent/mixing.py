"""Mixing: some layers of the generator take one latent, the others another (Karras et al. 2019, StyleGAN)."""

from __future__ import annotations

from torch import Tensor, nn

from ganplay.latent.error import LatentError


def layer_ranges(generator: nn.Module) -> dict[str, range]:
    """Which layers are coarse (pose, shape), middle and fine (colour, texture): thirds, first layer first.

    A generator with two inputs has no middle.

    Raises:
        LatentError: when the generator takes its latent at one place only.
    """
    count = _checked_inputs(generator)
    edges = [round(part * count / 3) for part in range(4)]
    ranges = {name: range(edges[i], edges[i + 1]) for i, name in enumerate(("coarse", "middle", "fine"))}
    return {name: layers for name, layers in ranges.items() if layers}


def mixed(generator: nn.Module, rows: Tensor, columns: Tensor, layers: str) -> Tensor:
    """Every row's latent with the `layers` of every column's: (R * C, num_inputs, z_dim), row by row.

    Args:
        rows: (R, z_dim), or (R, num_inputs, z_dim), what was mixed before; all may lie in W.
        columns: (C, z_dim), or (C, num_inputs, z_dim).
        layers: a name in `layer_ranges`.
    """
    ranges = layer_ranges(generator)
    if layers not in ranges:
        raise LatentError(f"This generator's layers are {', '.join(ranges)}, and {layers!r} is none of them.")
    count = generator.num_inputs
    chosen = list(ranges[layers])
    latents = _layered(rows, count)[:, None].repeat(1, len(columns), 1, 1)
    latents[:, :, chosen] = _layered(columns, count)[None, :, chosen].to(latents)
    return latents.flatten(0, 1)


def _layered(latents: Tensor, count: int) -> Tensor:
    return latents if latents.ndim == 3 else latents[:, None].expand(-1, count, -1)


def _checked_inputs(generator: nn.Module) -> int:
    if generator.num_inputs < 2:
        raise LatentError("This generator takes its latent at one layer only, so there is nothing to mix.")
    return generator.num_inputs
