"""The same pictures before the discriminator of every moment."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
from torch import nn

from ganplay.scoring.scores import percentile, score


def over_time(
    discriminators: Iterable[tuple[int, nn.Module]], pictures: np.ndarray, real: np.ndarray, generated: np.ndarray
) -> list[dict[str, Any]]:
    """For every (step, discriminator): what it says of `pictures`, and where that stands.

    A logit's scale changes as a training goes on; its place among pictures of known origin does not.

    Args:
        pictures, real, generated: (N, H, W, C) uint8, the same ones for every step.

    Returns:
        step, logits (one a picture), percentiles_real and percentiles_generated (0 to 100, among that step's logits),
        real_mean and generated_mean.
    """
    together = np.concatenate((pictures, real, generated))
    rows = []
    for step, discriminator in discriminators:
        logits = score(discriminator, together)
        mine, theirs, made = logits.split([len(pictures), len(real), len(generated)])
        rows.append(
            {
                "step": step,
                "logits": mine.tolist(),
                "percentiles_real": percentile(mine, theirs).tolist(),
                "percentiles_generated": percentile(mine, made).tolist(),
                "real_mean": theirs.mean().item(),
                "generated_mean": made.mean().item(),
            }
        )
    return rows
