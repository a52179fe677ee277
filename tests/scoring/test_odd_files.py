"""Whatever is brought gives a score or says why not, costs a bounded amount of memory, and stops nothing else."""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

import ganplay
from ganplay.data.decoding import FORMATS, Unusable
from ganplay.scoring import Habits, bring, habits, on_pad
from ganplay.scoring.pictures import native_of

ROOT = Path(ganplay.__file__).parents[1]


def loaded():
    spec = importlib.util.spec_from_file_location("odd_files", Path(__file__).with_name("odd_files.py"))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


odd = loaded()
saved, patterned, bombs, png_header = odd.saved, odd.patterned, odd.bombs, odd.png_header


def test_there_is_a_file_for_every_format_that_is_read():
    assert set(odd.WRITTEN) == set(FORMATS)


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize(("format", "mode"), odd.kinds())
def test_every_format_and_mode_gives_its_picture(format, mode):
    data = saved(patterned(mode), format)
    for channels in (1, 3):
        picture = bring(data, 28, channels, crop="fit")
        assert picture.shape == (28, 28, channels) and picture.dtype == np.uint8 and picture.flags.writeable
        assert picture[14, 3].min() > 170 and picture[14, 24].max() < 85, "bright on the left, dark on the right"


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize(("format", "mode"), [kind for kind in odd.kinds() if kind[1] in ("RGB", "RGBA")])
def test_a_file_cut_off_or_damaged_anywhere_gives_a_picture_or_a_few_words(format, mode):
    refused = 0
    for data in odd.damaged(format, mode):
        try:
            assert bring(data, 28, 1).shape == (28, 28, 1)
        except Unusable as error:
            refused += 1
            assert 0 < len(str(error)) < 120 and not str(error).endswith(".")
    assert refused, "some of these are no pictures any more"


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("name", bombs())
def test_bombs_are_refused_from_their_headers(name):
    with pytest.raises(Unusable, match=r"megapixels|too much memory"):
        bring(bombs()[name], 32, 3)


@pytest.mark.parametrize(("data", "said"), odd.no_pictures())
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


@pytest.mark.slow
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the peak of a process is read from /proc")
def test_memory_stays_bounded_whatever_is_brought(tmp_path):
    large = odd.large() | {f"bomb_{name}": data for name, data in bombs().items()}
    (tmp_path / "0_small.png").write_bytes(saved(patterned("RGB"), "PNG"))
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
    beside = {name: peak - len(large[name]) for name, peak in told["peaks"].items() if name.startswith("bomb")}
    assert max(beside.values()) < 20e6, beside  # a file of 11 MB may be copied once; decoded it would be hundreds
    assert told["after"] < 100e6
    scored = {name for name, answer in told["answers"].items() if isinstance(answer, float)}
    assert scored >= {"rgba.png", "sixteen.png", "large.jpg", "large.gif", "wide.png", "tall.png", "palette.png"}
    assert max(told["peaks"][name] for name in scored) > 50e6, "some of these are large"
