"""The Latent space tab: one piece of HTML, drawn by the scripts beside it, which ask `server` for pictures."""

from __future__ import annotations

import gradio as gr

from ganplay.ui.kit.context import Context
from ganplay.ui.kit.scripts import mounted
from ganplay.ui.latent.server import server_functions

LINK = "view"  # ?view= in an address opens this tab
PLACE = '<div class="gp-room gp-latent"></div>'


def tab(context: Context) -> None:
    gr.HTML(
        html_template=PLACE,
        js_on_load=mounted("latent/tab.js"),
        apply_default_css=False,
        server_functions=server_functions(context.manager),
        elem_id="gp-latent",
    )
