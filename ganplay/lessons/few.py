"""Fifty labelled digits: what a classifier gains from generated ones, of a generator that has seen more or no more."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
import torch
from torch import Tensor

from ganplay.data.pictures import Pictures
from ganplay.latent import render, seed_latents
from ganplay.nets.conditional import OfClass
from ganplay.nets.sharing import seeded
from ganplay.recipe import named_recipe
from ganplay.training.trainer import Trainer

EACH = 5  # real pictures of every class
WIDTH = 16  # channels of the own generator's last layers
COPIES = 20  # of the few that it is given, so that the fifth which a trainer holds out holds none of them back
LOOSENESS = 0.01  # C of the linear classifier: few pictures of a thousand pixels want it held tight


@dataclass(frozen=True, kw_only=True)
class Trial:
    """Three classifiers that differ only in what was added to the same few real pictures.

    Attributes:
        chosen: places of these among the real ones.
        accuracy: alone, shipped (with generated ones that were handed in), own (with those of a generator that has seen
            the few alone): share of the held-out pictures that each takes for the right class.
        guesses: the same names -> (N,) what each takes the held-out pictures for.
        drawn: (M, H, W, C) uint8, some that the own generator drew; picture i is asked to be of class i % classes.
    """

    chosen: np.ndarray
    accuracy: dict[str, float]
    guesses: dict[str, np.ndarray] = field(repr=False)
    drawn: np.ndarray = field(repr=False)


def trial(
    real: Pictures,
    held_out: Pictures,
    generated: Pictures,
    *,
    steps: int,
    seed: int = 0,
    told: Callable[[float], None] = lambda fraction: None,
) -> Trial:
    """Choose `EACH` real pictures of every class, and measure what classifiers make of them and of what is added.

    The classifier is linear in the pixels. Both generators add as many pictures as `generated` has.

    Args:
        real: labelled pictures to choose from.
        held_out: those that the classifiers are asked about.
        generated: labelled by the class that their generator was asked for.
        steps: of the own generator; at 32 px a hundred take some three seconds of a core.
        seed: of the choice, and of the own generator.
        told: the fraction that is done; what it raises ends the work.
    """
    chosen = _choose(real.labels, len(real.classes), seed)
    some = real.take(chosen)
    guesses = {"alone": _guesses([some], held_out), "shipped": _guesses([some, generated], held_out)}
    told(0.1)
    own = drawn_by_own(some, len(generated), seed=seed, steps=steps, told=lambda done: told(0.1 + 0.8 * done))
    guesses["own"] = _guesses([some, own], held_out)
    told(1.0)
    truth = held_out.labels.numpy()
    return Trial(
        chosen=chosen.numpy(),
        accuracy={name: float((guess == truth).mean()) for name, guess in guesses.items()},
        guesses=guesses,
        drawn=own.images[: len(chosen)].permute(0, 2, 3, 1).numpy(),
    )


def gain(trials: list[Trial], name: str) -> tuple[float, float]:
    """(mean, standard deviation) over trials of what adding `name` changed in the accuracy; 0 of one trial alone."""
    gains = np.array([each.accuracy[name] - each.accuracy["alone"] for each in trials])
    return float(gains.mean()), float(gains.std(ddof=1)) if len(gains) > 1 else 0.0


def drawn_by_own(
    some: Pictures, count: int, *, steps: int, seed: int, told: Callable[[float], None] = lambda fraction: None
) -> Pictures:
    """`count` labelled pictures of a class-conditional generator that was trained on `some` alone."""
    recipe = named_recipe("quick").with_changes(
        loss="nonsaturating",
        labels="on",
        resolution=some.resolution,
        g_width=WIDTH,
        d_width=WIDTH,
        seed=seed,
        steps=steps,
        seconds=0,
        metrics=0,
    )
    copies = some.take(torch.arange(len(some)).repeat(COPIES))
    with seeded(seed):  # two that begin at the same time do not draw each other's weights
        trainer = Trainer(recipe, copies, device="cpu", threads=1)
    for event in trainer.events():
        told(event.step / steps)
    generator = trainer.players.averaged.eval()
    labels = torch.arange(count) % len(some.classes)
    z = seed_latents(range(count), generator.z_dim)
    drawn = np.empty((count, some.resolution, some.resolution, some.channels), np.uint8)
    for label in range(len(some.classes)):
        drawn[labels == label] = render(OfClass(generator, label).eval(), z[labels == label])
    return Pictures(
        name=some.name, images=torch.from_numpy(drawn).permute(0, 3, 1, 2), labels=labels, classes=some.classes
    )


def _choose(labels: Tensor, classes: int, seed: int) -> Tensor:
    random = torch.Generator().manual_seed(seed)
    of = [torch.nonzero(labels == label)[:, 0] for label in range(classes)]
    return torch.cat([places[torch.randperm(len(places), generator=random)[:EACH]] for places in of])


def _guesses(parts: list[Pictures], held_out: Pictures) -> np.ndarray:
    """What a linear classifier takes held-out pictures for; of one thread: logistic regression waits for several."""
    from sklearn.svm import LinearSVC

    pixels, labels = np.concatenate([_flat(part) for part in parts]), torch.cat([part.labels for part in parts])
    classifier = LinearSVC(C=LOOSENESS, dual=True, random_state=0)
    return classifier.fit(pixels, labels.numpy()).predict(_flat(held_out))


def _flat(pictures: Pictures) -> np.ndarray:
    return pictures.images.flatten(1).numpy() / np.float32(255)
