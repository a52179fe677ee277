"""A run made small enough to ship: fewer moments, half the precision, nothing that only training needs."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from ganplay.runs.asking.judging import CALIBRATION
from ganplay.runs.asking.report import REPORT
from ganplay.runs.store.carried import copy_carried
from ganplay.runs.store.folder import RunError, RunFolder
from ganplay.runs.store.history import connect
from ganplay.runs.store.named import FILE as DIRECTIONS
from ganplay.runs.store.reals import copy_reals
from ganplay.runs.store.statistics import FILE as STATISTICS
from ganplay.runs.store.thinning import log_spaced
from ganplay.runs.transfer.leaving import copy_history, told

REALS = 256  # real pictures of each kind, so that the discriminator can be asked


def export(run: RunFolder, destination: Path, checkpoints: int = 12, grids: int = 60, reals: int = REALS) -> RunFolder:
    """Copy `run` to `destination` for viewing: it can be watched, sampled and explored there, but not trained on.

    At most `checkpoints` checkpoints, log-spaced, with float16 weights and without training state, and at most `grids`
    grids. Of the real pictures that it kept, at most `reals` of each kind go along. Where one's own pictures lie is not
    told.

    Raises:
        RunError: when the run has no checkpoint, or there is something at `destination`.
    """
    if destination.exists() and (not destination.is_dir() or any(destination.iterdir())):
        raise RunError(f"{destination} exists already: choose another place.")
    run.checkpoint_path()  # refuses a run without one
    part = destination.with_name(destination.name + ".part")
    shutil.rmtree(part, ignore_errors=True)
    try:
        _copy(run, part, checkpoints, grids, reals)
        if destination.exists():
            destination.rmdir()
        os.replace(part, destination)
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return RunFolder(destination)


def _copy(run: RunFolder, part: Path, checkpoints: int, grids: int, reals: int) -> None:
    (part / "checkpoints").mkdir(parents=True)
    (part / "recipe.json").write_bytes(told(run, run.path / "recipe.json"))
    copy_history(run, part / "history.db")
    _thin_history(part / "history.db", grids)
    copy_reals(run.path, part, reals)
    copy_carried(run.path, part)
    for name in (REPORT, DIRECTIONS, STATISTICS):
        if (run.path / name).is_file():
            (part / name).write_bytes(told(run, run.path / name))
    steps = run.checkpoints()
    for index in sorted(log_spaced(steps, checkpoints)):
        source = run.checkpoint_path(steps[index])
        target = part / "checkpoints" / source.name
        target.mkdir()
        (target / "checkpoint.json").write_bytes(told(run, source / "checkpoint.json"))
        if (source / CALIBRATION).is_file():
            shutil.copyfile(source / CALIBRATION, target / CALIBRATION)
        _copy_weights(source / "model.safetensors", target / "model.safetensors")


def _thin_history(file: Path, grids: int) -> None:
    """Keep at most `grids` grids, and of a run that had more to do that it was stopped."""
    copy = connect(file, "write")
    try:
        rows = copy.execute("SELECT seq, step FROM grids ORDER BY seq").fetchall()
        kept = log_spaced([row["step"] for row in rows], grids) if rows else set()
        gone = [(row["seq"],) for index, row in enumerate(rows) if index not in kept]
        copy.execute("BEGIN")
        copy.executemany("DELETE FROM grids WHERE seq = ?", gone)
        ended = "'\"finished\"', '\"diverged\"'"
        copy.execute(f"UPDATE meta SET value = '\"stopped\"' WHERE key = 'status' AND value NOT IN ({ended})")
        copy.execute("COMMIT")
        copy.execute("VACUUM")
    finally:
        copy.close()


def _copy_weights(source: Path, target: Path) -> None:
    import torch
    from safetensors.torch import load_file, save_file

    weights = {
        name: tensor.half() if tensor.dtype in (torch.float32, torch.bfloat16) else tensor
        for name, tensor in load_file(source).items()
        if not name.startswith("g.")  # what is shown is the averaged generator
    }
    save_file(weights, target)
