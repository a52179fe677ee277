"""The loop: owns the players and counts what they did, and says what happens as events.

What they are shown is drawn by `batches`; what is looked at now and then, by `evaluation` and `measuring`; `saving`
keeps what was reached.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor

from ganplay.data import kinds as data_kinds
from ganplay.data.pictures import Pictures
from ganplay.metrics import kinds as metric_kinds
from ganplay.metrics.verdict import SWUNG
from ganplay.recipe import Recipe, kind_of
from ganplay.recipe.fields import LIVE, RecipeError
from ganplay.training import speed
from ganplay.training.batches import Batches, to_float
from ganplay.training.classes import classes_of
from ganplay.training.evaluation import Evaluator
from ganplay.training.events import CheckpointDue, Diverged, Evaluation, Event, Finished, Grid, Numbers
from ganplay.training.measuring import Measuring
from ganplay.training.saving import finite, read, save
from ganplay.training.schedules import moment
from ganplay.training.step import Players

HELD_OUT = 512  # real pictures never trained on, for evaluation
LOOK = 0.1  # seconds of training between two looks at the numbers
GRID_EVERY, EVALUATE_EVERY = 0.5, 1.5  # seconds of training, at least
SHARE = 0.025  # of the time that grids, and evaluations, may each take
EXPLODED = 1e6  # a loss or logit of this size is no longer training


class Trainer:
    """Trains a recipe on pictures; an iterator of events through `events`.

    Args:
        recipe: what to train; what it leaves to the data and the machine is resolved here and kept in `self.recipe`.
        pictures: all of the data; part of it is held out for evaluation.
        device: auto, cpu, cuda or mps.
        threads: CPU threads to begin with, for a recipe that leaves them open and may train with others later; None: as
            many as one trainer alone should use, from beginning to end.
        clock: seconds, as time.perf_counter; handed in so that tests need not wait.

    Raises:
        RecipeError: where recipe, pictures and device do not go together.
    """

    def __init__(
        self,
        recipe: Recipe,
        pictures: Pictures,
        *,
        device: str = "auto",
        threads: int | None = None,
        clock: Callable[[], float] = time.perf_counter,
    ) -> None:
        if pictures.resolution != recipe.resolution:
            raise RecipeError(f"The pictures are {pictures.resolution} px and the recipe asks for {recipe.resolution}.")
        if recipe.channels not in (0, pictures.channels):
            raise RecipeError(
                f"The pictures have {pictures.channels} channels and the recipe asks for {recipe.channels}."
            )
        self._device = speed.choose_device(device)
        kind = kind_of(recipe)
        self.precision = "fp32" if kind.precise else speed.choose_precision(recipe.precision, self._device)
        classes = classes_of(recipe, pictures)
        found = {"channels": pictures.channels, "precision": self.precision, "classes": classes, **pictures.settled}
        self.recipe = recipe.with_changes(**found)
        if self._device.type == "cpu":  # elsewhere their number changes nothing of what is trained
            always = recipe.threads or (0 if threads else speed.default_threads())
            self.recipe = self.recipe.with_changes(threads=always)
            threads = always or threads
        self.set_threads(threads or speed.default_threads())
        self._clock = clock
        training, held_out = pictures.split(HELD_OUT, limit=recipe.limit)
        try:
            self.players = Players(self.recipe, self._device, self.precision)
        except ValueError as refusal:  # a family's own sentence about its sizes
            raise RecipeError(str(refusal)) from None
        flips = {"on": True, "off": False, "auto": pictures.flips}[recipe.flip]
        self.batches = Batches(training, self.recipe, self.players, flips)
        sheets = data_kinds.entry(kind).sheets(pictures)
        evaluated = held_out if len(held_out) else pictures
        self.evaluator = Evaluator(self.recipe, self.players, self.batches, evaluated, sheets)
        measure = metric_kinds.entry(kind).measure(training, held_out, self._device)
        self._measuring = Measuring(measure, self.players.arithmetic, clock)
        if self.recipe.packing > 1:
            self.players.discriminator.companions.copy_(to_float(self.batches.images[: self.recipe.packing - 1]))
        self.step = self.images = 0
        self.seconds = 0.0
        self._grown = 0.0  # the share of the budget that growing networks know of, which never falls
        self._sums = torch.zeros(6, device=self._device)  # loss_d, real, fake, extra_d; loss_g, extra_g
        self._counts = {"d": 0, "g": 0}
        self._losses = torch.zeros(SWUNG, device=self._device)  # of G's last steps, the next one in place of the oldest
        self._lost = 0  # how many of them there have been
        self._last_read = (0, 0.0)  # images and seconds when the numbers were last read
        self._next = {"grid": 0.0, "evaluation": 0.0, "checkpoint": 2.0}

    @property
    def device(self) -> str:
        return speed.device_name(self._device)

    def set_threads(self, count: int) -> None:
        """How many CPU threads to compute with, from now on."""
        self.threads = max(1, int(count))
        torch.set_num_threads(self.threads)

    def set(self, **live: Any) -> None:
        """Change live settings (see `ganplay.recipe.LIVE`) and budgets without a restart.

        Raises:
            RecipeError: for other settings and impossible values; nothing changes then.
        """
        for name in live:
            if name not in (*LIVE, "steps", "images", "seconds"):
                raise RecipeError(f"{name} cannot change while a run trains: start a new run with it.")
        self.recipe = self.recipe.with_changes(**live)

    def real_samples(self, count: int = 64) -> np.ndarray:
        """The first `count` training pictures: (count, H, W, C), uint8; of points one drawing of many."""
        return self.evaluator.real_samples(count)

    # the steps; those of a frozen network are counted and not taken, so that budgets are used up and charts go on

    def _paired(self, drawn: Tensor | None, real: Tensor | None) -> Tensor | None:
        """Classes of generated pictures: of the real ones that a relativistic loss pairs them with, else as drawn.

        A pair of two classes would differ by more than that one is real and the other generated.
        """
        return real if self.players.loss.relativistic and real is not None else drawn

    def _train_d(self) -> None:
        if self.recipe.freeze != "d":
            real, labels = self.batches.real()
            z, drawn = self.batches.latents()
            fake_labels = self._paired(drawn, labels)
            told = self.players.train_discriminator(real, z, labels, fake_labels, self.images // self.recipe.batch)
            self._sums[: len(told)] += told
            self._counts["d"] += 1
        self.images += self.recipe.batch

    def _train_g(self) -> None:
        if self.recipe.freeze != "g":
            z, labels = self.batches.latents()
            real, real_labels = self.batches.real() if self.players.needs_real else (None, None)
            labels = self._paired(labels, real_labels)
            told = self.players.train_generator(z, self.step, labels, real, real_labels)
            self._sums[4 : 4 + len(told)] += told
            self._counts["g"] += 1
            self._losses[self._lost % SWUNG] = told[0]
            self._lost += 1
        else:
            self._lost = 0
        self.step += 1

    def _train(self) -> None:
        self._follow_budget()
        for _ in range(self.recipe.n_dis):
            self._train_d()
        for _ in range(self.recipe.n_gen):
            self._train_g()

    def _follow_budget(self) -> None:
        """Set what changes as the budget is used up: rates and other schedules, noise, the share of top-k, growth."""
        progress = self.progress()
        now = moment(self.recipe, self.images, progress)
        self.players.set_rates(self.recipe.lr_g * now.rates, self.recipe.lr_d * now.rates)
        self.players.set_schedules(now)
        # A run given more time does not shrink again, and one without a budget has nothing to grow by.
        self._grown = max(self._grown, progress if self._used() else 1.0)
        self.players.set_progress(progress, self._grown)

    def progress(self) -> float:
        """The share of the budget that is used up, 0 .. 1; 0 without a budget."""
        return min(1.0, max(self._used().values(), default=0.0))

    def _used(self) -> dict[str, float]:
        """Each budget there is, and the share of it that is used up."""
        spent = {"steps": self.step, "images": self.images, "seconds": self.seconds}
        return {kind: value / limit for kind, value in spent.items() if (limit := getattr(self.recipe, kind))}

    def _spent(self) -> str:
        """The budget that is used up, or an empty string."""
        return next((kind for kind, share in self._used().items() if share >= 1), "")

    # the events

    def events(self) -> Iterator[Event]:
        """Train until the budget is used up or the numbers break; yields at least every 0.1 s of training."""
        if not self.step and not self.images:
            yield from self.start()
        while not (budget := self._spent()):
            began = self._clock()
            deadline = began + LOOK
            if self.recipe.seconds:
                deadline = min(deadline, began + self.recipe.seconds - self.seconds)
            while True:
                self._train()
                if self._spent() or self._clock() >= deadline:
                    break
            values = self._read_sums()
            self.seconds += self._clock() - began
            if broken := self._broken(values):
                yield broken
                return
            yield self._numbers(values)
            yield from self._due()
            if measured := self._measuring.turn(self.players.averaged, self._now(), self.recipe.metrics):
                yield measured
        yield self._grid()
        yield self._evaluate()
        yield Finished(**self._now(), budget=budget)

    def start(self) -> list[Event]:
        """What there is to see before the first step: the untrained generator and what D makes of it."""
        return [self._grid(), self._evaluate()]

    def single(self, network: str, times: int = 1) -> list[Event]:
        """Train one network, or both in turn, `times` times; returns the numbers, a grid and an evaluation.

        Args:
            network: "d", "g" or "both" (one whole iteration).
        """
        steps = {"d": self._train_d, "g": self._train_g, "both": self._train}
        if network not in steps:
            raise RecipeError(f"There is no network {network!r} to step: it is d, g or both.")
        if not 1 <= times <= 1000:
            raise RecipeError(f"{times} steps at once are not possible: ask for 1 to 1000.")
        began = self._clock()
        self._follow_budget()
        for _ in range(times):
            steps[network]()
        values = self._read_sums()
        self.seconds += self._clock() - began
        broken = self._broken(values)
        return [broken] if broken else [self._numbers(values), self._grid(), self._evaluate()]

    def _now(self) -> dict[str, Any]:
        return {"step": self.step, "images": self.images, "seconds": self.seconds}

    def _read_sums(self) -> dict[str, float]:
        """Means since the last reading: the one place where training waits for the device."""
        loss_d, real, fake, extra_d, loss_g, extra_g = self._sums.tolist()
        d, g = self._counts["d"], self._counts["g"]
        self._sums.zero_()
        self._counts = {"d": 0, "g": 0}
        values = {"loss_d": loss_d / d, "d_real": real / d, "d_fake": fake / d} if d else {}
        values |= {"loss_g": loss_g / g} if g else {}
        values |= {"extra_d": extra_d / d} if d and self.players.extras.on_d else {}
        values |= {"extra_g": extra_g / g} if g and self.players.extras.on_g else {}
        return values | self.players.told()

    def _numbers(self, values: dict[str, float]) -> Numbers:
        images, seconds = self._last_read
        self._last_read = (self.images, self.seconds)
        rate = (self.images - images) / max(self.seconds - seconds, 1e-9)
        lr_g, lr_d = (o.param_groups[0]["lr"] for o in (self.players.opt_g, self.players.opt_d))
        return Numbers(**self._now(), values={**values, "lr_g": lr_g, "lr_d": lr_d, "rate": rate})

    def _broken(self, values: dict[str, float]) -> Diverged | None:
        for name, value in values.items():
            if not math.isfinite(value):
                return Diverged(**self._now(), reason="nan", evidence={})
            if abs(value) > EXPLODED:
                return Diverged(**self._now(), reason="loss", evidence={name: value})
        # The last step may have broken what its own loss, taken before it, does not show yet.
        return None if finite(self.players) else Diverged(**self._now(), reason="weights", evidence={})

    def _due(self) -> Iterator[Event]:
        # Early on things change fast, and a verdict needs several evaluations: until they are many, they may cost more.
        for what, every, dearest, make in (
            ("grid", GRID_EVERY, math.inf, self._grid),
            ("evaluation", EVALUATE_EVERY, 1 + 0.15 * self.seconds, self._evaluate),
        ):
            if self.seconds >= self._next[what]:
                began = self._clock()
                event = make()
                cost = self._clock() - began
                every = min(every, max(0.2, self.seconds))
                self._next[what] = self.seconds + max(every, min(cost / SHARE, dearest))
                yield event
        if self.seconds >= self._next["checkpoint"]:
            # Close together at first, when a minute changes everything, and never more than 30 s apart.
            self._next["checkpoint"] = self.seconds + min(30.0, max(1.0, 0.25 * self.seconds))
            yield CheckpointDue(**self._now())

    def _grid(self) -> Grid:
        return self.evaluator.grid(self._now())

    def _evaluate(self) -> Evaluation:
        return self.evaluator.evaluate(self._now(), self._last_losses())

    def _last_losses(self) -> list[float]:
        """G's losses at its last steps, oldest first; none of a loss that has no level to swing about."""
        if self.players.loss.equilibrium[1] is None:
            return []
        if self._lost < SWUNG:
            return self._losses[: self._lost].tolist()
        return self._losses.roll(-(self._lost % SWUNG)).tolist()

    # saving and going on

    def save(self, folder: Path) -> None:
        """Write everything reached so far as a checkpoint folder.

        Raises:
            CheckpointError: when the weights are no longer finite; nothing is written then.
        """
        facts = {**self._now(), "device": self.device, "recipe": self.recipe.to_dict(), "grown": self._grown}
        save(Path(folder), self.players, facts)

    def restore(self, folder: Path) -> None:
        """Go back to a checkpoint; with as many threads of a CPU it goes on bit for bit as if it had never stopped.

        Raises:
            CheckpointError: when it is damaged, of other networks, or holds networks only.
        """
        saved = read(Path(folder))
        if not self.evaluator.begun and not self.step:  # verdicts compare with the untrained generator
            self._evaluate()
        saved.into(self.players, self.recipe.seed)
        facts = saved.facts
        self._grown = float(facts.get("grown", 0.0))
        self.step, self.images, self.seconds = int(facts["step"]), int(facts["images"]), float(facts["seconds"])
        self._last_read = (self.images, self.seconds)
        self.evaluator.begin_again()
        self._lost = 0
        self._measuring.start_from(self.seconds)
        self._next = {"grid": self.seconds, "evaluation": self.seconds, "checkpoint": self.seconds + 5.0}
