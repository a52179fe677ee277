"""A discriminator ready to judge, with what its scores are compared with: real and generated pictures, calibration."""

from __future__ import annotations

import os
import threading
from typing import TYPE_CHECKING, Any

from ganplay.runs.asking.score import Judge
from ganplay.ui.kit.models import Model, Models, short, weight_of
from ganplay.ui.kit.once import Once

if TYPE_CHECKING:
    import numpy as np

    from ganplay.runs.store.folder import Reals, RunFolder

BENCHES = 6  # checkpoints kept ready; each holds some thousand logits and two small libraries
BENCH_BYTES = 256_000_000  # of all of them: their networks too, which `Models` may have let go
RUNS, RUNS_BYTES = 6, 128_000_000  # whose real pictures are kept, for all of their checkpoints


class Bench(Judge):
    """A `Judge` of one checkpoint for the page.

    Attributes:
        model: the networks.
        reals: the run's kept real pictures, trained on and held out.
    """

    def __init__(self, run: RunFolder, model: Model, reals: Reals) -> None:
        super().__init__(run, networks=model.networks, reals=reals)
        self.model = model
        self.reals = reals
        self._making = threading.Lock()
        self._twin: Any = None

    @property
    def twin(self) -> Any:
        """The same architecture with fresh weights: what a map shows without any training."""
        from ganplay.scoring import random_twin

        with self._making:  # once, however many ask
            if self._twin is None:
                self._twin = random_twin(self.networks, pictures=self.reals.training)
            return self._twin

    @property
    def nbytes(self) -> int:
        """Bytes of its networks, its twin's and its libraries; pictures are weighed where they are kept."""
        networks = (self.networks.generator, self.networks.discriminator, self.networks.discriminator)
        libraries = self.familiarity.libraries if self.familiarity else []
        return weight_of(*networks) + sum(library.nbytes for library in libraries)

    @property
    def unseen(self) -> np.ndarray:
        """The held-out real pictures, (N, H, W, C) uint8, or those trained on where none were held out."""
        return self.reals.held_out if len(self.reals.held_out) else self.reals.training

    def drawn(self, seeds: Any) -> np.ndarray:
        """The pictures of seeds; a conditional generator draws seed s as class s % classes."""
        from ganplay.runs.asking.sampling import seed_pictures

        return seed_pictures(self.networks, seeds)[0]

    def rows(self, pictures: np.ndarray) -> list[dict[str, Any]]:
        """What the page is told of each of (N, H, W, C) uint8: see `Judge.say`; each with the moment that said it."""
        return [
            {
                "step": self.networks.step,
                "threshold": self.threshold,
                "logit": short(told["logit"]),
                "real": round(told["percentile_real"], 1),
                "generated": round(told["percentile_generated"], 1),
                "probability": None if told["probability"] is None else round(told["probability"], 4),
                "far": short(told["far"]),
                "unfamiliar": told["unfamiliar"],
            }
            for told in self.say(pictures)
        ]


class Benches:
    """The last few checkpoints whose discriminators were asked. Safe to use from several threads."""

    def __init__(self, models: Models, data_root: str | None = None) -> None:
        self.models = models
        self.data_root = data_root
        self._kept = Once(BENCHES, BENCH_BYTES, lambda bench: bench.nbytes)
        self._reals = Once(RUNS, RUNS_BYTES, lambda reals: reals.training.nbytes + reals.held_out.nbytes)

    def get(self, run: str, step: int | None = None) -> Bench:
        """Raises RunError, DataError: when there is no such checkpoint, or none of its real pictures were kept."""
        model = self.models.get(run, step)
        return self._kept.get(model.key, lambda: self._made(model))

    def _made(self, model: Model) -> Bench:
        from ganplay.runs.asking.judging import reals_of

        folder = self.models.folder(model.run)
        # of another run that was unpacked under this id, the recipe has another age
        key = (model.run, os.stat(folder.path / "recipe.json").st_mtime_ns)
        return Bench(folder, model, self._reals.get(key, lambda: reals_of(folder, self.data_root)))
