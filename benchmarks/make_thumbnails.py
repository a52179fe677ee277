"""Draw the thumbnails of the gallery, assets/thumbs/*.webp.

Of what is drawn or bundled they are pictures and points of it, and so of MNIST and CIFAR-10 where these lie on this
machine; the other downloads have a plain sign, drawn here, which shows none of their pictures. Run it after the
drawings have changed:

    python benchmarks/make_thumbnails.py [--data-root FOLDER] [--cifar10 ZIP]

FOLDER is where torchvision's MNIST lies, ZIP a zip of CIFAR-10's pictures in folders by class; what is not given stays
as it is.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw

from ganplay.data import CATALOG, load
from ganplay.data.kinds.points import CLOUD, draw_points, plotted
from ganplay.data.laws import LAWS

SIDE = 2  # pictures a side
RESOLUTION = 64
FIRST = {"faces": 20, "landscapes": 0, "shapes": 4, "animals": 40, "digits": 3}  # where pleasing neighbours begin
OF_MNIST = {"mnist": 0, "stacked_mnist": 0}
OF_CIFAR10 = (3, 1003, 4002, 7004)  # a plane, a car, a deer and a horse of the thousand test pictures of each class
GROUND, INK = "#dfe2e6", "#5b6270"
FINE = 4  # times as large as it is kept

Pen = ImageDraw.ImageDraw


def tiled(cells: np.ndarray) -> Image.Image:
    rows = [np.concatenate(list(cells[row * SIDE : (row + 1) * SIDE]), axis=1) for row in range(SIDE)]
    return Image.fromarray(np.concatenate(rows))


def thumbnail(name: str, first: int, root: Path | None = None) -> Image.Image:
    """A square of SIDE x SIDE pictures of the data set."""
    count = 64 if CATALOG[name].kind == "generated" else None
    pictures = load(name, RESOLUTION, channels=3, count=count, root=root)
    return tiled(pictures.images[first : first + SIDE * SIDE].permute(0, 2, 3, 1).numpy())


def of_zip(path: Path, which: tuple[int, ...]) -> Image.Image:
    pictures = load(str(path), RESOLUTION, channels=3)
    return tiled(pictures.images[list(which)].permute(0, 2, 3, 1).numpy())


def cloud(name: str) -> Image.Image:
    """Points of a law, in cells that are still seen in a tile."""
    points = draw_points(name, CLOUD).images
    cells = plotted(points, LAWS[name].extent, RESOLUTION)[0, 0].numpy()
    return Image.fromarray(cells).resize((SIDE * RESOLUTION, SIDE * RESOLUTION), Image.Resampling.NEAREST)


def shirt(pen: Pen) -> None:
    half = [(64, 34), (50, 28), (36, 34), (18, 58), (32, 70), (42, 60), (42, 102)]
    pen.polygon([*half, *((128 - x, y) for x, y in reversed(half))], fill=INK)
    pen.ellipse((52, 18, 76, 40), fill=GROUND)


def syllable(pen: Pen) -> None:
    """Something like the hiragana no: one stroke that turns round."""
    pen.arc((26, 28, 102, 104), 150, 60, fill=INK, width=10)
    pen.line((66, 32, 48, 88), fill=INK, width=10)
    pen.line((50, 90, 32, 82), fill=INK, width=10)


def house_number(pen: Pen) -> None:
    pen.polygon([(64, 18), (108, 54), (20, 54)], fill=INK)
    pen.rectangle((30, 54, 98, 106), fill=INK)
    pen.line((52, 66, 76, 66, 60, 96), fill=GROUND, width=8, joint="curve")


def head(pen: Pen) -> None:
    pen.ellipse((42, 22, 86, 72), fill=INK)
    pen.pieslice((22, 78, 106, 162), 180, 360, fill=INK)


def paw(pen: Pen) -> None:
    for x, y in ((24, 50), (45, 30), (83, 30), (104, 50)):
        pen.ellipse((x - 11, y - 15, x + 11, y + 15), fill=INK)
    pen.ellipse((38, 60, 90, 106), fill=INK)


SIGNS: dict[str, Callable[[Pen], None]] = {
    "fashion_mnist": shirt,
    "kmnist": syllable,
    "svhn": house_number,
    "celeba": head,
    "cats_dogs": paw,
}


class _Fine:
    """A pen whose places are those of a thumbnail, on a sheet that is FINE times as large."""

    def __init__(self, pen: Pen) -> None:
        self._pen = pen

    def __getattr__(self, shape: str) -> Callable[..., None]:
        def draw(places: object, *more: object, **look: object) -> None:
            if "width" in look:
                look["width"] = FINE * look["width"]
            getattr(self._pen, shape)((FINE * np.array(places)).ravel().tolist(), *more, **look)

        return draw


def sign(draw: Callable[[Pen], None]) -> Image.Image:
    side = SIDE * RESOLUTION
    sheet = Image.new("RGB", (FINE * side, FINE * side), GROUND)
    draw(_Fine(ImageDraw.Draw(sheet)))
    return sheet.resize((side, side), Image.Resampling.LANCZOS).quantize(8).convert("RGB")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data-root", type=Path)
    parser.add_argument("--cifar10", type=Path)
    options = parser.parse_args()
    folder = Path(__file__).parents[1] / "assets" / "thumbs"
    folder.mkdir(exist_ok=True)
    pictures = {name: thumbnail(name, first) for name, first in FIRST.items()}
    if options.data_root:
        pictures |= {name: thumbnail(name, first, options.data_root) for name, first in OF_MNIST.items()}
    if options.cifar10:
        pictures["cifar10"] = of_zip(options.cifar10, OF_CIFAR10)
    for name, picture in pictures.items():
        picture.save(folder / f"{name}.webp", quality=82, method=6)
    drawn = {name: cloud(name) for name in LAWS} | {name: sign(draw) for name, draw in SIGNS.items()}
    for name, picture in drawn.items():
        picture.save(folder / f"{name}.webp", lossless=True, method=6)


if __name__ == "__main__":
    main()
