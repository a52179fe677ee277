"""The data sets that ganplay draws itself: any number of pictures, at any size, the same for the same seed."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, as_completed

import torch

from ganplay.data.animals import draw_animals
from ganplay.data.catalog import CATALOG
from ganplay.data.drawing import Canvas, Draws
from ganplay.data.faces import draw_faces
from ganplay.data.landscapes import draw_landscapes
from ganplay.data.pictures import Pictures
from ganplay.data.shapes import draw_shapes

# Count up whenever a picture changes: pictures kept from an older drawing are then left aside.
VERSION = 2

SCENES = {"faces": draw_faces, "landscapes": draw_landscapes, "shapes": draw_shapes, "animals": draw_animals}

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
    known: dict[int, tuple] = {}  # start of a block -> its labels and attributes

    def work(start: int) -> None:
        on = Canvas.blank(BLOCK, resolution)
        known[start] = SCENES[name](on, Draws(BLOCK, seed * 1_000_003 + start // BLOCK))
        images[start : start + BLOCK] = on.pictures()[: count - start]

    # One block a thread. Were every small operation split between threads instead, they would mostly wait for each
    # other: on a busy machine that is thirty times slower.
    threads = torch.get_num_threads()
    workers = ThreadPoolExecutor(threads, initializer=torch.set_num_threads, initargs=(1,))
    try:
        tasks = [workers.submit(work, start) for start in range(0, count, BLOCK)]
        for done, task in enumerate(as_completed(tasks), 1):
            task.result()
            progress(done / len(tasks))
    finally:
        workers.shutdown(cancel_futures=True)
        torch.set_num_threads(threads)  # what threads started from now on will take
    all_labels, all_attributes = zip(*(known[start] for start in sorted(known)), strict=True)
    info = CATALOG[name]
    return Pictures(
        name=name,
        images=images,
        labels=torch.cat(all_labels)[:count] if info.classes else None,
        classes=info.classes,
        attributes={key: torch.cat([each[key] for each in all_attributes])[:count] for key in info.attributes},
        flips=info.flips,
    )
