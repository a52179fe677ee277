"""What viewers of one run are told: read from its folder a few times a second, whoever many they are."""

from __future__ import annotations

import itertools
import math
import os
import threading
import time
from bisect import bisect_right
from collections.abc import Callable
from itertools import pairwise
from typing import Any

from ganplay.recipe import Recipe, kind_of
from ganplay.recipe.changes import changed
from ganplay.recipe.fields import LIVE
from ganplay.runs.asking.report import REPORT, reported_at
from ganplay.runs.store.description import noted
from ganplay.runs.store.folder import BUDGETS, LIVE_STATUSES, RunError, RunFolder
from ganplay.runs.store.sheets import data_url

REFRESH = 0.25  # seconds between two looks into the folder
MOST = 1500  # points told at once
MOST_EVALUATIONS = 500
ROWS = 20_000  # points kept; of a longer run the older half is told four times as coarsely, as often as that takes
NUMBER_BYTES = 32  # of a number in a column: the float, and the place that points to it

_numbers = itertools.count()  # no two feeds have the same, also when one takes another's place in memory


class Feed:
    """The cache of one run, shared by all who watch it. Safe to use from several threads.

    Attributes:
        nbytes: roughly what its numbers and pictures take.
    """

    def __init__(self, run: RunFolder, clock: Callable[[], float] = time.monotonic) -> None:
        self.run = run
        self.polled = clock()
        self.number = next(_numbers)
        self.changes = 0  # how often what is told may have changed
        self._clock = clock
        self._lock = threading.Lock()  # one thread looks into the folder at a time
        self._state = threading.Lock()  # held for the moment in which what is known changes, or is told
        self._looked = -math.inf
        self._stamp: tuple[Any, ...] = ()
        self._recipe_stamp = 0
        self._forget()
        self._look()

    def _forget(self) -> None:
        self._points: dict[str, list[Any]] = {"seq": []}
        self._evals: dict[str, list[Any]] = {"seq": []}
        self._measures: dict[str, list[Any]] = {"seq": []}
        self._histogram: dict[str, Any] | None = None
        self._verdict: dict[str, Any] | None = None
        self._grid: dict[str, Any] | None = None
        self._grids: list[tuple[int, int]] = []
        self._real: str | None = None
        self._overview: dict[str, list[Any]] | None = None
        self._rewound = 0
        self.nbytes = 0
        self.meta: dict[str, Any] = {}
        self.recipe = Recipe()
        self.status = "failed"
        self._resumable = True

    def refresh(self, force: bool = False) -> None:
        """Look into the folder if that was not done just now; while one thread looks the others use what is known."""
        if (force or self._clock() - self._looked >= REFRESH) and self._lock.acquire(blocking=force):
            try:
                self._look()
            finally:
                self._lock.release()

    def _look(self) -> None:
        self._looked = self._clock()
        stamp, status = self._file_stamp(), self.status
        if stamp != self._stamp or self.meta.get("status") in LIVE_STATUSES:
            try:
                self._read()
                self._stamp = stamp
            except RunError:
                if not self.meta:  # a run that cannot be read at all is told as such
                    self.meta = {"status": "failed", "message": {"code": "unreadable", "details": {}}}
            self.changes += 1
        self.status = self.run.status_by(self.meta)
        self.changes += self.status != status

    def _file_stamp(self) -> tuple[Any, ...]:
        stamps = []
        for name in ("history.db", "history.db-wal", "recipe.json", REPORT):
            try:
                facts = os.stat(self.run.path / name)
                stamps.append((facts.st_mtime_ns, facts.st_size))
            except OSError:
                stamps.append(None)
        return tuple(stamps)

    def _read(self) -> None:
        recipe, resumable = self.run.recipe, self.run.can_resume()
        with self.run.history() as history:
            meta = history.meta()
            again = meta.get("rewound", 0) != self._rewound
            told = (self._points, self._evals, self._measures)
            seen = 0 if again else max([0, *(columns["seq"][-1] for columns in told if columns["seq"])])
            points, evaluations, grids = history.points(seen), history.evaluations(seen), history.grids()
            measures = history.measures(seen)
            shown = self._grid["seq"] if self._grid and not again else 0
            grid = history.grid(grids[-1][0]) if grids and grids[-1][0] > shown else None
            real = None if self._real else history.sheet("real")
        with self._state:
            if again:
                self._forget()
            self.recipe, self.meta, self._grids, self._resumable = recipe, meta, grids, resumable
            self._rewound = meta.get("rewound", 0)
            for row in points:
                _append(self._points, row)
                self._overview = None
            while len(self._points["seq"]) > ROWS:
                self._points = _coarser(self._points)
            for row in evaluations:
                self._histogram = {"seq": row["seq"], **_rounded(row.pop("histogram"))}
                self._verdict = {"code": row["verdict"], "evidence": _rounded(row.pop("evidence"))}
                _append(self._evals, row)
            for row in measures:
                _append(self._measures, row)
            if grid:
                self._grid = {"seq": grid[0], "step": grid[1], "jpeg": data_url(grid[2])}
            if real:
                self._real = data_url(real)
            numbers = sum(len(rows) * len(rows["seq"]) for rows in (self._points, self._evals, self._measures))
            pictures = len(self._real or "") + len(self._grid["jpeg"] if self._grid else "")
            self.nbytes = NUMBER_BYTES * numbers + pictures

    def frame(self, seq: int) -> dict[str, Any]:
        """The grid at `seq` or the nearest that was kept: seq, step, jpeg (a data URL); empty where there is none."""
        if self._grid and seq == self._grid["seq"]:
            return self._grid
        with self.run.history() as history:
            found = history.grid(seq)
        return {"seq": found[0], "step": found[1], "jpeg": data_url(found[2])} if found else {}

    def tell(self, since: int, frame: int) -> dict[str, Any]:
        """What is new after `since`, and the newest grid if it is newer than `frame`; see Manager.poll."""
        with self._state:
            return self._tell(since, frame)

    def _tell(self, since: int, frame: int) -> dict[str, Any]:
        meta, recipe = self.meta, self.recipe
        reset = since <= 0 or 0 < since <= self._rewound
        if reset:
            since, frame = 0, 0
        now, message = meta.get("now") or {}, meta.get("message") or {}
        answer: dict[str, Any] = {
            "status": self.status,
            "resumable": self._resumable,
            "title": meta.get("title") or "",
            "step": now.get("step", 0),
            "images": now.get("images", 0),
            "seconds": round(now.get("seconds", 0.0), 2),
            "rate": _round(_rate(now, self.status)),
            "device": meta.get("device"),
            "precision": meta.get("precision"),
            "threads": meta.get("threads"),
            "kind": kind_of(recipe).name,
            "shape": meta.get("shape"),
            "budget": budget(recipe),
            "changed": list(changed(recipe)),
            "live": {name: getattr(recipe, name) for name in LIVE},
            "seq": meta.get("seq", 0),
            "reset": reset,
            "points": self._points_after(since),
            "evals": _after(self._evals, since) if since else _picked(self._evals, MOST_EVALUATIONS),
            "measures": _after(self._measures, since) if since else _picked(self._measures, MOST_EVALUATIONS),
            "reported": reported_at(self.run),
            "verdict": self._verdict,
            "grids": self._grids,
            "equilibrium": meta.get("equilibrium") or {"loss_d": None, "loss_g": None},
        }
        if message.get("code"):
            answer |= {"code": message["code"], "details": message["details"]}
        if meta.get("progress") and self.status == "preparing":
            answer["progress"] = meta["progress"]
        if self._histogram and self._histogram["seq"] > since:
            answer["hist"] = self._histogram
        if self._grid and self._grid["seq"] > frame:
            answer["grid"] = self._grid
        if reset:
            answer |= {"recipe": recipe.to_dict(), "real": self._real, "notes": noted(meta)}
        return answer

    def _points_after(self, since: int) -> dict[str, list[Any]]:
        if since > 0:
            return _thinned(_after(self._points, since), MOST)
        if self._overview is None:
            self._overview = _thinned(self._points, MOST)
        return self._overview


def budget(recipe: Recipe) -> dict[str, Any]:
    """The limit of a run, the first that is set: kind is seconds, images or steps, or None where there is none."""
    for kind in BUDGETS:
        if getattr(recipe, kind):
            return {"kind": kind, "value": getattr(recipe, kind)}
    return {"kind": None, "value": None}


def _round(value: Any) -> Any:
    """Five digits are enough for a chart and a third of the bytes."""
    return float(f"{value:.5g}") if isinstance(value, float) else value


def _rounded(values: dict[str, Any]) -> dict[str, Any]:
    return {k: [_round(item) for item in v] if isinstance(v, list) else _round(v) for k, v in values.items()}


def _append(columns: dict[str, list[Any]], row: dict[str, Any]) -> None:
    """Add a row; a name met for the first time is null in the rows before."""
    length = len(columns["seq"])
    for name, value in row.items():
        if name not in columns:
            columns[name] = [None] * length
        columns[name].append(value if name == "seconds" else _round(value))
    for column in columns.values():
        if len(column) == length:
            column.append(None)


def _after(columns: dict[str, list[Any]], since: int) -> dict[str, list[Any]]:
    start = bisect_right(columns["seq"], since)
    return {name: column[start:] for name, column in columns.items()}


def _thinned(columns: dict[str, list[Any]], most: int) -> dict[str, list[Any]]:
    """At most `most` rows: each the mean of its neighbours, placed at the last of them."""
    length = len(columns["seq"])
    if length <= most:
        return {name: list(column) for name, column in columns.items()}
    edges = [length * index // most for index in range(most + 1)]
    spans = list(pairwise(edges))
    thin = {}
    for name, column in columns.items():
        if name in ("seq", "step", "images", "seconds"):
            thin[name] = [column[stop - 1] for _, stop in spans]
        else:
            thin[name] = [_mean(column[start:stop]) for start, stop in spans]
    return thin


def _coarser(columns: dict[str, list[Any]]) -> dict[str, list[Any]]:
    """The older half in a quarter of its rows, the newer half as it is."""
    half = len(columns["seq"]) // 2
    older = _thinned({name: column[:half] for name, column in columns.items()}, half // 4)
    return {name: older[name] + column[half:] for name, column in columns.items()}


def _picked(columns: dict[str, list[Any]], most: int) -> dict[str, list[Any]]:
    """At most `most` rows as they are, evenly from the first to the last: a verdict has no mean."""
    length = len(columns["seq"])
    if length <= most:
        return {name: list(column) for name, column in columns.items()}
    rows = [index * (length - 1) // (most - 1) for index in range(most)]
    return {name: [column[row] for row in rows] for name, column in columns.items()}


def _rate(now: dict[str, Any], status: str) -> float | None:
    """Pictures a second: just now, where it trains; else on average, as images and seconds beside it say."""
    if status == "running":
        return now.get("rate")
    return now["images"] / now["seconds"] if now.get("seconds") else None


def _mean(values: list[Any]) -> float | None:
    numbers = [value for value in values if value is not None]
    return _round(sum(numbers) / len(numbers)) if numbers else None
