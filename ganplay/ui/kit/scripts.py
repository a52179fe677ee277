"""How Python names what scripts do: the module that draws a component, and what an event asks the page's parts.

Modules are fetched when they are first needed, and each is loaded once, however often it is named.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from html import escape
from typing import Any

import gradio as gr

from ganplay.ui.static import address

MODULE = re.compile(r"static/\w+/([\w/]+\.js)")


def _module(name: str) -> str:
    return f'import(new URL("{address(name)}", document.baseURI).href)'


def mounted(name: str) -> str:
    """The ``js_on_load`` of a component that the module `name` draws: its mount(element, server, upload)."""
    return f"return {_module(name)}.then((module) => module.mount(element, server, upload))"


def room(name: str, functions: list[Callable[..., Any]], **told: object) -> gr.HTML:
    """The component of a tab that is all drawn by its ``tab.js``.

    Args:
        name: of the tab's folder.
        functions: of the server, which the script may ask.
        told: what the script finds at once, each as JSON in an attribute ``data-NAME`` of the tab's element.
    """
    data = "".join(f' data-{key}="{escape(json.dumps(value))}"' for key, value in told.items())
    return gr.HTML(
        html_template=f'<div class="gp-room gp-{name}"{data}></div>',
        js_on_load=mounted(f"{name}/tab.js"),
        apply_default_css=False,
        server_functions=functions,
        elem_id=f"gp-{name}",
    )


def scripts_of(page: gr.Blocks, tab: str) -> set[str]:
    """What draws the components of a page that are seen while a tab is open, by its id."""

    def seen(block: Any) -> bool:
        while block:
            if isinstance(block, gr.Tab) and block.id != tab:
                return False
            block = block.parent
        return True

    told = [block.js_on_load for block in page.blocks.values() if isinstance(block, gr.HTML) and seen(block)]
    return {found[1] for js in told if js and (found := MODULE.search(js))}


def on_page(function: str) -> str:
    """The ``js`` of an event: `function`, a JavaScript function that may use `page` (kit/page.js)."""
    return f"async (...given) => {{ const {{ page }} = await {_module('kit/page.js')}; return ({function})(...given) }}"
