"""ganplay's own small pair, made for the first minute on a laptop's CPU.

A DCGAN in shape (Radford et al. 2015), whose generator also feeds the latent into the batch norm of every layer
(self-modulation, Chen et al. 2019, On Self Modulation for Generative Adversarial Networks): each layer then decides
something of its own, and layers of two latents can be mixed.

Where the data has classes, both networks may be told them: every layer of the generator adds numbers of its class to
what it makes of the latent (class-conditional batch norm, de Vries et al. 2017), and the discriminator asks whether a
picture looks like a real one of its class (projection, Miyato and Koyama 2018, cGANs with Projection Discriminator).
"""

from __future__ import annotations

from itertools import pairwise

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from ganplay.nets.classes import need
from ganplay.nets.dcgan import initialise
from ganplay.recipe import Recipe


class ClassLinear(nn.Linear):
    """A linear layer of the latent, plus a vector of the class where there are classes."""

    def __init__(self, z_dim: int, size: int, num_classes: int, bias: bool, class_scale: float) -> None:
        super().__init__(z_dim, size, bias)
        self.classes = nn.Embedding(num_classes, size) if num_classes else None
        if self.classes is not None:
            # Small beside what the latent does: a generator that starts with the class sees little else, and draws
            # one picture of each.
            nn.init.normal_(self.classes.weight, 0.0, class_scale)

    def forward(self, z: Tensor, y: Tensor | None = None) -> Tensor:
        out = super().forward(z)
        return out if self.classes is None or y is None else out + self.classes(y)  # no class: what z alone does


class ModulatedNorm(nn.Module):
    """Batch norm whose scale and shift are functions of the latent and the class; starts close to plain batch norm."""

    def __init__(self, z_dim: int, size: int, num_classes: int = 0) -> None:
        super().__init__()
        self.norm = nn.BatchNorm2d(size)
        self.modulation = ClassLinear(z_dim, 2 * size, num_classes, bias=True, class_scale=0.1)
        nn.init.normal_(self.modulation.weight, 0.0, 0.02)
        nn.init.zeros_(self.modulation.bias)

    def forward(self, x: Tensor, z: Tensor, y: Tensor | None = None) -> Tensor:
        scale, shift = self.modulation(z, y)[:, :, None, None].chunk(2, dim=1)
        return torch.addcmul(shift, self.norm(x), 1 + scale)


class Generator(nn.Module):
    """Dense to 4x4 (7x7 for 28 px), then ConvT 4x4 stride 2 stages, modulated batch norm, ReLU; tanh.

    With `num_classes`, `forward` also takes y, (N,) int64, the class of each picture.
    """

    def __init__(self, z_dim: int, width: int, channels: int, resolution: int, num_classes: int = 0) -> None:
        super().__init__()
        self.z_dim = z_dim
        self.num_classes = num_classes
        start = 7 if resolution == 28 else 4
        sizes = [width * resolution // start // 2]
        while sizes[-1] > width:
            sizes.append(sizes[-1] // 2)
        self.start = (sizes[0], start, start)
        self.first = ClassLinear(z_dim, sizes[0] * start * start, num_classes, bias=False, class_scale=0.25)
        self.convs = nn.ModuleList(nn.ConvTranspose2d(a, b, 4, 2, 1, bias=False) for a, b in pairwise(sizes))
        self.norms = nn.ModuleList(ModulatedNorm(z_dim, size, num_classes) for size in sizes)
        # To few channels, a convolution to four pictures of half the size takes half the time of a transposed one
        # on a CPU (sub-pixel convolution, Shi et al. 2016).
        self.last = nn.Sequential(nn.Conv2d(width, 4 * channels, 3, padding=1), nn.PixelShuffle(2))
        self.num_inputs = 1 + len(sizes)
        initialise(self)

    def first_weight(self) -> Tensor:
        return self.first.weight

    def early(self, z: Tensor) -> Tensor:
        return self.first(z)

    def forward(self, z: Tensor, y: Tensor | None = None) -> Tensor:
        need(y, self.num_classes)
        zs = z.unbind(1) if z.dim() == 3 else [z] * self.num_inputs
        x = self.first(zs[0], y).view(-1, *self.start).contiguous(memory_format=torch.channels_last)
        x = F.relu(self.norms[0](x, zs[1], y))
        for conv, norm, layer_z in zip(self.convs, self.norms[1:], zs[2:], strict=True):
            x = F.relu(norm(conv(x), layer_z, y))
        return torch.tanh(self.last(x))


class Discriminator(nn.Module):
    """Conv 4x4 stride 2 stages down to 4x4 (7x7 for 28 px), batch norm on all but the first, LeakyReLU .2, Dense 1.

    With `num_classes` and y, (N,) int64, the logit is Dense 1 plus the inner product of the features and the vector of
    the class; without y a picture is judged for no class in particular.
    """

    def __init__(self, width: int, channels: int, resolution: int, num_classes: int = 0) -> None:
        super().__init__()
        self.num_classes = num_classes
        end = 7 if resolution == 28 else 4
        layers: list[nn.Module] = [nn.Conv2d(channels, width, 4, 2, 1), nn.LeakyReLU(0.2)]
        size = width
        while size < width * resolution // end // 2:
            layers += [nn.Conv2d(size, 2 * size, 4, 2, 1, bias=False), nn.BatchNorm2d(2 * size), nn.LeakyReLU(0.2)]
            size *= 2
        self.body = nn.Sequential(*layers)
        self.head = nn.Linear(size * end * end, 1)
        self.classes = nn.Linear(size * end * end, num_classes) if num_classes else None
        initialise(self)

    def features(self, x: Tensor) -> Tensor:
        return self.body(x).flatten(1)

    def judged(self, x: Tensor, y: Tensor | None = None) -> tuple[Tensor, Tensor]:
        features = self.features(x)
        logits = self.head(features).flatten()
        if self.classes is not None and y is not None:
            logits = logits + self.classes(features).gather(1, y[:, None]).flatten()
        return logits, features

    def forward(self, x: Tensor, y: Tensor | None = None) -> Tensor:
        return self.judged(x, y)[0]


def build(recipe: Recipe) -> tuple[Generator, Discriminator]:
    return (
        Generator(recipe.z_dim, recipe.g_width, recipe.channels, recipe.resolution, recipe.classes),
        Discriminator(recipe.d_width, recipe.channels, recipe.resolution, recipe.classes),
    )
