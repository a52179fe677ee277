"""Fetching a published file once: with progress, with its checksum, and never half of it under its name."""

from __future__ import annotations

import gzip
import hashlib
import http.client
import os
import shutil
import urllib.error
import urllib.request
from collections.abc import Callable, Sequence
from pathlib import Path

from ganplay.data.places import beside

SECONDS = 30  # without a byte, before a server is given up
CHUNK = 1 << 18


class FetchError(Exception):
    """A file that could not be fetched; its text says why, in a few words."""


def fetch(urls: Sequence[str], target: Path, md5: str, progress: Callable[[float], None]) -> None:
    """Bring a file to `target`, unless it is there already, trying one address after the other.

    Raises:
        FetchError: when no address gave the file with this checksum.
    """
    if is_intact(target, md5):
        return
    reasons = []
    for url in urls:
        try:
            return _download(url, target, md5, progress)
        except FetchError as error:
            reasons.append(str(error))
        except urllib.error.HTTPError as error:
            reasons.append(f"the server answered {error.code}")
        except (urllib.error.URLError, http.client.HTTPException, TimeoutError, ConnectionError):
            reasons.append("no connection")
        except OSError as error:
            raise FetchError(f"its folder cannot be written to: {error.strerror}") from None
    raise FetchError(reasons[-1])


def is_intact(file: Path, md5: str) -> bool:
    if not file.is_file():
        return False
    digest = hashlib.md5(usedforsecurity=False)
    with file.open("rb") as stream:
        while chunk := stream.read(CHUNK):
            digest.update(chunk)
    return digest.hexdigest() == md5


def _download(url: str, target: Path, md5: str, progress: Callable[[float], None]) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    request = urllib.request.Request(url, headers={"User-Agent": "pytorch/vision"})
    digest = hashlib.md5(usedforsecurity=False)
    with urllib.request.urlopen(request, timeout=SECONDS) as response, Part(target) as part:
        size, done = response.length or 0, 0
        while chunk := response.read(CHUNK):
            part.write(chunk)
            digest.update(chunk)
            done += len(chunk)
            if size:
                progress(min(done / size, 1.0))
        if done < size:
            raise FetchError("the connection broke off")
        if digest.hexdigest() != md5:
            raise FetchError("what came is not the published file: its checksum is another")


class Part:
    """A file being written beside `target`; it takes that name when all went well and vanishes otherwise."""

    def __init__(self, target: Path):
        self._target, self._part = target, beside(target)

    def __enter__(self):
        self._file = self._part.open("xb")
        return self._file

    def __exit__(self, kind, error, trace) -> None:
        self._file.close()
        if kind is None:
            os.replace(self._part, self._target)
        else:
            self._part.unlink(missing_ok=True)


def unpack_gzip(packed: Path, target: Path) -> None:
    """Unpack a .gz file and remove it."""
    with gzip.open(packed, "rb") as source, Part(target) as part:
        shutil.copyfileobj(source, part, CHUNK)
    packed.unlink(missing_ok=True)
