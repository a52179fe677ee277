"""`ganplay datasets`: the data sets ganplay knows."""

from __future__ import annotations

import argparse

from ganplay.cli.shared import Verbs, print_json
from ganplay.data import NAMES
from ganplay.data.kinds import entry, kind_named


def add(verbs: Verbs) -> None:
    verb = verbs.add_parser("datasets", help="the data sets ganplay knows")
    verb.add_argument("--json", action="store_true")
    verb.set_defaults(do=run)


def run(options: argparse.Namespace) -> None:
    rows = [entry(kind_named(name)).facts(name) for name in NAMES]
    if options.json:
        print_json(rows)
        return
    for row in rows:
        look = entry(kind_named(row["name"])).look(row["name"])
        load = f"downloads {row['megabytes']} MB" if row["megabytes"] else "offline"
        print(f"{row['name']:14} {row['size']:>7,} {look:6} {load:18} {row['source']}")
