"""Events that start a training where a GPU is lent to the request that asks for it (a ZeroGPU Space).

The quota's token travels with queued events alone: Gradio's script adds it when an event joins the queue. Elsewhere
these events are answered at once, as all others are.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import gradio as gr

from ganplay.recipe.fields import RecipeError
from ganplay.runs.store.folder import RunError
from ganplay.runs.store.limits import on_zerogpu
from ganplay.ui.kit.answers import told
from ganplay.ui.kit.context import PRIVATE, Context, refused
from ganplay.ui.kit.questions import cleaned
from ganplay.ui.kit.scripts import on_page


def starting() -> dict[str, Any]:
    """The options of an event that starts a training."""
    return {**PRIVATE, "queue": on_zerogpu()}


def resuming(context: Context) -> None:
    """The hidden button by which the live view goes on with a run; only where a GPU is lent."""
    if not on_zerogpu():
        return

    def resume(owner: str, language: str, run: str, more: float | None) -> None:
        try:
            context.manager.resume(str(run), owner, more or None)
        except (RecipeError, RunError) as error:
            raise refused(error, language) from None

    button = gr.Button(elem_id="gp-lent", elem_classes="gp-gone")
    wish = [gr.Textbox(visible="hidden"), gr.Number(visible="hidden")]
    button.click(
        resume, [context.owner, context.language, *wish], None, js=on_page("() => page.lent.wish"), **starting()
    )


def beginning(context: Context, ways: dict[str, Callable[[dict[str, Any]], dict[str, Any]]]) -> None:
    """The hidden button by which the Runs tab begins a run from another one; only where a GPU is lent.

    ways: what may be asked for by name; each answers a query as the server functions of that tab do.
    """
    if not on_zerogpu():
        return

    def begin(owner: str, asked: str) -> str:
        try:
            query = cleaned(json.loads(asked))
            way = ways.get(str(query.get("what"))) if isinstance(query, dict) else None
            if way is None:
                raise RunError(f"A run begins from another one as {' or '.join(ways)}.")
            return json.dumps(way({**query, "owner": owner}))
        except Exception as error:
            return json.dumps(told(error))

    button = gr.Button(elem_id="gp-lent-begin", elem_classes="gp-gone")
    asked, answer = gr.Textbox(visible="hidden"), gr.Textbox(visible="hidden")
    wish = "() => [page.owner(), page.lent.asked]"
    begun = button.click(begin, [context.owner, asked], answer, js=on_page(wish), **starting())
    begun.success(None, answer, None, js=on_page("(answer) => { page.lent.begun(JSON.parse(answer)) }"), **PRIVATE)
    begun.failure(None, None, None, js=on_page('() => { page.lent.begun({ error: "offline" }) }'), **PRIVATE)
