"""DCGAN (Radford et al. 2015), as in pytorch/examples: the published network at 64 px, one stage less at 32 px."""

from __future__ import annotations

from torch import Tensor, nn

from ganplay.recipe import Recipe


def initialise(network: nn.Module) -> None:
    """Convolutions from N(0, 0.02), batch norm weights from N(1, 0.02) (Radford et al. 2015, section 4)."""
    for layer in network.modules():
        if isinstance(layer, (nn.Conv2d, nn.ConvTranspose2d)):
            nn.init.normal_(layer.weight, 0.0, 0.02)
        elif isinstance(layer, nn.BatchNorm2d):
            nn.init.normal_(layer.weight, 1.0, 0.02)
            nn.init.zeros_(layer.bias)


class Generator(nn.Module):
    """ConvT 4x4 from 1x1 to 4x4, then stages of ConvT 4x4 stride 2, batch norm, ReLU; tanh at the end."""

    num_inputs = 1

    def __init__(self, z_dim: int, width: int, channels: int, resolution: int) -> None:
        super().__init__()
        self.z_dim = z_dim
        size = width * resolution // 8
        self.first = nn.ConvTranspose2d(z_dim, size, 4, 1, 0, bias=False)
        layers: list[nn.Module] = [nn.BatchNorm2d(size), nn.ReLU()]
        while size > width:
            layers += [
                nn.ConvTranspose2d(size, size // 2, 4, 2, 1, bias=False),
                nn.BatchNorm2d(size // 2),
                nn.ReLU(),
            ]
            size //= 2
        self.body = nn.Sequential(*layers, nn.ConvTranspose2d(width, channels, 4, 2, 1, bias=False), nn.Tanh())
        initialise(self)

    def first_weight(self) -> Tensor:
        return self.first.weight.flatten(1).t()

    def early(self, z: Tensor) -> Tensor:
        return self.first(z[:, :, None, None]).flatten(1)

    def forward(self, z: Tensor) -> Tensor:
        return self.body(self.first(z[:, :, None, None]))


class Discriminator(nn.Module):
    """Conv 4x4 stride 2 stages with LeakyReLU .2, batch norm on all but the first, Conv 4x4 to one logit."""

    def __init__(self, width: int, channels: int, resolution: int) -> None:
        super().__init__()
        layers: list[nn.Module] = [nn.Conv2d(channels, width, 4, 2, 1, bias=False), nn.LeakyReLU(0.2)]
        size = width
        while size < width * resolution // 8:
            layers += [
                nn.Conv2d(size, 2 * size, 4, 2, 1, bias=False),
                nn.BatchNorm2d(2 * size),
                nn.LeakyReLU(0.2),
            ]
            size *= 2
        self.body = nn.Sequential(*layers)
        self.head = nn.Conv2d(size, 1, 4, 1, 0, bias=False)
        initialise(self)

    def features(self, x: Tensor) -> Tensor:
        return self.body(x).flatten(1)

    def forward(self, x: Tensor) -> Tensor:
        return self.head(self.body(x)).flatten()


def build(recipe: Recipe) -> tuple[Generator, Discriminator]:
    return (
        Generator(recipe.z_dim, recipe.g_width, recipe.channels, recipe.resolution),
        Discriminator(recipe.d_width, recipe.channels, recipe.resolution),
    )
