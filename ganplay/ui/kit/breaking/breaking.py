"""Break it: choose a failure, predict, train it, and then its remedy, beside the form of the Train tab.

Drawn by breaking.js. The form's own Train button starts a failure: `name` is then what its handler is given.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from html import escape
from typing import Any

import gradio as gr

from ganplay.recipe.failures import FAILURES, Failure
from ganplay.runs.asking.failures import ENDED, failure_of, outcome
from ganplay.runs.store.folder import RunError, RunFolder
from ganplay.ui.kit.answers import answering, told
from ganplay.ui.kit.context import PRIVATE, Context
from ganplay.ui.kit.fair.lanes import lanes_of
from ganplay.ui.kit.lent import starting
from ganplay.ui.kit.once import Once
from ganplay.ui.kit.questions import guarded
from ganplay.ui.kit.scripts import mounted, on_page

KEPT = 64  # outcomes
FRESH = 2.0  # seconds in which all who watch a run are told the same, without looking again
ANSWERED = "async (answer) => (await page.when('breaking')).answered(JSON.parse(answer))"
LOST = "async () => (await page.when('breaking')).answered({ error: 'offline' })"
AGAIN = 60.0  # seconds after which a run that could not be measured is tried again


class Breaking:
    """`name` stands, as an input of the Train button's event, for the failure that it starts; see breaking.js.

    The script says which: "" where Train starts the form's recipe.
    """

    def __init__(self, context: Context) -> None:
        gr.HTML(
            html_template=f'<section class="gp-break" data-failures="{escape(json.dumps(listed()))}"></section>',
            js_on_load=mounted("kit/breaking/breaking.js"),
            apply_default_css=False,
            server_functions=guarded([asker(context.manager, Outcomes(context.manager))]),
            elem_id="gp-break",
        )
        self.name = gr.Textbox(visible="hidden")
        self._remedy(context)

    def _remedy(self, context: Context) -> None:
        """The hidden button by which the script starts a remedy: an event, so that a lent GPU knows who asks."""

        def remedy(owner: str, run: str) -> str:
            """JSON: {run}, or what is `told` of a refusal."""
            try:
                return json.dumps({"run": mend(context.manager, run, owner)})
            except Exception as error:
                return json.dumps(told(error))

        button = gr.Button(elem_id="gp-break-remedy", elem_classes="gp-gone")
        wish, answer = gr.Textbox(visible="hidden"), gr.Textbox(visible="hidden")
        pressed = button.click(
            remedy,
            [context.owner, wish],
            answer,
            js=on_page("async () => (await page.when('breaking')).wish()"),
            **starting(),
        )
        pressed.success(None, answer, None, js=on_page(ANSWERED), **PRIVATE)
        pressed.failure(None, None, None, js=on_page(LOST), **PRIVATE)


def listed() -> list[dict[str, Any]]:
    """What the script needs to know of each failure; its words are in the tables, under failure.NAME."""
    return [
        {
            "name": failure.name,
            "dataset": failure.recipe().dataset,
            "answer": failure.answer,
            "unit": failure.unit,
            "digits": failure.digits,
            "line": failure.line,
            "above": failure.above,
            "remedy": [[name, getattr(failure.recipe(), name), value] for name, value in failure.remedy.items()],
        }
        for failure in FAILURES.values()
    ]


def mend(manager: Any, run_id: str, owner: str) -> str:
    """Start the remedy of a failure's run as its twin, with the same seed; the twin's id.

    Raises:
        RunError: where the run is none of a failure, or has the remedy already.
    """
    run = manager.store.get(str(run_id))
    failure = failure_of(run.recipe)
    if failure is None or failure.remedied(run.recipe):
        raise RunError("Only the run of a failure has a remedy.")
    return manager.twin(run.path.name, dict(failure.remedy), owner)


class Outcomes:
    """What has come of the two runs of a failure, each measured once for all who watch."""

    def __init__(self, manager: Any, clock: Callable[[], float] = time.monotonic) -> None:
        self._store = manager.store
        self._measured = Once(KEPT)
        self._tried = Once(KEPT)
        self._told = Once(KEPT)
        self._clock = clock

    def pair(self, run_id: str) -> dict[str, Any]:
        """The failing run and the run of its remedy to which `run_id` belongs: see `told`, None where there is none.

        Raises:
            RunError: where there is no such run, or it is none of a failure.
        """
        return self._told.get((run_id, self._clock() // FRESH), lambda: self._pair(run_id))

    def _pair(self, run_id: str) -> dict[str, Any]:
        run = self._store.get(run_id)
        failure = failure_of(run.recipe)
        if failure is None:
            raise RunError("This is no run of a failure.")
        if failure.remedied(run.recipe):
            broken, mended = self._parent(run, failure), run
        else:
            broken, mended = run, self._twin(run, failure)
        return {"failure": failure.name, "broken": self.told(broken), "mended": self.told(mended)}

    def told(self, run: RunFolder | None) -> dict[str, Any] | None:
        """run, status, seed; where it has ended of itself value and fails, or `text` where it could not be measured."""
        if run is None:
            return None
        status = run.status()
        facts: dict[str, Any] = {"run": run.path.name, "status": status, "seed": run.recipe.seed}
        if status not in ENDED or not run.checkpoints():
            return facts
        key = (run.path.name, run.checkpoints()[-1], status)
        return facts | self._tried.get((key, self._clock() // AGAIN), lambda: self._try(key, run))

    def _try(self, key: tuple[str, int, str], run: RunFolder) -> dict[str, Any]:
        try:
            found = self._measured.get(key, lambda: outcome(run))
        except Exception as error:
            return told(error)
        return {"value": found.value, "fails": found.fails}

    def _parent(self, run: RunFolder, failure: Failure) -> RunFolder | None:
        try:
            found = self._store.get(str(_twin_of(run)))
        except RunError:
            return None
        return found if found.recipe.name == failure.name and not failure.remedied(found.recipe) else None

    def _twin(self, run: RunFolder, failure: Failure) -> RunFolder | None:
        """The newest run that its owner has made of it by the remedy."""
        name = run.path.name
        owner = self._store.owner(name)
        for other in self._store.list():
            try:
                recipe, of = other.recipe, _twin_of(other)
            except RunError:
                continue  # one that cannot be read is nobody's twin
            mended = recipe.name == failure.name and failure.remedied(recipe)
            if mended and of == name and self._store.owner(other.path.name) == owner:
                return other
        return None


def _twin_of(run: RunFolder) -> str | None:
    """The run that this one repeats from its start with a change; None for a branch, which goes on from later."""
    parent = run.meta().get("parent") or {}
    return parent.get("run") if parent.get("step") is None else None


def asker(manager: Any, outcomes: Outcomes) -> Callable[..., Any]:
    answer = answering(lanes_of(manager))

    def asked(query: Any) -> dict[str, Any]:
        if not isinstance(query, dict) or not isinstance(query.get("run"), str):
            raise RunError("A failure is asked for by a run.")
        return outcomes.pair(query["run"])

    async def failure(query: dict[str, Any]) -> dict[str, Any]:
        """{run} -> see `Outcomes.pair`. Anyone who watches may ask."""
        return await answer(asked, query)

    return failure
