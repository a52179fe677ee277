"""The Latent space tab: one piece of HTML, drawn by the scripts beside it, which ask `server` for pictures."""

from __future__ import annotations

from ganplay.ui.kit.context import Context
from ganplay.ui.kit.scripts import room
from ganplay.ui.latent.server import server_functions

LINK = "view"  # ?view= in an address opens this tab


def tab(context: Context) -> None:
    room("latent", server_functions(context.manager))
