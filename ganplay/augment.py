"""Augmentation of what D sees, for few pictures: real and generated ones alike, so that G learns no trace of it.

`diffaugment` always changes every picture (Zhao et al. 2020, Differentiable Augmentation for Data-Efficient GAN
Training: colour, translation by up to 1/8, cutout of half the side). `adaptive` makes each change with probability p
(Karras et al. 2020, Training GANs with Limited Data): of its pipeline the pixel blits (mirror, quarter turns, whole
pixel shifts), of the geometry scaling and rotation, and all of the colour but the luma flip. Below p of about 0.8 the
generator cannot come to draw the changes themselves. `Strength` steers p.

All are differentiable twice in the pictures, as a penalty on slopes needs it; pictures are (N, C, H, W) in [-1, 1] and
random numbers come from `random`, which lies on their device.
"""

from __future__ import annotations

import math

import torch
import torch.nn.functional as F
from torch import Tensor

QUARTER = 0.25  # of the budget, in which p of adaptive augmentation can go from 0 to 1

# DiffAugment


def diffaugment(pictures: Tensor, random: torch.Generator) -> Tensor:
    """Colour, translation and cutout, each with fresh amounts for every picture."""
    return cutout(translate(colour(pictures, random), random), random)


def colour(pictures: Tensor, random: torch.Generator) -> Tensor:
    """Brightness by -0.5 .. 0.5, saturation by 0 .. 2, contrast by 0.5 .. 1.5."""
    brightness, saturation, contrast = (_uniform(pictures, random) for _ in range(3))
    bright = pictures + (brightness - 0.5)
    grey = bright.mean(1, keepdim=True)
    vivid = torch.lerp(grey, bright, 2 * saturation)
    level = vivid.mean((1, 2, 3), keepdim=True)
    return torch.lerp(level, vivid, contrast + 0.5)


def translate(pictures: Tensor, random: torch.Generator, share: float = 1 / 8) -> Tensor:
    """Shift by whole pixels, up to `share` of the side each way; grey comes in from outside."""
    n, channels, height, width = pictures.shape
    most = [int(side * share + 0.5) for side in (height, width)]
    padded = F.pad(pictures, (most[1], most[1], most[0], most[0]))
    places = []
    for side, far in zip((height, width), most, strict=True):
        start = torch.randint(0, 2 * far + 1, (n, 1), generator=random, device=pictures.device)
        places.append(start + torch.arange(side, device=pictures.device))
    rows = padded.gather(2, places[0][:, None, :, None].expand(n, channels, height, padded.shape[3]))
    return rows.gather(3, places[1][:, None, None, :].expand(n, channels, height, width))


def cutout(pictures: Tensor, random: torch.Generator, share: float = 1 / 2) -> Tensor:
    """Grey out a square of `share` of the side; its centre is anywhere, so part of it may lie outside."""
    n, _, height, width = pictures.shape
    inside = []
    for side in (height, width):
        size = int(side * share + 0.5)
        centre = torch.randint(0, side + 1 - size % 2, (n, 1), generator=random, device=pictures.device)
        away = torch.arange(side, device=pictures.device) - (centre - size // 2)
        inside.append((away >= 0) & (away < size))
    hidden = inside[0][:, None, :, None] & inside[1][:, None, None, :]
    return pictures.masked_fill(hidden, 0.0)


# Adaptive augmentation


def adaptive(pictures: Tensor, p: Tensor, random: torch.Generator) -> Tensor:
    """Each change with probability `p`, a scalar tensor in [0, 1]; at 0 the pictures themselves, to the last bit."""
    return recolour(move(pictures, p, random), p, random)


def move(pictures: Tensor, p: Tensor, random: torch.Generator) -> Tensor:
    """Mirror, quarter turns, shifts of up to 1/8, scaling by 2^N(0, 0.2), rotation by any angle."""
    n, _, height, width = pictures.shape

    def chance() -> Tensor:
        return torch.rand(n, generator=random, device=pictures.device) < p

    def uniform() -> Tensor:
        return torch.rand(n, generator=random, device=pictures.device)

    mirrored = chance() & (uniform() < 0.5)
    turned = torch.where(chance(), (uniform() * 4).floor() * (math.pi / 2), 0.0)
    scaling = chance()
    scale = torch.where(scaling, torch.exp2(0.2 * torch.randn(n, generator=random, device=pictures.device)), 1.0)
    rotating = chance()
    angle = turned + torch.where(rotating, (uniform() - 0.5) * (2 * math.pi), 0.0)
    shifting = chance()
    shift = [
        torch.where(shifting, ((uniform() * 2 - 1) * side / 8).round() * (2 / side), 0.0) for side in (width, height)
    ]
    # Output to input, in units of half the side: shift, then turn and scale, then mirror.
    cosine, sine = angle.cos() / scale, angle.sin() / scale
    sign = torch.where(mirrored, -1.0, 1.0)
    matrix = torch.stack(
        [
            torch.stack([sign * cosine, -sign * sine, shift[0]], 1),
            torch.stack([sine, cosine, shift[1]], 1),
        ],
        1,
    )
    grid = F.affine_grid(matrix, list(pictures.shape), align_corners=False)
    moved = _Sampled.apply(pictures, grid)
    changed = mirrored | (turned != 0) | scaling | rotating | shifting
    return torch.where(changed[:, None, None, None], moved, pictures)


def _sample(pictures: Tensor, grid: Tensor) -> Tensor:
    return F.grid_sample(pictures, grid, mode="bilinear", padding_mode="reflection", align_corners=False)


class _Sampled(torch.autograd.Function):
    """Pictures at the places of a grid. They are linear in the pictures, so that there is no end to their derivatives,
    though PyTorch stops at the first: its grid_sample cannot be differentiated twice."""

    @staticmethod
    def forward(ctx, pictures: Tensor, grid: Tensor) -> Tensor:
        ctx.save_for_backward(grid)
        ctx.shape = pictures.shape
        return _sample(pictures, grid)

    @staticmethod
    def backward(ctx, slope: Tensor) -> tuple[Tensor, None]:
        return _Spread.apply(slope, *ctx.saved_tensors, ctx.shape), None


class _Spread(torch.autograd.Function):
    """The transpose of `_Sampled`: every place's number given back to the pixels that it was made of."""

    @staticmethod
    def forward(ctx, slope: Tensor, grid: Tensor, shape: torch.Size) -> Tensor:
        ctx.save_for_backward(grid)
        with torch.enable_grad():
            pictures = slope.new_zeros(shape).requires_grad_(True)
            return torch.autograd.grad(_sample(pictures, grid), pictures, slope)[0]

    @staticmethod
    def backward(ctx, slope: Tensor) -> tuple[Tensor, None, None]:
        return _Sampled.apply(slope, *ctx.saved_tensors), None, None


def recolour(pictures: Tensor, p: Tensor, random: torch.Generator) -> Tensor:
    """Brightness by N(0, 0.2), contrast by 2^N(0, 0.5); of colour pictures also hue, saturation by 2^N(0, 1)."""

    def chosen(value: Tensor, nothing: float) -> Tensor:
        return torch.where(_uniform(pictures, random) < p, value, nothing)

    def normal(deviation: float) -> Tensor:
        return deviation * torch.randn(len(pictures), 1, 1, 1, generator=random, device=pictures.device)

    changed = pictures + chosen(normal(0.2), 0.0)
    changed = changed * chosen(torch.exp2(normal(0.5)), 1.0)
    if pictures.shape[1] != 3:
        return changed
    # Hue turns colours around the grey axis (Rodrigues), saturation stretches them away from it.
    angle = chosen((_uniform(pictures, random) * 2 - 1) * math.pi, 0.0)
    saturation = chosen(torch.exp2(normal(1.0)), 1.0)
    grey = changed.mean(1, keepdim=True)
    away = changed - grey
    across = (away.roll(1, 1) - away.roll(2, 1)) / math.sqrt(3)
    turned = grey + saturation * (away * angle.cos() + across * angle.sin())
    return torch.where((angle != 0) | (saturation != 1), turned, changed)


class Strength:
    """p of adaptive augmentation, steered so that D says "real" of real pictures neither too often nor too seldom.

    Every `every` D steps p moves by one small step: up when the mean sign of D(real) over them is above `target`
    (D overfits), down when it is below. Nothing here waits for the device.

    Args:
        kimg: thousands of pictures in which p can go from 0 to 1 (published: 500); 0: it takes `QUARTER` of the
            budget, be that in steps, pictures or seconds, which is what there is to go by in a training of minutes.
    """

    def __init__(self, device: torch.device, *, target: float = 0.6, kimg: float = 500.0, every: int = 4) -> None:
        self.target, self.every = target, every
        self.whole = 1000 * kimg or QUARTER
        self.by_budget = not kimg
        # p, the sum of signs and the number of steps since p last moved, the pictures in them; by the budget the share
        # of it that they took, and the share that was used up at the last: at first all, so that nothing is caught up.
        self.state = torch.tensor([0.0, 0.0, 0.0, 0.0, *([1.0] if self.by_budget else [])], device=device)

    @property
    def p(self) -> Tensor:
        return self.state[0]

    def observe(self, logits: Tensor, pictures: int, threshold: float = 0.0, progress: float = 0.0) -> None:
        """Take in D's answers to `pictures` real pictures of one step, at `progress` (0 .. 1) of the budget."""
        p, signs, steps, seen, *before = self.state
        now = [torch.full_like(p, progress) for _ in before]
        signs = signs + (logits.detach() - threshold).sign().mean()
        # A budget that was made longer is used up by less than before: then nothing is taken back.
        steps, seen = steps + 1, seen + ((now[0] - before[0]).clamp(min=0) if before else pictures)
        due = (steps >= self.every).float()
        step = torch.sign(signs / steps - self.target) * seen / self.whole
        p = (p + due * step).clamp(0, 1)
        self.state = torch.stack([p, *((1 - due) * torch.stack([signs, steps, seen])), *now])


def _uniform(pictures: Tensor, random: torch.Generator) -> Tensor:
    return torch.rand(len(pictures), 1, 1, 1, generator=random, device=pictures.device)
