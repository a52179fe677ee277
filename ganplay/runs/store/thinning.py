"""Which moments of a run are kept: few, and most of the early ones, for early training changes most."""

from __future__ import annotations

import math
import os
import shutil
from pathlib import Path

from filelock import Timeout

from ganplay.runs.store.folder import Busy, RunError, RunFolder
from ganplay.runs.store.patience import patiently

CHECKPOINTS = 24  # kept in all
RESUMABLE = 2  # of them with everything that training needs to go on
FEWEST = 2  # checkpoints that an owner may ask for: the first and the last moment


def log_spaced(steps: list[int], count: int) -> set[int]:
    """Indices of at most `count` of the sorted `steps`, evenly over the logarithm of the step; first and last stay.

    Early training changes most, so it keeps most.
    """
    if len(steps) <= count:
        return set(range(len(steps)))
    scale = 50 / max(steps[-1], 1)  # the first fiftieth counts as linear
    places = [math.log1p(step * scale) for step in steps]
    kept, index = set(), 0
    for rung in range(count):
        target = places[0] + (places[-1] - places[0]) * rung / max(count - 1, 1)
        while index + 1 < len(places) and abs(places[index + 1] - target) <= abs(places[index] - target):
            index += 1
        kept.add(index)
    return kept | {len(steps) - 1}


def thin_checkpoints(run: RunFolder, most: int, resumable: int) -> None:
    """Keep the newest `resumable` checkpoints whole, and of the others few and only what viewing needs."""
    steps = run.checkpoints()
    older, newest = steps[: len(steps) - resumable], steps[len(steps) - resumable :]
    kept = log_spaced(older, most - len(newest)) if older else set()
    for index, step in enumerate(older):
        folder = run.path / "checkpoints" / f"{step:08d}"
        if index in kept:
            patiently((folder / "training.safetensors").unlink, True)  # though it is missing
        else:
            shutil.rmtree(folder, ignore_errors=True)


def keep_checkpoints(run: RunFolder, count: int) -> int:
    """Keep `count` checkpoints, the first, the last, and between them more of the early ones; how many are left.

    The last one stays whole, so that training can go on.

    Raises:
        Busy: while it is trained.
        RunError: for a number out of range.
    """
    whole = isinstance(count, int) and not isinstance(count, bool)
    if not whole or not FEWEST <= count <= CHECKPOINTS:
        raise RunError(f"A run keeps {FEWEST} to {CHECKPOINTS} checkpoints.")
    try:
        with run.lock().acquire(blocking=False):
            steps = run.checkpoints()
            kept = log_spaced(steps, count) if steps else set()
            for index, step in enumerate(steps):
                if index not in kept:
                    _remove(run.path / "checkpoints" / f"{step:08d}")
    except Timeout:
        raise Busy() from None
    return len(run.checkpoints())


def _remove(folder: Path) -> None:
    """Out of sight in one go, then away: a reader finds a whole checkpoint or none."""
    gone = folder.with_name(folder.name + ".old")
    shutil.rmtree(gone, ignore_errors=True)
    patiently(os.replace, folder, gone)
    shutil.rmtree(gone, ignore_errors=True)
