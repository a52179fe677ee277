"""Drawing many pictures at once, from signed distances.

A shape is a distance: negative inside, positive outside, in units in which a picture reaches from -1 to 1 in x
(to the right) and in y (down). The pictures are the last axis of every tensor, so that one number for each picture
broadcasts, whole rows of pictures are computed together, and a part of the canvas is a plain slice.

Everything done for each pixel is an addition, multiplication, division, square root or comparison: these are exact
in IEEE arithmetic, so a picture is the same, bit for bit, however the work is split.
"""

from __future__ import annotations

import copy
import math
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TypeVar

import torch
from torch import Tensor

Number = Tensor | float
T = TypeVar("T")


class Draws:
    """Random parameters for `count` pictures, one (N,) tensor a question, from one generator."""

    def __init__(self, count: int, seed: int):
        self.count = count
        self._generator = torch.Generator().manual_seed(seed)

    def uniform(self, low: float, high: float) -> Tensor:
        return low + (high - low) * torch.rand(self.count, generator=self._generator)

    def chance(self, probability: float) -> Tensor:
        """(N,) bool."""
        return torch.rand(self.count, generator=self._generator) < probability

    def pick(self, weights: Sequence[float]) -> Tensor:
        """(N,) int64 in [0, len(weights)), as often as the weights say."""
        edges = torch.tensor(weights, dtype=torch.float64).cumsum(0)
        edges = (edges / edges[-1])[:-1].float()
        return torch.bucketize(torch.rand(self.count, generator=self._generator), edges, right=True)


def palette(*codes: str) -> Tensor:
    """(3, K) float in [0, 1] from hexadecimal colours such as "ffd0a8"."""
    return torch.tensor([[int(code[i : i + 2], 16) / 255 for i in (0, 2, 4)] for code in codes]).T.contiguous()


def mix(a: Tensor, b: Tensor, amount: Number) -> Tensor:
    """From `a` (amount 0) to `b` (amount 1)."""
    return a + (b - a) * amount


def shade(colour: Tensor, amount: float) -> Tensor:
    """A darker colour (amount < 0) or a lighter one (amount > 0), (3, N)."""
    target = torch.tensor([0.16, 0.10, 0.24] if amount < 0 else [1.0, 0.98, 0.94])[:, None]
    return mix(colour, target, abs(amount))


def only(parameters: T, which: Tensor) -> T:
    """A copy of parameters (tensors that end in N, or anything that holds such) for the pictures `which`, (M,)."""
    if isinstance(parameters, Tensor):
        return parameters[..., which]
    if isinstance(parameters, (list, tuple)):
        return type(parameters)(only(each, which) for each in parameters)
    chosen = copy.copy(parameters)
    vars(chosen).update({name: only(value, which) for name, value in vars(parameters).items()})
    return chosen


class Canvas:
    """`count` pictures being drawn: `image` (3, H, W, N) in [0, 1], `x` (W, 1), `y` (H, 1, 1)."""

    def __init__(self, image: Tensor, x: Tensor, y: Tensor, pixel: Number):
        self.image, self.x, self.y, self.pixel = image, x, y, pixel

    @staticmethod
    def blank(count: int, resolution: int) -> Canvas:
        axis = (torch.arange(resolution, dtype=torch.float32) * 2 + (1 - resolution)) / resolution
        image = torch.zeros(3, resolution, resolution, count)
        return Canvas(image, axis[:, None], axis[:, None, None], 2 / resolution)

    def part(self, left: float, top: float, right: float, bottom: float) -> Canvas:
        """The part of the canvas between these edges, sharing its memory: small things are cheap to draw there."""
        rows, columns = self._cut(self.y[:, 0, 0], top, bottom), self._cut(self.x[:, 0], left, right)
        return Canvas(self.image[:, rows, columns], self.x[columns], self.y[rows], self.pixel)

    def _cut(self, centres: Tensor, low: float, high: float) -> slice:
        """The pixels, of those with these centres, that a span touches."""
        edge = float(centres[0]) - self.pixel / 2
        start, stop = (min(max((at - edge) / self.pixel, 0), len(centres)) for at in (low, high))
        return slice(math.floor(start + 1e-4), math.ceil(stop - 1e-4))

    @contextmanager
    def some(self, parameters: T, chosen: Tensor) -> Iterator[tuple[Canvas, T]]:
        """A canvas with the pictures where `chosen`, (N,) bool, is True, and their parameters.

        What few pictures have is drawn on few pictures. They are put back when the block ends.
        """
        which = chosen.nonzero()[:, 0]
        everywhere = which.expand(*self.image.shape[:3], -1)
        few = Canvas(self.image.gather(3, everywhere), self.x, self.y, self.pixel)  # several times faster than [...]
        yield few, only(parameters, which)
        self.image.index_copy_(3, which, few.image)

    def fill(self, colour: Tensor) -> None:
        """The whole picture in `colour`: (3, N), or (3, H, 1, N), or (3, H, W, N)."""
        self.image.copy_(_spread(colour))

    def paint(self, distance: Tensor, colour: Tensor, opacity: Number = 1.0, soft: Number = 0.0) -> None:
        """Paint the inside of a shape.

        Args:
            distance: broadcasts to (H, W, N).
            colour: (3, N), or anything that broadcasts to (3, H, W, N).
            opacity: 0..1, a number or (N,); False and True will do.
            soft: how far the edge is spread, in units of the picture, beyond one pixel of anti-aliasing.
        """
        cover = (distance * (-1 / (self.pixel + soft))).add_(0.5).clamp_(0, 1)
        if isinstance(opacity, Tensor) or opacity != 1.0:
            cover *= opacity
        self.blend(cover, colour)

    def blend(self, cover: Tensor, colour: Tensor) -> None:
        """Cover the picture with `colour` where `cover`, (H, W, N) in [0, 1], says so."""
        for channel, wanted in zip(self.image, _spread(colour), strict=True):
            channel += (wanted - channel).mul_(cover)

    def pictures(self) -> Tensor:
        """(N, 3, H, W) uint8."""
        return (self.image * 255 + 0.5).clamp_(0, 255).to(torch.uint8).permute(3, 0, 1, 2).contiguous()


def _spread(colour: Tensor) -> Tensor:
    return colour[:, None, None, :] if colour.dim() == 2 else colour


def circle(on: Canvas, cx: Number, cy: Number, radius: Number) -> Tensor:
    dx, dy = on.x - cx, on.y - cy
    return (dx * dx + dy * dy).sqrt_() - radius


def ellipse(on: Canvas, cx: Number, cy: Number, rx: Number, ry: Number) -> Tensor:
    """The usual first-order distance: exact at the edge, which is where it is looked at."""
    dx, dy = (on.x - cx) / rx, (on.y - cy) / ry
    ex, ey = dx / rx, dy / ry
    along = (dx * dx + dy * dy).sqrt_()
    slope = (ex * ex + ey * ey).sqrt_().clamp_(min=1e-6)
    return (along - 1).mul_(along).div_(slope)


def box(on: Canvas, cx: Number, cy: Number, rx: Number, ry: Number, corner: Number = 0.0) -> Tensor:
    """A rectangle of half-sides rx and ry, its corners rounded."""
    dx, dy = (on.x - cx).abs() - (rx - corner), (on.y - cy).abs() - (ry - corner)
    ox, oy = dx.clamp(min=0), dy.clamp(min=0)
    return (ox * ox + oy * oy).sqrt_().add_(torch.maximum(dx, dy).clamp_(max=0)).sub_(corner)


def stroke(on: Canvas, ax: Number, ay: Number, bx: Number, by: Number, radius: Number) -> Tensor:
    """A line from a to b with round ends."""
    dx, dy, lx, ly = on.x - ax, on.y - ay, bx - ax, by - ay
    along = ((dx * lx + dy * ly) / (lx * lx + ly * ly)).clamp_(0, 1)
    ox, oy = dx - lx * along, dy - ly * along
    return (ox * ox + oy * oy).sqrt_() - radius


def polygon(on: Canvas, corners: Sequence[tuple[Number, Number]]) -> Tensor:
    """A convex polygon, its corners in clockwise order on the screen."""
    distance = None
    for (ax, ay), (bx, by) in zip(corners, [*corners[1:], corners[0]], strict=True):
        length = ((bx - ax) ** 2 + (by - ay) ** 2) ** 0.5
        edge = (on.x - ax) * ((by - ay) / length) - (on.y - ay) * ((bx - ax) / length)
        distance = edge if distance is None else both(distance, edge)
    return distance


def both(a: Tensor, b: Tensor) -> Tensor:
    """Inside a and inside b."""
    return torch.maximum(a, b)


def either(a: Tensor, b: Tensor) -> Tensor:
    """Inside a or inside b."""
    return torch.minimum(a, b)


def without(a: Tensor, b: Tensor) -> Tensor:
    """Inside a but not inside b."""
    return torch.maximum(a, -b)
