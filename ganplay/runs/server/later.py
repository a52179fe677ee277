"""Something done a while from now."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any


def later(seconds: float, act: Callable[..., None], *arguments: Any) -> None:
    """Do `act(*arguments)` in `seconds`, in a thread of its own; it is left undone where the server ends before."""
    timer = threading.Timer(seconds, act, arguments)
    timer.daemon = True
    timer.start()
