"""How many modes a generator finds, counted as published, where the modes are known.

Points: 2,500 samples; one within three standard deviations of the nearest centre is of high quality, a mode with at
least one of them is covered (Srivastava et al. 2017, VEEGAN; Lin et al. 2018, PacGAN). Stacked digits: 26,000 samples,
each channel classified, 1,000 modes, and the Kullback-Leibler divergence to equal shares (Metz et al. 2017, Unrolled
GANs; the number of samples as in VEEGAN).
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import torch
from torch import Tensor

from ganplay.metrics.classes import class_counts, kl_divergence
from ganplay.metrics.error import MetricError
from ganplay.metrics.features import Features

POINT_SAMPLES = 2_500
STACKED_SAMPLES = 26_000
REACH = 3.0  # standard deviations


@dataclass(frozen=True)
class PointModes:
    """covered of `modes` centres; high_quality: share of samples near one; counts: high-quality samples of each."""

    covered: int
    modes: int
    high_quality: float
    counts: list[int]
    n: int


def count_modes(points: Tensor, centres: Tensor, sigma: float) -> PointModes:
    """Modes that points cover.

    Args:
        points: (N, 2), or (N, 2, 1, 1) as generators of the family `points` draw them.
        centres: (K, 2).
        sigma: the standard deviation of a mode in each coordinate.

    Points that are not finite are of no mode.

    Raises:
        MetricError: where there are none.
    """
    points = points.flatten(1).double().cpu()
    if not len(points) or points.shape[1] != centres.shape[1]:
        raise MetricError("Counting modes takes at least one point, with the coordinates of the centres.")
    distance, nearest = torch.cdist(points, centres.double().cpu()).nan_to_num(nan=math.inf).min(1)
    good = distance <= REACH * sigma
    counts = class_counts(nearest[good], len(centres))
    return PointModes(
        covered=sum(count > 0 for count in counts),
        modes=len(centres),
        high_quality=good.double().mean().item(),
        counts=counts,
        n=len(points),
    )


@dataclass(frozen=True)
class StackedModes:
    """covered of 1,000 modes; kl: of their counts to equal shares, in nats; n pictures."""

    covered: int
    modes: int
    kl: float
    n: int


def stacked_modes(pictures: Tensor, features: Features, head: str = "digits") -> StackedModes:
    """Modes of stacked digits: each channel of (N, 3, H, W) uint8 is a digit for the grey network.

    Even a perfect sample has a divergence above 0, of about 999 / 2N: .019 at 26,000 pictures.

    Raises:
        MetricError: for pictures without three channels, or a network without such a head.
    """
    if pictures.ndim != 4 or pictures.shape[1] != 3 or not len(pictures):
        raise MetricError("Stacked digits are pictures with three channels, a digit in each.")
    if head not in features.heads:
        raise MetricError(f"The {features.name} network does not know {head}: it cannot count stacked digits.")
    classes = len(features.heads[head].classes)
    digits = [features.guess(features(pictures[:, i : i + 1]), head) for i in range(3)]
    counts = class_counts((digits[0] * classes + digits[1]) * classes + digits[2], classes**3)
    return StackedModes(
        covered=sum(count > 0 for count in counts),
        modes=classes**3,
        kl=kl_divergence(counts, [1.0] * classes**3),
        n=len(pictures),
    )
