"""The settings that cannot go together: each refused with a sentence that says what to change.

This module imports nothing heavy: the page, the command line and the worker all start from it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from ganplay.recipe.fields import (
    ALWAYS_CLASSES,
    CONDITIONAL,
    DEEP,
    DRAWS_28,
    LAYERED,
    MIXING,
    NORMS_D,
    PROBABILITY_LOSSES,
    RELATIVISTIC_LOSSES,
    SECOND_TASK,
    SMALLEST_LATENT,
    SMALLEST_WIDTH,
    UPSAMPLES,
    VIRTUAL_G,
    RecipeError,
)
from ganplay.recipe.kinds import kind_of
from ganplay.recipe.settings import Settings

Pair = tuple[Any, RecipeError]


def impossible(recipe: Settings) -> Iterator[Pair]:
    """Every pair of settings that cannot be, in the order of the checks: (whether it is there, what to say)."""
    yield from _sizes(recipe)
    yield from _layers(recipe)
    yield from _classes(recipe)
    yield from _bounds(recipe)
    yield from _tricks(recipe)
    yield from _schedules(recipe)


def _pair(code: str, wrong: Any, sentence: str, /, **details: Any) -> Pair:
    return wrong, RecipeError(sentence, code, **details)


def _any_of(name: str, choices: Iterable[str]) -> str:
    """The settings one of which will do, in the words of no language."""
    return " / ".join(f"{name}={choice}" for choice in choices)


def _sizes(recipe: Settings) -> Iterator[Pair]:
    family, kind = recipe.family, kind_of(recipe).name
    points, pictures = kind == "points", kind == "pictures"
    yield _pair(
        "pair_points_size",
        points and (recipe.resolution != 1 or recipe.channels not in (0, 2)),
        "The networks of points draw points of the plane: set resolution=1 and channels=0, or another family.",
    )
    yield _pair(
        "pair_pictures_size",
        pictures and (recipe.resolution == 1 or recipe.channels == 2),
        f"{family} draws pictures, and a point of the plane is none: set resolution=32 and channels=0, or "
        "family=points.",
        family=family,
    )
    yield _pair(
        "pair_points_bf16",
        points and recipe.precision == "bf16",
        "bf16 has too few digits for points that lie a hundredth apart: set precision=fp32.",
    )
    yield _pair(
        "pair_points_augment",
        points and recipe.augment != "none",
        "Augmentation changes colours and moves pixels, and points have neither: set augment=none.",
    )
    yield _pair("pair_points_flip", points and recipe.flip == "on", "Points are not mirrored: set flip=off.")
    yield _pair(
        "pair_size_28",
        recipe.resolution == 28 and family not in DRAWS_28,
        f"{family} doubles its size from 4 pixels: set resolution=32 or resolution=64.",
        family=family,
    )
    yield _pair(
        "pair_few_pictures",
        0 < recipe.limit < 16,
        f"{recipe.limit} pictures are too few to train on: set limit=16 or more, or limit=0 for all there are.",
        limit=recipe.limit,
    )
    doubling = _any_of("family", sorted(UPSAMPLES))
    yield _pair(
        "pair_one_upsampling",
        recipe.upsampling != "family" and family not in UPSAMPLES,
        f"The generator of {family} has one way to double its size: set upsampling=family, or {doubling}.",
        family=family,
        families=doubling,
    )


def _layers(recipe: Settings) -> Iterator[Pair]:
    """What families leave to the recipe whose hidden layers are all alike."""
    family, published = recipe.family, recipe.family not in LAYERED
    layered = _any_of("family", sorted(LAYERED))
    yield _pair(
        "pair_one_depth",
        published and (recipe.g_layers != DEEP or recipe.d_layers != DEEP),
        f"The networks of {family} are as deep as published: set g_layers={DEEP} and d_layers={DEEP}, or {layered}.",
        family=family,
        depth=DEEP,
        families=layered,
    )
    yield _pair(
        "pair_one_activation",
        published and recipe.activation != "family",
        f"The networks of {family} have the activations that were published: set activation=family, or {layered}.",
        family=family,
        families=layered,
    )
    yield _pair(
        "pair_one_noise",
        published and recipe.noise != "gaussian",
        f"The latents of {family} are Gaussian: set noise=gaussian, or {layered}.",
        family=family,
        families=layered,
    )
    yield _pair(
        "pair_small_latent",
        published and recipe.z_dim < SMALLEST_LATENT,
        f"{family} starts from {SMALLEST_LATENT} numbers or more: set z_dim={SMALLEST_LATENT}, or {layered}.",
        family=family,
        least=SMALLEST_LATENT,
        families=layered,
    )
    yield _pair(
        "pair_small_width",
        published and min(recipe.g_width, recipe.d_width) < SMALLEST_WIDTH,
        f"The networks of {family} are {SMALLEST_WIDTH} channels wide or more: set g_width={SMALLEST_WIDTH} and "
        f"d_width={SMALLEST_WIDTH}, or {layered}.",
        family=family,
        least=SMALLEST_WIDTH,
        families=layered,
    )


def _classes(recipe: Settings) -> Iterator[Pair]:
    family, packing = recipe.family, recipe.packing
    told = recipe.labels == "on"
    yield _pair(
        "pair_untold",
        told and family not in CONDITIONAL,
        f"{family} cannot be told a class: set labels=off, or a family that can.",
        family=family,
    )
    yield _pair(
        "pair_names_classes",
        not told and family in ALWAYS_CLASSES and not recipe.classes,
        f"{family} learns to name classes: set labels=on, with data that has classes.",
        family=family,
    )
    yield _pair(
        "pair_pack_classes",
        packing > 1 and (told or family in SECOND_TASK),
        "A pack holds pictures of any class, which D cannot name or be told: set packing=1, or labels=off and "
        "another family.",
    )
    yield _pair(
        "pair_pack_batch",
        packing > 1 and recipe.batch % packing,
        f"A batch of {recipe.batch} cannot be packed by {packing}: set batch to a multiple of packing.",
        batch=recipe.batch,
        packing=packing,
    )


def _bounds(recipe: Settings) -> Iterator[Pair]:
    loss, penalty, clip = recipe.loss, recipe.penalty, recipe.clip
    norms = NORMS_D[recipe.family]
    norm = norms[0] if recipe.norm_d == "family" else recipe.norm_d
    yield _pair(
        "pair_clip_loss",
        clip and loss in PROBABILITY_LOSSES,
        f"Clipping belongs to the Wasserstein loss, not to loss={loss}: set clip=0 or loss=wasserstein.",
        loss=loss,
    )
    yield _pair(
        "pair_unbounded",
        loss == "wasserstein" and not (clip or penalty != "none" or norm == "spectral"),
        "The Wasserstein loss needs a bound on D: set for example clip=0.01, or penalty=gp.",
    )
    yield _pair(
        "pair_bound_twice",
        clip and penalty != "none",
        "Clipping and a gradient penalty both bound D, and one is enough: set clip=0 or penalty=none.",
    )
    free = _any_of("family", sorted(VIRTUAL_G))
    yield _pair(
        "pair_norm_g",
        recipe.norm_g != "family" and recipe.family not in VIRTUAL_G,
        f"How {recipe.family}'s generator is normalised cannot be chosen: set norm_g=family, or {free}.",
        family=recipe.family,
        families=free,
    )
    named = _any_of("norm_d", ("family", *norms))
    yield _pair(
        "pair_norm_missing",
        norm not in norms,
        f"The discriminator of {recipe.family} cannot have norm_d={norm}: set {named}.",
        family=recipe.family,
        norm=norm,
        norms=named,
    )
    remedy = "set norm_d=none" if "none" in norms else "choose another family"
    yield _pair(
        "pair_gp_batch_norm" if "none" in norms else "pair_gp_batch_family",
        penalty == "gp" and norm in ("batch", "virtual"),
        "The gradient penalty asks how D answers each picture by itself, and batch norm in D mixes the "
        f"pictures of a batch: {remedy}, or penalty=none.",
    )


def _tricks(recipe: Settings) -> Iterator[Pair]:
    family, loss = recipe.family, recipe.loss
    yield _pair(
        "pair_no_labels",
        recipe.smoothing and loss not in PROBABILITY_LOSSES,
        f"Label smoothing needs a loss with labels, and loss={loss} has none: set smoothing=0 or loss=nonsaturating.",
        loss=loss,
    )
    for on, what, setting, remedy in (
        (recipe.lecam, "LeCam holds", "lecam", "lecam=0"),
        (recipe.topk < 1, "Top-k ranks", "topk", "topk=1"),
        (recipe.augment == "ada", "Adaptive augmentation steers by", "augment=ada", "augment=diffaugment"),
    ):
        yield _pair(
            "pair_only_differences",
            on and loss in RELATIVISTIC_LOSSES,
            f"{what} D's own values, and with a relativistic loss only their differences mean anything: "
            f"set {remedy}, or another loss.",
            setting=setting,
            remedy=remedy,
        )
    yield _pair(
        "pair_ada_wasserstein",
        recipe.augment == "ada" and loss == "wasserstein" and not recipe.drift,
        "Adaptive augmentation steers by the sign of D's values, and a Wasserstein critic may move all of them "
        "by any number: set augment=diffaugment, or drift=0.001.",
    )
    yield _pair(
        "pair_matching_replaces",
        recipe.feature_matching == "on" and (recipe.topk < 1 or recipe.unroll),
        "Feature matching replaces G's loss, which top-k and unrolling change: set feature_matching=off, "
        "or topk=1 and unroll=0.",
    )
    families = _any_of("family", sorted(MIXING))
    yield _pair(
        "pair_no_styles",
        recipe.style_mixing and family not in MIXING,
        f"{family} takes its latent in one layer, so there are no styles to mix: set style_mixing=0, or {families}.",
        family=family,
        families=families,
    )
    yield _pair(
        "pair_path_length_w",
        recipe.path_length and family != "stylegan",
        "The path length is measured in StyleGAN's W space: set path_length=0 or family=stylegan.",
    )
    yield _pair(
        "pair_unroll_adam",
        recipe.unroll and (recipe.optimizer != "adam" or recipe.clip),
        "Unrolling follows Adam's own steps, without clipping: set unroll=0, or optimizer=adam and clip=0.",
    )


def _schedules(recipe: Settings) -> Iterator[Pair]:
    budget = recipe.steps or recipe.images or recipe.seconds
    yield _pair(
        "pair_no_penalty",
        recipe.gamma_end and recipe.penalty == "none",
        "There is no penalty whose weight could change: set gamma_end=0, or a penalty.",
    )
    yield _pair(
        "pair_beta2_adam",
        recipe.beta2_end and recipe.optimizer != "adam",
        "beta2 is a setting of Adam: set beta2_end=0 or optimizer=adam.",
    )
    for on, what, setting, remedy in (
        (recipe.decay == "cosine", "The cosine of the rates follows", "decay=cosine", "decay=constant"),
        (recipe.gamma_end, "The weight of the penalty follows", "gamma_end", "gamma_end=0"),
        (recipe.beta2_end, "beta2 follows", "beta2_end", "beta2_end=0"),
        (recipe.ema_rampup == "on", "The half-life of the average follows", "ema_rampup=on", "ema_rampup=off"),
        (recipe.augment == "scheduled", "Scheduled augmentation follows", "augment=scheduled", "augment=none"),
    ):
        yield _pair(
            "pair_no_burn_in",
            on and not (recipe.burn_in or budget),
            f"{what} the burn-in or the budget, and there is neither: set for example seconds=60 or burn_in=100000, "
            f"or {remedy}.",
            setting=setting,
            remedy=remedy,
        )
    for on, what, remedy in (
        (recipe.topk < 1, "The share of top-k", "topk=1"),
        (recipe.instance_noise, "Instance noise", "instance_noise=0"),
        (recipe.augment == "ada" and not recipe.ada_kimg, "The pace of adaptive augmentation", "ada_kimg=500"),
    ):
        yield _pair(
            "pair_no_budget",
            on and not budget,
            f"{what} follows the budget, and there is none: set for example seconds=60, or {remedy}.",
            setting=remedy.partition("=")[0],
            remedy=remedy,
        )
