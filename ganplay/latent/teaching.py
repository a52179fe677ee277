"""A direction taught by example: latents that show something, latents that do not."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor

from ganplay.latent.directions import Directions
from ganplay.latent.error import LatentError

FEWEST = 5  # examples of each kind


@dataclass(frozen=True)
class Taught:
    """What was learned from two groups of latents.

    Attributes:
        vector: (D,), unit length; along it a latent turns from the kind B into the kind A.
        accuracy: the share of examples told apart rightly while they were held out, the mean of both kinds;
            0.5 is guessing.
        examples: (number of A, number of B).
        folds: into how many parts the examples were split for the held-out accuracy.
        sigma: the standard deviation of latents along the vector; 1 in Z.
    """

    vector: Tensor
    accuracy: float
    examples: tuple[int, int]
    folds: int
    sigma: float = 1.0

    @property
    def steps(self) -> Tensor:
        """(1, D): what `ganplay.latent.moved` takes."""
        return self.sigma * self.vector.unsqueeze(0)


def teach(shown: Tensor, not_shown: Tensor, *, seed: int = 0, spread: Directions | None = None) -> Taught:
    """The direction that separates two groups of latents (after Shen et al. 2020, InterFaceGAN).

    A linear classifier by ridge regression in place of their support vector machine: with a dozen examples in 64
    dimensions every linear rule separates them, and the ridge keeps the answer close to the difference of the means.

    Args:
        shown: A, (n, D) latents whose pictures show it, at least 5.
        not_shown: B, (m, D) latents whose pictures do not, at least 5.
        seed: splits the examples into folds.
        spread: of latents in W, see `ganplay.latent.directions.spread_w`: what they are measured by, as the ridge takes
            all numbers to be N(0, 1).

    Raises:
        LatentError: with fewer than 5 of either, or latents of another shape.
    """
    if min(len(shown), len(not_shown)) < FEWEST:
        raise LatentError(
            f"Teaching takes at least {FEWEST} pictures of each kind: these are {len(shown)} of A "
            f"and {len(not_shown)} of B.",
            "few_examples",
            fewest=FEWEST,
            a=len(shown),
            b=len(not_shown),
        )
    if shown.ndim != 2 or shown.shape[1:] != not_shown.shape[1:]:
        raise LatentError("A and B must be latents of the same generator, one vector each.")
    if not (torch.isfinite(shown).all() and torch.isfinite(not_shown).all()):
        raise LatentError("These latents hold numbers that are not finite: start again from a seed.")
    measure = spread.coordinates if spread else lambda latents: latents.detach().double().cpu()
    shown, not_shown = measure(shown), measure(not_shown)
    folds = min(FEWEST, len(shown), len(not_shown))
    vector, _ = _ridge(shown, not_shown)
    if spread:
        vector = vector @ spread.steps.double()
        vector = vector / vector.norm()
    return Taught(
        vector=vector.float(),
        accuracy=_held_out_accuracy(shown, not_shown, folds, seed),
        examples=(len(shown), len(not_shown)),
        folds=folds,
        sigma=float(spread.deviation(vector[None])) if spread else 1.0,
    )


def _ridge(shown: Tensor, not_shown: Tensor) -> tuple[Tensor, Tensor]:
    """(unit direction, threshold along it), both kinds counting the same whatever their number."""
    middle = (shown.mean(0) + not_shown.mean(0)) / 2
    total = len(shown) + len(not_shown)
    rows, answers = [], []
    for group, answer in ((shown, 1.0), (not_shown, -1.0)):
        weight = (total / (2 * len(group))) ** 0.5
        rows.append((group - middle) * weight)
        answers.append(torch.full((len(group),), answer * weight, dtype=group.dtype))
    examples, answer = torch.cat(rows), torch.cat(answers)
    dimensions = examples.shape[1]
    # as many imagined examples without an answer as there are unknowns: shrinks where data are few, not where many
    gram = examples.T @ examples + dimensions * torch.eye(dimensions, dtype=examples.dtype)
    direction = torch.linalg.solve(gram, examples.T @ answer)
    length = direction.norm()
    if length < 1e-12:
        raise LatentError("A and B are the same latents: tick pictures that differ.", "same_examples")
    direction = direction / length
    return direction, middle @ direction


def _held_out_accuracy(shown: Tensor, not_shown: Tensor, folds: int, seed: int) -> float:
    noise = torch.Generator().manual_seed(seed)
    fold_of = [torch.randperm(len(group), generator=noise) % folds for group in (shown, not_shown)]
    right = [0, 0]
    for fold in range(folds):
        out = [of == fold for of in fold_of]
        direction, threshold = _ridge(shown[~out[0]], not_shown[~out[1]])
        right[0] += int((shown[out[0]] @ direction > threshold).sum())
        right[1] += int((not_shown[out[1]] @ direction < threshold).sum())
    return (right[0] / len(shown) + right[1] / len(not_shown)) / 2
