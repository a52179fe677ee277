"""Every metric that applies to a generator, each beside what real pictures score in place of generated ones."""

from __future__ import annotations

import time
from collections.abc import Callable

import torch
from torch import Tensor, nn

from ganplay.data.kinds.points import MIXTURES, Mixture, draw_points
from ganplay.data.pictures import Pictures
from ganplay.metrics.distances import FEWEST
from ganplay.metrics.drawing import draw_samples
from ganplay.metrics.error import MetricError
from ganplay.metrics.features import Features, features_for
from ganplay.metrics.inception import inception_fid
from ganplay.metrics.modes import POINT_SAMPLES, STACKED_SAMPLES, count_modes, stacked_modes
from ganplay.metrics.reference import COUNT, Reference, joined
from ganplay.metrics.report import Report, Row, row
from ganplay.recipe import Recipe

PROBE = 50  # pictures that tell how fast the machine is
QUICK_SUBSETS = 20  # of the kernel distance where time is short
STACKED = "stacked_mnist"

Sampler = Callable[[int], Tensor | tuple[Tensor, Tensor | None]]


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


def report_of(
    generator: nn.Module,
    recipe: Recipe,
    training: Pictures,
    held_out: Pictures,
    *,
    count: int = COUNT,
    budget_seconds: float | None = None,
    inception: bool = False,
    seed: int = 0,
    clock: Callable[[], float] = time.perf_counter,
) -> Report:
    """Every metric that applies to a run: its averaged generator, its recipe, and its data as the trainer splits it.

    Args:
        inception: True: FID by the Inception network as well, which may have to be downloaded.

    Raises:
        MetricError: where nothing can be measured; what only cannot be measured in part is in `Report.refused`.
    """
    if recipe.dataset in MIXTURES:
        return evaluate_points(lambda n: draw_samples(generator, n, seed=seed), MIXTURES[recipe.dataset])
    device = next(generator.parameters()).device
    report = evaluate_generator(
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
    return Report((*report.rows, *more), (*report.refused, *refused), report.features, report.classes, report.seconds)


def _stacked_rows(generator: nn.Module, training: Pictures, device: torch.device, seed: int) -> list[Row]:
    grey = features_for(1, training.resolution, device)
    found = stacked_modes(draw_samples(generator, STACKED_SAMPLES, seed=seed)[0], grey)
    real = stacked_modes(training.images[:STACKED_SAMPLES], grey)
    note = f"of {found.modes}; digits by a network that is right about {100 * grey.heads['digits'].accuracy:.1f} %"
    return [
        row("modes", found.covered, real.covered, found.n, note),
        row("mode_kl", found.kl, real.kl, found.n, "to equal shares"),
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
