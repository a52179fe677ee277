"""Samples to measure: drawn from one stream of noise, pictures rounded to the bytes that a screen would show."""

from __future__ import annotations

from collections.abc import Callable, Generator

import torch
from torch import Tensor, nn

from ganplay.data.kinds.pictures import finished
from ganplay.metrics.error import MetricError

BATCH = 250

Finish = Callable[[Tensor], Tensor]


def draw_samples(
    generator: nn.Module, count: int, *, seed: int = 0, finish: Finish = finished
) -> tuple[Tensor, Tensor | None]:
    """(samples, the classes asked for): (count, C, H, W) and (count,) int64, or None for a generator without.

    Classes are asked for in turn, so each is as frequent.

    Args:
        finish: what becomes of what the generator draws, see `ganplay.data.kinds.Entry.finished`; by default pictures
            are rounded to uint8.

    Raises:
        MetricError: for a generator in training mode, whose pictures would depend on their batch.
    """
    turns = draw_in_turns(generator, count, BATCH, seed=seed, finish=finish)
    while True:
        try:
            next(turns)
        except StopIteration as end:
            return end.value


def draw_in_turns(
    generator: nn.Module, count: int, size: int, *, seed: int = 0, finish: Finish = finished
) -> Generator[None, None, tuple[Tensor, Tensor | None]]:
    """As `draw_samples`, `size` samples at a time: yields after each, and returns the same."""
    if generator.training:
        raise MetricError("The generator is in training mode, where pictures depend on their batch: call eval() first.")
    device = next(generator.parameters()).device
    random = torch.Generator().manual_seed(seed)
    classes = getattr(generator, "num_classes", 0)
    labels = torch.arange(count) % classes if classes else None
    drawn = []
    for start in range(0, count, size):
        z = torch.randn(min(size, count - start), generator.z_dim, generator=random).to(device)
        if hasattr(generator, "coded"):  # not all numbers of its latents are normal
            z = generator.coded(z)
        told = () if labels is None else (labels[start : start + size].to(device),)
        with torch.no_grad():
            drawn.append(finish(generator(z, *told)).cpu())
        yield
    return torch.cat(drawn), labels
