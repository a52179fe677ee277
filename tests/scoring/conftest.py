"""Hand-made discriminators whose every answer is known, and small ones of every family."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from torch import Tensor, nn


class LinearCritic(nn.Module):
    """logit = sum(weight * x) + bias, x in [-1, 1]: maps, nudges and flips have closed forms."""

    def __init__(self, weight: Tensor, bias: float = 0.0) -> None:
        super().__init__()
        self.weight = nn.Parameter(weight, requires_grad=False)
        self.bias = bias

    def forward(self, x: Tensor) -> Tensor:
        return (x * self.weight).sum((1, 2, 3)) + self.bias


class Deviation(nn.Module):
    """A critic with minibatch standard deviation (Karras et al. 2018): what it says depends on its batch."""

    def __init__(self) -> None:
        super().__init__()
        self.scale = nn.Parameter(torch.ones(1), requires_grad=False)

    def forward(self, x: Tensor) -> Tensor:
        return self.scale * x.mean((1, 2, 3)) + x.std(0, unbiased=False).mean()


@pytest.fixture(autouse=True)
def one_thread():
    torch.set_num_threads(1)


@pytest.fixture
def linear():
    """linear(height, width, channels): a critic with random weights."""

    def make(height: int = 8, width: int = 8, channels: int = 1, bias: float = 0.0) -> LinearCritic:
        weight = torch.randn(channels, height, width, generator=torch.Generator().manual_seed(1))
        return LinearCritic(weight, bias).eval()

    return make


@pytest.fixture
def deviation() -> nn.Module:
    return Deviation().eval()


@pytest.fixture
def noise():
    """noise(count, height, width, channels): uint8 pictures."""

    def make(count: int = 1, height: int = 8, width: int = 8, channels: int = 1, low: int = 0, high: int = 256):
        return np.random.default_rng(0).integers(low, high, (count, height, width, channels)).astype(np.uint8)

    return make
