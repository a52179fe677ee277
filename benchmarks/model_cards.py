"""Model cards of the runs that ship: measured, written as JSON and as text, and measured again to check them."""

from __future__ import annotations

import hashlib
import json
import platform
from dataclasses import replace
from pathlib import Path
from statistics import fmean
from typing import Any

import torch
from torch.nn import Module

from ganplay.cores import usable_cores
from ganplay.data import CATALOG, load
from ganplay.latent import (
    Directions,
    has_w,
    named_directions,
    png_bytes,
    shares_along,
    sheet,
    to_float,
    train_attribute_classifier,
)
from ganplay.latent.keyframes import SPACES
from ganplay.metrics.features import Features, features_for
from ganplay.metrics.reference import Reference
from ganplay.metrics.statistics import Statistics, statistics_of
from ganplay.recipe import Recipe
from ganplay.recipe.changes import nearest
from ganplay.runs.asking.card import CARD, SAMPLES, close, figures, read_card
from ganplay.runs.asking.evaluate import evaluate
from ganplay.runs.asking.judging import data_of
from ganplay.runs.asking.report import keep_report
from ganplay.runs.asking.sampling import seed_pictures
from ganplay.runs.store.disk import bytes_of
from ganplay.runs.store.folder import RunFolder
from ganplay.runs.store.named import direction_names, read_directions, write_directions
from ganplay.runs.store.statistics import write_statistics
from ganplay.training.trainer import HELD_OUT
from ganplay.ui.words import WORDS, say

Moves = dict[str, dict[str, list[float]]]  # direction -> attribute -> the shares of pictures that show it on the way

COUNT = 2_000  # generated pictures that a card stands on
SHOWN = range(64)  # seeds of its pictures
ATTRIBUTES = ["smile", "glasses", "hat", "long_hair", "dark_hair", "beard"]
AMOUNT, MOVED = 3.0, 500  # standard deviations along a direction, and how many pictures are moved
MOVES = 0.3  # of the pictures a direction must give or take what it is called after, or it does not ship
JUDGED = 2_000  # drawn pictures that the judge of attributes is itself judged on


def write_card(run: RunFolder, data_root: Path, train: str) -> None:
    """Measure a run in its folder and write its report, its card, the card as text and its pictures.

    train: the command that trains it again.
    """
    networks = run.networks()
    pictures, _ = seed_pictures(networks, SHOWN)
    made_from = {"run": run.path.name, "step": networks.step, "seeds": [SHOWN[0], SHOWN[-1]]}
    (run.path / SAMPLES).write_bytes(png_bytes(sheet(pictures, 8), made_from))
    write_statistics(run.path, statistics(run, data_root))
    keep_report(RunFolder(run.path), measured(run, data_root))
    card = {
        "name": run.path.name,
        "recipe": json.loads((run.path / "recipe.json").read_text(encoding="utf-8")),
        "changes": changes(run.recipe),
        "trained": trained(run),
        "directions": directions(run) if run.recipe.dataset == "faces" else None,
        "commands": {"train": train, "evaluate": evaluation(run)},
        "files": hashes(run.path),
    }
    (run.path / CARD).write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")
    (run.path / "README.md").write_text(text_of(read_card(run.path)), encoding="utf-8")


def hashes(folder: Path) -> dict[str, str]:
    """The SHA-256 of every file of a run that is not written from its card."""
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path.name not in (CARD, "README.md"))
    return {str(path.relative_to(folder).as_posix()): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def changes(recipe: Recipe) -> dict[str, Any]:
    """What a run's recipe changes in the named one of the size it is nearest to, beside data and budget."""
    size, names = nearest(recipe)
    return ({"size": size} if size else {}) | {name: getattr(recipe, name) for name in names}


def trained(run: RunFolder) -> dict[str, Any]:
    meta = run.meta()
    return {
        **{name: meta["now"][name] for name in ("images", "step", "seconds")},
        **{name: meta[name] for name in ("device", "precision", "threads")},
        "verdict": (run.evaluations() or [{}])[-1].get("verdict"),
        "machine": {"processor": processor(), "cores": usable_cores(), "torch": torch.__version__.partition("+")[0]},
    }


def processor() -> str:
    """What the system calls it."""
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
        return next(line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    except (OSError, StopIteration):
        return platform.processor() or platform.machine()


def measured(run: RunFolder, data_root: Path) -> dict[str, Any]:
    """The document of `ganplay evaluate RUN --n 2000`, without what is for a terminal."""
    found = evaluate(run, None, data_root, COUNT)
    del found["generator"]["lines"]
    return found


def statistics(run: RunFolder, data_root: Path) -> Statistics:
    """Of the real pictures that the card's distances are to."""
    training, held_out = data_of(run.recipe, data_root).split(HELD_OUT, limit=run.recipe.limit)
    return statistics_of(Reference(training, held_out, count=COUNT))


def evaluation(run: RunFolder) -> str:
    place = " --data-root DIR" if CATALOG[run.recipe.dataset].kind == "download" else ""
    return f"ganplay evaluate {run.path.name} --n {COUNT}{place}"


class Judge:
    """Attributes of faces by the feature network's head, which took no part in fitting the directions."""

    def __init__(self, features: Features) -> None:
        self.features = features

    def __call__(self, pictures: torch.Tensor) -> torch.Tensor:
        pixels = pictures.add(1).mul(127.5).round().clamp(0, 255).to(torch.uint8)
        return self.features.network.logits(self.features(pixels), "faces_attributes")

    def accuracy(self, resolution: int) -> dict[str, float]:
        """On drawn faces, the mean of with and without each attribute; 0.5 is guessing."""
        known = load("faces", resolution, count=JUDGED, seed=1)
        said = self(to_float(known.images.permute(0, 2, 3, 1))) > 0
        told = {}
        for column, name in enumerate(self.features.heads["faces_attributes"].classes):
            truth = known.attributes[name]
            told[name] = (said[truth, column].float().mean() + (~said[~truth, column]).float().mean()).item() / 2
        return told


def directions(run: RunFolder) -> dict[str, Any]:
    """Fit the run's directions with names in each of its spaces, measure what each moves, and keep those with it that
    hold: in W, where they keep attributes better apart than in Z."""
    generator, resolution = run.networks().generator, run.recipe.resolution
    classifier = train_attribute_classifier(load("faces", resolution, count=4_000), ATTRIBUTES, steps=400)
    judge = Judge(features_for(3, resolution))
    found = {space: fitted(generator, classifier, judge, space) for space in SPACES[: 1 + has_w(generator)]}
    told = {space: moves for space, (_, moves) in found.items()}
    in_w = (list(told["w"]), found["w"][0]) if "w" in told and better(told["w"], told["z"]) else None
    write_directions(run.path, list(told["z"]), found["z"][0], in_w)
    return {
        "amount": AMOUNT,
        "n": MOVED,
        "judge": {name: round(value, 4) for name, value in judge.accuracy(resolution).items()},
        "fitted_by": {name: round(value, 4) for name, value in classifier.accuracy.items()},
        "moves": told["z"],
        **({"moves_w": told["w"]} if "w" in told else {}),
    }


def fitted(generator: Module, classifier: Module, judge: Judge, space: str) -> tuple[Directions, Moves]:
    """The directions in a space that move what they are called after, and what each moves."""
    found = named_directions(generator, classifier, space=space)
    moves = moved(generator, judge, ATTRIBUTES, found)
    kept = [i for i, along in enumerate(ATTRIBUTES) if abs(moves[along][along][-1] - moves[along][along][0]) >= MOVES]
    found = replace(found, vectors=found.vectors[kept], share=found.share[kept], sigma=found.sigma[kept])
    return found, {ATTRIBUTES[i]: moves[ATTRIBUTES[i]] for i in kept}


def apart(moves: Moves) -> tuple[float, float]:
    """How much of the pictures a direction moves in its own attribute, and in each other one: means over directions."""
    by = {along: {name: abs(shares[-1] - shares[0]) for name, shares in row.items()} for along, row in moves.items()}
    own = [row[along] for along, row in by.items()]
    others = [value for along, row in by.items() for name, value in row.items() if name != along]
    return fmean(own), fmean(others)


def better(moves: Moves, than: Moves) -> bool:
    """Whether the names of both move more of their own attribute for what they move of the others."""
    both = moves.keys() & than.keys()
    ratios = [own / others for own, others in (apart({name: each[name] for name in both}) for each in (moves, than))]
    return moves.keys() >= than.keys() and ratios[0] > ratios[1]


def moved(generator: Module, judge: Judge, names: list[str], found: Directions, amount: float = AMOUNT) -> Moves:
    """By direction and attribute: the shares of pictures that show it, moved back, left alone and moved forward."""
    shown = judge.features.heads["faces_attributes"].classes
    table = shares_along(generator, judge, found, (-amount, 0.0, amount), n=MOVED, seed=50_000)
    return {
        along: {name: [round(value, 3) for value in row[:, column].tolist()] for column, name in enumerate(shown)}
        for along, row in zip(names, table, strict=True)
    }


def check(run: RunFolder, data_root: Path) -> bool:
    """Measure a run again and print each figure beside its card's; whether all are within a tenth."""
    card, good = read_card(run.path), True
    again = measured(run, data_root)
    if again["generator"]["data"]["kept"]:
        print(f"{run.path.name}: its data set is not in {data_root}, so the figures stand on few pictures and differ.")
    now = {name: value for name, value, *_ in figures(again)}
    was_told = [(name, value) for name, value, *_ in figures(card["measured"])]
    for space in SPACES if card["directions"] else ():
        names = direction_names(run.path, space)
        if not names:
            continue
        judge = Judge(features_for(3, run.recipe.resolution))
        moves = moved(run.networks().generator, judge, names, read_directions(run.path, space))
        told = card["directions"]["moves" if space == "z" else "moves_w"]
        for end, place in (("-", 0), ("+", -1)):
            now |= {f"{space} {name} {end}": moves[name][name][place] for name in names}
            was_told += [(f"{space} {name} {end}", told[name][name][place]) for name in names]
    for name, was in was_told:
        near = name in now and close(was, now[name])
        good &= near
        ratio = f"{now[name] / was:.3f}" if was and name in now else "-"
        print(f"{run.path.name:18} {name:16} {was:>10.4f} {now.get(name, float('nan')):>10.4f} {ratio:>8}", end="")
        print("" if near else "  NOT within 10 %")
    return good


# As text


def text_of(card: dict[str, Any]) -> str:
    name, recipe, told = card["name"], card["recipe"], card["trained"]
    machine = told["machine"]
    changed = ", ".join(f"`{key}={value}`" for key, value in card["changes"].items()) or "nothing"
    lines = [
        f"# {name}",
        "",
        say(f"card.about.{name}"),
        "",
        f"![Pictures of seeds 0 to 63]({SAMPLES})",
        "",
        f"- Recipe `{recipe['name']}`, changed in it: {changed}. All of it is in `recipe.json`.",
        f"- Data: `{recipe['dataset']}` at {recipe['resolution']} px.",
        f"- Trained on {told['images']:,} images in {told['step']:,} steps, {told['seconds']:,.0f} seconds on "
        f"{told['threads']} thread{'s' if told['threads'] > 1 else ''} ({told['precision']}). Measured on an "
        f"{machine['processor']} with torch {machine['torch']}.",
        f"- The training's own last verdict: {say('live.verdict.' + told['verdict'] + '.past').lower()}.",
        "",
        "## Measured",
        "",
        "| figure | generated | n | real | n |",
        "|---|---|---|---|---|",
    ]
    for key, value, floor, n, of_floor in figures(card["measured"]):
        real = f"{'' if floor is None else f'{floor:.4f}'} | {'' if of_floor is None else f'{of_floor:,}'}"
        lines.append(f"| {say(word_of(key))} | {value:.4f} | {n:,} | {real} |")
    lines += ["", say("card.measured.note")]
    if not card["measured"]["calibration_applies"]:
        lines += ["", say("card.uncalibrated")]
    lines += [*_directions_lines(card["directions"])]
    train, again = card["commands"]["train"], card["commands"]["evaluate"]
    lines += ["", "## Repeat it", "", f"    {train}", f"    {again}"]
    return "\n".join([*lines, "", say("card.repeat.data"), ""])


def table_of(runs: list[RunFolder]) -> str:
    """docs/pretrained.md: every shipped run with its size and the figures that say most."""
    lines = [
        "# The runs that ship with ganplay",
        "",
        "Each lies in `pretrained/` with its recipe, history, some checkpoints (float16), the real pictures that its",
        "discriminator is judged by, and a model card: what was measured, what real pictures score, how to repeat",
        "both. On the page the card is in the Runs tab. `benchmarks/make_pretrained.py` trains them, writes the cards",
        "and this page; with `--check` it measures again and compares. All were trained on a CPU. The distance is that",
        "of ganplay's own feature network, not FID; in brackets what real pictures score.",
        "",
        "| run | what it is | px | images | MB | Fréchet | precision | recall | coverage |",
        "|---|---|---|---|---|---|---|---|---|",
    ]
    total = 0
    for run in runs:
        card, size = read_card(run.path), bytes_of(run.path)
        total += size
        found = {name: f"{value:.2f} ({floor:.2f})" for name, value, floor, *_ in figures(card["measured"])}
        shown = " | ".join(found[name] for name in ("classifier_fd", "precision", "recall", "coverage"))
        name, told, recipe = card["name"], card["trained"], card["recipe"]
        link, about = f"[{name}](../pretrained/{name}/README.md)", f"`{recipe['name']}` on `{recipe['dataset']}`"
        row = f"{recipe['resolution']} | {told['images']:,} | {size / 1e6:.1f} | {shown}"
        lines.append(f"| {link} | {about} | {row} |")
    lines += ["", f"Together {total / 1e6:.1f} MB. CIFAR-10 takes a GPU and is not among them.", ""]
    return "\n".join(lines)


def word_of(figure: str) -> str:
    """The key of a figure's name on the page."""
    return f"metric.{figure}" if f"metric.{figure}" in WORDS else f"figure.{figure}"


def _directions_lines(told: dict[str, Any] | None) -> list[str]:
    if told is None:
        return []
    names = list(told["judge"])
    accuracy = sorted(told["judge"].values())
    note = say(
        "card.directions.note",
        n=told["n"],
        amount=f"{told['amount']:g}",
        low=f"{accuracy[0]:.0%}",
        high=f"{accuracy[-1]:.0%}",
    )
    head = ["", f"| along | {' | '.join(say('latent.attribute.' + name) for name in names)} |"]
    head.append("|---" * (len(names) + 1) + "|")
    lines = ["", "## Directions with names", "", note]
    for space, moves in (("Z", told["moves"]), ("W", told.get("moves_w"))):
        if moves and "moves_w" in told:
            own, others = apart(moves)
            lines += ["", say("card.directions.in", space=space, own=f"{own:.0%}", others=f"{others:.0%}")]
        lines += [*head, *(_row(along, row, names) for along, row in moves.items())] if moves else []
    return lines


def _row(along: str, moves: dict[str, list[float]], names: list[str]) -> str:
    cells = [_from_to(moves[name], name == along) for name in names]
    return f"| {' | '.join([say('latent.attribute.' + along), *cells])} |"


def _from_to(shares: list[float], own: bool) -> str:
    text = f"{shares[0]:.0%} → {shares[-1]:.0%}"
    return f"**{text}**" if own else text
