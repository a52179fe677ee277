"""Stacked digits: three digits at random in the red, green and blue of one picture, so that there are 1,000 modes.

Metz et al. 2017, Unrolled Generative Adversarial Networks.
"""

from __future__ import annotations

import torch

from ganplay.data.catalog import CATALOG
from ganplay.data.pictures import DataError, Pictures


def stack_digits(digits: Pictures, name: str, count: int, seed: int = 0) -> Pictures:
    """`count` pictures of three digits each; the label is their number, red 100s, green 10s, blue 1s.

    Args:
        digits: grey pictures with ten classes.

    Raises:
        DataError: for anything else.
    """
    if digits.channels != 1 or digits.labels is None or len(digits.classes) != 10:
        raise DataError(f"{digits.name} cannot be stacked: it takes grey pictures of ten classes.")
    chosen = torch.randint(len(digits), (count, 3), generator=torch.Generator().manual_seed(seed))
    labels = digits.labels[chosen]
    return Pictures(
        name=name,
        images=torch.stack([digits.images[chosen[:, i], 0] for i in range(3)], dim=1),
        labels=labels[:, 0] * 100 + labels[:, 1] * 10 + labels[:, 2],
        classes=CATALOG["stacked_mnist"].classes,
    )
