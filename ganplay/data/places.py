"""Where files lie: the cache, what a file is called while it is being written, and a disk that has no room for it."""

from __future__ import annotations

import errno
import os
import uuid
from pathlib import Path


def cache_folder() -> Path:
    """Where drawn and downloaded pictures are kept: GANPLAY_CACHE, or the user's cache folder of this system."""
    chosen = os.environ.get("GANPLAY_CACHE")
    if chosen:
        return Path(chosen).expanduser()
    import platformdirs

    return Path(platformdirs.user_cache_dir("ganplay", appauthor=False))


def beside(target: Path) -> Path:
    """A name of its own for a file that will be renamed to `target` once it is whole."""
    return target.with_name(f"{target.name}.{uuid.uuid4().hex[:12]}.part")


def is_full(error: Exception) -> bool:
    """Whether a disk, or a visitor's share of it, is full."""
    return isinstance(error, OSError) and error.errno in (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC))
