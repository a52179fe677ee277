"""The page.

A tab is one file here with a function ``tab(context: Context) -> None`` that builds its components inside the
``gr.Tab`` that `build` has opened. To add one: write the file, name its words ``page.NAME`` and the rest in a
``words_NAME.py`` (listed in `words.TABLES`), and add one line to `TABS`. What a tab gets is `Context`: the manager
of runs, the browser's owner token and language, the run the live view shows, and ``speak`` / ``on_language`` to let
components follow the language. Scripts find one another through ``window.ganplay`` (assets/page.js).
"""

from __future__ import annotations

import os
from typing import Any

os.environ.setdefault("GRADIO_ANALYTICS_ENABLED", "False")
os.environ.setdefault("GRADIO_ANALYTICS_MAX_EVENTS", "200")  # every event regroups the last so many
os.environ.setdefault("GRADIO_ANALYTICS_CACHE_FREQUENCY", "100")

import gradio as gr
from starlette.middleware import Middleware

from ganplay.recipe.book import FOLDER
from ganplay.runs.store.limits import size
from ganplay.ui import api
from ganplay.ui.bodies import LimitedBodies
from ganplay.ui.judge import tab as judge
from ganplay.ui.kit.context import PRIVATE, Context
from ganplay.ui.latent import tab as latent
from ganplay.ui.library import tab as library
from ganplay.ui.theme import asset, css, head, plotly_script, theme
from ganplay.ui.train import tab as train
from ganplay.ui.words import say

TABS = {"train": train.tab, "latent": latent.tab, "judge": judge.tab, "runs": library.tab}

READ_OWNER = "() => [window.ganplay.owner(), window.ganplay.language]"


def build(manager: Any = None, **options: Any) -> gr.Blocks:
    """The whole page over `manager`, by default one over this machine's own store of runs.

    `options` go to that one (device, data_root ...).
    """
    if manager is None:
        from ganplay.runs.server.manager import Manager
        from ganplay.runs.store.store import Store
        from ganplay.runs.worker.zerogpu import zerogpu

        manager = Manager(Store(), driver=zerogpu(), **options)
    gr.set_static_paths([plotly_script(), FOLDER])
    with gr.Blocks(title="ganplay", analytics_enabled=False, fill_width=True) as page:
        gr.HTML(
            html_template=asset("header.html"),
            js_on_load="window.ganplay.provide('header', element)",
            apply_default_css=False,
            elem_id="gp-header",
        )
        api.endpoints(manager)  # first: an event of a tab may not take the name of an endpoint
        context = Context(
            manager=manager,
            owner=gr.Textbox(visible="hidden"),
            language=gr.Textbox("en", visible="hidden"),
            run=gr.Textbox(visible="hidden"),
        )
        speak = gr.Button(elem_id="gp-speak", elem_classes="gp-gone")
        follow = gr.Button(elem_id="gp-follow", elem_classes="gp-gone")
        with gr.Tabs(elem_id="gp-tabs"):
            for name, tab in TABS.items():
                with gr.Tab(id=name) as opened:
                    tab(context)
                context.speak(opened, label=f"page.{name}")

        components = [component for component, _ in context.spoken]

        def spoken(language: str) -> list[Any]:
            return [gr.update(**properties(language)) for _, properties in context.spoken]

        def first(owner: str, language: str) -> list[Any]:
            words = spoken(language) if language == "zh" else [gr.skip() for _ in components]
            return [owner, language, *words]

        page.load(
            first,
            [context.owner, context.language],
            [context.owner, context.language, *components],
            js=READ_OWNER,
            **PRIVATE,
        )
        speak.click(
            lambda language: [language, *spoken(language)],
            context.language,
            [context.language, *components],
            js="() => window.ganplay.language",
            **PRIVATE,
        )
        follow.click(None, None, context.run, js="() => window.ganplay.parts.live.state().run || ''", **PRIVATE)
    page.queue(default_concurrency_limit=8, max_size=64)
    page.manager = manager
    return page


def launch(page: gr.Blocks | None = None, **options: Any) -> tuple[Any, str, str]:
    """Serve the page; `options` go to `gr.Blocks.launch` (server_name, server_port, prevent_thread_lock, auth ...)."""
    page = page or build()
    settings = {
        "theme": theme(),
        "css": css(),
        "head": head(),
        "ssr_mode": False,
        "run_history": False,
        "strict_cors": True,
        "show_error": False,
        "max_file_size": size("GANPLAY_MAX_UPLOAD"),
        "footer_links": [],
        "quiet": True,
        "app_kwargs": {"middleware": [Middleware(LimitedBodies)]},
        **options,
    }
    return page.launch(**settings)


__all__ = ["TABS", "Context", "build", "launch", "say"]
