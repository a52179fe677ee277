"""The recipe book's figures: what the named recipes reached in real runs, as benchmarks/recipes.py wrote it down.

`measured.jsonl` holds one record a line, `NAME-DATA-MINUTES.webp` the samples of each.
"""

from __future__ import annotations

import json
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
LONG = 10  # minutes of the runs whose first one has a table of its own


def records(folder: Path = FOLDER) -> list[dict[str, Any]]:
    """Every record in `folder`: first what was measured, MNIST before other data, short runs before long ones.

    A record has recipe, size, dataset, minutes, and `refused` (the sentence why it cannot be trained), `same_as` (the
    recipe that it is to the last bit on these data), or what was reached: status, resolution, conditional, steps,
    images, seconds, metrics (name -> [value, floor, n]), features (the digest of the network they are in), curve,
    minute (what the training measured next to its 60th second: seconds, classifier_fd; or None), machine, command,
    measure.
    """
    path = folder / "measured.jsonl"
    lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    found = [json.loads(line) for line in lines]
    return sorted(found, key=lambda r: ("metrics" not in r, r["dataset"] != "mnist", r["dataset"], r["minutes"]))


def picture_name(record: dict[str, Any]) -> str:
    """The file of a record's samples."""
    return f"{record['recipe']}-{record['dataset']}-{record['minutes']}.webp"
