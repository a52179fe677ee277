"""`digits`: the 1,797 handwritten digits that come with scikit-learn."""

from __future__ import annotations

import torch
from torch.nn import functional as F

from ganplay.data.catalog import CATALOG
from ganplay.data.pictures import Pictures


def read_digits(resolution: int) -> Pictures:
    """White on black. The originals are 8 x 8 with 17 greys; they are enlarged smoothly, with a margin around them."""
    from sklearn.datasets import load_digits

    data = load_digits()
    small = torch.from_numpy(data.images).float()[:, None] / 16
    small = F.pad(small, (1, 1, 1, 1))  # strokes touch the edge of the 8 x 8
    large = F.interpolate(small, size=(resolution, resolution), mode="bicubic", align_corners=False)
    # Enlarging blurs: steepen the greys a little, so that strokes have edges again.
    large = (large - 0.5) * 1.6 + 0.5
    info = CATALOG["digits"]
    return Pictures(
        name="digits",
        images=(large * 255 + 0.5).clamp_(0, 255).to(torch.uint8),
        labels=torch.from_numpy(data.target).long(),
        classes=info.classes,
        flips=info.flips,
    )
