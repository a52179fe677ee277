"""Pictures that no discriminator was trained on, made at the size and in the colours it takes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from ganplay.runs.store.folder import Reals

NAMES = (
    "noise",
    "flat",
    "checkerboard",
    "ramp",
    "negative",
    "upside_down",
    "shuffled",
    "average",
    "two_halves",
    "blurred",
    "rings",
    "stripes",
)


def odd_pictures(reals: Reals) -> tuple[list[str], np.ndarray]:
    """(names, pictures (N, H, W, C) uint8), in the order of `NAMES`; some are made from the run's own real pictures."""
    real = reals.held_out if len(reals.held_out) > 3 else reals.training
    size, channels = real.shape[1], real.shape[3]
    random = np.random.default_rng(0)
    y, x = np.mgrid[0:size, 0:size] / (size - 1)

    def grey(values: np.ndarray) -> np.ndarray:
        return np.repeat(np.rint(255 * values)[:, :, None], channels, 2)

    half = size // 2
    quarters = [real[0][:half, :half], real[0][:half, half:], real[0][half:, :half], real[0][half:, half:]]
    shuffled = np.vstack([np.hstack([quarters[3], quarters[1]]), np.hstack([quarters[2], quarters[0]])])
    made = {
        "noise": random.integers(0, 256, (size, size, channels)),
        "flat": np.full((size, size, channels), 128),
        "checkerboard": grey((np.floor(x * 7.99) + np.floor(y * 7.99)) % 2),
        "ramp": grey(x),
        "negative": 255 - real[1],
        "upside_down": real[2][::-1],
        "shuffled": np.asarray(shuffled).copy(),
        "average": np.rint(real.mean(0)),
        "two_halves": np.concatenate([real[0][:, :half], real[1][:, half:]], 1),
        "blurred": _blurred(real[3]),
        "rings": grey(0.5 + 0.5 * np.cos(40 * np.hypot(x - 0.5, y - 0.5))),
        "stripes": grey(np.floor(x * size / 2) % 2),
    }
    return list(NAMES), np.stack([made[name] for name in NAMES]).clip(0, 255).astype(np.uint8)


def _blurred(picture: np.ndarray) -> np.ndarray:
    """Each pixel the mean of the 5 x 5 around it."""
    padded = np.pad(picture.astype(float), ((2, 2), (2, 2), (0, 0)), "edge")
    windows = np.lib.stride_tricks.sliding_window_view(padded, (5, 5), (0, 1))
    return np.rint(windows.mean((-2, -1)))
