"""A run as a file on the page: packed where the page may fetch it, unpacked from where the page put it."""

from __future__ import annotations

import math
import secrets
import shutil
import threading
import time
from pathlib import Path
from typing import Any

from ganplay.runs.server.checks import Refused
from ganplay.runs.store.disk import bytes_of
from ganplay.runs.store.folder import RunError
from ganplay.runs.store.limits import BROWSER, largest_file
from ganplay.runs.transfer.pack import SUFFIX, pack
from ganplay.ui.kit.downloads import offered
from ganplay.ui.kit.questions import text_of
from ganplay.ui.kit.uploads import received_by

UNPACKED = 1_000_000_000  # bytes that one may take once unpacked
FETCHED = 600.0  # seconds in which a packed file is to be fetched


class Files:
    """Packs for owners, and takes in. Paths never come from a visitor: what they name must lie among the uploads."""

    def __init__(self, manager: Any) -> None:
        self._manager = manager
        self._served: list[tuple[float, Path]] = []
        self._lock = threading.Lock()

    def save_file(self, query: dict[str, Any]) -> dict[str, Any]:
        """{run, owner} -> {url, name, bytes, opens (whether this page takes it in again)}.

        The file is to be fetched within ten minutes; its address cannot be guessed.

        Raises:
            Refused: for someone else's run, or one too large for a browser.
            RunError: where it cannot be packed.
        """
        owner = text_of(query, "owner")
        run = self._manager.store.get(text_of(query, "run"))
        if not self._manager.store.owns(run.path.name, owner):
            raise Refused("not_owner", "Only the owner of this run can do that; you can watch it.")
        way = f"ganplay runs pack {run.path.name} {run.path.name}{SUFFIX}"
        self._check_size(bytes_of(run.path), BROWSER, way)
        self._sweep()
        folder = received_by(self._manager.store) / secrets.token_hex(20)
        folder.mkdir(parents=True)
        with self._lock:
            self._served.append((time.monotonic(), folder))
        file = folder / f"{_plain(run.title) or run.recipe.name}-{run.path.name}{SUFFIX}"
        size = pack(run, file)
        return {"url": offered(file), "name": file.name, "bytes": size, "opens": size <= largest_file()}

    def take_file(self, query: dict[str, Any]) -> dict[str, Any]:
        """{path, owner} -> {run}: a run of `owner` from what the page has just uploaded; the upload is deleted.

        Raises:
            PackError: when anything about the file is not as it must be.
        """
        path, owner = query.get("path"), text_of(query, "owner")
        received = received_by(self._manager.store)
        file = Path(path if isinstance(path, str) and "\0" not in path else ".").absolute()
        inside = file.resolve().is_relative_to(received) and not file.is_symlink() and file.is_file()
        if not inside or file.suffix not in (SUFFIX, ".zip"):
            raise RunError("Only a file uploaded on this page can be opened.")
        try:
            self._check_size(file.stat().st_size, largest_file(), "ganplay runs unpack FILE")
            return {"run": self._manager.take_in(file, owner, UNPACKED)}
        finally:
            file.unlink(missing_ok=True)

    def _check_size(self, size: int, most: int, way: str) -> None:
        if size > most:
            told = {"size": str(math.ceil(size / 1e6)), "most": f"{most / 1e6:.0f}"}
            sentence = "{size} MB are too many here, where a file has at most {most}: use the command line, {way}."
            raise Refused("file_large", sentence.format(**told, way=way), **told, way=way)

    def _sweep(self) -> None:
        """Delete what was packed long enough ago."""
        with self._lock:
            old = [folder for made, folder in self._served if time.monotonic() - made > FETCHED]
            self._served = [(made, folder) for made, folder in self._served if folder not in old]
        for folder in old:
            shutil.rmtree(folder, ignore_errors=True)


def _plain(title: str) -> str:
    """A title as the beginning of a file's name."""
    words = "".join(c if c.isalnum() and c.isascii() else " " for c in title).split()
    return "-".join(words)[:40]
