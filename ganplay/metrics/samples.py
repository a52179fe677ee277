"""How varied generated pictures are and how far from real ones, without a network: on pictures shrunk to 8x8."""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor


def shrink(pictures: Tensor) -> Tensor:
    """(N, C, H, W) in [-1, 1] to (N, C * 64): small enough that distances mean shape and colour, not noise."""
    if pictures.device.type == "mps":  # which pools only where 8 divides the size, and 28 px are not so
        pictures = pictures.cpu()
    return F.adaptive_avg_pool2d(pictures.float(), 8).flatten(1)


def compare(real: Tensor, fake: Tensor) -> dict[str, float]:
    """Diversity and gap of generated pictures against as many real ones, all (N, C, H, W) in [-1, 1].

    Returns:
        diversity: mean distance between two generated pictures over that between two real ones (1: as varied;
            0: all the same; above 1: more varied than these real ones, be it by chance).
        distinct: mean distance of a generated picture to its nearest generated neighbour, over the same of the real
            ones (near 0: copies of a few).
        gap: energy distance between the two sets, over the mean distance between real ones (0: the same
            distribution; Székely and Rizzo 2013, Energy statistics). It is unbiased, so that sets of one distribution
            lie about 0, as often below it as above.
    """
    a, b = shrink(real), shrink(fake)
    real_pairs, real_nearest = _spread(a)
    fake_pairs, fake_nearest = _spread(b)
    between = torch.cdist(a, b).mean().item()
    return {
        "diversity": fake_pairs / real_pairs,
        "distinct": fake_nearest / real_nearest,
        "gap": (2 * between - real_pairs - fake_pairs) / real_pairs,
    }


def _spread(points: Tensor) -> tuple[float, float]:
    """(mean distance of two different points, mean distance to the nearest other)."""
    n = len(points)
    distances = torch.cdist(points, points, compute_mode="donot_use_mm_for_euclid_dist")
    nearest = distances.clone().fill_diagonal_(float("inf")).amin(1).mean().item()
    return max(distances.sum().item() / (n * (n - 1)), 1e-9), max(nearest, 1e-9)
