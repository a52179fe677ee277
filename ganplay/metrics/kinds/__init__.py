"""What measures each kind, while it trains and at the end.

An entry is one file here, named like its kind in `ganplay.recipe.kinds`, with everything that `Entry` asks for.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Generator, Iterator
from typing import TYPE_CHECKING, Protocol

from ganplay.recipe.kinds import Kind

if TYPE_CHECKING:
    import torch
    from torch import Tensor, nn

    from ganplay.data.pictures import Pictures
    from ganplay.metrics.report import Report, Row
    from ganplay.recipe import Recipe


class Measure(Protocol):
    """Generators against one data set, again and again while one trains, a slice of the work at a time.

    Attributes:
        library: whether `ganplay.metrics.distances` has to be loaded first.
        ready: whether the real side is known: `prepare` makes it so.
        count: samples that `rows` takes, once it is ready.
        at_once: of them, drawn in one slice.
        finish: what becomes of what a generator draws, see `ganplay.data.kinds.Entry.finished`.
    """

    library: bool
    ready: bool
    count: int
    at_once: int
    finish: Callable[[Tensor], Tensor]

    def prepare(self) -> Iterator[None]:
        """Read the real side; yields after every slice. Raises MetricError where it cannot be known."""

    def rows(self, samples: Tensor, labels: Tensor | None) -> Generator[None, None, list[Row]]:
        """What generated samples score; yields after every slice. Raises MetricError where they are no numbers."""


class Entry(Protocol):
    """What the house asks of a kind's metrics.

    Attributes:
        INCEPTION: whether FID by the Inception network means anything.
        LIBRARY: whether `ganplay.metrics.distances` has to be loaded for a report.
    """

    INCEPTION: bool
    LIBRARY: bool

    def compares(self, dataset: str) -> bool:
        """Whether a report compares with samples of a data set, which it is to be given then."""

    def measure(self, training: Pictures, held_out: Pictures, device: torch.device) -> Measure:
        """What measures a training on these samples."""

    def report(
        self,
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
        """See `ganplay.metrics.evaluate.report_of`."""


def entry(kind: Kind | str) -> Entry:
    """The entry of a kind, or of the kind with this name."""
    return importlib.import_module(f"{__name__}.{kind if isinstance(kind, str) else kind.name}")
