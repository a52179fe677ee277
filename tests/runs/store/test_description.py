"""What an owner may write on a run."""

from __future__ import annotations

import pytest

from ganplay.data.pictures import Note, told
from ganplay.runs.store.description import described, noted
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


def test_notes_are_told_with_their_code_and_those_of_older_runs_as_they_are():
    note = told(Note("2 files.", "left_out", count=2, files=[Note("a (cut off)", "file", name="a")]))
    assert note["details"]["files"] == [{"text": "a (cut off)", "code": "file", "details": {"name": "a"}}]
    assert noted({"notes": [note, "Plain."]}) == [note, {"text": "Plain.", "code": "", "details": {}}]
    for damaged in (None, "text", 3, [None, 3, {"text": 3}, {}]):
        assert noted({"notes": damaged}) == []
