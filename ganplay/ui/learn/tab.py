"""The Learn tab: a course that is completed by doing. One piece of HTML, drawn by the scripts beside it.

The texts are fetched page by page (`facts`), the figures train in the visitor's own browser or ask what ``asked_*.py``
answers. What a visitor has done stays in the browser.
"""

from __future__ import annotations

from ganplay.ui.kit.context import Context
from ganplay.ui.kit.scripts import room
from ganplay.ui.learn.server import server_functions

LINK = "learn"  # ?learn= in an address opens this tab at a page


def tab(context: Context) -> None:
    room("learn", server_functions(context.manager))
