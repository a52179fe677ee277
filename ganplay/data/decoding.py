"""From the bytes of a picture file to squares of pixels: any format that Pillow reads safely."""

from __future__ import annotations

import io
import math
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from typing import Literal

import numpy as np
from PIL import Image

from ganplay.data.grounds import laid
from ganplay.data.look import PLAIN, Depth, Look, stored
from ganplay.data.unusable import Unusable, format_of, what_it_is

# Formats that Pillow decodes itself. Others (EPS, for one) start another program. TGA has no mark of its own and would
# take some icons for itself, so it comes last.
FORMATS = ("JPEG", "PNG", "GIF", "WEBP", "BMP", "TIFF", "PPM", "ICO", "JPEG2000", "AVIF", "MPO", "TGA")
MEGAPIXELS = 50  # a telephone's largest picture has 48 or 50
SEVERAL = ("GIF", "PNG", "WEBP", "TIFF", "AVIF")  # what holds several pictures; those of others are copies of one
MOST_FRAMES, FILM_MEGAPIXELS = 1000, 2000  # of a file whose pictures are all taken
MOST_PAGES = 100_000  # that are counted in a file, whatever it says
HALVED = re.compile("(RGB[AXa]?|LA);16[BLN]")  # two bytes for each colour, as Pillow calls it
REDUCED, SMALLER = 0x00FE, 0b101  # a TIFF's tag that says which of its pictures are copies and masks of others
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
ICON_HEAD, PNG_HEAD = b"\0\0\1\0", b"\x89PNG\r\n\x1a\n"
_one_large = threading.Lock()


@dataclass(frozen=True)
class Decoded:
    """A picture of a file.

    Attributes:
        pixels: (H, W, 3) uint8; (H, W, 4), colours multiplied by alpha, where anything shows through.
        depth: of a picture with more than 8 bits.
        halved: (lowest, highest) of its 8 bits, where it is of colour that is stored with 16.
    """

    pixels: np.ndarray
    depth: Depth | None
    halved: tuple[int, int] | None = None


def decode(
    data: bytes,
    resolution: int,
    crop: str = "crop",
    zoom: float = 1.0,
    *,
    look: Look = PLAIN,
    megapixels: float = MEGAPIXELS,
    memory: int | None = None,
) -> np.ndarray:
    """One picture file as (resolution, resolution, 3) uint8, the first picture where it holds several.

    Rotated as its EXIF says, what is transparent and what has more than 8 bits as `look` says.
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
    wanted = _Wanted(resolution, crop, zoom, look, megapixels, memory)
    with _told(data):
        pixels = _decoded(_opened(data, wanted), data, wanted).pixels
    return pixels if pixels.shape[2] == 3 else laid(pixels, look.background)


def decode_frames(
    data: bytes, resolution: int, crop: str = "crop", zoom: float = 1.0, look: Look = PLAIN
) -> tuple[list[Decoded], int]:
    """(the pictures of a file that `look` wants, how many it holds), as `decode` takes one, before `laid`.

    Of all at most `MOST_FRAMES`, and those before the first that is damaged.

    Raises:
        Unusable: as `decode`.
    """
    wanted = _Wanted(resolution, crop, zoom, look)
    with _told(data):
        picture = _opened(data, wanted)
        found = [_decoded(picture, data, wanted)]
        numbers = _numbers(picture)
        if look.frames == "all":
            pixels = max(1, picture.width * picture.height)
            most = min(MOST_FRAMES, max(1, FILM_MEGAPIXELS * 1_000_000 // pixels))
            found += _further(picture, numbers[1:most], data, wanted)
    return found, len(numbers)


@dataclass(frozen=True)
class _Wanted:
    """What `decode` was asked for."""

    resolution: int
    crop: str
    zoom: float
    look: Look
    megapixels: float = MEGAPIXELS
    memory: int | None = None


@contextmanager
def _told(data: bytes) -> Iterator[None]:
    """Whatever a decoder meets is said in a few words."""
    try:
        yield
    except Unusable:
        raise
    except Image.UnidentifiedImageError:
        raise what_it_is(data) from None
    except Image.DecompressionBombError:
        raise Unusable(f"more than {MEGAPIXELS} megapixels", "megapixels", most=MEGAPIXELS) from None
    except Exception as error:  # decoders meet damaged files with every kind of exception
        if format_of(data) == "HEIC":  # some are given to the decoder of AVIF
            raise what_it_is(data) from None
        raise (Unusable("cut off", "cut") if "truncated" in str(error) else Unusable("damaged")) from None


def _opened(data: bytes, wanted: _Wanted) -> Image.Image:
    if not data:
        raise Unusable("empty", "empty")
    if data.startswith(ICON_HEAD):
        _check_icon(data, wanted.megapixels, wanted.memory)
    return Image.open(io.BytesIO(data), formats=[name for name in FORMATS if name in _known()])


def _decoded(picture: Image.Image, data: bytes, wanted: _Wanted) -> Decoded:
    """The picture at which its file stands."""
    _check_size(picture.size, MEGAPIXELS)
    whole = picture.size
    shrinks = _shrunk(picture, 2 * wanted.resolution, data)
    pixels = picture.width * picture.height / shrinks**2
    if pixels > wanted.megapixels * 1_000_000:
        raise _too_large(whole, wanted.megapixels)
    cost = _cost(picture, pixels, whole)
    if wanted.memory is not None and cost > wanted.memory:
        told = {"width": whole[0], "height": whole[1], "format": picture.format}
        reason = "{width} x {height} pixels as {format}, which takes too much memory to read"
        raise Unusable(reason.format(**told), "memory", **told)
    alone = wanted.memory is not None and cost > LARGE_BYTES
    halves = _halves(picture)
    with _one_large if alone else nullcontext():
        picture.load()
        depth = _depth(picture)
        halved = _range(picture) if halves else None
        square = np.asarray(_square(picture, wanted, depth))
    return Decoded(square[..., :3] if square.shape[2] == 4 and square[..., 3].min() == 255 else square, depth, halved)


def _numbers(picture: Image.Image) -> list[int]:
    """Where in its file pictures lie: copies and masks of others are none."""
    try:
        count = min(getattr(picture, "n_frames", 1), MOST_PAGES) if picture.format in SEVERAL else 1
        if picture.format != "TIFF":
            return list(range(count))
        numbers = []
        for number in range(count):
            picture.seek(number)
            if not int(picture.tag_v2.get(REDUCED, 0)) & SMALLER or not number:
                numbers.append(number)
        return numbers
    except Exception:  # damaged behind its first picture
        return [0, *_sound(picture)]


def _sound(picture: Image.Image) -> Iterator[int]:
    """Where further pictures lie in a damaged file, up to the first that cannot be read."""
    for number in range(1, MOST_FRAMES):
        yield number
        try:
            picture.seek(number)
            picture.load()
        except Exception:
            return


def _further(picture: Image.Image, numbers: list[int], data: bytes, wanted: _Wanted) -> Iterator[Decoded]:
    for number in numbers:
        try:
            picture.seek(number)
            yield _decoded(picture, data, wanted)
        except Exception:
            return


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


def _square(picture: Image.Image, wanted: _Wanted, depth: Depth | None) -> Image.Image:
    width, height = picture.size
    resolution, fit = wanted.resolution, wanted.crop == "fit"
    turn = TURNS.get(_orientation(picture))
    look = wanted.look
    levels = (look.black, look.white) if look.black != look.white else stored(depth) if depth else (0.0, 255.0)
    if fit and width != height:
        scale = resolution / max(width, height)
        size = max(1, round(width * scale)), max(1, round(height * scale))
        fitted = _turned(_resized(picture, size, (0, 0, width, height), levels), turn)
        square = Image.new(fitted.mode, (resolution, resolution), _edge_colour(np.asarray(fitted)))
        square.paste(fitted, ((resolution - fitted.width) // 2, (resolution - fitted.height) // 2))
        return square
    side = min(width, height) * (1.0 if fit else wanted.zoom)
    left, top = (width - side) / 2, (height - side) / 2
    return _turned(_resized(picture, (resolution, resolution), (left, top, left + side, top + side), levels), turn)


def _orientation(picture: Image.Image) -> int:
    try:
        return picture.getexif().get(0x0112, 1)
    except Exception:  # damaged EXIF data around a sound picture
        return 1


def _turned(picture: Image.Image, turn: Image.Transpose | None) -> Image.Image:
    return picture if turn is None else picture.transpose(turn)


def _resized(
    picture: Image.Image, size: tuple[int, int], box: tuple[float, float, float, float], levels: tuple[float, float]
) -> Image.Image:
    """The `box` of `picture` at `size`, by Lanczos, after whole pixels were averaged to some three times it.

    It is RGB, or RGBa, whose colours are multiplied by alpha, where anything may show through.

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
    small = Image.new("RGBa" if _is_transparent(picture) else "RGB", (wide, high))
    for y in range(top, bottom, down):
        for x in range(left, right, across):
            tile = _converted(picture.crop((x, y, min(x + across, right), min(y + down, bottom))), small.mode, levels)
            place = (x - left) // factors[0], (y - top) // factors[1]
            small.paste(tile.reduce(tuple(factors)), place)
    inside = tuple(
        min((edge - origin) / factor, limit)
        for edge, origin, factor, limit in zip(box, (left, top) * 2, factors * 2, (wide, high) * 2, strict=True)
    )
    return small.resize(size, Image.Resampling.LANCZOS, box=inside)


def _depth(picture: Image.Image) -> Depth | None:
    if not _is_wide(picture):
        return None
    low, high = math.inf, -math.inf
    for tile in map(np.asarray, _tiles(picture)):
        values = tile[np.isfinite(tile)].astype(np.float64)
        low, high = min(low, float(values.min(initial=low))), max(high, float(values.max(initial=high)))
    return Depth(low, high, picture.mode == "F") if low <= high else Depth(0.0, 0.0, picture.mode == "F")


def _halves(picture: Image.Image) -> bool:
    """Whether what is about to be decoded is stored with 16 bits for each of its colours, of which Pillow keeps 8."""
    how = picture.tile[0][3] if getattr(picture, "tile", None) else ""
    how = how[0] if isinstance(how, tuple) and how else how
    return isinstance(how, str) and HALVED.fullmatch(how) is not None


def _range(picture: Image.Image) -> tuple[int, int]:
    """The lowest and the highest value of a picture with 8 bits, transparency aside."""
    colours = 1 if picture.mode == "LA" else 3
    ranges = [(tile.min(), tile.max()) for tile in (np.asarray(tile)[..., :colours] for tile in _tiles(picture))]
    return min(int(low) for low, _ in ranges), max(int(high) for _, high in ranges)


def _tiles(picture: Image.Image) -> Iterator[Image.Image]:
    for y in range(0, picture.height, TILE):
        for x in range(0, picture.width, TILE):
            yield picture.crop((x, y, min(x + TILE, picture.width), min(y + TILE, picture.height)))


def _is_wide(picture: Image.Image) -> bool:
    """Whether its values are whole numbers beyond a byte, or fractions."""
    return picture.mode.startswith("I") or picture.mode == "F"


def _is_transparent(picture: Image.Image) -> bool:
    known = picture.mode in ("RGBA", "LA", "PA", "RGBa", "La") or "transparency" in picture.info
    return known and not _is_wide(picture)


def _converted(tile: Image.Image, mode: str, levels: tuple[float, float]) -> Image.Image:
    """As RGB or RGBa; `levels` are black and white, of wide values."""
    if _is_wide(tile):
        black, white = levels
        values = (np.nan_to_num(np.asarray(tile, dtype=np.float64)) - black) / (white - black)
        tile = Image.fromarray((values * 255 + 0.5).clip(0, 255).astype(np.uint8))
    return tile.convert("RGBA").convert(mode) if mode == "RGBa" else tile.convert(mode)


def _edge_colour(pixels: np.ndarray) -> tuple[int, ...]:
    edges = np.concatenate([pixels[0], pixels[-1], pixels[:, 0], pixels[:, -1]])
    return tuple(int(value) for value in edges.mean(axis=0).round())
