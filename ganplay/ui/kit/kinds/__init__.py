"""How each kind is shown on the page, and how a visitor brings their own.

An entry is one file here, named like its kind in `ganplay.recipe.kinds`, with everything that `Entry` asks for. Scripts
are told of it by `facts`, in the news of a run and in the recipe book.
"""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import Any, Protocol

from ganplay.data import kinds as data_kinds
from ganplay.recipe.kinds import KINDS, Kind


class Entry(Protocol):
    """What the page asks of a kind.

    Attributes:
        COMPARED: the metrics by which the recipe book compares recipes.
        REACHED: the key of the words of what a run in the book has seen: their gaps are images and px.
    """

    COMPARED: tuple[str, ...]
    REACHED: str

    def bring(self, store: Any, files: list[str], received: Path) -> str:
        """Uploaded files as a data set of the store, whose path is the answer; see `ganplay.ui.kit.uploads`.

        Raises:
            RunError, DataError: where they are none, or this kind cannot be brought.
        """


def entry(kind: Kind | str) -> Entry:
    """The entry of a kind, or of the kind with this name."""
    return importlib.import_module(f"{__name__}.{kind if isinstance(kind, str) else kind.name}")


def facts(kind: Kind | str) -> dict[str, Any]:
    """What scripts need to know of a kind, as JSON: see `Entry` and `ganplay.recipe.kinds.Kind`.

    whole, compared, reached; rooms that its runs are open to; recipe to begin with; sizes and channels that a recipe
    can have; data: its data sets with a name; own: whether it can be brought.
    """
    kind = KINDS[kind] if isinstance(kind, str) else kind
    shown, data = entry(kind), data_kinds.entry(kind)
    return {
        "name": kind.name,
        "whole": data.WHOLE,
        "compared": list(shown.COMPARED),
        "reached": shown.REACHED,
        "rooms": sorted(kind.rooms),
        "recipe": kind.recipe,
        "sizes": list(kind.sizes),
        "channels": list(kind.channels),
        "data": list(data.NAMES),
        "own": data.OWN,
    }


def table() -> dict[str, dict[str, Any]]:
    """`facts` of every kind, by name."""
    return {name: facts(name) for name in KINDS}
