from __future__ import annotations

from pathlib import Path

import pytest

from ganplay.cli import main

from .asking import SMALL


@pytest.fixture(autouse=True)
def home(tmp_path_factory, monkeypatch):
    monkeypatch.setenv("GANPLAY_HOME", str(tmp_path_factory.mktemp("home")))


@pytest.fixture(scope="session")
def trained(tmp_path_factory) -> Path:
    """A small run of 12 steps."""
    folder = tmp_path_factory.mktemp("cli") / "run"
    assert main(["train", "vanilla", *SMALL, "--steps", "12", "--device", "cpu", "--run", str(folder)]) == 0
    return folder
