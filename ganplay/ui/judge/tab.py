"""The Discriminator tab: one piece of HTML, drawn by the scripts beside it, which ask `server` for judgements."""

from __future__ import annotations

import gradio as gr

from ganplay.ui.judge.server import server_functions
from ganplay.ui.kit.context import Context
from ganplay.ui.kit.scripts import mounted

LINK = "game"  # ?game= in an address opens this tab
PLACE = '<div class="gp-room gp-judge"></div>'


def tab(context: Context) -> None:
    gr.HTML(
        html_template=PLACE,
        js_on_load=mounted("judge/tab.js"),
        apply_default_css=False,
        server_functions=server_functions(context.manager),
        elem_id="gp-judge",
    )
