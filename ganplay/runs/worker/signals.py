"""What a polite kill does."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def polite_kill() -> Iterator[None]:
    """In this `with` SIGTERM does what Ctrl-C does: a KeyboardInterrupt, so that what is open is closed."""
    if threading.current_thread() is not threading.main_thread():  # Python hears signals in that one alone
        yield
        return
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
