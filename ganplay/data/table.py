"""A visitor's own points: a text file with x and y in each line, as spreadsheets and programs write it.

A line is two numbers between commas, semicolons, tabs or blanks (between semicolons a comma is a decimal point); more
columns are passed over, and so are empty lines and those that begin with #. The first line may be a header. Rows that
are none are left out, counted and named by the number of their line.
"""

from __future__ import annotations

import math
import re
import shutil
from collections.abc import Sequence
from pathlib import Path

from ganplay.data.own import shown
from ganplay.data.pictures import DataError, Note, Pictures

FEWEST, MOST = 8, 1_000_000  # rows of a data set
BYTES = 100_000_000  # of its file
SMALLEST, LARGEST = 1e-3, 1e3  # how far from zero the farthest coordinate may lie: beyond, networks do not learn
EASY = 0.1, 10.0  # between these they learn well
AIM = 1.5  # how far points reach that were scaled to be learned well
NAMED = 5  # rows that are named
_BLANKS = " \t\f\v\u00a0\u3000"  # what stands around numbers; whatever else there is, is none of them
_BETWEEN = re.compile(f"[{_BLANKS}]*[,\t][{_BLANKS}]*|[{_BLANKS}]+")
_LINES = re.compile(r"\r\n|\r|\n")
_NUMBER = re.compile(r"[+-]?(([0-9]+\.?[0-9]*|\.[0-9]+)(e[+-]?[0-9]+)?|inf|infinity|nan)", re.ASCII | re.IGNORECASE)


def read_points(path: Path) -> Pictures:
    """The points of a file: images (N, 2, 1, 1) float32, in the coordinates of the file.

    Raises:
        DataError: when there is no such file, or its points cannot be trained on.
    """
    name = shown(path.name)
    try:
        size = path.stat().st_size if path.is_file() else None
        data = path.read_bytes() if size is not None and size <= BYTES else b""
    except (OSError, ValueError):  # ValueError: not even the spelling of a path
        raise DataError(f"{name} cannot be read: check the path and who may read it.") from None
    if size is None:
        raise DataError(f"There is no file of points at {name}: name a .csv with x,y in each line.")
    if size > BYTES:
        raise DataError(f"{name} has more than {BYTES // 1_000_000} MB: take fewer points.")
    text = data.decode("utf-8-sig", errors="replace")
    rows, bad = parse_points(text, name)
    return own_points(rows, name, _left_out(bad, len(rows) + len(bad)))


def pack_points(files: Sequence[Path], folder: Path) -> Path:
    """Copy an uploaded file of points into `folder`, which is made, and return what to name as data set.

    Raises:
        DataError: when it is not one file, or its points cannot be trained on.
    """
    if len(files) != 1 or files[0].suffix.lower() != ".csv":
        raise DataError("Points are one .csv with x,y in each line: upload that alone.")
    read_points(files[0])
    folder.mkdir(parents=True, exist_ok=True)
    return Path(shutil.copyfile(files[0], folder / files[0].name))


def parse_points(text: str, name: str) -> tuple[list[tuple[float, float]], list[tuple[int, str]]]:
    """(the rows, (number of the line, reason) of each that is none).

    Raises:
        DataError: for more rows than a data set may have.
    """
    rows: list[tuple[float, float]] = []
    bad: list[tuple[int, str]] = []
    first = True
    for number, line in enumerate(_LINES.split(text.removeprefix("\ufeff")), 1):
        line = line.strip(_BLANKS)
        if not line or line.startswith("#"):
            continue
        found = _row(line)
        if isinstance(found, tuple):
            rows.append(found)
        elif not (first and found == NO_NUMBERS):  # a header
            bad.append((number, found))
        first = False
        if len(rows) + len(bad) > MOST:
            raise DataError(f"{name} has more than {MOST:,} rows: take fewer points.")
    return rows, bad


NO_NUMBERS = "no numbers"


def _row(line: str) -> tuple[float, float] | str:
    """x and y, or why not."""
    fields = line.replace(",", ".").split(";") if ";" in line else _BETWEEN.split(line)
    values = [_number(field) for field in fields[:2]]
    if all(value is None for value in values):
        return NO_NUMBERS
    if len(values) < 2 or None in values:
        return "not two numbers"
    return (values[0], values[1]) if all(map(math.isfinite, values)) else "not finite"


def _number(field: str) -> float | None:
    text = field.strip(_BLANKS).strip("\"'").strip(_BLANKS)
    return float(text) if _NUMBER.fullmatch(text) else None


def own_points(rows: object, name: str, left_out: str = "") -> Pictures:
    """Points as a data set; rows: (N, 2) of anything that a tensor can be made of.

    Raises:
        DataError: when they are too few or too many, not finite, or too far from, or too near to, zero to be learned.
    """
    import torch

    points = torch.as_tensor(rows, dtype=torch.float64).reshape(-1, 2)
    if len(points) < FEWEST:
        sentence = f"{name} has {len(points)} usable rows of x,y, and a data set needs at least {FEWEST}: add more."
        raise DataError(f"{sentence} {left_out}".strip())
    if len(points) > MOST:
        raise DataError(f"{name} has more than {MOST:,} points: take fewer.")
    if not points.isfinite().all():
        raise DataError(f"{name} has coordinates that are not finite: leave those points out.")
    reach = points.abs().max().item()
    if not SMALLEST <= reach <= LARGEST:
        remedy = f"divide all by {reach / AIM:.3g}" if reach else "spread them out"
        raise DataError(
            f"The points of {name} reach to {reach:.3g} from zero, which networks cannot learn: {remedy}, "
            "after taking their mean off."
        )
    notes = [left_out] if left_out else []
    if not EASY[0] <= reach <= EASY[1]:
        told, factor, aim = f"{reach:.3g}", f"{reach / AIM:.3g}", f"{AIM:g}"
        sentence = (
            f"The points reach to {told} from zero, and networks learn best what reaches to about {aim}: where this "
            f"trains badly, divide all by {factor}, after taking their mean off."
        )
        notes.append(Note(sentence, "reach", reach=told, aim=aim, factor=factor))
    return Pictures(name=name, images=points.float()[:, :, None, None], notes=tuple(notes))


def _left_out(bad: list[tuple[int, str]], total: int) -> str:
    """The sentence for rows that are none; empty without any."""
    if not bad:
        return ""
    told = ", ".join(f"line {number:,} ({reason})" for number, reason in bad[:NAMED])
    more = f" and {len(bad) - NAMED:,} more" if len(bad) > NAMED else ""
    lines = [number for number, _ in bad[:NAMED]]
    sentence = f"{len(bad):,} of {total:,} rows were left out: {told}{more}."
    return Note(sentence, "rows", count=len(bad), total=total, lines=lines)
