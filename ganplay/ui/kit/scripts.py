"""How Python names what scripts do: the module that draws a component, and what an event asks the page's parts.

Modules are fetched when they are first needed, and each is loaded once, however often it is named.
"""

from __future__ import annotations

from ganplay.ui.static import address


def _module(name: str) -> str:
    return f'import(new URL("{address(name)}", document.baseURI).href)'


def mounted(name: str) -> str:
    """The ``js_on_load`` of a component that the module `name` draws: its mount(element, server, upload)."""
    return f"return {_module(name)}.then((module) => module.mount(element, server, upload))"


def on_page(function: str) -> str:
    """The ``js`` of an event: `function`, a JavaScript function that may use `page` (kit/page.js)."""
    return f"async (...given) => {{ const {{ page }} = await {_module('kit/page.js')}; return ({function})(...given) }}"
