"""The card of a run, to be shown to others: 1200 x 630, its samples from noise to now, what it is, its numbers.

A card is a picture without words and the list of what is to be written on it, and where: the page writes it in the
visitor's language, with the fonts of their browser; the command line in English, by `picture`. A number stands beside
its n and what real samples score, or it is not shown.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image, ImageDraw

from ganplay.data import NAMES
from ganplay.latent.media import enlarged, png_bytes
from ganplay.recipe.changes import changed
from ganplay.runs.asking.pen import can_draw, write
from ganplay.runs.asking.report import read_report
from ganplay.runs.asking.sheets import Sheet, cell_of, sheets
from ganplay.runs.store.folder import RunFolder

WIDTH, HEIGHT = 1200, 630
LEFT, WIDE = 56, 1088  # pixels at either side, and between
TOP, HIGH, GAP = 138, 264, 8  # of the pictures: where they begin, how high all are, what is left between two
LARGEST = 128  # pixels a side of a picture, which is enlarged by whole pixels
DRAWINGS = 4  # that fit where a sheet is one
PAPER, RULE = "#101216", "#3a414d"
INKS = {"ink": "#eceef2", "muted": "#a3abb8"}
MARKS = ("#6fb1f0", "#ff9e4a", "#b794f4", "#4fd1c5")  # real, generated, D, G: as on the page when it is dark
SHOWN = ("modes", "high_quality", "classifier_fd", "precision", "recall", "coverage")  # of what was measured, as
FIGURES = 4  # many, and in this order
LINES_OF_MOMENTS = 3  # lines of a card before those of its moments
SHARES, COUNTS = ("high_quality", "precision", "recall", "coverage"), ("modes",)

Word = dict[str, Any]  # a text as it is, {text}, or the key of the page's words and what fills its gaps, {key, gaps}
Say = Callable[..., str]  # say(key, **gaps)


@dataclass(frozen=True)
class Line:
    """One line that is written on a card.

    Attributes:
        words: what it says, with a dot between.
        x, y: where it begins, has its middle or ends, by `anchor`; y is the line that its letters stand on.
        size: pixels; it shrinks where it is wider than `width`.
        ink: a key of INKS.
        spare: what it says where its own letters cannot be drawn.
    """

    words: tuple[Word, ...]
    x: float
    y: float
    size: int
    width: float
    ink: str = "ink"
    anchor: str = "left"
    strong: bool = False
    spare: tuple[Word, ...] = ()


@dataclass(frozen=True)
class Card:
    """paper: the card without its words, (630, 1200, 3) uint8; made_from: what its file says of the run."""

    paper: np.ndarray
    lines: tuple[Line, ...]
    made_from: dict[str, Any]


def card(run: RunFolder) -> Card:
    """The card of a run as it is now.

    Raises:
        RunError: for a run without a checkpoint, or without a sheet of pictures.
    """
    recipe, meta = run.recipe, run.meta()
    now, whole = meta.get("now") or {}, not cell_of(recipe)
    pictures = sheets(run, DRAWINGS if whole else _columns(cell_of(recipe)))
    paper = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    places = _place(paper, pictures, whole)
    dataset = recipe.dataset if recipe.dataset in NAMES else "own"
    trained = _word("recipe.changed", recipe=recipe.name) if changed(recipe) else recipe.name
    what = _word("runs.row", recipe=trained, dataset=_word(f"data.{dataset}"))
    steps, seconds = _whole(pictures[-1].step), _whole(now.get("seconds") or 0)
    size = () if whole else (_word("library.px", n=recipe.resolution),)
    about = (*((what,) if run.title else ()), *size, _word("share.length", steps=steps, seconds=seconds))
    found, late = _figures(run, pictures[-1].step)
    _decorate(paper, places)
    lines = [
        Line(({"text": run.title},) if run.title else (what,), LEFT, 82, 44, 900, strong=True, spare=(what,)),
        Line(about, LEFT, 116, 23, WIDE, "muted"),
        Line(({"text": "ganplay"},), WIDTH - LEFT, 78, 26, 160, anchor="right", strong=True),
        *_moments(pictures, places),
        *_numbers(found),
        Line((_word("share.mark"),), LEFT, 602, 19, WIDE - 320 if late else WIDE, "muted"),
        *([Line((late,), WIDTH - LEFT, 602, 19, 300, "muted", "right")] if late else []),
    ]
    told = {"run": run.path.name, "recipe": recipe.name, "dataset": dataset, "steps": [one.step for one in pictures]}
    return Card(np.asarray(paper), tuple(lines), told)


def write_card(run: RunFolder, path: Path, say: Say) -> bool:
    """Write the card with its words, as `say` has them, to a PNG file, whole or not at all.

    Returns:
        Whether all of them could be drawn: a title in other letters than Latin ones is left out.

    Raises:
        RunError: as `card`.
        OSError: when the file cannot be written.
    """
    made = card(run)
    part = path.with_name(path.name + ".part")
    part.write_bytes(png_bytes(picture(made, say), made.made_from))
    os.replace(part, path)
    return all(can_draw(spoken(line.words, say)) for line in made.lines)


def picture(made: Card, say: Say) -> np.ndarray:
    """A card with its words, as `say` has them, in the letters that Pillow has: (630, 1200, 3) uint8."""
    image = Image.fromarray(made.paper)
    for line in made.lines:
        text = spoken(line.words, say)
        if line.spare and not can_draw(text):
            text = spoken(line.spare, say)
        write(image, text, (line.x, line.y), line.size, line.width, INKS[line.ink], line.anchor)
    return np.asarray(image)


def spoken(words: tuple[Word, ...], say: Say) -> str:
    return " · ".join(_spoken(word, say) for word in words)


def _spoken(word: Word, say: Say) -> str:
    if "text" in word:
        return str(word["text"])
    gaps = {name: _spoken(gap, say) if isinstance(gap, dict) else gap for name, gap in word["gaps"].items()}
    return say(word["key"], **gaps)


def _word(key: str, **gaps: Any) -> Word:
    return {"key": key, "gaps": gaps}


def _whole(value: float) -> str:
    return f"{value:,.0f}"


# Its pictures


def _crisp(cell: int) -> int:
    return cell * max(1, LARGEST // cell)


def _columns(cell: int) -> int:
    return (WIDE + GAP) // (_crisp(cell) + GAP)


def _place(paper: Image.Image, shown: list[Sheet], whole: bool) -> list[tuple[int, int]]:
    """Puts the sheets side by side, in order, the same samples of each; where each begins and how wide it is."""
    blocks = [_drawing(one) if whole else _block(one, len(shown)) for one in shown]
    wide = blocks[0].shape[1]
    gap = min(24, (WIDE - wide * len(blocks)) // max(1, len(blocks) - 1))
    places = [(LEFT + index * (wide + gap), wide) for index in range(len(blocks))]
    for block, (left, _) in zip(blocks, places, strict=True):
        paper.paste(Image.fromarray(block), (left, TOP))
    return places


def _block(one: Sheet, moments: int) -> np.ndarray:
    """The first samples of a sheet, two rows of as many as there is room for beside the other moments."""
    cell = one.pictures.shape[1]
    wide = max(1, _columns(cell) // moments)
    some = _coloured(enlarged(one.pictures[: 2 * wide], _crisp(cell) // cell))
    side = some.shape[1]
    page = Image.new("RGB", (wide * (side + GAP) - GAP, 2 * (side + GAP) - GAP), PAPER)
    for index, picture in enumerate(some):
        row, column = divmod(index, wide)
        page.paste(Image.fromarray(picture), (column * (side + GAP), row * (side + GAP)))
    return np.asarray(page)


def _drawing(one: Sheet) -> np.ndarray:
    image = Image.fromarray(_coloured(one.pictures)[0])
    return np.asarray(image.resize((HIGH, HIGH), Image.Resampling.LANCZOS))


def _coloured(pictures: np.ndarray) -> np.ndarray:
    return pictures.repeat(3, axis=3) if pictures.shape[3] == 1 else pictures


def _decorate(paper: Image.Image, places: list[tuple[int, int]]) -> None:
    """The four colours of the page beside its name; the line of time, with a mark at every moment."""
    draw = ImageDraw.Draw(paper)
    for index, colour in enumerate(MARKS):
        draw.rectangle((x := LEFT + WIDE - 180 + 18 * index, 60, x + 13, 73), fill=colour)
    y, middles = TOP + HIGH + 16, [left + wide / 2 for left, wide in places]
    draw.line((middles[0], y, middles[-1], y), fill=RULE, width=2)
    for index, x in enumerate(middles):
        last = index == len(middles) - 1
        draw.ellipse((x - 5, y - 5, x + 5, y + 5), fill=MARKS[1] if last else RULE)


def _moments(shown: list[Sheet], places: list[tuple[int, int]]) -> list[Line]:
    def said(step: int) -> Word:
        return _word("share.untrained") if step == 0 else _word("live.time.step", step=_whole(step))

    y = TOP + HIGH + 44
    return [
        Line(
            (said(one.step),), left + wide / 2, y, 19, max(wide, 118), "ink" if one is shown[-1] else "muted", "center"
        )
        for one, (left, wide) in zip(shown, places, strict=True)
    ]


# Its numbers


def _figures(run: RunFolder, step: int) -> tuple[list[Mapping[str, Any]], Word | None]:
    """What was measured last: rows of name, value, floor and n; and when that was, where it was earlier than `step`."""
    if report := read_report(run):
        rows, at = report["rows"], report["step"]
    elif measures := run.measures():
        last = measures[-1]
        rows, at = [_measured(last, name) for name in SHOWN if last.get(name) is not None], last["step"]
    else:
        return [], None
    told = {row["name"]: row for row in rows if None not in (row["value"], row["floor"])}
    late = _word("share.measured", step=_whole(at)) if at < step else None
    return [told[name] for name in SHOWN if name in told][:FIGURES], late


def _measured(row: Mapping[str, Any], name: str) -> dict[str, Any]:
    floor, of = row.get(f"floor_{name}"), row.get(f"floor_n_{name}", row["n"])
    return {"name": name, "value": row[name], "floor": floor, "n": row["n"], "n_floor": of}


def _numbers(rows: list[Mapping[str, Any]]) -> list[Line]:
    if not rows:
        return [Line((_word("share.none"),), LEFT, 520, 22, WIDE, "muted")]
    lines = []
    for index, row in enumerate(rows):
        x, width = LEFT + index * WIDE / FIGURES, WIDE / FIGURES - 16
        name, value, floor = row["name"], row["value"], row["floor"]
        real = _word("library.report.floor", floor=_shown(name, floor))
        if row["n_floor"] not in (None, row["n"]):
            real = _word("library.report.floor.of", floor=_shown(name, floor), n=_whole(row["n_floor"]))
        beside = (real, _word("live.n", n=_whole(row["n"])))
        lines += [
            Line((_word(f"metric.{name}"),), x, 488, 19, width, "muted"),
            Line(({"text": _shown(name, value)},), x, 530, 40, width, strong=True),
            Line(beside, x, 557, 19, width, "muted"),
        ]
    return lines


def _shown(name: str, value: float) -> str:
    if name in SHARES:
        return f"{100 * value:.0f} %"
    return _whole(value) if name in COUNTS else f"{value:,.{1 if abs(value) >= 10 else 2}f}"
