"""What the Train tab's scripts are told once for all: the settings of a recipe, and the named recipes by their values.

Fetched by train/facts.js from its own address, see `ganplay.ui.static`.
"""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from ganplay.data import NAMES
from ganplay.data.kinds import entry, kind_with
from ganplay.recipe import FIELDS, NAMED, NamedRecipe, Recipe, kind_of
from ganplay.recipe.changes import BESIDE
from ganplay.recipe.fields import Field
from ganplay.recipe.kinds import KINDS
from ganplay.shipped import shipped
from ganplay.ui.kit import kinds

TAKEN = ("crop", "background", "frames")  # how files of one's own become pictures: chosen beside them
ELSEWHERE = ("name", "dataset", "classes", *TAKEN)  # chosen beside the form, or found in the data
SETTINGS = tuple(name for name in FIELDS if name not in ELSEWHERE)  # those that the form shows
THUMBS = shipped("assets") / "thumbs"
PLAIN = {name: getattr(Recipe(), name) for name in SETTINGS}


def facts() -> dict[str, Any]:
    """fields: rows {name, kind, group, low, high, choices, live}, in their order; plain: the value of each unless told;

    beside: those that may differ while a recipe is still called by its name alone;
    suffixes: of files of one's own that are none of single pictures;
    taken: rows {name, choices} of those that are chosen beside one's own files, the first of each unless told;
    recipes: name -> {source, kind, dataset to begin with, size that the name alone means, sizes: size -> what it
    changes of plain}; kinds as in `ui.kit.kinds.table`; data: rows {name, megabytes to download, or 0, pictured:
    whether there is a thumbnail}, in the order of the gallery.
    """
    return {
        "fields": [_field(name, FIELDS[name]) for name in SETTINGS],
        "plain": PLAIN,
        "suffixes": [suffix for kind in KINDS for suffix in entry(kind).SUFFIXES],
        "taken": [{"name": name, "choices": FIELDS[name].choices} for name in TAKEN],
        "beside": sorted(BESIDE.intersection(SETTINGS)),
        "recipes": {name: _recipe(named) for name, named in NAMED.items()},
        "kinds": kinds.table(),
        "data": [_data(name) for name in NAMES],
    }


def _field(name: str, field: Field) -> dict[str, Any]:
    return {"name": name, **asdict(field)}


def _data(name: str) -> dict[str, Any]:
    megabytes = entry(kind_with(name)).facts(name)["megabytes"]
    return {"name": name, "megabytes": megabytes, "pictured": (THUMBS / f"{name}.webp").is_file()}


def _recipe(named: NamedRecipe) -> dict[str, Any]:
    sizes = {"own": named.recipe, **named.sizes}
    return {
        "kind": kind_of(named.recipe).name,
        "dataset": named.recipe.dataset,
        "size": named.size or "own",
        "sizes": {size: _changes(recipe) for size, recipe in sizes.items()},
    }


def _changes(recipe: Recipe) -> dict[str, Any]:
    return {name: getattr(recipe, name) for name in SETTINGS if getattr(recipe, name) != PLAIN[name]}
