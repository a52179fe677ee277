"""The one error of this room."""

from __future__ import annotations


class ScoringError(ValueError):
    """What cannot be judged; its text is one sentence that says what to do.

    code: names the page's own words for it, where it has any.
    """

    def __init__(self, sentence: str, code: str = "none") -> None:
        super().__init__(sentence)
        self.code = code
