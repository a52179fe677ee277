"""The residual networks of WGAN-GP (Gulrajani et al. 2017) and SNGAN (Miyato et al. 2018).

At 32 px as in their code and in StudioGAN's logs, at 64 and 128 px as in mimicry (Lee and Town 2020).

32 px: the same width everywhere (published: 256 in G, 128 in D). 64 px: 16, 8, 4, 2, 1 times the width in G, 1 to 16
times in D (published: 64). 128 px: one block more at 16 times.

The discriminator's norm decides which of the two it is: "spectral" is SNGAN, with spectral normalisation on every
layer and the sum over pixels; "none" is WGAN-GP, with neither and the mean over pixels. With classes the generator's
batch norms belong to the class and the discriminator projects it (Miyato and Koyama 2018).
"""

from __future__ import annotations

import math
from collections.abc import Callable
from itertools import pairwise

import torch.nn.functional as F
from torch import Tensor, nn

from ganplay.nets.attention import SelfAttention
from ganplay.nets.classes import ClassNorm, Projection, need
from ganplay.nets.norms import conv_of, linear_of, norm_layer
from ganplay.nets.resampling import nearest
from ganplay.nets.spectral import settle
from ganplay.recipe import Recipe


def initialise(network: nn.Module) -> None:
    """Xavier, with gain sqrt 2 for the 3x3 convolutions inside of blocks, biases 0 (Miyato et al. 2018, their code)."""
    for name, layer in network.named_modules():
        if isinstance(layer, (nn.Conv2d, nn.Linear)):
            inside = "blocks" in name and isinstance(layer, nn.Conv2d) and layer.kernel_size == (3, 3)
            nn.init.xavier_uniform_(layer.weight, math.sqrt(2.0) if inside else 1.0)
            if layer.bias is not None:
                nn.init.zeros_(layer.bias)
    settle(network)


class GeneratorBlock(nn.Module):
    """x -> norm, ReLU, double, Conv 3x3, norm, ReLU, Conv 3x3; plus x doubled through Conv 1x1.

    Args:
        norm: makes the norm of a size; called with (x, condition).
    """

    def __init__(
        self, size_in: int, size_out: int, norm: Callable[[int], nn.Module], conv: type[nn.Conv2d] = nn.Conv2d
    ) -> None:
        super().__init__()
        self.norm1 = norm(size_in)
        self.conv1 = conv(size_in, size_out, 3, padding=1)
        self.norm2 = norm(size_out)
        self.conv2 = conv(size_out, size_out, 3, padding=1)
        self.skip = conv(size_in, size_out, 1)

    def forward(self, x: Tensor, condition: Tensor | None) -> Tensor:
        h = self.conv1(nearest(self.norm1(x, condition).relu()))
        h = self.conv2(self.norm2(h, condition).relu())
        return h + nearest(self.skip(x))  # a 1x1 convolution before doubling is the same, and a quarter of the work


class FirstBlock(nn.Module):
    """The discriminator's first block, on pixels: Conv 3x3, ReLU, Conv 3x3, halve; plus x halved through Conv 1x1."""

    def __init__(self, channels: int, size: int, norm: str) -> None:
        super().__init__()
        conv = conv_of(norm)
        self.conv1 = conv(channels, size, 3, padding=1)
        self.conv2 = conv(size, size, 3, padding=1)
        self.skip = conv(channels, size, 1)

    def forward(self, x: Tensor) -> Tensor:
        return F.avg_pool2d(self.conv2(self.conv1(x).relu()), 2) + self.skip(F.avg_pool2d(x, 2))


class Block(nn.Module):
    """x -> (norm,) ReLU, Conv 3x3, (norm,) ReLU, Conv 3x3, halve; plus x, through Conv 1x1 where its shape changes."""

    def __init__(self, size_in: int, size_out: int, norm: str, *, halve: bool, wide: bool = False) -> None:
        super().__init__()
        conv = conv_of(norm)
        hidden = size_out if wide else size_in
        self.norm1 = norm_layer(norm, size_in) or nn.Identity()
        self.conv1 = conv(size_in, hidden, 3, padding=1)
        self.norm2 = norm_layer(norm, hidden) or nn.Identity()
        self.conv2 = conv(hidden, size_out, 3, padding=1)
        self.skip = conv(size_in, size_out, 1) if halve or size_in != size_out else None
        self.halve = halve

    def forward(self, x: Tensor) -> Tensor:
        h = self.conv2(self.norm2(self.conv1(self.norm1(x).relu())).relu())
        if self.skip is not None:
            x = self.skip(x)
        return F.avg_pool2d(h + x, 2) if self.halve else h + x


def generator_sizes(width: int, resolution: int) -> list[int]:
    """Channels at 4x4, 8x8, ... up to the resolution."""
    factors = {32: (1, 1, 1, 1), 64: (16, 8, 4, 2, 1), 128: (16, 16, 8, 4, 2, 1)}[resolution]
    return [width * factor for factor in factors]


def discriminator_blocks(width: int, resolution: int) -> list[tuple[int, bool]]:
    """(channels, whether it halves) of each block."""
    if resolution == 32:
        return [(width, True), (width, True), (width, False), (width, False)]
    blocks = [(width * factor, True) for factor in (1, 2, 4, 8, 16)]
    return blocks if resolution == 64 else [*blocks, (16 * width, False)]


class Generator(nn.Module):
    """Dense to 4x4, blocks that double, batch norm, ReLU, Conv 3x3, tanh.

    Args:
        spectral: spectral normalisation on every layer (SAGAN).
        attention: the size in pixels at which a self-attention layer stands; 0 for none.
    """

    num_inputs = 1

    def __init__(
        self,
        z_dim: int,
        width: int,
        channels: int,
        resolution: int,
        num_classes: int = 0,
        *,
        spectral: bool = False,
        attention: int = 0,
    ) -> None:
        super().__init__()
        self.z_dim = z_dim
        self.num_classes = num_classes
        sizes = generator_sizes(width, resolution)
        kind = "spectral" if spectral else "none"
        conv = conv_of(kind)
        self.first = linear_of(kind)(z_dim, sizes[0] * 16)
        self.start = (sizes[0], 4, 4)
        self.blocks = nn.ModuleList(
            GeneratorBlock(a, b, lambda size: ClassNorm(size, num_classes), conv) for a, b in pairwise(sizes)
        )
        self.attention_after = int(math.log2(attention / 8)) if attention else -1
        self.attention = SelfAttention(sizes[self.attention_after + 1], conv) if attention else None
        self.norm = nn.BatchNorm2d(sizes[-1])
        self.last = conv(sizes[-1], channels, 3, padding=1)
        initialise(self)

    def first_weight(self) -> Tensor:
        return self.first.normalised() if hasattr(self.first, "normalised") else self.first.weight

    def early(self, z: Tensor) -> Tensor:
        return F.linear(z, self.first_weight(), self.first.bias)

    def forward(self, z: Tensor, y: Tensor | None = None) -> Tensor:
        need(y, self.num_classes)
        x = self.first(z).view(-1, *self.start)
        for number, block in enumerate(self.blocks):
            x = block(x, y)
            if number == self.attention_after:
                x = self.attention(x)
        return self.last(self.norm(x).relu()).tanh()


class Discriminator(nn.Module):
    """Blocks that halve, ReLU, sum (spectral) or mean over pixels, Dense 1, projection of the class.

    Args:
        norm: "spectral", "none", "batch" or "instance".
        attention: the size in pixels at which a self-attention layer stands; 0 for none.
        blocks: (channels, halves) of each block; None: `discriminator_blocks`.
        wide: whether a block is as wide inside as its output (BigGAN) or as its input (SNGAN).
    """

    def __init__(
        self,
        width: int,
        channels: int,
        resolution: int,
        num_classes: int = 0,
        norm: str = "spectral",
        *,
        attention: int = 0,
        blocks: list[tuple[int, bool]] | None = None,
        wide: bool = False,
    ) -> None:
        super().__init__()
        self.num_classes = num_classes
        blocks = blocks or discriminator_blocks(width, resolution)
        size = blocks[0][0]
        self.blocks = nn.ModuleList([FirstBlock(channels, size, norm)])
        for size_out, halve in blocks[1:]:
            self.blocks.append(Block(size, size_out, norm, halve=halve, wide=wide))
            size = size_out
        self.attention_after = int(math.log2(resolution / attention)) - 1 if attention else -1
        self.attention = SelfAttention(blocks[self.attention_after][0], conv_of(norm)) if attention else None
        self.head = linear_of(norm)(size, 1)
        self.summed = norm == "spectral"
        initialise(self)
        self.projection = Projection(num_classes, size, spectral=norm == "spectral")

    def features(self, x: Tensor) -> Tensor:
        for number, block in enumerate(self.blocks):
            x = block(x)
            if number == self.attention_after:
                x = self.attention(x)
        x = x.relu()
        return x.sum((2, 3)) if self.summed else x.mean((2, 3))

    def judged(self, x: Tensor, y: Tensor | None = None) -> tuple[Tensor, Tensor]:
        features = self.features(x)
        return self.projection(self.head(features).flatten(), features, y), features

    def forward(self, x: Tensor, y: Tensor | None = None) -> Tensor:
        return self.judged(x, y)[0]


def build(recipe: Recipe) -> tuple[Generator, Discriminator]:
    norm = "spectral" if recipe.norm_d == "family" else recipe.norm_d
    return (
        Generator(recipe.z_dim, recipe.g_width, recipe.channels, recipe.resolution, recipe.classes),
        Discriminator(recipe.d_width, recipe.channels, recipe.resolution, recipe.classes, norm),
    )
