"""The page.

A tab is one folder here: its Python, its scripts, its style and its words. Its ``tab.py`` has a function
``tab(context: Context) -> None`` that builds its components inside the ``gr.Tab`` that `build` has opened, and, where
an address may ask for it, ``LINK``, the parameter that does. To add one: make the folder, name its words ``page.NAME``
and the rest in its ``words.py``, and add one line to `TABS`. What a tab gets is `Context`: the manager of runs, the
browser's owner token and language, the run the live view shows, and ``speak`` / ``on_language`` to let components
follow the language. A tab imports the kit, never another tab; scripts of tabs meet in ``kit/parts.js``.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Any

os.environ.setdefault("GRADIO_ANALYTICS_ENABLED", "False")
os.environ.setdefault("GRADIO_ANALYTICS_MAX_EVENTS", "200")  # every event regroups the last so many
os.environ.setdefault("GRADIO_ANALYTICS_CACHE_FREQUENCY", "100")

import gradio as gr
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware

from ganplay.runs.store.limits import on_space, size
from ganplay.runs.store.quota import Quota
from ganplay.ui import api, static
from ganplay.ui.bodies import Questions, Uploads
from ganplay.ui.document import Document, ahead
from ganplay.ui.door import ALONE, Door, Names, before_all
from ganplay.ui.judge import tab as judge
from ganplay.ui.kit import downloads, uploads
from ganplay.ui.kit.context import PRIVATE, Context
from ganplay.ui.kit.live.live import news_routes
from ganplay.ui.kit.memory import few_heaps
from ganplay.ui.kit.scripts import mounted, on_page, scripts_of
from ganplay.ui.lab import tab as lab
from ganplay.ui.latent import tab as latent
from ganplay.ui.learn import tab as learn
from ganplay.ui.library import tab as library
from ganplay.ui.static import text
from ganplay.ui.theme import head, theme
from ganplay.ui.train import tab as train
from ganplay.ui.words import say

TABS = {"train": train, "learn": learn, "lab": lab, "latent": latent, "judge": judge, "runs": library}

MIDDLEWARE = [
    Middleware(GZipMiddleware, minimum_size=1000, compresslevel=5),
    Middleware(Questions),
]
READ_OWNER = "() => [page.owner(), page.language]"


def build(manager: Any) -> gr.Blocks:
    """The whole page over a `ganplay.runs.server.manager.Manager`."""
    few_heaps()
    with gr.Blocks(title="ganplay", analytics_enabled=False, fill_width=True) as page:
        gr.HTML(
            html_template=text("header.html"),
            js_on_load=mounted("kit/header.js"),
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
                    tab.tab(context)
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
            js=on_page(READ_OWNER),
            **PRIVATE,
        )
        speak.click(
            lambda language: [language, *spoken(language)],
            context.language,
            [context.language, *components],
            js=on_page("() => page.language"),
            **PRIVATE,
        )
        follow.click(None, None, context.run, js=on_page("() => page.parts.live.state().run || ''"), **PRIVATE)
    page.queue(default_concurrency_limit=8, max_size=64)
    page.manager = manager
    uploads.receive(page)
    return page


def launch(page: gr.Blocks, *, allow_host: Sequence[str] = (), proxy: str = "", **options: Any) -> tuple[Any, str, str]:
    """Serve the page, behind its door.

    Args:
        page: what `build` made.
        allow_host: names that it answers to besides its own, see `ganplay.ui.door.Names`.
        proxy: where a reverse proxy serves it.
        options: go to `gr.Blocks.launch` (server_name, server_port, prevent_thread_lock, auth ...).
    """
    host = options.get("server_name") or os.environ.get("GRADIO_SERVER_NAME") or ALONE[0]
    names = Names(host, allow_host, proxy, options.get("root_path"))
    if not names.proxied and not on_space():  # else the server itself takes a neighbour's word for where others are
        os.environ.setdefault("FORWARDED_ALLOW_IPS", "")
    app = {
        "middleware": [
            *MIDDLEWARE,
            Middleware(Document, more=ahead(scripts_of(page, next(iter(TABS))))),
            Middleware(Uploads, quota=Quota(page.manager.store)),
        ],
        "routes": [*downloads.ROUTES, *news_routes(page.manager)],
        "lifespan": before_all(names, static.Files),
    }
    links = {name: getattr(tab, "LINK", "") for name, tab in TABS.items()}
    settings = {
        "theme": theme(),
        "head": head(links),
        "ssr_mode": False,
        "run_history": False,
        "strict_cors": True,
        "show_error": False,
        "max_file_size": size("GANPLAY_MAX_UPLOAD"),
        "footer_links": [],
        "quiet": True,
        "app_kwargs": app,
        **options,
        "root_path": names.root,
    }
    launched = page.launch(**settings)
    if not isinstance(page.app.middleware_stack, Door):  # a server that does not tell its start would leave it open
        page.close()
        raise RuntimeError("the page's door could not be hung")
    uploads.keep_swept(page)
    if link := launched[2]:
        names.add(link)
    return launched


__all__ = ["TABS", "Context", "build", "launch", "say"]
