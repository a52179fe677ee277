"""What a folder takes on the disk."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path


def bytes_of(folder: Path, follow: bool = True) -> int:
    """The sizes of all files in a folder; what vanishes meanwhile counts nothing.

    follow: a link to a file counts as the file, as in a package that was installed by links; else only itself.
    """
    total = 0
    for place, _, names in os.walk(folder):
        for name in names:
            with suppress(OSError):
                total += os.stat(os.path.join(place, name), follow_symlinks=follow).st_size
    return total
