"""InfoGAN (Chen et al. 2016): part of the latent is a code that the discriminator's body must be able to read back.

A latent is [noise, one-hot of NUM_CATEGORICAL, NUM_CONTINUOUS numbers in [-1, 1]], the paper's numbers for MNIST. What
the codes come to mean is found without labels. The networks are DCGAN's; the code head is the paper's.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from ganplay.nets import dcgan
from ganplay.recipe import Recipe

NUM_CATEGORICAL, NUM_CONTINUOUS = 10, 2


class Generator(dcgan.Generator):
    """DCGAN's, which knows what its latents are made of."""

    num_categorical, num_continuous = NUM_CATEGORICAL, NUM_CONTINUOUS

    def coded(self, z: Tensor, fixed: Sequence[float | None] = ()) -> Tensor:
        """Normal latents (N, z_dim) as latents with codes.

        The largest of the categorical numbers is the category, and a continuous one is carried to [-1, 1] by the normal
        distribution: standard normal numbers become uniform categories and uniform codes.

        fixed: c1 (the category, 0 .. num_categorical - 1), then c2, c3 ... (any number), for all latents alike; None,
            or left out at the end: each latent its own.
        """
        noise = self.z_dim - self.num_categorical - self.num_continuous
        noise, category, continuous = z.split((noise, self.num_categorical, self.num_continuous), 1)
        category, continuous = category.argmax(1), torch.erf(continuous / math.sqrt(2))
        for code, value in enumerate(fixed):
            if value is not None and code == 0:
                category = torch.full_like(category, int(value))
            elif value is not None:
                continuous[:, code - 1] = value
        return torch.cat((noise, F.one_hot(category, self.num_categorical).to(z.dtype), continuous), 1)

    def sample_z(self, n: int, random: torch.Generator | None, device: torch.device | str) -> Tensor:
        """n latents with codes, (n, z_dim); `random` lives on `device`."""
        return self.coded(torch.randn(n, self.z_dim, generator=random, device=device))


class Discriminator(dcgan.Discriminator):
    """DCGAN's with a head that reads the codes: Dense 128, batch norm, LeakyReLU .1, Dense (Chen et al. 2016, C.1)."""

    def __init__(self, width: int, channels: int, resolution: int, norm: str = "batch") -> None:
        super().__init__(width, channels, resolution, 0, norm)
        self.code_head = nn.Sequential(
            nn.Linear(self.head.in_channels * 16, 128),
            nn.BatchNorm1d(128),
            nn.LeakyReLU(0.1),
            nn.Linear(128, NUM_CATEGORICAL + NUM_CONTINUOUS),
        )

    def read(self, features: Tensor) -> tuple[Tensor, Tensor]:
        """Logits of the category (N, NUM_CATEGORICAL) and continuous means (N, NUM_CONTINUOUS), of features."""
        return self.code_head(features).split((NUM_CATEGORICAL, NUM_CONTINUOUS), 1)

    def codes(self, x: Tensor) -> tuple[Tensor, Tensor]:
        """The same of pictures."""
        return self.read(self.features(x))


def build(recipe: Recipe) -> tuple[Generator, Discriminator]:
    if recipe.classes:
        raise ValueError("infogan finds its categories without labels: set classes=0.")
    if recipe.z_dim <= NUM_CATEGORICAL + NUM_CONTINUOUS:
        raise ValueError(
            f"infogan's codes take {NUM_CATEGORICAL + NUM_CONTINUOUS} numbers of the latent: set z_dim higher."
        )
    norm = "batch" if recipe.norm_d == "family" else recipe.norm_d
    return (
        Generator(recipe.z_dim, recipe.g_width, recipe.channels, recipe.resolution, upsampling=recipe.upsampling),
        Discriminator(recipe.d_width, recipe.channels, recipe.resolution, norm),
    )
