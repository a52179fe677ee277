"""A film from keyframe to keyframe: what `ganplay morph` makes."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np
from torch import nn

from ganplay.latent.error import LatentError
from ganplay.latent.film import gif_bytes, mp4_bytes, watched
from ganplay.latent.keyframes import Keyframe, keyframes_of
from ganplay.latent.paths import check_count, path
from ganplay.latent.paths import loop as around
from ganplay.latent.seeds import check_latents, drawn, has_w, truncated
from ganplay.latent.showing import keyframe_latents

MOST_FRAMES = 3000
WAYS = ("w", "slerp", "lerp")
FILMS = {".mp4": mp4_bytes, ".gif": gif_bytes}


def way_of(generator: nn.Module, mode: str | None = None) -> str:
    """The way between two seeds: the one that is asked for, or else the generator's best; one of `WAYS`."""
    return mode or ("w" if has_w(generator) else "slerp")


def morph_frames(
    generator: nn.Module,
    keyframes: Sequence[int | Keyframe],
    frames: int,
    loop: bool = True,
    mode: str | None = None,
    psi: float = 1.0,
) -> Iterator[np.ndarray]:
    """The pictures from keyframe to keyframe, one at a time: (H, W, C) uint8.

    Args:
        keyframes: 2 to 8 seeds, or keyframes.
        frames: in all, 2 to 3000.
        loop: back to the first on a smooth closed curve; otherwise from the first to the last.
        mode: "w", straight lines between the keyframes' w, by default where the generator has a W; "slerp", arcs in Z,
            by default elsewhere; or "lerp", straight lines in Z, to see what goes wrong.
        psi: truncation of every frame, for generators with W.

    Raises:
        LatentError: at the call, not when iterated.
    """
    check_lengths(len(keyframes), frames)
    way = way_of(generator, mode)
    space = "w" if way == "w" else "z"
    known = keyframe_latents(keyframes_of(keyframes), generator, space)
    latents = (around if loop else path)(known, frames, "lerp" if space == "w" else way)
    if psi != 1:
        latents, space = truncated(generator, latents, psi, space), "w"
    check_latents(generator, latents, space)
    return (picture for part in drawn(generator, latents, space) for picture in part)


def check_lengths(keyframes: int, frames: int) -> None:
    """Raises LatentError where so many keyframes and frames make no film."""
    if not 2 <= frames <= MOST_FRAMES:
        raise LatentError(f"A film has 2 to {MOST_FRAMES} frames, and {frames} were asked for.")
    check_count(keyframes)


def check_name(path: Path) -> None:
    """Raises LatentError where a file of this name is no film."""
    if path.suffix.lower() not in FILMS:
        raise LatentError(f"A film is a .mp4 or a .gif file, and this one is called {path.name!r}.")


def write_morph(
    generator: nn.Module,
    keyframes: Sequence[int | Keyframe],
    frames: int,
    path: str | Path,
    *,
    fps: float = 24,
    loop: bool = True,
    mode: str | None = None,
    psi: float = 1.0,
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
    check_name(path)
    pictures = morph_frames(generator, keyframes, frames, loop, mode, psi)
    plain = [keyframe.to_plain() for keyframe in keyframes_of(keyframes)]
    made_from = {"keyframes": plain, "frames": frames, "loop": loop, "mode": way_of(generator, mode), "psi": psi}
    film = FILMS[path.suffix.lower()](watched(pictures, frames, progress), fps, made_from)
    part = path.with_name(path.name + ".part")
    part.write_bytes(film)
    os.replace(part, path)
