"""All of a run's training pictures, read again where they can be, for questions of nearness; dear, so kept."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any

from ganplay.latent.error import LatentError
from ganplay.ui.jobs import Job
from ganplay.ui.models import Model

COMPARED = 20_000  # training pictures that a picture is compared with
HELD_OUT_COMPARED = 1000  # which say how near is normal


class Once:
    """What is dear to make, made once by key; the last few are kept."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._lock = threading.Lock()
        self._kept: OrderedDict[Hashable, Any] = OrderedDict()

    def get(self, key: Hashable, make: Callable[[], Any]) -> Any:
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        made = make()
        with self._lock:
            self._kept[key] = made
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
        return made


class TrainingPictures:
    """Libraries of training pictures in the features of a checkpoint's discriminator."""

    def __init__(self, data_root: str | None = None) -> None:
        self._data_root = data_root
        self._kept = Once(3)

    def of(self, model: Model, job: Job) -> tuple[Any, Any, int]:
        """(library, its pictures (N, C, H, W) uint8, how many were trained on).

        Raises:
            DataError: when the data set cannot be read (again).
            LatentError: when it is too small to hold pictures out.
        """
        from ganplay.data import load
        from ganplay.latent import Library

        recipe, networks = model.networks.recipe, model.networks

        def make() -> tuple[Any, Any, int]:
            pictures = load(
                recipe.dataset,
                recipe.resolution,
                channels=recipe.channels,
                crop=recipe.crop,
                root=self._data_root,
                progress=lambda stage, fraction: job.tell(stage=stage, fraction=0.5 * fraction),
            )
            from ganplay.training.trainer import HELD_OUT

            training, held_out = pictures.split(HELD_OUT, limit=recipe.limit)  # as the trainer splits them
            if not len(held_out):
                raise LatentError("There are too few pictures to hold some out, and so to say how near is normal.")
            images = training.images[:COMPARED]
            library = Library(
                images,
                held_out.images[:HELD_OUT_COMPARED],
                networks.discriminator.features,
                progress=lambda fraction: job.tell(stage="compare", fraction=0.5 + 0.5 * fraction),
            )
            return library, images, len(training)

        return self._kept.get((model.run, networks.step), make)
