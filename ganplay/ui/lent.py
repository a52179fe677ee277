"""Events that start a training where a GPU is lent to the request that asks for it (a ZeroGPU Space).

The quota's token travels with queued events alone: Gradio's script adds it when an event joins the queue. Elsewhere
these events are answered at once, as all others are.
"""

from __future__ import annotations

from typing import Any

import gradio as gr

from ganplay.recipe import RecipeError
from ganplay.runs.folder import RunError
from ganplay.runs.limits import on_zerogpu
from ganplay.ui.context import PRIVATE, Context, refused


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
        resume, [context.owner, context.language, *wish], None, js="() => window.ganplay.lent.wish", **starting()
    )
