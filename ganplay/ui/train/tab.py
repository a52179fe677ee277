"""The Train tab: choose pictures and a recipe, press Train, and watch."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import gradio as gr

from ganplay.data import NAMES, DataError
from ganplay.data.kinds import fits, kind_with
from ganplay.recipe import kind_of, named_recipe
from ganplay.recipe.failures import failure
from ganplay.recipe.fields import LIVE, RecipeError
from ganplay.runs.store.folder import RunError
from ganplay.ui.kit.breaking.breaking import Breaking
from ganplay.ui.kit.context import PRIVATE, Context, refused
from ganplay.ui.kit.kinds import entry
from ganplay.ui.kit.lent import resuming, starting
from ganplay.ui.kit.live.live import live_view
from ganplay.ui.kit.scripts import mounted, on_page
from ganplay.ui.train.book import book
from ganplay.ui.train.form import Form
from ganplay.ui.train.picker import OWN, Picker
from ganplay.ui.words import say

CONTROLS = '<div class="gp-controls"></div>'
READ_LIVE = f"() => {list(LIVE)}.map((name) => page.parts.live.state().head.live[name])"
# who asks is known to the script before the page has told the server
ASK_OWNER = "(_owner, _language, ...chosen) => [page.owner(), page.language, ...chosen]"
RUNS = '<section class="gp-runs" tabindex="-1"></section>'


def tab(context: Context) -> None:
    with gr.Row(elem_id="gp-train"):
        with gr.Column(elem_id="gp-side"):
            with gr.Column(elem_id="gp-form"):
                breaking = Breaking(context)
                picker = Picker(context)
                form = Form(context)
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

    chosen = [form.name, form.size, form.about, *form.inputs[1:]]
    picker.name.input(form.fitting, [picker.name, form.name, context.language], chosen, **PRIVATE)
    form.name.input(fitting_data, [form.name, picker.name], picker.name, **PRIVATE)
    book(context, form, picker, fitting_data)

    def train(owner: str, language: str, broken: str, dataset: str, files: Any, crop: str, *values: Any) -> str:
        try:
            if broken:
                return context.manager.start(failure(broken).recipe(), owner)
            if dataset != OWN and dataset not in NAMES:
                raise RecipeError(say("error.dataset"), "dataset")
            recipe = form.recipe(*values, dataset=dataset, crop=crop)
            if dataset != OWN:
                return context.manager.start(recipe, owner)
            if files and not all(fits(str(file), kind_of(recipe)) for file in files):
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
        except (RecipeError, RunError, DataError) as error:
            raise refused(error, language) from None

    button.click(None, None, None, js=on_page("async () => (await page.when('live')).begin()"), **PRIVATE)
    started = gr.Textbox(visible="hidden")
    pressed = button.click(
        train,
        [context.owner, context.language, breaking.name, *picker.inputs, *form.inputs],
        started,
        js=on_page(ASK_OWNER),
        **starting(),
    )
    resuming(context)
    # back at a run of mine that trains: the controls that act at once show what it has, not what the page began with
    attach = gr.Button(elem_id="gp-attach", elem_classes="gp-gone")
    attach.click(None, None, [form.fields[name] for name in LIVE], js=on_page(READ_LIVE), **PRIVATE)
    pressed.success(
        None, started, None, js=on_page("async (run) => { (await page.when('live')).watch(run) }"), **PRIVATE
    )
    pressed.failure(None, None, None, js=on_page("async () => (await page.when('live')).failed()"), **PRIVATE)


def fitting_data(name: str | None, dataset: str | None) -> Any:
    """The data set that a newly chosen recipe starts with, where it cannot have the one that is chosen."""
    if not name or not dataset:
        return gr.skip()
    recipe = named_recipe(name)
    return gr.skip() if fits(dataset, kind_of(recipe)) else recipe.dataset
