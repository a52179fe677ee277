"""The Train tab: choose pictures and a recipe, press Train, and watch."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import gradio as gr

from ganplay.data.kinds import fits, kind_with
from ganplay.recipe import kind_of
from ganplay.recipe.failures import failure
from ganplay.recipe.fields import RecipeError
from ganplay.ui.kit.answers import told
from ganplay.ui.kit.breaking.breaking import Breaking
from ganplay.ui.kit.context import PRIVATE, Context
from ganplay.ui.kit.kinds import entry
from ganplay.ui.kit.lent import resuming, starting
from ganplay.ui.kit.live.live import live_view
from ganplay.ui.kit.scripts import mounted, on_page
from ganplay.ui.train.form import form, recipe_of
from ganplay.ui.train.picker import OWN, Picker

CONTROLS = '<div class="gp-controls"></div>'
# who asks, and for what, is known to the scripts before the page has told the server; the live view begins only then
ASK = """async (_owner, _broken, files, _asked) => {
  const broken = page.parts.breaking?.chosen() || "";
  const asked = broken ? "" : (await page.when("settings")).asked();
  (await page.when("live")).begin();
  return [page.owner(), broken, files, asked];
}"""
ANSWERED = "async (answer) => (await page.when('settings')).answered(JSON.parse(answer))"
LOST = "async () => (await page.when('settings')).answered({ error: 'offline' })"
RUNS = '<section class="gp-runs" tabindex="-1"></section>'


def tab(context: Context) -> None:
    with gr.Row(elem_id="gp-train"):
        with gr.Column(elem_id="gp-side"):
            with gr.Column(elem_id="gp-form"):
                breaking = Breaking(context)
                picker = Picker(context)
                settings = form()
            with gr.Column(elem_id="gp-act"):
                button = gr.Button(variant="primary", elem_id="gp-train-button", size="lg")
                context.speak(button, value="train.button")
                gr.HTML(html_template=CONTROLS, js_on_load=mounted("train/controls.js"), apply_default_css=False)
        with gr.Column(elem_id="gp-see"):
            live_view(context)
            gr.HTML(
                html_template=RUNS,
                js_on_load=mounted("train/runs.js"),
                apply_default_css=False,
                elem_id="gp-runs",
            )

    def started(owner: str, broken: str, files: Any, asked: str) -> str:
        """The id of a new run: of the failure `broken`, or else of what the form asks for."""
        if broken:
            return context.manager.start(failure(broken).recipe(), owner)
        recipe = recipe_of(asked)
        if recipe.dataset != OWN:
            return context.manager.start(recipe, owner)
        if files and not any(fits(str(file), kind_of(recipe)) for file in files):
            apart = kind_with(str(files[0])).apart or kind_of(recipe).apart
            raise RecipeError(apart.sentence, apart.code)
        store = context.manager.store  # uploads are copied only for a recipe that can be trained
        brought = entry(kind_of(recipe)).bring(store, files or [], Path(button.GRADIO_CACHE))
        recipe = recipe.with_changes(dataset=brought)
        try:
            return context.manager.start(recipe, owner)
        except Exception:
            store.remove_upload(recipe)
            raise

    def train(*asked: Any) -> str:
        """JSON: {run}, or what is `told` of a refusal, which the script says in the page's words."""
        try:
            return json.dumps({"run": started(*asked)})
        except Exception as error:
            return json.dumps(told(error))

    answer = gr.Textbox(visible="hidden")
    pressed = button.click(
        train,
        [context.owner, breaking.name, picker.files, settings],
        answer,
        js=on_page(ASK),
        **starting(),
    )
    resuming(context)
    pressed.success(None, answer, None, js=on_page(ANSWERED), **PRIVATE)
    pressed.failure(None, None, None, js=on_page(LOST), **PRIVATE)
