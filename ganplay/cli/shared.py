"""What several commands need: where runs are, how they print, and what an option says."""

from __future__ import annotations

import argparse
import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ganplay.runs.store.store import Store

Verbs = argparse._SubParsersAction  # what commands are added to
CLASS_HELP = "by its name, or where names are no numbers by its place, from 0"
CODE_HELP = "of an infogan run: fix a code, as in c1=3 (the category) or c2=-1.5; may be given several times"


def store() -> Store:
    from ganplay.runs.store.store import Store

    return Store()


def print_json(value: Any) -> None:
    print(json.dumps(value, indent=2, ensure_ascii=False))
