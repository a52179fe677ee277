"""The Runs tab: one piece of HTML, drawn by the scripts beside it, which ask `server` for what it shows."""

from __future__ import annotations

import gradio as gr

from ganplay.ui.kit.context import Context
from ganplay.ui.kit.lent import beginning
from ganplay.ui.kit.scripts import mounted
from ganplay.ui.library.server import beginnings, server_functions

PLACE = '<div class="gp-room gp-library"></div>'


def tab(context: Context) -> None:
    gr.HTML(
        html_template=PLACE,
        js_on_load=mounted("library/tab.js"),
        apply_default_css=False,
        server_functions=server_functions(context.manager),
        elem_id="gp-library",
    )
    beginning(context, beginnings(context.manager))
