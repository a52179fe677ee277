"""Has the discriminator ever seen anything like it? A score far from everything it was trained on means little."""

from __future__ import annotations

import math

import numpy as np
import torch
from torch import Tensor, nn

from ganplay.latent.neighbours import Library, pixels
from ganplay.latent.seeds import device_of
from ganplay.scoring.error import ScoringError

RATE = 0.01  # of real pictures that may be called unlike anything, at most
SCALE = 0.9  # the quantile of held-out distances that makes those of two kinds comparable
ROOM = 1.1  # times the limit: the farthest of a hundred held-out pictures may happen to lie near
FEWEST = math.ceil(1 / RATE) - 1  # held-out pictures, of which the farthest is the farthest hundredth: 99


class Familiarity:
    """Distances to the nearest training picture, by pixels and by the discriminator's own features.

    Args:
        training, held_out: (N, H, W, C) and (M, H, W, C) uint8; the held-out ones say how far is usual.

    Attributes:
        n: the held-out pictures, M.
        rate: the share of real pictures that lie beyond 1, at most, on the average over what might have been held out:
            a new real picture is as likely to take any place among the held-out ones (conformal prediction: Vovk et al.
            2005, Algorithmic Learning in a Random World), and 1 is a tenth farther than the place that leaves so many
            behind it. 0.01 or less; None where M is below 99, of which nobody knows the farthest hundredth.
    """

    def __init__(self, discriminator: nn.Module, training: np.ndarray, held_out: np.ndarray) -> None:
        if not len(training) or not len(held_out):
            raise ScoringError("How near is near takes training pictures and held-out ones.")
        sides = [torch.from_numpy(side).permute(0, 3, 1, 2).contiguous() for side in (training, held_out)]
        device = device_of(discriminator)
        features = [pixels]
        if hasattr(discriminator, "features"):
            features.append(lambda pictures: discriminator.features(pictures.to(device)))
        self.libraries = [Library(*sides, each) for each in features]
        self._scales = [max(library.typical.quantile(SCALE).item(), 1e-6) for library in self.libraries]
        self.n = len(held_out)
        place = min(self.n, math.ceil((self.n + 1) * (1 - RATE)))  # among the held-out ones, from 1
        self.rate = (self.n + 1 - place) / (self.n + 1) if self.n >= FEWEST else None
        usual = self._scaled([library.apart for library in self.libraries])
        self._limit = max(usual.sort().values[place - 1].item(), 1e-6) * ROOM

    def far(self, pictures: np.ndarray) -> Tensor:
        """How far each of (N, H, W, C) uint8 is from what was trained on, (N,): the larger of the two distances.

        At most `rate` of real pictures that were never trained on lie beyond 1.
        """
        return self._scaled([library.nearest(pictures, 1).distances[:, 0] for library in self.libraries]) / self._limit

    def _scaled(self, distances: list[Tensor]) -> Tensor:
        """The larger of the distances by each library, (N,), in units of what is usual there."""
        return torch.stack([each / scale for each, scale in zip(distances, self._scales, strict=True)]).amax(0)
