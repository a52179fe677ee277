"""report.json: what `ganplay.runs.asking.evaluate` found of a run's last checkpoint, kept beside it."""

from __future__ import annotations

import contextlib
import hashlib
import json
import math
import os
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from ganplay.data.places import cache_folder
from ganplay.runs.asking.evaluate import COUNT, evaluate
from ganplay.runs.store.folder import RunFolder
from ganplay.runs.store.patience import patiently

REPORT = "report.json"
REPORT_SECONDS = 8.0  # about what the metrics of a report at the end of a training may take
FORMAT = 1
MOST_ROWS, MOST_CLASSES, MOST_WORDS = 40, 1000, 400
OF_FEWER = ("copies", "nearness")  # whose floor stood on a part of the held-out pictures when reports did not say so


def write_report(
    run: RunFolder,
    data_root: Path | str | None = None,
    *,
    count: int = COUNT,
    budget_seconds: float | None = None,
    waiting: Callable[[], bool] = lambda: False,
) -> dict[str, Any]:
    """Measure the last checkpoint and keep the report; it is the answer, see `ganplay.runs.asking.evaluate.evaluate`.

    Raises:
        RunError, CheckpointError: when there is no checkpoint, none of its real pictures are to be had, or somebody
            was `waiting`.
        OSError: when the disk refuses.
    """
    facts = evaluate(run, None, data_root, count, budget_seconds=budget_seconds, waiting=waiting)
    keep_report(run, facts)
    return facts


def keep_report(run: RunFolder, facts: dict[str, Any]) -> None:
    """Keep what `evaluate` found, where it is worth it. Raises OSError when the disk refuses, or the run is gone.

    Not kept are: one without a single number, as where there was no time for any; one of an earlier checkpoint than the
    last; one on fewer pictures than the report that is there of the same checkpoint; and one of a run that came with
    its report and that nobody may write to.
    """
    generator = facts["generator"]
    if not generator or not generator["rows"] or [facts["step"]] != run.checkpoints()[-1:]:
        return
    if run.frozen and _beside(run).exists():
        return
    kept = read_report(run)
    if kept and kept["step"] == facts["step"] and _most(kept["rows"]) > _most(generator["rows"]):
        return
    place = _place(run)
    if run.frozen:
        place.parent.mkdir(parents=True, exist_ok=True)  # elsewhere it is the run's folder: one deleted stays deleted
    part = place.with_name(f"{place.name}.part{os.getpid()}")
    told = {"format": FORMAT, "measured": time.time(), **facts}
    part.write_text(json.dumps(told, indent=1), encoding="utf-8")
    patiently(os.replace, part, place)


def read_report(run: RunFolder) -> dict[str, Any] | None:
    """step, images, seconds (of training), rows, classes and refused of the kept report; None where there is none."""
    for place in (_beside, _place):
        with contextlib.suppress(OSError, ValueError):
            return checked_report(json.loads(place(run).read_text(encoding="utf-8")))
    return None


def forget_report(run: RunFolder, step: int) -> None:
    """Forget a report of a moment after `step`, which never happened."""
    report = read_report(run)
    if report and report["step"] > step:
        with contextlib.suppress(OSError):
            (run.path / REPORT).unlink()


def reported_at(run: RunFolder) -> int:
    """When the report was written, in milliseconds since 1970; 0 where there is none."""
    with contextlib.suppress(OSError):
        return os.stat(run.path / REPORT).st_mtime_ns // 1_000_000
    with contextlib.suppress(OSError):
        return os.stat(_place(run)).st_mtime_ns // 1_000_000 if run.frozen else 0
    return 0


def _most(rows: list[dict[str, Any]]) -> float:
    """The pictures that a report stands on."""
    return max((row["n"] for row in rows), default=0)


def _beside(run: RunFolder) -> Path:
    return run.path / REPORT


def _place(run: RunFolder) -> Path:
    """Beside the run; for one that nobody may write to, in the cache, under the hash of what it is."""
    if not run.frozen:
        return _beside(run)
    recipe = (run.path / "recipe.json").read_bytes()
    digest = hashlib.sha256(f"{run.path.name} {run.checkpoints()[-1:]}".encode() + recipe).hexdigest()[:16]
    return cache_folder() / "reports" / f"{run.path.name}-{digest}.json"


def checked_report(facts: Any) -> dict[str, Any]:
    """What anybody may be shown of a report, whoever wrote the file.

    Raises:
        ValueError: when it is not as `keep_report` would have left it.
    """
    try:
        if facts["format"] != FORMAT:
            raise ValueError("format")
        generator = facts["generator"]
        rows = [_row(row) for row in _listed(generator["rows"], MOST_ROWS)]
        refused = [_text(sentence) for sentence in _listed(generator["refused"], MOST_ROWS)]
        place = {name: _number(facts[name]) for name in ("step", "images", "seconds")}
        return {**place, "rows": rows, "refused": refused, "classes": _classes(generator["classes"])}
    except (KeyError, TypeError, AttributeError, OverflowError):
        raise ValueError("This is not a report.") from None


def _row(row: Any) -> dict[str, Any]:
    if not row["name"].isidentifier() or len(row["name"]) > 40 or row["better"] not in ("lower", "higher"):
        raise ValueError("row")
    value, floor = (None if row[name] is None else _number(row[name]) for name in ("value", "floor"))
    told = {"name": row["name"], "value": value, "floor": floor, "n": _number(row["n"])}
    size = floor_size(told | {"n_floor": row.get("n_floor")})
    told["n_floor"] = None if size is None else _number(size)
    return told | {"better": row["better"], "note": _text(row["note"])}


def floor_size(row: Mapping[str, Any]) -> int | None:
    """The real pictures that score the floor of a report's row; None where there is no floor.

    None too for the copies of a report that does not say: what is known is that they were fewer than n.
    """
    if row["floor"] is None:
        return None
    if row.get("n_floor") is not None:
        return row["n_floor"]
    return None if row["name"] in OF_FEWER else row["n"]


def _classes(classes: Any) -> dict[str, Any] | None:
    if classes is None:
        return None
    names = [_text(name)[:60] for name in _listed(classes["names"], MOST_CLASSES)]
    counts = {kind: [_number(n) for n in _listed(classes[kind], len(names))] for kind in ("generated", "real")}
    accuracy = classes["accuracy"]
    if accuracy is not None:
        accuracy = [None if share is None else _number(share) for share in _listed(accuracy, len(names))]
    return {"names": names, **counts, "accuracy": accuracy}


def _listed(values: Any, most: int) -> list[Any]:
    if not isinstance(values, list) or len(values) > most:
        raise ValueError("list")
    return values


def _number(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not math.isfinite(value):
        raise ValueError("number")
    return value


def _text(value: Any) -> str:
    if not isinstance(value, str) or len(value) > MOST_WORDS:
        raise ValueError("text")
    return value
