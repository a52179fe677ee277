"""Pictures kept on the disk, so that what took seconds to make takes a moment the next time.

A cache is a convenience: whatever is wrong with a kept file, or with the disk, the pictures are made again.
"""

from __future__ import annotations

import contextlib
import os
import zlib
from pathlib import Path

import safetensors
import safetensors.torch
import torch

from ganplay.data.catalog import DatasetInfo
from ganplay.data.pictures import Pictures
from ganplay.data.places import beside, cache_folder


def recall(key: str, info: DatasetInfo, count: int | None = None) -> Pictures | None:
    """The pictures of `info` kept under `key`, or the first `count`; None if there are fewer or the file is damaged."""
    try:
        tensors = safetensors.torch.load_file(_file(key))  # mapped: the sum is taken without a copy in memory
        images, labels = tensors.pop("images"), tensors.pop("labels", None)
        if (count is not None and len(images) < count) or int(tensors.pop("checksum")) != _checksum(images):
            return None
    except (OSError, KeyError, ValueError, RuntimeError, safetensors.SafetensorError):
        return None
    # Copies, because what is mapped would change, or end the process, when somebody writes into the file.
    attributes = {name.removeprefix("is "): values[:count].clone() for name, values in tensors.items()}
    return Pictures(
        name=info.name,
        images=images[:count].clone(),
        labels=None if labels is None else labels[:count].clone(),
        classes=info.classes,
        attributes={name: attributes[name] for name in info.attributes or sorted(attributes)},
        flips=info.flips,
    )


def keep(key: str, pictures: Pictures) -> None:
    """Keep `pictures` under `key`: written beside and renamed, so that nobody ever reads half a file."""
    tensors = {f"is {name}": values.contiguous() for name, values in pictures.attributes.items()}
    tensors |= {"images": pictures.images, "checksum": torch.tensor(_checksum(pictures.images))}
    if pictures.labels is not None:
        tensors["labels"] = pictures.labels
    part = beside(_file(key))
    try:
        part.parent.mkdir(parents=True, exist_ok=True)
        safetensors.torch.save_file(tensors, part)
        os.replace(part, _file(key))
    except (OSError, safetensors.SafetensorError):  # a full or read-only disk
        with contextlib.suppress(OSError):
            part.unlink()


def _file(key: str) -> Path:
    return cache_folder() / f"{key}.safetensors"


def _checksum(images: torch.Tensor) -> int:
    return zlib.crc32(images.numpy().reshape(-1))
