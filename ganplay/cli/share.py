"""`ganplay share`: the card of a run, and a film of its training, to be shown to others."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from ganplay.cli.shared import Verbs, store
from ganplay.runs.store.folder import RunError

if TYPE_CHECKING:
    from ganplay.runs.store.folder import RunFolder

CARD, FILMS = ".png", (".mp4", ".gif")


def add(verbs: Verbs) -> None:
    verb = verbs.add_parser("share", help="write a run's card, or a film of its training, to show it to others")
    verb.add_argument("run", metavar="RUN")
    what = "a .png (the card, 1200 x 630), a .mp4 or a .gif (the film), or several of them"
    verb.add_argument("--out", type=Path, nargs="+", required=True, metavar="FILE", help=what)
    verb.set_defaults(do=run)


def run(options: argparse.Namespace) -> None:
    wrong = [path.name for path in options.out if path.suffix.lower() not in (CARD, *FILMS)]
    if wrong:
        raise RunError(f"A card is a .png, a film a .mp4 or a .gif, and {wrong[0]} is neither: name it so.")
    found = store().find(options.run)
    for path in options.out:
        try:
            (_card if path.suffix.lower() == CARD else _film)(found, path)
        except OSError as error:
            raise RunError(f"{path} cannot be written: {(error.strerror or str(error)).lower()}.") from error
        print(path)


def _card(found: RunFolder, path: Path) -> None:
    from ganplay.runs.asking.share import write_card
    from ganplay.ui.words import say

    if not write_card(found, path, say):
        print("The title has letters that are not drawn here, and was left out: Share on the page draws them.")


def _film(found: RunFolder, path: Path) -> None:
    from tqdm import tqdm

    from ganplay.runs.asking.training_film import write_training_film

    with tqdm(total=100, unit="%", disable=None) as bar:  # only on a terminal
        write_training_film(found, path, lambda share: bar.update(round(100 * share) - bar.n))
