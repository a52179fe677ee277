"""What tests of training compare: all weights of two trainers, each of a family that fits its pictures."""

import torch

from ganplay.recipe.fields import ALWAYS_CLASSES, DRAWS_28


def weights(trainer):
    players = trainer.players
    return [
        value.clone()
        for network in (players.generator, players.discriminator, players.averaged)
        for value in network.state_dict().values()
    ]


def same(first, second):
    return all(torch.equal(a, b) for a, b in zip(first, second, strict=True))


def fitting(family, recipe, pictures):
    """A recipe of the family, and pictures of a size that it draws."""
    if family not in DRAWS_28:
        recipe = recipe.with_changes(resolution=32)
        padded = torch.nn.functional.pad(pictures.images[:120], (2, 2, 2, 2))
        pictures = type(pictures)(name="squares", images=padded, labels=torch.arange(120) % 3, flips=True)
    if family in ALWAYS_CLASSES:
        recipe = recipe.with_changes(labels="on", family=family)
    recipe = recipe.with_changes(z_dim=16 if family == "infogan" else 8)
    return recipe.with_changes(family=family), pictures
