"""The one error of this room."""

from __future__ import annotations


class MetricError(ValueError):
    """Something that cannot be measured; its text is one sentence that says why, and what would help."""
