"""Every figure that applies to a checkpoint, each with the pictures it stands on and what chance or real pictures get.

A measure of the generator's pictures is one function in `SAMPLES`.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ganplay.recipe import kind_of
from ganplay.recipe.kinds import JUDGE
from ganplay.runs.asking.judging import calibration_of, context_of, data_of, reals_of, threshold_of
from ganplay.runs.asking.sampling import seed_pictures
from ganplay.runs.store.carried import carried
from ganplay.runs.store.folder import RunError, RunFolder
from ganplay.runs.store.statistics import read_statistics

if TYPE_CHECKING:
    import numpy as np

    from ganplay.data.pictures import Pictures
    from ganplay.metrics.report import Report
    from ganplay.metrics.statistics import Statistics
    from ganplay.runs.store.reals import Reals
    from ganplay.scoring import Context
    from ganplay.training.checkpoint import Networks

SEED = 2_000_000  # of the generated pictures that are measured
COUNT = 1_000  # generated pictures that the metrics by a feature network take


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


def evaluate(
    run: RunFolder,
    step: int | None = None,
    data_root: Path | str | None = None,
    count: int = COUNT,
    *,
    budget_seconds: float | None = None,
    inception: bool = False,
    waiting: Callable[[], bool] = lambda: False,
) -> dict[str, Any]:
    """One document: the discriminator on held-out and on training pictures, its calibration, and the samples.

    `generator` in it is the report of `ganplay.metrics.evaluate.report_of` on `count` generated pictures. Of a kind
    that is not judged it is all there is, as of points: 2,500 of them, and the modes that they cover.

    Args:
        count: generated pictures in that report; 0: none.
        budget_seconds: about how long the metrics of the generator may take; None: as long as they take.
        inception: FID as well, by the Inception network, which may have to be downloaded.
        waiting: looked at between two parts of the work, which is given up where it says True.

    Raises:
        RunError, CheckpointError: when there is no such checkpoint, none of its real pictures are to be had, or
            somebody was waiting.
    """
    from ganplay.scoring import calibratable

    def go_on() -> float:
        if waiting():
            raise RunError("The evaluation was given up for something else.")
        return time.monotonic()

    if count < 0:
        raise RunError(f"A generator is measured by a number of pictures from 0, not {count}.")
    networks = run.networks(step)
    if JUDGE not in kind_of(networks.recipe).rooms:
        return _unjudged(run, networks, data_root, count, budget_seconds, go_on, inception=inception)
    go_on()
    reals = reals_of(run, data_root)
    context = context_of(networks, reals)
    loss = networks.recipe.loss
    line = threshold_of(networks, context)
    calibration = calibration_of(run, networks.step, context)
    go_on()
    generated, _ = seed_pictures(networks, range(SEED, SEED + max(2, len(reals.held_out))))
    measured = Measured(reals, generated, networks)
    samples: dict[str, Any] = {}
    for measure in SAMPLES:
        samples |= measure(measured)
    go_on()
    generator = None
    if count:
        generator = generator_report(run, networks, reals, data_root, count, budget_seconds, go_on, inception=inception)
    return {
        "run": run.path.name,
        **_place(run, networks.step),
        "dataset": networks.recipe.dataset,
        "loss": loss,
        "threshold": line,
        "discriminator": _told_apart(context, line),
        "calibration": calibration.to_dict() if calibration else None,
        "calibration_applies": calibratable(loss),
        "samples": samples,
        "generator": generator,
    }


def generator_report(
    run: RunFolder,
    networks: Networks,
    reals: Reals | None,
    data_root: Path | str | None,
    count: int,
    budget_seconds: float | None = None,
    clock: Callable[[], float] = time.monotonic,
    *,
    inception: bool = False,
) -> dict[str, Any]:
    """Every metric of the generator: `Report.to_dict()`, its `lines`, and `data`: what real pictures it stands on.

    Those are the whole data set, split as for the training, or the few that the run kept, `reals`, where it is not to
    be had without a download; there the Frechet distance stands on the statistics that came with the run, where it has
    any of `count` pictures or fewer. A kind that is not compared with its data has no `data`. What cannot be measured
    at all is a sentence in `refused`.
    """
    from ganplay.metrics import distances
    from ganplay.metrics.error import MetricError
    from ganplay.metrics.evaluate import report_of
    from ganplay.metrics.kinds import entry
    from ganplay.metrics.report import Report
    from ganplay.training.trainer import HELD_OUT

    data = training = held_out = None
    kind = entry(kind_of(networks.recipe))
    if kind.compares(networks.recipe.dataset):
        try:
            training, held_out = _whole_data(run, data_root).split(HELD_OUT, limit=networks.recipe.limit)
            kept = False
        except RunError:
            if reals is None:
                raise
            training, held_out = _kept(networks, reals)
            kept = True
        data = {"training": len(training), "held_out": len(held_out), "kept": kept}
        if kind.LIBRARY:
            distances.load()  # which no budget has to pay for
    try:
        report = report_of(
            _bare(networks),
            networks.recipe,
            training,
            held_out,
            count=count,
            budget_seconds=budget_seconds,
            inception=inception,
            clock=clock,
        )
    except MetricError as error:
        report = Report((), (str(error),))
    known = read_statistics(run.path) if data and data["kept"] and budget_seconds is None else None
    if known is not None and known.n <= count:
        report = _by_statistics(report, known, networks)
    return report.to_dict() | {"lines": report.lines(), "data": data}


def _whole_data(run: RunFolder, data_root: Path | str | None) -> Pictures:
    """All that a run trained on, as far as it is to be had without a download; raises RunError."""
    kept = carried(run.path)
    return data_of(run.recipe, data_root) if kept is None else kept


def _by_statistics(report: Report, known: Statistics, networks: Networks) -> Report:
    """The report with its Frechet distance to a data set of which only statistics are here, where they are of use."""
    from ganplay.metrics.drawing import draw_samples
    from ganplay.metrics.features import features_for
    from ganplay.metrics.statistics import distance_to

    features = features_for(networks.recipe.channels, networks.recipe.resolution)
    if (features.digest, features.num_features) != (known.digest, len(known.mean)):
        return report
    distance = distance_to(known, features, lambda n: draw_samples(_bare(networks), n)[0])
    return replace(report, rows=(distance, *(row for row in report.rows if row.name != distance.name)))


def _unjudged(
    run: RunFolder,
    networks: Networks,
    data_root: Path | str | None,
    count: int,
    budget_seconds: float | None,
    clock: Callable[[], float],
    *,
    inception: bool,
) -> dict[str, Any]:
    """The document of a run whose discriminator is no judge: that part of it is empty."""
    from ganplay.metrics.kinds import entry

    recipe, generator = networks.recipe, None
    if count or not entry(kind_of(recipe)).LIBRARY:  # else it takes as many as it needs
        generator = generator_report(run, networks, None, data_root, count, budget_seconds, clock, inception=inception)
    return {
        "run": run.path.name,
        **_place(run, networks.step),
        "dataset": recipe.dataset,
        "loss": recipe.loss,
        "threshold": None,
        "discriminator": {},
        "calibration": None,
        "calibration_applies": False,
        "samples": {},
        "generator": generator,
    }


def _place(run: RunFolder, step: int) -> dict[str, Any]:
    """step, and what it cost to come there: images, seconds of training."""
    from ganplay.training.checkpoint import read_facts

    facts = read_facts(run.checkpoint_path(step))
    return {name: facts[name] for name in ("step", "images", "seconds")}


def _bare(networks: Networks) -> Any:
    """The generator itself: measuring tells it its classes and codes as the training does."""
    from ganplay.nets.conditional import Wrapped

    generator = networks.generator
    return generator.network if isinstance(generator, Wrapped) else generator


def _kept(networks: Networks, reals: Reals) -> tuple[Pictures, Pictures]:
    """The real pictures that a run kept, as data: (training, held-out)."""
    import torch

    from ganplay.data.pictures import Pictures

    def pictures(images: np.ndarray, labels: np.ndarray | None) -> Pictures:
        return Pictures(
            name=networks.recipe.dataset,
            images=torch.from_numpy(images).permute(0, 3, 1, 2).contiguous(),
            labels=None if labels is None else torch.from_numpy(labels),
            classes=networks.classes,
        )

    return pictures(reals.training, reals.training_labels), pictures(reals.held_out, reals.held_out_labels)


def _told_apart(context: Context, line: float) -> dict[str, Any]:
    """The discriminator on held-out and on training pictures: where the second is much better, it knows them by heart.

    Real and generated pictures weigh the same in each figure, however many there are of a kind. Without the curves,
    which are for a plot.
    """
    from ganplay.scoring import separability

    sides = {"held_out": context.held_out, "training": context.training}
    found = {name: separability(real, context.generated, line) for name, real in sides.items() if len(real)}
    return {
        name: {key: value for key, value in each.to_dict().items() if key not in ("roc", "pr", "threshold")}
        for name, each in found.items()
    }
