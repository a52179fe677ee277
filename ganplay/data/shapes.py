"""`shapes`: one coloured object on a soft background; the label is its kind."""

from __future__ import annotations

import torch
from torch import Tensor

from ganplay.data.drawing import (
    Canvas,
    Draws,
    both,
    box,
    circle,
    either,
    ellipse,
    mix,
    palette,
    polygon,
    shade,
    without,
)

GROUNDS = palette("fde7c8", "d8eef0", "e6def5", "fbdbe0", "dff0d4", "f6f0e4", "2d3454", "3b2a4a")
OBJECTS = palette("e84a4a", "f58b2e", "f7c52d", "4fb35a", "1fa6a0", "3b82e0", "6c5bd4", "c552b8", "ef6f9d")


def draw_shapes(on: Canvas, draws: Draws) -> tuple[Tensor, dict[str, Tensor]]:
    """Draw one object on each picture; returns (its kind as in the catalogue, no attributes)."""
    u, pick = draws.uniform, draws.pick
    kind = pick([1] * len(KINDS))
    ground = GROUNDS[:, pick([4, 4, 4, 4, 4, 4, 3, 3])]
    colour = mix(OBJECTS[:, pick([1] * 9)], palette("ffffff"), u(0, 0.15))
    size, angle = u(0.46, 0.66), u(-0.45, 0.45)
    cx, cy = u(-0.22, 0.22), u(-0.22, 0.18)
    light = u(-0.8, 0.8)

    corner = (on.x * light + on.y) * 0.3 + 0.5
    on.fill(mix(shade(ground, 0.35)[:, None, None, :], shade(ground, -0.12)[:, None, None, :], corner))
    on.paint(
        ellipse(on, cx + 0.06, cy + size * 1.02 + 0.05, size * 0.8, size * 0.14), palette("2a2440"), 0.22, soft=0.12
    )

    turn, tilt = angle.cos() / size, angle.sin() / size
    dx, dy = on.x - cx, on.y - cy
    own = Canvas(on.image, dx * turn + dy * tilt, dy * turn - dx * tilt, on.pixel)  # the object has radius 1 here
    distance = torch.empty_like(own.x)
    for index, outline in enumerate(KINDS.values()):
        of = kind == index
        distance[:, :, of] = outline(Canvas(on.image, own.x[:, :, of], own.y[:, :, of], on.pixel))
    distance *= size

    lit = ((dx * light * 0.7 + dy) / size * 0.5 + 0.5).clamp_(0, 1)  # 0 towards the light, 1 away from it
    on.paint(distance, mix(shade(colour, 0.3)[:, None, None, :], shade(colour, -0.3)[:, None, None, :], lit))
    rim = both(distance + 0.02, -(distance + 0.09))
    on.paint(rim, palette("ffffff"), (0.55 - lit).clamp_(0, 1), soft=0.04)
    return kind, {}


def _circle(at: Canvas) -> Tensor:
    return circle(at, 0.0, 0.0, 0.92)


def _square(at: Canvas) -> Tensor:
    return box(at, 0.0, 0.0, 0.80, 0.80, 0.14)


def _triangle(at: Canvas) -> Tensor:
    return polygon(at, [(0.0, -0.92), (0.90, 0.64), (-0.90, 0.64)]) - 0.06


def _star(at: Canvas) -> Tensor:
    """Five points; folded into one by its mirrors (after Inigo Quilez, sdStar5)."""
    x, y = at.x.abs(), -at.y
    for nx, ny in ((0.809016994, -0.587785252), (-0.809016994, -0.587785252)):
        side = (x * nx + y * ny).clamp(min=0) * 2
        x, y = x - side * nx, y - side * ny
    x, y = x.abs(), y - 1.05
    bx, by = 0.45 * 0.587785252, 0.45 * 0.809016994 - 1
    along = ((x * bx + y * by) / (bx * bx + by * by)).clamp(0, 1.05)
    ox, oy = x - bx * along, y - by * along
    inside = torch.where(y * bx - x * by > 0, 1.0, -1.0)
    return (ox * ox + oy * oy).sqrt() * inside - 0.04


def _heart(at: Canvas) -> Tensor:
    """Two half circles on a square that stands on its corner (after Inigo Quilez, sdHeart)."""
    x, y = at.x.abs() / 1.55, (0.82 - at.y) / 1.55
    lobe = ((x - 0.25) * (x - 0.25) + (y - 0.75) * (y - 0.75)).sqrt() - 0.35355339
    corner = (x * x + (y - 1) * (y - 1)).sqrt()
    fold = (x + y).clamp(min=0) * 0.5
    edge = ((x - fold) * (x - fold) + (y - fold) * (y - fold)).sqrt()
    below = torch.minimum(corner, edge) * torch.where(x > y, 1.0, -1.0)
    return torch.where(x + y > 1, lobe, below) * 1.55


def _ring(at: Canvas) -> Tensor:
    return circle(at, 0.0, 0.0, 0.66).abs() - 0.24


def _cross(at: Canvas) -> Tensor:
    return either(box(at, 0.0, 0.0, 0.90, 0.30, 0.08), box(at, 0.0, 0.0, 0.30, 0.90, 0.08))


def _crescent(at: Canvas) -> Tensor:
    return without(circle(at, 0.0, 0.0, 0.92), circle(at, 0.46, -0.16, 0.74))


KINDS = {
    "circle": _circle,
    "square": _square,
    "triangle": _triangle,
    "star": _star,
    "heart": _heart,
    "ring": _ring,
    "cross": _cross,
    "crescent": _crescent,
}
