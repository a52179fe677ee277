"""How far generated points of the plane are from real ones, where no modes can be counted: divergences of histograms.

Both sets are counted in the same cells of a square; what lies outside is one more cell. Half a point is added to every
cell (Krichevsky and Trofimov 1981), so that no divergence is infinite. Even two samples of one law differ, the more the
fewer the points and the more the cells: compare a divergence with its floor.
"""

from __future__ import annotations

import torch
from torch import Tensor

from ganplay.metrics.error import MetricError

SAMPLES = 10_000  # points of each kind
CELLS = 40  # a side of the square
PRIOR = 0.5  # points that every cell has


def divergences(real: Tensor, fake: Tensor, extent: float, cells: int = CELLS) -> tuple[float, float]:
    """(Kullback-Leibler divergence of `fake` from `real`, Jensen-Shannon divergence), in nats.

    KL is the sum of p_real log(p_real / p_fake): it is large where generated points miss what is real. JS is at most
    log 2, where the two never meet.

    Args:
        real, fake: (N, 2) and (M, 2), or with one pixel behind, (N, 2, 1, 1); points that are not finite lie outside.
        extent: the square reaches from -extent to extent.

    Raises:
        MetricError: without any points.
    """
    if not len(real) or not len(fake):
        raise MetricError("A divergence takes at least one point of each kind.")
    p, q = (_shares(points, extent, cells) for points in (real, fake))
    middle = (p + q) / 2
    return _kl(p, q), (_kl(p, middle) + _kl(q, middle)) / 2


def _shares(points: Tensor, extent: float, cells: int) -> Tensor:
    """The share of each cell, (cells^2 + 1,) float64, the last one of what lies outside."""
    places = ((points.detach().flatten(1).double().cpu() / extent + 1) / 2 * cells).floor()
    inside = ((places >= 0) & (places < cells)).all(1)
    places = places.nan_to_num(0).clamp(0, cells - 1).long()
    where = torch.where(inside, places[:, 1] * cells + places[:, 0], cells * cells)
    counts = torch.bincount(where, minlength=cells * cells + 1).double() + PRIOR
    return counts / counts.sum()


def _kl(p: Tensor, q: Tensor) -> float:
    return (p * (p / q).log()).sum().item()
