"""Wrappers that make a network with more inputs one that takes z, or pictures, alone: what everybody else calls."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import torch
from torch import Tensor, nn


class Wrapped(nn.Module):
    """Answers for `network` in all that it does not do itself: z_dim, num_inputs, early, first_weight, features ..."""

    def __init__(self, network: nn.Module) -> None:
        super().__init__()
        self.network = network

    def __getattr__(self, name: str) -> Any:
        try:
            return super().__getattr__(name)
        except AttributeError:
            return getattr(super().__getattr__("network"), name)


class OfClass(Wrapped):
    """A conditional generator or discriminator with its class chosen.

    label: the class, 0 .. num_classes - 1; `network(z)` then is the network on z and this class.
    """

    def __init__(self, network: nn.Module, label: int) -> None:
        super().__init__(network)
        self.label = label

    def labels(self, x: Tensor) -> Tensor:
        """The class, once for every row of x: (N,) int64."""
        return x.new_full((len(x),), self.label).long()

    def forward(self, x: Tensor) -> Tensor:
        return self.network(x, self.labels(x))


class BestClass(Wrapped):
    """A conditional discriminator that is asked for every class; the class that finds a picture most real counts."""

    def forward(self, x: Tensor) -> Tensor:
        labels = torch.arange(self.network.num_classes, device=x.device)
        asked = [self.network(x, label.expand(len(x))) for label in labels]
        return torch.stack(asked).amax(0)


class FromNormal(Wrapped):
    """A generator whose latents are not normal, taking normal ones: those of seeds and of every walk."""

    def coded(self, z: Tensor) -> Tensor:
        """Normal latents as this generator takes them: as they are."""
        return z

    def forward(self, z: Tensor) -> Tensor:
        return self.network(self.network.coded(z))


class Coded(FromNormal):
    """A generator whose latents hold codes (InfoGAN).

    codes: as in `ganplay.nets.infogan.Generator.coded`: the codes that are the same for every latent.
    """

    def __init__(self, network: nn.Module, codes: Sequence[float | None] = ()) -> None:
        super().__init__(network)
        self.codes = tuple(codes)

    def with_codes(self, codes: Sequence[float | None]) -> Coded:
        """The same generator with these codes fixed, and no others."""
        return Coded(self.network, codes).eval()

    def forward(self, z: Tensor) -> Tensor:
        return self.network(self.network.coded(z, self.codes))
