"""Every data set becomes one tensor (N, C, H, W) with labels where there are any; of pictures it is uint8.

Importing this package imports no torch, so that the page and the command line start quickly.
"""

from __future__ import annotations

from pathlib import Path

from ganplay.data import kinds
from ganplay.data.catalog import CATALOG, DatasetInfo
from ganplay.data.kinds import Progress
from ganplay.data.look import PLAIN, Look, look_of
from ganplay.data.own import pack_uploads
from ganplay.data.pictures import DataError, Pictures
from ganplay.data.places import cache_folder
from ganplay.recipe.kinds import KINDS, Kind, kind_of
from ganplay.recipe.settings import Settings

__all__ = [
    "CATALOG",
    "NAMES",
    "DataError",
    "DatasetInfo",
    "Pictures",
    "cache_folder",
    "load",
    "load_for",
    "pack_uploads",
]

NAMES = kinds.names()  # the data sets that have a name


def load(
    name: str,
    resolution: int,
    *,
    kind: str = "",
    channels: int = 0,
    crop: str = "crop",
    look: Look = PLAIN,
    seed: int = 0,
    root: Path | str | None = None,
    count: int | None = None,
    progress: Progress | None = None,
) -> Pictures:
    """Load a data set, downloading, drawing or reading it as needed.

    Args:
        name: a name in NAMES, or the path of a folder or a zip of pictures, whose subfolders are the classes.
        resolution: pixels a side, 16 to 256; 1 for points, which are float32 (N, 2, 1, 1).
        kind: what it is to be, by its name; "": what the resolution or the name says.
        channels: 1 grey, 3 colour, 0 as the data set has them.
        crop: for pictures that are not square: "crop" takes the centre square, "fit" pads the whole picture.
        look: what else the files of a visitor's own pictures leave open.
        seed: which pictures are drawn, for the data sets that are drawn here.
        root: the folder in which torchvision's data sets lie and are downloaded to; a cache folder by default.
        count: how many pictures; None takes them all (CATALOG's size where they are drawn, which may be exceeded).
            Drawn ones are the first `count`; the others are a sample, always the same.
        progress: called with ("download" | "unpack" | "draw" | "read", fraction 0 to 1) while there is something
            to wait for.

    Raises:
        DataError: one sentence that says what is wrong and what to do.
    """
    wanted = KINDS[kind] if kind else _kind_of_size(resolution) or kinds.kind_with(name)
    if not kinds.fits(name, wanted):
        raise kinds.entry(wanted).refuse(name, kinds.kind_with(name))
    return kinds.entry(wanted).load(
        name, resolution, channels=channels, crop=crop, look=look, seed=seed, root=root, count=count, progress=progress
    )


def load_for(recipe: Settings, *, root: Path | str | None = None, progress: Progress | None = None) -> Pictures:
    """The data of a recipe, whole, as its training takes them; see `load`."""
    wanted = {"kind": kind_of(recipe).name, "channels": recipe.channels, "crop": recipe.crop, "look": look_of(recipe)}
    return load(recipe.dataset, recipe.resolution, root=root, progress=progress, **wanted)


def _kind_of_size(resolution: int) -> Kind | None:
    """The only kind that has samples of this size."""
    found = [kind for kind in KINDS.values() if resolution in kind.sizes]
    return found[0] if len(found) == 1 else None
