"""Renaming and deleting where Windows refuses while somebody reads; files and folders that are whole or not there."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

WINDOWS = os.name == "nt"
WAITS = (0.01, 0.02, 0.05, 0.1, 0.2, 0.4, 0.8)  # seconds between two tries


def patiently(change: Callable[..., Any], *arguments: Any) -> None:
    """Do `change(*arguments)`; on Windows try again for a moment while a reader holds the file.

    Raises:
        OSError: what the last try raised; elsewhere what the only one did.
    """
    for wait in WAITS if WINDOWS else ():
        try:
            change(*arguments)
            return
        except PermissionError:
            time.sleep(wait)
    change(*arguments)


@contextmanager
def whole(target: Path) -> Iterator[Path]:
    """A place beside `target` to write to: it becomes `target` in one go, or nothing is left of it.

    Raises:
        OSError: when the disk refuses, or whatever the writing raised.
    """
    part = target.with_name(f"{target.name}.part")
    try:
        yield part
        patiently(os.replace, part, target)
    except BaseException:
        with suppress(OSError):
            part.unlink()
        raise


@contextmanager
def whole_folder(place: Path) -> Iterator[Path]:
    """A folder beside `place` to be made and filled: it becomes `place` in one go, or nothing is left of it.

    place: not there, or an empty folder.

    Raises:
        OSError: when the disk refuses, or whatever the filling raised.
    """
    part = place.with_name(f"{place.name}.part")
    shutil.rmtree(part, ignore_errors=True)
    try:
        yield part
        if place.exists():
            place.rmdir()
        patiently(os.replace, part, place)
    finally:
        shutil.rmtree(part, ignore_errors=True)
