"""Every figure that applies to a checkpoint, each with the pictures it stands on and what chance or real pictures get.

A measure of the generator's pictures is one function in `SAMPLES`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ganplay.runs.folder import RunFolder
from ganplay.runs.judging import calibration_of, context_of, reals_of, threshold_of
from ganplay.runs.sampling import seed_pictures

if TYPE_CHECKING:
    import numpy as np

    from ganplay.runs.reals import Reals
    from ganplay.scoring import Context
    from ganplay.training.checkpoint import Networks

SEED = 2_000_000  # of the generated pictures that are measured


@dataclass(frozen=True)
class Measured:
    """What a measure of samples may look at; pictures are (N, H, W, C) uint8."""

    reals: Reals
    generated: np.ndarray  # as many as there are held-out real ones
    networks: Networks


def variety(measured: Measured) -> dict[str, dict[str, float]]:
    """Diversity and gap on pictures shrunk to 8 x 8 (`ganplay.metrics.samples`), against the held-out real pictures.

    The floor is what as many other real pictures get in their place: those trained on.
    """
    from ganplay.latent import to_float
    from ganplay.metrics.samples import compare

    real, made = to_float(measured.reals.held_out), to_float(measured.generated)
    n = min(len(real), len(measured.reals.training))
    if n < 2:
        return {}
    found, floor = compare(real, made), compare(real[:n], to_float(measured.reals.training[:n]))
    counts = {"n_real": len(real), "n_generated": len(made), "n_floor": n}
    return {name: {"value": found[name], "floor": floor[name], **counts} for name in ("diversity", "gap")}


SAMPLES: tuple[Callable[[Measured], dict[str, dict[str, float]]], ...] = (variety,)


def evaluate(run: RunFolder, step: int | None = None, data_root: Path | str | None = None) -> dict[str, Any]:
    """One document: the discriminator on held-out and on training pictures, its calibration, and the samples.

    Raises:
        RunError, CheckpointError: when there is no such checkpoint, or none of its real pictures are to be had.
    """
    from ganplay.scoring import calibratable

    networks = run.networks(step)
    reals = reals_of(run, data_root)
    context = context_of(networks, reals)
    loss = networks.recipe.loss
    line = threshold_of(networks, context)
    calibration = calibration_of(run, networks.step, context)
    generated, _ = seed_pictures(networks, range(SEED, SEED + max(2, len(reals.held_out))))
    measured = Measured(reals, generated, networks)
    samples: dict[str, Any] = {}
    for measure in SAMPLES:
        samples |= measure(measured)
    return {
        "run": run.path.name,
        "step": networks.step,
        "dataset": networks.recipe.dataset,
        "loss": loss,
        "threshold": line,
        "discriminator": _told_apart(context, line),
        "calibration": calibration.to_dict() if calibration else None,
        "calibration_applies": calibratable(loss),
        "samples": samples,
    }


def _told_apart(context: Context, line: float) -> dict[str, Any]:
    """The discriminator on held-out and on training pictures: where the second is much better, it knows them by heart.

    Without the curves, which are for a plot.
    """
    from ganplay.scoring import separability

    sides = {"held_out": context.held_out, "training": context.training}
    found = {name: separability(real, context.generated, line) for name, real in sides.items() if len(real)}
    return {
        name: {key: value for key, value in each.to_dict().items() if key not in ("roc", "pr", "threshold")}
        for name, each in found.items()
    }
