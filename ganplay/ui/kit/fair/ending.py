"""What is worked on when the program ends is ended first.

Python stops a thread by unwinding it once it is taken down, and one inside of torch can't be unwound: it aborts the
process ("terminate called without an active exception").
"""

from __future__ import annotations

import atexit
import threading
from collections.abc import Iterator
from contextlib import contextmanager

PATIENCE = 10.0  # seconds that the end waits for what is worked on

ending = threading.Event()  # set: nothing begins any more, and what takes long is to stop
_changed = threading.Condition()
_working = 0


class Stopped(Exception):
    """Raised inside work that is to end."""


@contextmanager
def at_work() -> Iterator[None]:
    """What is done in this `with`, by a thread of the page, the end of the program waits for. Raises Stopped after."""
    global _working
    with _changed:
        if ending.is_set():
            raise Stopped
        _working += 1
    try:
        yield
    finally:
        with _changed:
            _working -= 1
            _changed.notify_all()


@atexit.register
def _end() -> None:
    with _changed:
        ending.set()
        _changed.wait_for(lambda: not _working, PATIENCE)
