"""Small fully connected networks for points in the plane: pictures of one pixel with a channel for each coordinate.

As many hidden layers, as wide and with the activation that the recipe says. Unasked the generator is as deep as the one
on which modes were counted for PacGAN (Lin et al. 2018): four hidden layers with ReLU and no bound on its output, but
without batch norm: with weights scaled for ReLU (He et al. 2015) in its place the grid is learned sooner
(benchmarks/README.md). Weights are drawn alike whatever the activation is.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import partial
from itertools import pairwise

import torch
from torch import Tensor, nn

from ganplay.recipe import Recipe
from ganplay.recipe.fields import DEEP

Activation = Callable[[], nn.Module]

LEAKY = partial(nn.LeakyReLU, 0.2)
# Of the hidden layers of (G, D).
ACTIVATIONS: dict[str, tuple[Activation, Activation]] = {
    "family": (nn.ReLU, LEAKY),
    "relu": (nn.ReLU, nn.ReLU),
    "leaky_relu": (LEAKY, LEAKY),
    "tanh": (nn.Tanh, nn.Tanh),
}


def initialise(layer: nn.Linear, gain: float) -> nn.Linear:
    """Weights from N(0, gain / inputs): 2 keeps the variance through a ReLU (He et al. 2015)."""
    nn.init.normal_(layer.weight, 0.0, math.sqrt(gain / layer.in_features))
    return layer


class Generator(nn.Module):
    """z -> `layers` hidden layers of `width` -> (N, channels, 1, 1); not bounded. No layers: one linear map."""

    num_inputs = 1
    num_classes = 0

    def __init__(
        self, z_dim: int, width: int, channels: int, layers: int = DEEP, activation: Activation = nn.ReLU
    ) -> None:
        super().__init__()
        self.z_dim = z_dim
        widths = [*[width] * layers, channels]
        self.first = initialise(nn.Linear(z_dim, widths[0]), 2.0)
        body: list[nn.Module] = []
        for inputs, outputs in pairwise(widths):
            body += [activation(), initialise(nn.Linear(inputs, outputs), 2.0)]
        self.body = nn.Sequential(*body)

    def first_weight(self) -> Tensor:
        return self.first.weight

    def early(self, z: Tensor) -> Tensor:
        return self.first(z)

    def forward(self, z: Tensor, y: Tensor | None = None) -> Tensor:
        return self.body(self.first(z))[:, :, None, None]


class UniformGenerator(Generator):
    """A generator whose latents are uniform on [-1, 1] in each number."""

    def coded(self, z: Tensor) -> Tensor:
        """Normal latents (N, z_dim) carried to uniform ones by the normal distribution."""
        return torch.erf(z / math.sqrt(2))


class Discriminator(nn.Module):
    """(N, channels, 1, 1) -> `layers` hidden layers of `width` -> logit; no normalisation. No layers: a linear one."""

    num_classes = 0

    def __init__(self, width: int, channels: int, layers: int = DEEP, activation: Activation = LEAKY) -> None:
        super().__init__()
        widths = [channels, *[width] * layers]
        body: list[nn.Module] = [nn.Flatten()]
        for inputs, outputs in pairwise(widths):
            body += [initialise(nn.Linear(inputs, outputs), 1.0), activation()]
        self.body = nn.Sequential(*body)
        self.head = initialise(nn.Linear(widths[-1], 1), 1.0)

    def features(self, x: Tensor) -> Tensor:
        return self.body(x)

    def judged(self, x: Tensor, y: Tensor | None = None) -> tuple[Tensor, Tensor]:
        features = self.features(x)
        return self.head(features).flatten(), features

    def forward(self, x: Tensor, y: Tensor | None = None) -> Tensor:
        return self.judged(x, y)[0]


def build(recipe: Recipe) -> tuple[Generator, Discriminator]:
    """Networks for `recipe.channels` coordinates: two, or more where points are packed."""
    of_g, of_d = ACTIVATIONS[recipe.activation]
    generator = UniformGenerator if recipe.noise == "uniform" else Generator
    return (
        generator(recipe.z_dim, recipe.g_width, recipe.channels, recipe.g_layers, of_g),
        Discriminator(recipe.d_width, recipe.channels, recipe.d_layers, of_d),
    )
