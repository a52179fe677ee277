"""What owners command their runs: go on, pause, stop, take single steps, train by other settings."""

from __future__ import annotations

from typing import Any

from ganplay.recipe import Recipe
from ganplay.recipe.fields import LIVE
from ganplay.runs.server.admission import Admission
from ganplay.runs.server.branching import branches_by
from ganplay.runs.server.checks import Checks, Refused
from ganplay.runs.server.workers import Workers
from ganplay.runs.store.carried import brings, lost
from ganplay.runs.store.folder import BUDGETS, RunFolder
from ganplay.runs.store.limits import capped
from ganplay.runs.store.resuming import go_on
from ganplay.runs.worker.process import Worker

STEPS_AT_ONCE = 1000
COMMANDS = ("pause", "resume", "stop", "step", "set")


class Commands:
    """Each is for the owner of the run alone."""

    def __init__(self, checks: Checks, admission: Admission, workers: Workers) -> None:
        self._checks = checks
        self._admission = admission
        self._workers = workers

    def resume(self, run_id: str, owner: str, more: float | None = None, data: str = "", **changes: Any) -> None:
        """Go on with a run: unpause it, or train on from its last whole checkpoint.

        A diverged run goes back to its last good checkpoint, with halved learning rates unless its owner has set
        them since. `more` adds seconds to what it has trained; `data` is where its pictures were uploaded to that are
        nowhere else; `changes` may set budgets (`folder.BUDGETS`) and live settings (`fields.LIVE`). Where it cannot go
        on after all, as with other pictures, it is what it was.

        Raises:
            Refused: for someone else's run, a budget that is used up, or a setting that needs a new run.
            RunError: for a run of which only the networks were kept.
            RecipeError: for an impossible value.
        """
        run = self._checks.owned(run_id, owner)
        self._admission.let_go(run_id)
        with self._admission.lock:
            worker = self._workers.active.get(run_id)
            reporting = worker is not None and worker.phase == "reporting"  # still: it goes on once that has ended
            if (worker and not reporting) or run_id in self._admission.queue:
                if changes:
                    self.command(run_id, owner, "set", **changes)
                if worker and worker.paused:
                    self._workers.pause(worker, False)
                return
            if run.locked() and not reporting:
                raise _elsewhere()
            recipe = _going_on(run, more, changes)
            if data:
                recipe = _brought(run, recipe, data)
            self._checks.budget(run, recipe)
            self._checks.dataset(recipe, brings(run, recipe))
            self._checks.threads(recipe)
            self._admission.check_queue(owner)
            go_on(run, recipe, status="queued", message=None, rates_set=False)
            self._admission.enqueue(run_id)

    def command(self, run_id: str, owner: str, verb: str, **args: Any) -> None:
        """pause, resume, stop, step (network "d", "g" or "both", times) or set (the live settings, `fields.LIVE`).

        What is set while a run does not train holds from when it goes on.

        Raises:
            Refused: for someone else's run, or a command that does not fit its status.
            RecipeError: for an impossible value.
        """
        if verb == "resume":
            return self.resume(run_id, owner, **args)
        run = self._checks.owned(run_id, owner)
        queue = self._admission.queue
        with self._admission.lock:
            worker = self._workers.active.get(run_id)
            if verb != "stop" and worker and (run_id in queue or self._admission.spoken(run)):
                worker = None  # it only measures, and would lose what it is told
            if verb == "set":
                self._set(run, worker, args)
            elif verb == "stop" and run_id in queue:
                queue.remove(run_id)
                run.set_meta(status="stopped")
            elif verb not in COMMANDS:
                raise Refused("verb", f"There is no command {verb!r}; the commands are {', '.join(COMMANDS)}.")
            elif worker is None:
                raise Refused("not_training", "This run is not training now: resume it first.")
            elif verb == "pause":
                self._workers.pause(worker, True)
            elif verb == "stop":
                self._workers.stop(worker)
            elif verb == "step":
                if not worker.paused:
                    raise Refused("not_paused", "Single steps need a paused run: pause it first.")
                worker.send(verb="step", **_single(**args))
        return None

    def _set(self, run: RunFolder, worker: Worker | None, live: dict[str, Any]) -> None:
        fixed = [name for name in live if name not in LIVE]
        if fixed or not live:
            name = fixed[0] if fixed else "nothing"
            raise Refused("not_live", f"{name} cannot change while a run trains: start a new one.", setting=name)
        recipe = run.recipe.with_changes(**live)
        live = {name: getattr(recipe, name) for name in live}
        if worker:
            worker.send(verb="set", live=live)
        elif run.locked() and run.path.name not in self._workers.active:
            raise _elsewhere()
        else:
            run.write_recipe(recipe)
            if not {"lr_g", "lr_d"}.isdisjoint(live):
                run.set_meta(rates_set=True)


def _going_on(run: RunFolder, more: float | None, changes: dict[str, Any]) -> Recipe:
    """The recipe by which a run that does not train goes on."""
    fixed = [name for name in changes if name not in (*BUDGETS, *LIVE)]
    if fixed:
        way, code = ("branch it", "by_branch") if branches_by(fixed[0]) else ("start a new run", "by_twin")
        raise Refused(code, f"A run that goes on keeps its {fixed[0]}: {way} to change it.", setting=fixed[0])
    if more is not None:
        changes = {"steps": 0, "images": 0, "seconds": run.reached()["seconds"] + _seconds(more)} | changes
    recipe = run.recipe.with_changes(**run.gentler(changes))
    return capped(recipe, run.reached()["seconds"], run.inherited())


def _brought(run: RunFolder, recipe: Recipe, data: str) -> Recipe:
    """The recipe with its pictures where they were brought to."""
    if not lost(run, recipe):
        raise Refused("not_lost", "What this run trains on is here: resume it as it is.")
    return recipe.with_changes(dataset=data)


def _elsewhere() -> Refused:
    return Refused("busy", "Another program trains this run: stop it there first.")


def _seconds(more: Any) -> float:
    try:
        return float(more)
    except (TypeError, ValueError):
        raise Refused("more", f"{str(more)[:40]!r} is no number of seconds to train on for.") from None


def _single(network: str = "both", times: int = 1, **other: Any) -> dict[str, Any]:
    good = isinstance(times, int) and not isinstance(times, bool) and 1 <= times <= STEPS_AT_ONCE
    if other or network not in ("d", "g", "both") or not good:
        raise Refused("step", f"A step is of d, g or both, 1 to {STEPS_AT_ONCE} times.")
    return {"network": network, "times": times}
