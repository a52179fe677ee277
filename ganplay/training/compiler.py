"""Leaving torch.compile out of a process that trains.

`torch.optim` imports the compiler when the first optimizer is made, only to tell it to keep out: some 3 s of a core and
880 modules, for nothing where nothing is compiled.
"""

from __future__ import annotations

import importlib
import sys
import types
from collections.abc import Callable
from typing import Any

NAME = "torch._dynamo"


class _Absent(types.ModuleType):
    """What `torch.optim` asks of the compiler; whoever asks for more gets the compiler itself."""

    def disable(self, function: Callable[..., Any] | None = None, *_: Any, **__: Any) -> Any:
        """Nothing is compiled: the function as it is."""
        return function if function else lambda function: function

    def graph_break(self, *_: Any, **__: Any) -> None:
        """There is no graph."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):  # what the machinery of imports looks for
            raise AttributeError(name)
        return getattr(self._compiler(), name)

    @property
    def __path__(self) -> Any:
        return self._compiler().__path__  # one of its submodules is imported

    def _compiler(self) -> types.ModuleType:
        if sys.modules.get(NAME) is self:
            del sys.modules[NAME]
            sys.modules["torch"].__dict__.pop("_dynamo", None)
        return importlib.import_module(NAME)


def leave_out() -> None:
    """Let optimizers be made without the compiler, unless that is there already; call it before the first is made."""
    import torch  # first: it may look for its compiler itself

    if NAME not in sys.modules:
        sys.modules[NAME] = torch.__dict__["_dynamo"] = _Absent(NAME)
