"""Which rooms a run is open to: walks through latents and D's judgement are not for every kind."""

from __future__ import annotations

from ganplay.recipe import Recipe, kind_of
from ganplay.runs.store.history import RunError


def must_be_open(recipe: Recipe, room: str) -> None:
    """Raises RunError where runs of the recipe's kind are not open to `room`, one of `ganplay.recipe.kinds`."""
    kind = kind_of(recipe)
    if room not in kind.rooms:
        raise RunError(kind.closed.sentence, code=kind.closed.code)
