"""Features of real pictures, kept on the disk: reading a thousand pictures takes seconds, and they never change.

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


def recall(features: Features, images: Tensor) -> Tensor | None:
    """The features (N, F) of exactly these uint8 pictures by exactly this network; None where they are not kept."""
    try:
        rows = safetensors.torch.load_file(_file(features, images))["rows"]
    except (OSError, KeyError, ValueError, RuntimeError, safetensors.SafetensorError):
        return None
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
    except (OSError, safetensors.SafetensorError):  # a full or read-only disk
        with contextlib.suppress(OSError):
            part.unlink()


def _file(features: Features, images: Tensor) -> Path:
    digest = hashlib.sha256(f"{features.digest} {tuple(images.shape)} ".encode())
    digest.update(images.cpu().contiguous().numpy().data)
    return cache_folder() / "features" / f"{features.name}-{digest.hexdigest()[:24]}.safetensors"
