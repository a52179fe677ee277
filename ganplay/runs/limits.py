"""What the environment of a server lets its visitors have."""

from __future__ import annotations

import os

from ganplay.recipe import Recipe
from ganplay.runs.folder import RunError


def limit(name: str, default: float) -> float:
    """A limit that the environment sets; the default where it is empty or not set."""
    text = os.environ.get(name, "").strip()
    try:
        value = float(text or default)
    except ValueError:
        value = -1
    if not 0 <= value < float("inf"):
        raise RunError(f"{name} is {text!r}: set it to a number, or leave it out.")
    return value


def capped(recipe: Recipe) -> Recipe:
    """The recipe within the seconds that this server grants a run."""
    most = limit("GANPLAY_MAX_SECONDS", 0)
    return recipe.with_changes(seconds=most) if most and not 0 < recipe.seconds <= most else recipe
