"""How well a discriminator tells real pictures from generated ones."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from torch import Tensor

from ganplay.scoring.error import ScoringError
from ganplay.scoring.scores import check_numbers

CURVE = 200  # points of a curve


@dataclass(frozen=True)
class Curve:
    """Points of a curve and the logit at or above which a picture counts as real there; arrays of one length."""

    x: np.ndarray
    y: np.ndarray
    thresholds: np.ndarray


@dataclass(frozen=True)
class Separability:
    """The figures of one threshold, and the curves of all of them; both kinds weigh the same, whatever N and M are.

    So a coin is right about half of them, and has a precision and an average precision of a half.

    Attributes:
        precision: of the pictures called real, the share that is; 0 where none is called real.
        recall: of the real pictures, the share called real.
        confusion: tp (real called real), fn (real called generated), fp (generated called real), tn.
        roc: x: of the generated, the share called real; y: of the real. From (0, 0) to (1, 1).
        pr: x: recall; y: precision. From recall 1 down.
        auc: area under the ROC: how often a real picture scores above a generated one (equal: half).
        ap: average precision.
        chance: what a coin gets: accuracy, auc, ap, each 0.5.
    """

    threshold: float
    accuracy: float
    precision: float
    recall: float
    f1: float
    confusion: dict[str, int]
    roc: Curve
    pr: Curve
    auc: float
    ap: float
    chance: dict[str, float]
    n_real: int
    n_generated: int

    def to_dict(self) -> dict[str, Any]:
        """For JSON: every number is finite."""
        names = ("threshold", "accuracy", "precision", "recall", "f1", "confusion", "auc", "ap", "chance")
        facts = {name: getattr(self, name) for name in (*names, "n_real", "n_generated")}
        roc = {"fpr": self.roc.x.tolist(), "tpr": self.roc.y.tolist(), "thresholds": self.roc.thresholds.tolist()}
        pr = {"recall": self.pr.x.tolist(), "precision": self.pr.y.tolist(), "thresholds": self.pr.thresholds.tolist()}
        return facts | {"roc": roc, "pr": pr}


def separability(real: Tensor, generated: Tensor, threshold: float) -> Separability:
    """Judge a discriminator by its logits of real (N,) and generated pictures (M,); above `threshold` it says real.

    Raises:
        ScoringError: where one kind is missing, or a logit is not a number.
    """
    if not len(real) or not len(generated):
        raise ScoringError("Telling two kinds apart takes pictures of both: real ones and generated ones.")
    check_numbers(together := torch.cat((real, generated)).double().cpu())
    logits = together.numpy()
    from sklearn.metrics import average_precision_score, precision_recall_curve, roc_auc_score, roc_curve

    is_real = np.arange(len(logits)) < len(real)
    called = logits > threshold
    tp, fp = int((called & is_real).sum()), int((called & ~is_real).sum())
    fn, tn = len(real) - tp, len(generated) - fp
    recall, alarms = tp / len(real), fp / len(generated)
    precision = recall / (recall + alarms) if tp + fp else 0.0
    weights = np.where(is_real, 0.5 / len(real), 0.5 / len(generated))
    fpr, tpr, roc_thresholds = roc_curve(is_real, logits)
    precisions, recalls, pr_thresholds = precision_recall_curve(is_real, logits, sample_weight=weights)
    above = np.nextafter(logits.max(), np.inf)  # where nothing is called real; scikit-learn's is infinite or missing
    roc_thresholds = np.where(np.isfinite(roc_thresholds), roc_thresholds, above)
    return Separability(
        threshold=float(threshold),
        accuracy=(recall + tn / len(generated)) / 2,
        precision=precision,
        recall=recall,
        f1=2 * recall / (1 + recall + alarms),
        confusion={"tp": tp, "fn": fn, "fp": fp, "tn": tn},
        roc=_thinned(fpr, tpr, roc_thresholds),
        pr=_thinned(recalls, precisions, np.append(pr_thresholds, above)),
        auc=float(roc_auc_score(is_real, logits)),
        ap=float(average_precision_score(is_real, logits, sample_weight=weights)),
        chance={"accuracy": 0.5, "auc": 0.5, "ap": 0.5},
        n_real=len(real),
        n_generated=len(generated),
    )


def _thinned(x: np.ndarray, y: np.ndarray, thresholds: np.ndarray) -> Curve:
    """At most CURVE points, evenly along the curve, the ends among them: no plot shows the difference."""
    if len(x) > CURVE:
        along = np.concatenate(([0.0], np.cumsum(np.abs(np.diff(x)) + np.abs(np.diff(y)))))
        kept = np.searchsorted(along, np.linspace(0, along[-1], CURVE))
        kept = np.unique(np.concatenate(([0], kept[1:-1], [len(x) - 1])))
        x, y, thresholds = x[kept], y[kept], thresholds[kept]
    return Curve(x, y, thresholds)
