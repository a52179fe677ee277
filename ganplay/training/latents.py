"""The latents that a training draws."""

from __future__ import annotations

import torch
from torch import Tensor, nn

from ganplay.recipe import Recipe


def training_latents(generator: nn.Module, recipe: Recipe, random: torch.Generator) -> Tensor:
    """A batch of latents, (N, z_dim): normal, or what the generator takes in their place.

    With style mixing (N, num_inputs, z_dim): by that chance a picture takes its later layers, from a random one on,
    from a second latent (Karras et al. 2019, section 3.1).
    """
    n, device = recipe.batch, random.device
    z = coded(generator, torch.randn(n, recipe.z_dim, generator=random, device=device))
    if not recipe.style_mixing:
        return z
    layers = generator.num_inputs
    other = torch.randn(n, recipe.z_dim, generator=random, device=device)
    mixed = torch.rand(n, generator=random, device=device) < recipe.style_mixing
    start = torch.randint(1, layers, (n,), generator=random, device=device)
    later = mixed[:, None] & (torch.arange(layers, device=device) >= start[:, None])
    return torch.where(later[:, :, None], other[:, None], z[:, None])


def coded(generator: nn.Module, z: Tensor) -> Tensor:
    """Normal latents as the generator takes them: with codes where it has any, uniform where it wants them so."""
    return generator.coded(z) if hasattr(generator, "coded") else z
