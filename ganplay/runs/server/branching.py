"""A new run that begins where another one stood.

A branch shares the past of its parent: the history up to the branching point, the earlier checkpoints to look at, and
the checkpoint itself, from which training goes on at the same step. Where that checkpoint was kept whole, and nothing
that its optimizers depend on has changed, it goes on bit for bit as its parent would have, where both have a number of
threads. Where only the networks were kept, training begins from them with fresh optimizers and a fresh stream of random
numbers.
"""

from __future__ import annotations

import json
import shutil
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from ganplay.recipe import Recipe
from ganplay.recipe.fields import FIELDS, RecipeError
from ganplay.runs.store.carried import copy_carried
from ganplay.runs.store.folder import BUDGETS, RunError, RunFolder
from ganplay.runs.store.history import SCHEMA, TABLES, connect, dumps, set_journal
from ganplay.runs.store.patience import whole_folder
from ganplay.runs.store.shapes import network_shapes

# A branch goes on with the pictures of its past.
PICTURES = ("dataset", "crop", "background", "black", "white", "frames", "resolution", "channels", "limit")
STAYS = (*PICTURES, "name", "labels", "classes")
SHARED = ("shape", "equilibrium", "class_names", "notes", "fingerprint")  # of what its parent says of itself
NEW_OPTIMIZERS = ("optimizer",)  # the state of one kind means nothing to another
NEW_RANDOM = ("seed", *NEW_OPTIMIZERS)


def branches_by(setting: str) -> bool:
    """Whether a branch may have this setting otherwise; whether its networks fit then, is seen when it is made."""
    return setting in FIELDS and setting not in STAYS and FIELDS[setting].group != "networks"


def branched_recipe(run: RunFolder, step: int, changes: dict[str, Any]) -> Recipe:
    """The recipe of a branch at `step`; a budget that is used up there is given once more.

    Raises:
        RunError: when there is no such checkpoint, or a change would not fit its networks or its past.
        RecipeError: for an impossible setting.
    """
    facts = run.facts(step)
    before = run.recipe
    recipe = before.with_changes(**changes)
    for name in PICTURES:
        if getattr(recipe, name) != getattr(before, name):
            sentence = f"A branch goes on with its parent's pictures, so {name} stays: make a twin to change it."
            raise RunError(sentence, "branch_pictures", setting=name)
    if (other := other_networks(before, recipe)) is not None:
        raise RunError(
            f"With another {other} the networks of this checkpoint would not fit: make a twin, which starts from "
            "scratch.",
            "branch_networks",
            setting=other,
        )
    reached = {"steps": facts["step"], "images": facts["images"], "seconds": facts["seconds"]}
    more = {
        kind: reached[kind] + getattr(before, kind)
        for kind in BUDGETS
        if kind not in changes and 0 < getattr(recipe, kind) <= reached[kind]
    }
    return recipe.with_changes(**more)


def changes_between(before: Recipe, after: Recipe) -> dict[str, list[Any]]:
    """name -> [before, after] of every setting that differs."""
    return {
        name: [getattr(before, name), value]
        for name, value in after.to_dict().items()
        if value != getattr(before, name)
    }


def other_networks(before: Recipe, after: Recipe) -> str | None:
    """The changed setting that gives the networks another shape; None where the old weights fit."""
    changed = list(changes_between(before, after))
    if not changed:
        return None
    shapes = network_shapes(before)
    if network_shapes(after) == shapes:
        return None
    for name in changed:
        try:
            alone = before.with_changes(**{name: getattr(after, name)})
        except RecipeError:
            continue  # it cannot change alone
        if network_shapes(alone) != shapes:
            return name
    return changed[0]


def branch_into(run: RunFolder, place: Path, step: int, recipe: Recipe, title: str = "") -> RunFolder:
    """Make the branch of `run` at `step` in the new folder `place`; it appears whole or not at all.

    Raises:
        RunError: when the checkpoint is gone, or cannot be read.
    """
    try:
        with whole_folder(place) as part:
            (part / "checkpoints").mkdir(parents=True)
            (part / "recipe.json").write_text(recipe.to_json() + "\n", encoding="utf-8")
            if (run.path / "reals.safetensors").is_file():
                shutil.copyfile(run.path / "reals.safetensors", part / "reals.safetensors")
            copy_carried(run.path, part)
            for earlier in run.checkpoints():
                if earlier < step:
                    _copy(run.checkpoint_path(earlier), part, without=("training.safetensors",))
            changed = changes_between(run.recipe, recipe)
            _copy_start(run.checkpoint_path(step), part, recipe, changed)
            facts = run.facts(step)
            parent = {"run": run.path.name, "step": step, "seconds": facts["seconds"], "title": run.title}
            parent["changes"] = changed
            _copy_past(run, part / "history.db", facts, title, parent)
    except FileNotFoundError:
        raise RunError("This checkpoint was tidied away just now: choose another moment.", "no_moment") from None
    return RunFolder(place)


def _copy(source: Path, part: Path, without: tuple[str, ...] = ()) -> Path:
    target = part / "checkpoints" / source.name
    shutil.copytree(source, target, ignore=shutil.ignore_patterns(*without, "*.part"))
    return target


def _copy_start(source: Path, part: Path, recipe: Recipe, changed: Iterable[str]) -> None:
    """The checkpoint that training goes on from, made whole where only its networks were kept."""
    whole = (source / "training.safetensors").is_file()
    if whole and not set(changed) & set(NEW_RANDOM):
        _copy(source, part)
        return
    import torch

    from ganplay.training.checkpoint import (
        MODEL,
        TRAINING,
        CheckpointError,
        read_facts,
        read_tensors,
        write_checkpoint,
    )

    try:
        facts, model = read_facts(source), read_tensors(source, MODEL)
        training = read_tensors(source, TRAINING) if whole else {}
    except CheckpointError as error:
        raise RunError(str(error), "networks_unreadable", sentence=str(error)) from None
    if set(changed) & set(NEW_OPTIMIZERS):
        training = {name: value for name, value in training.items() if not name.startswith("opt_")}
    if not any(name.startswith("g.") for name in model):  # a run made small to ship keeps the averaged one alone
        averaged = [name for name in model if name.startswith("ema.")]
        model |= {"g." + name.removeprefix("ema."): model[name].clone() for name in averaged}
    seed = recipe.seed + int(facts["step"]) + 1
    training["random"] = torch.Generator().manual_seed(seed).get_state()
    facts |= {"recipe": recipe.to_dict(), "device": "another"}  # no device of this name: the trainer seeds afresh
    target = part / "checkpoints" / source.name
    write_checkpoint(target, model, training, {name: value for name, value in facts.items() if name != "format"})
    if (source / "calibration.json").is_file():
        shutil.copyfile(source / "calibration.json", target / "calibration.json")


def _copy_past(run: RunFolder, target: Path, facts: dict[str, Any], title: str, parent: dict[str, Any]) -> None:
    """The history up to the branching point."""
    step = facts["step"]
    source = connect(run.path / "history.db", "frozen" if run.frozen else "read")
    copy = connect(target, "write")
    try:
        source.backup(copy)
        set_journal(copy, "DELETE")
        copy.executescript(SCHEMA)  # an older parent lacks what was added since
        copy.execute("BEGIN")
        for table in TABLES:
            # at step 0 the new run tells of its untrained networks itself
            copy.execute(f"DELETE FROM {table} WHERE step > ?", (step or -1,))
        top = max(copy.execute(f"SELECT MAX(seq) FROM {table}").fetchone()[0] or 0 for table in TABLES)
        meta = {key: json.loads(value) for key, value in copy.execute("SELECT key, value FROM meta")}
        kept = {key: meta[key] for key in SHARED if key in meta}
        kept |= {
            "status": "queued",
            "title": title,
            "created": time.time(),
            "seq": top,
            "rewound": 0,
            "now": {"step": step, "images": facts["images"], "seconds": facts["seconds"], "rate": None},
            "parent": parent,
        }
        copy.execute("DELETE FROM meta")
        copy.executemany("INSERT INTO meta VALUES (?, ?)", [(key, dumps(value)) for key, value in kept.items()])
        copy.execute("COMMIT")
        copy.execute("VACUUM")
    finally:
        source.close()
        copy.close()
