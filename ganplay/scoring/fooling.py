"""Pictures that look the same and score otherwise."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor, nn

from ganplay.latent.seeds import to_float
from ganplay.scoring.error import ScoringError
from ganplay.scoring.maps import input_gradient
from ganplay.scoring.scores import score


@dataclass(frozen=True)
class Nudge:
    """A changed picture (H, W, C) uint8, no value of which moved by more than `epsilon` grey levels, and its logit."""

    epsilon: float
    logit: float
    picture: np.ndarray


def nudges(
    discriminator: nn.Module, picture: np.ndarray, epsilons: Sequence[float], *, up: bool, steps: int = 10
) -> list[Nudge]:
    """The picture changed so that its logit rises (`up`) or falls, for every epsilon, in their order.

    Iterated steps along the sign of the gradient within an L-infinity ball (projected gradient descent, Madry et al.
    2018). The result has whole grey levels, so that the logit is that of the very picture shown; the change thus
    never exceeds the whole part of epsilon. The best picture met is kept, a larger ball never does worse than a
    smaller one, and none worse than no change.

    Args:
        epsilons: grey levels of 255, each 0 to 255.
    """
    if any(not 0 <= epsilon <= 255 for epsilon in epsilons):
        raise ScoringError("A nudge has 0 to 255 grey levels.")
    sign = 1.0 if up else -1.0
    best = Nudge(0.0, score(discriminator, picture[None]).item(), picture)
    found = {}
    for epsilon in sorted(set(epsilons)):
        best = Nudge(epsilon, best.logit, best.picture)
        if whole := int(epsilon):
            tried = np.stack(list(_walk(discriminator, picture, best.picture, whole, sign, steps)))
            logits = score(discriminator, tried)
            winner = int((sign * logits).argmax())
            if sign * logits[winner].item() > sign * best.logit:
                best = Nudge(epsilon, logits[winner].item(), tried[winner])
        found[epsilon] = best
    return [found[epsilon] for epsilon in epsilons]


def smallest_flip(
    discriminator: nn.Module, picture: np.ndarray, threshold: float, walked: Sequence[Nudge] = ()
) -> Nudge | None:
    """The nudge of the fewest whole grey levels that turns the verdict round, or None where the largest does not.

    Found among `walked` (nudges to the other side of the threshold; by default of 1, 2, 4 ... 255 levels), none of
    which turns it with less, and by halving between the first that does and the one before. A cleverer search might
    turn it with less.
    """
    up = score(discriminator, picture[None]).item() <= threshold
    low, best = 0, None
    for nudge in walked or nudges(discriminator, picture, [*(2**power for power in range(8)), 255], up=up):
        if (nudge.logit > threshold) == up:
            best = nudge
            break
        low = int(nudge.epsilon)
    while best and best.epsilon - low > 1:
        middle = (low + int(best.epsilon)) // 2
        nudge = nudges(discriminator, picture, [middle], up=up)[0]
        if (nudge.logit > threshold) == up:
            best = nudge
        else:
            low = middle
    return best


def _walk(discriminator: nn.Module, picture: np.ndarray, start: np.ndarray, epsilon: int, sign: float, steps: int):
    """The pictures along one walk within `epsilon` grey levels of `picture`, (H, W, C) uint8 each."""
    around, x = (_levels(each) for each in (picture, start))
    low, high = (around - epsilon).clamp(min=0), (around + epsilon).clamp(max=255)
    for _ in range(steps):
        slope = input_gradient(discriminator, x / 127.5 - 1)
        x = torch.minimum(torch.maximum(x + sign * (2.5 * epsilon / steps) * slope.sign(), low), high)
        yield x.round()[0].permute(1, 2, 0).to(torch.uint8).numpy()


def _levels(picture: np.ndarray) -> Tensor:
    """(H, W, C) uint8 as (1, C, H, W) float32 from 0 to 255."""
    return (to_float(picture[None]) + 1) * 127.5
