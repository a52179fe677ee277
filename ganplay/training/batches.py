"""What steps are made of: batches of real pictures, and latents, from the one random state of a training."""

from __future__ import annotations

import torch
from torch import Tensor

from ganplay.data.pictures import Pictures
from ganplay.recipe import Recipe
from ganplay.training.latents import training_latents
from ganplay.training.step import Players


class Batches:
    """Draws from the pictures of a training, which lie on the device.

    Args:
        training: what is trained on, without what is held out.
        flips: whether half of the pictures are mirrored.

    Attributes:
        images: (N, C, H, W) as the data set holds them.
        labels: (N,) int64 in a conditional training, else None, whatever the data has.
    """

    def __init__(self, training: Pictures, recipe: Recipe, players: Players, flips: bool) -> None:
        self.images = training.images.to(players.device)
        self.labels = training.labels.to(players.device) if recipe.classes else None
        self._recipe, self._players, self._flips = recipe, players, flips

    def real(self) -> tuple[Tensor, Tensor | None]:
        """Pictures of a batch, mirrored or not, and their classes."""
        n, random, device = self._recipe.batch, self._players.random, self._players.device
        rows = torch.randint(len(self.images), (n,), generator=random, device=device)
        batch = self.images[rows]
        if self._flips:
            mirrored = torch.rand(n, 1, 1, 1, generator=random, device=device) < 0.5
            batch = torch.where(mirrored, batch.flip(-1), batch)
        batch = self._players.as_grown(to_float(batch))
        return batch, None if self.labels is None else self.labels[rows]

    def latents(self) -> tuple[Tensor, Tensor | None]:
        """Fresh latents, and a class for each, as often as the data has it: else the class alone would tell on G."""
        random, device = self._players.random, self._players.device
        z = training_latents(self._players.generator, self._recipe, random)
        if self.labels is None:
            return z, None
        rows = torch.randint(len(self.labels), (len(z),), generator=random, device=device)
        return z, self.labels[rows]

    def first(self, count: int) -> tuple[Tensor, Tensor | None]:
        """The first training pictures, and their classes in a conditional training."""
        pictures = self._players.as_grown(to_float(self.images[:count]))
        return pictures, None if self.labels is None else self.labels[:count]


def to_float(images: Tensor) -> Tensor:
    """uint8 pictures to [-1, 1], in the layout that convolutions like; what are floats already stay as they are."""
    if images.is_floating_point():
        return images
    return images.float().div_(127.5).sub_(1).contiguous(memory_format=torch.channels_last)
