"""The page. Importing this package imports no Gradio: `build` and `launch` do."""

from __future__ import annotations

from typing import Any


def build(manager: Any = None, **options: Any) -> Any:
    """The whole page, see `ganplay.ui.page.build`."""
    from ganplay.ui.page import build

    return build(manager, **options)


def launch(page: Any = None, **options: Any) -> tuple[Any, str, str]:
    """Serve the page, see `ganplay.ui.page.launch`."""
    from ganplay.ui.page import launch

    return launch(page, **options)


__all__ = ["build", "launch"]
