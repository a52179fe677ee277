"""What several commands need: where runs are, how they print, and what an option says."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ganplay.runs.asking.finding import Found
    from ganplay.runs.store.store import Store

Verbs = argparse._SubParsersAction  # what commands are added to
CLASS_HELP = "by its name, or where names are no numbers by its place, from 0"
CODE_HELP = "of an infogan run: fix a code, as in c1=3 (the category) or c2=-1.5; may be given several times"


def store() -> Store:
    from ganplay.runs.store.store import Store

    return Store()


@contextmanager
def search_bar() -> Iterator[Callable[[float], None]]:
    """A bar for a search, on a terminal alone; what it gives is told the fraction done."""
    from tqdm import tqdm

    with tqdm(total=100, unit="%", disable=None) as bar:
        yield lambda fraction: bar.update(round(100 * fraction) - bar.n)


def print_found(found: list[Found]) -> None:
    for one in found:
        print(f"{one.file}: found with an error of {one.error:.3f} (0: the same, 1: black against white)")


def print_json(value: Any) -> None:
    print(json.dumps(value, indent=2, ensure_ascii=False))
