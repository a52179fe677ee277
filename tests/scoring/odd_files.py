"""Odd and hostile picture files, made here: every format that is read, damaged ones, bombs, and what is no picture."""

from __future__ import annotations

import functools
import io
import struct
import zlib

import numpy as np
from PIL import Image, features

from ganplay.data.decoding import FORMATS

WRITTEN = {  # a way to save each format that is read here, and the modes it keeps
    "JPEG": ("L", "RGB", "CMYK"),
    "PNG": ("1", "L", "LA", "P", "RGB", "RGBA", "I;16"),
    "GIF": ("L", "P", "RGB"),
    "WEBP": ("RGB", "RGBA"),
    "BMP": ("1", "L", "P", "RGB"),
    "TIFF": ("1", "L", "P", "RGB", "RGBA", "CMYK", "LAB", "I;16", "I", "F"),
    "PPM": ("1", "L", "RGB", "I"),  # "I" of 16 bits: Pillow 10 writes no "I;16" here
    "TGA": ("L", "LA", "P", "RGB", "RGBA"),
    "ICO": ("RGB", "RGBA"),
    "JPEG2000": ("L", "LA", "RGB", "RGBA", "I;16"),
    "AVIF": ("RGB", "RGBA"),
    "MPO": ("RGB",),
}
NEEDS = {"WEBP": "webp", "AVIF": "avif", "JPEG2000": "jpg_2000"}


def saved(picture: Image.Image, format: str, **saving) -> bytes:
    stream = io.BytesIO()
    picture.save(stream, format, **saving)
    return stream.getvalue()


def patterned(mode: str, width: int = 60, height: int = 40) -> Image.Image:
    """Bright on the left, dark on the right."""
    ramp = np.tile(np.linspace(255, 0, width), (height, 1))
    if mode == "I;16":
        return Image.fromarray((ramp * 257).astype(np.uint16))
    if mode == "I":
        return Image.fromarray((ramp * 257).astype(np.int32))
    if mode == "F":
        return Image.fromarray((ramp / 255).astype(np.float32))
    if mode == "CMYK":  # black ink alone
        nothing = np.zeros_like(ramp)
        return Image.fromarray(np.stack([nothing, nothing, nothing, 255 - ramp], -1).astype(np.uint8), "CMYK")
    grey = Image.fromarray(ramp.astype(np.uint8))
    if mode == "LAB":
        return Image.merge("LAB", (grey, Image.new("L", grey.size, 128), Image.new("L", grey.size, 128)))
    if mode == "P":
        return grey.convert("RGB").quantize(64)
    return grey.convert(mode)


def kinds() -> list[tuple[str, str]]:
    known = [format for format in FORMATS if format not in NEEDS or features.check(NEEDS[format])]
    return [(format, mode) for format in known for mode in WRITTEN[format]]


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png_header(width: int, height: int) -> bytes:
    header = struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(bytes(1000)))


def icon_around(png: bytes) -> bytes:
    return struct.pack("<HHH", 0, 1, 1) + struct.pack("<BBBBHHII", 32, 32, 0, 0, 1, 32, len(png), 22) + png


def icon_with_a_bitmap(side: int) -> bytes:
    """An icon whose table tells nothing, around a bitmap of one grey whose rows are packed: a few bytes each."""
    row = b"\xff\x05" * (side // 255) + bytes([side % 255, 5, 0, 0])  # runs of the colour 5, and the end of the row
    pixels, mask = row * side + b"\0\1", bytes(-(-side // 32) * 4 * side)
    head = struct.pack("<IiiHHIIiiII", 40, side, 2 * side, 1, 8, 1, len(pixels), 0, 0, 256, 0)
    bitmap = head + bytes(1024) + pixels + mask
    return struct.pack("<HHH", 0, 1, 1) + struct.pack("<BBBBHHII", 0, 0, 0, 0, 1, 8, len(bitmap), 22) + bitmap


def animation_on_a_canvas(side: int) -> bytes:
    """A WebP of two small frames that says its canvas is `side` pixels wide and high."""
    frames = [Image.new("RGB", (16, 16), colour) for colour in ("red", "blue")]
    data = bytearray(saved(frames[0], "WEBP", save_all=True, append_images=frames[1:]))
    place = data.index(b"VP8X") + 12
    data[place : place + 6] = (side - 1).to_bytes(3, "little") * 2
    return bytes(data)


@functools.cache
def bombs() -> dict[str, bytes]:
    """Files of a few bytes that say they are huge, and small files that really unpack to much."""
    jpeg = bytearray(saved(patterned("RGB"), "JPEG"))
    start = jpeg.index(b"\xff\xc0")
    jpeg[start + 5 : start + 9] = struct.pack(">HH", 60_000, 60_000)
    gif = bytearray(saved(patterned("L"), "GIF"))
    gif[6:10] = struct.pack("<HH", 60_000, 60_000)
    bmp = bytearray(saved(patterned("RGB"), "BMP"))
    bmp[18:26] = struct.pack("<ii", 50_000, 50_000)
    return {
        "png": png_header(60_000, 60_000),
        "png_49_megapixels": png_header(7000, 7000),
        "jpeg": bytes(jpeg),
        "gif": bytes(gif),
        "bmp": bytes(bmp),
        "ppm": b"P6\n60000 60000\n255\n" + bytes(100),
        "icon_with_a_bomb": icon_around(png_header(30_000, 30_000)),
        "icon_with_a_large_picture": icon_around(saved(Image.new("L", (6000, 6000)), "PNG")),
        "icon_with_a_large_bitmap": icon_with_a_bitmap(9000),
        "flat_png": saved(Image.new("L", (6000, 6000)), "PNG"),
        **({"animation": animation_on_a_canvas(16_383)} if features.check("webp") else {}),
    }


def damaged(format: str, mode: str) -> list[bytes]:
    """A file cut off at several places, and with some bytes changed."""
    whole = saved(patterned(mode), format)
    random = np.random.default_rng(0)
    broken = [whole[: int(len(whole) * share)] for share in (0.01, 0.1, 0.3, 0.6, 0.9, 0.99)]
    for _ in range(25):
        data = bytearray(whole)
        for place in random.integers(0, len(data), 5):
            data[place] = random.integers(0, 256)
        broken.append(bytes(data))
    return broken


def no_pictures() -> list[tuple[bytes, str]]:
    """(file, a word of what is said of it)."""
    return [
        (b"", "empty"),
        (b"Only words, renamed to .png.\n", "text"),
        ("Ein Text mit Umläuten".encode(), "text"),
        (b'<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"/>', "SVG"),
        (b"<svg width='1000000' height='1000000'></svg>", "SVG"),
        (b"%PDF-1.7\n%\xe2\xe3", "PDF"),
        (b"PK\x03\x04" + bytes(60), "zip"),
        (b"\0\0\0\x18ftypheic" + bytes(60), "HEIC"),
        *(
            (saved(patterned("RGB"), format), "not a picture that can be read here")
            for format in ("PCX", "SGI", "DDS", "IM")
        ),
        (bytes(1000), "not a picture"),
        (np.random.default_rng(0).bytes(5000), "not a picture"),
        (b"P3\n900 900\n255\n" + b"1 2 3 " * 400_000, "plain text"),
        (bytes(33_000_000), "32 MB"),
    ]


def large() -> dict[str, bytes]:
    """Sound files that take much memory to read, by name."""

    def flat(width: int, height: int, mode: str = "RGB") -> Image.Image:
        return Image.new(mode, (width, height), 90 if mode in ("L", "I;16", "P") else (90,) * len(mode))

    exif = Image.Exif()
    exif[0x0112] = 6
    files = {
        "rgba.png": saved(flat(6000, 4000, "RGBA"), "PNG", compress_level=1),
        "la.png": saved(flat(6000, 4000, "LA"), "PNG", compress_level=1),
        "sixteen.png": saved(flat(6000, 4000, "I;16"), "PNG", compress_level=1),
        "palette.png": saved(flat(6000, 4000, "P"), "PNG", compress_level=1, transparency=3),
        "cmyk.tif": saved(flat(3400, 3400, "CMYK"), "TIFF", compression="tiff_lzw"),
        "turned.tif": saved(flat(4000, 3400), "TIFF", compression="tiff_adobe_deflate", exif=exif),
        "progressive.jpg": saved(flat(5000, 3600), "JPEG", progressive=True, subsampling=0),
        "progressive_cmyk.jpg": saved(flat(5000, 3600, "CMYK"), "JPEG", progressive=True),
        "large.jpg": saved(flat(8000, 6000), "JPEG", exif=exif),
        "large.gif": saved(flat(6000, 4000, "P"), "GIF"),
        "wide.png": saved(flat(240_000, 100), "PNG", compress_level=1),
        "tall.png": saved(flat(1, 10_000, "RGBA"), "PNG"),
        "icon.ico": icon_with_a_bitmap(4000),
    }
    for format, name in NEEDS.items():
        if features.check(name):
            files[f"large.{name}"] = saved(flat(2700, 2700), format, **({"speed": 10} if format == "AVIF" else {}))
    return files
