"""The one error of this room."""

from __future__ import annotations


class ScoringError(ValueError):
    """What cannot be judged; its text is one sentence that says what to do."""
