"""What changes as a training goes on, as pure functions of how far it is: rates, penalty, memories, augmentation.

Along half a cosine (Huang et al. 2024, R3GAN, whose every schedule has this shape) from a first value, which is the
setting itself, to a last, over the pictures of the recipe's burn-in or over its whole budget.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from ganplay.recipe import Recipe


@dataclass(frozen=True)
class Moment:
    """The scheduled settings at one moment of a training.

    Attributes:
        rates: by what both learning rates are multiplied.
        gamma: weight of the penalty.
        beta2: Adam's second beta, before the powers of lazy penalties.
        memory: the share of its full half-life that the averaged generator has.
        augment_p: the chance of each change, where it is scheduled.
    """

    rates: float
    gamma: float
    beta2: float
    memory: float
    augment_p: float


def moment(recipe: Recipe, images: int, progress: float) -> Moment:
    """The scheduled settings after `images` real pictures, when `progress` (0 .. 1) of the budget is used up."""
    share = min(1.0, images / recipe.burn_in) if recipe.burn_in else progress
    risen = (1 - math.cos(math.pi * share)) / 2

    def towards(first: float, last: float) -> float:
        return first + (last - first) * risen if last else first  # 0: it stays

    return Moment(
        rates=_rates(recipe, progress, risen),
        gamma=towards(recipe.gamma, recipe.gamma_end),
        beta2=towards(recipe.beta2, recipe.beta2_end),
        memory=risen if recipe.ema_rampup == "on" else 1.0,
        augment_p=recipe.augment_p * risen,
    )


def _rates(recipe: Recipe, progress: float, risen: float) -> float:
    if recipe.decay == "linear":
        return max(recipe.lr_end, min(1.0, 5 * (1 - progress)))
    if recipe.decay == "whole":
        return max(recipe.lr_end, 1 - progress)
    if recipe.decay == "cosine":
        return 1 - (1 - recipe.lr_end) * risen
    return 1.0
