"""From files a visitor uploaded to a data set of their own. Paths never come from the visitor."""

from __future__ import annotations

import secrets
import shutil
from pathlib import Path
from typing import Any

from ganplay.data.own import pack_uploads
from ganplay.data.pictures import DataError
from ganplay.runs.store.folder import RunError
from ganplay.runs.store.full import room


class UploadError(RunError):
    """Files that cannot be used; `code` is the key of its words."""

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code


def dataset_of(store: Any, files: list[str], received: Path) -> str:
    """Keep uploaded files as a data set in the store; the answer is its path.

    Args:
        store: the `ganplay.runs.store.store.Store`; its `uploads` folder takes the data set.
        files: what Gradio's upload handler wrote.
        received: the folder it writes to; files elsewhere are refused, whoever names them.

    Raises:
        UploadError: when there are none, or they come from elsewhere.
        DataError: when they are no data set.
        NoRoom: when the disk is full.
    """
    if not files:
        raise UploadError("upload_none", "Give your pictures first: at least 16 files, or one zip.")
    received = received.resolve()
    paths = [Path(file).resolve() for file in files]
    if not all(path.is_relative_to(received) and path.is_file() for path in paths):
        raise UploadError("not_uploaded", "Only pictures uploaded on this page can be used.")
    place = store.uploads / secrets.token_hex(8)
    try:
        with room():
            return str(pack_uploads(paths, place))
    except (DataError, RunError, OSError):
        shutil.rmtree(place, ignore_errors=True)
        raise


__all__ = ["DataError", "UploadError", "dataset_of"]
