"""The data sets that ganplay draws itself: any number of pictures, at any size, the same for the same seed."""

from __future__ import annotations

from collections.abc import Callable

import torch

from ganplay.data.catalog import CATALOG
from ganplay.data.drawing import Canvas, Draws
from ganplay.data.faces import draw_faces
from ganplay.data.landscapes import draw_landscapes
from ganplay.data.pictures import Pictures
from ganplay.data.shapes import draw_shapes

# Count up whenever a picture changes: pictures kept from an older drawing are then left aside.
VERSION = 2

SCENES = {"faces": draw_faces, "landscapes": draw_landscapes, "shapes": draw_shapes}

# Pictures are always drawn in blocks of this many, each from its own seed. So the first N pictures are the same
# whatever the count, and a block stays in the processor's cache.
BLOCK = 256


def draw(
    name: str, resolution: int, count: int, seed: int = 0, progress: Callable[[float], None] = lambda fraction: None
) -> Pictures:
    """Draw `count` pictures of a generated data set.

    Args:
        name: a key of SCENES.
        resolution: pixels a side.
        count: how many; the first of them are the same whatever the count.
        seed: the same seed draws the same pictures, bit for bit.
        progress: called with the fraction done, 0 to 1.
    """
    images = torch.empty(count, 3, resolution, resolution, dtype=torch.uint8)
    all_labels, all_attributes = [], []
    for start in range(0, count, BLOCK):
        on = Canvas.blank(BLOCK, resolution)
        labels, attributes = SCENES[name](on, Draws(BLOCK, seed * 1_000_003 + start // BLOCK))
        images[start : start + BLOCK] = on.pictures()[: count - start]
        all_labels.append(labels)
        all_attributes.append(attributes)
        progress(min(start + BLOCK, count) / count)
    info = CATALOG[name]
    return Pictures(
        name=name,
        images=images,
        labels=torch.cat(all_labels)[:count] if info.classes else None,
        classes=info.classes,
        attributes={key: torch.cat([each[key] for each in all_attributes])[:count] for key in info.attributes},
        flips=info.flips,
    )
