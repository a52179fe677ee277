"""Packing (PacGAN, Lin et al. 2018): D judges several pictures at once, so it sees when they are all alike."""

from __future__ import annotations

import torch
from torch import Tensor, nn


class Packed(nn.Module):
    """A discriminator of `packing` pictures, stacked in channels.

    In training a batch of N pictures is N / packing packs, each with one logit. In evaluation a picture is judged by
    itself, so it must be given company: real training pictures, always the same ones (`companions`, set when the
    training begins and kept with the weights). Copies of itself would be the very collapse that D looks for. The logit
    then says how real a pack remains with this picture in it.
    """

    def __init__(self, discriminator: nn.Module, packing: int, shape: tuple[int, int, int]) -> None:
        super().__init__()
        self.discriminator = discriminator
        self.packing = packing
        self.register_buffer("companions", torch.zeros(packing - 1, *shape))

    def pack(self, x: Tensor) -> Tensor:
        """(N, C, H, W) to (N / packing, packing C, H, W) in training and to (N, packing C, H, W) otherwise."""
        if self.training:
            return x.reshape(len(x) // self.packing, -1, *x.shape[2:]).contiguous(memory_format=torch.channels_last)
        company = self.companions
        if hasattr(self.discriminator, "as_grown"):  # with as little detail as real pictures have in training
            company = self.discriminator.as_grown(company)
        company = company.to(x.dtype).flatten(0, 1).expand(len(x), -1, -1, -1)
        return torch.cat([x, company], 1).contiguous(memory_format=torch.channels_last)

    def features(self, x: Tensor) -> Tensor:
        return self.discriminator.features(self.pack(x))

    def judged(self, x: Tensor) -> tuple[Tensor, Tensor]:
        return self.discriminator.judged(self.pack(x))

    def forward(self, x: Tensor) -> Tensor:
        return self.judged(x)[0]
