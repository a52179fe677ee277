"""The recipe book's figures: what the named recipes reached in real runs, as benchmarks/recipes.py wrote it down.

`measured.jsonl` holds one record a line, `NAME-DATA-MINUTES.webp` the samples of each.
"""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any

from ganplay.shipped import shipped

FOLDER = shipped("assets") / "recipes"
# Of pictures and of points, in the order in which they are told.
DISTANCES = (
    "classifier_fd",
    "classifier_kd",
    "precision",
    "recall",
    "density",
    "coverage",
    "class_kl",
    "label_accuracy",
    "copies",
    "nearness",
)
COUNTED = ("modes", "high_quality")
METRICS = (*DISTANCES, *COUNTED, "point_kl", "point_js")
RANKED = "classifier_fd"  # by which recipes are ranked: within one size, as times what real pictures score there
LONG = 10  # minutes of the runs whose first one has a table of its own
MINUTE = (55, 65)  # seconds, between which a figure is one of the first minute


def records(folder: Path = FOLDER) -> list[dict[str, Any]]:
    """Every record in `folder`: first what was measured, MNIST before other data, short runs before long ones.

    A record has recipe, size, dataset, minutes, and `refused` (the sentence why it cannot be trained), `same_as` (the
    recipe that it is to the last bit on these data), or what was reached: status, resolution, conditional, steps,
    images, seconds, metrics (name -> [value, floor, n, n of the floor]), features (the digest of the network they are
    in), curve, minute (what the training measured next to its 60th second: seconds, classifier_fd; where none was
    within `MINUTE`, interpolated to the 60th, and `between` which seconds; or None), machine, command, measure.
    """
    path = folder / "measured.jsonl"
    lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    found = [json.loads(line) for line in lines]
    return sorted(found, key=lambda r: ("metrics" not in r, r["dataset"] != "mnist", r["dataset"], r["minutes"]))


def times_real(figure: list[float | None]) -> float:
    """A figure of a record as a multiple of its own floor; infinite where there is none."""
    value, floor, *_ = figure
    return value / floor if value is not None and floor else math.inf


def in_first_minute(record: dict[str, Any]) -> bool:
    """Whether its `minute` is of the first minute; older records have what was nearest, however far that was."""
    return bool(record.get("minute")) and MINUTE[0] <= record["minute"]["seconds"] <= MINUTE[1]


def picture_name(record: dict[str, Any]) -> str:
    """The file of a record's samples."""
    return f"{record['recipe']}-{record['dataset']}-{record['minutes']}.webp"
