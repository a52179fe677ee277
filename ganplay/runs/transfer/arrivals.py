"""The checks of a run that somebody brought: every file of it, before any of it is kept."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from ganplay.data import NAMES, DataError
from ganplay.data.kinds import entry, fits, kind_with
from ganplay.recipe import Recipe, kind_of
from ganplay.recipe.fields import FIELDS, RecipeError
from ganplay.recipe.recipe import BEFORE
from ganplay.runs.asking.report import REPORT, checked_report
from ganplay.runs.store.carried import FILE as DATA
from ganplay.runs.store.carried import carried, carries
from ganplay.runs.store.folder import RunError
from ganplay.runs.store.named import FILE as DIRECTIONS
from ganplay.runs.store.named import direction_names, read_directions
from ganplay.runs.store.reals import MOST as MOST_REALS
from ganplay.runs.store.shapes import Shapes, network_shapes
from ganplay.runs.store.statistics import FILE as STATISTICS
from ganplay.runs.store.statistics import read_statistics
from ganplay.runs.transfer.leaving import OWN
from ganplay.runs.transfer.moments import Moments
from ganplay.runs.transfer.parts import PackError, header, read
from ganplay.runs.transfer.past import check_history

MOST_STATISTICS = 64 << 20  # bytes: 4,000 features
MOST_CARRIED = 64 << 20  # bytes of a visitor's own samples


def check_run(folder: Path, dataset: str = "") -> None:
    """Check an unpacked run, and put its recipe and history in the form that we write ourselves.

    Raises:
        PackError: for whatever is not as training would have left it.
    """
    recipe = _recipe(folder, dataset)
    shapes = _shapes(recipe)
    steps = sorted((folder / "checkpoints").iterdir()) if (folder / "checkpoints").is_dir() else []
    if not steps:
        raise PackError("pack_lacks", "This file holds no checkpoint.", name="checkpoints")
    moments = Moments(recipe, shapes)
    for moment in steps:
        moments.check(moment)
    if (folder / "reals.safetensors").is_file():
        _check_reals(folder / "reals.safetensors", recipe)
    _check_carried(folder, recipe)
    if (folder / REPORT).is_file():
        _check_report(folder / REPORT, recipe)
    _check_directions(folder)
    _check_statistics(folder)
    check_history(folder, recipe)


def _recipe(folder: Path, dataset: str) -> Recipe:
    """The recipe, which never names a place of this machine that its owner did not name."""
    settings = read(folder / "recipe.json")
    try:
        recipe = Recipe.from_dict(settings, BEFORE)
        if not fits(recipe.dataset, kind_of(recipe)):
            apart = kind_of(recipe).apart or kind_with(recipe.dataset).apart
            raise RecipeError(apart.sentence, apart.code)
        if recipe.dataset not in NAMES:
            recipe = recipe.with_changes(dataset=dataset or OWN)
    except (RecipeError, TypeError) as error:
        raise _invalid(error if isinstance(error, RecipeError) else RecipeError(str(error))) from None
    (folder / "recipe.json").write_text(recipe.to_json() + "\n", encoding="utf-8")
    return recipe


def _shapes(recipe: Recipe) -> Shapes:
    try:
        return network_shapes(recipe)
    except RunError as error:
        raise _invalid(error) from None


def _invalid(error: RecipeError | RunError) -> PackError:
    reason = {"error": error.code, "text": str(error), "details": error.details}
    return PackError("pack_recipe", f"The recipe in this file is not valid: {error}", reason=reason)


def _check_reals(file: Path, recipe: Recipe) -> None:
    """Pictures as the run's networks take them, of both kinds, some trained on; and all their labels, or none."""
    found = header(file, file.name)
    side = (recipe.channels, recipe.resolution, recipe.resolution)
    counts = {name: shape[0] for name, (kind, shape) in found.items() if kind == "U8" and shape[1:] == side}
    labels = {f"{name}_labels": ("I64", (count,)) for name, count in counts.items()}
    good = counts.keys() == {"training", "held_out"} and counts["training"] > 0 and max(counts.values()) <= MOST_REALS
    told = found.keys() - counts.keys()
    good = good and told in (set(), labels.keys()) and all(labels[name] == found[name] for name in told)
    if not good or not _labelled(file, found.keys() & labels.keys(), recipe.classes or int(FIELDS["classes"].high)):
        raise PackError("pack_pictures", f"The pictures in {file.name} are not of this run.", name=file.name)


def _check_carried(folder: Path, recipe: Recipe) -> None:
    """Samples of a visitor's own, as the run's networks take them and as its kind can be trained on; or none."""
    file = folder / DATA
    if not file.is_file():
        return
    side = (recipe.channels, recipe.resolution, recipe.resolution)
    found = header(file, file.name)
    good = carries(recipe) and found.keys() == {"samples"} and file.stat().st_size <= MOST_CARRIED
    if good:
        kind, shape = found["samples"]
        good = kind == "F32" and shape[1:] == side
    try:
        samples = carried(folder) if good else None
        if samples is not None:
            entry(kind_of(recipe)).check_own(samples.images)
    except (RunError, DataError):
        samples = None
    if samples is None:
        raise PackError("pack_pictures", f"The data in {file.name} are not of this run.", name=file.name)


def _labelled(file: Path, names: Iterable[str], classes: int) -> bool:
    """Whether these tensors of a safetensors file hold nothing but numbers of classes."""
    from safetensors import safe_open

    with safe_open(file, framework="np") as opened:
        return all(((labels >= 0) & (labels < classes)).all() for labels in map(opened.get_tensor, names))


def _check_report(file: Path, recipe: Recipe) -> None:
    facts = read(file)
    try:
        checked_report(facts)
    except ValueError:
        raise PackError("pack_json", f"{file.name} cannot be read.", name=file.name) from None
    file.write_text(json.dumps(facts | {"dataset": recipe.dataset}, indent=1), encoding="utf-8")


def _check_directions(folder: Path) -> None:
    try:
        for space in ("z", "w"):
            if direction_names(folder, space):
                read_directions(folder, space)
    except RunError:
        raise PackError("pack_json", f"{DIRECTIONS} cannot be read.", name=DIRECTIONS) from None


def _check_statistics(folder: Path) -> None:
    """Of a mean and a covariance, and of a number of pictures that are some."""
    import torch

    file = folder / STATISTICS
    if not file.is_file():
        return
    try:
        known = read_statistics(folder) if file.stat().st_size < MOST_STATISTICS else None
    except RunError:
        known = None
    if known is None:
        raise PackError("pack_tensors", f"{STATISTICS} is not a readable safetensors file.", name=STATISTICS)
    spread = known.covariance.double()
    good = len(known.mean) > 0 and known.floor >= 0 and torch.allclose(spread, spread.T, rtol=1e-3, atol=1e-6)
    if good:
        roots = torch.linalg.eigvalsh(spread)
        good = bool(roots[0] >= -1e-4 * roots[-1].abs())
    if not good:
        sentence = f"{STATISTICS} holds no mean and covariance of pictures."
        raise PackError("pack_statistics", sentence, name=STATISTICS)
