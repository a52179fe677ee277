from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pytest
from PIL import Image


@pytest.fixture(autouse=True)
def cache(tmp_path, monkeypatch) -> Path:
    """Every test has a cache of its own, so that none reads or fills the visitor's."""
    folder = tmp_path / "cache"
    monkeypatch.setenv("GANPLAY_CACHE", str(folder))
    return folder


@pytest.fixture
def png():
    """Makes the bytes of a small picture, of another colour for another number."""

    def make(number: int = 0, size: tuple[int, int] = (20, 20), format: str = "PNG", **saving) -> bytes:
        pixels = np.random.default_rng(number).integers(0, 256, (size[1], size[0], 3), dtype=np.uint8)
        stream = io.BytesIO()
        Image.fromarray(pixels).save(stream, format, **saving)
        return stream.getvalue()

    return make


@pytest.fixture
def folder(tmp_path, png) -> Path:
    """A folder with 16 good pictures, the fewest that a data set needs."""
    place = tmp_path / "pictures"
    place.mkdir()
    for number in range(16):
        (place / f"{number:02d}.png").write_bytes(png(number))
    return place
