"""Architectures: one file per family, each with ``build(recipe) -> (generator, discriminator)``.

A generator has ``z_dim``, ``num_inputs`` (how many of its layers take the latent; 1: nothing to mix),
``forward(z)`` from (N, z_dim), or (N, num_inputs, z_dim) where it mixes, to (N, C, H, W) in [-1, 1],
``early(z)`` (the first layer's features, (N, F)) and ``first_weight()`` (its matrix, (F, z_dim)).
A discriminator has ``forward(x)`` from (N, C, H, W) to logits (N,), and ``features(x)``, (N, F), what its last layer
sees.

Adding a family is one file here, one entry below, one name in ganplay.recipe.FAMILIES, and it is tested by the
tests that run over all families.
"""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace

from torch import nn

from ganplay.nets import dcgan, mlp, quick, textbook
from ganplay.nets.packing import Packed
from ganplay.recipe import Recipe

FAMILIES: dict[str, Callable[[Recipe], tuple[nn.Module, nn.Module]]] = {
    "quick": quick.build,
    "dcgan": dcgan.build,
    "mlp": mlp.build,
    "textbook": textbook.build,
}


def build(recipe: Recipe) -> tuple[nn.Module, nn.Module]:
    """The recipe's (generator, discriminator), fresh; `recipe.channels` must be resolved to 1 or 3."""
    if recipe.channels not in (1, 3):
        raise ValueError("channels must be 1 or 3 before networks are built")
    generator, discriminator = FAMILIES[recipe.family](recipe)
    if recipe.packing > 1:
        shape = (recipe.channels, recipe.resolution, recipe.resolution)
        wide = SimpleNamespace(**recipe.to_dict() | {"channels": recipe.packing * recipe.channels})
        discriminator = Packed(FAMILIES[recipe.family](wide)[1], recipe.packing, shape)
    return generator, discriminator


def count_parameters(network: nn.Module) -> int:
    return sum(parameter.numel() for parameter in network.parameters())
