"""What the figures of the course may ask: the functions of every ``asked_NAME.py`` beside this."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any


def server_functions(manager: Any) -> list[Callable[..., Any]]:
    names = sorted(path.stem for path in Path(__file__).parent.glob("asked_*.py"))
    modules = [import_module(f"ganplay.ui.learn.{name}") for name in names]
    return [function for module in modules for function in module.server_functions(manager)]
