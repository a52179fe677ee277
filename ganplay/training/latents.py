"""The latents that a training draws, and the randomness that networks draw by themselves."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import torch
from torch import Tensor, nn
from torch.nn.modules.dropout import _DropoutNd

from ganplay.recipe import Recipe


def training_latents(generator: nn.Module, recipe: Recipe, random: torch.Generator) -> Tensor:
    """A batch of latents, (N, z_dim): normal, with codes where the generator has any.

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
    """Normal latents as the generator takes them: with codes where it has any."""
    return generator.coded(z) if hasattr(generator, "coded") else z


def draws_noise(network: nn.Module) -> bool:
    """Whether layers of it draw random numbers in training: dropout, or those that say so by `draws_noise`."""
    return any(isinstance(m, _DropoutNd) or getattr(m, "draws_noise", False) for m in network.modules())


@contextmanager
def own_randomness(seed: int, images: int, step: int, device: torch.device) -> Iterator[None]:
    """Around a step of such networks: torch's global random state is made of where the training stands, and put back.

    So a resumed training draws the same noise, and nobody else's numbers change.
    """
    with torch.random.fork_rng(devices=[device] if device.type == "cuda" else []):
        torch.manual_seed(((seed * 1_000_003 + images) * 1_000_003 + step) % 2**63)
        yield
