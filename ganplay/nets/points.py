"""Small fully connected networks for points in the plane: pictures of one pixel with a channel for each coordinate.

The generator is as deep as the one on which modes were counted for PacGAN (Lin et al. 2018): four hidden layers with
ReLU and no bound on its output, but without batch norm: with weights scaled for ReLU (He et al. 2015) in its place the
grid is learned sooner (benchmarks/README.md).
"""

from __future__ import annotations

import math

from torch import Tensor, nn

from ganplay.recipe import Recipe

HIDDEN = 3  # layers beside the first


def initialise(layer: nn.Linear, gain: float) -> nn.Linear:
    """Weights from N(0, gain / inputs): 2 keeps the variance through a ReLU (He et al. 2015)."""
    nn.init.normal_(layer.weight, 0.0, math.sqrt(gain / layer.in_features))
    return layer


class Generator(nn.Module):
    """z -> four layers of `width`, ReLU -> (N, channels, 1, 1); not bounded."""

    num_inputs = 1
    num_classes = 0

    def __init__(self, z_dim: int, width: int, channels: int) -> None:
        super().__init__()
        self.z_dim = z_dim
        self.first = initialise(nn.Linear(z_dim, width), 2.0)
        layers: list[nn.Module] = [nn.ReLU()]
        for _ in range(HIDDEN):
            layers += [initialise(nn.Linear(width, width), 2.0), nn.ReLU()]
        self.body = nn.Sequential(*layers, initialise(nn.Linear(width, channels), 2.0))

    def first_weight(self) -> Tensor:
        return self.first.weight

    def early(self, z: Tensor) -> Tensor:
        return self.first(z)

    def forward(self, z: Tensor, y: Tensor | None = None) -> Tensor:
        return self.body(self.first(z))[:, :, None, None]


class Discriminator(nn.Module):
    """(N, channels, 1, 1) -> four layers of `width`, LeakyReLU .2 -> logit; no normalisation."""

    num_classes = 0

    def __init__(self, width: int, channels: int) -> None:
        super().__init__()
        layers: list[nn.Module] = [nn.Flatten(), initialise(nn.Linear(channels, width), 1.0), nn.LeakyReLU(0.2)]
        for _ in range(HIDDEN):
            layers += [initialise(nn.Linear(width, width), 1.0), nn.LeakyReLU(0.2)]
        self.body = nn.Sequential(*layers)
        self.head = initialise(nn.Linear(width, 1), 1.0)

    def features(self, x: Tensor) -> Tensor:
        return self.body(x)

    def forward(self, x: Tensor, y: Tensor | None = None) -> Tensor:
        return self.head(self.features(x)).flatten()


def build(recipe: Recipe) -> tuple[Generator, Discriminator]:
    """Networks for `recipe.channels` coordinates: two, or more where points are packed."""
    return (
        Generator(recipe.z_dim, recipe.g_width, recipe.channels),
        Discriminator(recipe.d_width, recipe.channels),
    )
