"""Pictures: of the catalogue, or a visitor's own; (N, C, H, W), uint8."""

from __future__ import annotations

from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ganplay.data.catalog import CATALOG
from ganplay.data.kinds import Progress, names
from ganplay.data.look import PLAIN, Look
from ganplay.data.own import shown
from ganplay.data.pictures import DataError, Pictures
from ganplay.data.places import cache_folder
from ganplay.recipe.kinds import Kind

if TYPE_CHECKING:
    import numpy as np
    from torch import Tensor

NAMES = tuple(CATALOG)
OWN = True
SUFFIXES = (".zip",)
CARRIED = False
ARRAY = "images"
WHOLE = False
AT_ONCE = 4  # see `ganplay.latent.render`


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
    from ganplay.data import adjust

    if not 16 <= resolution <= 256:
        raise DataError(f"Pictures can have 16 to 256 pixels a side, not {resolution}.")
    if crop not in ("crop", "fit"):
        raise DataError(f"Pictures can be taken as crop or fit, not as {crop!r}.")
    if count is not None and count < 1:
        raise DataError(f"A data set needs at least one picture, not {count}.")
    report = progress or (lambda stage, fraction: None)
    info = CATALOG.get(name)
    if info is None:
        pictures = _own(name, resolution, crop, look, report)
    elif info.kind == "generated":
        pictures = _generated(name, resolution, count or info.size, seed, report)
    elif name == "stacked_mnist":
        from ganplay.data.stacked import stack_digits

        digits = load("mnist", resolution, root=root, progress=progress)
        pictures = stack_digits(digits, name, count or info.size, seed)
    elif info.kind == "download":
        from ganplay.data.published import read_published

        folder = Path(root).expanduser() if root else cache_folder() / "downloads"
        pictures = read_published(name, resolution, crop, folder, report)
    else:
        from ganplay.data.digits import read_digits

        pictures = read_digits(resolution)
    if count is not None and count < len(pictures):
        import torch

        order = torch.randperm(len(pictures), generator=torch.Generator().manual_seed(0))
        pictures = pictures.take(order[:count])
    return replace(pictures, images=adjust.to_channels(pictures.images, channels))


def _generated(name: str, resolution: int, count: int, seed: int, report: Progress) -> Pictures:
    from ganplay.data import cache, generated

    key = f"{name}-{resolution}-{seed}-v{generated.VERSION}"
    kept = cache.recall(key, CATALOG[name], count)
    if kept is None:
        kept = generated.draw(name, resolution, count, seed, lambda fraction: report("draw", fraction))
        cache.keep(key, kept)
    return kept


def _own(name: str, resolution: int, crop: str, look: Look, report: Progress) -> Pictures:
    from ganplay.data import own

    path = Path(name).expanduser()
    try:
        is_folder, is_file = path.is_dir(), path.is_file()
    except (OSError, ValueError):  # not even the spelling of a path
        is_folder = is_file = False
    if is_folder:
        return own.read_folder(path, resolution, crop, look, lambda fraction: report("read", fraction))
    if is_file and path.suffix.lower() == ".zip":
        return own.read_zip(path, resolution, crop, look, lambda fraction: report("read", fraction))
    if is_file:
        raise DataError(f"{own.shown(path.name)} is a file, but not a zip: name a folder or a zip of pictures.")
    if len(path.parts) > 1 or path.suffix:
        told = own.shown(path.name if Path(name).is_absolute() else name)
        raise DataError(f"There is no folder or zip at {told}: check the path.")
    known = ", ".join(names())
    raise DataError(f"There is no data set {own.shown(name)!r}: name a folder or a zip of pictures, or one of {known}.")


def refuse(name: str, kind: Kind) -> DataError:
    size = " or ".join(map(str, kind.sizes))
    return DataError(
        f"{shown(Path(name).name)} is a set of {kind.name}, not of pictures: train the recipe {kind.recipe} on it, "
        f"which has resolution={size} and channels=0."
    )


def facts(name: str) -> dict[str, Any]:
    return asdict(CATALOG[name])


def look(name: str) -> str:
    return "grey" if CATALOG[name].channels == 1 else "colour"


class PictureSheets:
    """Each sample is a picture; a sheet of a run that trains shows 8 x 8."""

    seeds = 64

    def real(self, samples: Tensor, count: int) -> np.ndarray:
        return samples[:count].permute(0, 2, 3, 1).cpu().numpy()

    def generated(self, samples: Tensor) -> np.ndarray:
        return finished(samples).permute(0, 2, 3, 1).cpu().numpy()


def sheets(data: Pictures | str) -> PictureSheets:
    return PictureSheets()


def finished(samples: Tensor) -> Tensor:
    """(N, C, H, W) in [-1, 1] to uint8."""
    import torch

    return samples.float().add(1).mul(127.5).round().clamp(0, 255).to(torch.uint8)


def array(samples: Tensor) -> np.ndarray:
    """(N, H, W, C) uint8."""
    return finished(samples).permute(0, 2, 3, 1).contiguous().cpu().numpy()


def drawing(samples: np.ndarray, name: str) -> np.ndarray:
    return samples


def fresh(name: str, count: int, seed: int) -> Tensor | None:
    return None


def check_own(samples: Tensor) -> None:
    return None  # they are decoded one by one, and those that cannot be used are left out


def check_folder(name: str) -> None:
    return None
