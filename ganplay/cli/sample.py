"""`ganplay sample`: draw with the averaged generator of a run, into a file or a folder."""

from __future__ import annotations

import argparse
from pathlib import Path

from ganplay.cli.shared import CLASS_HELP, CODE_HELP, Verbs, store
from ganplay.recipe import kind_of


def add(verbs: Verbs) -> None:
    verb = verbs.add_parser("sample", help="draw pictures with the averaged generator of a run")
    verb.add_argument("run", metavar="RUN")
    verb.add_argument("--n", type=int, default=64, help="how many pictures, one a seed (64)")
    verb.add_argument("--seed", type=int, default=0, help="the first seed (0)")
    verb.add_argument("--class", dest="only", help="of a conditional run: this class alone, " + CLASS_HELP)
    verb.add_argument("--code", action="append", default=[], metavar="C=VALUE", help=CODE_HELP)
    verb.add_argument("--out", type=Path, required=True, help="a .png (grid), a .npz (images: N,H,W,C), or a folder")
    verb.add_argument("--checkpoint", type=int, metavar="STEP", help="an earlier moment of the run")
    verb.set_defaults(do=run)


def run(options: argparse.Namespace) -> None:
    from ganplay.runs.asking.sampling import sample_to

    found = store().find(options.run)
    chosen = {"only": options.only, "codes": options.code}
    count = sample_to(found, options.out, n=options.n, seed=options.seed, step=options.checkpoint, **chosen)
    print(f"{count} {kind_of(found.recipe).name} in {options.out}")
