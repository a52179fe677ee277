"""What a folder takes on the disk."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path


def bytes_of(folder: Path) -> int:
    """What a folder takes on the disk, as the sizes of its files."""
    total = 0
    for place, _, names in os.walk(folder):
        for name in names:
            with suppress(OSError):  # thinned away just now
                total += os.stat(os.path.join(place, name)).st_size
    return total
