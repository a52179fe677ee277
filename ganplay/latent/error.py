"""The one error of this room."""

from __future__ import annotations

from typing import Any


class LatentError(ValueError):
    """Latents, a view or a wish that cannot be met; its text is one sentence that says what to do.

    `code` and `details` are the same sentence in the page's words, where it has some of its own.
    """

    def __init__(self, sentence: str, code: str = "latent", **details: Any) -> None:
        super().__init__(sentence)
        self.code = code
        self.details = {"sentence": sentence, **details}
