"""Renaming and deleting where Windows refuses for as long as somebody reads the file."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
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
