"""The pages of the course, in their order: what each asks to be done, and where it goes on.

The texts are Markdown files of the same names in ``assets/lessons``, see `lessons`; the figures are scripts of the
same names in ``figures``.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class Page:
    """One page.

    Attributes:
        name: of its texts and of its figure.
        right: which answer of its prediction is right, from 0; None where the figure tells.
        numbers: what the figure tells, which the text may name as ``{name}``.
        tab: where it goes on.
        at: what is opened there: in Train a failure of Break it, or a recipe; in Latent space and the Discriminator a
            shipped run; in Runs two of them, side by side; in the laboratory the figure's own state.
        figure: whether there is something to do; what has not is for reading, and counts for nothing.
    """

    name: str
    right: int | None = None
    numbers: tuple[str, ...] = ()
    tab: str = ""
    at: str = ""
    figure: bool = True


def _reading(name: str) -> Page:
    return Page(name, figure=False)


PAGES = (
    Page("judge", None, ("right", "n", "d_right"), "judge", "faces"),
    Page("noise", 0, ("on", "between", "steps"), "lab"),
    Page("best", 1, ("gap", "half", "line_gap"), "lab"),
    Page("entropy", 1, ("loss", "best", "accuracy"), "lab"),
    Page("steps", 1, ("d_steps", "g_steps", "moved", "angle"), "lab"),
    Page("slopes", 2, ("p", "saturating", "nonsaturating", "ratio"), "train", "vanishing-gradient"),
    Page("circle", 2, ("turns", "radius", "radius_r1"), "lab"),
    Page("modes", 1, ("modes", "mended", "high"), "lab"),
    Page("apart", 1, ("distance", "js", "wasserstein", "clip_slope", "gp_slope"), "train", "exploding-critic"),
    Page("upsampling", 1, ("uneven3", "uneven4", "kernel"), "train", "checkerboard"),
    Page("overfit", 1, ("n", "seen", "unseen", "gap", "gap_many"), "train", "overfitting"),
    Page("losses", 2, ("chosen", "distance_a", "distance_b", "floor", "n"), "runs", "mnist-dcgan mnist-collapsed"),
    Page("walk", 1, ("nearest", "real", "n"), "latent", "faces"),
    Page("steer", 1, ("obeyed", "n"), "latent", "mnist-infogan"),
    Page("animals", 1, ("d_cat", "d_dog", "d_fake", "c_cat", "c_dog", "c_fake"), "train", "animals"),
    Page("textbook", 1, ("layer", "parameters", "share"), "train", "classic"),
    Page("help", None, ("alone", "with", "own", "n", "trials", "spread", "detector", "unseen"), "judge", "mnist"),
    _reading("families"),
    _reading("uses"),
    _reading("ethics"),
    _reading("questions"),
    _reading("reading"),
    _reading("glossary"),
)


def told() -> list[dict[str, Any]]:
    """The pages as the scripts are told them: rows of the attributes of `Page`."""
    return [asdict(page) for page in PAGES]
