"""Directions with a name, such as smile or hat: fitted to what a judge of known attributes says of many pictures."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import torch
from torch import Tensor, nn

from ganplay.latent.directions import Directions, moved
from ganplay.latent.error import LatentError
from ganplay.latent.seeds import check_latents, device_of, seed_latents

RANGE = 6.0  # logits beyond it are as sure as it: a few very sure ones would otherwise decide the fit
BATCH = 100

Judge = Callable[[Tensor], Tensor]  # pictures (N, C, H, W) in [-1, 1] -> logits (N, K), above 0: it shows


@torch.no_grad()
def named_directions(generator: nn.Module, judge: Judge, *, samples: int = 4000, seed: int = 0) -> Directions:
    """For each attribute the direction that changes its logit and, as far as a straight line goes, no other.

    Logits are regressed on the latents of random pictures (least squares; the linear boundary of Shen et al. 2020,
    InterFaceGAN, for all attributes at once). The rows of the pseudo-inverse of what comes out change one logit and
    leave the others, where theirs projects one direction off the next.

    Returns:
        In Z, unit length, in the judge's order; not orthogonal to each other. `share` is the part of the variance of
        an attribute's logit that the regression explains on a quarter of the samples, held out.

    Raises:
        LatentError: when there are too few samples, or all pictures are alike in an attribute.
    """
    if samples < 8 * generator.z_dim:
        raise LatentError(f"Fitting directions takes at least {8 * generator.z_dim} pictures, not {samples}.")
    z = seed_latents(range(seed, seed + samples), generator.z_dim)
    check_latents(generator, z)
    logits = _judged(generator, judge, z).double().clamp(-RANGE, RANGE)
    spread = logits.std(0)
    if not (spread > 1e-6).all():
        raise LatentError("All pictures are alike in an attribute: this generator has not learned it.")
    logits = (logits - logits.mean(0)) / spread
    fitted = z.double()
    train = samples * 3 // 4
    slopes = torch.linalg.lstsq(fitted[:train], logits[:train]).solution  # (D, K)
    left = (logits[train:] - fitted[train:] @ slopes).square().mean(0) / logits[train:].square().mean(0)
    vectors = torch.linalg.pinv(slopes)  # (K, D)
    vectors = vectors / vectors.norm(dim=1, keepdim=True)
    return Directions(vectors.float(), (1 - left).clamp_min(0).float(), torch.ones(len(vectors)), "named")


@torch.no_grad()
def shares_along(
    generator: nn.Module, judge: Judge, directions: Directions, amounts: Sequence[float], *, n: int = 500, seed: int = 0
) -> Tensor:
    """Of n pictures moved by each amount along each direction, the share that shows each attribute.

    Returns:
        (directions, amounts, attributes), 0 to 1.
    """
    z = seed_latents(range(seed, seed + n), generator.z_dim)
    table = [
        [(_judged(generator, judge, moved(z, step[None], [amount])) > 0).float().mean(0) for amount in amounts]
        for step in directions.steps
    ]
    return torch.stack([torch.stack(row) for row in table])


def _judged(generator: nn.Module, judge: Judge, z: Tensor) -> Tensor:
    device = device_of(generator)
    return torch.cat([judge(generator(part.to(device)).clamp(-1, 1).cpu()).float() for part in z.split(BATCH)])
