"""The settings of a run as the dialogs of branch and twin show them."""

from __future__ import annotations

from typing import Any

from ganplay.data.kinds import entry
from ganplay.recipe.fields import FIELDS
from ganplay.recipe.kinds import kind_of
from ganplay.runs.server.branching import branches_by
from ganplay.runs.store.folder import RunError, RunFolder
from ganplay.ui.kit.live.live import shown_dataset

FIRST = ("lr_g", "lr_d", "n_dis", "batch", "loss", "seconds")  # what is changed most stands first
HIDDEN = ("name", "classes")  # found by training itself, or only a name
MOST_CHANGES = 60


def settings(run: RunFolder) -> dict[str, Any]:
    """fields: rows {name, kind, low, high, choices, value, group, stays (a branch cannot change it)}; and

    steps, whole (those from which training goes on exactly), recipe (name), dataset.
    """
    recipe = run.recipe
    names = [*FIRST, *(name for name in FIELDS if name not in FIRST and name not in HIDDEN)]
    fields = []
    for name in names:
        field, value = FIELDS[name], getattr(recipe, name)
        choices = list(field.choices)
        if name == "dataset":
            there = entry(kind_of(recipe)).NAMES  # a branch stays with its kind
            value = shown_dataset(value)
            choices = [*there, *(["own"] if value not in there else [])]
        fields.append(
            {
                "name": name,
                "kind": "choice" if choices else field.kind,
                "low": field.low,
                "high": field.high,
                "choices": choices,
                "value": value,
                "group": field.group,
                "stays": not branches_by(name),
            }
        )
    return {
        "fields": fields,
        "steps": run.checkpoints(),
        "whole": run.checkpoints(resumable=True),
        "recipe": recipe.name,
        "dataset": shown_dataset(recipe.dataset),
    }


def changes_of(query: dict[str, Any]) -> dict[str, Any]:
    """The changed settings of a query; raises RunError for what is no object of plain values."""
    changes = query.get("changes", {})
    if not isinstance(changes, dict) or len(changes) > MOST_CHANGES:
        raise RunError("Changes are an object of settings.")
    for name, value in changes.items():
        if not isinstance(value, (str, int, float)) or len(str(value)) > 200:
            raise RunError(f"{str(name)[:40]} cannot be set to that.")
    if changes.get("dataset") == "own":
        raise RunError("Other pictures of your own are chosen in the Train tab.")
    return changes
