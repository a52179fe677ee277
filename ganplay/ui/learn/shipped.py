"""The runs that came with the package, as the figures of the course ask them: found by what they are, opened once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ganplay.recipe import Recipe
from ganplay.recipe.kinds import JUDGE
from ganplay.runs.store.folder import RunFolder
from ganplay.runs.store.store import pretrained
from ganplay.ui.kit.answers import Refusal
from ganplay.ui.kit.bench import Benches
from ganplay.ui.kit.models import Models
from ganplay.ui.kit.training_pictures import TrainingPictures

DIGITS = frozenset({"mnist", "digits"})  # data sets of grey digits


class Shipped:
    """What the figures share, so that a run is read once for all of them. Safe to use from several threads.

    Attributes:
        models, benches, training: see there; of shipped runs, and of a visitor's where a figure is about theirs.
    """

    def __init__(self, store: Any, data_root: str | None = None) -> None:
        self.models = Models(store, room=JUDGE)
        self.benches = Benches(self.models, data_root)
        self.training = TrainingPictures(data_root)

    def named(self, name: str) -> RunFolder:
        """A shipped run. Raises Refusal where this installation came without it."""
        for run in pretrained():
            if run.path.name == name:
                return run
        raise Refusal("not_shipped", run=name)

    def first(self, fits: Callable[[Recipe], Any]) -> RunFolder | None:
        """Of the shipped runs whose recipe fits the one that fits best; None where there is none.

        fits: how well a recipe fits, falsy where it does not; of equals the first by name is taken.
        """
        found = [(fits(run.recipe), run) for run in pretrained()]
        return max((pair for pair in found if pair[0]), key=lambda pair: pair[0], default=(None, None))[1]


def shipped_of(manager: Any) -> Shipped:
    """Those of the page over a manager, which keeps them."""
    if not hasattr(manager, "shipped_runs"):
        manager.shipped_runs = Shipped(manager.store, getattr(manager, "_data_root", None))
    return manager.shipped_runs
