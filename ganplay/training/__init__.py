"""Training: the algorithm (step), and the loop that tells events (trainer).

Around them: what steps are fed with (batches), what a training shows of itself (evaluation, measuring), what is kept of
it (saving, checkpoint), and choices of speed.

`Trainer`, `Networks`, `load_networks` and `CheckpointError` are importable from here; torch is imported when one of
them is first asked for, so that the page can read `ganplay.training.events` without it.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ganplay.training.checkpoint import CheckpointError, Networks, load_networks
    from ganplay.training.trainer import Trainer

__all__ = ["CheckpointError", "Networks", "Trainer", "load_networks"]

_PLACES = {name: "ganplay.training.checkpoint" for name in __all__} | {"Trainer": "ganplay.training.trainer"}


def __getattr__(name: str) -> Any:
    if name in _PLACES:
        return getattr(importlib.import_module(_PLACES[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
