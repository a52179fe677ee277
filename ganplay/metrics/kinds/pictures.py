"""Every metric that applies to pictures, each beside what real pictures score in place of generated ones."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Generator, Iterator

import torch
from torch import Tensor, nn

from ganplay.data.kinds.pictures import finished
from ganplay.data.pictures import Pictures
from ganplay.metrics.distances import FEWEST
from ganplay.metrics.drawing import draw_samples
from ganplay.metrics.error import MetricError
from ganplay.metrics.features import Features, features_for
from ganplay.metrics.inception import inception_fid
from ganplay.metrics.modes import STACKED_SAMPLES, stacked_modes
from ganplay.metrics.reference import COMPARISONS, COUNT, Reference, joined
from ganplay.metrics.report import Report, Row, row
from ganplay.recipe import Recipe

PROBE = 50  # pictures that tell how fast the machine is
QUICK_SUBSETS = 20  # of the kernel distance where time is short
STACKED = "stacked_mnist"
INCEPTION = LIBRARY = True
SAMPLES = 500  # of a measure while it trains: generated pictures, and real ones in each half of the comparison
SLICE = 25  # pictures drawn, or read, at once: a fraction of a second even on a slow machine

Sampler = Callable[[int], Tensor | tuple[Tensor, Tensor | None]]


def compares(dataset: str) -> bool:
    return True


def evaluate_generator(
    sample: Tensor | Sampler,
    training: Pictures,
    held_out: Pictures,
    *,
    labels: Tensor | None = None,
    count: int = COUNT,
    budget_seconds: float | None = None,
    device: str | torch.device = "cpu",
    features: Features | None = None,
    seed: int = 0,
    clock: Callable[[], float] = time.perf_counter,
) -> Report:
    """Every metric that applies to pictures.

    Args:
        sample: generated pictures, (N, C, H, W) uint8, or what draws n of them, alone or with the classes asked for.
        training, held_out: the real pictures, as the trainer splits them.
        labels: the classes that generated pictures were asked for, (N,) int64, where `sample` is pictures.
        count: pictures of each kind; fewer where there are fewer, or where the budget is too small for so many.
        budget_seconds: about how long it may take; None: as long as it takes. The last measure begun is finished.

    Raises:
        MetricError: with fewer than 50 generated or 100 real pictures.
    """
    began = clock()
    features = features or features_for(training.channels, training.resolution, device)
    if isinstance(sample, Tensor):
        count = min(count, len(sample))
    if budget_seconds is not None:
        count = min(count, _affordable(sample, training, features, budget_seconds, clock))
    cheaper = {} if budget_seconds is None else {"subsets": QUICK_SUBSETS, "compared": count}
    reference = Reference(training, held_out, count=count, device=device, features=features, seed=seed, **cheaper)
    if isinstance(sample, Tensor):
        fake = sample
    else:
        drawn = sample(reference.count)
        fake, labels = drawn if isinstance(drawn, tuple) else (drawn, labels)
    return reference.evaluate(fake, labels, budget_seconds=budget_seconds, clock=clock, began=began)


def _affordable(
    sample: Tensor | Sampler,
    training: Pictures,
    features: Features,
    budget_seconds: float,
    clock: Callable[[], float],
) -> int:
    """How many pictures of each kind the budget is enough for, at least 50: half for features, a fifth for pairs."""
    began = clock()
    if not isinstance(sample, Tensor):
        sample(PROBE)
    drawing = (clock() - began) / PROBE
    began = clock()
    features(training.images[:PROBE])
    reading = (clock() - began) / min(PROBE, len(training))
    by_features = 0.5 * budget_seconds / max(drawing + 3 * reading, 1e-9)
    by_pairs = (0.2 * budget_seconds / 1e-6) ** 0.5  # about a microsecond for each pair of pictures
    return max(FEWEST, int(min(by_features, by_pairs, 1e9)))


def report(
    generator: nn.Module,
    recipe: Recipe,
    training: Pictures,
    held_out: Pictures,
    *,
    count: int,
    budget_seconds: float | None,
    inception: bool,
    seed: int,
    clock: Callable[[], float],
) -> Report:
    device = next(generator.parameters()).device
    found = evaluate_generator(
        lambda n: draw_samples(generator, n, seed=seed),
        training,
        held_out,
        count=count,
        budget_seconds=budget_seconds,
        device=device,
        seed=seed,
        clock=clock,
    )
    more: list[Row] = []
    refused: list[str] = []
    if recipe.dataset == STACKED and budget_seconds is None:
        more += _stacked_rows(generator, training, device, seed)
    elif recipe.dataset == STACKED:
        refused.append(f"Modes were not counted: that takes {STACKED_SAMPLES:,} samples, and so no limit of time.")
    if inception:
        try:
            more.append(_fid_row(generator, training, held_out, count, device, seed))
        except MetricError as error:
            refused.append(str(error))
    return Report((*found.rows, *more), (*found.refused, *refused), found.features, found.classes, found.seconds)


def _stacked_rows(generator: nn.Module, training: Pictures, device: torch.device, seed: int) -> list[Row]:
    grey = features_for(1, training.resolution, device)
    found = stacked_modes(draw_samples(generator, STACKED_SAMPLES, seed=seed)[0], grey)
    real = stacked_modes(training.images[:STACKED_SAMPLES], grey)
    note = f"of {found.modes}; digits by a network that is right about {100 * grey.heads['digits'].accuracy:.1f} %"
    return [
        row("modes", found.covered, real.covered, found.n, note, real.n),
        row("mode_kl", found.kl, real.kl, found.n, "to equal shares", real.n),
    ]


def _fid_row(
    generator: nn.Module, training: Pictures, held_out: Pictures, count: int, device: torch.device, seed: int
) -> Row:
    both = joined(training, held_out)
    n = min(count, len(both) // 2)
    order = torch.randperm(len(both), generator=torch.Generator().manual_seed(seed))
    real, other = both.images[order[:n]], both.images[order[n : 2 * n]]
    value = inception_fid(draw_samples(generator, n, seed=seed)[0], real, device=device)
    return row("fid", value, inception_fid(other, real, device=device), n, f"against {n:,} real pictures")


class PictureMeasure:
    """Generated pictures by their features, against some of those trained on and of those held out."""

    library = True
    finish = staticmethod(finished)
    at_once = SLICE

    def __init__(self, training: Pictures, held_out: Pictures, device: torch.device) -> None:
        few = torch.arange(min(len(training), 2 * SAMPLES))  # enough for both halves, and no second copy of the data
        self._training, self._held_out, self._device = training.take(few), held_out, device
        self._whole = len(few) == len(training)  # else copies are looked for at the end, when there is time
        self._reference: Reference | None = None

    @property
    def ready(self) -> bool:
        return self._reference is not None

    @property
    def count(self) -> int:
        return self._reference.count

    def prepare(self) -> Iterator[None]:
        compared = len(self._training) if self._whole else 0
        reference = Reference(self._training, self._held_out, count=SAMPLES, device=self._device, compared=compared)
        yield
        yield from reference.prepare(SLICE)
        self._reference = reference

    def rows(self, samples: Tensor, labels: Tensor | None) -> Generator[None, None, list[Row]]:
        reference = self._reference
        rows = yield from reference.features.in_turns(samples, SLICE)
        if not rows.isfinite().all():
            raise MetricError("The features of the generated pictures are not numbers.")
        told: list[Row] = []
        for names in COMPARISONS:
            told += reference.compared(names, rows)
            yield
        if reference.head is not None:
            told += reference.class_rows(rows, labels)
        if self._whole:
            with contextlib.suppress(MetricError):  # too few were held out to say how near is normal
                told += [row for row in reference.memory_rows(rows) if row.floor is not None]
        return told


def measure(training: Pictures, held_out: Pictures, device: torch.device) -> PictureMeasure:
    return PictureMeasure(training, held_out, device)
