"""Pictures of a run's averaged generator, one a seed, written to a file."""

from __future__ import annotations

import math
from pathlib import Path

from ganplay.runs.folder import RunError, RunFolder

MOST = 1_000_000


def sample_to(run: RunFolder, out: Path, *, n: int, seed: int = 0, step: int | None = None) -> int:
    """Draw the pictures of seeds `seed` to `seed + n - 1`; a seed gives the same picture whatever `n` is.

    out: a .png (one sheet), a .npz (`images`, (N, H, W, C) uint8), or a folder (one PNG a seed).

    Raises:
        RunError, CheckpointError: when the run has nothing to draw with, or `out` cannot be written.
        LatentError: for a sheet that is too large.
    """
    if not 1 <= n <= MOST:
        raise RunError(f"A sample has 1 to {MOST:,} pictures, not {n}.")
    if out.suffix and out.suffix not in (".png", ".npz"):
        raise RunError(f"{out.name} should end in .png or .npz, or be a folder.")
    import numpy as np

    from ganplay.latent import png_bytes, render, seed_latents, sheet

    seeds = range(seed, seed + n)
    networks = run.networks(step)
    pictures = render(networks.generator, seed_latents(seeds, networks.generator.z_dim))
    made_from = {"run": run.path.name, "step": networks.step}
    try:
        if out.suffix:
            out.parent.mkdir(parents=True, exist_ok=True)
        if out.suffix == ".npz":
            np.savez(out, images=pictures)
        elif out.suffix == ".png":
            page = sheet(pictures, math.ceil(math.sqrt(n)))
            out.write_bytes(png_bytes(page, made_from | {"seeds": [seed, seed + n - 1]}))
        else:
            out.mkdir(parents=True, exist_ok=True)
            for number, picture in zip(seeds, pictures, strict=True):
                (out / f"seed{number:06d}.png").write_bytes(png_bytes(picture, made_from | {"seed": number}))
    except OSError as error:
        raise RunError(f"{out} cannot be written: {error.strerror}.") from None
    return n
