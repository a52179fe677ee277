"""R3GAN (Huang et al. 2024, The GAN is dead; long live the GAN!): StyleGAN2 stripped of its tricks, on modern blocks.

Residual 1-3-1 blocks that widen twofold inside, grouped 3x3 convolutions of 16 channels a group, biases and LeakyReLU
.2 and no normalisation at all; resampling by [1, 2, 1]; weights scaled so that the variance neither grows nor shrinks
with depth, every block starting as the identity. The published CIFAR-10 pair has width 768 at every size, 2 blocks a
stage, z_dim 64. Here the width doubles from the picture towards 4x4, up to 768: g_width=768 is the published one.
"""

from __future__ import annotations

import math
from itertools import pairwise

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from ganplay.nets.classes import need
from ganplay.nets.resampling import bounded, doubled, halved
from ganplay.recipe import Recipe

WIDEST, BLOCKS, EXPANSION, GROUP = 768, 2, 2, 16
SLOPE = 0.2
GAIN = 1 / math.sqrt(((1 + SLOPE**2) - (1 - SLOPE) ** 2 / math.pi) / 2)  # keeps the variance through the LeakyReLU
TAPS = (1, 2, 1)


def initialise(layer: nn.Conv2d | nn.Linear, gain: float = 1.0) -> nn.Conv2d | nn.Linear:
    """Weights from N(0, gain^2 / fan_in)."""
    nn.init.normal_(layer.weight, 0.0, gain / math.sqrt(layer.weight[0].numel()))
    return layer


def class_vectors(num_classes: int, size: int, gain: float = 1.0) -> nn.Embedding:
    """A vector of each class: the published linear layer of a one-hot class, whose fan_in is the number of classes."""
    vectors = nn.Embedding(num_classes, size)
    nn.init.normal_(vectors.weight, 0.0, gain / math.sqrt(num_classes))
    return vectors


def widths(width: int, resolution: int) -> list[int]:
    """Channels at 4x4, 8x8, ... up to the resolution."""
    return [min(WIDEST, width * 2**halvings) for halvings in reversed(range(int(math.log2(resolution)) - 1))]


class BiasedActivation(nn.Module):
    """LeakyReLU of x plus a bias for each channel."""

    def __init__(self, size: int) -> None:
        super().__init__()
        self.bias = nn.Parameter(torch.zeros(size))

    def forward(self, x: Tensor) -> Tensor:
        return F.leaky_relu(x + self.bias.to(x.dtype)[:, None, None], SLOPE)


class Block(nn.Module):
    """x + (Conv 1x1 to twice the width, activation, grouped Conv 3x3, activation, Conv 1x1 back).

    Args:
        depth: how many blocks the network has; the first two layers share a gain of depth^-1/4 (Zhang et al. 2019,
            Fixup), the last starts at 0.
    """

    def __init__(self, size: int, depth: int) -> None:
        super().__init__()
        wide = size * EXPANSION
        groups = wide // math.gcd(wide, GROUP)
        self.widen = initialise(nn.Conv2d(size, wide, 1, bias=False), GAIN * depth**-0.25)
        self.activation1 = BiasedActivation(wide)
        self.mix = initialise(nn.Conv2d(wide, wide, 3, padding=1, groups=groups, bias=False), GAIN * depth**-0.25)
        self.activation2 = BiasedActivation(wide)
        self.narrow = initialise(nn.Conv2d(wide, size, 1, bias=False), 0.0)

    def forward(self, x: Tensor) -> Tensor:
        return x + self.narrow(self.activation2(self.mix(self.activation1(self.widen(x)))))


class Resample(nn.Module):
    """To twice or half the size, through Conv 1x1 where the width changes."""

    def __init__(self, size_in: int, size_out: int, *, double: bool) -> None:
        super().__init__()
        self.conv = initialise(nn.Conv2d(size_in, size_out, 1, bias=False)) if size_in != size_out else nn.Identity()
        self.double = double

    def forward(self, x: Tensor) -> Tensor:
        return doubled(self.conv(x), TAPS) if self.double else self.conv(halved(x, TAPS))


class Generator(nn.Module):
    """A learned 4x4 pattern scaled by a linear function of z, stages of blocks, doubling in between, Conv 1x1.

    A class is a vector of z_dim numbers that joins z, as published.
    """

    num_inputs = 1

    def __init__(self, z_dim: int, width: int, channels: int, resolution: int, num_classes: int = 0) -> None:
        super().__init__()
        self.z_dim = z_dim
        self.num_classes = num_classes
        sizes = widths(width, resolution)
        depth = BLOCKS * len(sizes)
        self.embedding = class_vectors(num_classes, z_dim) if num_classes else None
        self.pattern = nn.Parameter(torch.randn(sizes[0], 4, 4))
        self.first = initialise(nn.Linear(z_dim * (2 if num_classes else 1), sizes[0], bias=False))
        layers: list[nn.Module] = [Block(sizes[0], depth) for _ in range(BLOCKS)]
        for a, b in pairwise(sizes):
            layers += [Resample(a, b, double=True), *(Block(b, depth) for _ in range(BLOCKS))]
        self.body = nn.Sequential(*layers)
        self.last = initialise(nn.Conv2d(sizes[-1], channels, 1, bias=False))

    def first_weight(self) -> Tensor:
        return self.first.weight[:, : self.z_dim]

    def early(self, z: Tensor) -> Tensor:
        return F.linear(z, self.first_weight())

    def forward(self, z: Tensor, y: Tensor | None = None) -> Tensor:
        need(y, self.num_classes)
        if self.embedding is not None:
            z = torch.cat((z, self.embedding(y)), 1)
        x = self.pattern * self.first(z)[:, :, None, None]
        return bounded(self.last(self.body(x)), self.training)


class Discriminator(nn.Module):
    """The generator mirrored: Conv 1x1, stages of blocks, halving in between, a 4x4 filter a channel, Dense.

    With classes the last layer has `width` outputs, and the logit is their inner product with the class's vector;
    without y, with the mean of all classes' vectors.
    """

    def __init__(self, width: int, channels: int, resolution: int, num_classes: int = 0) -> None:
        super().__init__()
        self.num_classes = num_classes
        sizes = widths(width, resolution)[::-1]
        depth = BLOCKS * len(sizes)
        layers: list[nn.Module] = [Block(sizes[0], depth) for _ in range(BLOCKS)]
        for a, b in pairwise(sizes):
            layers += [Resample(a, b, double=False), *(Block(b, depth) for _ in range(BLOCKS))]
        self.first = initialise(nn.Conv2d(channels, sizes[0], 1, bias=False))
        self.body = nn.Sequential(*layers)
        self.pattern = initialise(nn.Conv2d(sizes[-1], sizes[-1], 4, groups=sizes[-1], bias=False))
        outputs = sizes[0] if num_classes else 1
        self.head = initialise(nn.Linear(sizes[-1], outputs, bias=False))
        self.embedding = class_vectors(num_classes, outputs, outputs**-0.5) if num_classes else None

    def features(self, x: Tensor) -> Tensor:
        return self.pattern(self.body(self.first(x))).flatten(1)

    def judged(self, x: Tensor, y: Tensor | None = None) -> tuple[Tensor, Tensor]:
        features = self.features(x)
        out = self.head(features)
        if self.embedding is None:
            return out.flatten(), features
        vector = self.embedding.weight.mean(0, keepdim=True) if y is None else self.embedding(y)
        return (out * vector).sum(1), features

    def forward(self, x: Tensor, y: Tensor | None = None) -> Tensor:
        return self.judged(x, y)[0]


def build(recipe: Recipe) -> tuple[Generator, Discriminator]:
    return (
        Generator(recipe.z_dim, recipe.g_width, recipe.channels, recipe.resolution, recipe.classes),
        Discriminator(recipe.d_width, recipe.channels, recipe.resolution, recipe.classes),
    )
