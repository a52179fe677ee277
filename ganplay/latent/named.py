"""Directions with a name, such as smile or hat: fitted to what a judge of known attributes says of many pictures."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import torch
from torch import Tensor, nn

from ganplay.latent.directions import Directions, moved, spread_w
from ganplay.latent.error import LatentError
from ganplay.latent.seeds import check_latents, device_of, mapped, seed_latents

RANGE = 6.0  # logits beyond it are as sure as it: a few very sure ones would otherwise decide the fit
BATCH = 100

Judge = Callable[[Tensor], Tensor]  # pictures (N, C, H, W) in [-1, 1] -> logits (N, K), above 0: it shows


@torch.no_grad()
def named_directions(
    generator: nn.Module, judge: Judge, *, samples: int = 4000, seed: int = 0, space: str = "z"
) -> Directions:
    """For each attribute the direction that changes its logit and, as far as a straight line goes, no other.

    Logits are regressed on the latents of random pictures (least squares; the linear boundary of Shen et al. 2020,
    InterFaceGAN, for all attributes at once). The rows of the pseudo-inverse of what comes out change one logit and
    leave the others, where theirs projects one direction off the next. In W all is measured in standard deviations
    along its principal components, where of all directions that do so the pseudo-inverse gives the likeliest.

    Args:
        space: "z" or "w".

    Returns:
        Unit length, in the judge's order; not orthogonal to each other. `share` is the part of the variance of an
        attribute's logit that the regression explains on a quarter of the samples, held out.

    Raises:
        LatentError: when there are too few samples, or all pictures are alike in an attribute.
    """
    if samples < 8 * generator.z_dim:
        raise LatentError(f"Fitting directions takes at least {8 * generator.z_dim} pictures, not {samples}.")
    latents = _seeds_in(generator, range(seed, seed + samples), space)
    check_latents(generator, latents, space)
    logits = _judged(generator, judge, latents, space).double().clamp(-RANGE, RANGE)
    deviation = logits.std(0)
    if not (deviation > 1e-6).all():
        raise LatentError("All pictures are alike in an attribute: this generator has not learned it.")
    logits = (logits - logits.mean(0)) / deviation
    spread = spread_w(generator) if space == "w" else None
    fitted = spread.coordinates(latents) if spread else latents.double()
    if spread:
        fitted = fitted - fitted.mean(0)
    train = samples * 3 // 4
    slopes = torch.linalg.lstsq(fitted[:train], logits[:train]).solution  # (D, K)
    left = (logits[train:] - fitted[train:] @ slopes).square().mean(0) / logits[train:].square().mean(0)
    vectors = torch.linalg.pinv(slopes)  # (K, D)
    if spread:
        vectors = vectors @ spread.steps.double()
    vectors = vectors / vectors.norm(dim=1, keepdim=True)
    sigma = spread.deviation(vectors) if spread else torch.ones(len(vectors))
    return Directions(vectors.float(), (1 - left).clamp_min(0).float(), sigma.float(), "named", space)


@torch.no_grad()
def shares_along(
    generator: nn.Module, judge: Judge, directions: Directions, amounts: Sequence[float], *, n: int = 500, seed: int = 0
) -> Tensor:
    """Of n pictures moved by each amount along each direction, the share that shows each attribute.

    Returns:
        (directions, amounts, attributes), 0 to 1.
    """
    space = directions.space
    latents = _seeds_in(generator, range(seed, seed + n), space)

    def shares(step: Tensor, amount: float) -> Tensor:
        return (_judged(generator, judge, moved(latents, step[None], [amount]), space) > 0).float().mean(0)

    return torch.stack([torch.stack([shares(step, amount) for amount in amounts]) for step in directions.steps])


def _seeds_in(generator: nn.Module, seeds: Sequence[int], space: str) -> Tensor:
    z = seed_latents(seeds, generator.z_dim)
    return mapped(generator, z) if space == "w" else z


def _judged(generator: nn.Module, judge: Judge, latents: Tensor, space: str) -> Tensor:
    device, draw = device_of(generator), generator.synthesis if space == "w" else generator
    return torch.cat([judge(draw(part.to(device)).clamp(-1, 1).cpu()).float() for part in latents.split(BATCH)])
