"""`ganplay train`: train a GAN, or go on training one."""

from __future__ import annotations

import argparse
from pathlib import Path

from ganplay.cli.shared import Verbs
from ganplay.recipe import NAMED
from ganplay.recipe.named import SIZES


def add(verbs: Verbs) -> None:
    verb = verbs.add_parser("train", help="train a GAN, or go on training one")
    verb.add_argument("recipe", nargs="?", help=f"{', '.join(NAMED)}, or a recipe.json; not needed with --resume")
    verb.add_argument("--failure", metavar="NAME", help="in place of a recipe: one that fails (see ganplay failures)")
    verb.add_argument("--remedy", action="store_true", help="with --failure: its remedy instead")
    verb.add_argument("--size", choices=SIZES, help="tiny: a minute on a CPU; small: an hour on one; full: a GPU")
    verb.add_argument("--data", help="a data set (see ganplay datasets), a folder or zip of pictures, a .csv of points")
    verb.add_argument("--data-root", type=Path, help="where torchvision's data sets lie or are downloaded to")
    verb.add_argument("--steps", help="train this many generator steps")
    verb.add_argument("--images", help="train on this many pictures")
    verb.add_argument("--seconds", help="train this long; set-up, evaluation and saving are not counted")
    verb.add_argument("--set", action="append", default=[], metavar="KEY=VALUE", help="change a setting of the recipe")
    verb.add_argument("--device", default="auto", choices=("auto", "cpu", "cuda", "mps"))
    verb.add_argument("--seed", help="another seed, another run")
    what = "CPU threads from beginning to end, kept with the run, so that it repeats; by default one a core, at most 8"
    verb.add_argument("--threads", metavar="N", help=what)
    verb.add_argument("--resume", action="store_true", help="go on with the run in --run")
    what = "a new run that goes on from a checkpoint of RUN with other settings (--set), see --checkpoint"
    verb.add_argument("--branch", metavar="RUN", help=what)
    verb.add_argument("--checkpoint", type=int, metavar="STEP", help="with --branch: the moment; by default the last")
    verb.add_argument("--run", help="the folder of the run; by default the store keeps it under a new id")
    verb.add_argument("--json", action="store_true", help="at the end print one JSON object about the run")
    verb.set_defaults(do=run)


def run(options: argparse.Namespace) -> int:
    from ganplay.runs.server.session import train_here

    return train_here(options)
