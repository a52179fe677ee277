"""What the server keeps of memory that nobody uses any more goes back to the machine.

glibc gives threads that allocate heaps of their own, up to eight a core, and keeps what is freed in them: after some
hard use hundreds of MB lay free and were yet the server's. So there are few heaps (`few_heaps`), and what lies free in
them is given back now and then (`give_back`). Other systems' allocators are left as they are: there both do nothing.
"""

from __future__ import annotations

import ctypes
import threading
import time
from collections.abc import Callable
from functools import cache
from typing import Any

HEAPS = 2  # a heap is locked for the moment of an allocation, and few threads allocate at once
EVERY = 10.0  # seconds between two times: walking the heaps takes milliseconds, and what is given back is fetched again
ARENA_MAX = -8  # of mallopt, in glibc's malloc.h

_giving = threading.Lock()
_given = -EVERY


@cache
def _glibc() -> Any:
    """The C library where it is glibc, else None."""
    try:
        library = ctypes.CDLL(None)
    except (OSError, TypeError):  # Windows has none to open so
        return None
    return library if hasattr(library, "gnu_get_libc_version") else None


def few_heaps() -> bool:
    """Threads that start from now on share HEAPS heaps. Whether this system listens."""
    library = _glibc()
    return library is not None and library.mallopt(ARENA_MAX, HEAPS) == 1


def give_back(clock: Callable[[], float] = time.monotonic) -> bool:
    """Give free memory back, if that was not done in the last EVERY seconds. Whether it was done now."""
    global _given
    library = _glibc()
    if library is None or clock() - _given < EVERY or not _giving.acquire(blocking=False):
        return False
    try:
        _given = clock()
        library.malloc_trim(0)
    finally:
        _giving.release()
    return True
