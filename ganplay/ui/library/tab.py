"""The Runs tab: one piece of HTML, drawn by the scripts beside it, which ask `server` for what it shows."""

from __future__ import annotations

from ganplay.ui.kit.context import Context
from ganplay.ui.kit.lent import beginning
from ganplay.ui.kit.scripts import room
from ganplay.ui.library.server import beginnings, server_functions


def tab(context: Context) -> None:
    room("library", server_functions(context.manager))
    beginning(context, beginnings(context.manager))
