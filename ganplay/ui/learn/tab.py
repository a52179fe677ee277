"""The Learn tab: a course that is completed by doing. One piece of HTML, drawn by the scripts beside it.

The texts are fetched page by page (`facts`), the figures train in the visitor's own browser or ask what ``asked_*.py``
answers. What a visitor has done stays in the browser.
"""

from __future__ import annotations

import gradio as gr

from ganplay.ui.kit.context import Context
from ganplay.ui.kit.scripts import mounted
from ganplay.ui.learn.server import server_functions

LINK = "learn"  # ?learn= in an address opens this tab at a page
PLACE = '<div class="gp-room gp-learn"></div>'


def tab(context: Context) -> None:
    gr.HTML(
        html_template=PLACE,
        js_on_load=mounted("learn/tab.js"),
        apply_default_css=False,
        server_functions=server_functions(context.manager),
        elem_id="gp-learn",
    )
