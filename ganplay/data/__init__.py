"""Every data set becomes one uint8 tensor (N, C, H, W), with labels where there are any.

Importing this package imports no torch, so that the page and the command line start quickly.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from ganplay.data.catalog import CATALOG, DatasetInfo
from ganplay.data.kinds.points import POINTS
from ganplay.data.own import pack_uploads
from ganplay.data.pictures import DataError, Pictures
from ganplay.data.places import cache_folder

__all__ = ["CATALOG", "NAMES", "POINTS", "DataError", "DatasetInfo", "Pictures", "cache_folder", "load", "pack_uploads"]

NAMES = (*CATALOG, *POINTS)  # the data sets that have a name

Progress = Callable[[str, float], None]


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
    """Load a data set, downloading, drawing or reading it as needed.

    Args:
        name: a name in CATALOG or POINTS, or the path of a folder or a zip of pictures, whose subfolders are the
            classes.
        resolution: pixels a side, 16 to 256; 1 for points, which are float32 (N, 2, 1, 1).
        channels: 1 grey, 3 colour, 0 as the data set has them.
        crop: for pictures that are not square: "crop" takes the centre square, "fit" pads the whole picture.
        seed: which pictures are drawn, for the data sets that are drawn here.
        root: the folder in which torchvision's data sets lie and are downloaded to; a cache folder by default.
        count: how many pictures; None takes them all (CATALOG's size where they are drawn, which may be exceeded).
            Drawn ones are the first `count`; the others are a sample, always the same.
        progress: called with ("download" | "unpack" | "draw" | "read", fraction 0 to 1) while there is something
            to wait for.

    Raises:
        DataError: one sentence that says what is wrong and what to do.
    """
    from ganplay.data import adjust

    if name in POINTS:
        return _points(name, resolution, channels, count, seed)
    if resolution == 1:
        raise DataError(f"{name} is no set of points: choose {' or '.join(POINTS)}, or a recipe that draws pictures.")
    if not 16 <= resolution <= 256:
        raise DataError(f"Pictures can have 16 to 256 pixels a side, not {resolution}.")
    if crop not in ("crop", "fit"):
        raise DataError(f"Pictures can be taken as crop or fit, not as {crop!r}.")
    if count is not None and count < 1:
        raise DataError(f"A data set needs at least one picture, not {count}.")
    report = progress or (lambda stage, fraction: None)
    info = CATALOG.get(name)
    if info is None:
        pictures = _own(name, resolution, crop, report)
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


def _points(name: str, resolution: int, channels: int, count: int | None, seed: int) -> Pictures:
    from ganplay.data.kinds.points import draw_points

    if resolution != 1 or channels not in (0, 2):
        raise DataError(
            f"{name} is a set of points, not of pictures: train the recipe points on it, which has resolution=1 and "
            "channels=0."
        )
    if count is not None and count < 1:
        raise DataError(f"A data set needs at least one point, not {count}.")
    return draw_points(name, count, seed)


def _generated(name: str, resolution: int, count: int, seed: int, report: Progress) -> Pictures:
    from ganplay.data import cache, generated

    key = f"{name}-{resolution}-{seed}-v{generated.VERSION}"
    kept = cache.recall(key, CATALOG[name], count)
    if kept is None:
        kept = generated.draw(name, resolution, count, seed, lambda fraction: report("draw", fraction))
        cache.keep(key, kept)
    return kept


def _own(name: str, resolution: int, crop: str, report: Progress) -> Pictures:
    from ganplay.data import own

    path = Path(name).expanduser()
    try:
        is_folder, is_file = path.is_dir(), path.is_file()
    except (OSError, ValueError):  # not even the spelling of a path
        is_folder = is_file = False
    if is_folder:
        return own.read_folder(path, resolution, crop, lambda fraction: report("read", fraction))
    if is_file and path.suffix.lower() == ".zip":
        return own.read_zip(path, resolution, crop, lambda fraction: report("read", fraction))
    if is_file:
        raise DataError(f"{name} is a file, but not a zip: name a folder or a zip of pictures.")
    if len(path.parts) > 1 or path.suffix:
        raise DataError(f"There is no folder or zip at {name}: check the path.")
    raise DataError(f"There is no data set {name!r}: name a folder or a zip of pictures, or one of {', '.join(NAMES)}.")
