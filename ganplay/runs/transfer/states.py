"""What a training of points has reached as one JSON object, which the page's own engine goes on from, and back again.

    {"recipe": {...}, "step": n, "images": n, "seconds": s,
     "weights": {"generator": {name: tensor}, "discriminator": {...}, "averaged": {...}},
     "optimizer": {"g": {"0.exp_avg": tensor, ...}, "d": {...}},
     "memory": {name: tensor},
     "points": base64 or null}

A tensor is {"shape": [...], "data": base64 of float32, little endian}. Weights are named as in the networks'
state_dict, an optimizer's state by the number of its parameter, and `memory` is what tricks of the recipe remember,
mostly nothing. `points` are one's own, x and y in turn; null where the data set has a name.

What comes in was made by anybody: it is taken apart here, written as training would have written it, and then tried as
a run's file is (`ganplay.runs.transfer.moments`). Nothing is kept where something is wrong.
"""

from __future__ import annotations

import base64
import binascii
import json
import math
import queue
import re
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ganplay.data import NAMES, DataError
from ganplay.data.kinds import entry, fits
from ganplay.recipe import Recipe, kind_of
from ganplay.recipe.fields import FIELDS, RecipeError
from ganplay.recipe.kinds import LAB
from ganplay.recipe.settings import Settings
from ganplay.runs.asking.rooms import must_be_open
from ganplay.runs.store.carried import NAME, carried, carries, carry
from ganplay.runs.store.folder import RunError, RunFolder
from ganplay.runs.store.patience import whole_folder
from ganplay.runs.store.shapes import network_shapes
from ganplay.runs.transfer.moments import Moments
from ganplay.runs.transfer.parts import PackError, finite, whole

if TYPE_CHECKING:
    import numpy as np
    from torch import Tensor

PARTS = {"generator": "g.", "discriminator": "d.", "averaged": "ema."}  # of a checkpoint's model
OPTIMIZERS = {"g": "opt_g.", "d": "opt_d."}  # of what it keeps for training
TRICKS = "tricks."
MOST = 22_000_000  # characters of all the data of a state: with its names it fits what the page may post
MOST_SETTINGS = 10_000  # characters
FEWEST = 1000  # steps that a laboratory's training goes on for, where it has taken fewer
MOST_NAMES, DIMENSIONS, LARGEST = 1000, 4, 1 << 20  # tensors; of each, sizes and the largest of them
_NAME = re.compile(r"[A-Za-z0-9_.]{1,100}")


def state_of(run: RunFolder, step: int | None = None) -> dict[str, Any]:
    """A run's state at a checkpoint, by default the last one.

    Where only the networks of a checkpoint were kept its optimizers have no state, and the generator is the averaged
    one if that alone is left.

    Raises:
        RunError: for a run of anything but points, one that is too large for a browser, or without such a checkpoint.
        CheckpointError: when the checkpoint cannot be read.
    """
    from ganplay.training.checkpoint import MODEL, TRAINING, read_facts, read_tensors

    recipe = run.recipe
    must_be_open(recipe, LAB)
    folder = run.checkpoint_path(step)
    facts, model = read_facts(folder), read_tensors(folder, MODEL)
    training = read_tensors(folder, TRAINING) if (folder / TRAINING).is_file() else {}
    weights = {part: _told(_under(model, prefix)) for part, prefix in PARTS.items()}
    kept = carried(run.path)
    state = {
        "recipe": recipe.to_dict() | ({"dataset": NAME} if carries(recipe) else {}),
        **{name: facts[name] for name in ("step", "images", "seconds")},
        "weights": weights | {"generator": weights["generator"] or weights["averaged"]},
        "optimizer": {part: _told(_under(training, prefix)) for part, prefix in OPTIMIZERS.items()},
        "memory": _told(_under(training, TRICKS)),
        "points": None if kept is None else _written(kept.images.flatten().numpy()),
    }
    if _size(state) > MOST:
        raise RunError("The networks of this run are too large for a browser: train narrower ones.", "state_large")
    return state


def run_of(state: Any, place: Path, title: str = "") -> RunFolder:
    """Make a run in the new folder `place` that goes on from a state; it appears whole or not at all.

    A state without any budget is of a laboratory: its run has as many steps again to go, and is measured.

    Args:
        state: the JSON, as text or read already.

    Raises:
        PackError: for whatever is not as training would have left it.
        RecipeError, RunError: where its recipe is impossible, or of anything but points.
        DataError: where its points cannot be trained on.
    """
    if place.exists() and (not place.is_dir() or any(place.iterdir())):
        raise RunError(f"{place} exists already: choose another place.")
    state = _read(state)
    recipe, pictures = _recipe(state), None
    if state.get("points") is not None:
        pictures = _points(state["points"], recipe)
    step, images, seconds = _place(state)
    recipe = _continuing(recipe, step)
    shapes = network_shapes(recipe)
    model = _model(state)
    training = _training(state)
    with whole_folder(place) as part:
        run = RunFolder.create(part, recipe, title, status="stopped")
        if pictures is not None:
            carry(part, recipe, pictures)
        _write(part / "checkpoints" / f"{step:08d}", recipe, model, training, (step, images, seconds))
        Moments(recipe, shapes).check(part / "checkpoints" / f"{step:08d}")
        _look(run)
    return RunFolder(place)


# What is told


def _under(tensors: Mapping[str, Tensor], prefix: str) -> dict[str, Tensor]:
    return {name.removeprefix(prefix): value for name, value in tensors.items() if name.startswith(prefix)}


def _told(tensors: Mapping[str, Tensor]) -> dict[str, Any]:
    return {
        name: {"shape": list(value.shape), "data": _written(value.float().contiguous().numpy())}
        for name, value in tensors.items()
    }


def _written(numbers: np.ndarray) -> str:
    return base64.b64encode(numbers.astype("<f4").tobytes()).decode()


def _size(value: Any) -> int:
    """Characters of all texts in a state."""
    if isinstance(value, str):
        return len(value)
    if isinstance(value, Mapping):
        return sum(map(_size, value.values()))
    return sum(map(_size, value)) if isinstance(value, list) else 0


# What comes in


def _read(state: Any) -> Mapping[str, Any]:
    if isinstance(state, (str, bytes)):
        if len(state) > 2 * MOST:
            raise _too_large()
        try:
            state = json.loads(state)
        except (ValueError, RecursionError):
            state = None
    known = {"recipe", "step", "images", "seconds", "weights", "optimizer", "memory", "points"}
    if not isinstance(state, Mapping) or not state.keys() <= known:
        raise PackError("state_json", "This is not the state of a laboratory: it cannot be read.")
    try:
        large = _size(state) > MOST
    except RecursionError:
        large = True
    if large:
        raise _too_large()
    return state


def _too_large() -> PackError:
    most = MOST // 1_000_000
    return PackError("state_size", f"This state has more than {most} MB: train narrower networks.", most=most)


def _wrong(name: str) -> PackError:
    return PackError("state_part", f"The {name} of this state are missing, or not as they must be.", name=name)


def _recipe(state: Mapping[str, Any]) -> Recipe:
    """The recipe as a training has it; it never names a place of this machine."""
    settings = state.get("recipe")
    if not isinstance(settings, Mapping) or not all(isinstance(name, str) for name in settings):
        raise _wrong("settings")
    if _size(settings) > MOST_SETTINGS:
        raise _wrong("settings")
    recipe = Recipe.from_dict(settings)
    must_be_open(recipe, LAB)
    kind = kind_of(recipe)
    precision = "fp32" if kind.precise else recipe.precision
    recipe = recipe.with_changes(channels=kind.channels[0], precision=precision)
    if recipe.dataset not in NAMES:
        recipe = recipe.with_changes(dataset=NAME)
    if not fits(recipe.dataset, kind):
        raise RecipeError(kind.apart.sentence, kind.apart.code)
    if carries(recipe) != (state.get("points") is not None):
        raise _wrong("points")
    return recipe


def _continuing(recipe: Recipe, step: int) -> Recipe:
    """With an end and measures: a laboratory has neither budget nor metrics, and trains until it is told to stop."""
    if recipe.steps or recipe.images or recipe.seconds:
        return recipe
    steps = min(step + max(step, FEWEST), FIELDS["steps"].high)
    return recipe.with_changes(steps=steps, metrics=recipe.metrics or Settings.metrics)


def _points(data: Any, recipe: Recipe) -> Any:
    import torch

    from ganplay.data.pictures import Pictures

    numbers = _numbers(data)
    if numbers is None or len(numbers) % recipe.channels:
        raise _wrong("points")
    samples = torch.from_numpy(numbers).reshape(-1, recipe.channels, recipe.resolution, recipe.resolution)
    try:
        entry(kind_of(recipe)).check_own(samples)
    except DataError as error:
        raise RunError(str(error), "data", sentence=str(error)) from None
    return Pictures(name=NAME, images=samples)


def _place(state: Mapping[str, Any]) -> tuple[int, int, float]:
    step, images, seconds = (state.get(name) for name in ("step", "images", "seconds"))
    good = whole(step) and step <= FIELDS["steps"].high and whole(images) and finite(seconds)
    if not good or seconds > FIELDS["seconds"].high:
        raise _wrong("step, images and seconds")
    return step, images, float(seconds)


def _model(state: Mapping[str, Any]) -> dict[str, Tensor]:
    weights = state.get("weights")
    if not isinstance(weights, Mapping) or weights.keys() != PARTS.keys():
        raise _wrong("weights")
    return {
        prefix + name: value
        for part, prefix in PARTS.items()
        for name, value in _tensors(weights[part], "weights").items()
    }


def _training(state: Mapping[str, Any]) -> dict[str, Tensor]:
    optimizer = state.get("optimizer")
    if not isinstance(optimizer, Mapping) or optimizer.keys() != OPTIMIZERS.keys():
        raise _wrong("states of the optimizers")
    tensors = {
        prefix + name: value
        for part, prefix in OPTIMIZERS.items()
        for name, value in _tensors(optimizer[part], "states of the optimizers").items()
    }
    remembered = _tensors(state.get("memory") or {}, "memories")
    return tensors | {TRICKS + name: value for name, value in remembered.items()}


def _tensors(told: Any, what: str) -> dict[str, Tensor]:
    import torch

    if not isinstance(told, Mapping) or len(told) > MOST_NAMES:
        raise _wrong(what)
    found = {}
    for name, tensor in told.items():
        shape = tensor.get("shape") if isinstance(tensor, Mapping) else None
        good = isinstance(name, str) and _NAME.fullmatch(name) and _is_shape(shape)
        numbers = _numbers(tensor.get("data")) if good else None
        if numbers is None or len(numbers) != math.prod(shape):
            raise _wrong(what)
        found[name] = torch.from_numpy(numbers).reshape(shape)
    return found


def _is_shape(shape: Any) -> bool:
    good = isinstance(shape, list) and len(shape) <= DIMENSIONS
    return good and all(whole(size) and size <= LARGEST for size in shape)


def _numbers(data: Any) -> np.ndarray | None:
    """float32 numbers in base64; None for what is no such thing, or holds one that is not finite."""
    import numpy as np

    try:
        decoded = base64.b64decode(data, validate=True) if isinstance(data, str) else b"?"
    except (binascii.Error, ValueError):
        return None
    if len(decoded) % 4:
        return None
    numbers = np.frombuffer(decoded, "<f4").astype(np.float32)
    return numbers if np.isfinite(numbers).all() else None


def _write(
    folder: Path,
    recipe: Recipe,
    model: dict[str, Tensor],
    training: dict[str, Tensor],
    place: tuple[int, int, float],
) -> None:
    import torch

    from ganplay.training.checkpoint import write_checkpoint

    step, images, seconds = place
    training = training | {"random": torch.Generator().manual_seed(recipe.seed + step + 1).get_state()}
    facts = {"step": step, "images": images, "seconds": seconds, "grown": 0.0, "recipe": recipe.to_dict()}
    # no device of this name: the trainer seeds its random numbers afresh, for an engine elsewhere has others
    write_checkpoint(folder, model, training, facts | {"device": "another"})


def _look(run: RunFolder) -> None:
    """Write down what the run is and what it draws, so that it can be seen before it trains on.

    Raises RunError where training could not go on from it.
    """
    import torch

    from ganplay.runs.worker.drive import Drive, prepare
    from ganplay.runs.worker.writer import RunWriter
    from ganplay.training.checkpoint import CheckpointError

    try:
        with closing(RunWriter(run)) as writer:
            trainer = prepare(writer, device="cpu", threads=torch.get_num_threads())
            loop = Drive(trainer, writer, queue.Queue())
            for event in trainer.start():
                loop.record(event)
            writer.status("stopped")
    except (CheckpointError, RecipeError, DataError) as error:
        raise RunError(str(error), "data", sentence=str(error)) from None
