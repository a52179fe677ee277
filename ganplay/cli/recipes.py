"""`ganplay recipes`: the named recipes and their sources."""

from __future__ import annotations

import argparse

from ganplay.cli.shared import Verbs, print_json
from ganplay.recipe import NAMED


def add(verbs: Verbs) -> None:
    verb = verbs.add_parser("recipes", help="the named recipes and their sources")
    verb.add_argument("--json", action="store_true")
    verb.set_defaults(do=run)


def run(options: argparse.Namespace) -> None:
    rows = [
        {"name": name, "note": named.note, "source": named.source, "settings": named.recipe.to_dict()}
        | {"sizes": {size: recipe.to_dict() for size, recipe in named.sizes.items()}}
        for name, named in NAMED.items()
    ]
    if options.json:
        print_json(rows)
        return
    for row in rows:
        print(f"{row['name']:10} {row['note']}\n{'':10} {row['source']}")
