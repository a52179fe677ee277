"""One thread, as on the page, and the digits that come with the shipped runs."""

from __future__ import annotations

import pytest
import torch

from ganplay.runs.store.store import pretrained


@pytest.fixture(scope="session", autouse=True)
def one_thread():
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


@pytest.fixture(scope="session")
def shipped():
    """The runs that came with the package, by name."""
    return {run.path.name: run for run in pretrained()}
