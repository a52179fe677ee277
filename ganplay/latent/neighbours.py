"""Memorised? The training pictures nearest to a generated one, and how near a picture normally is."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import torch
from torch import Tensor

from ganplay.data.nearest import NearestRows, Neighbours
from ganplay.latent.error import LatentError
from ganplay.latent.seeds import to_float

Features = Callable[[Tensor], Tensor]  # (N, C, H, W) in [-1, 1] -> (N, F)
WIDEST = 512  # features a picture; more are projected down so that 60,000 pictures fit in memory


def pixels(pictures: Tensor) -> Tensor:
    """The plainest features: (N, C, H, W) -> (N, C * H * W)."""
    return pictures.flatten(1)


class Library:
    """Training pictures ready to be compared with.

    Args:
        training: (N, C, H, W) uint8.
        held_out: (M, C, H, W) uint8, real pictures not trained on; they say how near is normal.
        features: `pixels`, or a discriminator's `features`.
        progress: told the fraction of pictures read, 0 to 1.

    Features beyond 512 are projected at random to 512, which keeps distances within a few per cent (Johnson &
    Lindenstrauss 1984).

    Attributes:
        apart: (M,) float32: the held-out pictures' distances to their nearest training picture, in their order.
        typical: the same, rising.
    """

    def __init__(
        self,
        training: Tensor,
        held_out: Tensor,
        features: Features = pixels,
        *,
        progress: Callable[[float], None] | None = None,
    ) -> None:
        if not len(training) or not len(held_out):
            raise LatentError("Looking for copies takes training pictures and held-out ones.")
        if training.dtype != torch.uint8 or training.shape[1:] != held_out.shape[1:]:
            raise LatentError("Training and held-out pictures are uint8 and of one shape.")
        self._features = features
        self._projection: Tensor | None = None
        self.shape = tuple(training.shape[1:])
        self._rows = NearestRows(self._read(training, progress), self._read(held_out))
        self.apart, self.typical = self._rows.apart, self._rows.typical

    @property
    def nbytes(self) -> int:
        """Bytes that the features take."""
        return self._rows.nbytes

    def nearest(self, pictures: np.ndarray, k: int = 5) -> Neighbours:
        """The `k` nearest training pictures of each of `pictures`, (M, H, W, C) uint8.

        Raises:
            LatentError: for pictures of another shape than the training pictures'.
        """
        asked = to_float(pictures)
        if tuple(asked.shape[1:]) != self.shape:
            raise LatentError("These pictures have another shape than the training pictures.")
        return self._rows.nearest(self._projected(asked), k)

    def _read(self, images: Tensor, progress: Callable[[float], None] | None = None) -> Tensor:
        rows, done = [], 0
        for part in images.split(256):
            rows.append(self._projected(part.float().div(127.5).sub(1)))
            done += len(part)
            if progress is not None:
                progress(done / len(images))
        return torch.cat(rows)

    @torch.no_grad()
    def _projected(self, pictures: Tensor) -> Tensor:
        values = self._features(pictures).flatten(1).float().cpu()
        if values.shape[1] <= WIDEST:
            return values
        if self._projection is None:
            noise = torch.randn(values.shape[1], WIDEST, generator=torch.Generator().manual_seed(0))
            self._projection = noise / WIDEST**0.5
        return values @ self._projection
