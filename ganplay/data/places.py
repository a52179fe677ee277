"""Where files lie: the cache, what a file is called while it is being written, and a disk that has no room for it."""

from __future__ import annotations

import errno
import os
import sqlite3
import sys
import uuid
from pathlib import Path

NUMBERS = {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)}
WINDOWS = {39, 112}  # the same, as Windows counts
WORDS = ("no space left on device", "disk is full", "disk quota exceeded", "not enough space on the disk")


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


def is_full(error: BaseException | None, *named: type[BaseException]) -> bool:
    """Whether an error is, or comes of, a disk, or a visitor's share of it, that is full.

    Files, SQLite and safetensors each say it in their own way; what any other error says in words is its own affair,
    as is what an error was raised in place of (`raise ... from None`).

    Args:
        named: further errors that are always of a full disk.
    """
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        if isinstance(error, named) or _says_full(error):
            return True
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return False


def _says_full(error: BaseException) -> bool:
    if isinstance(error, OSError) and (error.errno in NUMBERS or getattr(error, "winerror", None) in WINDOWS):
        return True
    spoken: tuple[type[BaseException], ...] = (OSError, sqlite3.Error)
    if safetensors := sys.modules.get("safetensors"):  # who never imported it meets none of its errors
        spoken += (safetensors.SafetensorError,)
    return isinstance(error, spoken) and any(words in str(error).lower() for words in WORDS)
