"""The model card of a run that ships: what it is, what it was trained with, what was measured, how to repeat it.

`card.json` in the run's folder is the card, `report.json` what was measured, `samples.png` its pictures. `close` is how
near a figure that is measured again has to come.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from ganplay.runs.asking.report import REPORT, floor_size
from ganplay.runs.store.history import RunError

CARD, SAMPLES = "card.json", "samples.png"
NEAR = 0.1  # a figure measured again may differ by this part of it


def read_card(folder: Path) -> dict[str, Any]:
    """The card of a run, with its report as `measured`; empty where it has none.

    Raises:
        RunError: when it is damaged.
    """
    try:
        if not (folder / CARD).exists():
            return {}
        card = json.loads((folder / CARD).read_text(encoding="utf-8"))
        card |= {"measured": json.loads((folder / REPORT).read_text(encoding="utf-8"))}
    except (OSError, ValueError, TypeError):
        card = None
    if not isinstance(card, dict):
        raise RunError(f"The card of the run {folder.name} cannot be read: delete its {CARD}.", "card_damaged")
    return card


def figures(measured: Mapping[str, Any]) -> Iterator[tuple[str, float, float | None, int, int | None]]:
    """Every figure of what `ganplay.runs.asking.evaluate.evaluate` returned: (name, value, floor, n, n of the floor).

    The last is None where the floor is what a coin gets, which no picture has to say, and where it is not known. Of the
    generator by their own names, of the discriminator as `d.accuracy` and `d.auc`, of the small pictures as `diversity`
    and `gap`, of its calibration as `calibration`.
    """
    for row in (measured["generator"] or {}).get("rows", ()):
        yield row["name"], row["value"], row["floor"], row["n"], floor_size(row)
    for name, found in measured["samples"].items():
        yield name, found["value"], found["floor"], found["n_generated"], found["n_floor"]
    if told := measured["discriminator"].get("held_out"):
        for name in ("accuracy", "auc"):
            yield f"d.{name}", told[name], told["chance"].get(name), told["n_real"] + told["n_generated"], None
    if calibration := measured["calibration"]:
        n = calibration["n_real"] + calibration["n_generated"]
        yield "calibration", calibration["ece"], calibration["ece_floor"], n, n


def close(was: float, now: float) -> bool:
    """Whether a figure that is measured again is within a tenth of the one on the card, and so of 0 only if it is 0."""
    return abs(now - was) <= NEAR * abs(was)
