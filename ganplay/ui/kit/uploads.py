"""From files a visitor uploaded to a data set of their own. Paths never come from the visitor."""

from __future__ import annotations

import hashlib
import logging
import secrets
import shutil
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from ganplay.data.own import pack_uploads
from ganplay.data.pictures import DataError
from ganplay.runs.store.folder import RunError
from ganplay.runs.store.full import room
from ganplay.runs.store.sweeping import sweep

Pack = Callable[[Sequence[Path], Path], Path]

SWEPT = 60.0  # seconds between two looks for uploads that nobody used
log = logging.getLogger(__name__)


class UploadError(RunError):
    """Files that cannot be used; `code` is the key of its words."""

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code


def receive(page: Any) -> None:
    """Have Gradio put everything that visitors of `page` upload into one folder, which holds nothing else.

    Its own folder is shared with every other page of this machine, so that nobody could tell whose a file is that a
    broken connection or a killed server left there. This one lies within it, and the store counts it.
    """
    from gradio.utils import get_upload_folder

    store = page.manager.store
    name = "ganplay-" + hashlib.sha256(str(store.root).encode()).hexdigest()[:16]
    store.received = Path(get_upload_folder()).resolve() / name
    with suppress(OSError):  # an upload is refused then, and the page is there all the same
        store.received.mkdir(mode=0o700, parents=True, exist_ok=True)
    for component in page.blocks.values():
        if hasattr(component, "GRADIO_CACHE"):
            component.GRADIO_CACHE = str(store.received)


def received_by(store: Any) -> Path:
    """Where uploads to `store` lie: without a page of its own, Gradio's folder."""
    from gradio.utils import get_upload_folder

    return store.received or Path(get_upload_folder()).resolve()


def keep_swept(page: Any) -> None:
    """While `page` is served: uploads come to its folder, and those that nobody used go after an hour."""
    page.app.uploaded_file_dir = str(page.manager.store.received)

    def sweeping() -> None:
        while page.is_running:
            try:
                sweep(page.manager.store)
            except Exception:  # whatever it met: the next look may do better
                log.exception("uploads that nobody used could not be swept away")
            ended.wait(SWEPT)

    ended = threading.Event()
    threading.Thread(target=sweeping, name="ganplay-sweep", daemon=True).start()


def dataset_of(store: Any, files: list[str], received: Path, pack: Pack = pack_uploads) -> str:
    """Keep uploaded files as a data set in the store; the answer is its path.

    Args:
        store: the `ganplay.runs.store.store.Store`; its `uploads` folder takes the data set.
        files: what Gradio's upload handler wrote.
        received: the folder it writes to; files elsewhere are refused, whoever names them.
        pack: copies files that were checked into a new folder; what to name as data set.

    Raises:
        UploadError: when there are none, or they come from elsewhere.
        DataError: when they are no data set.
        NoRoom: when the disk is full.
    """
    if not files:
        raise UploadError(
            "upload_none",
            "Give your pictures first (at least 16 files, or one zip), or your points (one .csv, with the recipe "
            "points).",
        )
    received = received.resolve()
    paths = [Path(file).resolve() for file in files]
    if any(path.is_relative_to(received) and not path.exists() for path in paths):
        raise UploadError(
            "upload_gone", "These files were uploaded more than an hour ago and are gone: upload them again."
        )
    if not all(path.is_relative_to(received) and path.is_file() for path in paths):
        raise UploadError("not_uploaded", "Only what was uploaded on this page can be used.")
    place = store.uploads / secrets.token_hex(8)
    try:
        with room():
            return str(pack(paths, place))
    except (DataError, RunError, OSError):
        shutil.rmtree(place, ignore_errors=True)
        raise


__all__ = ["DataError", "UploadError", "dataset_of", "keep_swept", "receive", "received_by"]
