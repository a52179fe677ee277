"""What a recipe adds to the two losses: penalties, second tasks of D, historical averaging. Nothing for a plain one.

Every term is a small callable that returns a scalar, or None where its turn has not come; those with a memory keep it
in `state`, tensors that go into checkpoints.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import torch
from torch import Tensor, nn

from ganplay import penalties
from ganplay.losses import classification, information
from ganplay.nets.equalised import EqualConv2d, EqualLinear
from ganplay.nets.stylegan import ModulatedConv2d
from ganplay.recipe import Recipe
from ganplay.training.optimizers import PATH_LENGTH_EVERY
from ganplay.training.shown import Seen, Showing

LECAM_DECAY = 0.99  # of the anchors, per D step (Tseng et al. 2021)
PATH_DECAY = 0.01  # of the mean path length, per measurement (Karras et al. 2020)
PATH_SHRINK = 2  # the path length is measured on the batch divided by this


class Extras:
    """The terms of both networks' losses.

    Args:
        showing: how pictures are shown to D; mixtures of the gradient penalty are made of pictures already shown.
    """

    def __init__(self, recipe: Recipe, generator: nn.Module, discriminator: nn.Module, showing: Showing) -> None:
        self._zero_centred = {"r1": (True, False), "r2": (False, True), "r1r2": (True, True)}.get(
            recipe.penalty, (False, False)
        )
        self._every = recipe.penalty_every
        self.on_d: dict[str, Callable] = {}
        self.on_g: dict[str, Callable] = {}
        on_d, on_g = self.on_d, self.on_g
        if any(self._zero_centred):
            on_d["slope"] = ZeroCentred(self.slopes, recipe.gamma * self._every)
        if recipe.penalty == "gp":
            on_d["slope"] = Between(discriminator, recipe.gamma * self._every, self._every, showing.random)
        if recipe.drift:
            on_d["drift"] = Drift(recipe.drift)
        if recipe.lecam:
            on_d["lecam"] = LeCam(recipe.lecam, {"anchors": torch.zeros(3, device=showing.random.device)})
        if recipe.historical:
            on_d["past"], on_g["past"] = (Past(net, recipe.historical) for net in (discriminator, generator))
        if recipe.auxiliary and recipe.classes and hasattr(discriminator, "classify"):
            on_d["class"] = on_g["class"] = NameClass(discriminator, recipe.auxiliary)
        if recipe.auxiliary and hasattr(discriminator, "codes"):
            on_d["codes"] = on_g["codes"] = ReadCodes(generator, discriminator, recipe.auxiliary)
        if recipe.path_length:
            mean = {"mean": torch.zeros((), device=showing.random.device)}
            on_g["path"] = PathLength(generator, recipe.path_length, showing.random, mean)
        if recipe.orthogonal:
            on_g["orthogonal"] = Orthogonal(generator, recipe.orthogonal)

    def slopes(self, step: int) -> tuple[bool, bool]:
        """Whether the slope of D by (real, generated) pictures is penalised in D step `step`."""
        return self._zero_centred if step % self._every == 0 else (False, False)

    def set_gamma(self, gamma: float) -> None:
        """The weight of the penalty on slopes from now on, before it is taken lazily."""
        if "slope" in self.on_d:
            self.on_d["slope"].gamma = gamma * self._every

    def for_discriminator(self, real: Seen, fake: Seen, z: Tensor, step: int) -> Tensor | None:
        """What to add to the loss of D, None where the recipe adds nothing; 0 between two lazy penalties."""
        if not self.on_d:
            return None
        return _total(real.logits, [term(real=real, fake=fake, z=z, step=step) for term in self.on_d.values()])

    def for_generator(self, fake: Seen, z: Tensor, step: int) -> Tensor | None:
        """What to add to the loss of G, None where the recipe adds nothing."""
        if not self.on_g:
            return None
        return _total(fake.logits, [term(real=None, fake=fake, z=z, step=step) for term in self.on_g.values()])

    def state(self) -> dict[str, Tensor]:
        return {f"{place}.{key}": value for place, term in self._memories() for key, value in term.state.items()}

    def load(self, state: dict[str, Tensor]) -> None:
        for place, term in self._memories():
            for key, value in term.state.items():
                value.copy_(state[f"{place}.{key}"])

    def _memories(self) -> list[tuple[str, LeCam | Past | PathLength]]:
        both = [("d", self.on_d), ("g", self.on_g)]
        return [(f"{at}.{name}", t) for at, terms in both for name, t in terms.items() if hasattr(t, "state")]


def _total(like: Tensor, parts: list[Tensor | None]) -> Tensor:
    return sum((part for part in parts if part is not None), torch.zeros((), device=like.device))


@dataclass
class ZeroCentred:
    """R1 on real pictures and R2 on generated ones.

    slopes: which of the two in which D step; gamma: times the interval.
    """

    slopes: Callable[[int], tuple[bool, bool]]
    gamma: float

    def __call__(self, real: Seen, fake: Seen, step: int, **_: object) -> Tensor | None:
        due = [seen for seen, asked in zip((real, fake), self.slopes(step), strict=True) if asked]
        return penalties.zero_centred([(seen.logits, seen.asked) for seen in due], self.gamma) if due else None


@dataclass
class Between:
    """The gradient penalty between real and generated pictures, in a pass of its own and in full precision."""

    discriminator: nn.Module
    gamma: float
    every: int
    random: torch.Generator

    def __call__(self, real: Seen, fake: Seen, step: int, **_: object) -> Tensor | None:
        if step % self.every:
            return None
        labels = () if real.labels is None else (real.labels,)
        a, b = real.pictures.detach().float(), fake.pictures.detach().float()
        share = torch.rand(len(a), 1, 1, 1, generator=self.random, device=a.device)
        return penalties.gradient_penalty(lambda x: self.discriminator(x, *labels), a, b, share, self.gamma)


@dataclass
class Drift:
    weight: float

    def __call__(self, real: Seen, **_: object) -> Tensor:
        return penalties.drift(real.logits, self.weight)


@dataclass
class LeCam:
    """state["anchors"]: moving averages of D(real) and D(generated), and whether they have begun (0 or 1)."""

    weight: float
    state: dict[str, Tensor]

    def __call__(self, real: Seen, fake: Seen, **_: object) -> Tensor:
        anchors = self.state["anchors"]
        now = torch.stack([real.logits.detach().mean(), fake.logits.detach().mean()])
        anchors[:2] = torch.lerp(now, anchors[:2], LECAM_DECAY * anchors[2])
        anchors[2] = 1
        # A copy: the anchors move again before the gradient of a later step is taken.
        real_anchor, fake_anchor = anchors[:2].clone()
        return penalties.lecam(real.logits, fake.logits, real_anchor, fake_anchor, self.weight)


class Past:
    """Historical averaging: the mean of all weights so far, which must be kept for every weight."""

    def __init__(self, network: nn.Module, weight: float) -> None:
        self.parameters, self.weight = list(network.parameters()), weight
        self.state = {str(i): parameter.detach().clone() for i, parameter in enumerate(self.parameters)}
        self.state["count"] = torch.ones((), device=self.parameters[0].device)

    def __call__(self, **_: object) -> Tensor:
        averages = [self.state[str(i)] for i in range(len(self.parameters))]
        self.state["count"] += 1
        with torch.no_grad():
            for average, parameter in zip(averages, self.parameters, strict=True):
                average += (parameter - average) / self.state["count"]
        return penalties.historical(self.parameters, averages, self.weight)


@dataclass
class NameClass:
    """The auxiliary classifier: D names the class of both kinds, and G draws what D can name (Odena et al. 2017)."""

    discriminator: nn.Module
    weight: float

    def __call__(self, real: Seen | None, fake: Seen, **_: object) -> Tensor:
        both = [seen for seen in (real, fake) if seen is not None]
        return self.weight * sum(classification(self._named(seen), seen.labels) for seen in both)

    def _named(self, seen: Seen) -> Tensor:
        if seen.features is None:  # the D that is ahead of an unrolled G learned to judge alone: the one at hand names
            return self.discriminator.classify(seen.pictures.float())
        return self.discriminator.named(seen.features.float())


@dataclass
class ReadCodes:
    """The codes of a latent must be readable from its picture: D learns to read, G to write (Chen et al. 2016)."""

    generator: nn.Module
    discriminator: nn.Module
    weight: float

    def __call__(self, fake: Seen, z: Tensor, **_: object) -> Tensor:
        sizes = self.generator.num_categorical, self.generator.num_continuous
        if fake.features is None:  # as with classes
            read = self.discriminator.codes(fake.pictures.float())
        else:
            read = self.discriminator.read(fake.features.float())
        return self.weight * information(read, z, *sizes)


@dataclass
class PathLength:
    """StyleGAN2's path length, every 4 G steps on half of the batch; state["mean"]: the length aimed at."""

    generator: nn.Module
    weight: float
    random: torch.Generator
    state: dict[str, Tensor] = field(default_factory=dict)

    def __call__(self, fake: Seen, z: Tensor, step: int, **_: object) -> Tensor | None:
        if step % PATH_LENGTH_EVERY:
            return None
        some = max(1, len(z) // PATH_SHRINK)
        labels = () if fake.labels is None else (fake.labels[:some],)
        z = z[:some] if z.dim() == 2 else z[:some, 0]
        w = self.generator.mapping(z, *labels)
        pictures = self.generator.synthesis(w)
        noise = torch.randn(pictures.shape, generator=self.random, device=pictures.device)
        lengths = penalties.path_lengths(pictures, w, noise)
        mean = torch.lerp(self.state["mean"], lengths.detach().mean(), PATH_DECAY)
        self.state["mean"].copy_(mean)
        return penalties.path_length(lengths, mean, self.weight * PATH_LENGTH_EVERY)


class Orthogonal:
    """On the filters of G's linear and convolution layers; embeddings of classes are left out (Brock et al. 2019)."""

    KINDS = (nn.Conv2d, nn.Linear, nn.ConvTranspose2d, EqualConv2d, EqualLinear, ModulatedConv2d)

    def __init__(self, generator: nn.Module, strength: float) -> None:
        self.layers, self.strength = [layer for layer in generator.modules() if isinstance(layer, self.KINDS)], strength

    def __call__(self, **_: object) -> Tensor:
        return penalties.orthogonal(map(_filters, self.layers), self.strength)


def _filters(layer: nn.Module) -> Tensor:
    """The weights as the layer uses them, one filter a row of the first dimension."""
    weight = layer.weight * getattr(layer, "scale", 1.0)  # of those with an equalised rate
    return weight.transpose(0, 1) if isinstance(layer, nn.ConvTranspose2d) else weight
