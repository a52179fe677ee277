"""The fully connected pair of the first GAN (Goodfellow et al. 2014), in the sizes of PyTorch-GAN's gan.py."""

from __future__ import annotations

from torch import Tensor, nn

from ganplay.nets.classes import ClassOffset, Projection
from ganplay.recipe import Recipe


class Generator(nn.Module):
    """z -> width -> 2 width -> 4 width -> 8 width -> picture; LeakyReLU, batch norm after the first layer, tanh."""

    num_inputs = 1

    def __init__(self, z_dim: int, width: int, channels: int, resolution: int, num_classes: int = 0) -> None:
        super().__init__()
        self.z_dim = z_dim
        self.num_classes = num_classes
        self.shape = (channels, resolution, resolution)
        self.first = nn.Linear(z_dim, width)
        layers: list[nn.Module] = [nn.LeakyReLU(0.2)]
        for size in (width, 2 * width, 4 * width):
            layers += [nn.Linear(size, 2 * size), nn.BatchNorm1d(2 * size), nn.LeakyReLU(0.2)]
        self.body = nn.Sequential(*layers, nn.Linear(8 * width, channels * resolution**2), nn.Tanh())
        self.offset = ClassOffset(num_classes, self.first.out_features, std=3**-0.5)  # weighs as much as the latent

    def first_weight(self) -> Tensor:
        return self.first.weight

    def early(self, z: Tensor) -> Tensor:
        return self.first(z)

    def forward(self, z: Tensor, y: Tensor | None = None) -> Tensor:
        return self.body(self.offset(self.first(z), y)).view(-1, *self.shape)


class Discriminator(nn.Module):
    """picture -> 2 width -> width -> logit, LeakyReLU .2."""

    def __init__(self, width: int, channels: int, resolution: int, num_classes: int = 0) -> None:
        super().__init__()
        self.num_classes = num_classes
        self.body = nn.Sequential(
            nn.Flatten(),
            nn.Linear(channels * resolution**2, 2 * width),
            nn.LeakyReLU(0.2),
            nn.Linear(2 * width, width),
            nn.LeakyReLU(0.2),
        )
        self.head = nn.Linear(width, 1)
        self.projection = Projection(num_classes, self.head.in_features)

    def features(self, x: Tensor) -> Tensor:
        return self.body(x)

    def judged(self, x: Tensor, y: Tensor | None = None) -> tuple[Tensor, Tensor]:
        features = self.features(x)
        return self.projection(self.head(features).flatten(), features, y), features

    def forward(self, x: Tensor, y: Tensor | None = None) -> Tensor:
        return self.judged(x, y)[0]


def build(recipe: Recipe) -> tuple[Generator, Discriminator]:
    return (
        Generator(recipe.z_dim, recipe.g_width, recipe.channels, recipe.resolution, recipe.classes),
        Discriminator(recipe.d_width, recipe.channels, recipe.resolution, recipe.classes),
    )
