"""How pictures are taken from files that leave it open: what shows through them, how deep they are, how many they hold.

It is settled for all files of a data set alike: what a recipe leaves to the data is found in them, and the run's
recipe keeps it, so that whatever comes later is taken as its training pictures were.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from ganplay.recipe.settings import Settings


@dataclass(frozen=True)
class Look:
    """Settings of a recipe.

    Attributes:
        background: what transparency is laid over: "white", "black", "grey", "edges" (the mean colour of each
            picture's edges, or of all of it where there is nothing at its edges), or "auto": of a data set what
            keeps most contrast, see `ganplay.data.grounds`, and white of a picture by itself.
        black, white: of pictures with more than 8 bits the values that become black and white; both the same: found in
            the data, see `levels_for`, and of a picture by itself as stored.
        frames: of an animation or a file of several pages "first" or "all".
    """

    background: str = "auto"
    black: float = 0.0
    white: float = 0.0
    frames: str = "first"


PLAIN = Look()


class Depth(NamedTuple):
    """The values of a picture with more than 8 bits: the lowest, the highest, and whether they are fractions."""

    low: float
    high: float
    fractions: bool


def look_of(recipe: Settings) -> Look:
    return Look(recipe.background, recipe.black, recipe.white, recipe.frames)


def stored(depth: Depth) -> tuple[float, float]:
    """(black, white) as values are stored: 0 to 65535, fractions 0 to 1, further where they go further."""
    return 0.0, max(1.0 if depth.fractions else 65535.0, depth.high)


def depth_of(depths: Sequence[Depth]) -> Depth:
    """The depth of a data set, from those of its pictures."""
    low, high = min(depth.low for depth in depths), max(depth.high for depth in depths)
    return Depth(low, high, all(depth.fractions for depth in depths))


def levels_for(depth: Depth) -> tuple[float, float]:
    """(black, white) for a data set: as stored, or where less than half of that is used, its lowest and highest value.

    Twelve bits stored in sixteen, for one, would be nearly black.
    """
    black, white = stored(depth)
    fits = depth.low >= black and white in (1.0, 65535.0)
    used = depth.high - depth.low
    return (black, white) if not used or (fits and used >= white / 2) else (depth.low, depth.high)
