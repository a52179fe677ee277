"""What a run is made of: its kind, with what the whole house needs to know of it.

How a kind is loaded, measured and shown lies in one entry each of `ganplay.data.kinds`, `ganplay.metrics.kinds` and
`ganplay.ui.kit.kinds`, files named like the kind. Whoever has to treat kinds differently asks here or there, and never
for a kind by its name: so another kind is one entry in each of the four, beside its networks and named recipes.

This module imports nothing heavy: the page, the command line and the worker all start from it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

# What asks for more than samples and numbers: walks and films; D's scores and maps; the whole fight in the plane.
LATENT, JUDGE, LAB = "latent", "judge", "lab"


@dataclass(frozen=True)
class Refusal:
    """One sentence that says what to do, and the code of the page's own words for it."""

    code: str
    sentence: str


@dataclass(frozen=True, kw_only=True)
class Kind:
    """What a run can be made of.

    Attributes:
        name: also of its entries, and of what there are several of in a sample.
        recipe: the named recipe to begin with.
        families: the networks that draw it; none: all those that no other kind has.
        sizes: what `resolution` of a recipe can be.
        channels: what its samples can have.
        rooms: which of `LATENT`, `JUDGE` and `LAB` its runs are open to.
        closed: what the other rooms say; None where there are none.
        apart: what to say where recipe and data are of different kinds; None: what the other kind says.
        precise: whether its samples differ by less than bf16 can tell.
    """

    name: str
    recipe: str
    families: frozenset[str] = frozenset()
    sizes: tuple[int, ...]
    channels: tuple[int, ...]
    rooms: frozenset[str] = frozenset({LATENT, JUDGE})
    closed: Refusal | None = None
    apart: Refusal | None = None
    precise: bool = False


PICTURES = Kind(
    name="pictures",
    recipe="quick",
    sizes=(28, 32, 64, 128),
    channels=(1, 3),
    closed=Refusal(
        "draws_pictures",
        "This run draws pictures, and the laboratory is for points of the plane: look at it in Latent space, or ask "
        "its discriminator.",
    ),
)
_OTHERS = (
    Kind(
        name="points",
        recipe="points",
        families=frozenset({"points"}),
        sizes=(1,),
        channels=(2,),
        rooms=frozenset({LAB}),
        closed=Refusal(
            "draws_points",
            "This run draws points of the plane, not pictures: open it in the laboratory, where noise becomes points "
            "and D is asked at any place, measure it by ganplay evaluate, or write points to a file by ganplay sample.",
        ),
        apart=Refusal("points", "Sets of points go with the recipe points, and pictures with the others."),
        precise=True,
    ),
)

KINDS: dict[str, Kind] = {kind.name: kind for kind in (PICTURES, *_OTHERS)}
SIZES = tuple(sorted(size for kind in KINDS.values() for size in kind.sizes))
CHANNELS = tuple(sorted(count for kind in KINDS.values() for count in kind.channels))


class _Drawn(Protocol):
    @property
    def family(self) -> str: ...


def kind_of(recipe: _Drawn) -> Kind:
    """The kind that a recipe makes: the one that its family draws."""
    return kind_drawn_by(recipe.family)


def kind_drawn_by(family: str) -> Kind:
    return next((kind for kind in _OTHERS if family in kind.families), PICTURES)
