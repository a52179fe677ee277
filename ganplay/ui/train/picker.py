"""The gallery of data sets, drawn by gallery.js, and the visitor's own pictures or points."""

from __future__ import annotations

from typing import Any

import gradio as gr

from ganplay.data.kinds import entry
from ganplay.recipe.kinds import KINDS
from ganplay.ui.kit.context import PRIVATE, Context
from ganplay.ui.kit.scripts import mounted
from ganplay.ui.words import say

OWN = "own"
PICTURES = (".png", ".jpg", ".jpeg", ".webp", ".bmp", ".gif", ".tif", ".tiff")  # each a file
SUFFIXES = [*PICTURES, *(suffix for kind in KINDS for suffix in entry(kind).SUFFIXES)]
PLACE = '<div class="gp-gallery"></div>'
SHOWN = "() => ({ __type__: 'update', visible: true })"


class Picker:
    """`inputs` are the components of one's own files: the files, and how they are made square.

    Gradio puts them up when one's own are first chosen: then gallery.js presses the hidden button.
    """

    def __init__(self, context: Context) -> None:
        with gr.Column(elem_classes="gp-part"):
            gr.HTML(html_template=PLACE, js_on_load=mounted("train/gallery.js"), apply_default_css=False)
            with gr.Column(visible=False, elem_id="gp-upload") as upload:
                self.files = gr.File(file_count="multiple", file_types=SUFFIXES, height=110)
                context.speak(self.files, label="train.upload")
                self.crop = gr.Radio(["crop", "fit"], value="crop", elem_classes="gp-segmented")
                context.on_language(self.crop, _crops)
                context.speak(gr.HTML(elem_classes="gp-note"), value="train.upload.note")
        own = gr.Button(elem_id="gp-own", elem_classes="gp-gone")
        own.click(None, None, upload, js=SHOWN, **PRIVATE)
        self.inputs = [self.files, self.crop]


def _crops(language: str) -> dict[str, Any]:
    choices = [(say(f"choice.crop.{crop}", language), crop) for crop in ("crop", "fit")]
    return {"choices": choices, "label": say("field.crop", language)}
