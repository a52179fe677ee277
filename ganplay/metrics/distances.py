"""How far generated pictures are from real ones: functions of two sets of features, (N, F) and (M, F), on the CPU.

Frechet and kernel distance, precision and recall are torch-fidelity's, given features of ours: so they are a
classifier's distances and are never called FID or KID. Everything is computed in float64: between near pictures, as a
collapsed generator draws them, float32 distances are mostly rounding.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass

import torch
from torch import Tensor

from ganplay.metrics.error import MetricError

FEWEST = 50  # pictures of each kind; below, none of these means anything
ROWS = 1000  # rows whose distances to all others are in memory at once


library = threading.Event()  # set once torch-fidelity is imported


def load() -> None:
    """Import torch-fidelity, which takes seconds the first time, so that no measure has to wait for it."""
    import torch_fidelity  # noqa: F401

    library.set()


def classifier_fd(fake: Tensor, real: Tensor) -> float:
    """Frechet distance of two Gaussians with the features' means and covariances (Heusel et al. 2017), at least 0.

    It is too large for small samples, the more the fewer: compare only figures with one n, and with their floor.
    """
    _enough(fake, real)
    return frechet(moments(fake), moments(real))


def moments(features: Tensor) -> tuple[Tensor, Tensor]:
    """(mean (F,), covariance (F, F)), float64: all that `classifier_fd` knows of a set of features."""
    from torch_fidelity.metric_fid import fid_features_to_statistics

    found = fid_features_to_statistics(features.double())
    return torch.from_numpy(found["mu"]), torch.from_numpy(found["sigma"])


def frechet(fake: tuple[Tensor, Tensor], real: tuple[Tensor, Tensor]) -> float:
    """The Frechet distance of two Gaussians, each (mean (F,), covariance (F, F)), at least 0."""
    from torch_fidelity.metric_fid import KEY_METRIC_FID, fid_statistics_to_metric

    known = [{"mu": mean.double().numpy(), "sigma": spread.double().numpy()} for mean, spread in (fake, real)]
    return max(0.0, fid_statistics_to_metric(*known, verbose=False)[KEY_METRIC_FID])


@dataclass(frozen=True)
class KernelDistance:
    """value: may lie a little below 0, being unbiased; spread: over the subsets; subsets, size: as taken."""

    value: float
    spread: float
    subsets: int
    size: int


def classifier_kd(fake: Tensor, real: Tensor, *, subsets: int = 100, size: int = 1000, seed: int = 0) -> KernelDistance:
    """Kernel distance: unbiased squared MMD with the kernel (x.y / F + 1)^3 (Binkowski et al. 2018).

    The mean over `subsets` random subsets of `size` of each kind, or of all where there are fewer: then one subset.
    """
    from torch_fidelity.metric_kid import KEY_METRIC_KID_MEAN, KEY_METRIC_KID_STD, kid_features_to_metric

    _enough(fake, real)
    fewest = min(len(fake), len(real))
    if fewest <= size:
        subsets, size = (1 if len(fake) == len(real) else subsets), fewest
    told = kid_features_to_metric(
        fake.double(), real.double(), kid_subsets=subsets, kid_subset_size=size, rng_seed=seed, verbose=False
    )
    return KernelDistance(told[KEY_METRIC_KID_MEAN], told[KEY_METRIC_KID_STD], subsets, size)


def precision_recall(fake: Tensor, real: Tensor, k: int = 3) -> tuple[float, float]:
    """(precision, recall), improved (Kynkaanniemi et al. 2019).

    Precision: the share of generated pictures inside the ball of some real one, whose radius is the distance to its
    k-th nearest real neighbour. Recall: the same with the kinds exchanged.
    """
    from torch_fidelity.metric_prc import calculate_precision_recall_part

    _enough(fake, real)
    return calculate_precision_recall_part(fake.double(), real.double(), neighborhood=k, batch_size=ROWS)


def density_coverage(fake: Tensor, real: Tensor, k: int = 5) -> tuple[float, float]:
    """(density, coverage) (Naeem et al. 2020, Reliable Fidelity and Diversity Metrics for Generative Models).

    Around every real picture is a ball up to its k-th nearest real neighbour. Density: in how many balls a generated
    picture lies, over k; it expects 1 of real pictures and may exceed it. Coverage: the share of balls that hold a
    generated picture; of the four the one that outliers fool least.
    """
    _enough(fake, real)
    fake, real = fake.double(), real.double()
    inside, covered = 0, 0
    for some in real.split(ROWS):
        own = torch.cdist(some, real)
        radii = own.kthvalue(k + 1, dim=1).values[:, None]  # the nearest of all is the picture itself
        within = torch.cdist(some, fake) < radii
        inside += int(within.sum())
        covered += int(within.any(1).sum())
    return inside / (k * len(fake)), covered / len(real)


def _enough(fake: Tensor, real: Tensor) -> None:
    fewest = min(len(fake), len(real))
    if fewest < FEWEST:
        raise MetricError(f"A distance takes at least {FEWEST} pictures of each kind, and there are {fewest}.")
