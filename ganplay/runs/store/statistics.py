"""The statistics of a data set's features that a run may carry: `statistics.safetensors` in its folder.

With them its Frechet distance is measured where its data set is not to be had without a download.
"""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import TYPE_CHECKING

from ganplay.runs.store.history import RunError
from ganplay.runs.store.patience import whole

if TYPE_CHECKING:
    from ganplay.metrics.statistics import Statistics

FILE = "statistics.safetensors"


def write_statistics(folder: Path, known: Statistics) -> None:
    """Write them whole or not at all, as float32."""
    from safetensors.torch import save_file

    facts = {"n": known.n, "floor": known.floor, "digest": known.digest}
    tensors = {"mean": known.mean.float(), "covariance": known.covariance.float()}
    with whole(folder / FILE) as part:
        save_file(tensors, part, metadata={"facts": json.dumps(facts)})


def read_statistics(folder: Path) -> Statistics | None:
    """What `write_statistics` wrote; None where the run has none.

    Raises:
        RunError: when the file is damaged.
    """
    import torch
    from safetensors import SafetensorError, safe_open

    from ganplay.metrics.distances import FEWEST
    from ganplay.metrics.statistics import Statistics

    if not (folder / FILE).is_file():
        return None
    try:
        with safe_open(folder / FILE, "pt") as opened:
            mean, covariance = (opened.get_tensor(name) for name in ("mean", "covariance"))
            facts = json.loads((opened.metadata() or {})["facts"])
        found = Statistics(mean, covariance, facts["n"], facts["floor"], facts["digest"])
        sound = (
            mean.ndim == 1
            and covariance.shape == (len(mean), len(mean))
            and all(part.dtype == torch.float32 and bool(part.isfinite().all()) for part in (mean, covariance))
            and type(found.n) is int
            and FEWEST <= found.n <= 1_000_000
            and isinstance(found.floor, float)
            and math.isfinite(found.floor)
            and isinstance(found.digest, str)
        )
    except (OSError, SafetensorError, ValueError, KeyError, TypeError, RecursionError):
        sound = False
    if not sound:
        raise RunError(f"The statistics of the run {folder.name} cannot be read: delete its {FILE}.")
    return found
