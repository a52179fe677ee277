"""DCGAN (Radford et al. 2015), as in pytorch/examples: the published network at 64 px, one stage less at 32 px.

With classes, each has a vector added to the generator's first layer and projected on the discriminator's features.

How the generator doubles its size may be changed (Odena et al. 2016, Deconvolution and Checkerboard Artifacts):

family   ConvT 4x4 stride 2, as published: the stride divides the kernel, so every pixel is painted equally often
kernel3  ConvT 3x3 stride 2: it does not, and every second pixel is painted twice as often as its neighbours
resize   nearest neighbour, then Conv 3x3: nothing overlaps unevenly
"""

from __future__ import annotations

from torch import Tensor, nn

from ganplay.nets.classes import ClassOffset, Projection
from ganplay.nets.norms import REFERENCE, LatentReference, Reference, conv_of, norm_layer, normed_conv
from ganplay.nets.spectral import Spectral
from ganplay.recipe import Recipe


def initialise(network: nn.Module) -> None:
    """Convolutions from N(0, 0.02), batch norm weights from N(1, 0.02) (Radford et al. 2015, section 4)."""
    for layer in network.modules():
        if isinstance(layer, (nn.Conv2d, nn.ConvTranspose2d)):
            nn.init.normal_(layer.weight, 0.0, 0.02)
            if isinstance(layer, Spectral):
                layer.settle()
        elif isinstance(layer, nn.BatchNorm2d):
            nn.init.normal_(layer.weight, 1.0, 0.02)
            nn.init.zeros_(layer.bias)


def doubling(size: int, to: int, upsampling: str = "family") -> list[nn.Module]:
    """Layers that make (N, to, 2H, 2W) of (N, size, H, W)."""
    if upsampling == "kernel3":
        return [nn.ConvTranspose2d(size, to, 3, 2, 1, output_padding=1, bias=False)]
    if upsampling == "resize":
        return [nn.Upsample(scale_factor=2), nn.Conv2d(size, to, 3, padding=1, bias=False)]
    return [nn.ConvTranspose2d(size, to, 4, 2, 1, bias=False)]


class Generator(nn.Module):
    """ConvT 4x4 from 1x1 to 4x4, then stages of `doubling`, a norm, ReLU; tanh at the end.

    Args:
        norm: "batch" as published, or "virtual" (Salimans et al. 2016): what a latent becomes then depends on no other.
    """

    num_inputs = 1

    def __init__(
        self,
        z_dim: int,
        width: int,
        channels: int,
        resolution: int,
        num_classes: int = 0,
        upsampling: str = "family",
        norm: str = "batch",
    ) -> None:
        super().__init__()
        self.z_dim = z_dim
        self.num_classes = num_classes
        size = width * resolution // 8
        self.first = nn.ConvTranspose2d(z_dim, size, 4, 1, 0, bias=False)
        layers: list[nn.Module] = [norm_layer(norm, size), nn.ReLU()]
        while size > width:
            layers += [*doubling(size, size // 2, upsampling), norm_layer(norm, size // 2), nn.ReLU()]
            size //= 2
        self.body = nn.Sequential(*layers, *doubling(width, channels, upsampling), nn.Tanh())
        initialise(self)
        # a class weighs as much as the whole latent
        self.offset = ClassOffset(num_classes, self.first.out_channels * 16, std=0.02 * z_dim**0.5)
        self.reference = LatentReference(z_dim, num_classes) if norm == "virtual" else None

    def first_weight(self) -> Tensor:
        return self.first.weight.flatten(1).t()

    def early(self, z: Tensor) -> Tensor:
        return self.first(z[:, :, None, None]).flatten(1)

    def forward(self, z: Tensor, y: Tensor | None = None) -> Tensor:
        if self.reference is None:
            return self._drawn(z, y)
        return self._drawn(*self.reference(z, y))[REFERENCE:]

    def _drawn(self, z: Tensor, y: Tensor | None) -> Tensor:
        return self.body(self.offset(self.first(z[:, :, None, None]), y))


class Discriminator(nn.Module):
    """Conv 4x4 stride 2 stages with LeakyReLU .2, a norm on all but the first, Conv 4x4 to one logit.

    Args:
        norm: "batch" as published; "instance", "spectral" (on every layer), "none" or "virtual".
    """

    def __init__(self, width: int, channels: int, resolution: int, num_classes: int = 0, norm: str = "batch") -> None:
        super().__init__()
        self.num_classes = num_classes
        conv = conv_of(norm)
        layers: list[nn.Module] = [conv(channels, width, 4, 2, 1, bias=False), nn.LeakyReLU(0.2)]
        size = width
        while size < width * resolution // 8:
            layers += [*normed_conv(norm, size, 2 * size, 4, 2, 1), nn.LeakyReLU(0.2)]
            size *= 2
        self.body = nn.Sequential(*layers)
        self.head = conv(size, 1, 4, 1, 0, bias=False)
        initialise(self)
        self.reference = Reference(channels, resolution) if norm == "virtual" else None
        self.projection = Projection(num_classes, size * 16, spectral=norm == "spectral", std=0.02)

    def convolved(self, x: Tensor) -> Tensor:
        """What the convolutions make of x: (N, 8 width or so, 4, 4)."""
        if self.reference is None:
            return self.body(x)
        return self.body(self.reference(x))[REFERENCE:]

    def features(self, x: Tensor) -> Tensor:
        return self.convolved(x).flatten(1)

    def judged(self, x: Tensor, y: Tensor | None = None) -> tuple[Tensor, Tensor]:
        convolved = self.convolved(x)
        features = convolved.flatten(1)
        return self.projection(self.head(convolved).flatten(), features, y), features

    def forward(self, x: Tensor, y: Tensor | None = None) -> Tensor:
        return self.judged(x, y)[0]


def generator_of(recipe: Recipe) -> Generator:
    """DCGAN's generator as the recipe wants it."""
    norm = "virtual" if recipe.norm_g == "virtual" else "batch"
    return Generator(
        recipe.z_dim, recipe.g_width, recipe.channels, recipe.resolution, recipe.classes, recipe.upsampling, norm
    )


def build(recipe: Recipe) -> tuple[Generator, Discriminator]:
    norm = "batch" if recipe.norm_d == "family" else recipe.norm_d
    return (
        generator_of(recipe),
        Discriminator(recipe.d_width, recipe.channels, recipe.resolution, recipe.classes, norm),
    )
