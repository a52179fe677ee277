"""The laws of the sets of points in the plane: what each is drawn from, as often as one likes.

Plain constants and formulas, because the page's own engine draws from the same ones (`ganplay/ui/kit/engine/data.js`).
Every law lies symmetrically: its mean is zero, and a drawing of it reaches from -extent to extent.

This module imports torch only when it draws.
"""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import torch
    from torch import Tensor

SIZE = 100_000  # points of a data set that is drawn
MARGIN = 1.1  # a drawing of somebody's own points reaches so much farther than they do


@dataclass(frozen=True, kw_only=True)
class Law(ABC):
    """What points are drawn from.

    Attributes:
        name: of the data set.
        sigma: the standard deviation of the noise in each coordinate.
        extent: a drawing reaches from -extent to extent in each.
        source: whom to cite.
        size: points of the data set.
    """

    name: str
    sigma: float
    extent: float
    source: str
    size: int = SIZE

    @abstractmethod
    def draw(self, count: int, random: torch.Generator) -> tuple[Tensor, Tensor | None]:
        """(points (count, 2) float32, the mode of each (count,) int64, or None where there are no modes)."""


@dataclass(frozen=True, kw_only=True)
class Mixture(Law):
    """Equal Gaussians; centres: x and y of each, a mode that can be counted."""

    centres: tuple[tuple[float, float], ...]

    def draw(self, count: int, random: torch.Generator) -> tuple[Tensor, Tensor]:
        import torch

        modes = torch.randint(len(self.centres), (count,), generator=random)
        return torch.tensor(self.centres)[modes] + self.sigma * torch.randn(count, 2, generator=random), modes


@dataclass(frozen=True, kw_only=True)
class Curve(Law):
    """A curve with noise around it; path: from (N,) uniform on [0, 1) to (N, 2)."""

    path: Callable[[Tensor], Tensor]

    def draw(self, count: int, random: torch.Generator) -> tuple[Tensor, None]:
        import torch

        along = self.path(torch.rand(count, generator=random))
        return along + self.sigma * torch.randn(count, 2, generator=random), None


@dataclass(frozen=True, kw_only=True)
class Given(Law):
    """Points that are given, (N, 2): each as often as any other."""

    points: Tensor

    def draw(self, count: int, random: torch.Generator) -> tuple[Tensor, None]:
        import torch

        return self.points[torch.randint(len(self.points), (count,), generator=random)], None


def given(points: Tensor, name: str) -> Given:
    """The law of somebody's own points, (N, 2) or (N, 2, 1, 1)."""
    points = points.flatten(1).float().cpu()
    extent = max(points.abs().max().item() * MARGIN, 1e-6)
    return Given(name=name, sigma=0.0, extent=extent, source="", size=len(points), points=points)


def line(u: Tensor) -> Tensor:
    """A straight line through the origin."""
    t = 2 * u - 1
    return _points(t, t / 2)


def swiss_roll(u: Tensor) -> Tensor:
    """scikit-learn's make_swiss_roll without its depth, its mean taken off, its radius scaled to 1."""
    t = 1.5 * math.pi * (1 + 2 * u)
    return _points(t * t.cos() - 2, t * t.sin() - 2 / (3 * math.pi)) / (4.5 * math.pi)


def two_moons(u: Tensor) -> Tensor:
    """scikit-learn's make_moons, its mean taken off: two half circles, each around an end of the other."""
    second = (2 * u).floor()
    side, angle = 1 - 2 * second, math.pi * (2 * u - second)
    return _points(side * (angle.cos() - 0.5), side * (angle.sin() - 0.25))


def spiral(u: Tensor) -> Tensor:
    """Two spirals of one turn, opposite each other; the root spreads the points evenly along them."""
    second = (2 * u).floor()
    side, radius = 1 - 2 * second, (2 * u - second).sqrt()
    angle = 2 * math.pi * radius
    return _points(side * radius * angle.cos(), side * radius * angle.sin())


def _points(x: Tensor, y: Tensor) -> Tensor:
    import torch

    return torch.stack((x, y), 1)


_MODES = "Srivastava et al. 2017, VEEGAN; Lin et al. 2018, PacGAN."
_OWN = "Drawn by ganplay."

LAWS: dict[str, Law] = {
    law.name: law
    for law in (
        Mixture(
            name="ring",
            centres=tuple((math.cos(2 * math.pi * i / 8), math.sin(2 * math.pi * i / 8)) for i in range(8)),
            sigma=0.01,
            extent=1.5,
            source=_MODES,
        ),
        Mixture(
            name="grid",
            centres=tuple((2.0 * x, 2.0 * y) for y in range(-2, 3) for x in range(-2, 3)),
            sigma=0.05,
            extent=5.0,
            source=_MODES,
        ),
        Mixture(name="two_gaussians", centres=((-0.7, 0.7), (0.7, -0.7)), sigma=0.15, extent=1.5, source=_OWN),
        Mixture(name="blobs", centres=((-3.0, 3.0), (3.0, -3.0)), sigma=0.15, extent=5.0, source=_OWN),
        Curve(name="line", path=line, sigma=0.05, extent=1.5, source=_OWN),
        Curve(name="swiss_roll", path=swiss_roll, sigma=0.03, extent=1.5, source="Marsland 2009, Machine Learning."),
        Curve(name="two_moons", path=two_moons, sigma=0.05, extent=2.0, source="scikit-learn, make_moons."),
        Curve(name="spiral", path=spiral, sigma=0.03, extent=1.5, source="Lang and Witbrock 1988, two spirals."),
    )
}
