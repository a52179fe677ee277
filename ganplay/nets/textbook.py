"""The textbook convolutional classifier as discriminator, and a generator of matching size."""

from __future__ import annotations

from torch import Tensor, nn

from ganplay.nets.classes import ClassOffset, Projection
from ganplay.recipe import Recipe


class Generator(nn.Module):
    """Dense to 2 width channels at a quarter of the size, then twice: upsample x 2, Conv 3x3, batch norm, ReLU."""

    num_inputs = 1

    def __init__(self, z_dim: int, width: int, channels: int, resolution: int, num_classes: int = 0) -> None:
        super().__init__()
        self.z_dim = z_dim
        self.num_classes = num_classes
        self.start = (2 * width, resolution // 4, resolution // 4)
        self.first = nn.Linear(z_dim, 2 * width * (resolution // 4) ** 2)
        self.body = nn.Sequential(
            nn.BatchNorm2d(2 * width),
            nn.ReLU(),
            nn.Upsample(scale_factor=2),
            nn.Conv2d(2 * width, 2 * width, 3, padding="same"),
            nn.BatchNorm2d(2 * width),
            nn.ReLU(),
            nn.Upsample(scale_factor=2),
            nn.Conv2d(2 * width, width, 3, padding="same"),
            nn.BatchNorm2d(width),
            nn.ReLU(),
            nn.Conv2d(width, channels, 3, padding="same"),
            nn.Tanh(),
        )
        self.offset = ClassOffset(num_classes, self.first.out_features, std=3**-0.5)  # weighs as much as the latent

    def first_weight(self) -> Tensor:
        return self.first.weight

    def early(self, z: Tensor) -> Tensor:
        return self.first(z)

    def forward(self, z: Tensor, y: Tensor | None = None) -> Tensor:
        return self.body(self.offset(self.first(z), y).view(-1, *self.start))


class Discriminator(nn.Module):
    """Conv 3x3 width same ReLU, MaxPool 2, Conv 3x3 2 width same ReLU, MaxPool 2, Flatten, Dense 1.

    With width 32 it is the textbook's, exactly. Its sigmoid is folded into the loss (BCE on logits).
    """

    def __init__(self, width: int, channels: int, resolution: int, num_classes: int = 0) -> None:
        super().__init__()
        self.num_classes = num_classes
        self.body = nn.Sequential(
            nn.Conv2d(channels, width, 3, padding="same"),
            nn.ReLU(),
            nn.MaxPool2d(2),
            nn.Conv2d(width, 2 * width, 3, padding="same"),
            nn.ReLU(),
            nn.MaxPool2d(2),
            nn.Flatten(),
        )
        self.head = nn.Linear(2 * width * (resolution // 4) ** 2, 1)
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
