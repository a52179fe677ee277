"""`animals`: drawn cats and dogs, as portraits, sitting or lying down; the label says which it is.

What a child goes by (ears, muzzle, nose, eyes, whiskers, tail) tells them apart; no single feature does: dogs may have
pointed ears or blue eyes, cats folded ears or a dark face, and both wear the same coats and collars.
"""

from __future__ import annotations

import torch
from torch import Tensor

from ganplay.data.drawing import (
    Canvas,
    Draws,
    Number,
    both,
    box,
    circle,
    either,
    ellipse,
    mix,
    palette,
    polygon,
    shade,
    stroke,
    without,
)

WALLS = palette("f3d9c4", "cfe3d4", "c9d9ee", "e4d3ec", "f6e3b4", "f2c4c4", "a9c9c4", "8f9fc4", "f0efe6")
FLOORS = palette("c98d5e", "a8734c", "dcc09a", "8a6a5a", "b9b0a4")
RUGS = palette("d9534f", "3f7f8c", "e8b04a", "6d5b97", "4f8a5b", "e58aa0")
SKIES = palette("8cc8f2", "bfe2f5", "f5c9a4", "7fb2e0")
GRASS = palette("6fb04f", "8dbb5a", "4f9460", "a9b85a")
# The first four are the dark ones.
COATS = palette(
    "2b2730", "4a3529", "55555f", "6b4630", "8f8f99", "a9683a", "d98a3d", "e0b070", "eedcb8", "f6f2ea", "c9b8a6"
)
COLLARS = palette("d8433f", "2f6fb3", "3f9b6c", "e8a92f", "7b4fa0", "e06a9a")
CAT_EYES = palette("7fa83a", "d9a52f", "4f9fc4", "b7c24a", "c9772a")
DOG_EYES = palette("3a2418", "5a3820", "27190f", "6f4a22", "7fb4dc")
PINK, INK, WHITE, NOSE = palette("ef9aa0"), palette("241d26"), palette("fffdf8"), palette("2c2226")
TONGUE, TAG = palette("ee6f83"), palette("f2cf63")
CREAM = palette("fbf3e4")
GONE = 9.0  # added to a distance: nothing is inside


def draw_animals(on: Canvas, draws: Draws) -> tuple[Tensor, dict[str, Tensor]]:
    """Draw one animal on each picture; returns (0 cat or 1 dog, the attributes)."""
    animal = _Animal(draws)
    with on.some(animal, ~animal.outdoors) as (few, theirs):
        theirs.room(few)
    with on.some(animal, animal.outdoors) as (few, theirs):
        theirs.meadow(few)
    for pose, body in enumerate((_Animal.shoulders, _Animal.sitting, _Animal.lying)):
        with on.part(-1, -0.5, 1, 1).some(animal, animal.pose == pose) as (few, theirs):
            body(theirs, few)
    for dog, head in enumerate((_Animal.head_of_a_cat, _Animal.head_of_a_dog)):
        with on.some(animal, animal.species == dog) as (few, theirs):
            head(theirs, theirs.before_the_head(few))
    return animal.species, {
        "pointed_ears": animal.pointed,
        "dark_fur": animal.coat_index < 4,
        "collar": animal.has_collar,
        "outdoors": animal.outdoors,
    }


class _Animal:
    """The parameters of N animals, drawn at random in a fixed order, and how each part of them is painted.

    The parts of a head are painted in its own coordinates: 0, 0 is its middle, 1 about its radius, y goes to the chin.
    """

    def __init__(self, draws: Draws):
        u, chance, pick = draws.uniform, draws.chance, draws.pick
        self.species = pick([1, 1])
        self.cat = self.species == 0
        self.pose = pick([9, 8, 6])  # 0 portrait, 1 sitting, 2 lying
        portrait, lying = self.pose == 0, self.pose == 2

        # Both have all coats; those that are common among cats, or among dogs, are so here.
        cats, dogs = pick([9, 2, 8, 3, 10, 4, 12, 4, 7, 8, 6]), pick([7, 5, 4, 9, 4, 9, 6, 13, 8, 7, 6])
        self.coat_index = torch.where(self.cat, cats, dogs)
        self.coat = mix(COATS[:, self.coat_index], COATS[:, pick([1] * 11)], u(0, 0.14))
        self.second = torch.where(chance(0.75), CREAM, COATS[:, pick([4, 4, 2, 4, 2, 4, 4, 2, 0, 0, 0])])
        self.bib = chance(0.5)  # chest, paws and muzzle of the second colour
        self.blaze = chance(0.3) & self.bib
        self.patch = chance(0.22)  # round one eye
        self.side = torch.where(chance(0.5), 1.0, -1.0)
        self.stripes = chance(0.42) & self.cat | chance(0.06) & ~self.cat
        self.mask = chance(0.13) & (self.coat_index > 6)  # a dark face and dark ears: Siamese cats, pugs, shepherds
        self.points = mix(self.coat, palette("3a2b28"), 0.75)

        # 0 pointed, 1 folded or hanging, 2 half pointed
        ears = torch.where(self.cat, pick([18, 2, 1]), pick([7, 14, 6]))
        self.ears = ears
        self.pointed = ears == 0
        self.ear_size, self.ear_spread = u(0.85, 1.2), u(0.9, 1.12)
        self.ear_angle = u(-0.14, 0.14)
        self.broad = u(0.92, 1.1)  # of the head
        self.muzzle = u(0.85, 1.2)
        self.nose = torch.where(self.cat & chance(0.65), PINK, mix(NOSE, PINK, u(0, 0.25)))
        self.iris = torch.where(self.cat, CAT_EYES[:, pick([5, 5, 3, 4, 3])], DOG_EYES[:, pick([5, 5, 4, 3, 1])])
        self.eye_size, self.eye_gap = u(0.21, 0.27), u(0.4, 0.5)
        self.asleep = chance(0.1)
        self.slits = u(0.3, 0.8)
        self.tongue = chance(0.5) & ~self.cat | chance(0.07) & self.cat
        self.fluff = chance(0.4)  # tufts on the cheeks
        self.has_collar = chance(0.42)
        self.collar = COLLARS[:, pick([1] * 6)]

        self.scale = torch.where(portrait, u(0.47, 0.6), torch.where(lying, u(0.33, 0.4), u(0.34, 0.42)))
        self.cx = torch.where(portrait, u(-0.12, 0.12), u(-0.2, 0.2))
        self.cx = torch.where(lying, self.side * u(0.22, 0.38), self.cx)
        self.cy = torch.where(portrait, u(0.0, 0.14), torch.where(lying, u(0.05, 0.2), u(-0.2, -0.06)))
        self.tilt = u(-0.3, 0.3) * torch.where(chance(0.5), 1.0, 0.35)
        self.turn = u(-0.2, 0.2)  # features slide across the head
        self.light = torch.where(chance(0.5), 1.0, -1.0)
        self.tail = u(0.0, 1.0)

        self.outdoors = chance(0.42)
        self.wall, self.floor, self.rug = WALLS[:, pick([1] * 9)], FLOORS[:, pick([1] * 5)], RUGS[:, pick([1] * 6)]
        self.sky, self.grass = SKIES[:, pick([4, 3, 2, 3])], GRASS[:, pick([1] * 4)]
        self.horizon = u(0.1, 0.45)
        self.has_rug, self.has_window, self.has_bush = chance(0.55), chance(0.4), chance(0.5)
        self.window_x, self.bush_x, self.bush_size = u(-0.7, 0.7), u(-0.9, 0.9), u(0.25, 0.5)

    # Where they are.

    def room(self, on: Canvas) -> None:
        top = shade(self.wall, 0.4)[:, None, None, :]
        on.fill(mix(top, self.wall[:, None, None, :], on.y * 0.5 + 0.5))
        frame = box(on, self.window_x, -0.55, 0.36, 0.34, 0.03)
        on.paint(frame, WHITE, self.has_window)
        on.paint(frame + 0.05, shade(self.sky, 0.2), self.has_window)
        bars = either((on.x - self.window_x).abs(), (on.y + 0.55).abs()) - 0.025
        on.paint(both(frame, bars), WHITE, self.has_window)
        low = on.part(-1, 0, 1, 1)
        low.paint(self.horizon + 0.15 - low.y, self.floor)
        low.paint((low.y - self.horizon - 0.15).abs() - 0.03, WHITE, 0.7)
        rug = ellipse(low, self.cx * 0.6, 0.86, 0.95, 0.26)
        low.paint(rug, self.rug, self.has_rug)
        low.paint((rug + 0.07).abs() - 0.02, shade(self.rug, 0.5), self.has_rug)

    def meadow(self, on: Canvas) -> None:
        top, low = self.sky[:, None, None, :], shade(self.sky, 0.6)[:, None, None, :]
        on.fill(mix(top, low, on.y * 0.6 + 0.5))
        on.paint(circle(on, -self.bush_x, -0.68, 0.17), palette("fff0b0"), 0.9, soft=0.05)
        cloud = either(ellipse(on, self.window_x, -0.6, 0.34, 0.1), ellipse(on, self.window_x + 0.1, -0.69, 0.18, 0.12))
        on.paint(cloud, WHITE, 0.85 * self.has_window, soft=0.03)
        hill = ellipse(on, self.bush_x, self.horizon + 0.62, 1.5, 0.8)
        on.paint(hill, shade(mix(self.grass, self.sky, 0.35), 0.1))
        bush = circle(on, self.bush_x, self.horizon - 0.02, self.bush_size)
        bush = either(bush, circle(on, self.bush_x + 0.3, self.horizon + 0.05, self.bush_size * 0.75))
        on.paint(bush, shade(self.grass, -0.3), self.has_bush)
        wave = on.x * 9 + self.bush_x * 5
        blades = (wave - wave.floor() - 0.5).abs()  # a saw along x
        on.paint(self.horizon + 0.12 - 0.06 * blades - on.y, self.grass)
        on.paint(ellipse(on, self.cx, 0.95, 0.9, 0.2), shade(self.grass, -0.35), 0.45, soft=0.15)

    # Their bodies.

    def shoulders(self, on: Canvas) -> None:
        x = self.cx * 0.6
        self._fur(on, ellipse(on, x, 1.1, 0.62 + 0.1 * self.broad, 0.62))
        chest = ellipse(on, x, 1.02, 0.3, 0.46)
        on.paint(chest, self.second, self.bib)

    def sitting(self, on: Canvas) -> None:
        x, away = self.cx * 0.8, -self.side
        self._tail(on, x + away * 0.34, 0.82, away)
        for end in (-1, 1):
            self._fur(on, ellipse(on, x + end * 0.26, 0.76, 0.2, 0.2))  # thighs
        self._fur(on, either(ellipse(on, x, 0.52, 0.36, 0.44), ellipse(on, x, 0.3, 0.27, 0.4)))
        on.paint(ellipse(on, x, 0.42, 0.18, 0.26), self.second, self.bib, soft=0.03)
        self._bars(on, both(ellipse(on, x, 0.5, 0.36, 0.44), 0.2 - (on.x - x).abs()), 0.17)
        for end in (-1, 1):
            self._leg(on, x + end * 0.12, 0.5, x + end * 0.13, 0.88)

    def lying(self, on: Canvas) -> None:
        away = -self.side
        x = self.cx + away * 0.45
        self._tail(on, x + away * 0.42, 0.72, away)
        back = either(ellipse(on, x, 0.62, 0.58, 0.32), ellipse(on, x + away * 0.22, 0.6, 0.4, 0.36))
        self._fur(on, back)
        self._bars(on, both(back, on.y - 0.62), 0.2)
        self._fur(on, ellipse(on, x + away * 0.26, 0.72, 0.27, 0.22))  # thigh
        self._leg(on, x + away * 0.3, 0.88, x + away * 0.06, 0.9)
        for end in (-0.5, 1):
            self._leg(on, self.cx + away * 0.2, 0.74, self.cx + end * 0.18 + self.side * 0.02, 0.9)

    def _fur(self, on: Canvas, shape: Tensor) -> None:
        """A part of the body, with a rim that stands out from what is behind it."""
        on.paint(shape - 0.025, shade(self.coat, -0.45), 0.8)
        on.paint(shape, self.coat)
        on.paint(without(shape, shape + 0.1), shade(self.coat, -0.3), 0.35, soft=0.08)

    def _leg(self, on: Canvas, ax: Number, ay: Number, bx: Number, by: Number) -> None:
        leg = either(stroke(on, ax, ay, bx, by, 0.095), ellipse(on, bx, by, 0.135, 0.085))
        on.paint(leg - 0.02, shade(self.coat, -0.45), 0.55)
        on.paint(leg, self.coat)
        on.paint(both(leg, by - 0.08 - on.y), torch.where(self.mask, self.points, self.second), self.bib | self.mask)

    def _tail(self, on: Canvas, x: Number, y: Number, away: Number) -> None:
        """Long and curled round its end: a cat's; short, thick and raised: a dog's."""
        lift = 0.25 + 0.3 * self.tail
        low, high = x + away * 0.2, x + away * (0.32 - 0.1 * self.tail)
        cat = stroke(on, x - away * 0.2, y, low, y - 0.06, 0.065)
        cat = either(cat, stroke(on, low, y - 0.06, high, y - lift, 0.06))
        cat = either(cat, stroke(on, high, y - lift, high - away * 0.1, y - lift - 0.12, 0.06))
        end = x + away * 0.24
        dog = either(
            stroke(on, x - away * 0.1, y - 0.05, x + away * 0.1, y - 0.16, 0.085),
            stroke(on, x + away * 0.1, y - 0.16, end, y - 0.2 - 0.2 * self.tail, 0.07),
        )
        tail = torch.where(self.cat, cat, dog)
        self._fur(on, tail)
        tip = circle(on, torch.where(self.cat, high, end), torch.where(self.cat, y - lift, y - 0.3), 0.14)
        on.paint(both(tail, tip), torch.where(self.mask, self.points, self.second), self.bib | self.mask)

    def _bars(self, on: Canvas, where: Tensor, gap: float) -> None:
        """Stripes across, inside a shape."""
        wave = on.y / gap + on.x * 0.4
        stripes = ((wave - wave.floor() - 0.5).abs() - 0.16) * gap
        on.paint(both(where + 0.02, stripes), shade(self.coat, -0.45), 0.8 * self.stripes)

    # Their heads.

    def before_the_head(self, on: Canvas) -> Canvas:
        """The canvas in the coordinates of the head."""
        turn, lean = self.tilt.cos() / self.scale, self.tilt.sin() / self.scale
        dx, dy = on.x - self.cx, on.y - self.cy
        return Canvas(on.image, dx * turn + dy * lean, dy * turn - dx * lean, on.pixel / self.scale)

    def head_of_a_cat(self, on: Canvas) -> None:
        self._collar(on)
        head = ellipse(on, 0.0, 0.0, 1.0 * self.broad, 0.84)
        for end in (-1, 1):
            tuft = [(end * 0.55, 0.05), (end * 1.14 * self.broad, 0.4), (end * 0.5, 0.64)]
            head = torch.where(self.fluff, either(head, polygon(on, tuft[::end]) - 0.03), head)
        for end in (-1, 1):
            self._pointed_ear(on, end, 0.62, 1.25, PINK)
        self._face(on, head)
        for end in (-1, 1):  # a folded ear lies on the head
            ear = [(end * 0.3, -0.78), (end * 0.8, -0.66), (end * 0.84, -0.36)]
            ear = polygon(on, ear[::end]) - 0.1 + torch.where(self.ears == 1, 0.0, GONE)
            self._part(on, ear, torch.where(self.mask, self.points, shade(self.coat, -0.08)))
        x, y = self.turn * 1.2, 0.3
        pads = either(ellipse(on, x - 0.17, y + 0.12, 0.25, 0.19), ellipse(on, x + 0.17, y + 0.12, 0.25, 0.19))
        pads = either(pads, ellipse(on, x, y + 0.3, 0.16, 0.13))
        on.paint(pads, torch.where(self.mask, self.points, mix(self._muzzle_colour(), CREAM, 0.25)), 0.9, soft=0.03)
        self._eyes(on, slits=True)
        nose = [(x - 0.15, y - 0.06), (x + 0.15, y - 0.06), (x, y + 0.08)]
        on.paint(polygon(on, nose) - 0.02, self.nose)
        self._mouth(on, x, y + 0.09, 0.17)
        for end in (-1, 1):
            for fall in (-0.06, 0.1):
                whisker = stroke(on, x + end * 0.36, y + 0.1 + fall, x + end * 1.05, y + 0.04 + 2.6 * fall, 0.016)
                on.paint(whisker, mix(WHITE, INK, (self.mask | (self.coat_index > 6)).float() * 0.6), 0.8)

    def head_of_a_dog(self, on: Canvas) -> None:
        self._collar(on)
        head = ellipse(on, 0.0, -0.1, 0.84 * self.broad, 0.84)
        head = either(head, ellipse(on, self.turn * 0.5, 0.36, 0.64 * self.broad, 0.56))
        for end in (-1, 1):
            tuft = [(end * 0.45, 0.0), (end * 1.02 * self.broad, 0.42), (end * 0.4, 0.72)]
            head = torch.where(self.fluff & self.pointed, either(head, polygon(on, tuft[::end]) - 0.03), head)
        for end in (-1, 1):
            self._pointed_ear(on, end, 0.5, 1.3, mix(self.coat, PINK, 0.5))
        self._face(on, head)
        for end in (-1, 1):
            self._hanging_ear(on, end)
        x, y = self.turn * 1.5, 0.42
        muzzle = ellipse(on, x, y, 0.43 * self.muzzle, 0.36)
        on.paint(muzzle - 0.02, shade(self.coat, -0.35), 0.5, soft=0.04)
        on.paint(muzzle, torch.where(self.mask, self.points, self._muzzle_colour()))
        tongue = box(on, x + 0.02, y + 0.36, 0.13, 0.2, 0.12)
        on.paint(tongue, TONGUE, self.tongue)
        on.paint(stroke(on, x + 0.02, y + 0.26, x + 0.02, y + 0.44, 0.015), shade(TONGUE, -0.3), self.tongue)
        self._eyes(on, slits=False)
        nose = ellipse(on, x, y - 0.17, 0.22, 0.15)
        on.paint(nose, self.nose)
        on.paint(ellipse(on, x - 0.06 * self.light, y - 0.22, 0.07, 0.035), WHITE, 0.55)
        self._mouth(on, x, y - 0.03, 0.21)

    def _muzzle_colour(self) -> Tensor:
        return torch.where(self.bib, self.second, shade(self.coat, 0.25))

    def _part(self, on: Canvas, shape: Tensor, colour: Tensor) -> None:
        on.paint(shape - 0.05, shade(colour, -0.45), 0.8)
        on.paint(shape, colour)

    def _collar(self, on: Canvas) -> None:
        band = box(on, 0.0, 0.92, 0.56, 0.1, 0.1)
        on.paint(band - 0.02, shade(self.collar, -0.4), self.has_collar)
        on.paint(band, self.collar, self.has_collar)
        on.paint(circle(on, 0.0, 1.1, 0.13), TAG, self.has_collar)

    def _pointed_ear(self, on: Canvas, end: int, root: float, height: float, inside: Tensor) -> None:
        """One that stands; its tip falls over where it is half pointed."""
        size, lean = self.ear_size, end * (root + self.ear_angle * 0.8) * self.ear_spread
        foot, tip = -0.45, -0.45 - (height - 0.45) * size
        point, bend = lean + end * 0.18, foot + (tip - foot) * 0.56
        half = self.ears == 2
        ear = polygon(on, [(lean - 0.34, foot), (point, tip), (lean + 0.34, foot)]) - 0.07
        ear = both(ear, torch.where(half, bend, -GONE) - on.y) + torch.where(self.ears == 1, GONE, 0.0)
        colour = torch.where(self.mask, self.points, self.coat)
        self._part(on, ear, colour)
        inner = polygon(on, [(lean - 0.21, foot), (point, tip + 0.22), (lean + 0.21, foot)]) - 0.01
        on.paint(both(inner, ear + 0.06), mix(inside, colour, 0.25), 0.9)
        middle = lean + end * 0.1
        flap = [(middle - 0.13, bend), (middle + 0.13, bend), (middle + end * 0.22, bend + 0.32 * size)]
        self._part(on, polygon(on, flap) - 0.07 + torch.where(half, 0.0, GONE), shade(colour, -0.12))

    def _hanging_ear(self, on: Canvas, end: int) -> None:
        hidden = torch.where(self.ears == 1, 0.0, GONE)
        x = end * 0.78 * self.broad
        fall = 0.3 + 0.35 * (self.ear_size - 0.85) / 0.35
        ear = either(
            stroke(on, x - end * 0.12, -0.62, x + end * 0.12, -0.1, 0.2),
            ellipse(on, x + end * 0.16, fall * 0.6, 0.25, 0.3 + fall * 0.4),
        )
        colour = torch.where(self.mask, self.points, shade(self.coat, -0.22))
        self._part(on, ear + hidden, torch.where(self.patch & (self.side == end), self.second, colour))

    def _face(self, on: Canvas, head: Tensor) -> None:
        """The head itself: coat, shadow, stripes on the brow, a blaze, a patch round one eye."""
        self._part(on, head, self.coat)
        on.paint(both(head, -ellipse(on, self.light * 0.22, -0.1, 1.1, 1.0)), shade(self.coat, -0.3), 0.5, soft=0.1)
        for x, tall in ((0.0, 0.34), (-0.27, 0.24), (0.27, 0.24)):
            mark = stroke(on, x + self.turn, -0.78, x * 0.8 + self.turn, -0.78 + tall, 0.06)
            on.paint(both(mark, head), shade(self.coat, -0.45), 0.85 * self.stripes)
        for end in (-1, 1):
            for fall in (0.12, 0.34):
                mark = stroke(on, end * 0.72, fall, end * 1.1, fall - 0.08, 0.045)
                on.paint(both(mark, head), shade(self.coat, -0.45), 0.85 * self.stripes)
        blaze = ellipse(on, self.turn, -0.2, 0.17, 0.75)
        on.paint(both(blaze, head), self.second, self.blaze, soft=0.04)
        spot = ellipse(on, self.turn + self.side * self.eye_gap, -0.12, 0.4, 0.44)
        on.paint(both(spot, head), self.second, self.patch, soft=0.03)
        on.paint(both(ellipse(on, self.turn, 0.24, 0.62, 0.56), head), self.points, self.mask, soft=0.2)

    def _eyes(self, on: Canvas, slits: bool) -> None:
        y, size = -0.12, self.eye_size * (1.06 if slits else 0.86)
        for end in (-1, 1):
            x = self.turn * 0.8 + end * self.eye_gap * (1.0 if slits else 0.84)
            lid = both(circle(on, x, y - 0.08, size * 0.9).abs() - 0.045, y - 0.02 - on.y)
            on.paint(lid, INK, self.asleep)
            eye = ellipse(on, x, y, size, size * (0.96 if slits else 1.06)) + self.asleep * GONE
            on.paint(eye - 0.045, INK, 0.85)
            on.paint(eye, self.iris)
            wide = size * self.slits if slits else size * 0.66
            tall = size * 0.86 if slits else size * 0.7
            on.paint(ellipse(on, x + self.turn * 0.2, y, wide, tall) + self.asleep * GONE, INK)
            on.paint(circle(on, x - 0.07 * self.light, y - 0.09, 0.065) + self.asleep * GONE, WHITE)

    def _mouth(self, on: Canvas, x: Tensor, y: float, width: float) -> None:
        """Two small arcs that hang from the nose."""
        dark = torch.where(self.mask | (self.coat_index < 4) & ~self.bib, shade(self.coat, -0.75), INK)
        on.paint(stroke(on, x, y - 0.02, x, y + 0.08, 0.025), dark)
        for end in (-1, 1):
            arc = both(circle(on, x + end * width * 0.5, y + 0.06, width * 0.5).abs() - 0.03, y + 0.06 - on.y)
            on.paint(arc, dark)
