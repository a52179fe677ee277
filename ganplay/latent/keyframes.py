"""How a latent is written down: a seed, a lineage from a seed, or its numbers. Without PyTorch."""

from __future__ import annotations

import array
import base64
import binascii
import math
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from ganplay.latent.error import LatentError

LARGEST_SEED = 2**32 - 1
MOST_BIRTHS = 200
MOST_NUMBERS = 8192
SPACES = ("z", "w")


@dataclass(frozen=True)
class Birth:
    """One choice in a lineage: of the children that `seed` and `variation` give, the one at `child`."""

    seed: int
    child: int
    variation: float

    def __post_init__(self) -> None:
        checked_seed(self.seed)
        if not is_whole(self.child) or not 0 <= self.child < 100:
            raise LatentError("A child's place in its litter is a whole number from 0 to 99.")
        if not is_number(self.variation) or not 0 <= self.variation <= 1:
            raise LatentError(f"Variation goes from 0 (twins) to 1 (strangers), and this one is {self.variation}.")


@dataclass(frozen=True)
class Keyframe:
    """One latent: the one of `seed`, grown by `births`; or `numbers`, when no seed leads there (an inversion).

    Its class, of a conditional generator, is the seed's, and of numbers too: there the seed says nothing else.
    Numbers lie in Z, or in W, where a generator has it: a place between two w has no z that leads there.
    """

    seed: int = 0
    births: tuple[Birth, ...] = ()
    numbers: tuple[float, ...] = ()
    space: str = "z"  # of the numbers

    def __post_init__(self) -> None:
        checked_seed(self.seed)
        if len(self.births) > MOST_BIRTHS:
            raise LatentError(f"A lineage has at most {MOST_BIRTHS} births.")
        if len(self.numbers) > MOST_NUMBERS or not all(is_number(number) for number in self.numbers):
            raise LatentError(f"A latent is at most {MOST_NUMBERS} finite numbers.")
        if self.space not in SPACES or (self.space != "z" and not self.numbers):
            raise LatentError("A latent is a seed, or numbers in 'z' or in 'w'.")

    def to_plain(self) -> int | dict[str, Any]:
        """As JSON values: the seed alone where that is all, numbers as base64 of 32-bit floats."""
        if self.numbers:
            numbers = base64.urlsafe_b64encode(_little(array.array("f", self.numbers)).tobytes()).decode()
            return {self.space: numbers, "seed": self.seed} if self.seed else {self.space: numbers}
        if self.births:
            return {"seed": self.seed, "births": [[b.seed, b.child, b.variation] for b in self.births]}
        return self.seed

    @staticmethod
    def from_plain(plain: Any) -> Keyframe:
        """The other way; anything else is refused with a sentence (LatentError)."""
        if is_whole(plain):
            return Keyframe(plain)
        for space in SPACES:
            if isinstance(plain, dict) and set(plain) in ({space}, {space, "seed"}):
                return Keyframe(plain.get("seed", 0), numbers=_read_numbers(plain[space]), space=space)
        if isinstance(plain, dict) and set(plain) == {"seed", "births"} and isinstance(plain["births"], list):
            births = plain["births"]
            if len(births) <= MOST_BIRTHS and all(isinstance(birth, list) and len(birth) == 3 for birth in births):
                return Keyframe(plain["seed"], tuple(Birth(*birth) for birth in births))
        raise LatentError("A keyframe is a seed, a seed with its births, or the numbers of a latent.")


def keyframes_of(values: Iterable[Any]) -> tuple[Keyframe, ...]:
    """Keyframes from seeds or keyframes."""
    return tuple(value if isinstance(value, Keyframe) else Keyframe.from_plain(value) for value in values)


def checked_seed(seed: object) -> int:
    """`seed` as an int, or a sentence (LatentError)."""
    if not is_whole(seed) or not 0 <= seed <= LARGEST_SEED:
        raise LatentError(f"A seed is a whole number from 0 to {LARGEST_SEED}, and this one is {seed!r}.")
    return int(seed)


def is_whole(value: object) -> bool:
    """Whether the value counts as a whole number; True and False do not, numpy's integers do."""
    return not isinstance(value, bool) and hasattr(value, "__index__")


def is_number(value: object) -> bool:
    """Whether the value is a finite number; True and False are not."""
    return not isinstance(value, bool) and isinstance(value, int | float) and math.isfinite(value)


def _read_numbers(text: Any) -> tuple[float, ...]:
    try:
        numbers = array.array("f")
        numbers.frombytes(base64.b64decode(text, altchars=b"-_", validate=True))
    except (TypeError, ValueError, binascii.Error):
        raise LatentError("The numbers of this latent cannot be read: the link is damaged.", "link_damaged") from None
    if not numbers:
        raise LatentError("The numbers of this latent are missing: the link is damaged.", "link_damaged")
    return tuple(_little(numbers))


def _little(numbers: array.array) -> array.array:
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers
