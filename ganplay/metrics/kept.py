"""Features of real pictures, kept on the disk: reading a thousand pictures takes seconds, and they never change.

Only the features used last are kept, MOST bytes of them, and those of people's own pictures not at all.
A cache is a convenience: whatever is wrong with a kept file, or with the disk, the features are computed again.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
from pathlib import Path

import safetensors
import safetensors.torch
from torch import Tensor

from ganplay.data.places import beside, cache_folder
from ganplay.metrics.features import Features

MOST = 64 * 2**20  # bytes of features on the disk


def recall(features: Features, images: Tensor) -> Tensor | None:
    """The features (N, F) of exactly these uint8 pictures by exactly this network; None where they are not kept."""
    file = _file(features, images)
    try:
        rows = safetensors.torch.load_file(file)["rows"]
    except (OSError, KeyError, ValueError, RuntimeError, safetensors.SafetensorError):
        return None
    with contextlib.suppress(OSError):  # a read-only disk
        os.utime(file)
    # A copy, because what is mapped would change, or end the process, when somebody writes into the file.
    fits = rows.shape == (len(images), features.num_features) and rows.is_floating_point() and rows.isfinite().all()
    return rows.float().clone() if fits else None


def keep(features: Features, images: Tensor, rows: Tensor) -> None:
    """Keep the features `rows` of `images`: written beside and renamed, so that nobody ever reads half a file."""
    target = _file(features, images)
    part = beside(target)
    try:
        part.parent.mkdir(parents=True, exist_ok=True)
        safetensors.torch.save_file({"rows": rows.contiguous()}, part)
        os.replace(part, target)
        _thin(target.parent)
    except (OSError, safetensors.SafetensorError):  # a full or read-only disk
        with contextlib.suppress(OSError):
            part.unlink()


def _thin(folder: Path) -> None:
    """Delete what was used longest ago, until MOST bytes are left. Raises OSError as when two do it at once."""
    found = [(entry.stat(), entry) for entry in folder.glob("*.safetensors")]
    total = 0
    for about, entry in sorted(found, key=lambda one: one[0].st_mtime_ns, reverse=True):
        total += about.st_size
        if total > MOST:
            entry.unlink()


def _file(features: Features, images: Tensor) -> Path:
    digest = hashlib.sha256(f"{features.digest} {tuple(images.shape)} ".encode())
    digest.update(images.cpu().contiguous().numpy().data)
    return cache_folder() / "features" / f"{features.name}-{digest.hexdigest()[:24]}.safetensors"
