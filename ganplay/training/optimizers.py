"""The optimizers of both networks."""

from __future__ import annotations

import torch
from torch import nn

from ganplay.recipe import Recipe
from ganplay.training import compiler

PATH_LENGTH_EVERY = 4  # G steps (Karras et al. 2020, appendix B)


def lazy_factors(recipe: Recipe) -> tuple[float, float]:
    """By what the rates of (G, D) are multiplied where a penalty is taken only every k steps: k / (k + 1).

    A lazy step does the work of two, so both rate and memory are those of k + 1 steps done in k (Karras et al. 2020,
    StyleGAN2, appendix B). Betas are raised to this power.
    """
    g = PATH_LENGTH_EVERY / (PATH_LENGTH_EVERY + 1) if recipe.path_length else 1.0
    every = recipe.penalty_every if recipe.penalty != "none" else 1
    return g, every / (every + 1) if every > 1 else 1.0


def make_optimizers(
    generator: nn.Module, discriminator: nn.Module, recipe: Recipe
) -> tuple[torch.optim.Optimizer, torch.optim.Optimizer]:
    """(that of G, that of D)."""
    compiler.leave_out()
    rates = (recipe.lr_g, recipe.lr_d)
    made = [
        _make(network, recipe, lr * factor, factor)
        for network, lr, factor in zip((generator, discriminator), rates, lazy_factors(recipe), strict=True)
    ]
    return made[0], made[1]


def set_beta2(optimizer: torch.optim.Optimizer, beta2: float) -> None:
    """Adam's beta2 from now on; other optimizers have none."""
    if isinstance(optimizer, torch.optim.Adam):
        for group in optimizer.param_groups:
            group["betas"] = (group["betas"][0], beta2)


def _make(network: nn.Module, recipe: Recipe, lr: float, power: float) -> torch.optim.Optimizer:
    if recipe.optimizer == "rmsprop":
        return torch.optim.RMSprop(network.parameters(), lr=lr, alpha=0.99)
    if recipe.optimizer == "sgd":
        return torch.optim.SGD(network.parameters(), lr=lr)  # plain, without momentum
    betas = (recipe.beta1**power, recipe.beta2**power)
    return torch.optim.Adam(network.parameters(), lr=lr, betas=betas, fused=True)
