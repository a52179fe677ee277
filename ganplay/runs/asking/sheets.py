"""The sheets that a run kept of its training, as pictures again: from noise to now, in order."""

from __future__ import annotations

import io
from dataclasses import dataclass

import numpy as np
from PIL import Image

from ganplay.data import kinds as data_kinds
from ganplay.recipe import Recipe, kind_of
from ganplay.runs.store.folder import RunError, RunFolder


@dataclass(frozen=True)
class Sheet:
    """What G drew of the same latents at one moment: pictures (n, H, W, C) uint8, one of all, or one each."""

    step: int
    pictures: np.ndarray


def cell_of(recipe: Recipe) -> int:
    """Pixels a side of each picture in a sheet of such a run; 0 where the sheet is one picture."""
    return 0 if data_kinds.entry(kind_of(recipe)).WHOLE else recipe.resolution


def sheets(run: RunFolder, most: int) -> list[Sheet]:
    """At most `most` sheets of a run, in order: the first, the last, and evenly what lies between.

    A run keeps more of them early on, when most changes.

    Raises:
        RunError: for a run that has no checkpoint yet, or kept no sheet.
    """
    run.checkpoint_path()
    cell = cell_of(run.recipe)
    with run.history() as history:
        known = history.grids()
        if len(known) > most:
            known = [known[index * (len(known) - 1) // max(1, most - 1)] for index in range(most)]
        found = [history.grid(seq) for seq, _ in known]
    kept = [Sheet(step, cut(jpeg, cell)) for _, step, jpeg in filter(None, found)]
    if not kept:
        raise RunError("This run has kept no pictures of its training.", code="no_sheets")
    return kept


def cut(jpeg: bytes, cell: int) -> np.ndarray:
    """The pictures of a sheet, row by row, `cell` pixels a side each; with 0 the sheet as one: (n, H, W, C) uint8."""
    image = Image.open(io.BytesIO(jpeg))
    page = np.asarray(image if image.mode == "L" else image.convert("RGB"))
    page = page.reshape(*page.shape[:2], -1)
    if not cell or min(page.shape[:2]) < cell:
        return page[None]
    high, wide = page.shape[0] // cell, page.shape[1] // cell
    rows = page[: high * cell, : wide * cell].reshape(high, cell, wide, cell, -1)
    return rows.swapaxes(1, 2).reshape(high * wide, cell, cell, -1)
