"""`landscapes`: sky, sun or moon, clouds, hills in the haze, sea or meadow, trees; the label is the time of day."""

from __future__ import annotations

import math

import torch
from torch import Tensor

from ganplay.data.drawing import Canvas, Draws, both, box, circle, either, ellipse, mix, palette, shade, without

# dawn, day, evening, dusk, night
SKY_TOP = palette("7fa8dc", "3f8fe0", "5a6fb8", "3a3a78", "101a3c")
SKY_MIDDLE = palette("f4c3cf", "8cc8f2", "f7a072", "a2558f", "1d2f5e")
SKY_LOW = palette("ffe6b8", "dff3fb", "ffd98a", "f58a6c", "3c5688")
DISC = palette("fff3d0", "fffbe0", "ffe9a0", "ffcf9a", "f6f3df")
FAR = palette("b7a5c6", "9dbfd8", "b0708a", "6e4a86", "2a3d6c")
NEAR = palette("4e7a62", "4c9a52", "6b5a3a", "33304f", "0f2033")
SNOW = palette("fff3ee", "ffffff", "ffe2c8", "d9b7d4", "9fb4dc")
TREES = palette("2f5a4a", "2c6b3c", "40382c", "1f1e38", "0a1524")


def draw_landscapes(on: Canvas, draws: Draws) -> tuple[Tensor, dict[str, Tensor]]:
    """Draw one landscape on each picture; returns (time of day as in the catalogue, the attributes)."""
    scene = _Scene(draws)
    scene.sky(on)
    with on.part(-1, -1, 1, 0.1).some(scene, scene.night) as (few, theirs):
        theirs.stars(few)
    scene.disc(on.part(-1, -1, 1, 0.6))
    with on.part(-1, -1, 1, 0.1).some(scene, scene.has_clouds) as (few, theirs):
        theirs.cloud(few)
    with on.part(-1, -1, 1, 0.75).some(scene, scene.has_mountains) as (few, theirs):
        theirs.mountains(few)
    with on.part(-1, 0.05, 1, 1).some(scene, scene.sea) as (few, theirs):
        theirs.water(few)
    with on.part(-1, -0.5, 1, 1).some(scene, ~scene.sea) as (few, theirs):
        theirs.hills(few)
    scene.meadow(on.part(-1, -0.1, 1, 1))
    with on.part(-1, -0.25, 1, 1).some(scene, scene.has_trees & scene.firs) as (few, theirs):
        theirs.fir_trees(few)
    with on.part(-1, -0.25, 1, 1).some(scene, scene.has_trees & ~scene.firs) as (few, theirs):
        theirs.round_trees(few)
    return scene.time, {"sea": scene.sea, "trees": scene.has_trees, "clouds": scene.has_clouds, "snow": scene.snow}


class _Hills:
    """The outline of N ranges of hills: the sum of a long and a short wave, `height` at most."""

    def __init__(self, draws: Draws, height: float):
        u = draws.uniform
        self.long = u(1.2, 2.2), u(0, 2 * math.pi), u(0.3, 0.6) * height
        self.short = u(3.0, 5.0), u(0, 2 * math.pi), u(0.1, 0.2) * height

    def top(self, x: Tensor) -> Tensor:
        """(W, N): how high the hills stand above their base."""
        return sum(((x * often + phase).sin() + 1) * size for often, phase, size in (self.long, self.short))


class _Peaks:
    """The outline of N mountain ranges: the higher of two saws of different spacing, made uneven by a third."""

    def __init__(self, draws: Draws):
        u = draws.uniform
        self.saws = [(u(0.45, 0.75), u(0, 1), u(0.55, 0.80)), (u(0.8, 1.2), u(0, 1), u(0.25, 0.5))]
        self.rough = u(2.6, 3.6), u(0, 1), u(0.03, 0.09)

    def top(self, x: Tensor) -> tuple[Tensor, Tensor]:
        """(W, N) how high the mountains stand above their base, and (W, N) True where the slope falls to the right."""
        (first, falls), (second, also) = (_saw(x, *saw) for saw in self.saws)
        return torch.maximum(first, second) + _saw(x, *self.rough)[0], torch.where(first > second, falls, also)


def _saw(x: Tensor, often: Tensor, phase: Tensor, size: Tensor) -> tuple[Tensor, Tensor]:
    place = x * often + phase
    place = place - place.floor()
    return (place - 0.5).abs() * (2 * size), place < 0.5


class _Scene:
    """The parameters of N landscapes, drawn at random in a fixed order, and how each part of them is painted."""

    def __init__(self, draws: Draws):
        u, chance, pick = draws.uniform, draws.chance, draws.pick
        self.time = pick([1, 1, 1, 1, 1])
        self.night = self.time == 4
        shift = u(0, 0.12)
        self.top, self.middle, self.low = (
            mix(colours[:, self.time], colours[:, (self.time + 1).clamp(max=3)], torch.where(self.night, 0.0, shift))
            for colours in (SKY_TOP, SKY_MIDDLE, SKY_LOW)
        )
        self.disc_colour = DISC[:, self.time]
        self.far, self.near = FAR[:, self.time], NEAR[:, self.time]
        self.tree = TREES[:, self.time]
        self.sea = chance(0.5)
        self.horizon = torch.where(self.sea, u(0.12, 0.36), u(0.25, 0.45))
        self.sun_x = u(-0.7, 0.7)
        low_sun = self.horizon - u(0.10, 0.45)
        self.sun_y = torch.where((self.time == 1) | self.night, u(-0.72, -0.35), low_sun)
        self.sun_size = torch.where(self.night, u(0.13, 0.19), u(0.13, 0.22))
        self.crescent = chance(0.6) & self.night
        self.has_clouds = chance(0.45) & ~self.night
        self.clouds = [(u(-0.9, 0.9), u(-0.75, -0.15), u(0.18, 0.36)) for _ in range(2)]
        self.has_mountains = chance(0.62)
        self.snow = chance(0.5) & self.has_mountains
        self.range = _Peaks(draws)
        self.back, self.front = _Hills(draws, 0.22), _Hills(draws, 0.26)
        self.has_trees = chance(0.5)
        self.firs = chance(0.5)
        self.places = [(u(-0.95, 0.95), u(0.75, 1.25)) for _ in range(4)]
        self.star_places = [(u(0.15, 0.85), u(0.15, 0.85), u(0.2, 1.0)) for _ in range(15)]
        self.slope = u(-0.25, 0.25)

    def _air(self, y: Tensor) -> Tensor:
        """The colour of the sky at height y, from -1 (top) to the horizon."""
        height = ((y + 1) / (self.horizon + 1)).clamp(0, 1)
        top, middle, low = (each[:, None, None, :] for each in (self.top, self.middle, self.low))
        upper, lower = (height * 1.8).clamp(max=1), (height * 1.8 - 0.8).clamp(min=0)
        return mix(mix(top, middle, upper), low, lower)

    def sky(self, on: Canvas) -> None:
        on.fill(self._air(on.y))

    def stars(self, on: Canvas) -> None:
        """One star in each of 5 x 3 fields of the sky."""
        size = max(0.9 * on.pixel, 0.045)
        for index, (x, y, brightness) in enumerate(self.star_places):
            left, top = -1 + 0.4 * (index % 5), -1 + 0.36 * (index // 5)
            field = on.part(left, top, left + 0.4, top + 0.36)
            dx, dy = field.x - (left + 0.4 * x), field.y - (top + 0.36 * y)
            glow = (1 - (dx * dx + dy * dy) * (1 / size**2)).clamp_(0, 1)
            field.blend(glow * (brightness), palette("fdf7e0"))

    def disc(self, on: Canvas) -> None:
        dx, dy = on.x - self.sun_x, on.y - self.sun_y
        squared = dx * dx + dy * dy
        halo = 0.07 / (squared + 0.12)
        on.blend((halo * torch.where(self.night, 0.35, 0.8)).clamp_(max=0.9), shade(self.disc_colour, 0.2))
        disc = squared.sqrt_() - self.sun_size
        bite = circle(on, self.sun_x + 0.09, self.sun_y - 0.05, self.sun_size * 0.92)
        on.paint(torch.where(self.crescent, without(disc, bite), disc), self.disc_colour)

    def cloud(self, on: Canvas) -> None:
        colour = mix(shade(self.low, 0.6), self.middle, 0.1)
        for x, y, size in self.clouds:
            shape = ellipse(on, x, y, size, size * 0.26)
            shape = either(shape, ellipse(on, x - size * 0.35, y - size * 0.16, size * 0.42, size * 0.26))
            shape = either(shape, ellipse(on, x + size * 0.25, y - size * 0.24, size * 0.5, size * 0.34))
            on.paint(shape, colour, 0.85, soft=0.05)

    def mountains(self, on: Canvas) -> None:
        height, falls = self.range.top(on.x)
        top = self.horizon + 0.03 - height
        below = top - on.y  # negative inside
        # The faces turned to the light are lighter, and all fade into the haze towards their foot.
        lit = (falls == (self.sun_x > 0)).float() * 0.34
        rock = mix(self.far[:, None, None, :], self.low[:, None, None, :], 0.05 + lit)
        haze = ((on.y - self.horizon + 0.5) * 1.1).clamp_(0, 0.55)
        on.paint(below, mix(rock, self.low[:, None, None, :], haze))
        jag = on.x * 5 + self.slope * 9
        jag = (jag - jag.floor() - 0.5).abs() * 0.14
        snow = mix(SNOW[:, self.time][:, None, None, :], self.far[:, None, None, :], 0.3 - lit * 0.88)
        on.paint(both(below, on.y - (self.horizon - 0.42 + jag)), snow, self.snow)

    def water(self, on: Canvas) -> None:
        """The sea mirrors the sky, and the sun in broken strips."""
        mirrored = self._air(2 * self.horizon - on.y * 1.3 + 0.3 * self.horizon)
        deep = ((on.y - self.horizon) * 0.7).clamp_(0, 0.75)
        colour = mix(mix(mirrored, self.top[:, None, None, :], 0.25), shade(self.top, -0.25)[:, None, None, :], deep)
        surface = self.horizon - on.y
        on.paint(surface, colour)
        wave = on.y * 9 + self.slope * 5
        strip = ((wave - wave.floor() - 0.5).abs() - 0.17) * 0.2
        reach = (on.x - self.sun_x).abs() - (0.10 + 0.28 * (on.y - self.horizon))
        glitter = both(both(strip, reach), surface + 0.03)
        on.paint(glitter, self.disc_colour, 0.75, soft=0.05)

    def hills(self, on: Canvas) -> None:
        """Further hills, where there is no sea."""
        top = self.horizon + 0.22 - self.back.top(on.x) + self.slope * on.x
        colour = mix(self.near, self.far, 0.42)
        depth = ((on.y - top) * 1.8).clamp_(0, 1)
        on.paint(top - on.y, mix(shade(colour, 0.14)[:, None, None, :], colour[:, None, None, :], depth))

    def meadow(self, on: Canvas) -> None:
        """The nearest hill, or the shore."""
        top = self._meadow(on.x)
        depth = ((on.y - top) * 1.6).clamp_(0, 1)
        on.paint(top - on.y, mix(shade(self.near, 0.16)[:, None, None, :], self.near[:, None, None, :], depth))

    def _meadow(self, x: Tensor) -> Tensor:
        return self.horizon + 0.62 - self.front.top(x) + self.slope * x

    def fir_trees(self, on: Canvas) -> None:
        for x, size in self.places:
            foot = self._meadow(x[None])[0] + 0.03
            up = foot - 0.05 - on.y  # a fir is narrower the higher
            cone = both(((on.x - x).abs() - (0.44 * size - up) * 0.30) * 0.9, -up)
            on.paint(either(cone, box(on, x, foot - 0.06 * size, 0.022 * size, 0.10 * size)), self.tree)

    def round_trees(self, on: Canvas) -> None:
        for x, size in self.places:
            foot = self._meadow(x[None])[0] + 0.03
            leaves = ellipse(on, x, foot - 0.25 * size, 0.13 * size, 0.15 * size)
            on.paint(either(leaves, box(on, x, foot - 0.06 * size, 0.022 * size, 0.10 * size)), self.tree)
            glow = ellipse(on, x - 0.04, foot - 0.29 * size, 0.06 * size, 0.06 * size)
            on.paint(glow, shade(self.tree, 0.22), 0.5, soft=0.05)
