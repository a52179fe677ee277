"""Points in the plane whose modes are known: `ring` and `grid`, on which collapse can be counted.

A point is a picture of one pixel with two channels, x and y: (N, 2, 1, 1), float32, in the published coordinates. So
the networks of the family `points` train on them by the same trainer as everything else.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ganplay.data.kinds import Progress, entry
from ganplay.data.pictures import DataError, Pictures
from ganplay.recipe.kinds import KINDS, PICTURES, Kind

if TYPE_CHECKING:
    import numpy as np
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

MIXTURES: dict[str, Mixture] = {
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


NAMES = tuple(MIXTURES)
OWN = False
ARRAY = "points"
AT_ONCE = 2_500
CLOUD = 2_500  # points that a drawing shows


def load(
    name: str,
    resolution: int,
    *,
    channels: int = 0,
    crop: str = "crop",
    seed: int = 0,
    root: Path | str | None = None,
    count: int | None = None,
    progress: Progress | None = None,
) -> Pictures:
    if resolution != 1 or channels not in (0, 2):
        raise entry(PICTURES).refuse(name, KINDS["points"])
    if count is not None and count < 1:
        raise DataError(f"A data set needs at least one point, not {count}.")
    return draw_points(name, count, seed)


def refuse(name: str, kind: Kind | None) -> DataError:
    return DataError(
        f"{name} is no set of points: choose {' or '.join(NAMES)}, or a recipe that draws "
        f"{kind.name if kind else 'pictures'}."
    )


def facts(name: str) -> dict[str, Any]:
    mixture = MIXTURES[name]
    known = {"name": name, "kind": "points", "channels": 2, "size": mixture.size, "megabytes": 0}
    return known | {"source": mixture.source}


def look(name: str) -> str:
    return "points"


def draw_points(name: str, count: int | None = None, seed: int = 0) -> Pictures:
    """`count` points of a mixture (its size by default), with the mode of each as label; the same for a seed."""
    import torch

    mixture = MIXTURES[name]
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


class PointSheets:
    """All samples are one drawing, that reaches as far as the data set: `extent`."""

    seeds = CLOUD

    def __init__(self, extent: float) -> None:
        self.extent = extent

    def real(self, samples: Tensor, count: int) -> np.ndarray:
        return self.generated(samples[:CLOUD])

    def generated(self, samples: Tensor) -> np.ndarray:
        return plotted(samples, self.extent).permute(0, 2, 3, 1).numpy()


def sheets(data: Pictures | str) -> PointSheets:
    name = data if isinstance(data, str) else data.name
    return PointSheets(MIXTURES[name].extent if name in MIXTURES else max(data.images.abs().max().item(), 1e-6))


def finished(samples: Tensor) -> Tensor:
    """float32, as they are."""
    return samples.float()


def array(samples: Tensor) -> np.ndarray:
    """(N, 2) float32."""
    return samples.flatten(1).float().cpu().numpy()


def drawing(samples: np.ndarray, name: str) -> np.ndarray:
    """One grey picture of all, (1, H, W, 1)."""
    import torch

    return sheets(name).generated(torch.from_numpy(samples))


def fresh(name: str, count: int, seed: int) -> Tensor:
    return draw_points(name, count, seed).images


def check_folder(name: str) -> None:
    raise DataError(f"Points are written to one file: end {name} in .npz (points: N,2) or .png (a drawing).")
