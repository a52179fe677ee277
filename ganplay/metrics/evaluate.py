"""Every metric that applies to a generator, each beside what real samples score in place of generated ones."""

from __future__ import annotations

import time
from collections.abc import Callable

from torch import nn

from ganplay.data.pictures import Pictures
from ganplay.metrics import kinds
from ganplay.metrics.reference import COUNT
from ganplay.metrics.report import Report
from ganplay.recipe import Recipe, kind_of


def report_of(
    generator: nn.Module,
    recipe: Recipe,
    training: Pictures | None,
    held_out: Pictures | None,
    *,
    count: int = COUNT,
    budget_seconds: float | None = None,
    inception: bool = False,
    seed: int = 0,
    clock: Callable[[], float] = time.perf_counter,
) -> Report:
    """Every metric that applies to a run: its averaged generator, its recipe, and its data as the trainer splits it.

    Args:
        training, held_out: None for a kind that is not compared with its data (`ganplay.metrics.kinds`).
        count: pictures of each kind, see `ganplay.metrics.kinds.pictures.evaluate_generator`.
        inception: True: FID by the Inception network as well, which may have to be downloaded.

    Raises:
        MetricError: where nothing can be measured; what only cannot be measured in part is in `Report.refused`.
    """
    return kinds.entry(kind_of(recipe)).report(
        generator,
        recipe,
        training,
        held_out,
        count=count,
        budget_seconds=budget_seconds,
        inception=inception,
        seed=seed,
        clock=clock,
    )
