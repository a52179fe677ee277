"""What every run of the tests does, and what only `pytest -m slow` does."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

import pytest


def usually(usual: Collection[Any], every: Iterable[Any]) -> list[Any]:
    """Parameters of a test: every one of them, those that are not among the usual ones marked slow."""
    return [value if value in usual else pytest.param(value, marks=pytest.mark.slow) for value in every]
