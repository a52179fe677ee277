"""How much a score moves when the picture hardly does."""

from __future__ import annotations

import io
import statistics
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageFilter
from torch import nn

from ganplay.scoring.scores import score

SHIFTS = (1, 2)  # pixels
SIZES = (0.5, 0.75, 1.5, 2.0)  # resized to, and back
QUALITIES = (90, 70, 50, 30, 10)  # of JPEG
BLURS = (0.5, 1.0, 2.0)  # standard deviation in pixels
NOISES = (2, 5, 10, 20)  # standard deviation in grey levels of 255


@dataclass(frozen=True)
class Variation:
    """One changed picture, (H, W, C) uint8, and its logit.

    name: as_is, flip, left, right, up, down, resize, jpeg, blur or noise; amount: in the unit of the constants above.
    """

    name: str
    amount: float
    logit: float
    picture: np.ndarray


@dataclass(frozen=True)
class Spread:
    """How far the logits of variations lie apart: lowest, highest, standard deviation, over n of them."""

    low: float
    high: float
    deviation: float
    n: int


def steadiness(discriminator: nn.Module, picture: np.ndarray) -> list[Variation]:
    """The score of `picture` (H, W, C) uint8 as it is, first, and of its variations."""
    made = [("as_is", 0.0, picture), *_variations(picture)]
    logits = score(discriminator, np.stack([changed for _, _, changed in made])).tolist()
    return [
        Variation(name, float(amount), logit, changed)
        for (name, amount, changed), logit in zip(made, logits, strict=True)
    ]


def spread(variations: Sequence[Variation]) -> Spread:
    logits = [variation.logit for variation in variations]
    return Spread(min(logits), max(logits), statistics.pstdev(logits), len(logits))


def _variations(picture: np.ndarray) -> Iterator[tuple[str, float, np.ndarray]]:
    yield "flip", 0.0, picture[:, ::-1].copy()
    for pixels in SHIFTS:
        for name, down, right in (("left", 0, -1), ("right", 0, 1), ("up", -1, 0), ("down", 1, 0)):
            yield name, pixels, _shifted(picture, down * pixels, right * pixels)
    image = Image.fromarray(picture[:, :, 0] if picture.shape[2] == 1 else picture)
    for size in SIZES:
        small = max(1, round(image.width * size)), max(1, round(image.height * size))
        yield "resize", size, _pixels(image.resize(small, Image.Resampling.BICUBIC).resize(image.size, 3), picture)
    for quality in QUALITIES:
        stream = io.BytesIO()
        image.save(stream, "JPEG", quality=quality)
        yield "jpeg", quality, _pixels(Image.open(stream), picture)
    for radius in BLURS:
        yield "blur", radius, _pixels(image.filter(ImageFilter.GaussianBlur(radius)), picture)
    noise = np.random.default_rng(0).standard_normal(picture.shape)
    for deviation in NOISES:
        yield "noise", deviation, (picture + deviation * noise).round().clip(0, 255).astype(np.uint8)


def _shifted(picture: np.ndarray, down: int, right: int) -> np.ndarray:
    """Moved by whole pixels; what comes in repeats the edge."""
    rows = np.arange(picture.shape[0]) - down
    columns = np.arange(picture.shape[1]) - right
    return picture[rows.clip(0, picture.shape[0] - 1)][:, columns.clip(0, picture.shape[1] - 1)]


def _pixels(image: Image.Image, like: np.ndarray) -> np.ndarray:
    return np.asarray(image).reshape(like.shape).copy()
