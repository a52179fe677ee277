"""The directions with names that a run may carry: `directions.json` in its folder."""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import TYPE_CHECKING

from ganplay.runs.store.folder import RunError, RunFolder
from ganplay.runs.store.patience import whole

if TYPE_CHECKING:
    from ganplay.latent import Directions

FILE = "directions.json"
MOST = 10  # as many as a view may move along


def write_directions(folder: Path, names: list[str], directions: Directions) -> None:
    """Write them whole or not at all."""
    plain = {"space": directions.space, "names": names, "vectors": directions.vectors.tolist()}
    plain["share"] = directions.share.tolist()
    with whole(folder / FILE) as part:
        part.write_text(json.dumps(plain) + "\n", encoding="utf-8")


def direction_names(folder: Path) -> list[str]:
    """The names of its directions; empty where it has none."""
    return _read(folder)["names"] if (folder / FILE).is_file() else []


def read_directions(folder: Path) -> Directions:
    """What `write_directions` wrote.

    Raises:
        RunError: when the run has none, or the file is damaged.
    """
    import torch

    from ganplay.latent import Directions

    plain = _read(folder)
    return Directions(
        torch.tensor(plain["vectors"]),
        torch.tensor(plain["share"]),
        torch.ones(len(plain["names"])),
        "named",
        plain["space"],
    )


def _read(folder: Path) -> dict:
    try:
        width = RunFolder(folder).recipe.z_dim if (folder / FILE).is_file() else 0
        plain = json.loads((folder / FILE).read_text(encoding="utf-8"))
        names, vectors, share = plain["names"], plain["vectors"], plain["share"]
        sound = (
            plain["space"] == "z"
            and 0 < len(names) == len(vectors) == len(share) <= MOST
            and all(isinstance(name, str) and name.isidentifier() for name in names)
            and all(len(vector) == width for vector in vectors)
            and all(isinstance(number, float) and math.isfinite(number) for row in (*vectors, share) for number in row)
        )
    except FileNotFoundError:
        raise RunError(f"The run {folder.name} has no directions with names.", "no_directions") from None
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        sound = False
    if not sound:
        raise RunError(f"The directions of the run {folder.name} cannot be read: delete its {FILE}.", "no_directions")
    return plain
