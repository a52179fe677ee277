"""Which classes generated pictures are of, as a feature network sees them."""

from __future__ import annotations

import math
from collections.abc import Sequence

import torch
from torch import Tensor


def class_counts(guesses: Tensor, classes: int) -> list[int]:
    """How many of `guesses`, (N,) int64, are of each of `classes` classes."""
    return torch.bincount(guesses.cpu(), minlength=classes).tolist()


def kl_divergence(found: Sequence[float], expected: Sequence[float]) -> float:
    """KL(found || expected) in nats of two lists of counts or shares; 0: the same shares.

    A class that was never expected counts as half a picture, or one stray picture would make it infinite.
    """
    total, expected_total = sum(found), sum(expected)
    if not total or not expected_total:
        return math.nan
    value = 0.0
    for count, wanted in zip(found, expected, strict=True):
        if count:
            value += count / total * math.log((count / total) / ((wanted or 0.5) / expected_total))
    return value


def agreement(guesses: Tensor, groups: Tensor, classes: int) -> float:
    """Share of pictures that are taken for what most of their group are taken for; 1: each group is of one class.

    Args:
        guesses: (N,) int64, what the network takes the pictures for.
        groups: (N,) int64, which of them belong together.
    """
    most = [max(class_counts(guesses[groups == group], classes)) for group in groups.unique()]
    return sum(most) / len(guesses)


def agreement_by_chance(guesses: Tensor, groups: Tensor, classes: int, times: int = 100, seed: int = 0) -> float:
    """The mean `agreement` of the same pictures in groups of the same sizes that they were dealt to at random."""
    random = torch.Generator().manual_seed(seed)
    dealt = (groups[torch.randperm(len(groups), generator=random)] for _ in range(times))
    return sum(agreement(guesses, shuffled, classes) for shuffled in dealt) / times


def label_accuracy(guesses: Tensor, labels: Tensor, classes: int) -> tuple[float, list[float | None]]:
    """(share of pictures that are taken for the class they were asked to be, the same for each class or None).

    Args:
        guesses: (N,) int64, what the network takes the pictures for.
        labels: (N,) int64, what the generator was asked for.
    """
    right = (guesses.cpu() == labels.cpu()).double()
    each = [right[labels.cpu() == k] for k in range(classes)]
    return right.mean().item(), [part.mean().item() if len(part) else None for part in each]
