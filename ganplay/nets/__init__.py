"""Architectures: one file per family, each with ``build(recipe) -> (generator, discriminator)``.

A generator has ``z_dim``, ``num_inputs`` (how many of its layers take the latent; 1: nothing to mix), ``num_classes``
(0: it is told no class), ``forward(z, y=None)`` from (N, z_dim), or (N, num_inputs, z_dim) where it mixes, and classes
(N,) int64 where it is told them, to (N, C, H, W) in [-1, 1] (in training families without a last tanh may leave that
range), ``early(z)`` (what the first layer makes of z, (N, F)) and ``first_weight()`` (its matrix, (F, z_dim)).
A discriminator has ``num_classes``, ``forward(x, y=None)`` from (N, C, H, W) to logits (N,), and ``features(x)``,
(N, F), what its last layer sees.

Some have more:
``grow(share)``                on both networks of progan: the share of the budget used, 0 .. 1, sets stage and fade
``classify(x)``                on acgan's discriminator: class logits (N, K)
``sample_z``, ``coded``        on infogan's generator, ``codes(x)`` on its discriminator
``mapping``, ``synthesis``     on stylegan's generator, and the buffer ``w_mean``: its W space

In evaluation mode no output depends on the other pictures of the batch.

Adding a family is one file here, one entry below, one name in ganplay.recipe.FAMILIES, and it is tested by the
tests that run over all families.
"""

from __future__ import annotations

from collections.abc import Callable

from torch import nn

from ganplay.nets import (
    acgan,
    biggan,
    dcgan,
    infogan,
    lsgan,
    minibatch,
    mlp,
    progan,
    quick,
    r3gan,
    resnet,
    sagan,
    stylegan,
    textbook,
)
from ganplay.recipe import Recipe

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
}
DRAWS_28 = ("quick", "mlp", "textbook")  # the others double their size from 4 pixels
ALWAYS_CLASSES, NEVER_CLASSES = ("acgan",), ("infogan",)

_CONVOLUTIONAL = ("batch", "instance", "spectral", "none", "virtual")
_RESIDUAL = ("spectral", "none", "batch", "instance")
# What a family's discriminator may be normalised by beside "family"; the first is what "family" means.
NORMS_D: dict[str, tuple[str, ...]] = {
    "quick": ("batch",),
    "dcgan": _CONVOLUTIONAL,
    "mlp": ("none",),
    "textbook": ("none",),
    "lsgan": _CONVOLUTIONAL,
    "minibatch": _CONVOLUTIONAL,
    "acgan": _CONVOLUTIONAL,
    "infogan": _CONVOLUTIONAL,
    "resnet": _RESIDUAL,
    "sagan": _RESIDUAL,
    "biggan": _RESIDUAL,
    "progan": ("none",),
    "stylegan": ("none",),
    "r3gan": ("none",),
}


def build(recipe: Recipe) -> tuple[nn.Module, nn.Module]:
    """The recipe's (generator, discriminator), fresh; `recipe.channels` must be resolved to 1 or 3.

    Raises:
        ValueError: where the family cannot be built so, with a sentence.
    """
    family = recipe.family
    if recipe.channels not in (1, 3):
        raise ValueError("channels must be 1 or 3 before networks are built")
    if recipe.resolution == 28 and family not in DRAWS_28:
        raise ValueError(f"{family} doubles its size from 4 pixels: set resolution=32 or resolution=64.")
    if recipe.norm_d not in ("family", *NORMS_D[family]):
        allowed = " or ".join(f"norm_d={norm}" for norm in ("family", *NORMS_D[family]))
        raise ValueError(f"The discriminator of {family} has no {recipe.norm_d} normalisation: set {allowed}.")
    return FAMILIES[family](recipe)


def count_parameters(network: nn.Module) -> int:
    return sum(parameter.numel() for parameter in network.parameters())


def is_averaged(name: str) -> bool:
    """Whether the averaged generator averages the float tensor of this name in the state_dict.

    What is False is to be copied as it is: the vectors of spectral normalisation belong to the weights of one moment
    and their mean is no singular vector of anything; a growing generator's stage and fade are a setting.
    """
    return name.rsplit(".", 1)[-1] not in ("spectral_u", "spectral_v", "grown")
