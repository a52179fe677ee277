"""`ganplay sample`: draw with the averaged generator of a run, into a file or a folder."""

from __future__ import annotations

import argparse
from pathlib import Path

from ganplay.cli.shared import CLASS_HELP, CODE_HELP, Verbs, print_found, search_bar, store
from ganplay.recipe import kind_of
from ganplay.runs.store.folder import RunError

COUNT = 64


def add(verbs: Verbs) -> None:
    verb = verbs.add_parser("sample", help="draw pictures with the averaged generator of a run")
    verb.add_argument("run", metavar="RUN")
    verb.add_argument("--n", type=int, help=f"how many pictures, one a seed ({COUNT})")
    verb.add_argument("--seed", type=int, help="the first seed (0)")
    what = "in place of seeds: what comes closest to a picture of yours, searched for; may be given several times"
    verb.add_argument("--from", action="append", type=Path, dest="pictures", metavar="PICTURE", help=what)
    verb.add_argument("--class", dest="only", help="of a conditional run: this class alone, " + CLASS_HELP)
    verb.add_argument("--code", action="append", default=[], metavar="C=VALUE", help=CODE_HELP)
    verb.add_argument("--out", type=Path, required=True, help="a .png (grid), a .npz (images: N,H,W,C), or a folder")
    verb.add_argument("--checkpoint", type=int, metavar="STEP", help="an earlier moment of the run")
    verb.set_defaults(do=run)


def run(options: argparse.Namespace) -> None:
    run = store().find(options.run)
    chosen = {"step": options.checkpoint, "only": options.only, "codes": options.code}
    if options.pictures:
        if options.n is not None or options.seed is not None:
            raise RunError("A picture is found for each --from: leave --n and --seed out, or --from.")
        from ganplay.runs.asking.finding import sample_found

        with search_bar() as progress:
            found = sample_found(run, options.out, options.pictures, progress=progress, **chosen)
        print_found(found)
        count = len(found)
    else:
        from ganplay.runs.asking.sampling import sample_to

        n, seed = COUNT if options.n is None else options.n, options.seed or 0
        count = sample_to(run, options.out, n=n, seed=seed, **chosen)
    print(f"{count} {kind_of(run.recipe).name} in {options.out}")
