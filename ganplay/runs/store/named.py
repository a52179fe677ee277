"""The directions with names that a run may carry, in Z and, where it has one, in W: `directions.json` in its folder."""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ganplay.runs.store.folder import RunError, RunFolder
from ganplay.runs.store.patience import whole

if TYPE_CHECKING:
    from ganplay.latent import Directions

FILE = "directions.json"
MOST = 10  # as many as a view may move along


def write_directions(
    folder: Path, names: list[str], directions: Directions, in_w: tuple[list[str], Directions] | None = None
) -> None:
    """Write those of Z, and names and directions of W, whole or not at all."""
    plain = {"space": directions.space, "names": names, "vectors": directions.vectors.tolist()}
    plain["share"] = directions.share.tolist()
    if in_w:
        names, found = in_w
        plain["w"] = {"names": names} | {part: getattr(found, part).tolist() for part in ("vectors", "share", "sigma")}
    with whole(folder / FILE) as part:
        part.write_text(json.dumps(plain) + "\n", encoding="utf-8")


def direction_names(folder: Path, space: str = "z") -> list[str]:
    """The names of its directions in a space; empty where it has none."""
    return _read(folder).get(space, {"names": []})["names"] if (folder / FILE).is_file() else []


def read_directions(folder: Path, space: str = "z") -> Directions:
    """What `write_directions` wrote.

    Raises:
        RunError: when the run has none in that space, or the file is damaged.
    """
    import torch

    from ganplay.latent import Directions

    sets = _read(folder)
    if space not in sets:
        sentence = f"The run {folder.name} has no directions with names in {space.upper()}."
        raise RunError(sentence, "no_directions")
    vectors, share, sigma = (torch.tensor(sets[space][part]) for part in ("vectors", "share", "sigma"))
    return Directions(vectors, share, sigma, "named", space)


def _read(folder: Path) -> dict[str, dict[str, Any]]:
    """By space: names, vectors, share, sigma."""
    try:
        width = RunFolder(folder).recipe.z_dim if (folder / FILE).is_file() else 0
        plain = json.loads((folder / FILE).read_text(encoding="utf-8"))
        sets = {"z": {**plain, "sigma": [1.0] * len(plain["names"])}, **({"w": plain["w"]} if "w" in plain else {})}
        sound = plain["space"] == "z" and all(_is_sound(one, width) for one in sets.values())
    except FileNotFoundError:
        raise RunError(f"The run {folder.name} has no directions with names.", "no_directions") from None
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        sound = False
    if not sound:
        raise RunError(f"The directions of the run {folder.name} cannot be read: delete its {FILE}.", "no_directions")
    return sets


def _is_sound(one: dict[str, Any], width: int) -> bool:
    names, vectors, share, sigma = one["names"], one["vectors"], one["share"], one["sigma"]
    return (
        0 < len(names) == len(vectors) == len(share) == len(sigma) <= MOST
        and all(isinstance(name, str) and name.isidentifier() for name in names)
        and all(len(vector) == width for vector in vectors)
        and all(
            isinstance(number, float) and math.isfinite(number) for row in (*vectors, share, sigma) for number in row
        )
    )
