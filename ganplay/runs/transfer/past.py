"""The history of a run that somebody brought: its rows are read, checked, and written anew."""

from __future__ import annotations

import io
import json
import re
import sqlite3
import time
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

from PIL import Image

from ganplay.recipe import Recipe
from ganplay.runs.store.description import described
from ganplay.runs.store.folder import STATUSES
from ganplay.runs.store.history import SCHEMA, connect, dumps
from ganplay.runs.transfer.parts import PackError, finite, real, whole

MOST_ROWS, MOST_GRIDS, MOST_JPEG = 200_000, 2000, 4 << 20
MOST_SIDE = 4096  # pixels of a sheet
MOST_NAMES, MOST_NAME = 100, 40  # different numbers in one table, characters of a name
MOST_BINS = 1000  # of a histogram
MOST_TEXT = 1 << 18  # characters of one row
PATIENCE = 60.0  # seconds for the whole history; a file made to be slow takes longer
PLACE = frozenset({"seq", "step", "images", "seconds"})  # columns that no number may take the place of
TAKEN = PLACE | {"n", "verdict", "evidence", "histogram"}
DAMAGED = (sqlite3.Error, ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError)


def check_history(folder: Path, recipe: Recipe) -> None:
    """Put `history.db` in the form that we write ourselves; raises PackError for what is no history of such a run."""
    theirs, ours = folder / "history.db", folder / "history.new"
    _refuse_other_than_one_file(theirs)
    source = connect(theirs, "frozen")
    copy = connect(ours, "write")
    deadline = time.monotonic() + PATIENCE
    try:
        source.set_progress_handler(lambda: int(time.monotonic() > deadline), 100_000)
        for pragma in ("trusted_schema=OFF", "cell_size_check=ON", "mmap_size=0", "query_only=ON"):
            source.execute(f"PRAGMA {pragma}").fetchall()
        verdict = source.execute("PRAGMA integrity_check(1)").fetchone()[0]
        if verdict != "ok":
            raise ValueError(verdict)
        _check_tables(source)
        copy.executescript(SCHEMA)
        copy.execute("BEGIN")
        for statement, rows in _rows(source, recipe, deadline):
            copy.executemany(statement, rows)
        copy.execute("COMMIT")
    except PackError:
        raise
    except DAMAGED:
        raise PackError("pack_history", "The history in this file is damaged, or is none.") from None
    finally:
        source.close()
        copy.close()
    ours.replace(theirs)


def _refuse_other_than_one_file(file: Path) -> None:
    with file.open("rb") as opened:
        head = opened.read(100)
    if len(head) < 100 or head[:16] != b"SQLite format 3\0" or head[18:20] == b"\2\2":  # 2: a log beside it is missing
        raise PackError("pack_history", "The history in this file is damaged, or is none.")


def _check_tables(source: sqlite3.Connection) -> None:
    tables = {"meta", "points", "evaluations", "grids", "sheets"}
    later = {"measures"}  # which older runs do not have
    names = set()
    for kind, name, sql in source.execute("SELECT type, name, sql FROM sqlite_master").fetchall():
        if kind == "table" and name in tables | later and "virtual" not in str(sql).lower():
            names.add(name)
        elif not (kind == "index" and sql is None):  # one that SQLite makes for a primary key
            raise ValueError(name)
    if names - later != tables:
        raise ValueError("tables")


def _rows(source: sqlite3.Connection, recipe: Recipe, deadline: float) -> Iterator[tuple[str, list[tuple[Any, ...]]]]:
    rows = source.execute("SELECT seq, step, images, seconds, numbers FROM points ORDER BY seq")
    numbers = _Numbers()
    points = [(*_place(row), numbers(row[4])) for row in _bounded(rows, MOST_ROWS)]
    yield "INSERT INTO points VALUES (?, ?, ?, ?, ?)", points
    columns = "seq, step, images, seconds, numbers, histogram, verdict, evidence"
    rows = source.execute(f"SELECT {columns} FROM evaluations ORDER BY seq")
    numbers, evidence = _Numbers(), _Numbers()
    evaluations = [
        (*_place(row), numbers(row[4]), _histogram(row[5]), _verdict(row[6]), evidence(row[7]))
        for row in _bounded(rows, MOST_ROWS)
    ]
    yield "INSERT INTO evaluations VALUES (?, ?, ?, ?, ?, ?, ?, ?)", evaluations
    measures = []
    if source.execute("SELECT 1 FROM sqlite_master WHERE name = 'measures'").fetchone():
        rows = source.execute("SELECT seq, step, images, seconds, n, numbers, floors FROM measures ORDER BY seq")
        numbers, floors = _Numbers(), _Numbers()
        measures = [
            (*_place(row), _count(row[4]), numbers(row[5]), floors(row[6])) for row in _bounded(rows, MOST_ROWS)
        ]
    yield "INSERT INTO measures VALUES (?, ?, ?, ?, ?, ?, ?)", measures
    sheet = _Sheets(recipe, deadline)
    rows = source.execute("SELECT seq, step, images, seconds, jpeg FROM grids ORDER BY seq")
    grids = [(*_place(row), sheet(row[4])) for row in _bounded(rows, MOST_GRIDS)]
    yield "INSERT INTO grids VALUES (?, ?, ?, ?, ?)", grids
    rows = source.execute("SELECT name, jpeg FROM sheets")
    yield "INSERT INTO sheets VALUES (?, ?)", [(_word(row[0]), sheet(row[1])) for row in _bounded(rows, 20)]
    meta = {key: value for key, value in source.execute("SELECT key, value FROM meta LIMIT 200")}
    top = max((row[0] for table in (points, evaluations, measures, grids) for row in table[-1:]), default=0)
    kept = _meta(meta, recipe, top)
    yield "INSERT INTO meta VALUES (?, ?)", [(key, dumps(value)) for key, value in kept.items()]


def _bounded(rows: Iterable[Any], most: int) -> Iterator[Any]:
    for count, row in enumerate(rows):
        if count >= most:
            raise ValueError("too many rows")
        yield row


def _meta(rows: dict[Any, Any], recipe: Recipe, top: int) -> dict[str, Any]:
    """The facts that a run tells of itself, those of them that are what they should be; `top`: the last row's seq."""
    meta = {key: json.loads(_short(value)) for key, value in rows.items()}
    status = meta.get("status")
    now = meta.get("now") if isinstance(meta.get("now"), dict) else {}
    numbers = {name: now.get(name) if finite(now.get(name)) else 0 for name in ("step", "images", "seconds")}
    kept: dict[str, Any] = {
        # nothing trains a run that has just come in
        "status": status if status in ("stopped", "finished", "diverged", "failed") else "interrupted",
        "message": _message(meta.get("message")),
        "created": min(meta["created"], time.time()) if finite(meta.get("created")) else time.time(),
        "seq": max(meta["seq"], top) if whole(meta.get("seq")) else top,
        "rewound": meta["rewound"] if whole(meta.get("rewound")) else 0,
        "now": {**numbers, "rate": now.get("rate") if finite(now.get("rate")) else None},
        "rates_set": meta.get("rates_set") is True,
        "notes": [],
        **described(**{name: meta[name] for name in ("title", "tags", "note") if meta.get(name)}),
    }
    assert kept["status"] in STATUSES
    for name in ("device", "precision"):
        if isinstance(meta.get(name), str):
            kept[name] = meta[name][:60]
    if whole(meta.get("threads")):
        kept["threads"] = meta["threads"]
    if "shape" in meta:
        kept["shape"] = [recipe.channels, recipe.resolution, recipe.resolution]
    levels = meta.get("equilibrium")
    if isinstance(levels, dict):
        kept["equilibrium"] = {
            side: levels.get(side) if finite(levels.get(side)) else None for side in ("loss_d", "loss_g")
        }
    parent = meta.get("parent")
    if isinstance(parent, dict) and isinstance(parent.get("run"), str):
        numbers = {name: parent[name] for name in ("step", "seconds") if finite(parent.get(name))}
        words = {name: parent[name][:120] for name in ("run", "title") if isinstance(parent.get(name), str)}
        kept["parent"] = {"step": None, **numbers, **words, "changes": {}}
    if isinstance(meta.get("fingerprint"), str) and re.fullmatch("[0-9a-f]{64}", meta["fingerprint"]):
        kept["fingerprint"] = meta["fingerprint"]
    names = meta.get("class_names")
    if isinstance(names, list) and len(names) == recipe.classes and all(isinstance(name, str) for name in names):
        kept["class_names"] = [name[:60] for name in names]
    return kept


def _message(message: Any) -> dict[str, Any] | None:
    """What the run said last: a code in the page's words with numbers and words for its gaps."""
    if not isinstance(message, dict) or not isinstance(message.get("code"), str):
        return None
    if not message["code"].isidentifier():
        return None
    details = message.get("details") if isinstance(message.get("details"), dict) else {}
    plain = {
        key[:40]: value[:60] if isinstance(value, str) else value
        for key, value in details.items()
        if isinstance(value, str) or finite(value)
    }
    return {"code": message["code"][:40], "details": plain}


def _place(row: Any) -> tuple[int, int, int, float]:
    seq, step, images, seconds = tuple(row)[:4]
    if not (whole(seq) and seq and whole(step) and whole(images) and finite(seconds)):
        raise ValueError("place")
    return seq, step, images, float(seconds)


class _Numbers:
    """Reads the numbers of one table's rows: the page makes a column of each name."""

    def __init__(self) -> None:
        self._names: set[str] = set()

    def __call__(self, text: Any) -> str:
        values = json.loads(_short(text))
        for name, value in values.items():
            if not name.isidentifier() or name in TAKEN or not (value is None or real(value)):
                raise ValueError(name)
        self._names.update(values)
        if len(self._names) > MOST_NAMES or any(len(name) > MOST_NAME for name in values):
            raise ValueError("names")
        return dumps(values)


def _histogram(text: Any) -> str:
    """Counts of real and generated logits between edges that rise; or nothing."""
    values = json.loads(_short(text))
    if not isinstance(values, dict):
        raise ValueError("histogram")
    if values:
        edges, bins = values["edges"], [values["real"], values["fake"]]
        good = values.keys() == {"edges", "real", "fake"} and all(isinstance(one, list) for one in (edges, *bins))
        good = good and 2 <= len(edges) <= MOST_BINS and all(len(one) == len(edges) - 1 for one in bins)
        good = good and all(map(real, edges)) and all(low <= high for low, high in pairwise(edges))
        if not good or not all(map(finite, (*bins[0], *bins[1]))):
            raise ValueError("histogram")
    return dumps(values)


class _Sheets:
    """Reads sheets of pictures: JPEG files that are whole, and of the run's size."""

    def __init__(self, recipe: Recipe, deadline: float) -> None:
        self._side, self._deadline = recipe.resolution, deadline

    def __call__(self, data: Any) -> bytes:
        if not isinstance(data, bytes) or not data.startswith(b"\xff\xd8\xff") or len(data) > MOST_JPEG:
            raise ValueError("jpeg")
        if time.monotonic() > self._deadline:
            raise ValueError("time")
        try:
            with Image.open(io.BytesIO(data), formats=["JPEG"]) as picture:
                fits = all(0 < side <= MOST_SIDE and side % self._side == 0 for side in picture.size)
                if not fits:
                    raise ValueError("size")
                picture.draft(None, (picture.width // 8, picture.height // 8))  # read to the end, drawn small
                picture.load()
        except Exception:  # decoders meet damaged files with every kind of exception
            raise ValueError("jpeg") from None
        return data


def _verdict(text: Any) -> str:
    from ganplay.metrics.verdict import VERDICTS

    if text not in VERDICTS:
        raise ValueError("verdict")
    return text


def _count(value: Any) -> int:
    if not whole(value):
        raise ValueError("count")
    return value


def _word(text: Any) -> str:
    if not isinstance(text, str) or not text.isidentifier() or len(text) > 40:
        raise ValueError("word")
    return text


def _short(text: Any) -> str:
    if not isinstance(text, str) or len(text) > MOST_TEXT:
        raise ValueError("text")
    return text
