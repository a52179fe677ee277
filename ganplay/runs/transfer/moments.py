"""The checkpoints of a run that somebody brought: each is tried for all that a checkpoint is used for.

Its networks draw and judge, and where training can go on from it, it is put into a training as resuming would.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ganplay.recipe import Recipe
from ganplay.recipe.fields import RecipeError
from ganplay.runs.asking.judging import CALIBRATION
from ganplay.runs.asking.judging import FORMAT as CALIBRATED
from ganplay.runs.store.full import disk_is_full
from ganplay.runs.store.shapes import Shapes
from ganplay.runs.transfer.parts import PackError, finite, header, read, whole

if TYPE_CHECKING:
    import torch
    from torch import Tensor

    from ganplay.training.step import Players

FACTS = ("format", "step", "images", "seconds", "device", "grown")  # of a checkpoint, beside its recipe
WEIGHTS = ("F32", "F16", "BF16", "I64", "U8", "BOOL")
# Of one parameter.
MEMORIES = {"adam": {"step", "exp_avg", "exp_avg_sq"}, "rmsprop": {"step", "square_avg"}, "sgd": set()}
SQUARES = ("exp_avg_sq", "square_avg")  # which have a root
RANDOM = 1 << 14  # bytes of a random state, of any device, at most
DRAWN = 4  # samples that a checkpoint is tried with


class Moments:
    """Checks the checkpoints of one run.

    Args:
        recipe: of the run.
        shapes: of its networks.
    """

    def __init__(self, recipe: Recipe, shapes: Shapes) -> None:
        self._recipe, self._shapes = recipe, shapes
        self._players: Players | None = None  # made where there is a training to try

    def check(self, folder: Path) -> None:
        """Raises PackError for whatever is not as training would have left it; writes its facts anew."""
        for name in ("checkpoint.json", "model.safetensors"):
            if not (folder / name).is_file():
                where = f"checkpoints/{folder.name}/{name}"
                raise PackError("pack_lacks", f"This file lacks its {where}.", name=where)
        self._check_facts(folder)
        trained = (folder / "training.safetensors").is_file()
        self._check_weights(folder, trained)
        self._check_use(folder)
        _check_calibration(folder)
        if trained:
            self._check_training(folder)

    def _check_facts(self, folder: Path) -> None:
        facts = read(folder / "checkpoint.json")
        good = facts.get("format") == 1 and whole(facts.get("step")) and facts["step"] == int(folder.name)
        good = good and whole(facts.get("images")) and finite(facts.get("seconds"))
        good = good and isinstance(facts.get("device", ""), str) and len(facts.get("device", "")) <= 200
        good = good and finite(facts.get("grown", 0.0)) and facts.get("grown", 0.0) <= 1
        told = facts.get("recipe", self._recipe.to_dict())
        try:
            Recipe.from_dict(told)
        except (RecipeError, TypeError):
            good = False
        if not good:
            sentence = f"The checkpoint {folder.name} says nothing sensible of itself."
            raise PackError("pack_json", sentence, name=folder.name)
        facts = {name: facts[name] for name in FACTS if name in facts}
        facts["recipe"] = told | {"dataset": self._recipe.dataset}
        (folder / "checkpoint.json").write_text(json.dumps(facts, indent=1), encoding="utf-8")

    def _check_weights(self, folder: Path, trained: bool) -> None:
        """The tensors of the recipe's networks, numbers all of them; the generator itself where training goes on."""
        shapes = self._shapes
        expected = {f"{part}.{name}": shape for part in ("ema", "d") for name, shape in shapes[part].items()}
        alive = {f"g.{name}": shape for name, shape in shapes["ema"].items()}
        found = header(folder / "model.safetensors", f"checkpoints/{folder.name}/model.safetensors")
        held = {name: shape for name, (_, shape) in found.items()}
        known = (expected | alive,) if trained else (expected, expected | alive)
        if held not in known or not {kind for kind, _ in found.values()} <= set(WEIGHTS):
            raise PackError(
                "pack_networks",
                f"The networks in checkpoint {folder.name} are not those of the recipe.",
                name=folder.name,
            )
        if not all(map(_numbers, _tensors(folder / "model.safetensors").values())):
            raise _no_numbers(folder)

    def _check_use(self, folder: Path) -> None:
        """The averaged generator draws, and the discriminator judges what it drew."""
        import torch

        from ganplay.latent import seed_latents
        from ganplay.training.checkpoint import load_networks

        try:
            networks = load_networks(folder, self._recipe)
            latents = seed_latents(range(DRAWN * self._recipe.packing), networks.generator.z_dim)
            with torch.inference_mode():
                drawn = networks.generator(latents)
                good = _numbers(drawn) and _numbers(networks.judge(drawn))
        except Exception as error:  # whatever a network makes of weights that nobody trained
            if _of_the_machine(error):
                raise
            good = False
        if not good:
            raise _no_numbers(folder)

    # What training goes on from

    def _check_training(self, folder: Path) -> None:
        name = f"checkpoints/{folder.name}/training.safetensors"
        found = header(folder / "training.safetensors", name)
        if max((len(shape) for _, shape in found.values()), default=0) > 8:
            raise _no_training(folder)
        tensors = _tensors(folder / "training.safetensors")
        facts = read(folder / "checkpoint.json")
        random = tensors.pop("random", None)
        if not self._of_players(tensors):
            raise _no_training(folder)
        if random is None or not _random(random, str(facts.get("device", ""))):
            sentence = f"The random state in checkpoint {folder.name} is none, so training could not go on."
            raise PackError("pack_random", sentence, name=folder.name)
        if not self._goes_on(folder, facts):
            raise _no_training(folder)

    def _of_players(self, tensors: dict[str, Tensor]) -> bool:
        """Whether the tensors are memories of the recipe's optimizers and of its tricks, each as it must be."""
        players = self._made()
        optimizers = {"opt_g": players.opt_g, "opt_d": players.opt_d}
        parameters = {name: [p for g in opt.param_groups for p in g["params"]] for name, opt in optimizers.items()}
        tricks = {f"tricks.{name}": value.shape for name, value in players.state().items()}
        if not tricks.keys() <= tensors.keys():
            return False
        memories: dict[tuple[str, int], set[str]] = {}
        for key, value in tensors.items():
            part, _, rest = key.partition(".")
            index, _, what = rest.partition(".")
            if part in parameters:
                if not (index.isdecimal() and len(index) <= 6 and int(index) < len(parameters[part])):
                    return False
                memories.setdefault((part, int(index)), set()).add(what)
                good = value.shape == (() if what == "step" else parameters[part][int(index)].shape)
                good = good and not (what in ("step", *SQUARES) and bool((value < 0).any()))
            else:
                good = tricks.get(key) == value.shape
            if not good or not value.is_floating_point() or not _numbers(value):
                return False
        return all(what == MEMORIES[self._recipe.optimizer] for what in memories.values())

    def _goes_on(self, folder: Path, facts: dict[str, Any]) -> bool:
        """Whether it can be put into a training, as resuming does."""
        from ganplay.training import saving
        from ganplay.training.checkpoint import CheckpointError

        try:
            saving.read(folder).into(self._made(), self._recipe.seed)
        except (CheckpointError, RuntimeError, KeyError, ValueError, IndexError, TypeError) as error:
            if _of_the_machine(error):
                raise
            return False
        return True

    def _made(self) -> Players:
        """A training of the recipe, on the processor; its networks were found in the file already, so they fit."""
        import torch

        from ganplay.training.step import Players

        self._players = self._players or Players(self._recipe, torch.device("cpu"), "fp32")
        return self._players


def _of_the_machine(error: Exception) -> bool:
    """Whether memory or the disk ran out, which tells nothing of the weights."""
    text = str(error).lower()
    short = isinstance(error, RuntimeError) and ("can't allocate memory" in text or "out of memory" in text)
    return short or isinstance(error, MemoryError) or disk_is_full(error)


def _random(state: Tensor, device: str) -> bool:
    """Whether this is a generator's state: the processor's, or one of another device, which only that can read."""
    import torch

    if state.dtype != torch.uint8 or state.ndim != 1 or not 8 <= len(state) <= RANDOM:
        return False
    try:
        torch.Generator().set_state(state.clone())
    except (RuntimeError, TypeError):
        return device not in ("", "CPU", "another") and len(state) != len(torch.Generator().get_state())
    return True


def _check_calibration(folder: Path) -> None:
    """One of our own format is whole; of any other it is fitted again."""
    from ganplay.scoring import Calibration, ScoringError

    file = folder / CALIBRATION
    if not file.is_file():
        return
    facts = read(file)
    if facts.pop("format", None) != CALIBRATED:
        file.unlink()
        return
    try:
        Calibration.from_dict(facts)
    except ScoringError:
        raise PackError("pack_json", f"{file.name} cannot be read.", name=file.name) from None


def _tensors(file: Path) -> dict[str, torch.Tensor]:
    """The tensors of a safetensors file whose header was read already."""
    from safetensors import SafetensorError
    from safetensors.torch import load_file

    try:
        return load_file(file)
    except (SafetensorError, OSError, ValueError):
        raise PackError("pack_tensors", f"{file.name} is not a readable safetensors file.", name=file.name) from None


def _numbers(tensor: Tensor) -> bool:
    return bool(tensor.isfinite().all())


def _no_numbers(folder: Path) -> PackError:
    sentence = f"The networks in checkpoint {folder.name} hold or draw values that are not numbers."
    return PackError("pack_numbers", sentence, name=folder.name)


def _no_training(folder: Path) -> PackError:
    sentence = f"Training cannot go on from checkpoint {folder.name}: its training.safetensors is not of the networks."
    return PackError("pack_training", sentence, name=folder.name)
