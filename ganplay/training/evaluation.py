"""What a training shows of itself: sheets of the same seeds, D on held-out pictures, and the verdict on both."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import torch
from torch import Tensor

from ganplay.data.kinds import Sheets
from ganplay.data.pictures import Pictures
from ganplay.metrics.discriminator import histogram, judge
from ganplay.metrics.samples import compare
from ganplay.metrics.verdict import swings, verdict
from ganplay.recipe import Recipe
from ganplay.training.batches import Batches, to_float
from ganplay.training.events import Evaluation, Grid
from ganplay.training.latents import coded
from ganplay.training.step import Players, call

REMEMBERED = 32  # evaluations that a verdict looks back on, beside the first
EVALUATED = 256  # pictures of each kind in one evaluation


class Evaluator:
    """Looks at the players of a training, and changes nothing of it.

    Args:
        held_out: real pictures that are not trained on.
        sheets: how samples are shown.

    Attributes:
        held_out, held_out_labels: those that D is asked for, as it takes them, and their classes or None.
        fixed_z, fixed_labels: the latents and classes of every sheet.
    """

    def __init__(self, recipe: Recipe, players: Players, batches: Batches, held_out: Pictures, sheets: Sheets) -> None:
        self._recipe, self._players, self._batches, self._sheets = recipe, players, batches, sheets
        device, classes = players.device, recipe.classes
        self.held_out = to_float(held_out.images[:EVALUATED].to(device))
        self.held_out_labels = held_out.labels[:EVALUATED].to(device) if classes else None
        # Display noise comes from the CPU, one draw per seed, so that a sheet shows the same seeds everywhere.
        self.fixed_z = coded(players.generator, _seeded(range(sheets.seeds), recipe.z_dim).to(device))
        self.fixed_labels = torch.arange(sheets.seeds, device=device) % classes if classes else None
        self._evaluations: list[dict[str, float]] = []
        self._known: dict[str, float] | None = None

    @property
    def begun(self) -> bool:
        """Whether there is an evaluation of the untrained generator, with which verdicts compare."""
        return bool(self._evaluations)

    def begin_again(self) -> None:
        """Forget all evaluations but that of the untrained generator."""
        del self._evaluations[1:]

    def real_samples(self, count: int) -> np.ndarray:
        """The first `count` training pictures: (count, H, W, C), uint8; of points one drawing of many."""
        return self._sheets.real(self._batches.images, count)

    @torch.no_grad()
    def grid(self, place: dict[str, Any]) -> Grid:
        """The averaged generator on the fixed latents; `place` is step, images and seconds."""
        with self._players.arithmetic():
            samples = call(self._players.averaged, self.fixed_z, self.fixed_labels)
        return Grid(**place, pictures=self._sheets.generated(samples))

    def _floors(self) -> dict[str, float]:
        """What `compare` says of pictures trained on, in place of generated ones: n_floor of them, at most n.

        Computed once; nothing where there are fewer than two of a kind.
        """
        if self._known is None:
            n = min(len(self._batches.images), len(self.held_out))
            self._known = {}
            if n > 1:
                found = compare(self.held_out[:n], to_float(self._batches.images[:n]))
                self._known = {"n_floor": n} | {f"floor_{name}": value for name, value in found.items()}
        return self._known

    @torch.no_grad()
    def evaluate(self, place: dict[str, Any], losses: Sequence[float] = ()) -> Evaluation:
        """D on held-out real and fresh generated pictures, both networks as they are used: in evaluation mode.

        In a conditional training the generated pictures are of the same classes as the held-out ones.

        losses: G's, of its last steps.
        """
        players, n = self._players, len(self.held_out)
        noise = torch.Generator().manual_seed(self._recipe.seed * 1_000_003 + place["step"] + 1)
        z = coded(players.generator, torch.randn(n, self._recipe.z_dim, generator=noise).to(players.device))
        labels = self.held_out_labels
        players.generator.eval(), players.discriminator.eval()
        with players.arithmetic():
            fake = call(players.generator, z, labels)
            real = players.as_grown(self.held_out)
            real_logits, fake_logits = (call(players.discriminator, x, labels) for x in (real, fake))
            known = call(players.discriminator, *self._batches.first(n))
        players.generator.train(), players.discriminator.train()
        values = judge(real_logits.float(), fake_logits.float(), players.loss, known.float())
        values |= compare(self.held_out, fake) | self._floors() | swings(losses)
        self._evaluations.append({"step": place["step"], **values})
        del self._evaluations[1:-REMEMBERED]
        word, evidence = verdict(self._evaluations)
        return Evaluation(
            **place,
            values=values,
            histogram=histogram(real_logits, fake_logits),
            verdict=word,
            evidence=evidence,
        )


def _seeded(seeds: range, z_dim: int) -> Tensor:
    return torch.stack([torch.randn(z_dim, generator=torch.Generator().manual_seed(seed)) for seed in seeds])
