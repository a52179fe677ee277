"""Points in the plane: drawn from a law (`ganplay.data.laws`), some with modes that can be counted, or one's own.

A point is a picture of one pixel with two channels, x and y: (N, 2, 1, 1), float32, in the coordinates of its law or
file. So the networks of the family `points` train on them by the same trainer as everything else.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from ganplay.data.kinds import Progress, entry
from ganplay.data.laws import LAWS, Mixture, given
from ganplay.data.look import PLAIN, Look
from ganplay.data.own import shown
from ganplay.data.pictures import DataError, Pictures
from ganplay.recipe.kinds import KINDS, PICTURES, Kind

if TYPE_CHECKING:
    import numpy as np
    from torch import Tensor


NAMES = tuple(LAWS)
OWN = True
SUFFIXES = (".csv",)
CARRIED = True
ARRAY = "points"
WHOLE = True
AT_ONCE = 2_500
CLOUD = 2_500  # points that a drawing shows


def load(
    name: str,
    resolution: int,
    *,
    channels: int = 0,
    crop: str = "crop",
    look: Look = PLAIN,
    seed: int = 0,
    root: Path | str | None = None,
    count: int | None = None,
    progress: Progress | None = None,
) -> Pictures:
    if resolution != 1 or channels not in (0, 2):
        raise entry(PICTURES).refuse(name, KINDS["points"])
    if count is not None and count < 1:
        raise DataError(f"A data set needs at least one point, not {count}.")
    if name in LAWS:
        return draw_points(name, count, seed)
    from ganplay.data.table import read_points

    points = read_points(Path(name).expanduser())
    if count is not None and count < len(points):
        import torch

        points = points.take(torch.randperm(len(points), generator=torch.Generator().manual_seed(0))[:count])
    return points


def refuse(name: str, kind: Kind) -> DataError:
    return DataError(
        f"{shown(Path(name).name)} is no set of points: choose one of {', '.join(NAMES)}, or a .csv of x,y, or a "
        f"recipe that draws {kind.name}."
    )


def facts(name: str) -> dict[str, Any]:
    law = LAWS[name]
    known = {"name": name, "kind": "points", "channels": 2, "size": law.size, "megabytes": 0}
    return known | {"source": law.source}


def look(name: str) -> str:
    return "points"


def draw_points(name: str, count: int | None = None, seed: int = 0) -> Pictures:
    """`count` points of a law (its size by default), with the mode of each as label where it has modes.

    The same for a seed.
    """
    import torch

    law = LAWS[name]
    points, modes = law.draw(law.size if count is None else count, torch.Generator().manual_seed(seed))
    classes = tuple(f"{x:.2g}, {y:.2g}" for x, y in law.centres) if isinstance(law, Mixture) else ()
    return Pictures(name=name, images=points[:, :, None, None], labels=modes, classes=classes)


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
    return PointSheets(LAWS[name].extent if name in LAWS else given(data.images, name).extent)


def finished(samples: Tensor) -> Tensor:
    """float32, as they are."""
    return samples.float()


def array(samples: Tensor) -> np.ndarray:
    """(N, 2) float32."""
    return samples.flatten(1).float().cpu().numpy()


def drawing(samples: np.ndarray, name: str) -> np.ndarray:
    """One grey picture of all, (1, H, W, 1); of points of one's own it reaches as far as the samples do."""
    import torch

    points = torch.from_numpy(samples)
    shown = sheets(name) if name in LAWS else PointSheets(given(points, name).extent)
    return shown.generated(points)


def fresh(name: str, count: int, seed: int) -> Tensor | None:
    return draw_points(name, count, seed).images if name in LAWS else None


def check_own(samples: Tensor) -> None:
    from ganplay.data.table import own_points

    own_points(samples, "this run")


def check_folder(name: str) -> None:
    raise DataError(f"Points are written to one file: end {name} in .npz (points: N,2) or .png (a drawing).")
