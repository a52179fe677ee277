"""A full disk, whoever meets it: files, SQLite and safetensors each say it in their own words; here it is one."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager

from ganplay.runs.store.history import RunError

NUMBERS = {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)}
WINDOWS = {39, 112}  # the same, as Windows counts
WORDS = ("no space left on device", "disk is full", "disk quota exceeded", "not enough space on the disk")


class NoRoom(RunError):
    """There is no room left on the disk; `code` is a key in the page's words."""

    code = "no_room"

    def __init__(self, way: str = "try again; what was saved before is whole") -> None:
        super().__init__(f"The disk is full: make room on it, and {way}.")


def disk_is_full(error: BaseException | None) -> bool:
    """Whether this is, or comes of, a disk without room."""
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        numbered = isinstance(error, OSError) and (
            error.errno in NUMBERS or getattr(error, "winerror", None) in WINDOWS
        )
        if numbered or isinstance(error, NoRoom) or any(words in str(error).lower() for words in WORDS):
            return True
        error = error.__cause__ or error.__context__
    return False


@contextmanager
def room() -> Iterator[None]:
    """What is done in this `with` needs room on the disk. Raises NoRoom where there is none."""
    try:
        yield
    except Exception as error:
        if isinstance(error, NoRoom) or not disk_is_full(error):
            raise
        raise NoRoom() from error
