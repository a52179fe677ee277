"""From the file that somebody brings to the exact pixels that a discriminator sees."""

from __future__ import annotations

import io
from dataclasses import dataclass

import numpy as np
import torch
from PIL import Image, ImageFilter

from ganplay.data.adjust import to_channels, to_resolution
from ganplay.data.catalog import CATALOG
from ganplay.data.decoding import Unusable, decode
from ganplay.data.look import PLAIN, Look

FILE_BYTES = 32_000_000
TEXT_BYTES = 2_000_000  # of numbers written out, which take seconds to read
MEGAPIXELS = 24
MEMORY = 150_000_000  # bytes that decoding one file may take, beside the file itself
CANVAS = 256  # pixels a side at which ink is looked for
FAINTEST = 24  # grey levels that ink must stand out by
EDGE = 0.2  # of the strongest ink: what is weaker is not counted as ink when its bounds are sought


@dataclass(frozen=True)
class Habits:
    """What the pictures of a data set have in common, so that a drawing can be made like them.

    Attributes:
        dark: the background is dark, so that what is drawn dark on white is turned round.
        centred: single objects on an empty ground, put in the middle as MNIST's digits are.
        grey: no colour.
        extent: the longest side of a centred object, as a share of the picture's side.
        stroke: how thick its lines are, as a share of the picture's side; 0 where the pictures are not centred.
    """

    dark: bool
    centred: bool
    grey: bool
    extent: float = 20 / 28
    stroke: float = 0.0


def bring(
    data: bytes,
    resolution: int,
    channels: int,
    *,
    crop: str = "crop",
    invert: bool = False,
    centre: bool = False,
    extent: float | None = None,
    native: int = 0,
    look: Look = PLAIN,
) -> np.ndarray:
    """A picture file as a discriminator takes it: (resolution, resolution, channels) uint8.

    Args:
        data: the bytes of the file.
        channels: 1 grey, 3 colour.
        crop: "crop" takes the centre square, "fit" the whole picture, padded with the colour of its edges.
        invert: turn light and dark round; hues stay.
        centre: what MNIST did to its digits (LeCun et al. 1998), light ink on dark: the box around the ink, its
            longest side scaled to `extent` of the picture's, put with its centre of mass in the middle of black. The
            whole picture is taken then, whatever `crop` says, and a grey ground is made black.
        extent: 20/28 unless told, and 20/32 from 32 pixels on, where MNIST has a margin of two pixels more.
        native: pixels a side of the data set as published (see `native_of`): a file of just this size is one of its
            own kind, and is brought to `resolution` as the data set was.
        look: what shows through it and how deep it is, as the training pictures were taken.

    Raises:
        Unusable: in a few words, why it cannot be taken.
    """
    if crop not in ("crop", "fit"):
        raise Unusable("neither to be cropped nor to be fitted")
    if not centre and native and native != resolution and _size(data) == (native, native):
        pixels = _brought_up(_decoded(data, native, crop, look), resolution)
    else:
        pixels = _decoded(data, CANVAS if centre else resolution, "fit" if centre else crop, look)
    if channels == 1:
        pixels = _to_grey(pixels)
    if invert:
        pixels = _turned_round(pixels)
    if centre:
        pixels = _centred(pixels, resolution, extent or (20 / 28 if resolution < 32 else 20 / 32))
    return pixels


def on_pad(data: bytes, resolution: int, channels: int, habits: Habits) -> np.ndarray:
    """A drawing, dark on white or on nothing, made like the data set's pictures: (resolution, resolution, channels).

    Turned round where the data set's ground is dark; put in the middle at the size that is usual there, with a pen no
    thinner than usual, where its pictures are single centred objects.

    Raises:
        Unusable: for what `bring` refuses, and for an empty pad.
    """
    if not habits.centred:
        pixels = _decoded(data, resolution, "fit")
        pixels = _turned_round(pixels) if habits.dark else pixels
        return _to_grey(pixels) if channels == 1 else pixels
    pixels = _turned_round(_decoded(data, CANVAS, "fit"))
    if channels == 1 or habits.grey:
        pixels = _to_grey(pixels)
    pixels = _centred(pixels, resolution, habits.extent, habits.stroke)
    pixels = pixels if habits.dark else _turned_round(pixels)
    return np.repeat(pixels, 3, 2) if channels == 3 and pixels.shape[2] == 1 else pixels


def native_of(dataset: str) -> int:
    """Pixels a side of a data set as published, for `bring`; 0 where its pictures come in any size."""
    return CATALOG[dataset].native if dataset in CATALOG and CATALOG[dataset].kind == "download" else 0


def habits(real: np.ndarray) -> Habits:
    """What real pictures (N, H, W, C) uint8 have in common. A few hundred are enough."""
    real = real[:512]
    edges = np.concatenate([real[:, 0], real[:, -1], real[:, :, 0], real[:, :, -1]], 1)
    dark = bool(np.median(edges) < 96)
    grey = real.shape[3] == 1 or bool((real == real[..., :1]).all())
    ink = real.max(3).astype(np.float32) if dark else 255 - real.min(3).astype(np.float32)
    border = np.concatenate([ink[:, 0], ink[:, -1], ink[:, :, 0], ink[:, :, -1]], 1)
    peak = ink.max((1, 2))
    drawn = peak > 2 * FAINTEST
    empty = (border > FAINTEST).mean(1) < 0.02
    if drawn.mean() < 0.9 or empty.mean() < 0.9:
        return Habits(dark, False, grey)
    some = [each / each.max() for each in ink[drawn]]
    off = np.array([np.abs(_mass(each) / each.shape - 0.5).max() for each in some])
    sides = np.array([max(bottom - top, right - left) for top, bottom, left, right in map(_bounds, some)])
    centred = bool(np.quantile(off, 0.9) < 0.1)
    extent = float(np.median(sides) / real.shape[1]) if centred else 20 / 28
    stroke = float(np.median([_stroke(each) for each in some]) / real.shape[1]) if centred else 0.0
    return Habits(dark, centred, grey, extent, stroke)


def _size(data: bytes) -> tuple[int, int] | None:
    """Width and height by the header; None where there is none: what is wrong with the file is told elsewhere."""
    try:
        with Image.open(io.BytesIO(data), formats=("PNG", "JPEG", "BMP", "GIF")) as picture:  # which decode nothing yet
            return picture.size
    except Exception:
        return None


def _decoded(data: bytes, resolution: int, crop: str, look: Look = PLAIN) -> np.ndarray:
    if len(data) > FILE_BYTES:
        raise Unusable(f"more than {FILE_BYTES // 1_000_000} MB", "large", most=FILE_BYTES // 1_000_000)
    if len(data) > TEXT_BYTES and data[:2] in (b"P1", b"P2", b"P3"):
        most = TEXT_BYTES // 1_000_000
        raise Unusable(f"a PPM in plain text of more than {most} MB; save it as PNG first", "ppm", most=most)
    return decode(data, resolution, crop, look=look, megapixels=MEGAPIXELS, memory=MEMORY).copy()  # not read-only


def _brought_up(pixels: np.ndarray, resolution: int) -> np.ndarray:
    images = to_resolution(torch.from_numpy(pixels).permute(2, 0, 1)[None], resolution)
    return images[0].permute(1, 2, 0).numpy()


def _to_grey(pixels: np.ndarray) -> np.ndarray:
    if pixels.shape[2] == 1:
        return pixels
    images = torch.from_numpy(np.ascontiguousarray(pixels)).permute(2, 0, 1)[None]
    return to_channels(images, 1)[0].permute(1, 2, 0).numpy()


def _turned_round(pixels: np.ndarray) -> np.ndarray:
    """Light made dark and dark light; what is coloured keeps its hue (the lightness of HSL is turned round)."""
    wide = pixels.astype(np.int16)
    return (wide + 255 - wide.max(2, keepdims=True) - wide.min(2, keepdims=True)).astype(np.uint8)


def _centred(pixels: np.ndarray, resolution: int, extent: float, stroke: float = 0.0) -> np.ndarray:
    """Light ink on dark, (S, S, C), put in the middle of black: (resolution, resolution, C)."""
    wide = pixels.astype(np.float32)
    ground = np.median(np.concatenate([wide[0], wide[-1], wide[:, 0], wide[:, -1]]), axis=0)
    wide = (wide - ground).clip(0)
    peak = wide.max()
    if peak < FAINTEST:
        raise Unusable("blank: there is nothing on it", "blank")
    wide /= peak
    top, bottom, left, right = _bounds(wide.max(2))
    target = extent * resolution
    image = Image.fromarray((wide * 255).round().astype(np.uint8).squeeze())
    if stroke:
        longest = max(bottom - top, right - left)
        missing = stroke * resolution * longest / target - _stroke(wide.max(2))
        widen = min(round(missing / 2), longest // 4)
        if widen > 0:
            image = image.filter(ImageFilter.MaxFilter(2 * widen + 1))
            top, left = max(0, top - widen), max(0, left - widen)
            bottom, right = min(bottom + widen, pixels.shape[0]), min(right + widen, pixels.shape[1])
    scale = target / max(bottom - top, right - left)
    size = max(1, round((right - left) * scale)), max(1, round((bottom - top) * scale))
    small = np.asarray(image.resize(size, Image.Resampling.HAMMING, box=(left, top, right, bottom)))
    small = small.reshape(*small.shape[:2], -1)
    put = np.zeros((resolution, resolution, pixels.shape[2]), np.uint8)
    mass = _mass(small.max(2).astype(np.float32))
    row, column = (
        int(np.clip(round(resolution / 2 - middle), 0, resolution - side))
        for middle, side in zip(mass, small.shape, strict=False)
    )
    put[row : row + small.shape[0], column : column + small.shape[1]] = small
    return put


def _bounds(ink: np.ndarray) -> tuple[int, int, int, int]:
    """(top, bottom, left, right) of what is stronger than EDGE of the strongest."""
    there = ink > EDGE * ink.max()
    rows, columns = np.flatnonzero(there.any(1)), np.flatnonzero(there.any(0))
    return int(rows[0]), int(rows[-1]) + 1, int(columns[0]), int(columns[-1]) + 1


def _mass(ink: np.ndarray) -> np.ndarray:
    """(row, column) of the centre of mass, in pixels from the top left corner."""
    total = max(float(ink.sum()), 1e-9)
    rows, columns = (np.arange(side) + 0.5 for side in ink.shape)
    return np.array([(ink.sum(1) * rows).sum() / total, (ink.sum(0) * columns).sum() / total])


def _stroke(ink: np.ndarray) -> float:
    """How thick lines are, in pixels: of a long line, twice its area over its outline; `ink` has its peak at 1.

    The outline is the total variation, which is right for blurred edges too.
    """
    down, right = np.diff(ink, axis=0, append=0), np.diff(ink, axis=1, append=0)
    return float(2 * ink.sum() / max(float(np.hypot(down, right).sum()), 1e-9))
