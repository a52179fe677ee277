"""What is left of a data set where only its features' mean and covariance are known: enough for a Frechet distance."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from torch import Tensor

from ganplay.metrics.distances import frechet, moments
from ganplay.metrics.features import Features
from ganplay.metrics.reference import Reference
from ganplay.metrics.report import Row, row

FD = ("classifier_fd",)


@dataclass(frozen=True)
class Statistics:
    """mean (F,) and covariance (F, F) of the features of n real pictures; floor: what n other real ones score.

    digest: of the feature network.
    """

    mean: Tensor
    covariance: Tensor
    n: int
    floor: float
    digest: str


def statistics_of(reference: Reference) -> Statistics:
    """Of the real pictures that a reference compares with."""
    mean, covariance = moments(reference.real_rows)
    return Statistics(mean, covariance, reference.count, reference.floors(FD)[0], reference.features.digest)


def distance_to(known: Statistics, features: Features, draw: Callable[[int], Tensor]) -> Row:
    """The Frechet distance of as many generated pictures, (n, C, H, W) uint8 of `draw(n)`, as the statistics are of."""
    rows = features(draw(known.n))
    value = frechet(moments(rows), (known.mean, known.covariance))
    return row("classifier_fd", value, known.floor, known.n, "against the statistics that the run kept")
