"""What the recipe book of the Train tab shows: what each recipe is and what it reached. Drawn by book.js."""

from __future__ import annotations

from functools import cache
from typing import Any

from ganplay.recipe import NAMED, kind_of
from ganplay.recipe.book import FOLDER, LONG, METRICS, MINUTE, picture_name, records
from ganplay.ui.kit import kinds
from ganplay.ui.static import address


async def read_book(query: Any) -> dict[str, Any]:
    """All of it: recipes {name, kind}, kinds as in `ui.kit.kinds.table`, METRICS, LONG and MINUTE;

    records as in `recipe.book.records`, with their samples' address and their kind.
    """
    return contents()


@cache
def contents() -> dict[str, Any]:
    kind = {name: kind_of(known.recipe).name for name, known in NAMED.items()}
    return {
        "recipes": [{"name": name, "kind": kind[name]} for name in NAMED],
        "kinds": kinds.table(),
        "records": [record | {"samples": _address(record), "kind": kind[record["recipe"]]} for record in records()],
        "metrics": METRICS,
        "long": LONG,
        "minute": MINUTE,
    }


def _address(record: dict[str, Any]) -> str | None:
    name = picture_name(record)
    return address(f"recipes/{name}") if (FOLDER / name).is_file() else None
