"""Uploads come to a folder of the page's own, and a look for unused ones that fails is not the last."""

from __future__ import annotations

import logging
import threading
from pathlib import Path
from types import SimpleNamespace

import gradio.utils
import pytest

from ganplay.runs.store.store import Store
from ganplay.ui.kit import uploads

WAIT = 30.0  # seconds; far more than it takes


@pytest.fixture
def page(tmp_path, monkeypatch):
    """As much of a page as uploads ask for, of one component that takes files and one that does not."""
    monkeypatch.setattr(gradio.utils, "get_upload_folder", lambda: str(tmp_path / "gradio"))
    blocks = {1: SimpleNamespace(GRADIO_CACHE="elsewhere"), 2: SimpleNamespace()}
    manager = SimpleNamespace(store=Store(tmp_path / "home"))
    page = SimpleNamespace(manager=manager, blocks=blocks, app=SimpleNamespace(uploaded_file_dir=""), is_running=True)
    yield page
    page.is_running = False


def test_uploads_are_swept_again_after_a_look_that_failed(page, monkeypatch, caplog):
    store, looks, again = page.manager.store, [], threading.Event()

    def sweep(looked):
        looks.append(looked)
        if len(looks) == 1:
            raise RuntimeError("a disk in trouble")
        page.is_running = False
        again.set()

    monkeypatch.setattr(uploads, "sweep", sweep)
    monkeypatch.setattr(uploads, "SWEPT", 0.001)
    uploads.receive(page)
    assert store.received.is_dir() and str(store.received) == page.blocks[1].GRADIO_CACHE
    assert not hasattr(page.blocks[2], "GRADIO_CACHE")
    with caplog.at_level(logging.ERROR):
        uploads.keep_swept(page)
        assert again.wait(WAIT)
    assert page.app.uploaded_file_dir == str(store.received) and looks == [store, store]
    assert "a disk in trouble" in caplog.text


def test_points_are_brought_as_one_table(page, tmp_path):
    from ganplay.data import DataError, load
    from ganplay.ui.kit.kinds import entry
    from ganplay.ui.kit.uploads import UploadError

    store, received = page.manager.store, tmp_path / "received"
    received.mkdir()
    table = received / "mine.csv"
    table.write_text("x,y\n" + "\n".join(f"{i},{i}" for i in range(9)))
    brought = entry("points").bring(store, [str(table)], received)
    assert Path(brought).is_relative_to(store.uploads) and len(load(brought, 1)) == 9
    kept = set(store.uploads.iterdir())
    (received / "few.csv").write_text("1,2")
    (received / "mine.png").write_bytes(b"x")
    for names, error in ((["few.csv"], DataError), (["mine.png"], DataError), ([], UploadError)):
        with pytest.raises(error):
            entry("points").bring(store, [str(received / name) for name in names], received)
    assert set(store.uploads.iterdir()) == kept
