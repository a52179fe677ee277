"""Uploads that nobody used: gone after an hour."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from ganplay.runs.store.store import Store

AGE = 3600.0  # seconds


def sweep(store: Store, clock: Callable[[], float] = time.time) -> None:
    """Delete what was uploaded more than an hour ago and no run trains on.

    That is all in `store.received`, where an upload lies until it is used, half uploads and what a killed server left
    there too; and every folder of `store.uploads` that no run, not even a deleted one that may come back, names;
    while a recipe cannot be read none of these goes. Nothing else is touched: no link is followed.

    Args:
        clock: seconds since 1970.
    """
    oldest = clock() - AGE
    if store.received and not store.received.is_symlink():
        for place, folders, files in os.walk(store.received, topdown=False):
            for name in files:
                _unlink(Path(place, name), oldest)
            for name in folders:
                _remove_empty(Path(place, name), oldest)
    used = store.used_uploads()
    if used is None:
        return
    for entry in list(store.uploads.iterdir()):
        if entry not in used and not entry.is_symlink() and _newest(entry) < oldest:
            shutil.rmtree(entry, ignore_errors=True)


def _unlink(file: Path, oldest: float) -> None:
    with suppress(OSError):  # somebody else was quicker
        if file.lstat().st_mtime < oldest:
            file.unlink()


def _remove_empty(folder: Path, oldest: float) -> None:
    with suppress(OSError):  # not empty, which is well
        old = folder.lstat().st_mtime < oldest  # one just made waits for its file
        if old and not folder.is_symlink() and not any(folder.iterdir()):
            folder.rmdir()


def _newest(folder: Path) -> float:
    """When anything in a folder was last written; now where that cannot be told."""
    times = []
    try:
        times.append(folder.lstat().st_mtime)
        for place, folders, files in os.walk(folder):
            times += [os.lstat(os.path.join(place, name)).st_mtime for name in (*folders, *files)]
    except OSError:
        return float("inf")
    return max(times)
