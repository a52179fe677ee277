"""BigGAN (Brock et al. 2019), in the sizes of StudioGAN: 32 px as its CIFAR-10 log (width 96), 64 and 128 px alike.

A piece of the latent goes to every block (hierarchical z), where together with one embedding of the class, shared by
all, it scales and shifts the batch norms. Spectral normalisation everywhere in both networks, self-attention at half of
the resolution, orthogonal weights.
"""

from __future__ import annotations

import math
from itertools import pairwise

import torch
from torch import Tensor, nn

from ganplay.nets import resnet
from ganplay.nets.attention import SelfAttention
from ganplay.nets.classes import need
from ganplay.nets.spectral import SpectralConv2d, SpectralLinear, settle
from ganplay.recipe import Recipe

SHARED = 128  # numbers in the shared embedding of a class
FACTORS_G = {32: (4, 4, 4, 4), 64: (16, 8, 4, 2, 1), 128: (16, 16, 8, 4, 2, 1)}
BLOCKS_D = {
    32: ((2, True), (2, True), (2, False), (2, False)),
    64: ((1, True), (2, True), (4, True), (8, True), (16, False)),
    128: ((1, True), (2, True), (4, True), (8, True), (16, True), (16, False)),
}


def initialise(network: nn.Module) -> None:
    """Orthogonal weights (Saxe et al. 2014), biases 0."""
    for layer in network.modules():
        if isinstance(layer, (nn.Conv2d, nn.Linear, nn.Embedding)):
            nn.init.orthogonal_(layer.weight)
            if getattr(layer, "bias", None) is not None:
                nn.init.zeros_(layer.bias)
    settle(network)


class ConditionNorm(nn.Module):
    """Batch norm whose scale and shift are linear in the condition: (the block's piece of z, the class's embedding)."""

    def __init__(self, size: int, condition: int) -> None:
        super().__init__()
        self.norm = nn.BatchNorm2d(size, eps=1e-4, affine=False)
        self.scale = SpectralLinear(condition, size, bias=False)
        self.shift = SpectralLinear(condition, size, bias=False)

    def forward(self, x: Tensor, condition: Tensor) -> Tensor:
        scale, shift = self.scale(condition)[:, :, None, None], self.shift(condition)[:, :, None, None]
        return torch.addcmul(shift, self.norm(x), 1 + scale)


class Generator(nn.Module):
    """Dense to 4x4, residual blocks that double, batch norm, ReLU, Conv 3x3, tanh.

    Its first layer and its blocks each take their own piece of z; given one latent for each of them,
    (N, num_inputs, z_dim), each takes its piece from its own.
    """

    def __init__(self, z_dim: int, width: int, channels: int, resolution: int, num_classes: int = 0) -> None:
        super().__init__()
        self.z_dim = z_dim
        self.num_classes = num_classes
        sizes = [width * factor for factor in FACTORS_G[resolution]]
        self.num_inputs = len(sizes)
        piece = z_dim // self.num_inputs
        if not piece:
            raise ValueError(f"biggan cuts its latent into {self.num_inputs} pieces: set z_dim to that at least.")
        self.pieces = [z_dim - piece * (self.num_inputs - 1)] + [piece] * (self.num_inputs - 1)
        self.shared = nn.Embedding(num_classes, SHARED) if num_classes else None
        condition = piece + (SHARED if num_classes else 0)
        self.first = SpectralLinear(self.pieces[0], sizes[0] * 16)
        self.start = (sizes[0], 4, 4)
        self.blocks = nn.ModuleList(
            resnet.GeneratorBlock(a, b, lambda size: ConditionNorm(size, condition), SpectralConv2d)
            for a, b in pairwise(sizes)
        )
        self.attention_after = int(math.log2(resolution)) - 4
        self.attention = SelfAttention(sizes[self.attention_after + 1], SpectralConv2d)
        self.norm = nn.BatchNorm2d(sizes[-1], eps=1e-4)
        self.last = SpectralConv2d(sizes[-1], channels, 3, padding=1)
        initialise(self)

    def _first_layers(self) -> list[list[SpectralLinear]]:
        """The layers that each piece of z meets first."""
        norms = [(block.norm1, block.norm2) for block in self.blocks]
        return [[self.first], *([layer for norm in pair for layer in (norm.scale, norm.shift)] for pair in norms)]

    def first_weight(self) -> Tensor:
        """The matrices of all layers that z goes into, each in the columns of its piece."""
        rows, column = [], 0
        for size, layers in zip(self.pieces, self._first_layers(), strict=True):
            for layer in layers:
                weight = layer.normalised()[:, :size]
                rows.append(nn.functional.pad(weight, (column, self.z_dim - column - size)))
            column += size
        return torch.cat(rows)

    def early(self, z: Tensor) -> Tensor:
        """What z does to the first layer and to every scale and shift, classes aside."""
        return nn.functional.linear(z, self.first_weight())

    def forward(self, z: Tensor, y: Tensor | None = None) -> Tensor:
        need(y, self.num_classes)
        zs = z.unbind(1) if z.dim() == 3 else [z] * self.num_inputs
        pieces = [whole.split(self.pieces, 1)[number] for number, whole in enumerate(zs)]
        x = self.first(pieces[0]).view(-1, *self.start)
        told = [] if self.shared is None else [self.shared(y)]
        for number, (block, piece) in enumerate(zip(self.blocks, pieces[1:], strict=True)):
            x = block(x, torch.cat((piece, *told), 1))
            if number == self.attention_after:
                x = self.attention(x)
        return self.last(self.norm(x).relu()).tanh()


def build(recipe: Recipe) -> tuple[Generator, resnet.Discriminator]:
    norm = "spectral" if recipe.norm_d == "family" else recipe.norm_d
    blocks = [(recipe.d_width * factor, halve) for factor, halve in BLOCKS_D[recipe.resolution]]
    discriminator = resnet.Discriminator(
        recipe.d_width,
        recipe.channels,
        recipe.resolution,
        recipe.classes,
        norm,
        attention=recipe.resolution // 2,
        blocks=blocks,
        wide=True,
    )
    initialise(discriminator)
    return (
        Generator(recipe.z_dim, recipe.g_width, recipe.channels, recipe.resolution, recipe.classes),
        discriminator,
    )
