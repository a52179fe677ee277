"""Has the discriminator ever seen anything like it? A score far from everything it was trained on means little."""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor, nn

from ganplay.latent.neighbours import Library, pixels
from ganplay.latent.seeds import device_of
from ganplay.scoring.error import ScoringError

USUAL = 0.99  # the share of held-out real pictures that count as near


class Familiarity:
    """Distances to the nearest training picture, by pixels and by the discriminator's own features.

    Args:
        training, held_out: (N, H, W, C) and (M, H, W, C) uint8; the held-out ones say how near is usual.
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

    def far(self, pictures: np.ndarray) -> Tensor:
        """How far each of (N, H, W, C) uint8 is from what was trained on, (N,): the larger of the two distances.

        1 is the distance that 99 % of the held-out real pictures stay below; above it nothing like the picture was
        trained on.
        """
        ratios = []
        for library in self.libraries:
            usual = max(library.typical.quantile(USUAL).item(), 1e-6)
            ratios.append(library.nearest(pictures, 1).distances[:, 0] / usual)
        return torch.stack(ratios).amax(0)
