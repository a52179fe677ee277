"""A discriminator ready to judge, with what its scores are compared with: real and generated pictures, calibration."""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ganplay.ui.models import Model, Models, short

if TYPE_CHECKING:
    import numpy as np

    from ganplay.runs.folder import Reals
    from ganplay.scoring import Calibration, Context, Familiarity, Habits

BENCHES = 6  # checkpoints kept ready; each holds its real pictures, some thousand logits, two small libraries


@dataclass(frozen=True)
class Bench:
    """One checkpoint and what its discriminator says of pictures whose origin is known.

    Attributes:
        model: the networks.
        reals: the run's kept real pictures, trained on and held out.
        context: the logits of those and of fresh generated pictures.
        calibration: from logits to probabilities; None for critics, and where pictures are too few.
        threshold: the logit above which a picture is called real, see `ganplay.runs.judging.threshold_of`.
        familiarity: nearest training pictures, in pixels and in D's own features; None where none were held out.
    """

    model: Model
    reals: Reals
    habits: Habits
    context: Context
    calibration: Calibration | None
    threshold: float
    familiarity: Familiarity | None

    @property
    def discriminator(self) -> Any:
        return self.model.networks.judge

    @property
    def recipe(self) -> Any:
        return self.model.networks.recipe

    def twin(self) -> Any:
        """The same architecture with fresh weights: what a map shows without any training."""
        from ganplay.scoring import random_twin

        return random_twin(self.model.networks, pictures=self.reals.training)

    def drawn(self, seeds: Any) -> np.ndarray:
        """The pictures of seeds; a conditional generator draws seed s as class s % classes."""
        from ganplay.runs.sampling import seed_pictures

        return seed_pictures(self.model.networks, seeds)[0]

    def judge(self, pictures: np.ndarray) -> list[dict[str, Any]]:
        """What the page is told of each of (N, H, W, C) uint8: logit, percentiles, probability or None, how far."""
        from ganplay.scoring import percentile, score

        logits = score(self.discriminator, pictures)
        rows = zip(
            logits.tolist(),
            percentile(logits, self.context.held_out).tolist(),
            percentile(logits, self.context.generated).tolist(),
            self.calibration.probability(logits).tolist() if self.calibration else [None] * len(logits),
            self.far(pictures),
            strict=True,
        )
        return [
            {
                "logit": short(logit),
                "real": round(real, 1),
                "generated": round(generated, 1),
                "probability": None if probability is None else round(probability, 4),
                "far": far,
            }
            for logit, real, generated, probability, far in rows
        ]

    def far(self, pictures: np.ndarray) -> list[float | None]:
        """How far each picture is from the nearest training picture, where 1 is the farthest 1 % of held-out real ones.

        The larger of two: by pixels, and by D's own features. None where no pictures were held out.
        """
        if self.familiarity is None:
            return [None] * len(pictures)
        return [short(value) for value in self.familiarity.far(pictures).tolist()]


class Benches:
    """The last few checkpoints whose discriminators were asked. Safe to use from several threads."""

    def __init__(self, models: Models, data_root: str | None = None) -> None:
        self.models = models
        self.data_root = data_root
        self._lock = threading.Lock()
        self._kept: OrderedDict[int, Bench] = OrderedDict()

    def get(self, run: str, step: int | None = None) -> Bench:
        """Raises RunError, DataError: when there is no such checkpoint, or none of its real pictures were kept."""
        model = self.models.get(run, step)
        with self._lock:  # two visitors who ask for the same one wait for one making
            bench = self._kept.get(id(model))
            if bench is None or bench.model is not model:
                bench = self._kept[id(model)] = self._make(model)
                while len(self._kept) > BENCHES:
                    self._kept.popitem(last=False)
            self._kept.move_to_end(id(model))
            return bench

    def reals(self, run: str) -> Reals:
        from ganplay.runs.judging import reals_of

        return reals_of(self.models.folder(run), self.data_root)

    def _make(self, model: Model) -> Bench:
        from ganplay.runs.judging import calibration_of, context_of, threshold_of
        from ganplay.scoring import Familiarity, habits

        reals = self.reals(model.run)
        logits = context_of(model.networks, reals)
        return Bench(
            model=model,
            reals=reals,
            habits=habits(reals.training),
            context=logits,
            calibration=calibration_of(self.models.folder(model.run), model.networks.step, logits),
            threshold=threshold_of(model.networks, logits),
            familiarity=Familiarity(model.discriminator, reals.training, reals.held_out)
            if len(reals.held_out)
            else None,
        )
