"""Cats and dogs: a discriminator of both asks "real or generated?", a classifier "which of the two?".

The two networks are alike, down to the number of their weights, and learn from the same pictures for as many steps.
What they learn to say differs because what they are shown beside these pictures differs.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import torch

from ganplay.data.pictures import Pictures
from ganplay.latent import render, seed_latents
from ganplay.lessons.sorter import BATCH, WIDTH, sorter
from ganplay.nets.sharing import seeded
from ganplay.recipe import Recipe, named_recipe
from ganplay.scoring import score
from ganplay.training.events import Diverged, Grid, Numbers
from ganplay.training.trainer import HELD_OUT, Trainer

DRAWN = 1_000_000  # the seed of the first generated picture that both are asked about
SHARE = 0.75  # of the time, that the discriminator takes
GENERATED = 2  # the kind beside the two classes


@dataclass(frozen=True, kw_only=True)
class Stage:
    """How far it is.

    what: discriminator, or classifier once that is trained.
    fraction: of all the work.
    drawn: (n, H, W, C) uint8, what the generator draws by now, whenever that is looked at.
    """

    what: str
    fraction: float
    drawn: np.ndarray | None = None


@dataclass(frozen=True, kw_only=True)
class Opinions:
    """What both said of the same pictures, none of which either was trained on.

    Attributes:
        pictures: (N, H, W, C) uint8.
        kind: (N,) int: 0 and 1 of the two classes, or `GENERATED`.
        real: (N,) in 0 .. 1, the discriminator: the picture is real.
        first: (N,) in 0 .. 1, the classifier: it is of class 0.
        classes: names of the two.
        trained_on: how many real pictures each learned from.
        steps: that each of them took.
    """

    pictures: np.ndarray
    kind: np.ndarray
    real: np.ndarray
    first: np.ndarray
    classes: tuple[str, ...]
    trained_on: int
    steps: int

    def mean(self, said: np.ndarray, kind: int) -> float:
        """The mean of `real` or `first` over the pictures of a kind."""
        return float(said[self.kind == kind].mean())


def ask_both(
    pictures: Pictures, *, steps: int, seed: int = 0, told: Callable[[Stage], None] = lambda stage: None
) -> Opinions:
    """Train both on `pictures` and ask them about held-out ones of each class and as many generated.

    The discriminator is one of a GAN: it is trained against a generator that learns at the same time, by the trainer of
    every run. The generated pictures are what that generator's average draws at the end; neither network saw them.

    Args:
        pictures: of two classes, some of each; a fifth of them at most is held out.
        steps: of each of the two; at 32 px three hundred take some ten seconds of a core.
        told: how far it is, some ten times a second; what it raises ends the work.

    Raises:
        ValueError: for other than two classes.
        FloatingPointError: when the GAN's numbers broke.
    """
    if pictures.labels is None or len(pictures.classes) != 2:
        raise ValueError("Both questions can be asked of pictures of two classes.")
    with seeded(seed):  # two that begin at the same time do not draw each other's weights
        trainer = Trainer(_recipe(pictures, seed, steps), pictures, device="cpu", threads=1)
    for event in trainer.events():
        if isinstance(event, Diverged):
            raise FloatingPointError("The generator and the discriminator broke: begin again with another seed.")
        if isinstance(event, Grid | Numbers):
            drawn = event.pictures if isinstance(event, Grid) else None
            told(Stage(what="discriminator", fraction=SHARE * event.step / steps, drawn=drawn))

    training, held_out = pictures.split(HELD_OUT)  # as the trainer splits
    classifier = sorter(
        *(training.images[training.labels == label] for label in (0, 1)),
        steps=steps,
        seed=seed,
        flips=pictures.flips,
        told=lambda fraction: told(Stage(what="classifier", fraction=SHARE + (1 - SHARE) * fraction)),
    )

    generator = trainer.players.averaged.eval()
    drawn = render(generator, seed_latents(range(DRAWN, DRAWN + max(1, len(held_out) // 2)), generator.z_dim))
    asked = np.concatenate([held_out.images.permute(0, 2, 3, 1).numpy(), drawn])
    real, first = (
        torch.sigmoid(score(network.eval(), asked)).numpy() for network in (trainer.players.discriminator, classifier)
    )
    return Opinions(
        pictures=asked,
        kind=np.concatenate([held_out.labels.numpy(), np.full(len(drawn), GENERATED)]),
        real=real,
        first=first,
        classes=pictures.classes,
        trained_on=len(training),
        steps=steps,
    )


def _recipe(pictures: Pictures, seed: int, steps: int) -> Recipe:
    """`quick` in the size of the classifier, with a loss whose logits are read as probabilities, and no class told."""
    return named_recipe("quick").with_changes(
        loss="nonsaturating",
        labels="off",
        resolution=pictures.resolution,
        g_width=WIDTH,
        d_width=WIDTH,
        batch=BATCH,
        seed=seed,
        steps=steps,
        seconds=0,
        metrics=0,
    )
