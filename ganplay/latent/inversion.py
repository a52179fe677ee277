"""Inversion: from a picture back to a latent that draws it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from ganplay.latent.error import LatentError
from ganplay.latent.paths import shell
from ganplay.latent.seeds import check_latents, device_of, seed_latents, to_float

PRIOR = 0.002  # weight of staying on the shell of latents: felt only where pictures do not decide


@dataclass(frozen=True)
class Inverted:
    """How far an inversion has come.

    Attributes:
        step, steps: done and planned.
        error: root mean square difference of the best picture so far from the target, per value, on the scale
            0 (same) to 1 (black against white).
        z: (z_dim,), the best latent so far, on the CPU.
    """

    step: int
    steps: int
    error: float
    z: Tensor


def invert(
    generator: nn.Module,
    target: np.ndarray,
    *,
    steps: int = 300,
    restarts: int = 4,
    candidates: int = 256,
    seed: int = 0,
    rate: float = 0.2,
    discriminator: nn.Module | None = None,
) -> Iterator[Inverted]:
    """Search the latent whose picture is `target`; yields at step 0 and after every step; stop by closing.

    Starts from the `restarts` best of `candidates` random latents and improves them side by side with Adam, the rate
    falling to zero (as the projector of Karras et al. 2020, StyleGAN2). The loss is the squared difference at
    every scale from full size down to 4 pixels, which sees layout before detail; with a discriminator also its
    features' (Bojanowski et al. 2018; Creswell & Bharath 2018). A weak pull keeps the latents on the shell where
    seeds lie.

    For pictures that the generator drew itself the error ends below 0.05 within 100 steps; the shipped faces end near
    0.012 after 300. Of other pictures it shows the nearest that the search finds, often far off: near 0.08 for real
    faces, where a random start has 0.17.

    Args:
        target: (H, W, C) uint8, of the generator's shape.
        rate: Adam's rate at its highest, in units of z.

    Raises:
        LatentError: when the target has another shape, or a number is out of range; at the call, not when iterated.
    """
    if steps < 1 or not 1 <= restarts <= candidates:
        raise LatentError("An inversion takes at least 1 step and 1 restart, and as many candidates as restarts.")
    if not isinstance(target, np.ndarray) or target.dtype != np.uint8 or target.ndim != 3:
        raise LatentError("The picture to look for is an array (height, width, channels) of uint8.")
    starts = seed_latents(range(seed, seed + candidates), generator.z_dim)
    check_latents(generator, starts)
    device = device_of(generator)
    goal = to_float(target[None]).to(device)
    with torch.no_grad():
        own = generator(starts[:1].to(device)).shape
    if goal.shape != own:
        raise LatentError(
            f"This generator draws {own[3]} x {own[2]} pixels in {own[1]} channels, and the picture has "
            f"{goal.shape[3]} x {goal.shape[2]} in {goal.shape[1]}: resize it first."
        )
    loss = _Loss(goal, discriminator, generator.z_dim)
    return _search(generator, starts.to(device), goal, loss, steps, restarts, rate)


def _search(
    generator: nn.Module, starts: Tensor, goal: Tensor, loss: _Loss, steps: int, restarts: int, rate: float
) -> Iterator[Inverted]:
    with torch.no_grad():
        losses = torch.cat([loss(part, generator(part)) for part in starts.split(64)])
        z = starts[losses.argsort()[:restarts]].clone()
        pictures = generator(z)
    z.requires_grad_(True)
    optimizer = torch.optim.Adam([z], lr=rate)
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, steps)
    best, best_error = None, float("inf")
    for step in range(steps + 1):
        errors = (pictures.detach() - goal).square().flatten(1).mean(1).sqrt() / 2
        index = int(errors.argmin())
        if float(errors[index]) < best_error:
            best, best_error = z[index].detach().cpu().clone(), float(errors[index])
        yield Inverted(step, steps, best_error, best)
        if step == steps:
            return
        with torch.enable_grad():
            # the gradient of z alone: the networks' own .grad stay untouched
            (z.grad,) = torch.autograd.grad(loss(z, generator(z)).sum(), z)
        optimizer.step()
        schedule.step()
        with torch.no_grad():
            pictures = generator(z)


class _Loss:
    """(z, pictures) -> (N,) distance from the goal."""

    def __init__(self, goal: Tensor, discriminator: nn.Module | None, z_dim: int) -> None:
        self.pyramid = _pyramid(goal)
        self.discriminator = discriminator
        self.radius = shell(z_dim)[0]
        if discriminator is not None:
            with torch.no_grad():
                self.features = discriminator.features(goal).flatten(1)
            self.scale = self.features.square().mean().clamp_min(1e-12)

    def __call__(self, z: Tensor, pictures: Tensor) -> Tensor:
        levels = zip(_pyramid(pictures), self.pyramid, strict=True)
        loss = sum((mine - goal).square().flatten(1).mean(1) for mine, goal in levels) / len(self.pyramid)
        if self.discriminator is not None:
            difference = self.discriminator.features(pictures).flatten(1) - self.features
            loss = loss + 0.1 * difference.square().mean(1) / self.scale
        return loss + PRIOR * (z.norm(dim=1) / self.radius - 1).square()


def _pyramid(pictures: Tensor) -> list[Tensor]:
    """The pictures at full size, half, quarter ... down to 4 pixels a side."""
    levels = [pictures]
    while min(levels[-1].shape[2:]) >= 8:
        levels.append(F.avg_pool2d(levels[-1], 2))
    return levels
