"""ganplay's own small pair, made for the first minute on a laptop's CPU.

A DCGAN in shape (Radford et al. 2015), whose generator also feeds the latent into the batch norm of every layer
(self-modulation, Chen et al. 2019, On Self Modulation for Generative Adversarial Networks): each layer then decides
something of its own, and layers of two latents can be mixed.
"""

from __future__ import annotations

from itertools import pairwise

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from ganplay.nets.dcgan import initialise
from ganplay.recipe import Recipe


class ModulatedNorm(nn.Module):
    """Batch norm whose scale and shift are linear functions of the latent; starts as plain batch norm."""

    def __init__(self, z_dim: int, size: int) -> None:
        super().__init__()
        self.norm = nn.BatchNorm2d(size)
        self.modulation = nn.Linear(z_dim, 2 * size)
        nn.init.normal_(self.modulation.weight, 0.0, 0.02)
        nn.init.zeros_(self.modulation.bias)

    def forward(self, x: Tensor, z: Tensor) -> Tensor:
        scale, shift = self.modulation(z)[:, :, None, None].chunk(2, dim=1)
        return torch.addcmul(shift, self.norm(x), 1 + scale)


class Generator(nn.Module):
    """Dense to 4x4 (7x7 for 28 px), then ConvT 4x4 stride 2 stages, modulated batch norm, ReLU; tanh."""

    def __init__(self, z_dim: int, width: int, channels: int, resolution: int) -> None:
        super().__init__()
        self.z_dim = z_dim
        start = 7 if resolution == 28 else 4
        sizes = [width * resolution // start // 2]
        while sizes[-1] > width:
            sizes.append(sizes[-1] // 2)
        self.start = (sizes[0], start, start)
        self.first = nn.Linear(z_dim, sizes[0] * start * start, bias=False)
        self.convs = nn.ModuleList(nn.ConvTranspose2d(a, b, 4, 2, 1, bias=False) for a, b in pairwise(sizes))
        self.norms = nn.ModuleList(ModulatedNorm(z_dim, size) for size in sizes)
        # To few channels, a convolution to four pictures of half the size takes half the time of a transposed one
        # on a CPU (sub-pixel convolution, Shi et al. 2016).
        self.last = nn.Sequential(nn.Conv2d(width, 4 * channels, 3, padding=1), nn.PixelShuffle(2))
        self.num_inputs = 1 + len(sizes)
        initialise(self)

    def first_weight(self) -> Tensor:
        return self.first.weight

    def early(self, z: Tensor) -> Tensor:
        return self.first(z)

    def forward(self, z: Tensor) -> Tensor:
        zs = z.unbind(1) if z.dim() == 3 else [z] * self.num_inputs
        x = self.first(zs[0]).view(-1, *self.start).contiguous(memory_format=torch.channels_last)
        x = F.relu(self.norms[0](x, zs[1]))
        for conv, norm, layer_z in zip(self.convs, self.norms[1:], zs[2:], strict=True):
            x = F.relu(norm(conv(x), layer_z))
        return torch.tanh(self.last(x))


class Discriminator(nn.Module):
    """Conv 4x4 stride 2 stages down to 4x4 (7x7 for 28 px), batch norm on all but the first, LeakyReLU .2, Dense 1."""

    def __init__(self, width: int, channels: int, resolution: int) -> None:
        super().__init__()
        end = 7 if resolution == 28 else 4
        layers: list[nn.Module] = [nn.Conv2d(channels, width, 4, 2, 1), nn.LeakyReLU(0.2)]
        size = width
        while size < width * resolution // end // 2:
            layers += [nn.Conv2d(size, 2 * size, 4, 2, 1, bias=False), nn.BatchNorm2d(2 * size), nn.LeakyReLU(0.2)]
            size *= 2
        self.body = nn.Sequential(*layers)
        self.head = nn.Linear(size * end * end, 1)
        initialise(self)

    def features(self, x: Tensor) -> Tensor:
        return self.body(x).flatten(1)

    def forward(self, x: Tensor) -> Tensor:
        return self.head(self.features(x)).flatten()


def build(recipe: Recipe) -> tuple[Generator, Discriminator]:
    return (
        Generator(recipe.z_dim, recipe.g_width, recipe.channels, recipe.resolution),
        Discriminator(recipe.d_width, recipe.channels, recipe.resolution),
    )
