"""A detector of generated pictures: trained on one generator's, asked about another's."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
import torch

from ganplay.lessons.sorter import sorter
from ganplay.scoring import score


@dataclass(frozen=True, kw_only=True)
class Detection:
    """What a detector says of pictures that it did not learn from.

    Attributes:
        said: name of a group -> (N,) in 0 .. 1, the picture is generated; "real" is one of them.
        accuracy: share of the real pictures and of those of the generator that it knows, both counting the same, that
            it is right about.
        called: name of a group -> share of it that it calls generated.
    """

    said: dict[str, np.ndarray]
    accuracy: float
    called: dict[str, float]


def detect(
    real: np.ndarray,
    generated: np.ndarray,
    asked: Mapping[str, np.ndarray],
    seen: str,
    *,
    steps: int,
    seed: int = 0,
    told: Callable[[float], None] = lambda fraction: None,
) -> Detection:
    """Train a detector on real and generated pictures, (N, H, W, C) uint8, and ask it about others.

    Args:
        asked: "real" and names of generators -> pictures of them that were not trained on.
        seen: the name of the generator that drew `generated`.
        steps: of the detector; for grey pictures of 32 px four hundred take some two seconds of a core.
        told: the fraction that is done; what it raises ends the work.
    """
    tensors = [torch.from_numpy(group).permute(0, 3, 1, 2) for group in (generated, real)]
    network = sorter(*tensors, steps=steps, seed=seed, told=told)
    said = {name: torch.sigmoid(score(network, pictures)).numpy() for name, pictures in asked.items()}
    called = {name: float((values > 0.5).mean()) for name, values in said.items()}
    return Detection(said=said, accuracy=(1 - called["real"] + called[seen]) / 2, called=called)
