"""The 2-D laboratory: one piece of HTML, drawn by the scripts beside it, which train in the visitor's own browser.

The engine is the kit's (``kit/engine``); the server only makes films, and takes over what is to go on there.
"""

from __future__ import annotations

from ganplay.ui.kit.context import Context
from ganplay.ui.kit.scripts import room
from ganplay.ui.lab.server import MOST_FRAMES, SIDE, server_functions
from ganplay.ui.lab.settings import offered

LINK = "lab"  # ?lab= in an address opens this tab


def tab(context: Context) -> None:
    room("lab", server_functions(context.manager), start=start())


def start() -> dict[str, object]:
    """What the scripts are told: the settings that there are, and the films that the server takes."""
    return {"fields": offered(), "film": {"side": SIDE, "frames": MOST_FRAMES}}
