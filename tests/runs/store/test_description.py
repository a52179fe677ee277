"""What an owner may write on a run."""

from __future__ import annotations

import pytest

from ganplay.runs.store.description import described
from ganplay.runs.store.folder import RunError


@pytest.mark.parametrize(
    "words",
    [
        {"title": "x" * 121},
        {"title": 7},
        {"tags": ["x"] * 9},
        {"tags": "x"},
        {"tags": ["x" * 25]},
        {"note": "x" * 2001},
        {"note": []},
    ],
)
def test_words_without_bounds_are_refused(words):
    with pytest.raises(RunError):
        described(**words)
