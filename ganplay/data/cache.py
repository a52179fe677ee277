"""Pictures kept on the disk, so that what took seconds to make takes a moment the next time.

A cache is a convenience: whatever is wrong with a kept file, or with the disk, the pictures are made again.
"""

from __future__ import annotations

import os
import tempfile
import zlib
from pathlib import Path

import safetensors
import safetensors.torch
import torch

from ganplay.data.catalog import DatasetInfo
from ganplay.data.pictures import Pictures


def cache_folder() -> Path:
    """Where pictures are kept: GANPLAY_CACHE, or the user's cache folder of this system."""
    chosen = os.environ.get("GANPLAY_CACHE")
    if chosen:
        return Path(chosen).expanduser()
    import platformdirs

    return Path(platformdirs.user_cache_dir("ganplay", appauthor=False))


def recall(key: str, info: DatasetInfo, count: int) -> Pictures | None:
    """The first `count` pictures of `info` kept under `key`, or None if there are fewer or the file is damaged."""
    try:
        tensors = safetensors.torch.load(_file(key).read_bytes())
        images, labels = tensors.pop("images"), tensors.pop("labels", None)
        if len(images) < count or int(tensors.pop("checksum")) != _checksum(images):
            return None
    except (OSError, KeyError, ValueError, RuntimeError, safetensors.SafetensorError):
        return None
    attributes = {name.removeprefix("is "): values[:count] for name, values in tensors.items()}
    return Pictures(
        name=info.name,
        images=images[:count].contiguous(),
        labels=None if labels is None else labels[:count],
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
    part = None
    try:
        cache_folder().mkdir(parents=True, exist_ok=True)
        handle, part = tempfile.mkstemp(dir=cache_folder(), prefix=key, suffix=".part")
        os.close(handle)
        safetensors.torch.save_file(tensors, part)
        os.replace(part, _file(key))
    except (OSError, safetensors.SafetensorError):  # a full or read-only disk
        if part is not None:
            Path(part).unlink(missing_ok=True)


def _file(key: str) -> Path:
    return cache_folder() / f"{key}.safetensors"


def _checksum(images: torch.Tensor) -> int:
    return zlib.crc32(images.numpy().reshape(-1))
