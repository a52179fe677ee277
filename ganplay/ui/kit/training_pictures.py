"""All of a run's training pictures, read again where they can be, for questions of nearness; dear, so kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ganplay.latent.error import LatentError
from ganplay.ui.kit.drawing import data_url
from ganplay.ui.kit.jobs import Job
from ganplay.ui.kit.models import Model
from ganplay.ui.kit.once import Once

if TYPE_CHECKING:
    import numpy as np

COMPARED = 20_000  # training pictures that a picture is compared with
HELD_OUT_COMPARED = 1000  # which say how near is normal
KEPT, BYTES = 3, 256_000_000  # of these pictures and their features; of 32 px some 100 MB a checkpoint


class TrainingPictures:
    """Libraries of training pictures in the features of a checkpoint's discriminator."""

    def __init__(self, data_root: str | None = None) -> None:
        self._data_root = data_root
        self._kept = Once(KEPT, BYTES, lambda kept: kept[0].nbytes + kept[1].nbytes)

    def nearest(self, model: Model, pictures: np.ndarray, k: int, job: Job) -> dict[str, Any]:
        """The `k` training pictures nearest to each of pictures (N, H, W, C) uint8, and how near is normal.

        Returns: png: a sheet of them, a row for each picture, the nearest first; distances: N lists of k; typical: 5 %,
            50 % and 95 % of held-out real pictures are as near or nearer to theirs; percentile: that of each picture's
            nearest distance among those; compared: how many training pictures were searched, of total.

        Raises:
            RunError, LatentError: see `of`.
        """
        from ganplay.latent import sheet

        library, images, total = self.of(model, job)
        near = library.nearest(pictures, k)
        found = images[near.indices.flatten()].permute(0, 2, 3, 1).contiguous().numpy()
        return {
            "png": data_url(sheet(found, near.indices.shape[1])),
            "distances": [[round(value, 3) for value in row] for row in near.distances.tolist()],
            "typical": [round(library.typical.quantile(part).item(), 3) for part in (0.05, 0.5, 0.95)],
            "percentile": [round(value, 1) for value in near.percentile.tolist()],
            "compared": len(images),
            "total": total,
        }

    def of(self, model: Model, job: Job) -> tuple[Any, Any, int]:
        """(library, its pictures (N, C, H, W) uint8, how many were trained on).

        Raises:
            RunError: when the data set is not to be had without a download.
            LatentError: when it is too small to hold pictures out.
        """
        from ganplay.latent import Library
        from ganplay.runs.asking.judging import data_of
        from ganplay.training.trainer import HELD_OUT

        def make() -> tuple[Any, Any, int]:
            pictures = data_of(
                model.networks.recipe,
                self._data_root,
                lambda stage, fraction: job.tell(stage=stage, fraction=0.5 * fraction),
            )
            training, held_out = pictures.split(HELD_OUT, limit=model.networks.recipe.limit)  # as the trainer splits
            if not len(held_out):
                raise LatentError(
                    "There are too few pictures to hold some out, and so to say how near is normal.", "few_held_out"
                )
            images = training.images[:COMPARED].clone()  # the rest is not kept
            library = Library(
                images,
                held_out.images[:HELD_OUT_COMPARED],
                model.networks.discriminator.features,
                progress=lambda fraction: job.tell(stage="compare", fraction=0.5 + 0.5 * fraction),
            )
            return library, images, len(training)

        return self._kept.get(model.key, make)
