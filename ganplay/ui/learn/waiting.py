"""Files of visitors that wait on the disk until the work that reads them begins, bounded for all of them together."""

from __future__ import annotations

import shutil
import tempfile
import threading
import weakref
from collections.abc import Callable
from pathlib import Path

from ganplay.runs.store.full import room


class Full(Exception):
    """As many bytes wait as may."""


class Waiting:
    """Files that wait, each in a folder of its own of the system's. Safe to use from several threads.

    Args:
        most: bytes of all of them.
        prefix: of the folders' names.
    """

    def __init__(self, most: int, prefix: str) -> None:
        self._most = most
        self._prefix = prefix
        self._adding = threading.Lock()  # who takes one away, be it the garbage collector, waits for nobody
        self._sizes: dict[Path, int] = {}

    @property
    def nbytes(self) -> int:
        """Of all that wait."""
        return sum(list(self._sizes.values()))

    def put(self, content: bytes, name: str, owner: object) -> tuple[Path, Callable[[], object]]:
        """Keep a file until it is taken away by what this returns beside its path, or `owner` is there no more.

        Raises:
            Full: where it would be too much together.
            NoRoom: where the disk has none for it.
        """
        with room():
            with self._adding:
                if self.nbytes + len(content) > self._most:
                    raise Full
                folder = Path(tempfile.mkdtemp(prefix=self._prefix))
                self._sizes[folder] = len(content)
            remove = weakref.finalize(owner, self._remove, folder)
            file = folder / name
            file.write_bytes(content)
        return file, remove

    def _remove(self, folder: Path) -> None:
        shutil.rmtree(folder, ignore_errors=True)
        self._sizes.pop(folder, None)
