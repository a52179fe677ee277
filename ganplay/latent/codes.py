"""Walks through the codes of a generator whose latents hold some (InfoGAN, Chen et al. 2016, figure 2)."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from torch import Tensor, nn

from ganplay.latent.error import LatentError
from ganplay.latent.seeds import render

FARTHEST = 2.0  # training draws continuous codes from -1 to 1; the paper's figures go on to -2 and 2
COLUMNS = 9  # values of a continuous code, 0 among them


def code_values(generator: nn.Module, code: int, columns: int = COLUMNS) -> list[float]:
    """The values that a walk through a code passes: c1's categories, or `columns` numbers from -2 to 2.

    Args:
        code: 0 is c1, the category; 1 is c2, the first continuous one.

    Raises:
        LatentError: when the generator has no such code.
    """
    if not hasattr(generator, "num_categorical"):
        raise LatentError("The latents of this run hold no codes: only those of infogan do.")
    if not 0 <= code <= generator.num_continuous:
        raise LatentError(f"This run has the codes c1 to c{1 + generator.num_continuous}, and there is no c{code + 1}.")
    if code == 0:
        return [float(category) for category in range(generator.num_categorical)]
    return np.linspace(-FARTHEST, FARTHEST, columns).round(4).tolist()


def code_walk(generator: nn.Module, latents: Tensor, code: int, values: Sequence[float]) -> np.ndarray:
    """One code through its values: pictures (len(latents) * len(values), H, W, C) uint8, a row for each latent.

    Args:
        generator: a `ganplay.nets.conditional.Coded`; codes that it has fixed stay so, but for the one that is walked.
        latents: (N, z_dim).
    """
    fixed = [*generator.codes, *[None] * (code + 1 - len(generator.codes))]
    columns = [render(generator.with_codes([*fixed[:code], value, *fixed[code + 1 :]]), latents) for value in values]
    return np.stack(columns, 1).reshape(-1, *columns[0].shape[1:])
