"""The recipe of a run: every setting of one training, frozen, checked, and readable as JSON.

This module imports nothing heavy: the page, the command line and the worker all start from it.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, fields, replace
from typing import Any

from ganplay.recipes import ENTRIES, SIZES, Entry


class RecipeError(ValueError):
    """A setting that cannot be; its text is one sentence that says what to change.

    code: names the page's own words for it; details fill their gaps.
    """

    def __init__(self, sentence: str, /, code: str = "", **details: Any) -> None:
        super().__init__(sentence)
        self.code = code or "recipe"
        self.details = {"sentence": sentence, **details}


@dataclass(frozen=True)
class Field:
    """What one setting may be: the page builds its controls and the checks read their limits from here."""

    kind: str  # "int", "float", "choice" or "text"
    group: str  # data, networks, objective, optimisation, budget
    low: float | None = None
    high: float | None = None
    choices: tuple[Any, ...] = ()
    live: bool = False  # True: may change while the run trains; False: needs a new run


FAMILIES = (
    "quick",
    "dcgan",
    "mlp",
    "textbook",
    "lsgan",
    "minibatch",
    "acgan",
    "infogan",
    "resnet",
    "sagan",
    "biggan",
    "progan",
    "stylegan",
    "r3gan",
    "points",
)
LOSSES = ("nonsaturating", "minimax", "lsgan", "wasserstein", "hinge", "relativistic", "relativistic_average")
RELATIVISTIC_LOSSES = ("relativistic", "relativistic_average")  # only differences of logits mean anything
PROBABILITY_LOSSES = ("nonsaturating", "minimax")  # sigmoid(logit) is a probability

FIELDS: dict[str, Field] = {
    "name": Field("text", "data"),
    "dataset": Field("text", "data"),
    "resolution": Field("choice", "data", choices=(1, 28, 32, 64, 128)),
    "channels": Field("choice", "data", choices=(0, 1, 2, 3)),
    "crop": Field("choice", "data", choices=("crop", "fit")),
    "flip": Field("choice", "data", choices=("auto", "on", "off")),
    "labels": Field("choice", "data", choices=("off", "auto", "on")),
    "classes": Field("int", "data", 0, 1000),
    "limit": Field("int", "data", 0, 10_000_000),
    "family": Field("choice", "networks", choices=FAMILIES),
    "z_dim": Field("int", "networks", 2, 512),
    "g_width": Field("int", "networks", 4, 1024),
    "d_width": Field("int", "networks", 4, 1024),
    "norm_d": Field("choice", "networks", choices=("family", "batch", "instance", "spectral", "virtual", "none")),
    "packing": Field("int", "networks", 1, 8),
    "upsampling": Field("choice", "networks", choices=("family", "kernel3", "resize")),
    "loss": Field("choice", "objective", choices=LOSSES),
    "smoothing": Field("float", "objective", 0.0, 0.3),
    "clip": Field("float", "objective", 0.0, 1.0),
    "penalty": Field("choice", "objective", choices=("none", "gp", "r1", "r2", "r1r2")),
    "gamma": Field("float", "objective", 0.0, 1000.0),
    "gamma_end": Field("float", "objective", 0.0, 1000.0),
    "penalty_every": Field("int", "objective", 1, 64),
    "drift": Field("float", "objective", 0.0, 1.0),
    "lecam": Field("float", "objective", 0.0, 10.0),
    "path_length": Field("float", "objective", 0.0, 10.0),
    "orthogonal": Field("float", "objective", 0.0, 1.0),
    "historical": Field("float", "objective", 0.0, 1.0),
    "feature_matching": Field("choice", "objective", choices=("off", "on")),
    "auxiliary": Field("float", "objective", 0.0, 10.0),
    "topk": Field("float", "objective", 0.1, 1.0),
    "unroll": Field("int", "objective", 0, 10),
    "style_mixing": Field("float", "objective", 0.0, 1.0),
    "instance_noise": Field("float", "augmentation", 0.0, 1.0),
    "augment": Field("choice", "augmentation", choices=("none", "diffaugment", "ada", "scheduled")),
    "ada_target": Field("float", "augmentation", 0.1, 0.95),
    "ada_kimg": Field("float", "augmentation", 0.1, 10_000.0),
    "augment_p": Field("float", "augmentation", 0.0, 1.0),
    "optimizer": Field("choice", "optimisation", choices=("adam", "rmsprop")),
    "lr_g": Field("float", "optimisation", 1e-6, 0.1, live=True),
    "lr_d": Field("float", "optimisation", 1e-6, 0.1, live=True),
    "beta1": Field("float", "optimisation", 0.0, 0.999),
    "beta2": Field("float", "optimisation", 0.0, 0.9999),
    "beta2_end": Field("float", "optimisation", 0.0, 0.9999),
    "decay": Field("choice", "optimisation", choices=("constant", "linear", "whole", "cosine")),
    "lr_end": Field("float", "optimisation", 0.0, 1.0),
    "n_dis": Field("int", "optimisation", 1, 10, live=True),
    "batch": Field("int", "optimisation", 4, 512),
    "ema": Field("float", "optimisation", 0.0, 0.99999),
    "ema_rampup": Field("choice", "optimisation", choices=("off", "on")),
    "burn_in": Field("int", "optimisation", 0, 1_000_000_000),
    "precision": Field("choice", "optimisation", choices=("auto", "fp32", "bf16")),
    "seed": Field("int", "optimisation", 0, 2**31 - 1),
    "steps": Field("int", "budget", 0, 10_000_000),
    "images": Field("int", "budget", 0, 1_000_000_000),
    "seconds": Field("float", "budget", 0.0, 1_000_000.0),
    "metrics": Field("float", "budget", 0.0, 0.5, live=True),
}
LIVE = tuple(name for name, field in FIELDS.items() if field.live)

# What families can do: impossible pairs are refused before anything is built, and tests hold these to the networks.
DRAWS_POINTS = frozenset({"points"})  # the others draw pictures
DRAWS_28 = frozenset({"quick", "mlp", "textbook"})  # the others double their size from 4 pixels
ALWAYS_CLASSES, NEVER_CLASSES = frozenset({"acgan"}), frozenset({"infogan", "points"})
CONDITIONAL = frozenset(FAMILIES) - NEVER_CLASSES
MIXING = frozenset({"quick", "biggan", "stylegan"})  # feed the latent to several layers
SECOND_TASK = frozenset({"acgan", "infogan"})  # have a D with a second head
UPSAMPLES = frozenset({"dcgan", "minibatch", "acgan", "infogan"})  # leave it to the recipe how G doubles its size
_CONVOLUTIONAL = ("batch", "instance", "spectral", "none", "virtual")
_RESIDUAL = ("spectral", "none", "batch", "instance")
# What D may be normalised by, beside "family"; the first is what "family" means.
NORMS_D: dict[str, tuple[str, ...]] = {
    "quick": ("batch",),
    "dcgan": _CONVOLUTIONAL,
    "mlp": ("none",),
    "textbook": ("none",),
    "lsgan": _CONVOLUTIONAL,
    "minibatch": _CONVOLUTIONAL,
    "acgan": _CONVOLUTIONAL,
    "infogan": _CONVOLUTIONAL,
    "resnet": _RESIDUAL,
    "sagan": _RESIDUAL,
    "biggan": _RESIDUAL,
    "progan": ("none",),
    "stylegan": ("none",),
    "r3gan": ("none",),
    "points": ("none",),
}


@dataclass(frozen=True, kw_only=True)
class Recipe:
    """Every setting of one training.

    Raises:
        RecipeError: when a value is impossible, or two values cannot go together.
    """

    name: str = "custom"  # the named recipe this one came from
    dataset: str = "faces"  # a name in the catalogue, or a folder or zip of pictures
    resolution: int = 32  # pixels a side; 1: points of the plane
    channels: int = 0  # 1 grey, 3 colour, 2 the coordinates of points, 0 as the data set has them
    crop: str = "crop"  # "crop": centre square; "fit": whole picture, padded
    flip: str = "auto"  # mirror half of the pictures; "auto": where the data set allows it
    labels: str = "off"  # train class by class: "on", "off", or "auto", where data and family both can
    classes: int = 0  # how many classes the networks are told; 0: none. Training finds it in the data
    limit: int = 0  # train on so many pictures of the data set at most; 0: all but the held-out ones
    family: str = "quick"  # architecture, see ganplay.nets.FAMILIES
    z_dim: int = 64  # numbers in a latent
    g_width: int = 32  # channels of the generator's last hidden layer (mlp: first layer)
    d_width: int = 32  # channels of the discriminator's first layer (mlp: last layer)
    norm_d: str = "family"  # normalisation in D, for families that leave the choice; "family": as published
    packing: int = 1  # pictures that D judges together, stacked in channels (PacGAN, Lin et al. 2018)
    upsampling: str = "family"  # how G doubles its size, for families that leave the choice, see ganplay.nets.dcgan
    loss: str = "nonsaturating"  # see ganplay.losses.LOSSES
    smoothing: float = 0.0  # one-sided label smoothing: real pictures are given 1 - smoothing
    clip: float = 0.0  # keep every weight of D in [-clip, clip]; 0: no clipping
    penalty: str = "none"  # on the gradient of D by its pictures, see ganplay.penalties
    gamma: float = 10.0  # its weight: lambda of gp, gamma of r1 and r2
    gamma_end: float = 0.0  # the weight at the end of the burn-in; 0: as at its start
    penalty_every: int = 1  # take it every so many D steps, as many times as strong (lazily, Karras et al. 2020)
    drift: float = 0.0  # weight of D(real)^2, which keeps a critic near 0 (Karras et al. 2018)
    lecam: float = 0.0  # weight of the LeCam regularisation, for few pictures (Tseng et al. 2021)
    path_length: float = 0.0  # weight of StyleGAN2's path length, every 4 G steps
    orthogonal: float = 0.0  # weight of BigGAN's orthogonal regularisation of G
    historical: float = 0.0  # weight of historical averaging of both networks (Salimans et al. 2016)
    feature_matching: str = "off"  # "on": G matches the mean features of D instead of fooling it (Salimans et al. 2016)
    auxiliary: float = 1.0  # weight of D's second task, for families that have one (acgan, infogan)
    topk: float = 1.0  # share of its pictures, the best by D, that G learns from in the end (Sinha et al. 2020)
    unroll: int = 0  # D steps that G looks ahead through (Metz et al. 2017)
    style_mixing: float = 0.0  # chance that a training picture takes its layers from two latents
    instance_noise: float = 0.0  # noise on what D sees, falling to 0 over the budget; pictures lie in [-1, 1]
    augment: str = "none"  # change what D sees, see ganplay.augment; "scheduled": ada's, with p on a schedule
    ada_target: float = 0.6  # adaptive augmentation: mean sign of D(real) to hold
    ada_kimg: float = 500.0  # adaptive augmentation: thousands of pictures until p can go from 0 to 1
    augment_p: float = 0.55  # scheduled augmentation: chance of each change at the end of the burn-in, from 0
    optimizer: str = "adam"
    lr_g: float = 2e-4  # learning rate of the generator
    lr_d: float = 2e-4  # learning rate of the discriminator
    beta1: float = 0.5
    beta2: float = 0.999
    beta2_end: float = 0.0  # beta2 at the end of the burn-in; 0: as at its start
    decay: str = "constant"  # "linear": rates fall over the last fifth of the budget; "whole": all; "cosine": burn_in
    lr_end: float = 0.02  # what is left of rates that fall, as a share
    n_dis: int = 1  # discriminator steps per generator step
    batch: int = 64
    ema: float = 0.999  # decay of the averaged generator per generator step; 0: no averaging
    ema_rampup: str = "off"  # "on": the half-life of the average grows from 0 over the burn-in
    burn_in: int = 0  # real pictures shown to D until settings with an end have reached it; 0: the whole budget
    precision: str = "auto"  # "auto": bf16 where the hardware has units for it
    seed: int = 0
    steps: int = 0  # budget in generator steps; 0: no such limit
    images: int = 0  # budget in real pictures shown to D; 0: no such limit
    seconds: float = 0.0  # budget in seconds of training; 0: no such limit
    metrics: float = 0.05  # measure samples against real pictures, for at most this share of the time; 0: do not

    def __post_init__(self) -> None:
        for name, field in FIELDS.items():
            object.__setattr__(self, name, _checked(name, field, getattr(self, name)))
        self._check_pairs()

    def _check_pairs(self) -> None:
        for wrong, refusal in self._impossible():
            if wrong:
                raise refusal

    def _impossible(self) -> Iterator[tuple[Any, RecipeError]]:
        """Every pair of settings that cannot be: (whether it is there, what to say)."""
        yield from self._impossible_data()
        yield from self._impossible_bounds()
        yield from self._impossible_tricks()

    def _impossible_data(self) -> Iterator[tuple[Any, RecipeError]]:
        family = self.family
        points = family in DRAWS_POINTS
        yield (
            points and (self.resolution != 1 or self.channels not in (0, 2)),
            RecipeError(
                "The networks of points draw points of the plane: set resolution=1 and channels=0, or another family.",
                "pair_points_size",
            ),
        )
        yield (
            not points and (self.resolution == 1 or self.channels == 2),
            RecipeError(
                f"{family} draws pictures, and a point of the plane is none: set resolution=32 and channels=0, or "
                "family=points.",
                "pair_pictures_size",
                family=family,
            ),
        )
        yield (
            points and self.precision == "bf16",
            RecipeError(
                "bf16 has too few digits for points that lie a hundredth apart: set precision=fp32.", "pair_points_bf16"
            ),
        )
        yield (
            points and self.augment != "none",
            RecipeError(
                "Augmentation changes colours and moves pixels, and points have neither: set augment=none.",
                "pair_points_augment",
            ),
        )
        yield (
            points and self.flip == "on",
            RecipeError("Points are not mirrored: set flip=off.", "pair_points_flip"),
        )
        yield (
            self.resolution == 28 and family not in DRAWS_28,
            RecipeError(
                f"{family} doubles its size from 4 pixels: set resolution=32 or resolution=64.",
                "pair_size_28",
                family=family,
            ),
        )
        yield (
            0 < self.limit < 16,
            RecipeError(
                f"{self.limit} pictures are too few to train on: set limit=16 or more, or limit=0 for all there are.",
                "pair_few_pictures",
                limit=self.limit,
            ),
        )
        doubling = ", ".join(sorted(UPSAMPLES))
        yield (
            self.upsampling != "family" and family not in UPSAMPLES,
            RecipeError(
                f"The generator of {family} has one way to double its size: set upsampling=family, or family to one of "
                f"{doubling}.",
                "pair_one_upsampling",
                family=family,
                families=doubling,
            ),
        )
        yield (
            self.labels == "on" and family not in CONDITIONAL,
            RecipeError(
                f"{family} cannot be told a class: set labels=off, or a family that can.", "pair_untold", family=family
            ),
        )
        yield (
            self.labels != "on" and family in ALWAYS_CLASSES and not self.classes,
            RecipeError(
                f"{family} learns to name classes: set labels=on, with data that has classes.",
                "pair_names_classes",
                family=family,
            ),
        )
        yield (
            self.packing > 1 and (self.labels == "on" or family in SECOND_TASK),
            RecipeError(
                "A pack holds pictures of any class, which D cannot name or be told: set packing=1, or labels=off and "
                "another family.",
                "pair_pack_classes",
            ),
        )
        yield (
            self.packing > 1 and self.batch % self.packing,
            RecipeError(
                f"A batch of {self.batch} cannot be packed by {self.packing}: set batch to a multiple of packing.",
                "pair_pack_batch",
                batch=self.batch,
                packing=self.packing,
            ),
        )

    def _impossible_bounds(self) -> Iterator[tuple[Any, RecipeError]]:
        yield (
            self.clip and self.loss in PROBABILITY_LOSSES,
            RecipeError(
                f"Clipping belongs to the Wasserstein loss, not to {self.loss}: set clip=0 or loss=wasserstein.",
                "pair_clip_loss",
                loss=self.loss,
            ),
        )
        norms = NORMS_D[self.family]
        norm = norms[0] if self.norm_d == "family" else self.norm_d
        bounded = self.clip or self.penalty != "none" or norm == "spectral"
        yield (
            self.loss == "wasserstein" and not bounded,
            RecipeError(
                "The Wasserstein loss needs a bound on D: set clip, for example clip=0.01, or penalty=gp.",
                "pair_unbounded",
            ),
        )
        yield (
            self.clip and self.penalty != "none",
            RecipeError(
                "Clipping and a gradient penalty both bound D, and one is enough: set clip=0 or penalty=none.",
                "pair_bound_twice",
            ),
        )
        named = " or ".join(f"norm_d={choice}" for choice in ("family", *norms))
        yield (
            norm not in norms,
            RecipeError(
                f"The discriminator of {self.family} has no {norm} normalisation: set {named}.",
                "pair_norm_missing",
                family=self.family,
                norm=norm,
                norms=named,
            ),
        )
        remedy = "set norm_d=none" if "none" in norms else "choose another family"
        yield (
            self.penalty == "gp" and norm in ("batch", "virtual"),
            RecipeError(
                "The gradient penalty asks how D answers each picture by itself, and batch norm in D mixes the "
                f"pictures of a batch: {remedy}, or penalty=none.",
                "pair_gp_batch_norm" if "none" in norms else "pair_gp_batch_family",
            ),
        )

    def _impossible_tricks(self) -> Iterator[tuple[Any, RecipeError]]:
        relativistic = self.loss in RELATIVISTIC_LOSSES
        yield (
            self.smoothing and self.loss not in PROBABILITY_LOSSES,
            RecipeError(
                f"Label smoothing needs a loss with labels, and {self.loss} has none: set smoothing=0 "
                "or loss=nonsaturating.",
                "pair_no_labels",
                loss=self.loss,
            ),
        )
        for on, what, remedy in (
            (self.lecam, "LeCam holds", "lecam=0"),
            (self.topk < 1, "Top-k ranks", "topk=1"),
            (self.augment == "ada", "Adaptive augmentation steers by", "augment=diffaugment"),
        ):
            yield (
                relativistic and on,
                RecipeError(
                    f"{what} D's own values, and with a relativistic loss only their differences mean anything: "
                    f"set {remedy}, or another loss.",
                    "pair_only_differences",
                    setting=remedy.partition("=")[0],
                    remedy=remedy,
                ),
            )
        yield (
            self.augment == "ada" and self.loss == "wasserstein" and not self.drift,
            RecipeError(
                "Adaptive augmentation steers by the sign of D's values, and a Wasserstein critic may move all of them "
                "by any number: set augment=diffaugment, or drift=0.001.",
                "pair_ada_wasserstein",
            ),
        )
        matching = self.feature_matching == "on"
        yield (
            matching and (self.topk < 1 or self.unroll),
            RecipeError(
                "Feature matching replaces G's loss, which top-k and unrolling change: set feature_matching=off, "
                "or topk=1 and unroll=0.",
                "pair_matching_replaces",
            ),
        )
        families = ", ".join(sorted(MIXING & set(FAMILIES)))
        yield (
            self.style_mixing and self.family not in MIXING,
            RecipeError(
                f"{self.family} takes its latent in one layer, so there are no styles to mix: set style_mixing=0, "
                f"or family to one of {families}.",
                "pair_no_styles",
                family=self.family,
                families=families,
            ),
        )
        yield (
            self.path_length and self.family != "stylegan",
            RecipeError(
                "The path length is measured in StyleGAN's W space: set path_length=0 or family=stylegan.",
                "pair_path_length_w",
            ),
        )
        yield (
            self.unroll and (self.optimizer != "adam" or self.clip),
            RecipeError(
                "Unrolling follows Adam's own steps, without clipping: set unroll=0, or optimizer=adam and clip=0.",
                "pair_unroll_adam",
            ),
        )
        yield (
            self.gamma_end and self.penalty == "none",
            RecipeError(
                "There is no penalty whose weight could change: set gamma_end=0, or a penalty.", "pair_no_penalty"
            ),
        )
        yield (
            self.beta2_end and self.optimizer != "adam",
            RecipeError("beta2 is a setting of Adam: set beta2_end=0 or optimizer=adam.", "pair_beta2_adam"),
        )
        budget = self.steps or self.images or self.seconds
        for on, what, remedy in (
            (self.decay == "cosine", "The cosine of the rates follows", "decay=constant"),
            (self.gamma_end, "The weight of the penalty follows", "gamma_end=0"),
            (self.beta2_end, "beta2 follows", "beta2_end=0"),
            (self.ema_rampup == "on", "The half-life of the average follows", "ema_rampup=off"),
            (self.augment == "scheduled", "Scheduled augmentation follows", "augment=none"),
        ):
            yield (
                on and not (self.burn_in or budget),
                RecipeError(
                    f"{what} the burn-in or the budget, and there is neither: set burn_in, seconds, images or steps, "
                    f"or {remedy}.",
                    "pair_no_burn_in",
                    setting=remedy.partition("=")[0],
                    remedy=remedy,
                ),
            )
        for on, what, remedy in (
            (self.topk < 1, "The share of top-k", "topk=1"),
            (self.instance_noise, "Instance noise", "instance_noise=0"),
        ):
            yield (
                on and not budget,
                RecipeError(
                    f"{what} follows the budget, and there is none: set seconds, images or steps, or {remedy}.",
                    "pair_no_budget",
                    setting=remedy.partition("=")[0],
                    remedy=remedy,
                ),
            )

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
        told = {"setting": name, "value": str(value)[:40], "choices": allowed}
        raise RecipeError(f"{name} cannot be {value!r}: it is one of {allowed}.", "setting_choice", **told)
    try:
        number = float(value)
    except (TypeError, ValueError, OverflowError):
        number = math.nan
    whole = field.kind == "int"
    good = not isinstance(value, bool) and math.isfinite(number) and field.low <= number <= field.high
    if not good or (whole and number != int(number)):
        kind, code = ("a whole number", "setting_whole") if whole else ("a number", "setting_number")
        limits = {"low": f"{field.low:g}", "high": f"{field.high:g}"}
        sentence = f"{name} cannot be {value!r}: it is {kind} from {limits['low']} to {limits['high']}."
        raise RecipeError(sentence, code, setting=name, value=str(value)[:40], **limits)
    return int(number) if whole else number


@dataclass(frozen=True)
class NamedRecipe:
    """A recipe with a name, the work it follows, and how far it follows it.

    sizes: tiny (a minute on a CPU), small (an hour on one), full (a GPU).
    size: the one that the name alone means; "": settings of their own.
    """

    recipe: Recipe
    source: str
    note: str
    sizes: Mapping[str, Recipe]
    size: str


def _named(entry: Entry) -> NamedRecipe:
    plain = {"name": entry.name, **entry.settings}
    sizes = {size: Recipe(**plain | changes) for size, changes in entry.sizes.items()}
    recipe = sizes[entry.default] if entry.default else Recipe(**plain)
    return NamedRecipe(recipe, entry.source, entry.note, sizes, entry.default)


NAMED: dict[str, NamedRecipe] = {entry.name: _named(entry) for entry in ENTRIES}


def named_recipe(name: str, size: str = "") -> Recipe:
    """The named recipe, in a size (see `ganplay.recipes.SIZES`) or in the one that its name alone means.

    Raises:
        RecipeError: when there is no such name or size; it lists those there are.
    """
    if name not in NAMED:
        raise RecipeError(f"There is no recipe {name!r}; the recipes are {', '.join(NAMED)}.")
    if not size:
        return NAMED[name].recipe
    if size not in SIZES:
        raise RecipeError(f"There is no size {size!r}; the sizes are {', '.join(SIZES)}.")
    return NAMED[name].sizes[size]


assert set(FIELDS) == {field.name for field in fields(Recipe)}, "every setting of Recipe has its Field"
