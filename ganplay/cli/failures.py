"""`ganplay failures`: recipes that fail on purpose, with their remedies."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from ganplay.cli.shared import Verbs, print_json
from ganplay.recipe.failures import FAILURES


def add(verbs: Verbs) -> None:
    verb = verbs.add_parser("failures", help="recipes that fail on purpose, with their remedies")
    verb.add_argument("--json", action="store_true")
    verb.set_defaults(do=run)


def run(options: argparse.Namespace) -> None:
    rows = [asdict(failure) | {"recipe": failure.recipe().to_dict()} for failure in FAILURES.values()]
    if options.json:
        print_json(rows)
        return
    for row in rows:
        remedy = ", ".join(f"{name}={value}" for name, value in row["remedy"].items())
        print(f"{row['name']:18} {row['question']}\n{'':18} remedy: {remedy}\n{'':18} {row['source']}")
