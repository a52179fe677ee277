"""Generators ready to draw, and what the page is told of a run before it draws."""

from __future__ import annotations

import os
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ganplay.data import NAMES
from ganplay.latent.keyframes import SPACES
from ganplay.recipe.changes import changed
from ganplay.recipe.fields import PROBABILITY_LOSSES
from ganplay.recipe.kinds import LATENT
from ganplay.runs.asking.rooms import must_be_open
from ganplay.runs.store.folder import RunError, RunFolder
from ganplay.runs.store.named import direction_names
from ganplay.ui.kit.once import Once

if TYPE_CHECKING:
    from ganplay.latent import Directions
    from ganplay.latent.view import View
    from ganplay.training.checkpoint import Networks

KEPT = 16  # checkpoints kept in memory; a small GAN takes some 10 MB
BYTES = 256_000_000  # of their weights
THREADS = 1  # a small picture gains nothing from a second one, and beside a trainer waits twenty times as long for it
CURVE = 160  # points of the run's curves under the time slider


@dataclass
class Model:
    """The networks of one checkpoint, with what was found out about them.

    key: of this very checkpoint: of another that takes its place, after a roll-back or in a new run of the same id, it
        differs.
    """

    run: str
    key: tuple[Any, ...]
    networks: Networks
    directions: dict[tuple[str, str], Directions] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)
    folder: Path = Path()  # of the run, where directions with names lie
    free: Model | None = None  # where codes are fixed: the same checkpoint without; directions are sought there

    def with_codes(self, codes: Sequence[float | None]) -> Model:
        """The same checkpoint with codes fixed. Raises RunError where it has no such codes."""
        from ganplay.training.checkpoint import CheckpointError

        try:
            return Model(self.run, self.key, self.networks.with_codes(codes), free=self)
        except CheckpointError as error:
            raise RunError(str(error)) from None

    @property
    def generator(self) -> Any:
        return self.networks.generator

    @property
    def discriminator(self) -> Any:
        return self.networks.discriminator

    def found(self, method: str, space: str = "z") -> Directions:
        """The directions that `ganplay.latent.showing.finder` finds in a space, or that have names; sought once."""
        from ganplay.latent.showing import finder
        from ganplay.runs.store.named import read_directions

        if self.free:
            return self.free.found(method, space)
        with self.lock:
            if (method, space) not in self.directions:
                named = method == "named"
                found = read_directions(self.folder, space) if named else finder(method, space)(self.generator)
                self.directions[method, space] = found
            return self.directions[method, space]


class Models:
    """The last few checkpoints that were looked at, by run and step. Safe to use from several threads.

    room: for which they are looked at; runs of a kind that it is not open to are refused.
    """

    def __init__(self, store: Any, most: int = KEPT, room: str = LATENT) -> None:
        self._store = store
        self.room = room
        self._kept = Once(most, BYTES, lambda model: weight_of(model.generator, model.discriminator))

    def folder(self, run: str) -> RunFolder:
        """The run with this id or pretrained name, never a path. Raises RunError."""
        return self._store.get(run)

    def of(self, view: View) -> Model:
        """The networks that a view asks for; where each of its pictures has a class of its own, those of the first."""
        model = self.get(view.run, view.step)
        if view.codes:
            return model.with_codes(view.codes)
        if model.networks.classes:
            return self.get(view.run, view.step, view.labels(len(model.networks.classes))[0])
        return self.get(view.run, view.step, view.label or 0)

    def get(self, run: str, step: int | None = None, label: int = 0) -> Model:
        """The networks of a run at a checkpoint, by default the last one; conditional ones draw the class `label`.

        Raises:
            RunError: when there is no such run, checkpoint or class, it cannot be read, or the room is closed to it.
        """
        folder = self.folder(run)
        must_be_open(folder.recipe, self.room)
        path = folder.checkpoint_path(step)
        try:
            key = (run, path.name, os.stat(path / "checkpoint.json").st_mtime_ns)
        except OSError:
            raise RunError("This moment was tidied away just now: choose another.", code="no_moment") from None

        def make() -> Model:
            networks = self.get(run, step=int(path.name)).networks if label else _loaded(folder, int(path.name))
            return Model(run, key, _of_class(networks, label), folder=folder.path)

        return self._kept.get((*key, label), make)


def weight_of(*networks: Any) -> int:
    """Bytes of the weights and buffers of networks; of None, none."""
    tensors = [tensor for network in networks if network is not None for tensor in network.state_dict().values()]
    return sum(tensor.numel() * tensor.element_size() for tensor in tensors)


def warm() -> None:
    """Import what drawing needs, so that the first picture does not wait for it."""
    import torch

    import ganplay.latent.showing
    import ganplay.training.checkpoint  # noqa: F401

    if torch.get_num_threads() != THREADS:
        torch.set_num_threads(THREADS)


def _loaded(folder: RunFolder, step: int) -> Networks:
    warm()
    from ganplay.training.checkpoint import CheckpointError

    try:
        return folder.networks(step)
    except CheckpointError as error:
        raise RunError(str(error), "networks_unreadable", sentence=str(error)) from None


def _of_class(networks: Networks, label: int) -> Networks:
    from ganplay.training.checkpoint import CheckpointError

    try:
        return networks.of_class(label) if label else networks
    except CheckpointError as error:
        raise RunError(str(error)) from None


def facts_of(models: Models, run: str) -> dict[str, Any]:
    """What every tab needs to know of a run: its checkpoints, its curves, what it was trained with.

    Raises:
        RunError: when there is no such run, it has no checkpoint, or the room is closed to it.
    """
    folder = models.folder(run)
    recipe = folder.recipe
    must_be_open(recipe, models.room)
    folder.checkpoint_path()  # refuses a run without one
    return {
        "run": run,
        "title": folder.title,
        "name": recipe.name,
        "changed": list(changed(recipe)),
        "dataset": recipe.dataset if recipe.dataset in NAMES else "own",
        "steps": folder.checkpoints(),
        "resolution": recipe.resolution,
        "channels": recipe.channels,
        "loss": recipe.loss,
        "probability": recipe.loss in PROBABILITY_LOSSES,
        "conditional": recipe.classes > 0,
        "crop": recipe.crop,
        "curve": _curve(folder.points()),
    }


def facts(models: Models, run: str) -> dict[str, Any]:
    """`facts_of`, and what the Latent space tab needs to know of the networks.

    Raises:
        RunError: when there is no such run, or nothing to draw with.
    """
    from ganplay.latent import has_w

    networks = models.get(run).networks
    generator = networks.generator
    answer = facts_of(models, run) | moments(models, run)
    answer |= {
        "attributes": answer["dataset"] == "faces",
        "named": {space: direction_names(models.folder(run).path, space) for space in SPACES},
        "z_dim": generator.z_dim,
        "classes": list(networks.classes),
        "codes": list(networks.codes or ()),  # categories, continuous codes
        "inputs": generator.num_inputs,
        "w": has_w(generator),
        "cuts": networks.recipe.family == "biggan",
        "layers": [],
    }
    if generator.num_inputs > 1:
        from ganplay.latent import layer_ranges

        answer["layers"] = list(layer_ranges(generator))
    return answer


def moments(models: Models, run: str) -> dict[str, Any]:
    """What a run that trains has more of each time: steps (its checkpoints), curve, histograms (of D's logits).

    Raises:
        RunError: when there is no such run, or it has no checkpoint.
    """
    folder = models.folder(run)
    folder.checkpoint_path()  # refuses a run without one
    return {
        "steps": folder.checkpoints(),
        "curve": _curve(folder.points()),
        "histograms": [
            {"step": row["step"], **{name: row["histogram"].get(name) for name in ("edges", "real", "fake")}}
            for row in _thinned(folder.evaluations(), 24)
            if row.get("histogram")
        ],
    }


def _curve(points: list[dict[str, Any]]) -> dict[str, list[Any]]:
    rows = _thinned(points, CURVE)
    return {name: [short(row.get(name)) for row in rows] for name in ("step", "loss_d", "loss_g")}


def _thinned(rows: list[Any], most: int) -> list[Any]:
    if len(rows) <= most:
        return rows
    return [rows[round(index * (len(rows) - 1) / (most - 1))] for index in range(most)]


def short(value: Any) -> Any:
    """A number with six digits that count: what a page is told, whatever the scale of its logits."""
    return float(f"{value:.6g}") if isinstance(value, float) else value
