"""The recipe of a run: every setting of one training, frozen, checked, and readable as JSON.

This module imports nothing heavy: the page, the command line and the worker all start from it.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from typing import Any


class RecipeError(ValueError):
    """A setting that cannot be; its text is one sentence that says what to change."""


@dataclass(frozen=True)
class Field:
    """What one setting may be: the page builds its controls and the checks read their limits from here."""

    kind: str  # "int", "float", "choice" or "text"
    group: str  # data, networks, objective, optimisation, budget
    low: float | None = None
    high: float | None = None
    choices: tuple[Any, ...] = ()
    live: bool = False  # True: may change while the run trains; False: needs a new run


FAMILIES = ("quick", "dcgan", "mlp", "textbook")
LOSSES = ("nonsaturating", "minimax", "lsgan", "wasserstein", "hinge")
PROBABILITY_LOSSES = ("nonsaturating", "minimax")  # sigmoid(logit) is a probability

FIELDS: dict[str, Field] = {
    "name": Field("text", "data"),
    "dataset": Field("text", "data"),
    "resolution": Field("choice", "data", choices=(28, 32, 64)),
    "channels": Field("choice", "data", choices=(0, 1, 3)),
    "crop": Field("choice", "data", choices=("crop", "fit")),
    "flip": Field("choice", "data", choices=("auto", "on", "off")),
    "family": Field("choice", "networks", choices=FAMILIES),
    "z_dim": Field("int", "networks", 2, 512),
    "g_width": Field("int", "networks", 4, 256),
    "d_width": Field("int", "networks", 4, 256),
    "loss": Field("choice", "objective", choices=LOSSES),
    "smoothing": Field("float", "objective", 0.0, 0.3),
    "clip": Field("float", "objective", 0.0, 1.0),
    "optimizer": Field("choice", "optimisation", choices=("adam", "rmsprop")),
    "lr_g": Field("float", "optimisation", 1e-6, 0.1, live=True),
    "lr_d": Field("float", "optimisation", 1e-6, 0.1, live=True),
    "beta1": Field("float", "optimisation", 0.0, 0.999),
    "beta2": Field("float", "optimisation", 0.0, 0.9999),
    "decay": Field("choice", "optimisation", choices=("constant", "linear")),
    "n_dis": Field("int", "optimisation", 1, 10, live=True),
    "batch": Field("int", "optimisation", 4, 512),
    "ema": Field("float", "optimisation", 0.0, 0.99999),
    "precision": Field("choice", "optimisation", choices=("auto", "fp32", "bf16")),
    "seed": Field("int", "optimisation", 0, 2**31 - 1),
    "steps": Field("int", "budget", 0, 10_000_000),
    "images": Field("int", "budget", 0, 1_000_000_000),
    "seconds": Field("float", "budget", 0.0, 1_000_000.0),
}
LIVE = tuple(name for name, field in FIELDS.items() if field.live)


@dataclass(frozen=True, kw_only=True)
class Recipe:
    """Every setting of one training.

    Raises:
        RecipeError: when a value is impossible, or two values cannot go together.
    """

    name: str = "custom"  # the named recipe this one came from
    dataset: str = "faces"  # a name in the catalogue, or a folder or zip of pictures
    resolution: int = 32  # pixels a side
    channels: int = 0  # 1 grey, 3 colour, 0 as the data set has them
    crop: str = "crop"  # "crop": centre square; "fit": whole picture, padded
    flip: str = "auto"  # mirror half of the pictures; "auto": where the data set allows it
    family: str = "quick"  # architecture, see ganplay.nets.FAMILIES
    z_dim: int = 64  # numbers in a latent
    g_width: int = 32  # channels of the generator's last hidden layer (mlp: first layer)
    d_width: int = 32  # channels of the discriminator's first layer (mlp: last layer)
    loss: str = "nonsaturating"  # see ganplay.losses.LOSSES
    smoothing: float = 0.0  # one-sided label smoothing: real pictures are given 1 - smoothing
    clip: float = 0.0  # keep every weight of D in [-clip, clip]; 0: no clipping
    optimizer: str = "adam"
    lr_g: float = 2e-4  # learning rate of the generator
    lr_d: float = 2e-4  # learning rate of the discriminator
    beta1: float = 0.5
    beta2: float = 0.999
    decay: str = "constant"  # "linear": learning rates fall towards 0 over the last fifth of the budget
    n_dis: int = 1  # discriminator steps per generator step
    batch: int = 64
    ema: float = 0.999  # decay of the averaged generator per generator step; 0: no averaging
    precision: str = "auto"  # "auto": bf16 where the hardware has units for it
    seed: int = 0
    steps: int = 0  # budget in generator steps; 0: no such limit
    images: int = 0  # budget in real pictures shown to D; 0: no such limit
    seconds: float = 0.0  # budget in seconds of training; 0: no such limit

    def __post_init__(self) -> None:
        for name, field in FIELDS.items():
            object.__setattr__(self, name, _checked(name, field, getattr(self, name)))
        self._check_pairs()

    def _check_pairs(self) -> None:
        if self.clip and self.loss in PROBABILITY_LOSSES:
            raise RecipeError(
                f"Clipping belongs to the Wasserstein loss, not to {self.loss}: set clip=0 or loss=wasserstein."
            )
        if self.loss == "wasserstein" and not self.clip:
            raise RecipeError("The Wasserstein loss needs a bound on D: set clip, for example clip=0.01.")
        if self.smoothing and self.loss not in PROBABILITY_LOSSES:
            raise RecipeError(
                f"Label smoothing needs a loss with labels, and {self.loss} has none: set smoothing=0 "
                "or loss=nonsaturating."
            )
        if self.family == "dcgan" and self.resolution == 28:
            raise RecipeError("dcgan doubles its size from 4 pixels: set resolution=32 or resolution=64.")

    def with_changes(self, **changes: Any) -> Recipe:
        """A recipe with some settings changed; refuses unknown names and impossible values."""
        unknown = [key for key in changes if key not in FIELDS]
        if unknown:
            raise RecipeError(f"There is no setting {unknown[0]!r}; the settings are {', '.join(FIELDS)}.")
        return replace(self, **changes)

    def with_settings(self, settings: list[str]) -> Recipe:
        """Apply settings written as ``key=value``, as on the command line."""
        changes = {}
        for setting in settings:
            key, equals, value = setting.partition("=")
            if not equals:
                raise RecipeError(f"{setting!r} is not a setting: write key=value, for example lr_g=0.0002.")
            changes[key.strip()] = value.strip()
        return self.with_changes(**changes)

    def to_dict(self) -> dict[str, Any]:
        return asdict(self)

    def to_json(self) -> str:
        return json.dumps(self.to_dict(), indent=2)

    @staticmethod
    def from_dict(settings: Mapping[str, Any]) -> Recipe:
        """Build a recipe from plain values; unknown keys are refused."""
        if not isinstance(settings, Mapping):
            raise RecipeError("A recipe is a JSON object of settings.")
        return Recipe().with_changes(**settings)

    @staticmethod
    def from_json(text: str) -> Recipe:
        try:
            settings = json.loads(text)
        except (json.JSONDecodeError, UnicodeDecodeError) as error:
            raise RecipeError(f"This recipe is not valid JSON: {error}.") from None
        return Recipe.from_dict(settings)


def _checked(name: str, field: Field, value: Any) -> Any:
    """`value` as the field's type; strings are read, everything out of range is refused."""
    if field.kind == "text":
        if not isinstance(value, str) or not value.strip():
            raise RecipeError(f"{name} must be a name, and is {value!r}.")
        return value
    if field.kind == "choice":
        for choice in field.choices:
            if not isinstance(value, bool) and str(value) == str(choice):
                return choice
        allowed = ", ".join(str(choice) for choice in field.choices)
        raise RecipeError(f"{name} cannot be {value!r}: it is one of {allowed}.")
    kind = "a whole number" if field.kind == "int" else "a number"
    limits = f"{kind} from {field.low:g} to {field.high:g}"
    try:
        number = float(value)
    except (TypeError, ValueError, OverflowError):
        number = math.nan
    if isinstance(value, bool) or not math.isfinite(number):
        raise RecipeError(f"{name} cannot be {value!r}: it is {limits}.")
    if field.kind == "int" and number != int(number):
        raise RecipeError(f"{name} cannot be {value!r}: it is {limits}.")
    if not field.low <= number <= field.high:
        raise RecipeError(f"{name} cannot be {value!r}: it is {limits}.")
    return int(number) if field.kind == "int" else number


@dataclass(frozen=True)
class NamedRecipe:
    """A recipe with a name, the work it follows, and how far it follows it."""

    recipe: Recipe
    source: str
    note: str


def _named(name: str, source: str, note: str, **settings: Any) -> NamedRecipe:
    return NamedRecipe(Recipe(name=name, **settings), source, note)


NAMED: dict[str, NamedRecipe] = {
    named.recipe.name: named
    for named in (
        _named(
            "quick",
            "ganplay's own, measured in benchmarks/quality.py",
            "Small convolutional networks tuned for the first minute on a laptop's CPU.",
            family="quick",
            loss="hinge",
            batch=32,
            lr_g=2e-3,
            lr_d=2e-3,
            beta1=0.0,
            beta2=0.99,
            seconds=60,
            decay="linear",
        ),
        _named(
            "vanilla",
            "Goodfellow et al. 2014, Generative Adversarial Nets; layer sizes of PyTorch-GAN's gan.py",
            "Fully connected networks, the non-saturating loss.",
            family="mlp",
            resolution=28,
            z_dim=100,
            g_width=128,
            d_width=256,
            ema=0.0,
            seconds=120,
        ),
        _named(
            "classic",
            "the textbook convolutional classifier as discriminator",
            "Conv 3x3 32, MaxPool, Conv 3x3 64, MaxPool, Flatten, Dense 1; binary cross-entropy.",
            family="textbook",
            resolution=28,
            z_dim=100,
            g_width=32,
            d_width=32,
            seconds=120,
        ),
        _named(
            "dcgan",
            "Radford et al. 2015, Unsupervised Representation Learning with DCGANs",
            "Transposed convolutions with batch normalisation, every weight from N(0, 0.02).",
            family="dcgan",
            resolution=64,
            z_dim=100,
            g_width=64,
            d_width=64,
            ema=0.0,
            seconds=600,
        ),
    )
}


def named_recipe(name: str) -> Recipe:
    """The named recipe, or a sentence that lists the names there are."""
    if name not in NAMED:
        raise RecipeError(f"There is no recipe {name!r}; the recipes are {', '.join(NAMED)}.")
    return NAMED[name].recipe


assert set(FIELDS) == {field.name for field in fields(Recipe)}, "every setting of Recipe has its Field"
