"""The picture files of a data set decoded together, on all cores: what they leave open is settled for all alike."""

from __future__ import annotations

import math
import os
import threading
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import torch
from torch import Tensor

from ganplay.data.decoding import Decoded, Unusable, decode_frames
from ganplay.data.grounds import contrasts, ground_for, laid
from ganplay.data.look import PLAIN, Depth, Look, depth_of, levels_for, stored
from ganplay.data.pictures import DataError, Note

STEP = 64  # files that a thread takes at a time
MOSTLY = 0.5  # of the pictures nearly blank: a data set that is
FAINT = 16  # levels of 256: a picture without a larger difference is nearly blank
HALF = 128  # levels of 256


@dataclass(frozen=True)
class Together:
    """What a data set's files gave.

    Attributes:
        images: (M, 3, H, W) uint8, in the order of the files, and of the pictures in a file.
        files: (M,) int64, the file of each.
        reasons: file -> why it is left out.
        settled: what was left to the data of `background`, `black` and `white`, as a recipe keeps it.
        notes: what a reader of the data should know of how they were taken.
    """

    images: Tensor
    files: Tensor
    reasons: Mapping[int, str]
    settled: Mapping[str, Any] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


def decode_all(
    read: Callable[[int], bytes],
    count: int,
    resolution: int,
    *,
    crop: str = "crop",
    zoom: float = 1.0,
    look: Look = PLAIN,
    most: int = 0,
    progress: Callable[[float], None] = lambda fraction: None,
) -> Together:
    """Decode `count` files: Pillow and zlib leave Python's lock while they work.

    Args:
        read: gives the bytes of the file of an index; may raise Unusable or OSError; called from several threads.
        most: pictures in all; 0: no such limit.

    Raises:
        DataError: when the files hold more pictures.
    """
    seen = _Seen(count, resolution, most)

    def work(index: int, wanted: Look) -> None:
        try:
            seen.put(index, *decode_frames(read(index), resolution, crop, zoom, wanted))
        except Unusable as error:
            seen.reasons[index] = Note(str(error), error.code, **error.details)
        except OSError as error:
            seen.reasons[index] = error.strerror or "unreadable"

    _over(range(count), lambda index: work(index, look), progress)
    settled, notes = seen.levels(look)
    if again := seen.otherwise(settled):  # than decoded as if each were alone
        alike = replace(look, **settled)
        _over(again, lambda index: work(index, alike), progress)
    ground, said = seen.lay(look.background)
    images, files = seen.gathered()
    narrow = seen.narrow()
    notes += [*said, *seen.left(look), *narrow]
    if not narrow or 2 * narrow[0].details["count"] < len(images):  # else that is why they are blank
        notes += _blank(images)
    return Together(images, files, seen.reasons, settled | ground, tuple(notes))


def _over(indices: Iterable[int], work: Callable[[int], None], progress: Callable[[float], None]) -> None:
    todo = list(indices)

    def some(start: int) -> None:
        for index in todo[start : start + STEP]:
            work(index)

    workers = ThreadPoolExecutor(min(os.cpu_count() or 1, 16))
    try:
        tasks = [workers.submit(some, start) for start in range(0, len(todo), STEP)]
        for done, task in enumerate(as_completed(tasks), 1):
            task.result()
            progress(done / len(tasks))
    finally:
        workers.shutdown(cancel_futures=True)


class _Seen:
    """What has been decoded so far; each file is put by one thread.

    Memory for the first picture of each file is there from the beginning; for what is transparent, and for further
    pictures, it is taken as they come.
    """

    def __init__(self, count: int, resolution: int, most: int) -> None:
        self.room = most - count if most else math.inf  # for further pictures
        self.further = 0  # those that there are
        self.counting = threading.Lock()
        self.pixels = np.zeros((count, 3, resolution, resolution), np.uint8)
        self.reasons: dict[int, str] = {}
        self.depths: dict[int, list[Depth]] = {}
        self.halved: dict[int, list[tuple[int, int]]] = {}  # file -> of pictures of 16-bit colour, see `Decoded`
        self.more: dict[int, list[np.ndarray]] = {}  # file -> its further pictures, (3, H, W)
        self.clear: dict[tuple[int, int], np.ndarray] = {}  # (file, picture) -> (H, W, 4), before `laid`
        self.held: dict[int, int] = {}  # file -> how many pictures it holds, where there are several

    def __len__(self) -> int:
        """Pictures."""
        return len(self.pixels) - len(self.reasons) + self.further

    def put(self, index: int, found: list[Decoded], held: int) -> None:
        with self.counting:
            self.further += len(found) - 1 - len(self.more.get(index, ()))
            full = self.further > self.room
        if full:
            side = self.pixels.shape[2]
            raise DataError(
                f"These files hold too many pictures at {side} pixels: choose a lower resolution, or frames=first."
            )
        pictures = []
        for number, one in enumerate(found):
            if one.pixels.shape[2] == 4:
                self.clear[index, number] = one.pixels
            pictures.append(one.pixels[..., :3].transpose(2, 0, 1).copy())
        self.pixels[index] = pictures[0]
        if depths := [one.depth for one in found if one.depth]:
            self.depths[index] = depths
        if halved := [one.halved for one in found if one.halved]:
            self.halved[index] = halved
        if held > 1:
            self.held[index] = held
            self.more[index] = pictures[1:]

    def levels(self, look: Look) -> tuple[dict[str, Any], list[str]]:
        """The black and the white of the pictures with more than 8 bits, and what to say where they are stretched."""
        depths = [depth for some in self.depths.values() for depth in some]
        if not depths or look.black != look.white:
            return {}, []
        whole = depth_of(depths)
        black, white = levels_for(whole)
        settled = {"black": black, "white": white}
        if (black, white) == stored(whole):
            return settled, []
        told = {"black": f"{black:g}", "white": f"{white:g}"}
        sentence = (
            "Pictures of more than 8 bits hold values from {black} to {white} alone, which is stretched from black to "
            "white."
        )
        return settled, [Note(sentence.format(**told), "stretched", **told)]

    def narrow(self) -> list[str]:
        """What to say of 16-bit colour that uses less than half of what it could: too little is left of it."""
        found = [both for some in self.halved.values() for both in some]
        if not found:
            return []
        low, high = min(low for low, _ in found), max(high for _, high in found)
        if high - low >= HALF:
            return []
        told = {"count": len(found), "total": len(self), "low": f"{257 * low:g}", "high": f"{257 * high:g}"}
        sentence = (
            "{count:,} of {total:,} pictures are of 16-bit colour, which is read with 8 bits, and hold values from "
            "about {low} to {high} alone: stretch them to 0 to 65535 first, or they stay flat."
        )
        return [Note(sentence.format(**told), "narrow", **told)]

    def otherwise(self, settled: Mapping[str, Any]) -> list[int]:
        """The files whose values are other than those levels when each is taken by itself."""
        levels = tuple(settled.values())
        return sorted(i for i, depths in self.depths.items() if levels and {*map(stored, depths)} != {levels})

    def lay(self, background: str) -> tuple[dict[str, Any], list[str]]:
        """Lay what is transparent over the background, chosen first where it is left to the data."""
        settled, notes = {}, []
        drawn = [pixels for pixels in self.clear.values() if pixels[..., 3].any()]
        if drawn and background == "auto":
            background = ground_for(np.stack([contrasts(pixels) for pixels in drawn]))
            settled = {"background": background}
            count, total = len(self.clear), len(self)
            sentence = (
                f"{count:,} of {total:,} pictures are transparent in places: they are laid over {background}, which "
                "keeps most contrast."
            )
            notes = [Note(sentence, "laid", count=count, total=total, ground=Note(background, background))]
        for (index, number), pixels in self.clear.items():
            place = self.more[index][number - 1] if number else self.pixels[index]
            place[:] = laid(pixels, background).transpose(2, 0, 1)
        return settled, notes

    def left(self, look: Look) -> list[str]:
        """What to say of the pictures in files of several that were not taken."""
        held = {index: count for index, count in self.held.items() if index not in self.reasons}
        lost = sum(count - 1 - len(self.more[index]) for index, count in held.items())
        if not lost:
            return []
        if look.frames == "all":
            sentence = f"{lost:,} pictures in files of several were not taken: damaged, or too many in one file."
            return [Note(sentence, "lost_frames", count=lost)]
        sentence = (
            f"{len(held):,} of {len(self.pixels):,} files hold several pictures (frames or pages): the first of each "
            f"was taken, and not the other {lost:,}. frames=all takes them all."
        )
        return [Note(sentence, "first_frames", files=len(held), total=len(self.pixels), count=lost)]

    def gathered(self) -> tuple[Tensor, Tensor]:
        """(images, files) as in `Together`."""
        usable = [index for index in range(len(self.pixels)) if index not in self.reasons]
        if not any(self.more.get(index) for index in usable):
            pixels = self.pixels if len(usable) == len(self.pixels) else self.pixels[usable]
            return torch.from_numpy(pixels), torch.tensor(usable, dtype=torch.long)
        numbers = [(index, number) for index in usable for number in range(1 + len(self.more.get(index, ())))]
        pixels = np.stack([self.more[index][number - 1] if number else self.pixels[index] for index, number in numbers])
        return torch.from_numpy(pixels), torch.tensor([index for index, _ in numbers], dtype=torch.long)


def _blank(images: Tensor) -> list[str]:
    flat = images.flatten(2)
    spread = (flat.amax(2).short() - flat.amin(2)).amax(1) if len(images) else images.new_zeros(0)
    blank = int((spread < FAINT).sum())
    if blank <= MOSTLY * len(images):
        return []
    sentence = (
        f"{blank:,} of {len(images):,} pictures are nearly blank, one colour all over: look at them before you train, "
        "and choose another background, or other values for black and white."
    )
    return [Note(sentence, "blank", count=blank, total=len(images))]
