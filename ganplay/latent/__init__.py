"""The latent space of a trained generator: pure functions of (generator, latents).

The names below are loaded when they are first used, so that the page can read and check a `View` without PyTorch.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

_HOME = {
    "error": ("LatentError",),
    "media": ("film_strip", "png_bytes", "sheet"),
    "seeds": ("render", "scaled", "seed_latents", "truncated"),
}
_MODULE_OF = {name: module for module, names in _HOME.items() for name in names}
__all__ = sorted(_MODULE_OF)  # noqa: PLE0605


def __getattr__(name: str) -> Any:
    if name not in _MODULE_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_MODULE_OF[name]}"), name)
