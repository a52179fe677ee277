"""Samples to measure: drawn from one stream of noise, and rounded to the bytes that a screen would show."""

from __future__ import annotations

from collections.abc import Generator

import torch
from torch import Tensor, nn

from ganplay.metrics.error import MetricError

BATCH = 250


def draw_samples(generator: nn.Module, count: int, *, seed: int = 0) -> tuple[Tensor, Tensor | None]:
    """(pictures, the classes asked for): (count, C, H, W) uint8 and (count,) int64, or None for a generator without.

    Points, which are pictures of one pixel, stay float32. Classes are asked for in turn, so each is as frequent.

    Raises:
        MetricError: for a generator in training mode, whose pictures would depend on their batch.
    """
    turns = draw_in_turns(generator, count, BATCH, seed=seed)
    while True:
        try:
            next(turns)
        except StopIteration as end:
            return end.value


def draw_in_turns(
    generator: nn.Module, count: int, size: int, *, seed: int = 0
) -> Generator[None, None, tuple[Tensor, Tensor | None]]:
    """As `draw_samples`, `size` pictures at a time: yields after each, and returns the same."""
    if generator.training:
        raise MetricError("The generator is in training mode, where pictures depend on their batch: call eval() first.")
    device = next(generator.parameters()).device
    random = torch.Generator().manual_seed(seed)
    classes = getattr(generator, "num_classes", 0)
    labels = torch.arange(count) % classes if classes else None
    drawn = []
    for start in range(0, count, size):
        z = torch.randn(min(size, count - start), generator.z_dim, generator=random).to(device)
        if hasattr(generator, "coded"):  # some numbers of the latent are codes
            z = generator.coded(z)
        told = () if labels is None else (labels[start : start + size].to(device),)
        with torch.no_grad():
            drawn.append(shown(generator(z, *told)).cpu())
        yield
    return torch.cat(drawn), labels


def shown(pictures: Tensor) -> Tensor:
    """(N, C, H, W) in [-1, 1] to uint8; points, (N, C, 1, 1), to float32 as they are."""
    if pictures.shape[-1] == 1:
        return pictures.float()
    return pictures.float().add(1).mul(127.5).round().clamp(0, 255).to(torch.uint8)
