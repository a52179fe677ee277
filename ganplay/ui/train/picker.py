"""The gallery of data sets, drawn by gallery.js, and the visitor's own pictures or points."""

from __future__ import annotations

import gradio as gr

from ganplay.ui.kit.context import PRIVATE, Context
from ganplay.ui.kit.scripts import mounted

OWN = "own"
PLACE = '<div class="gp-gallery"></div>'
SHOWN = "() => ({ __type__: 'update', visible: true })"


class Picker:
    """`files` is the component of one's own files, of whatever kind: which cannot be used is said as of a folder's.

    Gradio puts it up when one's own are first chosen: then gallery.js presses the hidden button.
    """

    def __init__(self, context: Context) -> None:
        with gr.Column(elem_classes="gp-part"):
            gr.HTML(html_template=PLACE, js_on_load=mounted("train/gallery.js"), apply_default_css=False)
            self.files = gr.File(file_count="multiple", visible=False, elem_id="gp-upload")
            context.speak(self.files, label="train.upload")
        own = gr.Button(elem_id="gp-own", elem_classes="gp-gone")
        own.click(None, None, self.files, js=SHOWN, **PRIVATE)
