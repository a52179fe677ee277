"""A film from seed to seed: what `ganplay morph` makes."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np
from torch import nn

from ganplay.latent.error import LatentError
from ganplay.latent.film import gif_bytes, mp4_bytes, watched
from ganplay.latent.paths import loop as around
from ganplay.latent.paths import path
from ganplay.latent.seeds import check_latents, drawn, seed_latents

MOST_FRAMES = 3000
FILMS = {".mp4": mp4_bytes, ".gif": gif_bytes}


def morph_frames(
    generator: nn.Module, seeds: Sequence[int], frames: int, loop: bool = True, mode: str = "slerp"
) -> Iterator[np.ndarray]:
    """The pictures from seed to seed, one at a time: (H, W, C) uint8.

    Args:
        seeds: 2 to 8.
        frames: in all, 2 to 3000.
        loop: back to the first seed on a smooth closed curve; otherwise from the first to the last.
        mode: "slerp", or "lerp" to see what goes wrong.

    Raises:
        LatentError: at the call, not when iterated.
    """
    if not 2 <= frames <= MOST_FRAMES:
        raise LatentError(f"A film has 2 to {MOST_FRAMES} frames, and {frames} were asked for.")
    latents = (around if loop else path)(seed_latents(seeds, generator.z_dim), frames, mode)
    check_latents(generator, latents)
    return (picture for part in drawn(generator, latents) for picture in part)


def write_morph(
    generator: nn.Module,
    seeds: Sequence[int],
    frames: int,
    path: str | Path,
    *,
    fps: float = 24,
    loop: bool = True,
    mode: str = "slerp",
    progress: Callable[[float], None] | None = None,
) -> None:
    """Write `morph_frames` to a .mp4 or .gif file, whole or not at all.

    Args:
        progress: told the fraction of frames drawn, 0 to 1.

    Raises:
        LatentError: for another file name, or as `morph_frames`.
        OSError: when the file cannot be written.
    """
    path = Path(path)
    if path.suffix.lower() not in FILMS:
        raise LatentError(f"A film is a .mp4 or a .gif file, and this one is called {path.name!r}.")
    pictures = morph_frames(generator, seeds, frames, loop, mode)
    made_from = {"seeds": list(seeds), "frames": frames, "loop": loop, "mode": mode}
    film = FILMS[path.suffix.lower()](watched(pictures, frames, progress), fps, made_from)
    part = path.with_name(path.name + ".part")
    part.write_bytes(film)
    os.replace(part, path)
