"""Checkpoints: everything a training has reached, in one folder that is either whole or not there.

model.safetensors     ``ema.*``, ``g.*``, ``d.*``: the averaged generator, the generator, the discriminator
training.safetensors  optimizers and random state; absent where only the networks were kept
checkpoint.json       step, images, seconds and the recipe
"""

from __future__ import annotations

import json
import math
import os
import shutil
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import torch
from safetensors import SafetensorError
from safetensors.torch import load_file, save_file
from torch import Tensor, nn

from ganplay import nets
from ganplay.nets.conditional import BestClass, Coded, FromNormal, OfClass
from ganplay.recipe import Recipe
from ganplay.recipe.fields import RecipeError

MODEL, TRAINING, FACTS = "model.safetensors", "training.safetensors", "checkpoint.json"
FORMAT = 1
NAMED = 20  # classes that a sentence names


class CheckpointError(ValueError):
    """A checkpoint that cannot be read or written; its text is one sentence."""


@dataclass(frozen=True)
class Networks:
    """The two networks of a checkpoint, ready to use: in evaluation mode, without gradients, in fp32.

    Those of a conditional run have one class chosen, the first at first: `of_class` chooses another.
    """

    generator: nn.Module  # the averaged one
    discriminator: nn.Module
    recipe: Recipe
    step: int
    classes: tuple[str, ...] = ()  # their names, or numbers where the names are not known; empty: not conditional

    @property
    def judge(self) -> nn.Module:
        """The discriminator for pictures whose class nobody told: a conditional one is asked for every class."""
        return BestClass(self.discriminator.network).eval() if self.classes else self.discriminator

    @property
    def known_classes(self) -> str:
        """What a sentence that refuses a class says of those there are."""
        if not self.classes:
            return "it was trained without classes"
        more = f" and {len(self.classes) - NAMED:,} more" if len(self.classes) > NAMED else ""
        return f"its classes are {', '.join(self.classes[:NAMED])}{more}"

    @property
    def codes(self) -> tuple[int, int] | None:
        """(categories, continuous codes) of a generator whose latents hold codes; None of any other."""
        generator = self.generator
        return (generator.num_categorical, generator.num_continuous) if isinstance(generator, Coded) else None

    def with_codes(self, codes: Sequence[float | None]) -> Networks:
        """The same networks with codes fixed: c1 (a category), then c2, c3 ...; None: each latent its own.

        Raises:
            CheckpointError: when its latents hold no such codes.
        """
        if self.codes is None:
            raise CheckpointError("The latents of this run hold no codes: only those of infogan do.")
        categories, continuous = self.codes
        if len(codes) > 1 + continuous:
            raise CheckpointError(f"This run has the codes c1 to c{1 + continuous}, and there is no c{len(codes)}.")
        for number, value in enumerate(codes, 1):
            if value is not None and not math.isfinite(value):
                raise CheckpointError(f"c{number} is a finite number, and here it is {value}.")
        if codes and codes[0] is not None and (codes[0] != int(codes[0]) or not 0 <= codes[0] < categories):
            raise CheckpointError(f"c1 is a category from 0 to {categories - 1}, and here it is {codes[0]:g}.")
        return replace(self, generator=self.generator.with_codes(codes))

    def of_class(self, label: int) -> Networks:
        """The same networks with another class chosen.

        Raises:
            CheckpointError: when there is no such class.
        """
        if not 0 <= label < len(self.classes):
            raise CheckpointError(f"This run has no class number {label}: {self.known_classes}.")
        generator, discriminator = (
            OfClass(bound.network, label).eval() for bound in (self.generator, self.discriminator)
        )
        return replace(self, generator=generator, discriminator=discriminator)


def write_checkpoint(
    folder: Path, model: dict[str, Tensor], training: dict[str, Tensor] | None, facts: dict[str, Any]
) -> None:
    """Write a checkpoint so that `folder` never exists half-written: beside it first, synced, then renamed."""
    part = folder.with_name(folder.name + ".part")
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir(parents=True)
    save_file({key: value.detach().cpu().contiguous() for key, value in model.items()}, part / MODEL)
    if training is not None:
        save_file({key: value.detach().cpu().contiguous() for key, value in training.items()}, part / TRAINING)
    (part / FACTS).write_text(json.dumps({"format": FORMAT, **facts}, indent=1), encoding="utf-8")
    for file in part.iterdir():
        with file.open("rb+") as opened:
            os.fsync(opened.fileno())
    shutil.rmtree(folder, ignore_errors=True)
    part.rename(folder)


def read_facts(folder: Path) -> dict[str, Any]:
    """What `checkpoint.json` says."""
    try:
        facts = json.loads((folder / FACTS).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        raise CheckpointError(f"There is no whole checkpoint in {folder.name}: its {FACTS} cannot be read.") from None
    if not isinstance(facts, dict) or facts.get("format") != FORMAT:
        raise CheckpointError(f"The checkpoint {folder.name} was written by another version of ganplay.")
    return facts


def read_tensors(folder: Path, name: str) -> dict[str, Tensor]:
    try:
        return load_file(folder / name)
    except (OSError, SafetensorError):
        raise CheckpointError(f"The checkpoint {folder.name} lacks a readable {name}.") from None


def load_networks(
    folder: Path, recipe: Recipe, device: str | torch.device = "cpu", classes: Sequence[str] = ()
) -> Networks:
    """The averaged generator and the discriminator of a checkpoint folder.

    Args:
        classes: the names of the classes of a conditional run, where they are known.

    Raises:
        CheckpointError: when files are missing, damaged, or of networks other than the recipe's.
    """
    facts = read_facts(folder)
    tensors = read_tensors(folder, MODEL)
    try:
        generator, discriminator = nets.build(recipe)
    except (RecipeError, ValueError) as error:
        raise CheckpointError(f"The recipe of this run builds no networks: {error}") from None
    load_part(generator, tensors, "ema.", folder)
    load_part(discriminator, tensors, "d.", folder)
    for network in (generator, discriminator):
        network.to(device, memory_format=torch.channels_last).eval().requires_grad_(False)
    networks = Networks(generator, discriminator, recipe, int(facts["step"]))
    if recipe.classes:
        names = tuple(classes) if len(classes) == recipe.classes else tuple(map(str, range(recipe.classes)))
        generator, discriminator = (OfClass(network, 0).eval() for network in (generator, discriminator))
        return replace(networks, generator=generator, discriminator=discriminator, classes=names)
    if hasattr(generator, "coded"):
        wrapper = Coded if hasattr(generator, "num_categorical") else FromNormal
        return replace(networks, generator=wrapper(generator).eval())
    return networks


def load_part(network: nn.Module, tensors: dict[str, Tensor], prefix: str, folder: Path) -> None:
    """Copy the tensors under `prefix` into `network`, in its own precision."""
    own = {key.removeprefix(prefix): value for key, value in tensors.items() if key.startswith(prefix)}
    try:
        network.load_state_dict(own)
    except RuntimeError:
        raise CheckpointError(
            f"The networks in checkpoint {folder.name} are not those of this run's recipe: where nobody changed it, "
            "they are of an older version of ganplay, which built others."
        ) from None


def optimizer_tensors(optimizer: torch.optim.Optimizer, prefix: str) -> dict[str, Tensor]:
    """The optimizer's state as flat tensors: ``{prefix}{parameter}.{name}``."""
    return {
        f"{prefix}{index}.{name}": torch.as_tensor(value)
        for index, state in optimizer.state_dict()["state"].items()
        for name, value in state.items()
    }


def load_optimizer(optimizer: torch.optim.Optimizer, tensors: dict[str, Tensor], prefix: str) -> None:
    """Put flat tensors back, each in the memory layout of its parameter: fused kernels read both in step."""
    parameters = [parameter for group in optimizer.param_groups for parameter in group["params"]]
    optimizer.state.clear()
    for key, value in tensors.items():
        if key.startswith(prefix):
            index, name = key.removeprefix(prefix).split(".", 1)
            parameter = parameters[int(index)]
            if value.shape == parameter.shape and name != "step":  # a weight of no dimension is shaped as a count is
                value = torch.empty_like(parameter).copy_(value)
            elif parameter.device.type != "cpu" and optimizer.defaults.get("fused"):
                value = value.to(parameter.device)
            else:  # of its own: as loaded it keeps the whole file mapped, which Windows then cannot delete
                value = value.clone()
            optimizer.state[parameter][name] = value
