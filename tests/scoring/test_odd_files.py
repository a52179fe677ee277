"""Whatever is brought gives a score or says why not, costs a bounded amount of memory, and stops nothing else."""

from __future__ import annotations

import functools
import io
import json
import os
import struct
import subprocess
import sys
import zlib
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, features

import ganplay
from ganplay.data.decoding import FORMATS, Unusable
from ganplay.scoring import Habits, bring, habits, on_pad
from ganplay.scoring.pictures import native_of

ROOT = Path(ganplay.__file__).parents[1]
WRITTEN = {  # a way to save each format that is read here, and the modes it keeps
    "JPEG": ("L", "RGB", "CMYK"),
    "PNG": ("1", "L", "LA", "P", "RGB", "RGBA", "I;16"),
    "GIF": ("L", "P", "RGB"),
    "WEBP": ("RGB", "RGBA"),
    "BMP": ("1", "L", "P", "RGB"),
    "TIFF": ("1", "L", "P", "RGB", "RGBA", "CMYK", "LAB", "I;16", "I", "F"),
    "PPM": ("1", "L", "RGB", "I;16"),
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


def files() -> list[tuple[str, str]]:
    known = [format for format in FORMATS if format not in NEEDS or features.check(NEEDS[format])]
    return [(format, mode) for format in known for mode in WRITTEN[format]]


def test_there_is_a_file_for_every_format_that_is_read():
    assert set(WRITTEN) == set(FORMATS)


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize(("format", "mode"), files())
def test_every_format_and_mode_gives_its_picture(format, mode):
    data = saved(patterned(mode), format)
    for channels in (1, 3):
        picture = bring(data, 28, channels, crop="fit")
        assert picture.shape == (28, 28, channels) and picture.dtype == np.uint8 and picture.flags.writeable
        assert picture[14, 3].min() > 170 and picture[14, 24].max() < 85, "bright on the left, dark on the right"


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize(("format", "mode"), [(format, modes) for format, modes in files() if modes in ("RGB", "RGBA")])
def test_a_file_cut_off_or_damaged_anywhere_gives_a_picture_or_a_few_words(format, mode):
    whole = saved(patterned(mode), format)
    random = np.random.default_rng(0)
    broken = [whole[: int(len(whole) * share)] for share in (0.01, 0.1, 0.3, 0.6, 0.9, 0.99)]
    for _ in range(25):
        data = bytearray(whole)
        for place in random.integers(0, len(data), 5):
            data[place] = random.integers(0, 256)
        broken.append(bytes(data))
    refused = 0
    for data in broken:
        try:
            assert bring(data, 28, 1).shape == (28, 28, 1)
        except Unusable as error:
            refused += 1
            assert 0 < len(str(error)) < 120 and not str(error).endswith(".")
    assert refused, "some of these are no pictures any more"


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png_header(width: int, height: int) -> bytes:
    header = struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(bytes(1000)))


def icon_around(png: bytes) -> bytes:
    return struct.pack("<HHH", 0, 1, 1) + struct.pack("<BBBBHHII", 32, 32, 0, 0, 1, 32, len(png), 22) + png


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
        "flat_png": saved(Image.new("L", (6000, 6000)), "PNG"),
    }


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("name", bombs())
def test_bombs_are_refused_from_their_headers(name):
    with pytest.raises(Unusable, match=r"megapixels|too much memory"):
        bring(bombs()[name], 32, 3)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "empty"),
        (b"Only words, renamed to .png.\n", "text"),
        ("Ein Text mit Umläuten".encode(), "text"),
        (b'<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"/>', "SVG"),
        (b"<svg width='1000000' height='1000000'></svg>", "SVG"),
        (b"%PDF-1.7\n%\xe2\xe3", "PDF"),
        (b"PK\x03\x04" + bytes(60), "zip"),
        (b"\0\0\0\x18ftypheic" + bytes(60), "HEIC"),
        (bytes(1000), "not a picture"),
        (np.random.default_rng(0).bytes(5000), "not a picture"),
        (b"P3\n900 900\n255\n" + b"1 2 3 " * 400_000, "plain text"),
        (bytes(33_000_000), "32 MB"),
    ],
)
def test_what_is_no_picture_is_named(data, said):
    with pytest.raises(Unusable, match=said):
        bring(data, 32, 3)


def test_extreme_shapes_animations_and_turned_photographs_are_taken():
    for size in ((1, 1), (1, 10_000), (10_000, 1), (3, 5000)):
        for crop in ("crop", "fit"):
            assert bring(saved(Image.new("RGB", size, (10, 200, 30)), "PNG"), 32, 3, crop=crop).shape == (32, 32, 3)
    frames = [Image.new("RGB", (20, 20), colour) for colour in ("white", "black")]
    assert bring(saved(frames[0], "GIF", save_all=True, append_images=frames[1:]), 28, 1).min() == 255
    exif = Image.Exif()
    exif[0x0112] = 6
    turned = bring(saved(patterned("L", 40, 40), "JPEG", exif=exif, quality=95), 28, 1)
    assert turned[2].mean() > 220 and turned[-3].mean() < 35, "what was left is on top"


def test_exact_pixels_are_brought_unchanged(noise):
    for channels in (1, 3):
        picture = noise(1, 32, 32, channels)[0]
        data = saved(Image.fromarray(picture.squeeze()), "PNG")
        assert (bring(data, 32, channels) == picture).all()


def test_a_file_of_the_data_set_s_own_size_is_brought_as_the_data_set_was(noise):
    """MNIST's 28 pixels have two pixels of black around them at 32; they are not enlarged."""
    digit = noise(1, 28, 28)[0]
    data = saved(Image.fromarray(digit[:, :, 0]), "PNG")
    padded = bring(data, 32, 1, native=native_of("mnist"))
    assert (padded[2:-2, 2:-2] == digit).all() and padded[:2].max() == 0
    assert (bring(data, 32, 1) != padded).any()
    assert (native_of("mnist"), native_of("faces"), native_of("/some/folder")) == (28, 0, 0)


def test_light_and_dark_are_turned_round_and_hues_stay():
    colours = Image.new("RGB", (32, 32))
    for at, colour in enumerate(("black", "white", "red", (200, 200, 200))):
        colours.paste(colour, (8 * at, 0, 8 * at + 8, 32))
    turned = bring(saved(colours, "PNG"), 32, 3, invert=True)
    assert [turned[5, 8 * at + 4].tolist() for at in range(4)] == [[255] * 3, [0] * 3, [255, 0, 0], [55] * 3]


def drawn(size: int = 280, width: int = 20, ground: str | None = "white", move: int = 0) -> bytes:
    """A seven with the pen, somewhere on the pad."""
    from PIL import ImageDraw

    mode = "RGB" if ground else "RGBA"
    pad = Image.new(mode, (size, size), ground or (0, 0, 0, 0))
    line = [(40 + move, 30 + move), (110 + move, 30 + move), (70 + move, 130 + move)]
    ImageDraw.Draw(pad).line(line, fill="black", width=width, joint="curve")
    return saved(pad, "PNG")


@pytest.mark.parametrize(("resolution", "longest"), [(28, 20), (32, 20), (64, 40)])
def test_centring_does_what_mnist_did_wherever_and_however_large_it_was_drawn(resolution, longest):
    seven = bring(drawn(), resolution, 1, invert=True, centre=True)
    assert seven.shape == (resolution, resolution, 1)
    ink = seven[:, :, 0] > 40
    rows, columns = np.flatnonzero(ink.any(1)), np.flatnonzero(ink.any(0))
    assert abs(max(rows[-1] - rows[0], columns[-1] - columns[0]) + 1 - longest) <= 1
    mass = seven[:, :, 0] / seven.sum()
    middle = [(mass.sum(axis) * (np.arange(resolution) + 0.5)).sum() for axis in (1, 0)]
    assert np.abs(np.array(middle) - resolution / 2).max() <= 0.55
    assert seven[0].max() == seven[:, 0].max() == 0 and seven.max() > 240
    moved = bring(drawn(move=120), resolution, 1, invert=True, centre=True)
    assert np.abs(moved.astype(int) - seven).mean() < 3
    with pytest.raises(Unusable, match="blank"):
        bring(saved(Image.new("L", (50, 50), 255), "PNG"), 32, 1, invert=True, centre=True)


def digits(resolution: int = 32) -> np.ndarray:
    from ganplay.data import load

    return load("digits", resolution).images.permute(0, 2, 3, 1).numpy()


def test_the_habits_of_a_data_set_are_seen_in_its_pictures():
    found = habits(digits())
    assert found.dark and found.centred and found.grey
    assert 0.7 < found.extent < 0.9 and 0.08 < found.stroke < 0.2
    from ganplay.data import load

    for name in ("faces", "shapes"):
        other = habits(load(name, 28, count=60).images.permute(0, 2, 3, 1).numpy())
        assert not other.centred and not other.grey
    light = habits(255 - digits())
    assert not light.dark and light.centred and light.extent == pytest.approx(found.extent, abs=0.02)


@pytest.mark.parametrize("ground", ["white", None])
def test_a_drawing_becomes_like_the_data_set(ground):
    real = digits()
    known = habits(real)
    for width in (3, 20):  # a thin pen is widened
        seven = on_pad(drawn(width=width, ground=ground), 32, 1, known)
        assert seven[0].max() < 30 and seven.max() > 200, "light on dark"
        rows, columns = (np.flatnonzero((seven[:, :, 0] > 60).any(axis)) for axis in (1, 0))
        longest = max(rows[-1] - rows[0], columns[-1] - columns[0]) + 1
        assert longest / 32 == pytest.approx(known.extent, abs=0.05)
        assert (seven > 127).mean() == pytest.approx((real > 127).mean(), rel=0.5), "about as much ink"
    light = on_pad(drawn(ground=ground), 32, 3, habits(255 - real))
    assert light.shape == (32, 32, 3) and light[0].min() > 225 and light.min() < 60, "dark on light"
    plain = on_pad(drawn(ground=ground), 32, 3, Habits(dark=False, centred=False, grey=False))
    assert plain.min() < 60 and plain[16, 25].min() == 255, "where it was drawn"
    dark = on_pad(drawn(ground=ground), 32, 3, Habits(dark=True, centred=False, grey=False))
    assert (dark == 255 - plain).all()
    with pytest.raises(Unusable, match="blank"):
        on_pad(saved(Image.new("RGBA", (280, 280)), "PNG"), 32, 1, known)


CHILD = """
import json, sys, warnings
warnings.simplefilter("ignore")
from pathlib import Path
import torch
from ganplay import nets
from ganplay.recipe import Recipe
from ganplay.data.decoding import Unusable
from ganplay.scoring import bring, score
torch.set_num_threads(1)
_, judge = nets.build(Recipe(resolution=32, channels=3, d_width=8, g_width=8))
judge.eval()
first, *rest = sorted(Path(sys.argv[1]).iterdir())

def status(name):
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith(name))

score(judge, bring(first.read_bytes(), 32, 3)[None])
before, answers, peaks = status("VmRSS"), {}, {}
for path in rest:
    Path("/proc/self/clear_refs").write_text("5")  # the peak is what it is now
    for crop in ("crop", "fit"):
        try:
            answers[path.name] = score(judge, bring(path.read_bytes(), 32, 3, crop=crop)[None]).item()
        except Unusable as error:
            answers[path.name] = str(error)
    peaks[path.name] = status("VmHWM") - before
print(json.dumps({"answers": answers, "peaks": peaks, "after": status("VmRSS") - before}))
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the peak of a process is read from /proc")
def test_memory_stays_bounded_whatever_is_brought(tmp_path):
    def flat(width: int, height: int, mode: str = "RGB") -> Image.Image:
        return Image.new(mode, (width, height), 90 if mode in ("L", "I;16", "P") else (90,) * len(mode))

    exif = Image.Exif()
    exif[0x0112] = 6
    large = {
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
        **{f"bomb_{name}": data for name, data in bombs().items()},
    }
    for format, name in NEEDS.items():
        if features.check(name):
            large[f"large.{name}"] = saved(flat(2700, 2700), format, **({"speed": 10} if format == "AVIF" else {}))
    (tmp_path / "0_small.png").write_bytes(saved(flat(40, 40), "PNG"))
    for name, data in large.items():
        (tmp_path / name).write_bytes(data)
    run = subprocess.run(
        [sys.executable, "-c", CHILD, str(tmp_path)],
        capture_output=True,
        text=True,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        check=False,
    )
    assert run.returncode == 0, run.stderr
    told = json.loads(run.stdout)
    assert told["answers"].keys() == large.keys()
    assert max(told["peaks"].values()) < 180e6, told["peaks"]
    assert max(peak for name, peak in told["peaks"].items() if name.startswith("bomb")) < 5e6, told["peaks"]
    assert told["after"] < 100e6
    scored = {name for name, answer in told["answers"].items() if isinstance(answer, float)}
    assert scored >= {"rgba.png", "sixteen.png", "large.jpg", "large.gif", "wide.png", "tall.png", "palette.png"}
    assert max(told["peaks"][name] for name in scored) > 50e6, "some of these are large"
