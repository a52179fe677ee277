"""Draw the thumbnails of the gallery, assets/thumbs/*.webp: the data sets that are drawn or bundled, points among them.

Run it after the drawings have changed: python benchmarks/make_thumbnails.py
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PIL import Image

from ganplay.data import CATALOG, load
from ganplay.data.kinds.points import CLOUD, draw_points, plotted
from ganplay.data.laws import LAWS

SIDE = 2  # pictures a side
RESOLUTION = 64
FIRST = {"faces": 20, "landscapes": 0, "shapes": 4, "animals": 40, "digits": 3}  # where pleasing neighbours begin


def thumbnail(name: str) -> Image.Image:
    """A square of SIDE x SIDE pictures of the data set."""
    pictures = load(name, RESOLUTION, channels=3, count=64 if CATALOG[name].kind == "generated" else None)
    first = FIRST[name]
    cells = pictures.images[first : first + SIDE * SIDE].permute(0, 2, 3, 1).numpy()
    rows = [np.concatenate(list(cells[row * SIDE : (row + 1) * SIDE]), axis=1) for row in range(SIDE)]
    return Image.fromarray(np.concatenate(rows))


def cloud(name: str) -> Image.Image:
    """Points of a law, in cells that are still seen in a tile."""
    points = draw_points(name, CLOUD).images
    cells = plotted(points, LAWS[name].extent, RESOLUTION)[0, 0].numpy()
    return Image.fromarray(cells).resize((SIDE * RESOLUTION, SIDE * RESOLUTION), Image.Resampling.NEAREST)


if __name__ == "__main__":
    folder = Path(__file__).parents[1] / "assets" / "thumbs"
    folder.mkdir(exist_ok=True)
    for name in FIRST:
        thumbnail(name).save(folder / f"{name}.webp", quality=82, method=6)
    for name in LAWS:
        cloud(name).save(folder / f"{name}.webp", lossless=True, method=6)
