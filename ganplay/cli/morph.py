"""`ganplay morph`: write a film from seed to seed, and through what is found for pictures of one's own."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from ganplay.cli.shared import CLASS_HELP, CODE_HELP, Verbs, print_found, search_bar, store
from ganplay.recipe.kinds import LATENT
from ganplay.runs.store.folder import RunError

if TYPE_CHECKING:
    from ganplay.latent import Keyframe
    from ganplay.training.checkpoint import Networks


def add(verbs: Verbs) -> None:
    verb = verbs.add_parser("morph", help="write a film from seed to seed, or through pictures of yours")
    verb.add_argument("run", metavar="RUN")
    stops = {"action": "append", "dest": "stops", "default": []}  # in the order in which they are given
    verb.add_argument("--seeds", **stops, help="2 to 8 seeds, as in 3,7,11")
    what = "what comes closest to a picture of yours, searched for, among the seeds or in place of them; several times"
    verb.add_argument("--from", **stops, type=Path, metavar="PICTURE", help=what)
    verb.add_argument("--frames", type=int, default=120, help="how many pictures in all (120)")
    verb.add_argument("--fps", type=float, default=24, help="pictures a second (24)")
    verb.add_argument("--open", action="store_true", help="end at the last seed; without it the film is a loop")
    verb.add_argument("--class", dest="only", help="of a conditional run: the class to draw, " + CLASS_HELP)
    verb.add_argument("--code", action="append", default=[], metavar="C=VALUE", help=CODE_HELP)
    verb.add_argument(
        "--mode",
        choices=("w", "slerp", "lerp"),
        help="between two seeds a straight line in W (w, by itself where there is one: stylegan), "
        "an arc in Z (slerp, by itself elsewhere), or a straight line in Z (lerp)",
    )
    verb.add_argument("--psi", type=float, default=1.0, help="truncation, where there is a W: 1 is none, 0 the mean w")
    verb.add_argument("--out", type=Path, required=True, help="a .mp4 or a .gif")
    verb.add_argument("--checkpoint", type=int, metavar="STEP", help="an earlier moment of the run")
    verb.set_defaults(do=run)


def run(options: argparse.Namespace) -> None:
    stops = [stop for given in options.stops for stop in _stops(given)]
    if not stops:
        raise RunError("Say what the film goes through: --seeds 3,7,11, or --from PICTURE twice or more.")
    from ganplay.runs.asking.rooms import must_be_open

    found = store().find(options.run)
    must_be_open(found.recipe, LATENT)
    from ganplay.runs.asking.sampling import class_number, with_codes

    networks = with_codes(found.networks(options.checkpoint), options.code)
    if options.only is not None:
        networks = networks.of_class(class_number(networks, options.only))
    from tqdm import tqdm

    from ganplay.latent import write_morph
    from ganplay.latent.morph import check_lengths, check_name

    check_name(options.out)
    check_lengths(len(stops), options.frames)
    stops = _found(networks, stops)
    with tqdm(total=options.frames, unit="frame", disable=None) as bar:  # only on a terminal
        try:
            write_morph(
                networks.generator,
                stops,
                options.frames,
                options.out,
                fps=options.fps,
                loop=not options.open,
                mode=options.mode,
                psi=options.psi,
                progress=lambda fraction: bar.update(round(fraction * options.frames) - bar.n),
            )
        except OSError as error:
            raise RunError(f"{options.out} cannot be written: {error.strerror}.") from error
    print(f"{options.frames} frames in {options.out}")


def _stops(given: str | Path) -> list[int | Path]:
    """The seeds of one option, or the picture."""
    if isinstance(given, Path):
        return [given]
    try:
        return [int(seed) for seed in given.split(",")]
    except ValueError:
        from ganplay.latent.error import LatentError

        raise LatentError(f"Seeds are whole numbers with commas between, not {given!r}: as in 3,7,11.") from None


def _found(networks: Networks, stops: list[int | Path]) -> list[int | Keyframe]:
    """The same, with what was found in place of pictures."""
    from ganplay.runs.asking.finding import find

    files = [stop for stop in stops if isinstance(stop, Path)]
    if not files:
        return stops
    with search_bar() as progress:
        found = find(networks, files, progress)
    print_found(found)
    keyframes = iter(found)
    return [next(keyframes).keyframe if isinstance(stop, Path) else stop for stop in stops]
