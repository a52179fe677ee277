"""What D gets to see: pictures as they are, or augmented, or behind noise that fades."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor

from ganplay.augment import Strength, adaptive, diffaugment
from ganplay.recipe import Recipe


@dataclass(frozen=True)
class Seen:
    """What D made of pictures, in one pass.

    Attributes:
        pictures: as D saw them, (N, C, H, W).
        labels: their classes, (N,), or None.
        logits: what it answered, (N,), or (N / packing,).
        features: what its last layer read, (N, F); None of a D that is not the one at hand, but ahead of it.
        asked: the pictures by which its slope is asked for: as they were before anything was changed about them, or
            `pictures`; None where no slope is.
    """

    pictures: Tensor
    labels: Tensor | None
    logits: Tensor
    features: Tensor | None = None
    asked: Tensor | None = None


class Showing:
    """Changes real and generated pictures alike, in the steps of both networks.

    progress: the share of the budget that is used up; instance noise falls with it (Sønderby et al. 2017).
    """

    def __init__(self, recipe: Recipe, random: torch.Generator) -> None:
        self.augment, self.noise, self.random = recipe.augment, recipe.instance_noise, random
        self.progress = 0.0
        self.strength = None
        if recipe.augment == "ada":
            self.strength = Strength(random.device, target=recipe.ada_target, kimg=recipe.ada_kimg)
        self._scheduled = torch.zeros((), device=random.device) if recipe.augment == "scheduled" else None

    @property
    def p(self) -> Tensor | None:
        """The chance of each change of adaptive or scheduled augmentation, None without."""
        return self._scheduled if self.strength is None else self.strength.p

    def set_p(self, p: float) -> None:
        """p from now on, where augmentation is scheduled."""
        if self._scheduled is not None:
            self._scheduled.fill_(p)

    def __call__(self, pictures: Tensor) -> Tensor:
        if self.augment == "none" and not self.noise:
            return pictures
        pictures = pictures.float()
        with torch.autocast(pictures.device.type, enabled=False):
            if self.augment == "diffaugment":
                pictures = diffaugment(pictures, self.random)
            elif self.p is not None:
                pictures = adaptive(pictures, self.p, self.random)
            if deviation := self.noise * (1 - self.progress):
                noise = torch.randn(pictures.shape, generator=self.random, device=pictures.device)
                pictures = pictures + deviation * noise
        return pictures.contiguous(memory_format=torch.channels_last)

    def steer(self, logits: Tensor, pictures: int, threshold: float) -> None:
        """Let adaptive augmentation see D's logits of so many real pictures."""
        if self.strength is not None:
            self.strength.observe(logits, pictures, threshold, self.progress)

    def told(self) -> dict[str, float]:
        """What there is to show of it; waits for the device."""
        return {} if self.p is None else {"ada_p": self.p.item()}

    def state(self) -> dict[str, Tensor]:
        return {} if self.strength is None else {self._memory: self.strength.state}

    def load(self, state: dict[str, Tensor]) -> None:
        if self.strength is not None:
            self.strength.state = state[self._memory].to(self.random.device, copy=True)

    @property
    def _memory(self) -> str:
        return "ada_by_budget" if self.strength.by_budget else "ada"
