"""From the bytes of picture files to squares of pixels: any format Pillow reads safely, many files at once."""

from __future__ import annotations

import io
import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, as_completed

import numpy as np
import torch
from PIL import Image, ImageOps
from torch import Tensor

# Formats that Pillow decodes itself. Others (EPS, for one) start another program.
FORMATS = ("JPEG", "PNG", "GIF", "WEBP", "BMP", "TIFF", "PPM", "TGA", "ICO", "JPEG2000", "AVIF", "MPO")
MEGAPIXELS = 50  # a telephone's largest picture has 48 or 50
FILE_BYTES = 200_000_000
WHITE = (255, 255, 255, 255)


class Unusable(Exception):
    """A file that cannot be taken; its text says why, in a few words."""


def decode(data: bytes, resolution: int, crop: str = "crop", zoom: float = 1.0) -> np.ndarray:
    """One picture file as (resolution, resolution, 3) uint8.

    Rotated as its EXIF says, transparency laid over white, 16 bits scaled to 8, the first frame of an animation.

    Args:
        data: the bytes of the file.
        resolution: pixels a side.
        crop: "crop" takes the centre square; "fit" takes the whole picture and pads it with the mean colour of its
            edges.
        zoom: how much of the centre square is taken, of each side.

    Raises:
        Unusable: when it is no picture, is too large, or is damaged.
    """
    if not data:
        raise Unusable("empty")
    try:
        picture = Image.open(io.BytesIO(data), formats=[name for name in FORMATS if name in _known()])
        if picture.width * picture.height > MEGAPIXELS * 1_000_000:
            raise Unusable(f"{picture.width} x {picture.height} pixels, more than {MEGAPIXELS} megapixels")
        picture.draft(None, (2 * resolution, 2 * resolution))  # a large JPEG is decoded at a fraction of its size
        return np.asarray(_square(_rgb(_upright(picture)), resolution, crop, zoom))
    except Unusable:
        raise
    except Image.UnidentifiedImageError:
        raise Unusable("not a picture") from None
    except Image.DecompressionBombError:
        raise Unusable(f"more than {MEGAPIXELS} megapixels") from None
    except Exception as error:  # decoders meet damaged files with every kind of exception
        raise Unusable("cut off" if "truncated" in str(error) else "damaged") from None


def _known() -> dict[str, object]:
    Image.init()
    return Image.OPEN


def _upright(picture: Image.Image) -> Image.Image:
    picture.load()
    try:
        return ImageOps.exif_transpose(picture)
    except Exception:  # damaged EXIF data around a sound picture
        return picture


def _rgb(picture: Image.Image) -> Image.Image:
    if picture.mode.startswith("I") or picture.mode == "F":
        return _eight_bits(picture).convert("RGB")
    if picture.mode in ("RGBA", "LA", "PA", "RGBa", "La") or "transparency" in picture.info:
        over = picture.convert("RGBA")
        return Image.alpha_composite(Image.new("RGBA", over.size, WHITE), over).convert("RGB")
    return picture.convert("RGB")


def _eight_bits(picture: Image.Image) -> Image.Image:
    """Whole numbers are taken as 16 bits, fractions as 0 to 1, unless they are larger than that."""
    values = np.nan_to_num(np.asarray(picture, dtype=np.float64))
    top = 1.0 if picture.mode == "F" else 65535.0
    top = max(top, values.max(initial=0))
    return Image.fromarray((values / top * 255 + 0.5).clip(0, 255).astype(np.uint8))


def _square(picture: Image.Image, resolution: int, crop: str, zoom: float) -> Image.Image:
    width, height = picture.size
    filtered = Image.Resampling.LANCZOS
    if crop == "fit" and width != height:
        scale = resolution / max(width, height)
        size = max(1, round(width * scale)), max(1, round(height * scale))
        whole = picture.resize(size, filtered, reducing_gap=3.0)
        square = Image.new("RGB", (resolution, resolution), _edge_colour(np.asarray(whole)))
        square.paste(whole, ((resolution - size[0]) // 2, (resolution - size[1]) // 2))
        return square
    side = min(width, height) * (1.0 if crop == "fit" else zoom)
    left, top = (width - side) / 2, (height - side) / 2
    box = (left, top, left + side, top + side)
    return picture.resize((resolution, resolution), filtered, box=box, reducing_gap=3.0)


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
                reasons[index] = str(error)
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
