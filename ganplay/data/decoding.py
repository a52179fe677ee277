"""From the bytes of picture files to squares of pixels: any format Pillow reads safely, many files at once."""

from __future__ import annotations

import io
import math
import os
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import nullcontext
from typing import Any, Literal

import numpy as np
import torch
from PIL import Image
from torch import Tensor

from ganplay.data.pictures import Note

# Formats that Pillow decodes itself. Others (EPS, for one) start another program. TGA has no mark of its own and would
# take some icons for itself, so it comes last.
FORMATS = ("JPEG", "PNG", "GIF", "WEBP", "BMP", "TIFF", "PPM", "ICO", "JPEG2000", "AVIF", "MPO", "TGA")
MEGAPIXELS = 50  # a telephone's largest picture has 48 or 50
FILE_BYTES = 200_000_000
TILE = 1024  # pixels a side, of a large picture, that are changed at once
LARGE_BYTES = 16_000_000  # what takes more to decode waits its turn, where memory is watched
TURNS = {  # EXIF orientation -> what sets it right
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
# Bytes that a decoder holds for each pixel at its peak, beside the file itself; measured with Pillow 12, rounded up.
COSTS = {"WEBP": 20, "AVIF": 14, "JPEG2000": 26, "TIFF": 10}
PLAIN_COST = 6
WHITE = (255, 255, 255, 255)
ICON_HEAD, PNG_HEAD = b"\0\0\1\0", b"\x89PNG\r\n\x1a\n"
_one_large = threading.Lock()


class Unusable(Exception):
    """A file that cannot be taken; its text says why, in a few words.

    code, details: the same for a page that speaks other languages: a word, and what fills the gaps of its sentence.
    """

    def __init__(self, reason: str, code: str = "damaged", **details: Any) -> None:
        super().__init__(reason)
        self.code = code
        self.details = details


def decode(
    data: bytes,
    resolution: int,
    crop: str = "crop",
    zoom: float = 1.0,
    *,
    megapixels: float = MEGAPIXELS,
    memory: int | None = None,
) -> np.ndarray:
    """One picture file as (resolution, resolution, 3) uint8.

    Rotated as its EXIF says, transparency laid over white, 16 bits scaled to 8, the first frame of an animation.
    Nothing but the decoder itself ever holds the whole picture: it is made small tile by tile.

    Args:
        data: the bytes of the file.
        resolution: pixels a side.
        crop: "crop" takes the centre square; "fit" takes the whole picture and pads it with the mean colour of its
            edges.
        zoom: how much of the centre square is taken, of each side.
        megapixels: the most that are decoded; a large JPEG is decoded at a fraction of its size, and only that counts.
        memory: bytes that decoding may take, where that is to be watched; large files then go one at a time.

    Raises:
        Unusable: when it is no picture, is too large, or is damaged.
    """
    if not data:
        raise Unusable("empty", "empty")
    try:
        if data.startswith(ICON_HEAD):
            _check_icon(data, megapixels, memory)
        picture = Image.open(io.BytesIO(data), formats=[name for name in FORMATS if name in _known()])
        _check_size(picture.size, MEGAPIXELS)
        whole = picture.size
        shrinks = _shrunk(picture, 2 * resolution, data)
        pixels = picture.width * picture.height / shrinks**2
        if pixels > megapixels * 1_000_000:
            raise _too_large(whole, megapixels)
        cost = _cost(picture, pixels, whole)
        if memory is not None and cost > memory:
            told = {"width": whole[0], "height": whole[1], "format": picture.format}
            reason = "{width} x {height} pixels as {format}, which takes too much memory to read"
            raise Unusable(reason.format(**told), "memory", **told)
        alone = memory is not None and cost > LARGE_BYTES
        with _one_large if alone else nullcontext():
            picture.load()
            return np.asarray(_square(picture, resolution, crop, zoom))
    except Unusable:
        raise
    except Image.UnidentifiedImageError:
        raise Unusable("not a picture", "none") from None
    except Image.DecompressionBombError:
        raise Unusable(f"more than {MEGAPIXELS} megapixels", "megapixels", most=MEGAPIXELS) from None
    except Exception as error:  # decoders meet damaged files with every kind of exception
        raise (Unusable("cut off", "cut") if "truncated" in str(error) else Unusable("damaged")) from None


def _known() -> dict[str, object]:
    Image.init()
    return Image.OPEN


def _check_size(size: tuple[int, int], megapixels: float) -> None:
    if size[0] * size[1] > megapixels * 1_000_000:
        raise _too_large(size, megapixels)


def _too_large(size: tuple[int, int], megapixels: float) -> Unusable:
    reason = f"{size[0]} x {size[1]} pixels, more than {megapixels:.3g} megapixels"
    return Unusable(reason, "megapixels", most=f"{megapixels:.3g}")


def _shrunk(picture: Image.Image, side: int, data: bytes) -> int:
    """Have a picture decoded at a fraction of its size, but no less than `side`, where its format can do that.

    Returns:
        By how much `picture.size` does not yet tell of it.
    """
    picture.draft(None, (side, side))
    if picture.format != "JPEG2000":
        return 1
    # The levels of its wavelet transform: the tenth byte of the marker COD.
    place = data.find(b"\xff\x52", data.find(b"\xff\x4f\xff\x51") + 4)
    levels = data[place + 9] if 0 <= place < len(data) - 9 else 0
    # Four times as large as it need be: each level moves the picture by half a pixel.
    levels = min(levels, int(math.log2(max(1, min(picture.size) / (4 * side)))), 5)
    picture.reduce = levels
    return 2**levels


def _cost(picture: Image.Image, pixels: float, whole: tuple[int, int]) -> float:
    """Bytes that decoding to `pixels` takes, estimated from the header before anything is decoded."""
    kind = picture.format or ""
    if kind in ("JPEG", "MPO"):
        # Every coefficient of a progressive one is kept, in two bytes, until the last scan is read.
        kept = 2 * len(picture.getbands()) * whole[0] * whole[1] if picture.info.get("progressive") else 0
        return PLAIN_COST * pixels + kept
    return COSTS.get(kind, PLAIN_COST) * pixels


def _check_icon(data: bytes, megapixels: float, memory: int | None) -> None:
    """Refuse an icon with a large picture inside: Pillow decodes it on opening, and the table may say anything."""
    most = min(megapixels, (memory or math.inf) / PLAIN_COST / 1_000_000)
    place = data.find(PNG_HEAD)
    while place >= 0:
        _check_size((_number(data, place + 16, 4, "big"), _number(data, place + 20, 4, "big")), most)
        place = data.find(PNG_HEAD, place + 8)
    for entry in range(_number(data, 4, 2)):
        place = _number(data, 6 + 16 * entry + 12, 4)
        if data[place : place + 8] != PNG_HEAD:  # a bitmap, whose height counts its mask
            side = 2 if _number(data, place, 4) == 12 else 4  # bytes, in the oldest kind of header
            width, height = (_number(data, place + 4 + axis * side, side) for axis in (0, 1))
            _check_size((width, min(height, 2 ** (8 * side) - height) // 2), most)  # below 0: from top to bottom


def _number(data: bytes, place: int, size: int, order: Literal["little", "big"] = "little") -> int:
    return int.from_bytes(data[place : place + size], order)


def _square(picture: Image.Image, resolution: int, crop: str, zoom: float) -> Image.Image:
    width, height = picture.size
    turn = TURNS.get(_orientation(picture))
    if crop == "fit" and width != height:
        scale = resolution / max(width, height)
        size = max(1, round(width * scale)), max(1, round(height * scale))
        fitted = _turned(_resized(picture, size, (0, 0, width, height)), turn)
        square = Image.new("RGB", (resolution, resolution), _edge_colour(np.asarray(fitted)))
        square.paste(fitted, ((resolution - fitted.width) // 2, (resolution - fitted.height) // 2))
        return square
    side = min(width, height) * (1.0 if crop == "fit" else zoom)
    left, top = (width - side) / 2, (height - side) / 2
    return _turned(_resized(picture, (resolution, resolution), (left, top, left + side, top + side)), turn)


def _orientation(picture: Image.Image) -> int:
    try:
        return picture.getexif().get(0x0112, 1)
    except Exception:  # damaged EXIF data around a sound picture
        return 1


def _turned(picture: Image.Image, turn: Image.Transpose | None) -> Image.Image:
    return picture if turn is None else picture.transpose(turn)


def _resized(picture: Image.Image, size: tuple[int, int], box: tuple[float, float, float, float]) -> Image.Image:
    """The `box` of `picture` as RGB at `size`, by Lanczos, after whole pixels were averaged to some three times it.

    This is Pillow's `resize(..., reducing_gap=3.0)` of the converted picture, within rounding. Done in tiles, because
    converting the whole of a picture, or resizing one with transparency, takes its memory two or three times.
    """
    factors = [max(1, int((box[2 + axis] - box[axis]) / size[axis] / 3.0)) for axis in (0, 1)]
    # As far around the box as the filter reaches: 3 pixels of the result, and what the averaging may cut.
    reach = [3 * (box[2 + axis] - box[axis]) / size[axis] + 2 * factors[axis] for axis in (0, 1)]
    left, top = (max(0, math.floor(box[axis] - reach[axis])) for axis in (0, 1))
    right, bottom = (min(picture.size[axis], math.ceil(box[2 + axis] + reach[axis])) for axis in (0, 1))
    across = max(1, TILE // factors[0]) * factors[0]
    down = max(1, TILE // factors[1]) * factors[1]
    wide, high = -(-(right - left) // factors[0]), -(-(bottom - top) // factors[1])
    greys = _greys(picture)
    small = Image.new("RGB", (wide, high))
    for y in range(top, bottom, down):
        for x in range(left, right, across):
            tile = _rgb(picture.crop((x, y, min(x + across, right), min(y + down, bottom))), greys)
            place = (x - left) // factors[0], (y - top) // factors[1]
            small.paste(tile.reduce(tuple(factors)), place)
    inside = tuple(
        min((edge - origin) / factor, limit)
        for edge, origin, factor, limit in zip(box, (left, top) * 2, factors * 2, (wide, high) * 2, strict=True)
    )
    return small.resize(size, Image.Resampling.LANCZOS, box=inside)


def _greys(picture: Image.Image) -> float:
    """What counts as white in a picture of whole numbers beyond a byte or of fractions.

    Whole numbers are taken as 16 bits, fractions as 0 to 1, unless they are larger than that.
    """
    if not _wide(picture):
        return 255.0
    top = 1.0 if picture.mode == "F" else 65535.0
    for y in range(0, picture.height, TILE):
        for x in range(0, picture.width, TILE):
            tile = picture.crop((x, y, min(x + TILE, picture.width), min(y + TILE, picture.height)))
            top = max(top, float(np.nan_to_num(np.asarray(tile)).max(initial=0)))
    return top


def _wide(picture: Image.Image) -> bool:
    return picture.mode.startswith("I") or picture.mode == "F"


def _rgb(picture: Image.Image, greys: float) -> Image.Image:
    if _wide(picture):
        values = np.nan_to_num(np.asarray(picture, dtype=np.float64))
        return Image.fromarray((values / greys * 255 + 0.5).clip(0, 255).astype(np.uint8)).convert("RGB")
    if picture.mode in ("RGBA", "LA", "PA", "RGBa", "La") or "transparency" in picture.info:
        over = picture.convert("RGBA")
        return Image.alpha_composite(Image.new("RGBA", over.size, WHITE), over).convert("RGB")
    return picture.convert("RGB")


def _edge_colour(pixels: np.ndarray) -> tuple[int, int, int]:
    edges = np.concatenate([pixels[0], pixels[-1], pixels[:, 0], pixels[:, -1]])
    red, green, blue = (int(value) for value in edges.mean(axis=0).round())
    return red, green, blue


def decode_all(
    read: Callable[[int], bytes],
    count: int,
    resolution: int,
    *,
    crop: str = "crop",
    zoom: float = 1.0,
    progress: Callable[[float], None] = lambda fraction: None,
) -> tuple[Tensor, Tensor, dict[int, str]]:
    """Decode `count` files on all cores: Pillow and zlib leave Python's lock while they work.

    Args:
        read: gives the bytes of the file of an index; may raise Unusable or OSError; called from several threads.

    Returns:
        (pictures (M, 3, H, W) uint8 in the order of the indices, their indices (M,), index -> why it is left out).
    """
    pixels = np.zeros((count, 3, resolution, resolution), np.uint8)
    reasons: dict[int, str] = {}

    def work(start: int, stop: int) -> None:
        for index in range(start, stop):
            try:
                pixels[index] = decode(read(index), resolution, crop, zoom).transpose(2, 0, 1)
            except Unusable as error:
                reasons[index] = Note(str(error), error.code, **error.details)
            except OSError as error:
                reasons[index] = error.strerror or "unreadable"

    step = 64
    workers = ThreadPoolExecutor(min(os.cpu_count() or 1, 16))
    try:
        tasks = [workers.submit(work, start, min(start + step, count)) for start in range(0, count, step)]
        for done, task in enumerate(as_completed(tasks), 1):
            task.result()
            progress(done / len(tasks))
    finally:
        workers.shutdown(cancel_futures=True)
    usable = torch.tensor([index for index in range(count) if index not in reasons], dtype=torch.long)
    images = torch.from_numpy(pixels)
    return (images if len(usable) == count else images[usable]), usable, reasons
