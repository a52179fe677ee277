"""The pictures about which a discriminator is wrong."""

from __future__ import annotations

from typing import NamedTuple

import torch
from torch import Tensor


class Mistakes(NamedTuple):
    """Indices, the most wrong first."""

    real_called_generated: list[int]
    generated_called_real: list[int]


def mistakes(real_logits: Tensor, generated_logits: Tensor, threshold: float, most: int = 24) -> Mistakes:
    """Real pictures at or below the threshold, and generated ones above it, at most `most` of each."""
    low = torch.argsort(real_logits, stable=True)
    high = torch.argsort(generated_logits, descending=True, stable=True)
    return Mistakes(
        low[real_logits[low] <= threshold][:most].tolist(), high[generated_logits[high] > threshold][:most].tolist()
    )
