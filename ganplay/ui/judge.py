"""The Discriminator tab: one piece of HTML, drawn by assets/judge*.js, which asks `judge_server` for judgements."""

from __future__ import annotations

import gradio as gr

from ganplay.ui.context import Context
from ganplay.ui.judge_server import server_functions

PLACE = '<div class="gp-room gp-judge"></div>'


def tab(context: Context) -> None:
    gr.HTML(
        html_template=PLACE,
        js_on_load="window.ganplay.judge(element, server)",
        apply_default_css=False,
        server_functions=server_functions(context.manager),
        elem_id="gp-judge",
    )
