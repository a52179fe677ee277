"""What measures points of the plane: the modes that they cover, and how many lie well."""

from __future__ import annotations

import time
from collections.abc import Callable, Generator, Iterator

import torch
from torch import Tensor, nn

from ganplay.data.kinds.points import MIXTURES, Mixture, draw_points, finished
from ganplay.data.pictures import Pictures
from ganplay.metrics.drawing import draw_samples
from ganplay.metrics.error import MetricError
from ganplay.metrics.modes import POINT_SAMPLES, count_modes
from ganplay.metrics.report import Report, Row, row
from ganplay.recipe import Recipe

COMPARES = INCEPTION = False
SLICE = 500  # points drawn at once

Sampler = Callable[[int], Tensor | tuple[Tensor, Tensor | None]]


def evaluate_points(sample: Tensor | Sampler, mixture: Mixture, *, seed: int = 0) -> Report:
    """The modes that 2,500 points cover (fewer, if `sample` is fewer), and how many lie well."""
    began = time.perf_counter()
    drawn = sample if isinstance(sample, Tensor) else sample(POINT_SAMPLES)
    points = (drawn[0] if isinstance(drawn, tuple) else drawn)[:POINT_SAMPLES]
    centres = torch.tensor(mixture.centres)
    found = count_modes(points, centres, mixture.sigma)
    real = count_modes(draw_points(mixture.name, found.n, seed + 1).images, centres, mixture.sigma)
    return Report(
        rows=(
            row("modes", found.covered, real.covered, found.n, f"of {found.modes}"),
            row("high_quality", found.high_quality, real.high_quality, found.n, "within 3 standard deviations"),
        ),
        seconds=time.perf_counter() - began,
    )


def report(
    generator: nn.Module,
    recipe: Recipe,
    training: Pictures | None,
    held_out: Pictures | None,
    *,
    count: int,
    budget_seconds: float | None,
    inception: bool,
    seed: int,
    clock: Callable[[], float],
) -> Report:
    def sample(n: int) -> tuple[Tensor, Tensor | None]:
        return draw_samples(generator, n, seed=seed, finish=finished)

    return evaluate_points(sample, MIXTURES[recipe.dataset])


class PointMeasure:
    """Generated points by the modes of their data set."""

    library = False
    finish = staticmethod(finished)
    count, at_once = POINT_SAMPLES, SLICE

    def __init__(self, name: str) -> None:
        self._name = name
        self.ready = name in MIXTURES  # there is nothing to prepare

    def prepare(self) -> Iterator[None]:
        yield from ()
        raise MetricError(f"The modes of {self._name} are not known, so they cannot be counted.")

    def rows(self, samples: Tensor, labels: Tensor | None) -> Generator[None, None, list[Row]]:
        yield from ()  # all at once: it takes no time
        return list(evaluate_points(samples, MIXTURES[self._name]).rows)


def measure(training: Pictures, held_out: Pictures, device: torch.device) -> PointMeasure:
    return PointMeasure(training.name)
