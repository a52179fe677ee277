"""ProGAN (Karras et al. 2018, Progressive Growing of GANs): both networks start at 4x4 and grow, a size at a time.

Equalised learning rate in both, pixel norm in G, minibatch standard deviation in D. `grow(share)` sets how far they
are from the share of the budget that is used: every size but the first is faded in for one part of time and trained for
another (published: 800,000 pictures each, appendix A.1). The pictures have their full size at the surface all the
while.

Published widths: 512 up to 32x32, half of it for each doubling beyond; so g_width = 256 at 64 px, 512 at 32 px.
"""

from __future__ import annotations

import itertools
import math

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from ganplay.nets.classes import ClassOffset, Projection
from ganplay.nets.equalised import EqualConv2d, EqualLinear
from ganplay.nets.minibatch import MinibatchStd
from ganplay.nets.norms import PixelNorm
from ganplay.nets.resampling import bounded, nearest
from ganplay.recipe import Recipe

WIDEST = 512
GAIN = math.sqrt(2.0)  # of every layer with a LeakyReLU behind it


def widths(width: int, resolution: int) -> list[int]:
    """Channels at 4x4, 8x8, ... up to the resolution."""
    return [min(WIDEST, width * 2**halvings) for halvings in reversed(range(int(math.log2(resolution)) - 1))]


def growth(share: float, stages: int) -> float:
    """How far `stages` sizes have grown at a share (0 .. 1) of the budget.

    k is the size 4 * 2^k alone, k - 1 + a that size with weight a and the one below it with the rest.
    """
    part = min(max(share, 0.0), 1.0) * (2 * stages - 1)  # 4x4 for one part of the time, every other fades and trains
    fading, trained = math.floor((part + 1) / 2), math.floor(part / 2)
    if fading >= stages:
        return float(stages - 1)
    return float(fading) if fading == trained else fading - 1 + part - (2 * fading - 1)


class Growing(nn.Module):
    """What has grown so far, in the buffer `grown`; a fresh network is full-grown."""

    def __init__(self, stages: int) -> None:
        super().__init__()
        self.stages = stages
        self.register_buffer("grown", torch.tensor(float(stages - 1)))

    def grow(self, share: float) -> None:
        """Set stage and fade by the share of the budget that is used, 0 .. 1."""
        self.grown.fill_(growth(share, self.stages))

    def stage(self) -> tuple[int, float]:
        """(the largest size at work, 0 for 4x4; its weight, 1 when it has faded in)."""
        grown = float(self.grown)
        stage = math.ceil(grown)
        return stage, 1.0 - (stage - grown)

    def size(self) -> float:
        """The side in px of the pictures at work; between two sizes while the larger one fades in."""
        return 4 * 2 ** float(self.grown)

    def as_grown(self, pictures: Tensor) -> Tensor:
        """Real pictures (N, C, H, W) with the detail of a size that fades in as faint as in generated ones.

        They keep their size (Karras et al. 2018, section 2 and figure 2).
        """
        stage, weight = self.stage()
        if weight == 1:
            return pictures
        factor = 2 ** (self.stages - stage)  # of the size below the one that fades in
        return torch.lerp(nearest(F.avg_pool2d(pictures, factor), factor), pictures, weight)


class GeneratorBlock(nn.Module):
    """Double, then twice Conv 3x3, LeakyReLU .2, pixel norm."""

    def __init__(self, size_in: int, size_out: int) -> None:
        super().__init__()
        self.conv1 = EqualConv2d(size_in, size_out, 3, gain=GAIN, padding=1)
        self.conv2 = EqualConv2d(size_out, size_out, 3, gain=GAIN, padding=1)
        self.norm = PixelNorm()

    def forward(self, x: Tensor) -> Tensor:
        x = self.norm(F.leaky_relu(self.conv1(nearest(x)), 0.2))
        return self.norm(F.leaky_relu(self.conv2(x), 0.2))


class Generator(Growing):
    """Pixel norm of z, Dense to 4x4, Conv 3x3, blocks that double; Conv 1x1 to a picture at every size."""

    num_inputs = 1

    def __init__(self, z_dim: int, width: int, channels: int, resolution: int, num_classes: int = 0) -> None:
        sizes = widths(width, resolution)
        super().__init__(len(sizes))
        self.z_dim = z_dim
        self.num_classes = num_classes
        self.norm = PixelNorm()
        self.first = EqualLinear(z_dim, sizes[0] * 16, gain=GAIN / 4)  # the published gain of this layer
        self.offset = ClassOffset(num_classes, sizes[0] * 16, std=GAIN / 4)
        self.start = (sizes[0], 4, 4)
        self.conv = EqualConv2d(sizes[0], sizes[0], 3, gain=GAIN, padding=1)
        self.blocks = nn.ModuleList(GeneratorBlock(a, b) for a, b in itertools.pairwise(sizes))
        self.to_picture = nn.ModuleList(EqualConv2d(size, channels, 1) for size in sizes)

    def first_weight(self) -> Tensor:
        return self.first.matrix()

    def early(self, z: Tensor) -> Tensor:
        """The first layer's features of z as it is; drawing brings z to length sqrt(z_dim) before, near which it is."""
        return self.first(z)

    def forward(self, z: Tensor, y: Tensor | None = None) -> Tensor:
        stage, weight = self.stage()
        x = self.offset(self.first(self.norm(z)), y).view(-1, *self.start)
        x = self.norm(F.leaky_relu(self.conv(self.norm(F.leaky_relu(x, 0.2))), 0.2))
        below = x
        for block in self.blocks[:stage]:
            below, x = x, block(x)
        picture = self.to_picture[stage](x)
        if weight < 1:
            coarser = nearest(self.to_picture[stage - 1](below))  # in fp32 on a GPU, whatever it was given
            picture = torch.lerp(coarser.to(picture.dtype), picture, weight)
        return bounded(nearest(picture, 2 ** (self.stages - 1 - stage)), self.training)


class DiscriminatorBlock(nn.Module):
    """Conv 3x3, LeakyReLU .2, Conv 3x3, LeakyReLU .2, halve."""

    def __init__(self, size_in: int, size_out: int) -> None:
        super().__init__()
        self.conv1 = EqualConv2d(size_in, size_in, 3, gain=GAIN, padding=1)
        self.conv2 = EqualConv2d(size_in, size_out, 3, gain=GAIN, padding=1)

    def forward(self, x: Tensor) -> Tensor:
        x = F.leaky_relu(self.conv1(x), 0.2)
        return F.avg_pool2d(F.leaky_relu(self.conv2(x), 0.2), 2)


class Discriminator(Growing):
    """The generator mirrored; minibatch standard deviation before the last convolution, Dense, Dense 1."""

    def __init__(self, width: int, channels: int, resolution: int, num_classes: int = 0) -> None:
        sizes = widths(width, resolution)
        super().__init__(len(sizes))
        self.num_classes = num_classes
        self.from_picture = nn.ModuleList(EqualConv2d(channels, size, 1, gain=GAIN) for size in sizes)
        self.blocks = nn.ModuleList(DiscriminatorBlock(b, a) for a, b in itertools.pairwise(sizes))
        self.spread = MinibatchStd(4)
        self.conv = EqualConv2d(sizes[0] + 1, sizes[0], 3, gain=GAIN, padding=1)
        self.dense = EqualLinear(sizes[0] * 16, sizes[0], gain=GAIN)
        self.head = EqualLinear(sizes[0], 1)
        self.projection = Projection(num_classes, sizes[0])

    def _read(self, x: Tensor, stage: int) -> Tensor:
        return F.leaky_relu(self.from_picture[stage](x), 0.2)

    def features(self, x: Tensor) -> Tensor:
        stage, weight = self.stage()
        x = F.avg_pool2d(x, 2 ** (self.stages - 1 - stage))
        h = self._read(x, stage)
        for number in reversed(range(stage)):
            h = self.blocks[number](h)
            if number == stage - 1 and weight < 1:
                h = torch.lerp(self._read(F.avg_pool2d(x, 2), stage - 1).to(h.dtype), h, weight)
        h = F.leaky_relu(self.conv(self.spread(h)), 0.2)
        return F.leaky_relu(self.dense(h.flatten(1)), 0.2)

    def judged(self, x: Tensor, y: Tensor | None = None) -> tuple[Tensor, Tensor]:
        features = self.features(x)
        return self.projection(self.head(features).flatten(), features, y), features

    def forward(self, x: Tensor, y: Tensor | None = None) -> Tensor:
        return self.judged(x, y)[0]


def build(recipe: Recipe) -> tuple[Generator, Discriminator]:
    return (
        Generator(recipe.z_dim, recipe.g_width, recipe.channels, recipe.resolution, recipe.classes),
        Discriminator(recipe.d_width, recipe.channels, recipe.resolution, recipe.classes),
    )
