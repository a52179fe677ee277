"""The recipe of the Train tab and its settings, drawn by settings.js; the recipe book opens from it."""

from __future__ import annotations

import gradio as gr

from ganplay.data import NAMES
from ganplay.recipe import Recipe, RecipeError, named_recipe
from ganplay.ui.kit.questions import guarded, object_in
from ganplay.ui.kit.scripts import mounted
from ganplay.ui.train.book import read_book
from ganplay.ui.train.facts import SETTINGS, TAKEN
from ganplay.ui.train.picker import OWN
from ganplay.ui.words import say

PLACE = '<div class="gp-settings"></div>'


def form() -> gr.HTML:
    """The component; as an event's input it stands for what settings.js answers to ``asked()``, see `recipe_of`."""
    return gr.HTML(
        html_template=PLACE,
        js_on_load=mounted("train/settings.js"),
        apply_default_css=False,
        server_functions=guarded([read_book]),
        elem_id="gp-settings",
    )


def recipe_of(asked: str) -> Recipe:
    """The recipe that the form asks for.

    Args:
        asked: JSON {dataset: one of the gallery, or `OWN`, what of `TAKEN` is chosen for files of one's own, recipe:
            its name, settings: {name: value}}; what is left out is as the recipe has it.

    Raises:
        RecipeError: where it is none, names what the form does not show, or the settings cannot be.
    """
    wish = object_in(asked, "What the form asks for is a JSON object.")
    settings = wish.get("settings")
    if not isinstance(settings, dict):
        raise RecipeError("The settings of the form are a JSON object.")
    dataset = str(wish.get("dataset"))
    if dataset not in (*NAMES, OWN):  # never a path of this machine
        raise RecipeError(say("error.dataset"), "dataset")
    unknown = [name for name in settings if name not in SETTINGS]
    if unknown:
        raise RecipeError(f"The form has no setting {unknown[0][:40]!r}; its settings are {', '.join(SETTINGS)}.")
    own = {name: wish[name] for name in TAKEN if dataset == OWN and name in wish}  # elsewhere their controls are hidden
    return named_recipe(str(wish.get("recipe"))).with_changes(**settings, **own, dataset=dataset)
