"""Writes docs/recipes.md and the curves in docs/recipes/ from what benchmarks/recipes.py measured.

python benchmarks/recipe_book.py
"""

from __future__ import annotations

from math import isfinite
from pathlib import Path
from string import ascii_lowercase
from typing import Any

from ganplay.recipe import NAMED
from ganplay.recipe.book import (
    COUNTED,
    DISTANCES,
    FOLDER,
    LONG,
    MINUTE,
    RANKED,
    in_first_minute,
    picture_name,
    records,
    times_real,
)
from ganplay.ui.words import WORDS, say

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
It is not FID, and distances on two data sets or of two sizes of picture do not compare: recipes are ranked among those
of one size, by how many times its floor a distance is. That is what other real pictures of the size score in the place
of generated ones, in the row above them, at the same n unless another is told. Each figure is of one run with seed 0;
two seeds have differed by up to two thirds, so smaller differences mean nothing. *told*: told the classes. Recipes
whose rates or growth follow the budget were trained anew for ten minutes, and so were those whose two minutes another
processor had; the others went on from two, which on a CPU is the same as never stopping. What was measured too early or
too late to be of the first minute has to be measured again.

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
    """One table, the nearest of each size first: every recipe that could be in it, measured or not."""
    points = dataset == POINTS
    here = [record for record in found if (record["dataset"], record["minutes"]) == (dataset, minutes)]
    measured = ranked(here)
    columns = COUNTED if points else [name for name in DISTANCES if any(name in r["metrics"] for r in measured)]
    n = next((each[2] for record in measured for each in record["metrics"].values()), 0)
    letters, machines = _machines(measured)
    on = ["on"] if letters else []
    words = [word for name in columns for word in _heads(name)]
    heads = ["", "recipe", *on, "px", "told", "pictures", *words]
    rows = [heads, ["---"] * len(heads)]
    for px, alike in by_size(measured):
        floors = [cell for name in columns for cell in _floor(alike, name)]
        rows.append(["", "*real ones instead*", *("" for _ in on), str(px), "", "", *floors])
        for place, record in enumerate(alike, 1):
            figures = [cell for name in columns for cell in _figure(record["metrics"], name)]
            told = "yes" if record["conditional"] else ""
            name = f"[{record['recipe']}](#{record['recipe']})"
            name += " (diverged)" if record["status"] == "diverged" else ""
            where = [letters[_machine(record)]] if letters else []
            rows.append([str(place), name, *where, str(px), told, f"{record['images']:,}", *figures])
    there = {record["recipe"] for record in measured}
    for name in NAMED:
        if name in there or (name == "points") != points:
            continue
        why = _unmeasured(next((record for record in here if record["recipe"] == name), {}))
        rows.append(["", f"[{name}](#{name})", *("" for _ in on), "", "", "", why, *[""] * (len(words) - 1)])
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
    """What each recipe had reached in its 60th second, the nearest of each size first; late and early ones below."""
    here = [r for r in found if (r["dataset"], r["minutes"]) == (dataset, LONG) and r.get("minute")]
    if not here:
        return ""
    placed = ranked([record | {"metrics": record["minute"]} for record in here if in_first_minute(record)])
    missed = [record for record in here if not in_first_minute(record)]
    letters, machines = _machines(placed + missed)
    on = ["on"] if letters else []
    heads = ["", "recipe", *on, "px", "s", *_heads(RANKED)]
    rows = [heads, ["---"] * len(heads)]

    def row(place: str, record: Record, seconds: str, figures: list[str]) -> list[str]:
        where = [letters[_machine(record)]] if letters else []
        return [
            place,
            f"[{record['recipe']}](#{record['recipe']})",
            *where,
            str(record["resolution"]),
            seconds,
            *figures,
        ]

    for px, alike in by_size(placed):
        rows.append(["", "*real ones instead*", *("" for _ in on), str(px), "", *_floor(alike, RANKED)])
        for place, record in enumerate(alike, 1):
            rows.append(row(str(place), record, _seconds(record["minute"]), _figure(record["minute"], RANKED)))
    why = say("book.first.none", low=MINUTE[0], high=MINUTE[1])
    rows += [row("", record, _seconds(record["minute"]), [why, ""]) for record in missed]
    n = here[0]["minute"][RANKED][2]
    title = f"## {say(f'data.{dataset}')}, the first of {LONG} minutes (n = {n:,})"
    table = "\n".join("| " + " | ".join(row) + " |" for row in rows)
    return "\n\n".join([title, table, f"{say('book.first', low=MINUTE[0], high=MINUTE[1])} {machines}"])


def _seconds(minute: Record) -> str:
    if "between" not in minute:
        return str(minute["seconds"])
    return f"{minute['seconds']}, from {minute['between'][0]} and {minute['between'][1]}"


def ranked(found: list[Record]) -> list[Record]:
    """Those that were measured: the larger size first, and within a size the nearest to the real pictures of it."""
    measured = [record for record in found if "metrics" in record]
    return sorted(measured, key=lambda r: (-r["resolution"], times_real(r["metrics"].get(RANKED, [None, None]))))


def by_size(measured: list[Record]) -> list[tuple[int, list[Record]]]:
    """Each size with its records, in their order."""
    sizes = dict.fromkeys(record["resolution"] for record in measured)
    return [(px, [record for record in measured if record["resolution"] == px]) for px in sizes]


def _verdict(measured: list[Record], dataset: str, minutes: int) -> str:
    sizes = by_size(measured)
    first = [(alike[0]["recipe"], px) for px, alike in sizes]
    best = ", ".join(
        say("book.at_px", recipe=f"`{name}`", px=px) if len(sizes) > 1 else f"`{name}`" for name, px in first
    )
    said = say("book.nearest", best=best, data=say(f"data.{dataset}"), minutes=minutes)
    places = [[record["recipe"] for record in alike] for _, alike in sizes]
    place = next((names.index("quick") + 1 for names in places if "quick" in names), 0)
    return said + (f" {say('book.quick_place', place=place)}" if place > 1 else "")


def _heads(name: str) -> list[str]:
    return [say(f"metric.{name}"), *([say("metric.times")] if name == RANKED else [])]


def _figure(metrics: Record, name: str) -> list[str]:
    """A figure, and after the distance by which they are ranked how many times its floor that is."""
    figure = metrics.get(name, [None, None])
    times = times_real(figure)
    return [_short(figure[0]), *([_short(times if isfinite(times) else None)] if name == RANKED else [])]


def _floor(measured: list[Record], name: str) -> list[str]:
    figures = [record["metrics"][name] for record in measured if name in record["metrics"]]
    floor, n, ofs = next((figure[1:] for figure in figures if figure[1] is not None), (None, 0, 0))
    told = _short(floor) + (f" (n = {ofs:,})" if n != ofs else "")
    return [told, *(["1" if floor is not None else ""] if name == RANKED else [])]


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
    if (paper := f"book.paper.{name}") in WORDS:
        parts.append(f"**{say('book.paper')}.** {say(paper)}")
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
        for name, (value, floor, *_) in record["metrics"].items()
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
