"""AC-GAN (Odena et al. 2017): DCGAN whose discriminator also names the class, from the same features."""

from __future__ import annotations

from torch import Tensor, nn

from ganplay.nets import dcgan
from ganplay.recipe import Recipe


class Discriminator(dcgan.Discriminator):
    """DCGAN's with a second head. Its logit does not hear of y: the class is its own guess."""

    def __init__(self, width: int, channels: int, resolution: int, num_classes: int, norm: str = "batch") -> None:
        super().__init__(width, channels, resolution, 0, norm)
        self.num_classes = num_classes
        self.class_head = nn.Linear(self.head.in_channels * 16, num_classes)
        nn.init.normal_(self.class_head.weight, 0.0, 0.02)

    def named(self, features: Tensor) -> Tensor:
        """Class logits, (N, num_classes), of features."""
        return self.class_head(features)

    def classify(self, x: Tensor) -> Tensor:
        """Class logits, (N, num_classes), of pictures."""
        return self.named(self.features(x))


def build(recipe: Recipe) -> tuple[dcgan.Generator, Discriminator]:
    if recipe.classes < 2:
        raise ValueError("acgan learns to name classes: it needs at least 2 of them.")
    norm = "batch" if recipe.norm_d == "family" else recipe.norm_d
    return (
        dcgan.generator_of(recipe),
        Discriminator(recipe.d_width, recipe.channels, recipe.resolution, recipe.classes, norm),
    )
