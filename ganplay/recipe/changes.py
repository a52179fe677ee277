"""What a recipe changes in the one whose name it has: a named recipe with changed settings is called changed."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from ganplay.recipe.failures import FAILURES
from ganplay.recipe.named import SIZES
from ganplay.recipe.recipe import NAMED, Recipe, named_recipe, slopes_differ

# What is trained on, for how long, with which draw, and what is settled when it begins: no part of a named recipe.
BESIDE = frozenset(
    {"name", "dataset", "crop", "channels", "classes", "precision", "threads"}
    | {"background", "black", "white", "frames", "steps", "images", "seconds", "metrics", "seed"}
)
# What does nothing but under a condition, and that: elsewhere two values of it are the same recipe.
AT_WORK: dict[str, Callable[[Recipe], bool]] = {
    "ada_target": lambda recipe: recipe.augment == "ada",
    "ada_kimg": lambda recipe: recipe.augment == "ada",
    "penalty_by": slopes_differ,
}


@lru_cache(256)
def nearest(recipe: Recipe) -> tuple[str, tuple[str, ...]]:
    """The size of its name that a recipe is nearest to, and the settings in which it differs from that, `BESIDE` aside.

    "" is the size that the name alone means; what has no name of ours differs in nothing.
    """
    return min(
        ((size, _differing(recipe, base)) for size, base in _bases(recipe.name).items()),
        key=lambda found: len(found[1]),
        default=("", ()),
    )


def changed(recipe: Recipe) -> tuple[str, ...]:
    """The settings in which a recipe differs from the named recipe, or the failure, whose name it has."""
    return nearest(recipe)[1]


def _bases(name: str) -> dict[str, Recipe]:
    if name in FAILURES:
        return {"": FAILURES[name].recipe()}
    return {size: named_recipe(name, size) for size in ("", *SIZES)} if name in NAMED else {}


def _differing(recipe: Recipe, base: Recipe) -> tuple[str, ...]:
    values: dict[str, Any] = base.to_dict()
    told = {name: value for name, value in recipe.to_dict().items() if name not in BESIDE}
    idle = {name for name, works in AT_WORK.items() if not works(recipe)}
    return tuple(name for name, value in told.items() if value != values[name] and name not in idle)
