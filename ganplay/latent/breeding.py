"""Breeding: children like their parent, and the record from which a lineage can be grown again."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import torch
from torch import Tensor

from ganplay.latent.error import LatentError
from ganplay.latent.keyframes import Birth
from ganplay.latent.paths import lerp, slerp
from ganplay.latent.seeds import seed_latents, stable_seed


def children(
    parent: Tensor, variation: float, seed: int, n: int = 9, mapping: Callable[[Tensor], Tensor] | None = None
) -> Tensor:
    """`n` relatives of `parent`: (n, ...), each of the parent's norm.

    Each is the parent turned towards a random latent, by the part `variation` of the angle between them: at 0 the
    parent itself, at 1 a stranger. A child does not depend on how many siblings are asked for.

    Args:
        parent: (z_dim,) or (num_inputs, z_dim).
        mapping: from Z to W, of a parent that lies in W: a child is that part of the straight way to a stranger's w.
    """
    if not 0 <= variation <= 1:
        raise LatentError(f"Variation goes from 0 (twins) to 1 (strangers), and this one is {variation}.")
    if n < 1 or not torch.isfinite(parent).all():
        raise LatentError("Breeding takes a finite parent and at least one child.")
    noise = seed_latents([stable_seed(seed, child) for child in range(n)], parent.numel())
    strangers = noise.reshape(n, *parent.shape).to(parent)
    if mapping is not None:
        return lerp(parent.expand_as(strangers), mapping(strangers), float(variation))
    strangers = strangers * (parent.norm(dim=-1, keepdim=True) / strangers.norm(dim=-1, keepdim=True))
    return slerp(parent.expand_as(strangers), strangers, float(variation))


def grown(ancestor: Tensor, births: Iterable[Birth]) -> Tensor:
    """The latent at the end of a lineage that starts at `ancestor`; undo is the lineage without its last birth."""
    latent = ancestor
    for birth in births:
        if birth.child < 0:
            raise LatentError("A child's place in its litter is 0 or more.")
        latent = children(latent, birth.variation, birth.seed, birth.child + 1)[-1]
    return latent
