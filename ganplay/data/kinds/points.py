"""Points in the plane whose modes are known: `ring` and `grid`, on which collapse can be counted.

A point is a picture of one pixel with two channels, x and y: (N, 2, 1, 1), float32, in the published coordinates. So
the networks of the family `points` train on them by the same trainer as everything else.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ganplay.data.pictures import Pictures

if TYPE_CHECKING:
    from torch import Tensor


@dataclass(frozen=True)
class Mixture:
    """Equal Gaussians in the plane.

    Attributes:
        name: of the data set.
        centres: x and y of each mode.
        sigma: the standard deviation of each mode in each coordinate.
        extent: a drawing reaches from -extent to extent.
        size: points of the data set.
        source: whom to cite.
    """

    name: str
    centres: tuple[tuple[float, float], ...]
    sigma: float
    extent: float
    size: int
    source: str


SOURCE = "Srivastava et al. 2017, VEEGAN; Lin et al. 2018, PacGAN."

POINTS: dict[str, Mixture] = {
    mixture.name: mixture
    for mixture in (
        Mixture(
            name="ring",
            centres=tuple((math.cos(2 * math.pi * i / 8), math.sin(2 * math.pi * i / 8)) for i in range(8)),
            sigma=0.01,
            extent=1.5,
            size=100_000,
            source=SOURCE,
        ),
        Mixture(
            name="grid",
            centres=tuple((2.0 * x, 2.0 * y) for y in range(-2, 3) for x in range(-2, 3)),
            sigma=0.05,
            extent=5.0,
            size=100_000,
            source=SOURCE,
        ),
    )
}


def draw_points(name: str, count: int | None = None, seed: int = 0) -> Pictures:
    """`count` points of a mixture (its size by default), with the mode of each as label; the same for a seed."""
    import torch

    mixture = POINTS[name]
    count = mixture.size if count is None else count
    random = torch.Generator().manual_seed(seed)
    labels = torch.randint(len(mixture.centres), (count,), generator=random)
    points = torch.tensor(mixture.centres)[labels] + mixture.sigma * torch.randn(count, 2, generator=random)
    return Pictures(
        name=name,
        images=points[:, :, None, None],
        labels=labels,
        classes=tuple(f"{x:.2g}, {y:.2g}" for x, y in mixture.centres),
    )


def plotted(points: Tensor, extent: float, size: int = 256) -> Tensor:
    """Points (N, 2) or (N, 2, 1, 1) as one grey picture, (1, 1, size, size) uint8: brighter where there are more.

    y points up. Points outside of -extent .. extent, or not finite, are not shown.
    """
    import torch

    points = points.detach().flatten(1).double().cpu()
    cells = ((points / extent + 1) / 2 * size).floor()
    cells = cells[((cells >= 0) & (cells < size)).all(1)].long()
    where = (size - 1 - cells[:, 1]) * size + cells[:, 0]
    counts = torch.bincount(where, minlength=size * size).double().reshape(1, 1, size, size)
    shade = counts.sqrt() / counts.sqrt().max().clamp(min=1)
    return torch.where(counts > 0, 64 + 191 * shade, 0).round().to(torch.uint8)
