"""Directions with names in Z and in W: how much of the pictures each moves in its own attribute, and in the others.

    python benchmarks/named_directions.py [--only NAME ...] [--amounts 1 2 3]
    python benchmarks/named_directions.py --write [--only NAME ...]    fit those of W, keep them if they hold

Fitted by a small classifier of drawn faces, judged by the feature network's head, on 500 pictures that took no part in
the fit. For each space and amount: the mean share of pictures that change in the attribute a direction is called after,
that share for each other attribute, and how many times the first is the second. Random directions, named after no
attribute, show what any step of that length changes.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from statistics import fmean
from typing import Any

from ganplay.data import load
from ganplay.latent import has_w, named_directions, random_directions, random_directions_w, train_attribute_classifier
from ganplay.latent.keyframes import SPACES
from ganplay.metrics.features import features_for
from ganplay.runs.asking.card import CARD, read_card
from ganplay.runs.store.folder import RunFolder
from ganplay.runs.store.named import direction_names, read_directions, write_directions
from model_cards import ATTRIBUTES, Judge, apart, better, fitted, hashes, moved, text_of

PRETRAINED = Path(__file__).parents[1] / "pretrained"
RANDOM = {"z": random_directions, "w": random_directions_w}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--only", nargs="+", default=["faces-stylegan"], metavar="NAME")
    parser.add_argument("--amounts", nargs="+", type=float, default=[1.0, 2.0, 3.0], help="standard deviations")
    parser.add_argument("--write", action="store_true", help="keep with the run what holds, and write it into its card")
    asked = parser.parse_args()
    for name in asked.only:
        run = RunFolder(PRETRAINED / name, frozen=True)
        if asked.write:
            write(run)
            continue
        for line in compared(run, asked.amounts):
            print(json.dumps({"run": name, **line}), flush=True)


def compared(run: RunFolder, amounts: list[float]) -> list[dict[str, Any]]:
    """A line a space and amount: own, others, times; random: what directions taken blindly change."""
    generator, resolution = run.networks().generator, run.recipe.resolution
    classifier = train_attribute_classifier(load("faces", resolution, count=4_000), ATTRIBUTES, steps=400)
    judge, lines = Judge(features_for(3, resolution)), []
    for space in SPACES[: 1 + has_w(generator)]:
        found = named_directions(generator, classifier, space=space)
        blind = RANDOM[space](generator, len(ATTRIBUTES))
        for amount in amounts:
            moves = moved(generator, judge, ATTRIBUTES, found, amount)
            own, others = apart(moves)
            by_chance = moved(generator, judge, ATTRIBUTES, blind, amount)
            changed = [abs(shares[-1] - shares[0]) for row in by_chance.values() for shares in row.values()]
            figures = {"own": own, "others": others, "times": own / others, "random": fmean(changed)}
            each = {along: round(abs(row[along][-1] - row[along][0]), 3) for along, row in moves.items()}
            lines.append({"space": space, "amount": amount, **{k: round(v, 3) for k, v in figures.items()}, "by": each})
    return lines


def write(run: RunFolder) -> None:
    """Directions of W beside those of Z, which stay what they are, as does the rest of the card."""
    card, generator, resolution = read_card(run.path), run.networks().generator, run.recipe.resolution
    classifier = train_attribute_classifier(load("faces", resolution, count=4_000), ATTRIBUTES, steps=400)
    found, moves = fitted(generator, classifier, Judge(features_for(3, resolution)), "w")
    in_w = (list(moves), found) if better(moves, card["directions"]["moves"]) else None
    write_directions(run.path, direction_names(run.path), read_directions(run.path), in_w)
    card["directions"]["moves_w"] = moves
    card["files"] = hashes(run.path)
    (run.path / CARD).write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")
    (run.path / "README.md").write_text(text_of(card), encoding="utf-8")


if __name__ == "__main__":
    main()
