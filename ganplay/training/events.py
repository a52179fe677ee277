"""What a training says while it runs: small, picklable facts, in the order they happened."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np


@dataclass(frozen=True, kw_only=True)
class Event:
    """Where the training stood: generator steps, real pictures shown to D, seconds of training."""

    step: int
    images: int
    seconds: float


@dataclass(frozen=True, kw_only=True)
class Numbers(Event):
    """Means over the steps since the last Numbers.

    values: loss_d, loss_g, d_real, d_fake (mean logits of D on its training batches), lr_g, lr_d (as used: with their
    decay and the factors of lazy penalties), and rate (real pictures a second); where a recipe adds to its losses
    extra_d, extra_g (what it adds), and with adaptive or scheduled augmentation ada_p.
    """

    values: dict[str, float]


@dataclass(frozen=True, kw_only=True)
class Evaluation(Event):
    """D on held-out real and fresh generated pictures, G's diversity, and the verdict on both.

    values: see ganplay.metrics.discriminator; histogram: ``edges`` (B+1), ``real`` (B), ``fake`` (B) counts of
    logits; verdict: see ganplay.metrics.verdict; evidence: the numbers that the verdict stands on.
    """

    values: dict[str, float]
    histogram: dict[str, list[float]]
    verdict: str
    evidence: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Measured(Event):
    """The averaged generator against real pictures, as it was at this moment; told a little later, being slow work.

    values: names of `ganplay.metrics.report.BETTER` -> what generated pictures score; floors: what other real pictures
    score in their place, None where there is nothing to know it by; n: pictures of each kind; n_floors: the real
    pictures that score a floor, where they are not n.
    """

    values: dict[str, float]
    floors: dict[str, float | None]
    n: int
    n_floors: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Grid(Event):
    """Pictures of the averaged generator on the fixed noise: (n, H, W, C), uint8. Of points one, that shows them."""

    pictures: np.ndarray


@dataclass(frozen=True, kw_only=True)
class CheckpointDue(Event):
    """Now is a good moment for `Trainer.save`."""


@dataclass(frozen=True, kw_only=True)
class Diverged(Event):
    """The numbers left the range in which training can go on; `reason` is nan, loss or weights."""

    reason: str
    evidence: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Finished(Event):
    """The budget is used up; `budget` is steps, images or seconds."""

    budget: str
