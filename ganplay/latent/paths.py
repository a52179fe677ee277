"""Ways between latents: straight lines, arcs, and loops without a seam."""

from __future__ import annotations

import math

import torch
from torch import Tensor

from ganplay.latent.error import LatentError

MOST_KEYFRAMES = 8
MODES = ("slerp", "lerp")


def lerp(start: Tensor, end: Tensor, amount: float | Tensor) -> Tensor:
    """The straight line from `start` (amount 0) to `end` (amount 1); shapes as for `slerp`."""
    amount = _amount(start, amount)
    line = start + amount * (end - start)
    return _exact_ends(start, end, amount, line)


def slerp(start: Tensor, end: Tensor, amount: float | Tensor) -> Tensor:
    """The arc from `start` (amount 0) to `end` (amount 1) (Shoemake 1985; for latents White 2016).

    The direction turns at an even pace and the norm goes evenly from one norm to the other, so latents of equal norm
    keep it. The ends are returned exactly. Points on one line through zero are safe: in the same direction only the
    norm changes; in opposite directions, where every half circle is as short, a fixed one is taken.

    Args:
        start, end: (..., z_dim), the same shape or shapes that broadcast.
        amount: a number, or a tensor of the shape of `start` without its last dimension.
    """
    amount = _amount(start, amount)
    # in double precision: in single, nearly colinear points lose the angle between them
    first, second, part = start.double(), end.double(), amount.double()
    norm_1 = first.norm(dim=-1, keepdim=True)
    norm_2 = second.norm(dim=-1, keepdim=True)
    unit_1 = first / norm_1.clamp_min(1e-30)
    unit_2 = second / norm_2.clamp_min(1e-30)
    # zero has no direction of its own: from there the way is straight
    unit_1 = torch.where(norm_1 > 0, unit_1, unit_2)
    unit_2 = torch.where(norm_2 > 0, unit_2, unit_1)
    along = (unit_1 * unit_2).sum(-1, keepdim=True)
    across = unit_2 - along * unit_1
    angle = torch.atan2(across.norm(dim=-1, keepdim=True), along)
    across = torch.where(across.norm(dim=-1, keepdim=True) > 1e-9, across, _any_perpendicular(unit_1))
    across = across / across.norm(dim=-1, keepdim=True).clamp_min(1e-30)
    direction = torch.cos(part * angle) * unit_1 + torch.sin(part * angle) * across
    arc = (direction * (norm_1 + part * (norm_2 - norm_1))).to(start.dtype)
    return _exact_ends(start, end, amount, arc)


def path(keyframes: Tensor, frames: int, mode: str = "slerp") -> Tensor:
    """Latents from the first keyframe to the last, through all others: (frames, ...).

    Args:
        keyframes: (K, z_dim) or (K, num_inputs, z_dim), 2 to 8 of them.
        frames: how many latents, at least 2.
        mode: "slerp", right for Z, or "lerp", right for W.
    """
    if frames < 2:
        raise LatentError("A path needs at least 2 frames.")
    return path_at(keyframes, torch.linspace(0, 1, frames), mode)


def path_at(keyframes: Tensor, positions: Tensor, mode: str = "slerp") -> Tensor:
    """The latents at `positions` (T,) in [0, 1] along the path through `keyframes`: (T, ...); for a scrub slider."""
    check_keyframes(keyframes)
    between = _between(mode)
    legs = len(keyframes) - 1
    place = positions.clamp(0, 1).double().to(keyframes.device) * legs
    leg = place.floor().long().clamp(max=legs - 1)
    part = (place - leg).reshape(-1, *[1] * (keyframes.ndim - 2))
    return between(keyframes[leg], keyframes[leg + 1], part)


def loop(keyframes: Tensor, frames: int, mode: str = "slerp") -> Tensor:
    """Latents once around through all keyframes and back to the first: (frames, ...).

    A periodic cubic spline: place, speed and acceleration agree where the loop closes, so frame 0 follows the last
    frame as smoothly as any other. With "slerp" every latent is put back on the shell of its neighbours' norms, and a
    point on the arc between two keyframes steers the spline round the middle; "lerp" is the plain spline, right for W.
    """
    check_keyframes(keyframes)
    _between(mode)
    if frames < 2:
        raise LatentError("A loop needs at least 2 frames.")
    knots = keyframes.double()
    if mode == "slerp":
        halfway = slerp(knots, knots.roll(-1, 0), 0.5)
        knots = torch.stack((knots, halfway), 1).flatten(0, 1)
    times = torch.arange(frames, dtype=torch.float64, device=knots.device) * (len(knots) / frames)
    points = periodic_spline(knots, times)
    if mode == "slerp":
        norms = periodic_spline(knots.norm(dim=-1, keepdim=True), times)
        points = points / points.norm(dim=-1, keepdim=True).clamp_min(1e-30) * norms
    return points.to(keyframes.dtype)


def periodic_spline(knots: Tensor, times: Tensor) -> Tensor:
    """The closed cubic spline through `knots` (K, ...), double, at `times` (T,); knot k is met at times k, k + K ..."""
    count = len(knots)
    identity = torch.eye(count, dtype=knots.dtype, device=knots.device)
    following = identity.roll(1, 1)
    system = 4 * identity + following + following.T  # with two knots both neighbours are the same one
    flat = knots.reshape(count, -1)
    # slopes that make the second derivative continuous at every knot
    slopes = torch.linalg.solve(system, 3 * (flat.roll(-1, 0) - flat.roll(1, 0)))
    left = times.floor().long() % count
    right = (left + 1) % count
    t = (times - times.floor()).unsqueeze(1)
    curve = (
        (2 * t**3 - 3 * t**2 + 1) * flat[left]
        + (t**3 - 2 * t**2 + t) * slopes[left]
        + (3 * t**2 - 2 * t**3) * flat[right]
        + (t**3 - t**2) * slopes[right]
    )
    return curve.reshape(-1, *knots.shape[1:])


def norms(latents: Tensor) -> Tensor:
    """The length of each latent: (N,); the mean over the layers where each has a latent of its own."""
    lengths = latents.norm(dim=-1)
    return lengths if lengths.ndim == 1 else lengths.flatten(1).mean(1)


def shell(z_dim: int) -> tuple[float, float]:
    """Mean and standard deviation of the norm of a standard normal latent: the thin shell on which all seeds lie."""
    mean = math.sqrt(2) * math.exp(math.lgamma((z_dim + 1) / 2) - math.lgamma(z_dim / 2))
    return mean, math.sqrt(max(z_dim - mean * mean, 0.0))


def check_keyframes(keyframes: Tensor) -> None:
    """Refuse fewer than 2 or more than 8 keyframes, and numbers that are not finite."""
    check_count(len(keyframes))
    if not torch.isfinite(keyframes).all():
        raise LatentError("These latents hold numbers that are not finite: start again from a seed.")


def check_count(keyframes: int) -> None:
    """Refuse fewer than 2 or more than 8 keyframes."""
    if not 2 <= keyframes <= MOST_KEYFRAMES:
        raise LatentError(f"A path takes 2 to {MOST_KEYFRAMES} keyframes, and these are {keyframes}.")


def _between(mode: str):
    if mode not in MODES:
        raise LatentError(f"A path is one of {', '.join(MODES)}, not {mode!r}.")
    return slerp if mode == "slerp" else lerp


def _amount(start: Tensor, amount: float | Tensor) -> Tensor:
    return torch.as_tensor(amount, dtype=torch.float64, device=start.device).to(start.dtype).unsqueeze(-1)


def _exact_ends(start: Tensor, end: Tensor, amount: Tensor, between: Tensor) -> Tensor:
    """Rounding may not move the two points that are known."""
    return torch.where(amount == 0, start, torch.where(amount == 1, end, between))


def _any_perpendicular(unit: Tensor) -> Tensor:
    """For every vector one that stands at a right angle to it, always the same."""
    axis = torch.zeros_like(unit).scatter_(-1, unit.abs().argmin(-1, keepdim=True), 1.0)
    return axis - (axis * unit).sum(-1, keepdim=True) * unit
