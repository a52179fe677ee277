"""A view of the latent space: everything that brings the same pictures back, in a link or a file. Without PyTorch."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from ganplay.latent.error import LatentError
from ganplay.latent.keyframes import SPACES, Keyframe, checked_seed, is_number, is_whole, keyframes_of

MOST_KEYFRAMES = 8
MOST_AMOUNTS = 10
MOST_CODES = 32
MOST_EXAMPLES = 200
LONGEST_LINK = 100_000  # characters
LEAST_CUT, MOST_CUT = 0.1, 4.0

# tool -> fewest and most keyframes it shows
TOOLS: dict[str, tuple[int, int]] = {
    "seeds": (0, MOST_KEYFRAMES),
    "path": (2, MOST_KEYFRAMES),
    "plane": (4, 4),
    "endless": (0, MOST_KEYFRAMES),
    "directions": (1, 1),
    "teach": (1, 1),
    "mixing": (1, MOST_KEYFRAMES),
    "codes": (1, MOST_KEYFRAMES),
    "breeding": (1, 1),
    "inversion": (1, 1),
    "uphill": (1, 1),
    "neighbours": (1, MOST_KEYFRAMES),
    "time": (1, MOST_KEYFRAMES),
}
MOVING = ("path", "plane", "endless", "directions", "teach")  # go through Z or W, as the view says


@dataclass(frozen=True)
class Limit:
    """What one number of a view may be."""

    low: float
    high: float
    whole: bool = False


LIMITS: dict[str, Limit] = {
    "scale": Limit(0, 3),
    "psi": Limit(0, 2),
    "first": Limit(0, 2**32 - 1001, whole=True),
    "count": Limit(1, 1000, whole=True),
    "frames": Limit(2, 3000, whole=True),
    "position": Limit(0, 1),
    "side": Limit(3, 11, whole=True),
    "walked": Limit(0, MOST_CODES - 1, whole=True),
    "x": Limit(-1e6, 1e6),
    "y": Limit(-1e6, 1e6),
    "zoom": Limit(0.1, 100),
    "world": Limit(0, 2**32 - 1, whole=True),
    "steps": Limit(1, 1000, whole=True),
    "stride": Limit(0.001, 10),
}
CHOICES: dict[str, tuple[str, ...]] = {
    "tool": tuple(TOOLS),
    "space": SPACES,
    "mode": ("slerp", "lerp"),
    "method": ("factorised", "principal", "visible", "random", "named"),
    "layers": ("coarse", "middle", "fine"),
}


@dataclass(frozen=True, kw_only=True)
class View:
    """One state of the latent room.

    Raises:
        LatentError: when a value is impossible; its sentence says what may be.
    """

    run: str  # a folder, an id in the store or the name of a pretrained model
    step: int | None = None  # the checkpoint; None: the newest
    tool: str = "seeds"
    keyframes: tuple[Keyframe, ...] = ()  # plane: upper left, upper right, lower left, lower right; mixing: rows
    columns: tuple[Keyframe, ...] = ()  # mixing: the latents that give the layers
    space: str = "z"  # path, plane, endless, directions, teach: what they go through; "w" where the generator has it
    scale: float = 1.0  # z times this
    cut: float | None = None  # of seeds, numbers beyond it are drawn again; None: none are
    psi: float = 1.0  # truncation, for generators with W
    label: int | None = None  # the class that a conditional generator draws; None: of seed s the class s % classes
    codes: tuple[float | None, ...] = ()  # c1 (a category), c2 ... where latents hold codes; None: each seed its own
    first: int = 0  # seeds: the first one of the sheet
    count: int = 100  # seeds: how many
    mode: str = "slerp"  # path in Z; in W every way is straight
    loop: bool = False  # path: back to the first keyframe
    frames: int = 60  # path
    position: float = 0.0  # path: where the scrub slider stands
    side: int = 5  # plane, endless: pictures a side; codes: values of a continuous code
    walked: int = 0  # codes: the one whose values make the columns, 0 is c1
    x: float = 0.0  # endless: the place of the middle picture
    y: float = 0.0
    zoom: float = 1.0
    world: int = 0
    method: str = "factorised"  # directions
    amounts: tuple[float, ...] = ()  # directions, teach: standard deviations along each
    shown: tuple[int, ...] = ()  # teach: seeds ticked as A
    not_shown: tuple[int, ...] = ()  # teach: seeds ticked as B
    layers: str = "coarse"  # mixing
    steps: int = 100  # uphill
    stride: float = 0.25  # uphill

    def __post_init__(self) -> None:
        for name in ("keyframes", "columns", "amounts", "shown", "not_shown", "codes"):
            _check_list(name, getattr(self, name))
        object.__setattr__(self, "keyframes", keyframes_of(self.keyframes))
        object.__setattr__(self, "columns", keyframes_of(self.columns))
        for name in ("amounts", "shown", "not_shown", "codes"):
            object.__setattr__(self, name, tuple(getattr(self, name)))
        self._check_values()
        self._check_sizes()

    def _check_values(self) -> None:
        if not isinstance(self.run, str) or not 0 < len(self.run) <= 500 or not self.run.isprintable():
            raise LatentError("A view belongs to a run: give its name, its id or its folder.")
        if self.step is not None and (not is_whole(self.step) or not 0 <= self.step <= 10**9):
            raise LatentError(f"step is a whole number from 0, and here it is {self.step!r}.")
        if self.label is not None and (not is_whole(self.label) or not 0 <= self.label < 10_000):
            raise LatentError(f"label is the number of a class, from 0, and here it is {self.label!r}.")
        if self.cut is not None and (not is_number(self.cut) or not LEAST_CUT <= self.cut <= MOST_CUT):
            raise LatentError(f"cut is a number from {LEAST_CUT:g} to {MOST_CUT:g}, and here it is {self.cut!r}.")
        if not isinstance(self.loop, bool):
            raise LatentError(f"loop is true or false, and here it is {self.loop!r}.")
        for name, choices in CHOICES.items():
            if getattr(self, name) not in choices:
                raise LatentError(f"{name} is one of {', '.join(choices)}, and here it is {getattr(self, name)!r}.")
        for name, limit in LIMITS.items():
            value = getattr(self, name)
            if not is_number(value) or not limit.low <= value <= limit.high or (limit.whole and not is_whole(value)):
                kind = "a whole number" if limit.whole else "a number"
                raise LatentError(f"{name} is {kind} from {limit.low:g} to {limit.high:g}, and here it is {value!r}.")

    def _check_sizes(self) -> None:
        fewest, most = TOOLS[self.tool]
        if not fewest <= len(self.keyframes) <= most:
            wanted = f"{fewest}" if fewest == most else f"{fewest} to {most}"
            raise LatentError(f"{self.tool} takes {wanted} keyframes, and these are {len(self.keyframes)}.")
        if len(self.columns) > MOST_KEYFRAMES or (self.tool == "mixing" and not self.columns):
            raise LatentError(f"Mixing takes 1 to {MOST_KEYFRAMES} columns, and these are {len(self.columns)}.")
        if len(self.amounts) > MOST_AMOUNTS or not all(is_number(value) and abs(value) <= 10 for value in self.amounts):
            raise LatentError(f"amounts are at most {MOST_AMOUNTS} numbers from -10 to 10.")
        if len(self.codes) > MOST_CODES or not all(
            value is None or (is_number(value) and abs(value) <= 1000) for value in self.codes
        ):
            raise LatentError(f"codes are at most {MOST_CODES} numbers, or null for those of each seed.")
        if max(len(self.shown), len(self.not_shown)) > MOST_EXAMPLES:
            raise LatentError(f"Teaching takes at most {MOST_EXAMPLES} pictures of each kind.")
        for seed in (*self.shown, *self.not_shown):
            checked_seed(seed)

    @property
    def lies_in(self) -> str:
        """The space of its latents, "z" or "w": W where it goes through it, or shows a keyframe that lies there."""
        if self.tool in MOVING:
            return self.space
        shown = () if self.tool == "seeds" else (*self.keyframes, *self.columns)
        return "w" if any(keyframe.space == "w" for keyframe in shown) else "z"

    def labels(self, classes: int) -> list[int]:
        """The classes of its pictures, of a conditional generator of so many: one for all, or one each.

        What lies between seeds has the class of the first of them.
        """
        if self.label is not None:
            return [self.label]
        if self.tool == "seeds":
            return [seed % classes for seed in range(self.first, self.first + self.count)]
        kinds = [keyframe.seed % classes for keyframe in self.keyframes] or [0]
        return kinds if self.tool in ("time", "neighbours") else kinds[:1]

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON values; what stands at its default is left out."""
        plain: dict[str, Any] = {}
        for field in fields(self):
            value = getattr(self, field.name)
            if field.name == "run" or value != field.default:
                if field.name in ("keyframes", "columns"):
                    value = [keyframe.to_plain() for keyframe in value]
                plain[field.name] = list(value) if isinstance(value, tuple) else value
        return plain

    def to_json(self) -> str:
        return json.dumps(self.to_dict(), indent=2)

    def to_text(self) -> str:
        """The view as letters, digits, - and _, for a link."""
        plain = json.dumps(self.to_dict(), separators=(",", ":"))
        return base64.urlsafe_b64encode(plain.encode()).decode().rstrip("=")

    @staticmethod
    def from_dict(plain: Mapping[str, Any]) -> View:
        """A view from plain values; unknown names are refused."""
        if not isinstance(plain, Mapping):
            raise LatentError("A view is a JSON object.")
        known = [field.name for field in fields(View)]
        for name in plain:
            if name not in known:
                raise LatentError(f"A view has no {name!r}; it has {', '.join(known)}.")
        if "run" not in plain:
            raise LatentError("A view belongs to a run: give its name, its id or its folder.")
        return View(**plain)

    @staticmethod
    def from_json(text: str) -> View:
        try:
            plain = json.loads(text)
        except (ValueError, TypeError, RecursionError) as error:
            raise LatentError(f"This view is not valid JSON: {error}.", "view_json") from None
        return View.from_dict(plain)

    @staticmethod
    def from_text(text: str) -> View:
        """The view in a link; a damaged link is refused."""
        if not isinstance(text, str) or len(text) > LONGEST_LINK:
            raise LatentError(f"The view in a link is at most {LONGEST_LINK} characters.", "link_damaged")
        try:
            plain = json.loads(base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True))
        except (ValueError, RecursionError):
            sentence = "The view in this link cannot be read: it was cut off or changed."
            raise LatentError(sentence, "link_damaged") from None
        return View.from_dict(plain)


def _check_list(name: str, values: Any) -> None:
    if not isinstance(values, list | tuple):
        raise LatentError(f"{name} is a list, and here it is {values!r}.")
