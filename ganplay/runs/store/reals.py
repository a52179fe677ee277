"""The few real pictures that a run keeps, so that its discriminator can be asked anywhere, without the data set."""

from __future__ import annotations

import contextlib
import os
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from ganplay.runs.store.history import RunError
from ganplay.runs.store.patience import whole

if TYPE_CHECKING:
    import numpy as np
    from torch import Tensor

    from ganplay.data.pictures import Pictures

FILE = "reals.safetensors"
MOST = 512  # pictures of each kind
FEWEST = 100  # held-out ones that a copy keeps: of fewer nobody could say how far one real picture in a hundred lies


@dataclass(frozen=True)
class Reals:
    """Real pictures, (N, H, W, C) uint8: some that were trained on, and some that never were.

    The labels, (N,) int64, are None where the data set has none.
    """

    training: np.ndarray
    held_out: np.ndarray
    training_labels: np.ndarray | None = None
    held_out_labels: np.ndarray | None = None


def keep_reals(folder: Path, pictures: Pictures, held_out: int, limit: int = 0) -> None:
    """Write what is kept of a run's data into its folder, unless it is there: whole or not at all.

    Args:
        pictures: all of the data, before the trainer splits it.
        held_out, limit: what the trainer asks `Pictures.split` for.
    """
    if not (folder / FILE).exists():
        write_reals(folder, sampled(pictures, held_out, limit))


def sampled(pictures: Pictures, held_out: int, limit: int = 0) -> dict[str, Tensor]:
    """Up to 512 pictures evenly drawn from those trained on, and up to 512 held-out ones, with their labels."""
    import torch

    # The split of the places alone: that of the pictures would copy the whole data set.
    places = replace(pictures, images=torch.arange(len(pictures)).reshape(-1, 1, 1, 1), labels=None, attributes={})
    tensors = {}
    for name, part in zip(("training", "held_out"), places.split(held_out, limit=limit), strict=True):
        some = part.images.flatten()
        if len(some) > MOST:
            some = some[torch.linspace(0, len(some) - 1, MOST).long()]
        tensors[name] = pictures.images[some].contiguous()
        if pictures.labels is not None:
            tensors[f"{name}_labels"] = pictures.labels[some].contiguous()
    return tensors


def write_reals(folder: Path, tensors: dict[str, Tensor]) -> None:
    from safetensors.torch import save_file

    with whole(folder / FILE) as part:
        save_file(tensors, part)
        with part.open("rb+") as opened:
            os.fsync(opened.fileno())


def copy_reals(source: Path, target: Path, most: int) -> None:
    """Copy at most `most` pictures of each kind, or, of those held out, `FEWEST`; nothing where the run has none."""
    with contextlib.suppress(RunError):
        kept = {
            name: tensor[: max(most, FEWEST) if name.startswith("held_out") else most].clone()
            for name, tensor in tensors_of(source).items()
        }
        write_reals(target, kept)


def read_reals(folder: Path) -> Reals:
    """What `keep_reals` wrote.

    Raises:
        RunError: when the run has none, as older ones do, or the file is damaged.
    """
    tensors = tensors_of(folder)
    pictures = [tensors[name].permute(0, 2, 3, 1).contiguous().numpy() for name in ("training", "held_out")]
    labels = [
        tensors[key].numpy() if (key := f"{name}_labels") in tensors else None for name in ("training", "held_out")
    ]
    return Reals(*pictures, *labels)


def tensors_of(folder: Path) -> dict[str, Tensor]:
    """What `write_reals` wrote, (N, C, H, W) uint8 and labels (N,) int64; raises as `read_reals`."""
    import torch
    from safetensors import SafetensorError
    from safetensors.torch import load

    path = folder / FILE
    try:
        tensors = load(path.read_bytes())
    except FileNotFoundError:
        raise RunError(f"The run {folder.name} kept none of its real pictures.") from None
    except (OSError, SafetensorError, ValueError):
        raise RunError(f"The real pictures of the run {folder.name} cannot be read: delete its {FILE}.") from None
    sound = all(
        name in tensors and tensors[name].ndim == 4 and tensors[name].dtype == torch.uint8
        for name in ("training", "held_out")
    )
    if not sound or tensors["training"].shape[1:] != tensors["held_out"].shape[1:] or not len(tensors["training"]):
        raise RunError(f"The real pictures of the run {folder.name} cannot be read: delete its {FILE}.")
    return tensors
