"""Generators of one training against discriminators of another."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from torch import nn

from ganplay.scoring.error import ScoringError
from ganplay.scoring.scores import score


def cross_play(
    drawn: Sequence[np.ndarray], discriminators: Sequence[nn.Module], thresholds: Sequence[float]
) -> np.ndarray:
    """Win rates (G, D): of each generator's pictures, the share that a discriminator calls real.

    Args:
        drawn: of each generator, pictures (N, H, W, C) uint8.
        discriminators: a conditional one as `Networks.judge`, for nobody tells it the class.
        thresholds: of each discriminator, the logit above which it says real.

    Raises:
        ScoringError: where a generator draws what a discriminator does not take.
    """
    if not drawn or len(discriminators) != len(thresholds) or not discriminators:
        raise ScoringError("Cross-play takes generators, and discriminators with a threshold each.")
    shapes = {pictures.shape[1:] for pictures in drawn}
    if len(shapes) > 1:
        listed = " and ".join(f"{width} x {height} x {channels}" for height, width, channels in sorted(shapes))
        raise ScoringError(f"These generators draw pictures of different shapes ({listed}): choose runs of one shape.")
    judges = list(zip(discriminators, thresholds, strict=True))
    return np.array(
        [[(score(judge, pictures) > line).float().mean().item() for judge, line in judges] for pictures in drawn]
    )
