"""The one error of this room."""

from __future__ import annotations


class LatentError(ValueError):
    """Latents, a view or a wish that cannot be met; its text is one sentence that says what to do."""
