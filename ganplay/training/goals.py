"""What the generator aims at: the recipe's loss, on all of its pictures or the best, or D's features of real ones."""

from __future__ import annotations

from dataclasses import dataclass

from torch import Tensor

from ganplay.losses import Loss
from ganplay.recipe import Recipe
from ganplay.training.shown import Seen


@dataclass
class Fool:
    """The loss of G; with `topk` below 1 only on the pictures that D likes best (Sinha et al. 2020).

    Their share falls from 1 to `topk` over the first half of the budget: D's taste is worth following once it has one.
    """

    loss: Loss
    topk: float = 1.0
    progress: float = 0.0

    @property
    def needs_real(self) -> bool:
        return self.loss.relativistic

    def __call__(self, fake: Seen, real: Seen | None) -> Tensor:
        logits = fake.logits
        if self.topk < 1:
            share = self.topk ** min(1.0, 2 * self.progress)
            logits = logits.topk(max(1, round(share * len(logits)))).values
        return self.loss.generator(logits, None if real is None else real.logits)


@dataclass
class MatchFeatures:
    """||mean features of real - mean features of generated||^2, in the layer before D's last (Salimans et al. 2016)."""

    progress: float = 0.0
    needs_real: bool = True

    def __call__(self, fake: Seen, real: Seen | None) -> Tensor:
        real_features, fake_features = (seen.features.float().mean(0) for seen in (real, fake))
        return (real_features.detach() - fake_features).square().sum()


def make_goal(recipe: Recipe, loss: Loss) -> Fool | MatchFeatures:
    return MatchFeatures() if recipe.feature_matching == "on" else Fool(loss, recipe.topk)
