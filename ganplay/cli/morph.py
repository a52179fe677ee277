"""`ganplay morph`: write a film from seed to seed."""

from __future__ import annotations

import argparse
from pathlib import Path

from ganplay.cli.shared import CLASS_HELP, CODE_HELP, Verbs, store
from ganplay.recipe.kinds import LATENT
from ganplay.runs.store.folder import RunError


def add(verbs: Verbs) -> None:
    verb = verbs.add_parser("morph", help="write a film from seed to seed")
    verb.add_argument("run", metavar="RUN")
    verb.add_argument("--seeds", required=True, help="2 to 8 seeds, as in 3,7,11")
    verb.add_argument("--frames", type=int, default=120, help="how many pictures in all (120)")
    verb.add_argument("--fps", type=float, default=24, help="pictures a second (24)")
    verb.add_argument("--open", action="store_true", help="end at the last seed; without it the film is a loop")
    verb.add_argument("--class", dest="only", help="of a conditional run: the class to draw, " + CLASS_HELP)
    verb.add_argument("--code", action="append", default=[], metavar="C=VALUE", help=CODE_HELP)
    verb.add_argument("--mode", choices=("slerp", "lerp"), default="slerp", help="arcs (slerp), or straight lines")
    verb.add_argument("--out", type=Path, required=True, help="a .mp4 or a .gif")
    verb.add_argument("--checkpoint", type=int, metavar="STEP", help="an earlier moment of the run")
    verb.set_defaults(do=run)


def run(options: argparse.Namespace) -> None:
    from ganplay.latent.error import LatentError

    try:
        seeds = [int(seed) for seed in options.seeds.split(",")]
    except ValueError:
        raise LatentError(
            f"Seeds are whole numbers with commas between, not {options.seeds!r}: as in 3,7,11."
        ) from None
    from ganplay.runs.asking.rooms import must_be_open

    found = store().find(options.run)
    must_be_open(found.recipe, LATENT)
    from ganplay.runs.asking.sampling import class_number, with_codes

    networks = with_codes(found.networks(options.checkpoint), options.code)
    if options.only is not None:
        networks = networks.of_class(class_number(networks, options.only))
    from tqdm import tqdm

    from ganplay.latent import write_morph

    with tqdm(total=options.frames, unit="frame", disable=None) as bar:  # only on a terminal
        try:
            write_morph(
                networks.generator,
                seeds,
                options.frames,
                options.out,
                fps=options.fps,
                loop=not options.open,
                mode=options.mode,
                progress=lambda fraction: bar.update(round(fraction * options.frames) - bar.n),
            )
        except OSError as error:
            raise RunError(f"{options.out} cannot be written: {error.strerror}.") from error
    print(f"{options.frames} frames in {options.out}")
