"""The deep convolutional pair in which StudioGAN (`deep_conv`) trains LSGAN (Mao et al. 2017) on CIFAR-10.

At 32 px: generator 512 at 4x4, then ConvT 4x4 stride 2 to 256, 128, 64, Conv 3x3; discriminator pairs of Conv 3x3 and
Conv 4x4 stride 2 with 64, 128, 256 channels, Conv 3x3 to 512, sum over pixels, Dense 1. A stage more per doubling.
"""

from __future__ import annotations

from torch import Tensor, nn

from ganplay.nets.classes import ClassNorm, Projection, need
from ganplay.nets.norms import REFERENCE, Reference, linear_of, normed_conv
from ganplay.recipe import Recipe


class Generator(nn.Module):
    """Dense to 4x4, ConvT stages with batch norm (by class) and ReLU, Conv 3x3, tanh."""

    num_inputs = 1

    def __init__(self, z_dim: int, width: int, channels: int, resolution: int, num_classes: int = 0) -> None:
        super().__init__()
        self.z_dim = z_dim
        self.num_classes = num_classes
        size = width * resolution // 4
        self.first = nn.Linear(z_dim, size * 16)
        self.start = (size, 4, 4)
        self.convs, self.norms = nn.ModuleList(), nn.ModuleList()
        while size > width:
            self.convs.append(nn.ConvTranspose2d(size, size // 2, 4, 2, 1))
            self.norms.append(ClassNorm(size // 2, num_classes))
            size //= 2
        self.last = nn.Conv2d(width, channels, 3, padding=1)

    def first_weight(self) -> Tensor:
        return self.first.weight

    def early(self, z: Tensor) -> Tensor:
        return self.first(z)

    def forward(self, z: Tensor, y: Tensor | None = None) -> Tensor:
        need(y, self.num_classes)
        x = self.first(z).view(-1, *self.start)
        for conv, norm in zip(self.convs, self.norms, strict=True):
            x = norm(conv(x), y).relu()
        return self.last(x).tanh()


class Discriminator(nn.Module):
    """Conv 3x3, Conv 4x4 stride 2, both with norm and ReLU, down to 4x4; Conv 3x3; sum; Dense 1."""

    def __init__(self, width: int, channels: int, resolution: int, num_classes: int = 0, norm: str = "batch") -> None:
        super().__init__()
        self.num_classes = num_classes
        layers: list[nn.Module] = []
        size_in, size = channels, width
        while size < width * resolution // 4:
            for conv in (
                normed_conv(norm, size_in, size, 3, 1, 1, bias=True),
                normed_conv(norm, size, size, 4, 2, 1, bias=True),
            ):
                layers += [*conv, nn.ReLU()]
            size_in, size = size, 2 * size
        self.body = nn.Sequential(*layers, *normed_conv(norm, size_in, size, 3, 1, 1, bias=True), nn.ReLU())
        self.head = linear_of(norm)(size, 1)
        self.reference = Reference(channels, resolution) if norm == "virtual" else None
        self.projection = Projection(num_classes, size, spectral=norm == "spectral")

    def features(self, x: Tensor) -> Tensor:
        x = self.body(x) if self.reference is None else self.body(self.reference(x))[REFERENCE:]
        return x.sum((2, 3))

    def judged(self, x: Tensor, y: Tensor | None = None) -> tuple[Tensor, Tensor]:
        features = self.features(x)
        return self.projection(self.head(features).flatten(), features, y), features

    def forward(self, x: Tensor, y: Tensor | None = None) -> Tensor:
        return self.judged(x, y)[0]


def build(recipe: Recipe) -> tuple[Generator, Discriminator]:
    norm = "batch" if recipe.norm_d == "family" else recipe.norm_d
    return (
        Generator(recipe.z_dim, recipe.g_width, recipe.channels, recipe.resolution, recipe.classes),
        Discriminator(recipe.d_width, recipe.channels, recipe.resolution, recipe.classes, norm),
    )
