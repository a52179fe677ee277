"""Writes docs/recipes.md and the curves in docs/recipes/ from what benchmarks/recipes.py measured.

python benchmarks/recipe_book.py
"""

from __future__ import annotations

from pathlib import Path
from string import ascii_lowercase
from typing import Any

from ganplay.recipe import NAMED
from ganplay.recipe.book import COUNTED, DISTANCES, FOLDER, LONG, picture_name, records
from ganplay.ui.words import say

DOCS = Path(__file__).resolve().parents[1] / "docs"
POINTS = "grid"
WIDTH, HEIGHT, GAP, TOP = 300, 90, 30, 22  # of one chart, in pixels
LINES = {"loss_d": "#8E63C7", "loss_g": "#0F9488", "diversity": "#D9680F"}  # seen on white and on black
PANELS = (("seconds", ("loss_d", "loss_g"), "losses of D and G"), ("judged", ("diversity",), "diversity; real 1"))
Record = dict[str, Any]


def markdown(found: list[Record]) -> str:
    """The whole page."""
    parts = ["# Recipe book", _opening()]
    shelves = sorted({(r["dataset"] == POINTS, r["minutes"], r["dataset"] != "mnist", r["dataset"]) for r in found})
    parts += [_first_minute(found, dataset) for _, minutes, _, dataset in shelves if minutes == LONG]
    parts += [_compared(found, dataset, minutes) for _, minutes, _, dataset in shelves]
    parts += [_page(name, [record for record in found if record["recipe"] == name]) for name in NAMED]
    return "\n\n".join(part for part in parts if part) + "\n"


def _opening() -> str:
    return """\
Every named recipe: what it is, when to use it, how it fails, and what it reached in a real run. Written by
`python benchmarks/recipe_book.py` from what `python benchmarks/recipes.py --data-root DIR` measured; the page shows
the same book (**Recipe book**, beside the choice of the recipe). Size `tiny`, each trained alone on one core; the
processor is told below each table. Where that names several, a letter says which row is of which: what a minute is
worth differs between them, so compare rows of one letter.

The distance is a Fréchet distance in 128 features of [our own networks](../benchmarks/README.md#the-feature-networks).
It is not FID, and distances on two data sets do not compare. Each figure is of one run with seed 0; two seeds have
differed by up to two thirds, so smaller differences mean nothing. A table begins with what other real pictures of each
size score in the place of generated ones, at the same n. *told*: told the classes. Recipes whose rates or growth follow
the budget were trained anew for ten minutes, and so were those whose two minutes another processor had; the others
went on from two, which on a CPU is the same as never stopping.

Nothing here is of the sizes `small` and `full`, which have not been run for their time; `full` is for a GPU, as in

    ganplay train biggan --size full --data cifar10 --data-root DIR --seconds 1500 --run RUN"""


def _machine(record: Record) -> str:
    at = record["machine"]
    return f"{at['cpu']}, {at['arithmetic']}, {at['threads']} thread, PyTorch {at['torch'].partition('+')[0]}"


def _machines(measured: list[Record]) -> tuple[dict[str, str], str]:
    """The letter of each machine, where there are several, and the sentence that names them."""
    names = list(dict.fromkeys(_machine(record) for record in measured))
    if len(names) < 2:
        return {}, "".join(f"Measured on: {name}." for name in names)
    letters = dict(zip(names, ascii_lowercase, strict=False))
    return letters, "Measured on " + "; ".join(f"{letter}: {name}" for name, letter in letters.items()) + "."


def _compared(found: list[Record], dataset: str, minutes: int) -> str:
    """One table, nearest first: every recipe that could be in it, measured or not."""
    points = dataset == POINTS
    here = [record for record in found if (record["dataset"], record["minutes"]) == (dataset, minutes)]
    measured = ranked(here)
    columns = COUNTED if points else [name for name in DISTANCES if any(name in r["metrics"] for r in measured)]
    n = next((each[2] for record in measured for each in record["metrics"].values()), 0)
    letters, machines = _machines(measured)
    on = ["on"] if letters else []
    heads = ["", "recipe", *on, "px", "told", "pictures", *(say(f"metric.{name}") for name in columns)]
    rows = [heads, ["---"] * len(heads)]
    for px in sorted({record["resolution"] for record in measured}):
        alike = [record for record in measured if record["resolution"] == px]
        floors = [_floor(alike, name) for name in columns]
        rows.append(["", "*real ones instead*", *("" for _ in on), str(px), "", "", *floors])
    for place, record in enumerate(measured, 1):
        figures = [_figure(record, name) for name in columns]
        told = "yes" if record["conditional"] else ""
        name = f"[{record['recipe']}](#{record['recipe']})" + (" (diverged)" if record["status"] == "diverged" else "")
        where = [letters[_machine(record)]] if letters else []
        px, images = str(record["resolution"]), f"{record['images']:,}"
        rows.append([str(place), name, *where, px, told, images, *figures])
    there = {record["recipe"] for record in measured}
    for name in NAMED:
        if name in there or (name == "points") != points:
            continue
        why = _unmeasured(next((record for record in here if record["recipe"] == name), {}))
        rows.append(["", f"[{name}](#{name})", *("" for _ in on), "", "", "", why, *[""] * (len(columns) - 1)])
    title = f"## {say(f'data.{dataset}')}, {minutes} minute{'s' if minutes > 1 else ''} (n = {n:,})"
    table = "\n".join("| " + " | ".join(row) + " |" for row in rows)
    said = [_verdict(measured, dataset, minutes)] if measured and not points else []
    return "\n\n".join([title, table, " ".join([*said, machines])])


def _unmeasured(record: Record) -> str:
    """Why a recipe has no figures."""
    if "refused" in record:
        return f"not possible: {record['refused']}"
    return f"as `{record['same_as']}`: without classes it is that" if "same_as" in record else "not measured"


def _first_minute(found: list[Record], dataset: str) -> str:
    """What each recipe had reached when it was measured next to its 60th second, nearest to real pictures first."""
    here = [r for r in found if (r["dataset"], r["minutes"]) == (dataset, LONG) and r.get("minute")]
    placed = sorted(here, key=lambda record: record["minute"]["classifier_fd"][0])
    if not placed:
        return ""
    letters, machines = _machines(placed)
    on = ["on"] if letters else []
    heads = ["", "recipe", *on, "px", "s", say("metric.classifier_fd"), "real ones instead"]
    rows = [heads, ["---"] * len(heads)]
    for place, record in enumerate(placed, 1):
        value, floor, _ = record["minute"]["classifier_fd"]
        name, px, seconds = record["recipe"], str(record["resolution"]), str(record["minute"]["seconds"])
        where = [letters[_machine(record)]] if letters else []
        rows.append([str(place), f"[{name}](#{name})", *where, px, seconds, _short(value), _short(floor)])
    n = placed[0]["minute"]["classifier_fd"][2]
    title = f"## {say(f'data.{dataset}')}, the first of {LONG} minutes (n = {n:,})"
    table = "\n".join("| " + " | ".join(row) + " |" for row in rows)
    said = "Measured by the training itself, next to its 60th second; s: at which."
    return "\n\n".join([title, table, f"{said} {machines}"])


def ranked(found: list[Record]) -> list[Record]:
    """Those that were measured, nearest to the real pictures first."""

    def distance(record: Record) -> float:
        value = record["metrics"].get("classifier_fd", [None])[0]
        return float("inf") if value is None else value

    return sorted((record for record in found if "metrics" in record), key=distance)


def _verdict(measured: list[Record], dataset: str, minutes: int) -> str:
    names = [record["recipe"] for record in measured]
    said = say("book.nearest", best=f"`{names[0]}`", data=say(f"data.{dataset}"), minutes=minutes)
    place = names.index("quick") + 1 if "quick" in names else 0
    return said + (f" `quick` is number {place}." if place > 1 else "")


def _figure(record: Record, name: str) -> str:
    return _short(record["metrics"].get(name, [None])[0])


def _floor(measured: list[Record], name: str) -> str:
    floors = [record["metrics"][name][1] for record in measured if name in record["metrics"]]
    return _short(next((floor for floor in floors if floor is not None), None))


def _short(value: float | None) -> str:
    return "" if value is None else f"{value:.3g}" if abs(value) < 1000 else f"{value:.0f}"


def _page(name: str, found: list[Record]) -> str:
    """One recipe."""
    known = NAMED[name]
    parts = [f"## {name}", known.note, f"Source: {known.source}."]
    parts += [
        f"**{say('book.when')}.** {say(f'book.when.{name}')}",
        f"**{say('book.fails')}.** {say(f'book.fails.{name}')}",
    ]
    if name in {record["recipe"] for record in found if "curve" in record}:
        parts.append(f"![curves of {name}](recipes/{name}.svg)")
    parts += [_reached(record) for record in found]
    return "\n\n".join(parts if found else [*parts, "Not measured."])


def _reached(record: Record) -> str:
    title = f"**{say('data.' + record['dataset'])}, {record['minutes']} min**"
    if "metrics" not in record:
        return f"{title}: {_unmeasured(record)}".rstrip(".") + "."
    figures = ", ".join(
        f"{say(f'metric.{name}')} {_short(value)}" + ("" if floor is None else f" ({_short(floor)})")
        for name, (value, floor, _) in record["metrics"].items()
        if name in ("classifier_fd", "precision", "recall", "label_accuracy", *COUNTED)
    )
    kind = "points" if record["dataset"] == POINTS else f"pictures of {record['resolution']} px"
    diverged = " It diverged before the time was up." if record["status"] == "diverged" else ""
    told = f"{title}: {record['steps']:,} steps, {record['images']:,} {kind}; {figures}.{diverged}"
    samples = (
        f"![samples](../assets/recipes/{picture_name(record)})" if (FOLDER / picture_name(record)).is_file() else ""
    )
    return "\n\n".join(each for each in (told, samples, f"    {record['command']}\n    {record['measure']}") if each)


def curves(found: list[Record]) -> str:
    """The curves of one recipe's records as one picture: a row each, losses and then diversity, over the seconds."""
    rows = [record for record in found if "curve" in record]
    width, height = 2 * WIDTH + 3 * GAP, len(rows) * (HEIGHT + TOP + 10) + 8
    drawn = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}">'
    ]
    for row, record in enumerate(rows):
        top = row * (HEIGHT + TOP + 10)
        for column, (axis, names, title) in enumerate(PANELS):
            left = GAP + column * (WIDTH + GAP)
            about = f"{say('data.' + record['dataset'])}, {record['minutes']} min: {title}"
            drawn.append(
                f'<text x="{left}" y="{top + 15}" font-family="sans-serif" font-size="12" fill="#808080">{about}</text>'
            )
            drawn += _lines(record["curve"], axis, names, left, top + TOP)
    return "\n".join([*drawn, "</svg>"]) + "\n"


def _lines(curve: dict[str, list[Any]], axis: str, names: tuple[str, ...], left: int, top: int) -> list[str]:
    ys = [y for name in names for y in curve[name] if y is not None] + ([0.0, 1.0] if "diversity" in names else [])
    if not ys:
        return []
    low, high, last = min(ys), max(ys), max(curve[axis]) or 1.0

    def at(x: float, y: float) -> str:
        return f"{left + WIDTH * x / last:.1f},{top + HEIGHT * (1 - (y - low) / ((high - low) or 1)):.1f}"

    frame = f'<path d="M{left},{top + HEIGHT}h{WIDTH}" stroke="#A0A0A0" stroke-width="1"/>'
    drawn = [frame]
    for edge, y in ((high, top + 4), (low, top + HEIGHT)):
        drawn.append(
            f'<text x="{left - 4}" y="{y}" font-family="sans-serif" font-size="9" fill="#808080" '
            f'text-anchor="end">{edge:.2g}</text>'
        )
    for name in names:
        points = " ".join(at(x, y) for x, y in zip(curve[axis], curve[name], strict=True) if y is not None)
        dash = ' stroke-dasharray="5 3"' if name == "loss_g" else ""
        drawn.append(f'<polyline points="{points}" fill="none" stroke="{LINES[name]}" stroke-width="1.6"{dash}/>')
    return drawn


def pages(found: list[Record]) -> dict[str, str]:
    """Every file of the book below docs/, and what stands in it."""
    by_name = {name: [record for record in found if record["recipe"] == name] for name in NAMED}
    drawn = {f"recipes/{name}.svg": curves(of) for name, of in by_name.items() if any("curve" in each for each in of)}
    return {"recipes.md": markdown(found), **drawn}


def main() -> None:
    (DOCS / "recipes").mkdir(exist_ok=True)
    for name, text in pages(records()).items():
        (DOCS / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
