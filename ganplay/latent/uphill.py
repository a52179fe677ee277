"""Walking uphill on the discriminator: from a latent to one it finds more real."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import torch
from torch import Tensor, nn

from ganplay.latent.error import LatentError
from ganplay.latent.seeds import check_latents, device_of, has_w, towards_mean


@dataclass(frozen=True)
class Climbed:
    """One step of the walk.

    Attributes:
        step: 0 is the start.
        logit: the discriminator's logit of this latent's picture.
        z: (z_dim,) or (num_inputs, z_dim), on the CPU.
        stride: length of the step that led here, in units of z.
    """

    step: int
    logit: float
    z: Tensor
    stride: float


def climb(
    generator: nn.Module,
    discriminator: nn.Module,
    z: Tensor,
    *,
    steps: int = 100,
    stride: float = 0.25,
    keep_norm: bool = True,
    psi: float = 1.0,
    space: str = "z",
) -> Iterator[Climbed]:
    """Gradient ascent of the discriminator's logit from `z`; yields the start and then every step that rose.

    Each step goes along the gradient for a length of `stride`; where that would not rise it is halved until it does,
    and the walk ends when it is too short to matter: a summit. So the logits only ever rise. `keep_norm` stays on
    the sphere of the start's norm, in W of its distance from the mean w; without it the walk may leave for latents that
    no seed has.

    Args:
        z: (z_dim,) or (num_inputs, z_dim); in W when `space` is "w", and so are those of the walk.
        psi: truncation of every picture on the way, for generators with W.

    Raises:
        LatentError: when the latent does not fit; at the call, not when iterated.
    """
    check_latents(generator, z.unsqueeze(0), space)
    if steps < 1 or not 0 < stride <= 10:
        raise LatentError("A walk takes at least 1 step, and a stride above 0 and up to 10.")
    if psi != 1 and not has_w(generator):
        raise LatentError("This generator has no W space to truncate in: use the z scale.")

    def height(place: Tensor) -> Tensor:
        row = place.unsqueeze(0)
        if psi == 1 and space == "z":
            return discriminator(generator(row))[0]
        return discriminator(generator.synthesis(towards_mean(generator, row, psi, space)))[0]

    start = z.detach().to(device_of(generator))
    middle = generator.w_mean if space == "w" else torch.zeros_like(start)
    return _walk(height, start, middle, steps, stride, keep_norm)


def _walk(
    height: Callable[[Tensor], Tensor], z: Tensor, middle: Tensor, steps: int, stride: float, keep_norm: bool
) -> Iterator[Climbed]:

    shortest = stride / 1000
    radius = (z - middle).norm(dim=-1, keepdim=True)
    length = stride
    yield Climbed(0, float(height(z).detach()), z.cpu(), 0.0)
    for step in range(1, steps + 1):
        with torch.enable_grad():
            place = z.clone().requires_grad_(True)
            here = height(place)
            (slope,) = torch.autograd.grad(here, place)
        if keep_norm:
            out = z - middle
            slope = slope - out * (slope * out).sum(-1, keepdim=True) / radius.square().clamp_min(1e-30)
        steepness = slope.norm()
        if not torch.isfinite(steepness) or steepness == 0:
            return
        while True:
            ahead = z + slope / steepness * length
            if keep_norm:
                out = ahead - middle
                ahead = middle + out / out.norm(dim=-1, keepdim=True).clamp_min(1e-30) * radius
            with torch.no_grad():
                there = height(ahead)
            if there > here:
                break
            length /= 2
            if length < shortest:
                return
        z = ahead
        yield Climbed(step, float(there), z.cpu(), length)
        length = min(length * 2, stride)
