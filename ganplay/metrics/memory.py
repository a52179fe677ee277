"""Does the generator repeat its training pictures? Nearest neighbours, against those of pictures never trained on."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor

from ganplay.data.nearest import NearestRows
from ganplay.metrics.error import MetricError

FEWEST = 50  # pictures of each kind
NEAR = 1.0  # per cent of the held-out pictures that are as near to a training picture as a copy is


@dataclass(frozen=True)
class Memory:
    """How near generated pictures are to training pictures.

    Attributes:
        copies: the share of generated pictures nearer to a training picture than 99 % of held-out pictures are; about
            0.01 where nothing is memorised.
        nearness: their median nearest distance over that of held-out pictures; 1: as far as real pictures are from
            each other, well below 1: drawn to the training pictures.
        copied: (C, 2) int64, the copies: index among the generated, index of the training picture; the nearest first.
        n, compared, held_out: pictures generated, of training, held out.
    """

    copies: float
    nearness: float
    copied: Tensor
    n: int
    compared: int
    held_out: int


def unavoidable(training: Tensor, held_out: Tensor) -> float:
    """The `Memory.copies` of pictures never trained on: each held-out one in turn, where the others say what is near.

    All of the held-out pictures count, and their `Memory.nearness` is 1 by its definition.

    Args:
        training, held_out: features, (M, F) and (H, F).

    Raises:
        MetricError: for fewer than 100 held-out pictures, of which none is the nearest hundredth.
    """
    n = len(held_out)
    if n < 2 * FEWEST:
        raise MetricError(f"How near is normal takes {2 * FEWEST} held-out pictures, and there are {n}.")
    distances = NearestRows(training.float(), held_out.float()).typical
    below = torch.searchsorted(distances, distances)
    return (100.0 * below / (n - 1) < NEAR).double().mean().item()


def memorised(fake: Tensor, training: Tensor, held_out: Tensor) -> Memory:
    """Compare features of generated pictures (N, F) with those of training (M, F) and held-out ones (H, F).

    Raises:
        MetricError: for fewer than 50 of a kind; fewer than 100 held out say little of their nearest hundredth.
    """
    fewest = min(len(fake), len(training), len(held_out))
    if fewest < FEWEST:
        raise MetricError(
            f"Looking for copies takes at least {FEWEST} generated, training and held-out pictures each, "
            f"and there are {fewest} of a kind."
        )
    rows = NearestRows(training.float(), held_out.float())
    near = rows.nearest(fake.float())
    distances = near.distances[:, 0]
    close = near.percentile < NEAR
    order = distances.argsort()
    order = order[close[order]]
    typical = rows.typical.median().item()
    return Memory(
        copies=close.double().mean().item(),
        nearness=distances.median().item() / max(typical, 1e-12),
        copied=torch.stack([order, near.indices[order, 0]], dim=1),
        n=len(fake),
        compared=len(training),
        held_out=len(held_out),
    )
