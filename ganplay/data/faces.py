"""`faces`: cartoon faces with known attributes, drawn from back to front."""

from __future__ import annotations

import torch
from torch import Tensor

from ganplay.data.drawing import Canvas, Draws, both, box, circle, either, ellipse, mix, palette, shade, stroke, without

WALLS = palette("bfe6d3", "ffdcc2", "b9dcf5", "d6c8f2", "fdeeb5", "f9c9d4", "8fd0cf", "f4a896")
SKINS = palette("ffe2c9", "f6cba6", "e3ae86", "c68c5f", "96623f", "6b4630")
# The first three are the dark ones.
HAIRS = palette("2a2430", "46302a", "5d3a2c", "9c5a30", "d9702e", "f0c65c", "e6ddd2", "ee7aa2", "5b86d6")
CLOTHES = palette("2f4b7c", "e2504a", "f2b134", "3f9b6c", "f5f1e8", "7b5ea7", "2b9aa0", "3a3a46")
HATS = palette("e2504a", "2f5fb3", "f2b134", "3f9b6c", "7b5ea7", "2f3140", "f5f1e8", "ee7aa2")
FRAMES = palette("22222c", "b5322f", "1f5fa8", "c98a1b")
IRISES = palette("3b2418", "5a3a20", "2f6f4f", "2f5f9e", "3b2418")
LIPS = palette("b5423f")
TEETH = palette("fffdf6")
INK = palette("1e1a24")


def draw_faces(on: Canvas, draws: Draws) -> tuple[None, dict[str, Tensor]]:
    """Draw one face on each picture; returns (no labels, the attributes)."""
    face = _Face(draws)
    face.wall(on)
    with on.some(face, face.long_hair) as (few, theirs):
        theirs.long_hair_behind(few)
    with on.part(-0.9, -1, 0.9, 0.75).some(face, face.style == 5) as (few, theirs):
        theirs.bob_behind(few)
    with on.part(-1, -1, 1, 0.65).some(face, face.style == 8) as (few, theirs):
        theirs.curls(few)
    with on.part(-0.5, -1, 0.5, -0.2).some(face, face.style == 9) as (few, theirs):
        theirs.bun(few)
    face.body(on.part(-1, 0.3, 1, 1))
    face.head(on.part(-0.8, -0.65, 0.8, 0.9))
    with on.part(-0.8, -0.1, 0.8, 0.9).some(face, face.has_beard) as (few, theirs):
        theirs.beard(few)
    face.mouth(on.part(-0.5, 0.1, 0.5, 0.8))
    face.eyes(on)
    face.hair_in_front(on.part(-0.9, -1, 0.9, 0.4))
    with on.part(-0.9, -0.4, 0.9, 0.4).some(face, face.long_hair | (face.style == 5)) as (few, theirs):
        theirs.locks(few)
    with on.part(-0.75, -0.4, 0.75, 0.4).some(face, face.has_glasses) as (few, theirs):
        theirs.glasses(few)
    with on.part(-1, -1, 1, 0.1).some(face, face.has_hat) as (few, theirs):
        theirs.hat(few)
    return None, {
        "smile": face.smile,
        "glasses": face.has_glasses,
        "hat": face.has_hat,
        "long_hair": face.long_hair,
        "dark_hair": face.dark_hair,
        "beard": face.has_beard,
    }


class _Face:
    """The parameters of N faces, drawn at random in a fixed order, and how each part of them is painted."""

    def __init__(self, draws: Draws):
        u, chance, pick = draws.uniform, draws.chance, draws.pick
        self.wall_colour = WALLS[:, pick([1] * 8)]
        self.wall_tint = u(0.0, 0.5)
        skin = u(0, 4.999)  # between two neighbours of the palette, so that skins form a continuum
        low = skin.long()
        self.skin = mix(SKINS[:, low], SKINS[:, low + 1], skin - low)
        hair = pick([18, 14, 12, 13, 9, 14, 6, 4, 4])
        self.hair = mix(HAIRS[:, hair], SKINS[:, :1], u(0, 0.08))
        self.dark_hair = hair < 3
        self.cloth = CLOTHES[:, pick([1] * 8)]
        self.iris = IRISES[:, pick([1] * 5)]

        self.cx, self.cy = u(-0.05, 0.05), u(0.06, 0.13)
        self.rx, self.ry = u(0.48, 0.56), u(0.56, 0.63)
        self.jaw = u(0.10, 0.38)
        self.gaze = u(-0.08, 0.08)  # features slide across the head: it turns
        self.light = torch.where(chance(0.5), 1.0, -1.0)

        # 0 none, 1 short, 2 fringe, 3 swept, 4 spikes, 5 bob, 6 long, 7 long and parted, 8 curls, 9 bun
        self.style = pick([5, 14, 11, 12, 10, 10, 13, 13, 12, 8])
        self.long_hair = (self.style == 6) | (self.style == 7)
        self.volume = u(0.05, 0.12)
        self.part = u(-0.3, 0.3)

        self.smile = chance(0.55)
        self.teeth = chance(0.6)
        self.mouth_width = u(0.19, 0.27)
        self.eye_gap, self.eye_size = u(0.22, 0.26), u(0.12, 0.15)
        self.brow_tilt, self.brow_lift = u(-0.04, 0.04), u(0.19, 0.25)
        self.blush = u(0.15, 0.6)
        self.has_beard = chance(0.22) & ~self.long_hair & (self.style != 5) & (self.style != 9)
        self.has_glasses = chance(0.28)
        self.frame = FRAMES[:, pick([5, 2, 2, 2])]
        self.square_frame, self.sunglasses = chance(0.4), chance(0.25)
        self.has_hat = chance(0.26) & (self.style != 9)
        self.hat_colour, self.hat_band = HATS[:, pick([1] * 8)], HATS[:, pick([1] * 8)]
        self.hat_kind = pick([4, 3, 3])  # 0 woollen, 1 cap, 2 top hat
        self.collar = pick([1, 1, 1])

        self.ex, self.ey = self.cx + self.gaze, self.cy - 0.01  # between the eyes

    def wall(self, on: Canvas) -> None:
        top = shade(self.wall_colour, 0.45)[:, None, None, :]
        on.fill(mix(top, self.wall_colour[:, None, None, :], on.y * 0.5 + 0.5))
        on.paint(circle(on, self.cx, self.cy - 0.1, 0.86), shade(self.wall_colour, 0.6), self.wall_tint, soft=0.05)

    def long_hair_behind(self, on: Canvas) -> None:
        on.paint(box(on, self.cx, self.cy + 0.16, self.rx + 0.17, 0.86, 0.44), shade(self.hair, -0.22))

    def bob_behind(self, on: Canvas) -> None:
        on.paint(box(on, self.cx, self.cy - 0.08, self.rx + 0.16, 0.68, 0.4), shade(self.hair, -0.22))

    def curls(self, on: Canvas) -> None:
        curls = circle(on, self.cx, self.cy - 0.2, self.rx + 0.19)
        for dx, dy in ((-0.62, 0.05), (-0.56, -0.33), (-0.24, -0.62), (0.24, -0.62), (0.56, -0.33), (0.62, 0.05)):
            curls = either(curls, circle(on, self.cx + dx * (self.rx + 0.5), self.cy - 0.12 + dy, 0.2))
        on.paint(curls, shade(self.hair, -0.22))

    def bun(self, on: Canvas) -> None:
        on.paint(circle(on, self.cx, self.cy - self.ry - 0.14, 0.25), shade(self.hair, -0.22))

    def body(self, on: Canvas) -> None:
        shadow = shade(self.skin, -0.25)
        shoulders = ellipse(on, self.cx * 0.5, 1.2, 0.86, 0.46)
        on.paint(shoulders, self.cloth)
        on.paint(without(shoulders, ellipse(on, self.cx * 0.5 + 0.1 * self.light, 1.25, 0.86, 0.46)), INK, 0.14)
        opening = ellipse(on, self.cx * 0.7, 0.79, 0.29, 0.15)
        on.paint(opening, shade(self.cloth, 0.45), (self.collar == 0))
        on.paint(ellipse(on, self.cx * 0.7, 0.77, 0.22, 0.14), shadow)
        on.paint(box(on, self.cx * 0.8, 0.6, 0.17, 0.2, 0.05), shadow)
        stripe = (on.y - 0.93).abs() - 0.035
        on.paint(both(stripe, shoulders + 0.02), shade(self.cloth, 0.55), self.collar == 1)

    def head(self, on: Canvas) -> None:
        ear = shade(self.skin, -0.12)
        for side in (-1, 1):
            on.paint(circle(on, self.cx + side * self.rx - 0.3 * self.gaze, self.cy + 0.03, 0.115), ear)
        outline = self._head(on)
        on.paint(outline, self.skin)
        turned = ellipse(on, self.cx + 0.13 * self.light, self.cy - 0.05, self.rx * 1.02, self.ry * 1.02)
        on.paint(without(outline, turned), shade(self.skin, -0.3), 0.5, soft=0.03)
        for side in (-1, 1):
            near = on.part(-0.6, 0.1, 0.6, 0.6)
            cheek = ellipse(near, self.ex + side * 0.31, self.ey + 0.24, 0.10, 0.065)
            near.paint(cheek, shade(mix(self.skin, LIPS, 0.35), 0.1), self.blush, soft=0.05)
        nose = on.part(-0.3, -0.1, 0.3, 0.5)
        nose.paint(
            ellipse(nose, self.ex + 0.4 * self.gaze, self.ey + 0.165, 0.064, 0.05), shade(self.skin, -0.24), 0.85
        )

    def _head(self, on: Canvas, grow: Tensor | float = 0.0) -> Tensor:
        """The outline of the head: an ellipse that narrows towards the chin."""
        narrow = 1 + self.jaw * ((on.y - self.cy) / self.ry).clamp(0, 1)
        dx, dy = (on.x - self.cx) * (narrow / (self.rx + grow)), (on.y - self.cy) / (self.ry + grow)
        return ((dx * dx + dy * dy).sqrt_() - 1) * 0.53

    def beard(self, on: Canvas) -> None:
        dx = (on.x - self.cx) / self.rx
        line = (self.cy + 0.28 - 0.36 * dx * dx) - on.y
        colour = shade(self.hair, -0.1)
        moustache = stroke(on, self.ex - 0.15, self.ey + 0.275, self.ex + 0.15, self.ey + 0.275, 0.05)
        on.paint(either(both(self._head(on) - 0.03, line), moustache), colour)
        on.paint(ellipse(on, self.ex, self.ey + 0.375, self.mouth_width * 0.8, 0.075), self.skin)

    def mouth(self, on: Canvas) -> None:
        x, y, width = self.ex, self.ey + 0.32, self.mouth_width
        inside = shade(LIPS, -0.45)
        # A smile is the half of an ellipse under a straight line; teeth are its upper part.
        bowl = ellipse(on, x, y, width, width * 0.78)
        grin = both(bowl, y - on.y)
        on.paint(grin, inside, self.smile)
        on.paint(both(bowl + 0.012, both(y - on.y, on.y - (y + 0.085))), TEETH, self.smile & self.teeth)
        on.paint(both(bowl + 0.01, (y + 0.11) - on.y), palette("e8736c"), self.smile & ~self.teeth)
        flat = stroke(on, x - width * 0.62, y + 0.05, x + width * 0.62, y + 0.06, 0.036)
        on.paint(flat, mix(shade(self.skin, -0.5), LIPS, 0.55), ~self.smile)

    def eyes(self, on: Canvas) -> None:
        size = self.eye_size
        for side in (-1, 1):
            middle = side * 0.24
            near = on.part(middle - 0.33, -0.4, middle + 0.33, 0.35)
            x, y = self.ex + side * self.eye_gap, self.ey
            pupil = x + 0.45 * self.gaze, y + 0.008
            near.paint(ellipse(near, x, y, size, size * 1.12), TEETH)
            near.paint(circle(near, *pupil, size * 0.68), self.iris)
            near.paint(circle(near, *pupil, size * 0.36), INK)
            near.paint(circle(near, pupil[0] - 0.03, y - 0.035, 0.026), TEETH, 0.9)
            brow = y - self.brow_lift
            inner, outer = x - side * 0.075, x + side * 0.095
            ends = inner, brow + self.brow_tilt, outer, brow - self.brow_tilt + 0.02
            near.paint(stroke(near, *ends, 0.032), shade(self.hair, -0.35))

    def hair_in_front(self, on: Canvas) -> None:
        style, cx, cy = self.style, self.cx, self.cy
        skull = self._head(on, self.volume)
        dx = (on.x - cx) / self.rx
        off = dx - self.part
        # How low the hair reaches at each x: negative distances lie above the line.
        short = on.y - (cy - 0.40 + 0.38 * dx * dx)
        fringe = on.y - (cy - 0.27 + 0.10 * dx * dx)
        swept = on.y - (cy - 0.40 + 0.18 * off + 0.22 * off * off)
        parted = on.y - (cy - 0.57 + 0.68 * (off * off).clamp(max=1.2))
        line = torch.where((style == 2) | (style == 5), fringe, short)
        line = torch.where(style == 3, swept, line)
        line = torch.where((style == 6), fringe, line)
        line = torch.where((style == 7), parted, line)
        cap = both(skull, line)
        wave = on.x * 3.2 + self.part * 3
        teeth = (wave - wave.floor() - 0.5).abs()  # 0 .. 0.5, a saw along x
        spikes = both(both((cy - self.ry - 0.22 + 0.5 * teeth) - on.y, line), dx.abs() * self.rx - self.rx + 0.02)
        cap = torch.where((style == 4) & ~self.has_hat, either(cap, spikes), cap)
        on.paint(cap, self.hair, style > 0)
        crown = on.part(-0.5, -0.75, 0.5, -0.2)
        gloss = ellipse(crown, cx - 0.16 * self.light, cy - self.ry * 0.86, 0.17, 0.055)
        crown.paint(gloss, shade(self.hair, 0.35), (style > 0).float() * 0.55, soft=0.04)

    def locks(self, on: Canvas) -> None:
        """Hair that hangs in front of the ears."""
        for end in (-1, 1):
            x = self.cx + end * self.rx
            on.paint(stroke(on, x + end * 0.02, self.cy - 0.25, x + end * 0.06, self.cy + 0.18, 0.085), self.hair)

    def glasses(self, on: Canvas) -> None:
        y, size = self.ey + 0.005, 0.19
        for side in (-1, 1):
            x = self.ex + side * (self.eye_gap + 0.012)
            lens = torch.where(self.square_frame, box(on, x, y, size, size * 0.86, 0.05), circle(on, x, y, size))
            on.paint(lens, torch.where(self.sunglasses, INK, TEETH), torch.where(self.sunglasses, 0.92, 0.22))
            arm = stroke(on, x + side * size, y - 0.02, self.cx + side * (self.rx + 0.02), y - 0.04, 0.026)
            on.paint(either(lens.abs() - 0.03, arm), self.frame)
        on.paint(stroke(on, self.ex - 0.045, y - 0.02, self.ex + 0.045, y - 0.02, 0.026), self.frame)

    def hat(self, on: Canvas) -> None:
        cx, rim, wide = self.cx, self.cy - 0.36, self.rx + 0.11
        wool, cap, tall = (self.hat_kind == kind for kind in range(3))
        on.paint(circle(on, cx, rim - 0.53, 0.13), shade(self.hat_band, 0.15), wool)
        dome = both(ellipse(on, cx, rim, wide - 0.03, 0.52), on.y - rim)
        crown = box(on, cx, rim - 0.30, wide * 0.72, 0.34, 0.05)
        on.paint(torch.where(tall, crown, dome), self.hat_colour)
        lit = ellipse(on, cx - 0.2 * self.light, rim - 0.3, 0.12, 0.16)
        on.paint(lit, shade(self.hat_colour, 0.4), 0.35, soft=0.1)
        on.paint(box(on, cx, rim, wide, 0.085, 0.08), shade(self.hat_band, 0.15), wool)
        on.paint(box(on, cx, rim - 0.09, wide * 0.72, 0.07), shade(self.hat_band, 0.1), tall)
        on.paint(box(on, cx, rim, wide + 0.14, 0.06, 0.06), self.hat_colour, tall)
        peak = box(on, cx + 0.28 * self.light, rim - 0.005, wide * 0.78, 0.065, 0.06)
        on.paint(either(peak, circle(on, cx, rim - 0.52, 0.05)), shade(self.hat_colour, -0.25), cap)
