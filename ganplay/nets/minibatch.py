"""Discriminators that see how alike the pictures of a batch are, so that a generator cannot repeat itself unnoticed.

Minibatch discrimination (Salimans et al. 2016, section 3.2) and minibatch standard deviation (Karras et al. 2018,
section 3). Both compare within the batch in training only. In evaluation a picture is compared with what training left
in buffers (recent pictures, the running spread), so that its logit does not depend on its company. A batch of training
is of one kind, real or generated, and so are the buffers: what passes while a layer is `remembering`, which is real.

The family `minibatch` is DCGAN with minibatch discrimination before the last layer.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn

from ganplay.nets import dcgan
from ganplay.nets.classes import Projection
from ganplay.recipe import Recipe

BANK, LATEST = 256, 32  # pictures remembered for evaluation, and how many of them one batch may bring


class MinibatchStd(nn.Module):
    """One more channel: how far the pictures of a group spread, averaged over features and pixels.

    Args:
        group: pictures compared with each other; the largest divisor of the batch up to this.
    """

    def __init__(self, group: int = 4) -> None:
        super().__init__()
        self.group = group
        self.remembering = True
        self.register_buffer("spread", torch.zeros(()))
        self.register_buffer("batches", torch.zeros((), dtype=torch.int64))

    def forward(self, x: Tensor) -> Tensor:
        """(N, C, H, W) -> (N, C + 1, H, W)."""
        if not self.training:
            return torch.cat((x, self.spread.to(x.dtype).expand(len(x), 1, *x.shape[2:])), 1)
        count = len(x)
        group = next(size for size in range(min(self.group, count), 0, -1) if count % size == 0)
        if group == 1:  # a prime batch: all of it is one group
            group = count
        groups = x.float().reshape(group, count // group, *x.shape[1:])
        spread = ((groups - groups.mean(0)).square().mean(0) + 1e-8).sqrt().mean((1, 2, 3))
        if self.remembering:
            with torch.no_grad():
                self.batches += 1
                self.spread.lerp_(spread.detach().mean(), (1 / self.batches).clamp_min(0.02))
        channel = spread.repeat(group)[:, None, None, None].expand(-1, 1, *x.shape[2:])
        return torch.cat((x, channel.to(x.dtype)), 1)


class MinibatchDiscrimination(nn.Module):
    """`kernels` more features: how close the others are, each by a distance of its own.

    The published sum over the others is their mean here, the same up to a factor that the next layer learns, so that
    batches and memories of any size mean the same.
    """

    def __init__(self, size: int, kernels: int = 50, dimensions: int = 5) -> None:
        super().__init__()
        self.kernels = kernels
        self.remembering = True
        self.tensor = nn.Linear(size, kernels * dimensions, bias=False)
        nn.init.normal_(self.tensor.weight, 0.0, size**-0.5)
        self.register_buffer("bank", torch.zeros(BANK, kernels, dimensions))

    def forward(self, x: Tensor) -> Tensor:
        """(N, size) -> (N, size + kernels)."""
        rows = self.tensor(x).float().view(len(x), self.kernels, -1)
        if self.training:
            if self.remembering:
                self.bank.copy_(torch.cat((rows.detach()[:LATEST], self.bank))[:BANK])
            near = torch.exp(-(rows[:, None] - rows[None]).abs().sum(3))
            # a picture is at distance 0 from itself, which says nothing
            close = (near.sum(1) - 1) / max(1, len(x) - 1)
        else:
            close = torch.exp(-(rows[:, None] - self.bank[None]).abs().sum(3)).mean(1)
        return torch.cat((x, close.to(x.dtype)), 1)


class Discriminator(dcgan.Discriminator):
    """DCGAN's, with minibatch discrimination between its convolutions and its last layer."""

    def __init__(self, width: int, channels: int, resolution: int, num_classes: int = 0, norm: str = "batch") -> None:
        super().__init__(width, channels, resolution, num_classes, norm)
        size = self.head.in_channels * 16
        self.others = MinibatchDiscrimination(size)
        self.head = nn.Linear(size + self.others.kernels, 1)
        nn.init.normal_(self.head.weight, 0.0, 0.02)
        self.projection = Projection(num_classes, size + self.others.kernels, std=0.02)

    def features(self, x: Tensor) -> Tensor:
        return self.others(super().features(x))

    def judged(self, x: Tensor, y: Tensor | None = None) -> tuple[Tensor, Tensor]:
        features = self.features(x)
        return self.projection(self.head(features).flatten(), features, y), features

    def forward(self, x: Tensor, y: Tensor | None = None) -> Tensor:
        return self.judged(x, y)[0]


def build(recipe: Recipe) -> tuple[dcgan.Generator, Discriminator]:
    norm = "batch" if recipe.norm_d == "family" else recipe.norm_d
    return (
        dcgan.generator_of(recipe),
        Discriminator(recipe.d_width, recipe.channels, recipe.resolution, recipe.classes, norm),
    )
