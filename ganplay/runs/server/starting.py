"""New runs: from a recipe, as the twin of another run, or as a branch of one."""

from __future__ import annotations

import shutil
from typing import Any

from ganplay.recipe import Recipe
from ganplay.runs.server.admission import Admission
from ganplay.runs.server.branching import branch_into, branched_recipe, changes_between
from ganplay.runs.server.checks import Checks, Refused
from ganplay.runs.store.carried import brings, copy_carried
from ganplay.runs.store.description import TITLE
from ganplay.runs.store.folder import RunError, RunFolder
from ganplay.runs.store.limits import capped
from ganplay.runs.store.store import Store


class Starting:
    """Every method queues a new run of `owner` (their secret token) and returns its id."""

    def __init__(self, store: Store, checks: Checks, admission: Admission) -> None:
        self._store = store
        self._checks = checks
        self._admission = admission

    def start(self, recipe: Recipe, owner: str, title: str = "") -> str:
        """A new run by `recipe`, within what this server grants; a longer title is cut.

        Raises:
            Refused: without a token, with other people's data, when too many runs wait already, or the disk is full.
        """
        self._check(recipe, owner)
        return self._create(capped(recipe), owner, title)

    def twin(self, run_id: str, changes: dict[str, Any], owner: str, title: str = "") -> str:
        """A run with the recipe and seed of another one and other settings, from scratch.

        Raises:
            Refused: as `start`, and where nothing changes.
            RecipeError: for an impossible setting.
        """
        run = self._checks.parent(run_id, owner)
        before = run.recipe
        if "dataset" in changes and "channels" not in changes:
            changes = {**changes, "channels": 0}  # as the other data has them
        asked = before.with_changes(**changes)
        recipe = capped(asked)
        changed = changes_between(before, recipe)
        if asked == before or not changed:  # what the server alone would change is no wish
            raise Refused("no_change", "A twin differs from its parent: change one setting.")
        parent = {"run": run_id, "step": None, "title": run.title, "changes": changed}
        self._check(recipe, owner, run)
        return self._create(recipe, owner, title, run, parent=parent)

    def branch(self, run_id: str, step: int, changes: dict[str, Any], owner: str, title: str = "") -> str:
        """A run that goes on from a checkpoint of another one.

        See `ganplay.runs.server.branching` for what it shares with its parent.

        Raises:
            Refused: as `start`, and where its budget is used up.
            RunError: where there is no such checkpoint, or a change would not fit its networks.
            RecipeError: for an impossible setting.
        """
        run = self._checks.parent(run_id, owner)
        recipe = branched_recipe(run, step, changes)
        self._check(recipe, owner, run)
        seconds = run.facts(step)["seconds"]
        recipe = capped(recipe, reached=seconds, inherited=seconds)
        self._checks.disk()
        with self._admission.lock:
            self._admission.check_queue(owner)
        with self._store.place(owner) as place:
            new = branch_into(run, place, step, recipe, str(title)[:TITLE])
            try:
                self._checks.budget(new, recipe)
            except RunError:
                shutil.rmtree(place, ignore_errors=True)
                raise
        with self._admission.lock:
            self._admission.enqueue(place.name)
        return place.name

    def _check(self, recipe: Recipe, owner: str, parent: RunFolder | None = None) -> None:
        self._checks.token(owner)
        self._checks.dataset(recipe, parent is not None and brings(parent, recipe))
        self._checks.threads(recipe)

    def _create(self, recipe: Recipe, owner: str, title: str, data_of: RunFolder | None = None, **facts: Any) -> str:
        self._checks.disk()
        with self._admission.lock:
            self._admission.check_queue(owner)
            run = self._store.create(recipe, owner, str(title)[:TITLE])
            if data_of is not None and brings(data_of, recipe):
                copy_carried(data_of.path, run.path)
            if facts:
                run.set_meta(**facts)
            self._admission.enqueue(run.path.name)
        return run.path.name
