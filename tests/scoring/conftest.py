"""Hand-made discriminators whose every answer is known, and small ones of every family."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from torch import Tensor, nn

from ganplay import nets
from ganplay.nets.conditional import BestClass, Coded, OfClass
from ganplay.recipe import Recipe
from ganplay.recipe.fields import ALWAYS_CLASSES


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


def small_recipe(family: str, resolution: int = 32, channels: int = 1, **settings) -> Recipe:
    """A tiny recipe of a family, with classes only where it cannot do without."""
    classes = {"classes": 3} if family in ALWAYS_CLASSES else {}
    size = {"g_width": 8, "d_width": 8, "z_dim": 16}
    return Recipe(family=family, resolution=resolution, channels=channels, **(size | classes | settings))


def lively(recipe: Recipe, seed: int = 0) -> tuple[nn.Module, nn.Module]:
    """The pair of a recipe in eval mode, as everybody sees it (one input), with buffers that have seen pictures, and
    weights that are large enough for logits to differ."""
    torch.manual_seed(seed)
    generator, discriminator = nets.build(recipe)
    told = [torch.arange(32) % recipe.classes] if recipe.classes else []
    with torch.no_grad():
        for layer in discriminator.modules():
            if isinstance(layer, (nn.Conv2d, nn.Linear)):
                nn.init.kaiming_normal_(layer.weight)
        for _ in range(3):
            discriminator(torch.rand(32, recipe.channels, recipe.resolution, recipe.resolution) * 2 - 1, *told)
            generator(torch.randn(32, recipe.z_dim), *told)
    generator.eval(), discriminator.eval().requires_grad_(False)
    if recipe.classes:
        return OfClass(generator, 0).eval(), BestClass(discriminator).eval()
    return (Coded(generator).eval() if hasattr(generator, "coded") else generator), discriminator


@pytest.fixture(scope="session")
def pair_of():
    """pair_of(family, resolution, channels, **settings): see `lively`."""
    return lambda *arguments, **settings: lively(small_recipe(*arguments, **settings))


@pytest.fixture(scope="session")
def recipe_of():
    return small_recipe
