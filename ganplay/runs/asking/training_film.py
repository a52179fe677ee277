"""A film of a run's training: the sheets that it kept, from noise to now, and below them how far it was."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw

from ganplay.data import NAMES
from ganplay.latent.error import LatentError
from ganplay.latent.film import gif_bytes, mp4_bytes, watched
from ganplay.latent.media import enlarged, sheet
from ganplay.runs.asking.pen import write
from ganplay.runs.asking.sheets import Sheet, sheets
from ganplay.runs.store.folder import RunFolder


@dataclass(frozen=True)
class Kind:
    """How a kind of film is made: side of a sheet in pixels, about; how many pictures a side and sheets at most."""

    make: Callable[..., bytes]
    side: int
    pictures: int
    sheets: int


KINDS = {"gif": Kind(gif_bytes, 256, 4, 48), "mp4": Kind(mp4_bytes, 512, 8, 72)}  # a GIF is large: it shows less
FPS = 12
SECONDS, LAST = 6, 2  # about how long all are shown, and how long the last one stands
FOOT = 44  # pixels below the sheet
PAPER, RULE, INK, BAR = "#101216", "#3a414d", "#eceef2", "#ff9e4a"


def training_film(run: RunFolder, kind: str, progress: Callable[[float], None] | None = None) -> bytes:
    """The film as a file, "gif" or "mp4", which says that it was generated, and of what.

    Args:
        progress: told the fraction of frames drawn, 0 to 1; what it raises ends the work.

    Raises:
        RunError: for a run without a checkpoint, or without a sheet of pictures.
        LatentError: for another kind.
    """
    if kind not in KINDS:
        raise LatentError("A film of a training is a gif or an mp4.")
    way = KINDS[kind]
    kept, recipe = sheets(run, way.sheets), run.recipe
    count = sum(_held(len(kept)))
    dataset = recipe.dataset if recipe.dataset in NAMES else "own"
    made_from = {"run": run.path.name, "recipe": recipe.name, "dataset": dataset, "steps": [one.step for one in kept]}
    return way.make(watched(frames(kept, way), count, progress), FPS, made_from, scale=1)


def frames(kept: list[Sheet], way: Kind) -> Iterator[np.ndarray]:
    """(H, W, 3) uint8: every sheet for as long as the others, the last one longer."""
    for index, (one, held) in enumerate(zip(kept, _held(len(kept)), strict=True)):
        yield from [_frame(one, index / max(1, len(kept) - 1), way)] * held


def _held(count: int) -> list[int]:
    """For how many frames each of so many sheets stands."""
    return [max(1, round(FPS * SECONDS / count))] * (count - 1) + [FPS * LAST]


def write_training_film(run: RunFolder, path: Path, progress: Callable[[float], None] | None = None) -> None:
    """Write the film to a .gif or .mp4 file, whole or not at all; raises as `training_film`, and OSError."""
    film = training_film(run, path.suffix.lower().removeprefix("."), progress)
    part = path.with_name(path.name + ".part")
    part.write_bytes(film)
    os.replace(part, path)


def _frame(one: Sheet, share: float, way: Kind) -> np.ndarray:
    """A sheet, and below it a bar of how much of the film has been shown, and the step."""
    cell = one.pictures.shape[1]
    aside = max(1, min(way.pictures, way.side // cell, int(len(one.pictures) ** 0.5)))
    page = sheet(one.pictures[: aside * aside], aside)
    page = enlarged(page, max(1, way.side // page.shape[1]))
    page = page.repeat(3, axis=2) if page.shape[2] == 1 else page
    side = page.shape[1]
    image = Image.new("RGB", (side, page.shape[0] + FOOT), PAPER)
    image.paste(Image.fromarray(page))
    draw, foot = ImageDraw.Draw(image), page.shape[0]
    draw.rectangle((0, foot, side, foot + 4), fill=RULE)
    draw.rectangle((0, foot, round(side * share), foot + 4), fill=BAR)
    write(image, f"{one.step:,}", (14, foot + 32), 22, side / 2, INK)
    write(image, "ganplay", (side - 14, foot + 32), 18, side / 2, INK, "right")
    return np.asarray(image)
