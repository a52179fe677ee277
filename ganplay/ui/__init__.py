"""The page. Importing this package imports no Gradio: `build` and `launch` do."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


def build(manager: Any = None, **options: Any) -> Any:
    """The whole page over `manager`, by default one over this machine's own store of runs.

    `options` go to that one (device, data_root ...). It is made before Gradio is imported: its first worker imports
    torch meanwhile.
    """
    if manager is None:
        from ganplay.runs.server.manager import Manager
        from ganplay.runs.store.store import Store
        from ganplay.runs.worker.zerogpu import zerogpu

        manager = Manager(Store(), driver=zerogpu(), **options)
    with _uncollected():
        from ganplay.ui import page

        return page.build(manager)


def launch(page: Any = None, **options: Any) -> tuple[Any, str, str]:
    """Serve the page, see `ganplay.ui.page.launch`; by default the one that `build` makes."""
    built = page or build()
    with _uncollected():
        from ganplay.ui import page

        return page.launch(built, **options)


@contextmanager
def _uncollected() -> Iterator[None]:
    """While Gradio makes some hundred thousand objects that stay: to look for garbage among them takes .4 s."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()  # nor are they looked through later, while the page answers
        gc.enable()


__all__ = ["build", "launch"]
