"""Architectures: one file per family, each with ``build(recipe) -> (generator, discriminator)``.

A generator has ``z_dim``, ``num_inputs`` (how many of its layers take the latent; 1: nothing to mix), ``num_classes``
(0: it is told no class), ``forward(z, y=None)`` from (N, z_dim), or (N, num_inputs, z_dim) where it mixes, and classes
(N,) int64 where it is told them, to (N, C, H, W) in [-1, 1] (in training families without a last tanh may leave that
range), ``early(z)`` (what the first layer makes of z, (N, F)) and ``first_weight()`` (its matrix, (F, z_dim)).
A discriminator has ``num_classes``, ``forward(x, y=None)`` from (N, C, H, W) to logits (N,), ``features(x)``, (N, F),
what its last layer sees, and ``judged(x, y=None)``, both of one pass.

Some have more:
``grow(share)``                on both networks of progan: the share of the budget used, 0 .. 1, sets stage and fade
``classify(x)``                on acgan's discriminator: class logits (N, K); ``named(features)`` the same of features
``coded(z)``                   on generators whose latents are not normal: what they take in place of normal ones
``sample_z``                   on infogan's generator, with ``num_categorical`` and ``num_continuous``
``codes(x)``                   on infogan's discriminator; ``read(features)`` the same of features
``mapping``, ``synthesis``     on stylegan's generator, and the buffer ``w_mean``: its W space

In evaluation mode no output depends on the other pictures of the batch.

Adding a family is one file here, one entry below, one name in ganplay.recipe.fields.FAMILIES, and it is tested by the
tests that run over all families.
"""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace

from torch import nn

from ganplay.nets import (
    acgan,
    biggan,
    dcgan,
    infogan,
    lsgan,
    minibatch,
    mlp,
    points,
    progan,
    quick,
    r3gan,
    resnet,
    sagan,
    stylegan,
    textbook,
)
from ganplay.nets.packing import Packed
from ganplay.recipe import Recipe, kind_of

FAMILIES: dict[str, Callable[[Recipe], tuple[nn.Module, nn.Module]]] = {
    "quick": quick.build,
    "dcgan": dcgan.build,
    "mlp": mlp.build,
    "textbook": textbook.build,
    "lsgan": lsgan.build,
    "minibatch": minibatch.build,
    "acgan": acgan.build,
    "infogan": infogan.build,
    "resnet": resnet.build,
    "sagan": sagan.build,
    "biggan": biggan.build,
    "progan": progan.build,
    "stylegan": stylegan.build,
    "r3gan": r3gan.build,
    "points": points.build,
}


def build(recipe: Recipe) -> tuple[nn.Module, nn.Module]:
    """The recipe's (generator, discriminator), fresh; `recipe.channels` must be resolved: 1 or 3, or 2 for points.

    Raises:
        ValueError: where the family cannot be built so, with a sentence.
    """
    family = recipe.family
    if recipe.channels not in kind_of(recipe).channels:
        raise ValueError("channels must be 1 or 3, or 2 for points, before networks are built")
    generator, discriminator = FAMILIES[family](recipe)
    if recipe.packing > 1:
        shape = (recipe.channels, recipe.resolution, recipe.resolution)
        wide = SimpleNamespace(**recipe.to_dict() | {"channels": recipe.packing * recipe.channels})
        discriminator = Packed(FAMILIES[family](wide)[1], recipe.packing, shape)
    return generator, discriminator


def count_parameters(network: nn.Module) -> int:
    return sum(parameter.numel() for parameter in network.parameters())


def is_averaged(name: str) -> bool:
    """Whether the averaged generator averages the float tensor of this name in the state_dict.

    What is False is to be copied as it is: the vectors of spectral normalisation belong to the weights of one moment
    and their mean is no singular vector of anything; a growing generator's stage and fade are a setting.
    """
    return name.rsplit(".", 1)[-1] not in ("spectral_u", "spectral_v", "grown")
