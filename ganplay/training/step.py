"""The algorithm of adversarial training, on one page (Goodfellow et al. 2014, algorithm 1).

repeat
    n_dis times:  show D real and generated pictures; move D to tell them apart
    n_gen times:  move G so that D takes its pictures for real; move the average of G a little after it

What a recipe adds to it has rooms of its own: `extras` (penalties and second tasks beside the loss), `goals` (what G
aims at), `shown` (what D gets to see) and `averaging`.
"""

from __future__ import annotations

from contextlib import AbstractContextManager

import torch
from torch import Tensor, nn

from ganplay import nets
from ganplay.losses import LOSSES
from ganplay.recipe import Recipe
from ganplay.training.averaging import Average
from ganplay.training.extras import Extras
from ganplay.training.goals import make_goal
from ganplay.training.optimizers import lazy_factors, make_optimizers, set_beta2
from ganplay.training.schedules import Moment
from ganplay.training.shown import Seen, Showing
from ganplay.training.unrolling import Unrolled


class Players:
    """Generator, discriminator, their optimizers, and the averaged generator that is shown.

    random: where every random number of the training comes from, on the device.
    """

    def __init__(self, recipe: Recipe, device: torch.device, precision: str) -> None:
        with torch.random.fork_rng(devices=[]):
            torch.manual_seed(recipe.seed)
            generator, discriminator = nets.build(recipe)
        # channels_last is the layout that convolutions run fastest in, on CPUs with vector units and on GPUs.
        self.generator = generator.to(device, memory_format=torch.channels_last).train()
        self.discriminator = discriminator.to(device, memory_format=torch.channels_last).train()
        self.random = torch.Generator(device).manual_seed(recipe.seed)
        both = [*self.generator.modules(), *self.discriminator.modules()]
        self._growing = [module for module in both if hasattr(module, "grow")]
        for network in self._growing:
            network.grow(0.0)
        self.opt_g, self.opt_d = make_optimizers(self.generator, self.discriminator, recipe)
        self.average = Average(self.generator, recipe.ema, rampup=recipe.ema_rampup == "on")
        self.averaged = self.average.network
        if hasattr(self.generator, "noise_source"):  # noise inside of the network comes from the same place
            self.generator.noise_source = self.random
        self.loss = LOSSES[recipe.loss]
        self.showing = Showing(recipe, self.random)
        self.goal = make_goal(recipe, self.loss)
        self.extras = Extras(recipe, self.generator, self.discriminator, self.showing)
        self._remembering = [layer for layer in self.discriminator.modules() if hasattr(layer, "remembering")]
        self._slopes_by_shown = recipe.penalty_by == "shown"
        self.unrolled = None
        if recipe.unroll:
            self.unrolled = Unrolled(recipe, self.discriminator, self.opt_d, self.loss, self.showing)
        self._lazy = lazy_factors(recipe)
        self.smoothing = recipe.smoothing
        self.clip = recipe.clip
        self.device = device
        self.bf16 = precision == "bf16"

    def set_rates(self, lr_g: float, lr_d: float) -> None:
        """Learning rates from now on, before the factors of lazy penalties."""
        for optimizer, lr, factor in zip((self.opt_g, self.opt_d), (lr_g, lr_d), self._lazy, strict=True):
            for group in optimizer.param_groups:
                group["lr"] = lr * factor

    def set_schedules(self, now: Moment) -> None:
        """Beta2, the penalty's weight, the average's memory and scheduled augmentation from now on."""
        for optimizer, factor in zip((self.opt_g, self.opt_d), self._lazy, strict=True):
            set_beta2(optimizer, now.beta2**factor)
        self.extras.set_gamma(now.gamma)
        self.average.memory = now.memory
        self.showing.set_p(now.augment_p)

    def set_progress(self, progress: float, grown: float) -> None:
        """The share of the budget that is used up, and that growing networks know of."""
        self.showing.progress = progress
        self.goal.progress = progress
        for network in self._growing:
            network.grow(grown)

    def as_grown(self, pictures: Tensor) -> Tensor:
        """Real pictures as growing networks are to see them by now; for others as they are."""
        return self._growing[0].as_grown(pictures) if self._growing else pictures

    def told(self) -> dict[str, float]:
        """Numbers that there are to show beside the losses; waits for the device."""
        grown = {"grown": self._growing[0].size()} if self._growing else {}
        return self.showing.told() | grown

    def state(self) -> dict[str, Tensor]:
        """What the tricks remember, beside weights and optimizers."""
        return self.extras.state() | self.showing.state()

    def load(self, state: dict[str, Tensor]) -> None:
        """Raises KeyError where a memory is missing."""
        self.extras.load(state)
        self.showing.load(state)

    @property
    def needs_real(self) -> bool:
        """Whether G learns from real pictures too."""
        return self.goal.needs_real or self.unrolled is not None

    def arithmetic(self, exact: bool = False) -> AbstractContextManager:
        """bf16 for convolutions and matrix products where chosen and not `exact`; weights and losses stay in fp32."""
        return torch.autocast(self.device.type, torch.bfloat16, enabled=self.bf16 and not exact)

    def train_discriminator(
        self, real: Tensor, z: Tensor, labels: Tensor | None = None, fake_labels: Tensor | None = None, step: int = 0
    ) -> Tensor:
        """One D step on real pictures (N, C, H, W) in [-1, 1] and as many generated from z.

        Args:
            z: (N, z_dim), or (N, num_inputs, z_dim) where styles are mixed.
            labels, fake_labels: (N,) int64 classes of both, in a conditional training.
            step: counts D steps from 0.

        Returns:
            loss, mean logit of real, mean logit of generated, and what was added to the loss if the recipe adds
            anything; detached, on the device.
        """
        slopes = self.extras.slopes(step)
        with self.arithmetic(), torch.no_grad():  # D's gradient must not reach G
            generated = call(self.generator, z, fake_labels)
        if any(slopes):  # a penalty on slopes is taken in full precision
            generated = generated.float()
        with self.arithmetic(exact=any(slopes)):
            # Two batches, not one of both: batch norm in D then sees each kind by itself, as published.
            seen_real = self.judge(real, labels, slope=slopes[0], remember=True)
            seen_fake = self.judge(generated, fake_labels, slope=slopes[1])
        loss = self.loss.discriminator(seen_real.logits, seen_fake.logits, self.smoothing)
        extra = self.extras.for_discriminator(seen_real, seen_fake, z, step)
        self.opt_d.zero_grad(set_to_none=True)
        (loss if extra is None else loss + extra).backward()
        self.opt_d.step()
        if self.clip:
            with torch.no_grad():
                for weight in self.discriminator.parameters():
                    weight.clamp_(-self.clip, self.clip)
        self.showing.steer(seen_real.logits, len(real), self.loss.threshold)
        told = [loss, seen_real.logits.mean(), seen_fake.logits.mean(), *([] if extra is None else [extra])]
        return torch.stack([number.detach() for number in told])

    def train_generator(
        self,
        z: Tensor,
        step: int,
        labels: Tensor | None = None,
        real: Tensor | None = None,
        real_labels: Tensor | None = None,
    ) -> Tensor:
        """One G step from z, then the average; `step` counts G steps from 0.

        Args:
            real, real_labels: real pictures, where the recipe's G learns from them (`needs_real`).

        Returns:
            loss, and what was added to it if the recipe adds anything; detached, on the device.
        """
        self.discriminator.requires_grad_(False)  # G's gradient passes through D and must not stay there
        with self.arithmetic():
            generated = call(self.generator, z, labels)
            judge = self.unrolled.after(generated, labels, real, real_labels) if self.unrolled else self.judge
            seen_real = judge(real, real_labels) if self.goal.needs_real else None
            seen_fake = judge(generated, labels)
            loss = self.goal(seen_fake, seen_real)
        extra = self.extras.for_generator(seen_fake, z, step)
        self.opt_g.zero_grad(set_to_none=True)
        (loss if extra is None else loss + extra).backward()
        self.opt_g.step()
        self.discriminator.requires_grad_(True)
        self.average.follow(step)
        return torch.stack([number.detach() for number in (loss, extra) if number is not None])

    def judge(
        self, pictures: Tensor, labels: Tensor | None = None, slope: bool = False, remember: bool = False
    ) -> Seen:
        """What D makes of pictures, as they are shown to it.

        Args:
            slope: its slope by them will be asked for.
            remember: layers that compare pictures keep these, to compare with in evaluation.
        """
        asked = pictures.detach().requires_grad_(True) if slope else None
        shown = self.showing(pictures if asked is None else asked)
        if slope and self._slopes_by_shown:
            asked = shown = shown.detach().requires_grad_(True)
        for layer in self._remembering:
            layer.remembering = remember
        inputs = (shown,) if labels is None else (shown, labels)
        logits, features = self.discriminator.judged(*inputs)
        return Seen(shown, labels, logits.float(), features, asked)


def call(network: nn.Module, x: Tensor, labels: Tensor | None) -> Tensor:
    """network(x), or network(x, labels) in a conditional training."""
    return network(x) if labels is None else network(x, labels)
