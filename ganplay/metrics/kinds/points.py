"""What measures points of the plane: the modes that they cover where there are modes, else how far they are from real.

Real points are drawn afresh from their law. One's own have none but themselves: they are drawn from as they are given.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Generator, Iterator

import torch
from torch import Tensor, nn

from ganplay.data.kinds.points import finished
from ganplay.data.laws import LAWS, Law, Mixture, given
from ganplay.data.pictures import Pictures
from ganplay.metrics.drawing import draw_samples
from ganplay.metrics.modes import POINT_SAMPLES, count_modes
from ganplay.metrics.plane import CELLS, SAMPLES, divergences
from ganplay.metrics.report import Report, Row, row
from ganplay.recipe import Recipe

INCEPTION = LIBRARY = False
SLICE = 500  # points drawn at once

Sampler = Callable[[int], Tensor | tuple[Tensor, Tensor | None]]


def compares(dataset: str) -> bool:
    return dataset not in LAWS


def count_of(law: Law) -> int:
    """How many generated points measuring takes."""
    return POINT_SAMPLES if isinstance(law, Mixture) else SAMPLES


def evaluate_points(sample: Tensor | Sampler, law: Law, *, seed: int = 0) -> Report:
    """The modes that 2,500 points cover and how many lie well, or the divergences of 10,000 from real ones.

    Fewer points, if `sample` is fewer.
    """
    began = time.perf_counter()
    most = count_of(law)
    drawn = sample if isinstance(sample, Tensor) else sample(most)
    points = (drawn[0] if isinstance(drawn, tuple) else drawn)[:most]
    random = torch.Generator().manual_seed(seed + 1)
    rows = _modes(points, law, random) if isinstance(law, Mixture) else _distances(points, law, random)
    return Report(rows=rows, seconds=time.perf_counter() - began)


def _modes(points: Tensor, law: Mixture, random: torch.Generator) -> tuple[Row, ...]:
    centres = torch.tensor(law.centres)
    found = count_modes(points, centres, law.sigma)
    real = count_modes(law.draw(found.n, random)[0], centres, law.sigma)
    return (
        row("modes", found.covered, real.covered, found.n, f"of {found.modes}"),
        row("high_quality", found.high_quality, real.high_quality, found.n, "within 3 standard deviations"),
    )


def _distances(points: Tensor, law: Law, random: torch.Generator) -> tuple[Row, ...]:
    n = len(points)
    real, other = (law.draw(n, random)[0] for _ in range(2))
    told = f"nats, in {CELLS**2:,} cells"
    found, floors = divergences(real, points, law.extent), divergences(real, other, law.extent)
    return tuple(
        row(name, value, floor, n, told)
        for name, value, floor in zip(("point_kl", "point_js"), found, floors, strict=True)
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

    return evaluate_points(sample, LAWS.get(recipe.dataset) or _own(training, held_out))


class PointMeasure:
    """Generated points by the law of their data set; there is nothing to prepare."""

    library = False
    ready = True
    finish = staticmethod(finished)
    at_once = SLICE

    def __init__(self, law: Law) -> None:
        self._law = law
        self.count = count_of(law)

    def prepare(self) -> Iterator[None]:
        yield from ()

    def rows(self, samples: Tensor, labels: Tensor | None) -> Generator[None, None, list[Row]]:
        yield from ()  # all at once: it takes no time
        return list(evaluate_points(samples, self._law).rows)


def measure(training: Pictures, held_out: Pictures, device: torch.device) -> PointMeasure:
    return PointMeasure(LAWS.get(training.name) or _own(training, held_out))


def _own(training: Pictures, held_out: Pictures) -> Law:
    """The law of a visitor's own points: all of them, which a perfect generator would draw alike."""
    return given(torch.cat((training.images, held_out.images)), training.name)
