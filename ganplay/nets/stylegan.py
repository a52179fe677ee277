"""StyleGAN2 (Karras et al. 2020), as in stylegan2-ada: a mapping to W, and a synthesis whose weights each w modulates.

At 32 px it is the published CIFAR-10 pair for g_width = d_width = 512, z_dim = 512: 512 channels at every size, a
mapping of 2 layers, D without residual connections. At 64 px and more D is residual, as in all other published
settings, and the width halves with each doubling from 512 down to g_width. Plain operations only.
"""

from __future__ import annotations

import itertools
import math

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from ganplay.nets.classes import need
from ganplay.nets.equalised import EqualConv2d, EqualLinear
from ganplay.nets.minibatch import MinibatchStd
from ganplay.nets.norms import PixelNorm
from ganplay.nets.progan import widths
from ganplay.nets.resampling import blurred, bounded, doubled, halved
from ganplay.recipe import Recipe

TAPS = (1, 3, 3, 1)
MAPPING_LAYERS, MAPPING_LAYERS_D, MAPPING_LR = 2, 8, 0.01
W_MEAN_DECAY = 0.998


def active(x: Tensor) -> Tensor:
    """LeakyReLU .2, scaled to keep the mean square."""
    return F.leaky_relu(x, 0.2) * math.sqrt(2.0)


class Mapping(nn.Module):
    """z and the class, each normalised to mean square 1, through dense layers that learn 100 times slower.

    Without z (z_dim 0) it maps the class alone, as the discriminator does.
    """

    def __init__(self, z_dim: int, w_dim: int, num_classes: int, layers: int) -> None:
        super().__init__()
        self.num_classes = num_classes
        self.norm = PixelNorm()
        self.embed = EqualLinear(num_classes, w_dim) if num_classes else None
        size = z_dim + (w_dim if num_classes else 0)
        self.layers = nn.ModuleList(
            EqualLinear(w_dim if number else size, w_dim, lr=MAPPING_LR) for number in range(layers)
        )

    def forward(self, z: Tensor | None, y: Tensor | None = None) -> Tensor:
        """z (N, z_dim) or None, y (N,) -> w (N, w_dim)."""
        need(y, self.num_classes)
        parts = [] if z is None else [self.norm(z)]
        if self.embed is not None:
            one_hot = F.one_hot(y, self.num_classes).to(self.embed.weight.dtype)
            parts.append(self.norm(self.embed(one_hot)))
        w = torch.cat(parts, 1)
        for layer in self.layers:
            w = active(layer(w))
        return w


class ModulatedConv2d(nn.Module):
    """Convolution whose input channels are scaled by a linear function of w, and whose outputs are brought back to unit
    variance (demodulation, Karras et al. 2020, section 2.2).

    Scaling activations before and after one shared convolution is the same as a kernel for each picture.
    """

    def __init__(self, size_in: int, size_out: int, kernel: int, w_dim: int, *, up: bool, demodulate: bool) -> None:
        super().__init__()
        self.style = EqualLinear(w_dim, size_in, bias_start=1.0)
        self.weight = nn.Parameter(torch.randn(size_out, size_in, kernel, kernel))
        self.scale = 1 / math.sqrt(size_in * kernel**2)
        self.up = up
        self.demodulate = demodulate

    def forward(self, x: Tensor, w: Tensor) -> Tensor:
        style = self.style(w)
        weight = self.weight * self.scale
        x = x * style[:, :, None, None]
        if self.up:
            x = F.conv_transpose2d(x, weight.transpose(0, 1), stride=2)
            x = blurred(x, TAPS, padding=1, gain=4.0)
        else:
            x = F.conv2d(x, weight, padding=weight.shape[2] // 2)
        if self.demodulate:
            power = F.linear(style.float().square(), weight.square().sum((2, 3)))
            x = x * (power + 1e-8).rsqrt()[:, :, None, None]
        return x


class Layer(nn.Module):
    """Modulated Conv 3x3, noise, bias, LeakyReLU. The noise is fresh in training and fixed in evaluation."""

    def __init__(self, size_in: int, size_out: int, w_dim: int, resolution: int, *, up: bool = False) -> None:
        super().__init__()
        self.conv = ModulatedConv2d(size_in, size_out, 3, w_dim, up=up, demodulate=True)
        self.strength = nn.Parameter(torch.zeros(()))
        self.bias = nn.Parameter(torch.zeros(size_out))
        self.register_buffer("noise", torch.randn(1, 1, resolution, resolution))

    def forward(self, x: Tensor, w: Tensor, source: torch.Generator | None) -> Tensor:
        x = self.conv(x, w)
        noise = self.noise
        if self.training:
            noise = torch.randn(len(x), *noise.shape[1:], generator=source, device=x.device)
        return active(x + (noise * self.strength).to(x.dtype) + self.bias.to(x.dtype)[:, None, None])


class ToPicture(nn.Module):
    """Modulated Conv 1x1 without demodulation, and a bias."""

    def __init__(self, size: int, channels: int, w_dim: int) -> None:
        super().__init__()
        self.conv = ModulatedConv2d(size, channels, 1, w_dim, up=False, demodulate=False)
        self.bias = nn.Parameter(torch.zeros(channels))

    def forward(self, x: Tensor, w: Tensor) -> Tensor:
        return self.conv(x, w) + self.bias[:, None, None]


class Generator(nn.Module):
    """`mapping(z, y) -> w`, `synthesis(w) -> pictures`, and `w_mean`, the running mean of w.

    Every size has a picture of its own, added to the doubled one below (skip connections). Attributes:
        num_inputs: layers that may take a w of their own: (N, num_inputs, z_dim) latents are mapped one by one.
        noise_source: where training draws its noise from; None: PyTorch's own state of the device.
    """

    noise_source: torch.Generator | None = None

    def __init__(self, z_dim: int, width: int, channels: int, resolution: int, num_classes: int = 0) -> None:
        super().__init__()
        self.z_dim = self.w_dim = z_dim
        self.num_classes = num_classes
        sizes = widths(width, resolution)
        self.num_inputs = 2 * len(sizes)
        self.constant = nn.Parameter(torch.randn(sizes[0], 4, 4))
        self.layers = nn.ModuleList([Layer(sizes[0], sizes[0], self.w_dim, 4)])
        self.pictures = nn.ModuleList([ToPicture(sizes[0], channels, self.w_dim)])
        for stage, (a, b) in enumerate(itertools.pairwise(sizes), 1):
            side = 4 * 2**stage
            self.layers.append(Layer(a, b, self.w_dim, side, up=True))
            self.layers.append(Layer(b, b, self.w_dim, side))
            self.pictures.append(ToPicture(b, channels, self.w_dim))
        self.mapping = Mapping(z_dim, self.w_dim, num_classes, MAPPING_LAYERS)
        self.register_buffer("w_mean", torch.zeros(self.w_dim))

    def first_weight(self) -> Tensor:
        return self.mapping.layers[0].matrix()[:, : self.z_dim]

    def style_weight(self) -> Tensor:
        """What every layer makes of w, one below the other: (sum of the layers' inputs, w_dim)."""
        return torch.cat([layer.conv.style.matrix() for layer in (*self.layers, *self.pictures)])

    def early(self, z: Tensor) -> Tensor:
        """The mapping's first layer of z as it is; drawing brings z to length sqrt(z_dim) before, near which it is."""
        return F.linear(z, self.first_weight())

    def synthesis(self, w: Tensor) -> Tensor:
        """w (N, w_dim), or (N, num_inputs, w_dim), to pictures (N, C, H, W)."""
        ws = w.unbind(1) if w.dim() == 3 else [w] * self.num_inputs
        # in the layout of the weights: otherwise every convolution on a CPU turns its input round first
        x = self.constant.expand(len(w), -1, -1, -1).contiguous(memory_format=torch.channels_last)
        x = self.layers[0](x, ws[0], self.noise_source)
        picture = self.pictures[0](x, ws[1])
        for number in range(1, len(self.layers), 2):
            x = self.layers[number](x, ws[number], self.noise_source)
            x = self.layers[number + 1](x, ws[number + 1], self.noise_source)
            new = self.pictures[(number + 1) // 2](x, ws[number + 2])
            picture = doubled(picture, TAPS) + new
        return bounded(picture, self.training)

    def forward(self, z: Tensor, y: Tensor | None = None) -> Tensor:
        need(y, self.num_classes)
        if z.dim() == 3:
            told = None if y is None else y.repeat_interleave(z.shape[1])
            w = self.mapping(z.flatten(0, 1), told).unflatten(0, z.shape[:2])
        else:
            w = self.mapping(z, y)
        if self.training:
            with torch.no_grad():
                mean = w.detach().float().reshape(-1, self.w_dim).mean(0)
                self.w_mean.lerp_(mean, 1 - W_MEAN_DECAY)
        return self.synthesis(w)


class DiscriminatorBlock(nn.Module):
    """Conv 3x3, blur and Conv 3x3 stride 2; residual: plus the halved input through Conv 1x1, both over sqrt 2."""

    def __init__(self, size_in: int, size_out: int, *, residual: bool) -> None:
        super().__init__()
        self.conv1 = EqualConv2d(size_in, size_in, 3, padding=1)
        self.conv2 = EqualConv2d(size_in, size_out, 3)
        self.skip = EqualConv2d(size_in, size_out, 1, bias=False) if residual else None

    def forward(self, x: Tensor) -> Tensor:
        h = active(self.conv2(blurred(active(self.conv1(x)), TAPS, padding=2), 2))
        return h if self.skip is None else (h + self.skip(halved(x, TAPS))) * math.sqrt(0.5)


class Discriminator(nn.Module):
    """Conv 1x1, blocks that halve down to 4x4, minibatch standard deviation, Conv 3x3, Dense, Dense.

    With classes the logit is the inner product of the last layer with the class's map (8 layers); without y, with the
    mean map of all classes.
    """

    def __init__(self, width: int, channels: int, resolution: int, num_classes: int = 0) -> None:
        super().__init__()
        self.num_classes = num_classes
        sizes = widths(width, resolution)[::-1]
        self.first = EqualConv2d(channels, sizes[0], 1)
        self.blocks = nn.Sequential(
            *(DiscriminatorBlock(a, b, residual=resolution > 32) for a, b in itertools.pairwise(sizes))
        )
        size = sizes[-1]
        self.spread = MinibatchStd(32 if resolution == 32 else 4)
        self.conv = EqualConv2d(size + 1, size, 3, padding=1)
        self.dense = EqualLinear(size * 16, size)
        self.head = EqualLinear(size, size if num_classes else 1)
        self.mapping = Mapping(0, size, num_classes, MAPPING_LAYERS_D) if num_classes else None

    def features(self, x: Tensor) -> Tensor:
        x = self.blocks(active(self.first(x)))
        return active(self.dense(active(self.conv(self.spread(x))).flatten(1)))

    def judged(self, x: Tensor, y: Tensor | None = None) -> tuple[Tensor, Tensor]:
        features = self.features(x)
        out = self.head(features)
        if self.mapping is None:
            return out.flatten(), features
        told = torch.arange(self.num_classes, device=x.device) if y is None else y
        vectors = self.mapping(None, told)
        if y is None:
            vectors = vectors.mean(0, keepdim=True)
        return (out * vectors).sum(1) / math.sqrt(out.shape[1]), features

    def forward(self, x: Tensor, y: Tensor | None = None) -> Tensor:
        return self.judged(x, y)[0]


def build(recipe: Recipe) -> tuple[Generator, Discriminator]:
    return (
        Generator(recipe.z_dim, recipe.g_width, recipe.channels, recipe.resolution, recipe.classes),
        Discriminator(recipe.d_width, recipe.channels, recipe.resolution, recipe.classes),
    )
