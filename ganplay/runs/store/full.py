"""A full disk, whoever meets it: files, SQLite and safetensors each say it in their own words; here it is one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from ganplay.data.places import is_full
from ganplay.runs.store.history import RunError


class NoRoom(RunError):
    """There is no room left on the disk; `code` is a key in the page's words."""

    code = "no_room"

    def __init__(self, way: str = "try again; what was saved before is whole") -> None:
        super().__init__(f"The disk is full: make room on it, and {way}.")


def disk_is_full(error: BaseException | None) -> bool:
    """Whether this is, or comes of, a disk without room."""
    return is_full(error, NoRoom)


def as_no_room(error: Exception) -> Exception:
    """The error to tell of: NoRoom for whatever comes of a full disk, any other as it is."""
    return NoRoom() if disk_is_full(error) and not isinstance(error, NoRoom) else error


@contextmanager
def room() -> Iterator[None]:
    """What is done in this `with` needs room on the disk. Raises NoRoom where there is none."""
    try:
        yield
    except Exception as error:
        if isinstance(error, NoRoom) or not disk_is_full(error):
            raise
        raise NoRoom() from error
