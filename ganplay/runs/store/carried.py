"""A visitor's own samples, whole, in the folder of the run that trains on them: of kinds whose samples are small.

So the run trains on, is measured, packed and brought back, wherever the file that they came from has gone.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from ganplay.data import NAMES, load_for
from ganplay.data.kinds import Progress, entry
from ganplay.recipe import Recipe, kind_of
from ganplay.runs.store.history import RunError
from ganplay.runs.store.patience import whole

if TYPE_CHECKING:
    from ganplay.data.pictures import Pictures
    from ganplay.runs.store.folder import RunFolder

FILE = "data.safetensors"
NAME = "own"  # what the samples are called: no data set with a name has it


def carries(recipe: Recipe) -> bool:
    """Whether a run of this recipe keeps its data."""
    return recipe.dataset not in NAMES and entry(kind_of(recipe)).CARRIED


def own(recipe: Recipe) -> bool:
    """Whether a run of this recipe trains on a visitor's own samples, which lie where they were brought from."""
    return recipe.dataset not in NAMES and not carries(recipe)


def lost(run: RunFolder, recipe: Recipe) -> bool:
    """Whether what a run would train on by this recipe is nowhere to be found."""
    if recipe.dataset in NAMES or brings(run, recipe):
        return False
    return recipe.dataset == NAME or not os.path.exists(os.path.expanduser(recipe.dataset))


def carry(folder: Path, recipe: Recipe, pictures: Pictures) -> None:
    """Keep all of the data in a run's folder, where its kind asks for it and nothing is kept yet."""
    if not carries(recipe) or (folder / FILE).exists():
        return
    from safetensors.torch import save_file

    with whole(folder / FILE) as part:
        save_file({"samples": pictures.images.contiguous()}, part)
        with part.open("rb+") as opened:
            os.fsync(opened.fileno())


def carried(folder: Path) -> Pictures | None:
    """The data that a run keeps; None where it keeps none.

    Raises:
        RunError: when the file is damaged.
    """
    if not (folder / FILE).is_file():
        return None
    from safetensors import SafetensorError
    from safetensors.torch import load

    from ganplay.data.pictures import Pictures

    try:
        return Pictures(name=NAME, images=load((folder / FILE).read_bytes())["samples"])
    except (OSError, SafetensorError, ValueError, KeyError):
        raise RunError(f"The data that the run {folder.name} keeps cannot be read.", code="unreadable") from None


def copy_carried(source: Path, target: Path) -> None:
    """Copy what one run's folder keeps into another's, if it keeps any; raises OSError."""
    if (source / FILE).is_file():
        with whole(target / FILE) as part:
            shutil.copyfile(source / FILE, part)


def brings(run: RunFolder, recipe: Recipe) -> bool:
    """Whether a run, or one made of it, has the data of this recipe in its folder."""
    return carries(recipe) and recipe.dataset == run.recipe.dataset and (run.path / FILE).is_file()


def data_for(run: RunFolder, *, root: Path | None = None, progress: Progress | None = None) -> Pictures:
    """What a run trains on: what it keeps, or the data set of its recipe.

    Raises:
        RunError, DataError: when it is not to be had.
    """
    kept = carried(run.path)
    return load_for(run.recipe, root=root, progress=progress) if kept is None else kept
