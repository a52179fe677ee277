"""What each setting of a recipe may be, what each family can do, and the error that refuses the rest.

This module imports nothing heavy: the page, the command line and the worker all start from it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ganplay.recipe.kinds import CHANNELS, SIZES


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
    group: str  # data, networks, objective, augmentation, optimisation, budget
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
    "resolution": Field("choice", "data", choices=SIZES),
    "channels": Field("choice", "data", choices=(0, *CHANNELS)),
    "crop": Field("choice", "data", choices=("crop", "fit")),
    "background": Field("choice", "data", choices=("auto", "white", "black", "grey", "edges")),
    "black": Field("float", "data", -1e9, 1e9),
    "white": Field("float", "data", -1e9, 1e9),
    "frames": Field("choice", "data", choices=("first", "all")),
    "flip": Field("choice", "data", choices=("auto", "on", "off")),
    "labels": Field("choice", "data", choices=("off", "auto", "on")),
    "classes": Field("int", "data", 0, 1000),
    "limit": Field("int", "data", 0, 10_000_000),
    "family": Field("choice", "networks", choices=FAMILIES),
    "z_dim": Field("int", "networks", 1, 512),
    "noise": Field("choice", "networks", choices=("gaussian", "uniform")),
    "g_width": Field("int", "networks", 1, 1024),
    "d_width": Field("int", "networks", 1, 1024),
    "g_layers": Field("int", "networks", 0, 5),
    "d_layers": Field("int", "networks", 0, 5),
    "activation": Field("choice", "networks", choices=("family", "relu", "leaky_relu", "tanh")),
    "norm_g": Field("choice", "networks", choices=("family", "virtual")),
    "norm_d": Field("choice", "networks", choices=("family", "batch", "instance", "spectral", "virtual", "none")),
    "packing": Field("int", "networks", 1, 8),
    "upsampling": Field("choice", "networks", choices=("family", "kernel3", "resize")),
    "loss": Field("choice", "objective", choices=LOSSES),
    "smoothing": Field("float", "objective", 0.0, 0.3),
    "clip": Field("float", "objective", 0.0, 1.0),
    "penalty": Field("choice", "objective", choices=("none", "gp", "r1", "r2", "r1r2")),
    "penalty_by": Field("choice", "objective", choices=("picture", "shown")),
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
    "ada_kimg": Field("float", "augmentation", 0.0, 10_000.0),
    "augment_p": Field("float", "augmentation", 0.0, 1.0),
    "optimizer": Field("choice", "optimisation", choices=("adam", "rmsprop", "sgd")),
    "lr_g": Field("float", "optimisation", 1e-6, 0.1, live=True),
    "lr_d": Field("float", "optimisation", 1e-6, 0.1, live=True),
    "beta1": Field("float", "optimisation", 0.0, 0.999),
    "beta2": Field("float", "optimisation", 0.0, 0.9999),
    "beta2_end": Field("float", "optimisation", 0.0, 0.9999),
    "decay": Field("choice", "optimisation", choices=("constant", "linear", "whole", "cosine")),
    "lr_end": Field("float", "optimisation", 0.0, 1.0),
    "n_dis": Field("int", "optimisation", 1, 10, live=True),
    "n_gen": Field("int", "optimisation", 1, 10, live=True),
    "freeze": Field("choice", "optimisation", choices=("none", "g", "d"), live=True),
    "batch": Field("int", "optimisation", 4, 512),
    "ema": Field("float", "optimisation", 0.0, 0.99999),
    "ema_rampup": Field("choice", "optimisation", choices=("off", "on")),
    "burn_in": Field("int", "optimisation", 0, 1_000_000_000),
    "precision": Field("choice", "optimisation", choices=("auto", "fp32", "bf16")),
    "seed": Field("int", "optimisation", 0, 2**31 - 1),
    "threads": Field("int", "optimisation", 0, 256),
    "steps": Field("int", "budget", 0, 10_000_000),
    "images": Field("int", "budget", 0, 1_000_000_000),
    "seconds": Field("float", "budget", 0.0, 1_000_000.0),
    "metrics": Field("float", "budget", 0.0, 0.5, live=True),
}
LIVE = tuple(name for name, field in FIELDS.items() if field.live)

# What families can do: impossible pairs are refused before anything is built, and tests hold these to the networks.
DRAWS_28 = frozenset({"quick", "mlp", "textbook"})  # the others double their size from 4 pixels
ALWAYS_CLASSES, NEVER_CLASSES = frozenset({"acgan"}), frozenset({"infogan", "points"})
CONDITIONAL = frozenset(FAMILIES) - NEVER_CLASSES
MIXING = frozenset({"quick", "biggan", "stylegan"})  # feed the latent to several layers
SECOND_TASK = frozenset({"acgan", "infogan"})  # have a D with a second head
UPSAMPLES = frozenset({"dcgan", "minibatch", "acgan", "infogan"})  # leave it to the recipe how G doubles its size
LAYERED = frozenset({"points"})  # leave it to the recipe how many hidden layers there are, their activation, the noise
DEEP = 4  # hidden layers of each network of those, unasked
SMALLEST_LATENT, SMALLEST_WIDTH = 2, 4  # of the others
_CONVOLUTIONAL = ("batch", "instance", "spectral", "none", "virtual")
_RESIDUAL = ("spectral", "none", "batch", "instance")
VIRTUAL_G = frozenset({"dcgan", "minibatch", "acgan"})  # leave it to the recipe how G is normalised
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
