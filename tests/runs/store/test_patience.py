"""Windows refuses to rename what somebody reads: a moment later it can be done."""

import pytest

from ganplay.runs.store import patience


def held(times: int):
    """A change that is refused so many times, and the tries that were made."""
    tries = []

    def change(*arguments):
        tries.append(arguments)
        if len(tries) <= times:
            raise PermissionError("held by a reader")

    return change, tries


def test_a_file_that_is_read_for_a_moment_is_tried_again(monkeypatch):
    monkeypatch.setattr(patience, "WINDOWS", True)
    monkeypatch.setattr(patience.time, "sleep", lambda seconds: None)
    change, tries = held(3)
    patience.patiently(change, "a", "b")
    assert tries == [("a", "b")] * 4
    change, tries = held(99)
    with pytest.raises(PermissionError):
        patience.patiently(change)
    assert len(tries) == len(patience.WAITS) + 1


def test_elsewhere_a_refusal_is_final(monkeypatch):
    monkeypatch.setattr(patience, "WINDOWS", False)
    change, tries = held(1)
    with pytest.raises(PermissionError):
        patience.patiently(change)
    assert len(tries) == 1
