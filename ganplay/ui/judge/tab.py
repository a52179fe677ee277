"""The Discriminator tab: one piece of HTML, drawn by the scripts beside it, which ask `server` for judgements."""

from __future__ import annotations

from ganplay.ui.judge.server import server_functions
from ganplay.ui.kit.context import Context
from ganplay.ui.kit.scripts import room

LINK = "game"  # ?game= in an address opens this tab


def tab(context: Context) -> None:
    room("judge", server_functions(context.manager))
