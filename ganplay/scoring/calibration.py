"""From logits to probabilities that keep their word."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
import torch
from torch import Tensor

from ganplay.losses import LOSSES
from ganplay.scoring.error import ScoringError
from ganplay.scoring.scores import check_numbers

FEWEST = 50  # pictures of each kind
BINS = 10
WEAKEST = 100.0  # scikit-learn's C: so little shrinkage that only classes without overlap notice it
DRAWS = 200  # perfectly calibrated forecasters that say how large the error is by chance


@dataclass(frozen=True)
class Calibration:
    """probability = sigmoid(slope * logit + intercept), for a picture as likely real as generated beforehand.

    Attributes:
        ece: expected calibration error, 0 to 1, on pictures that the curve was not fitted on.
        ece_floor: what a perfect forecaster's would be on so few pictures, by chance.
        bins: (mean predicted probability, share of real pictures, pictures) of every tenth that has pictures.
    """

    slope: float
    intercept: float
    n_real: int
    n_generated: int
    ece: float
    ece_floor: float
    bins: tuple[tuple[float, float, int], ...]

    def probability(self, logits: Tensor) -> Tensor:
        """That the picture is real, (N,) -> (N,)."""
        return torch.sigmoid(self.slope * logits.float() + self.intercept)

    def to_dict(self) -> dict[str, Any]:
        return asdict(self) | {"bins": [list(row) for row in self.bins]}

    @classmethod
    def from_dict(cls, facts: Mapping[str, Any]) -> Calibration:
        """Raises ScoringError for what `to_dict` would not have written."""
        try:
            numbers = {name: float(facts[name]) for name in ("slope", "intercept", "ece", "ece_floor")}
            counts = {name: int(facts[name]) for name in ("n_real", "n_generated")}
            bins = tuple((float(said), float(was), int(n)) for said, was, n in facts["bins"])
        except (KeyError, TypeError, ValueError, OverflowError):
            raise ScoringError("This calibration is damaged: delete its file, and it is fitted again.") from None
        shares = [numbers["ece"], numbers["ece_floor"], *(share for row in bins for share in row[:2])]
        whole = all(map(math.isfinite, numbers.values())) and all(0 <= share <= 1 for share in shares)
        if not whole or min(counts.values()) < FEWEST or len(bins) > BINS or any(row[2] < 1 for row in bins):
            raise ScoringError("This calibration is damaged: delete its file, and it is fitted again.")
        return cls(**numbers, **counts, bins=bins)


def calibratable(loss_name: str) -> bool:
    """Whether a number of this loss may be turned into a probability.

    The losses whose sigmoid is one; and least squares: against the labels 1 and 0 its best D is the share of real
    pictures among all that look like this one, p / (p + q) (Mao et al. 2017, equation 5), the same as cross-entropy's,
    only not bound to stay within 0 and 1. A hinge or a Wasserstein critic aims at no such thing: where its margin or
    its slope is met it has no reason to say how sure it is.
    """
    return loss_name == "lsgan" or (loss_name in LOSSES and LOSSES[loss_name].probability)


def calibrate(real: Tensor, generated: Tensor, *, seed: int = 0) -> Calibration:
    """Fit a sigmoid to the logits of held-out real (N,) and fresh generated pictures (M,) (Platt 1999).

    Both kinds weigh the same, whatever N and M are. The error and the bins (Guo et al. 2017) come from cross-fitting:
    each half of the pictures is judged by the curve of the other half; the curve that is kept is fitted on all.

    Raises:
        ScoringError: for fewer than 50 of a kind, and for logits that are not finite.
    """
    if min(len(real), len(generated)) < FEWEST:
        raise ScoringError(
            f"Calibration takes at least {FEWEST} held-out real and {FEWEST} generated pictures; "
            f"here are {len(real)} and {len(generated)}."
        )
    check_numbers(together := torch.cat((real, generated)).double().cpu())
    logits = together.numpy()
    is_real = np.arange(len(logits)) < len(real)
    random = np.random.default_rng(seed)
    halves = np.concatenate([random.permutation(n) % 2 for n in (len(real), len(generated))])
    said = np.empty(len(logits))
    for half in (0, 1):
        slope, intercept = _platt(logits[halves != half], is_real[halves != half])
        said[halves == half] = _sigmoid(slope * logits[halves == half] + intercept)
    weights = np.where(is_real, 0.5 / len(real), 0.5 / len(generated))
    ece, bins = _reliability(said, is_real, weights)
    slope, intercept = _platt(logits, is_real)
    return Calibration(
        slope=slope,
        intercept=intercept,
        n_real=len(real),
        n_generated=len(generated),
        ece=ece,
        ece_floor=_floor(said, random),
        bins=tuple(bins),
    )


def _platt(logits: np.ndarray, is_real: np.ndarray) -> tuple[float, float]:
    from sklearn.linear_model import LogisticRegression

    middle, scale = logits.mean(), max(logits.std(), 1e-12)
    model = LogisticRegression(C=WEAKEST, class_weight="balanced", max_iter=1000)
    model.fit(((logits - middle) / scale)[:, None], is_real)
    slope = model.coef_[0, 0] / scale
    return float(slope), float(model.intercept_[0] - slope * middle)


def _sigmoid(values: np.ndarray) -> np.ndarray:
    return np.exp(-np.logaddexp(0, -values))


def _reliability(
    said: np.ndarray, is_real: np.ndarray, weights: np.ndarray
) -> tuple[float, list[tuple[float, float, int]]]:
    """(expected calibration error, bins); `weights` sum to 1."""
    place = np.minimum((said * BINS).astype(int), BINS - 1)
    total, mean, share = (np.bincount(place, weights * each, BINS) for each in (1, said, is_real))
    count = np.bincount(place, minlength=BINS)
    bins = [
        (min(mean[at] / total[at], 1.0), min(share[at] / total[at], 1.0), int(count[at]))
        for at in np.flatnonzero(count)
    ]
    return float(np.abs(mean - share).sum()), [(float(said), float(was), n) for said, was, n in bins]


def _floor(said: np.ndarray, random: np.random.Generator) -> float:
    """The mean error where every picture is real with exactly the probability said."""
    even = np.full(len(said), 1 / len(said))
    return float(np.mean([_reliability(said, random.random(len(said)) < said, even)[0] for _ in range(DRAWS)]))
