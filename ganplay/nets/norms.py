"""Normalisation by choice, and virtual batch normalisation (Salimans et al. 2016, section 3.5).

There a generator has it; here a discriminator may as well.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn

from ganplay.nets.spectral import SpectralConv2d, SpectralLinear

REFERENCE = 32  # pictures in the reference batch of virtual batch norm


def norm_layer(kind: str, size: int) -> nn.Module | None:
    """The layer after a convolution to `size` channels; None where the kind has none."""
    if kind == "batch":
        return nn.BatchNorm2d(size)
    if kind == "instance":
        return nn.InstanceNorm2d(size, affine=True)
    if kind == "virtual":
        return VirtualBatchNorm2d(size)
    return None


def conv_of(kind: str) -> type[nn.Conv2d]:
    return SpectralConv2d if kind == "spectral" else nn.Conv2d


def linear_of(kind: str) -> type[nn.Linear]:
    return SpectralLinear if kind == "spectral" else nn.Linear


def normed_conv(
    kind: str, size_in: int, size_out: int, kernel: int, stride: int, padding: int, *, bias: bool | None = None
) -> list[nn.Module]:
    """A convolution and its norm. A norm makes a bias before it idle: by default there is none then."""
    norm = norm_layer(kind, size_out)
    bias = norm is None if bias is None else bias
    conv = conv_of(kind)(size_in, size_out, kernel, stride, padding, bias=bias)
    return [conv] if norm is None else [conv, norm]


class Reference(nn.Module):
    """The reference batch: the first pictures seen in training, kept as a buffer and sent ahead of every batch."""

    def __init__(self, channels: int, resolution: int) -> None:
        super().__init__()
        self.register_buffer("pictures", torch.zeros(REFERENCE, channels, resolution, resolution))
        self.register_buffer("taken", torch.zeros((), dtype=torch.uint8))

    def forward(self, x: Tensor) -> Tensor:
        """(N, C, H, W) -> (REFERENCE + N, C, H, W)."""
        if self.training and not bool(self.taken):
            rows = torch.arange(REFERENCE, device=x.device) % len(x)
            self.pictures.copy_(x.detach()[rows])
            self.taken.fill_(1)
        return torch.cat((self.pictures.to(x.dtype), x))


class LatentReference(nn.Module):
    """The reference batch of a generator: latents drawn once, of classes evenly spread, sent ahead of every batch."""

    def __init__(self, z_dim: int, num_classes: int) -> None:
        super().__init__()
        self.register_buffer("latents", torch.randn(REFERENCE, z_dim))
        self.num_classes = num_classes

    def forward(self, z: Tensor, y: Tensor | None) -> tuple[Tensor, Tensor | None]:
        """(N, z_dim) and (N,) -> the same of REFERENCE + N."""
        if y is not None and self.num_classes:
            spread = torch.arange(REFERENCE, device=y.device, dtype=y.dtype) * self.num_classes // REFERENCE
            y = torch.cat((spread, y))
        return torch.cat((self.latents.to(z.dtype), z)), y


class VirtualBatchNorm2d(nn.Module):
    """Each picture is normalised by the statistics of the reference batch and itself, of no other picture.

    The first REFERENCE rows of the input are the reference batch (see `Reference` and `LatentReference`).
    """

    def __init__(self, size: int, eps: float = 1e-5) -> None:
        super().__init__()
        self.eps = eps
        self.weight = nn.Parameter(torch.empty(size))
        self.bias = nn.Parameter(torch.zeros(size))
        nn.init.normal_(self.weight, 1.0, 0.02)

    def forward(self, x: Tensor) -> Tensor:
        wide = x.float()
        mean, square = wide.mean((2, 3), keepdim=True), wide.square().mean((2, 3), keepdim=True)
        all_mean = mean[:REFERENCE].mean(0, keepdim=True)
        all_square = square[:REFERENCE].mean(0, keepdim=True)
        own = 1 / (REFERENCE + 1)
        share = torch.zeros(len(x), 1, 1, 1, device=x.device)
        share[REFERENCE:] = own
        mean = all_mean + share * (mean - all_mean)
        square = all_square + share * (square - all_square)
        normed = (wide - mean) * (square - mean.square() + self.eps).rsqrt()
        return torch.addcmul(self.bias[:, None, None], normed, self.weight[:, None, None]).to(x.dtype)


class PixelNorm(nn.Module):
    """Every pixel's channels, or every latent, to mean square 1 (Karras et al. 2018, section 4.2)."""

    def forward(self, x: Tensor) -> Tensor:
        return x * (x.float().square().mean(1, keepdim=True) + 1e-8).rsqrt().to(x.dtype)
