"""What a run of `ganplay.recipe.failures` has come to: one number, by the metrics that measure every run.

Adding a failure's measure is one function of a finished run and one entry in `MEASURES`.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import pstdev
from typing import TYPE_CHECKING, Any

from ganplay.recipe import Recipe, kind_of
from ganplay.recipe.failures import FAILURES, Failure
from ganplay.runs.asking.judging import reals_of
from ganplay.runs.store.folder import RunError, RunFolder

if TYPE_CHECKING:
    from torch import Tensor

ENDED = ("finished", "diverged")  # of a run that nobody broke off: it can be measured
COMPARED = 256  # pictures of each kind, where a measure compares some


def failure_of(recipe: Recipe) -> Failure | None:
    """The failure that a run of this recipe shows, or whose remedy it has; None for any other run."""
    return FAILURES.get(recipe.name)


@dataclass(frozen=True)
class Outcome:
    """What came of a run.

    Attributes:
        value: the failure's number; None where it is no number any more.
        fails: on which side of the failure's line it lies.
        remedied: whether the run had the remedy.
        step: of the checkpoint that was measured.
    """

    failure: str
    value: float | None
    fails: bool
    remedied: bool
    step: int

    def to_dict(self) -> dict[str, Any]:
        return asdict(self)


def outcome(run: RunFolder, data_root: Path | str | None = None) -> Outcome:
    """Measure a run of a failure at its last checkpoint.

    Raises:
        RunError: for a run of anything else, one that has not ended of itself or has no checkpoint, or whose data are
            not to be had.
        MetricError, ScoringError: where there is nothing to measure.
        CheckpointError: when its checkpoint cannot be read.
    """
    recipe = run.recipe
    failure = failure_of(recipe)
    if failure is None:
        raise RunError(f"{run.path.name} is no run of a failure: ganplay failures lists them.")
    status = run.status()
    if status not in ENDED:
        raise RunError("What a run has come to is measured when it has ended of itself: let it train on.")
    value = math.nan if status == "diverged" else MEASURES[failure.name](run, data_root)
    known = value if math.isfinite(value) else None
    return Outcome(failure.name, known, failure.fails(value), failure.remedied(recipe), run.checkpoints()[-1])


def distinct(run: RunFolder, data_root: Path | str | None) -> float:
    """The distance of a generated picture to the most alike other one, over the same of real ones."""
    from ganplay.metrics.samples import compare

    return compare(*_pairs(run, run.networks().generator, data_root))["distinct"]


def gradient(run: RunFolder, data_root: Path | str | None) -> float:
    """The norm of the gradient that reaches the generator's weights."""
    from ganplay.losses import LOSSES
    from ganplay.metrics.gradients import generator_gradient

    networks = run.networks()
    return generator_gradient(networks.generator, networks.discriminator, LOSSES[networks.recipe.loss])


def swing(run: RunFolder, data_root: Path | str | None) -> float:
    """The standard deviation of G's loss over the second half of the training."""
    rows = run.points()
    later = [row["loss_g"] for row in rows if 2 * row["step"] > rows[-1]["step"] and row.get("loss_g") is not None]
    if len(later) < 2:
        raise RunError("This run is too short to say how its losses swing: let it train longer.", code="too_short")
    return pstdev(later)


def overfitting(run: RunFolder, data_root: Path | str | None) -> float:
    """How often D scores a picture that it trained on above one that it never saw: the area under the ROC curve."""
    from ganplay.scoring import score, separability

    networks, reals = run.networks(), reals_of(run, data_root)
    known, new = (score(networks.judge, pictures) for pictures in (reals.training, reals.held_out))
    return separability(known, new, 0.0).auc


def slope(run: RunFolder, data_root: Path | str | None) -> float:
    """The mean norm of the critic's slope between real and generated."""
    from ganplay.metrics.gradients import critic_slope

    networks = run.networks()
    real, fake = _pairs(run, networks.generator, data_root)
    return critic_slope(networks.discriminator, real, fake)


def artefacts(run: RunFolder, data_root: Path | str | None) -> float:
    """The energy of generated pictures at the stride's frequencies over that of real ones."""
    from ganplay.metrics.checkerboard import checkerboard

    return checkerboard(*_pairs(run, run.networks().generator, data_root))


def _pairs(run: RunFolder, generator: Any, data_root: Path | str | None) -> tuple[Tensor, Tensor]:
    """As many real and generated, floats as the networks take them: fresh where there are any, or held out."""
    import torch

    from ganplay.data.kinds import entry
    from ganplay.metrics.drawing import draw_samples

    kind = entry(kind_of(run.recipe))
    fresh = kind.fresh(run.recipe.dataset, COMPARED, 1)
    if fresh is not None:
        return fresh, draw_samples(generator, COMPARED, finish=kind.finished)[0]
    held_out = torch.from_numpy(reals_of(run, data_root).held_out[:COMPARED]).permute(0, 3, 1, 2)
    fake, _ = draw_samples(generator, len(held_out))
    return tuple(pictures.float().div(127.5).sub(1) for pictures in (held_out, fake))


MEASURES: dict[str, Callable[[RunFolder, Path | str | None], float]] = {
    "mode-collapse": distinct,
    "vanishing-gradient": gradient,
    "oscillation": swing,
    "overfitting": overfitting,
    "exploding-critic": slope,
    "checkerboard": artefacts,
}
