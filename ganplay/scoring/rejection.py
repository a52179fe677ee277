"""Letting the discriminator choose among generated pictures, and what the choice costs.

Discriminator rejection sampling (Azadi et al. 2019) accepts each picture with a probability made of its density ratio,
so that with a perfect discriminator exactly the real distribution remains. What is here is simpler: only the best
share is kept. That sharpens as well, but it prefers what the discriminator likes most and so loses variety; how much
is what `acceptance` measures.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import torch
from torch import Tensor

from ganplay.latent.seeds import to_float
from ganplay.metrics.samples import compare
from ganplay.scoring.error import ScoringError

FEWEST = 16  # pictures whose variety says something


def acceptance(
    logits: Tensor, pictures: np.ndarray, real_pictures: np.ndarray, shares: Sequence[float]
) -> list[dict[str, Any]]:
    """What is left of generated pictures when only the best `share` of them is kept.

    Args:
        logits: (N,), of `pictures`.
        pictures, real_pictures: (N, H, W, C) and (M, H, W, C) uint8.
        shares: each above 0, up to 1.

    Returns:
        For each share: share, threshold (the lowest logit kept), n (how many are kept), diversity and gap as in
        `ganplay.metrics.samples.compare` (1 and 0 are the real pictures'; None where fewer than 16 are kept).
    """
    if len(logits) != len(pictures) or not len(pictures) or len(real_pictures) < 2:
        raise ScoringError("Acceptance takes generated pictures with one logit each, and real pictures.")
    if any(not 0 < share <= 1 for share in shares):
        raise ScoringError("A share of pictures to keep is above 0 and at most 1.")
    order = torch.argsort(logits, descending=True, stable=True)
    made, real = to_float(pictures), to_float(real_pictures)
    rows = []
    for share in shares:
        n = max(1, round(share * len(order)))
        measured = compare(real, made[order[:n]]) if n >= FEWEST else {}
        rows.append(
            {
                "share": share,
                "threshold": logits[order[n - 1]].item(),
                "n": n,
                "diversity": measured.get("diversity"),
                "gap": measured.get("gap"),
            }
        )
    return rows
