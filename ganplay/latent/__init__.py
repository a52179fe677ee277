"""The latent space of a trained generator: pure functions of (generator, latents).

The names below are loaded when they are first used, so that the page can read and check a `View` without PyTorch.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

_HOME = {
    "attributes": ("AttributeClassifier", "tick", "train_attribute_classifier"),
    "breeding": ("children", "grown"),
    "codes": ("code_values", "code_walk"),
    "directions": (
        "Directions",
        "factorised",
        "factorised_w",
        "moved",
        "principal",
        "principal_w",
        "random_directions",
        "random_directions_w",
        "spread_w",
        "visible",
    ),
    "error": ("LatentError",),
    "film": ("gif_bytes", "mp4_bytes"),
    "inversion": ("Inverted", "invert"),
    "keyframes": ("Birth", "Keyframe", "keyframes_of"),
    "media": ("film_strip", "png_bytes", "sheet"),
    "mixing": ("layer_ranges", "mixed"),
    "morph": ("morph_frames", "write_morph"),
    "named": ("named_directions", "shares_along"),
    "neighbours": ("Library", "Neighbours", "pixels"),
    "paths": ("lerp", "loop", "norms", "path", "path_at", "shell", "slerp"),
    "planes": ("endless_plane", "lattice_seed", "plane"),
    "scores": ("logits",),
    "seeds": (
        "has_w",
        "mapped",
        "render",
        "scaled",
        "seed_latents",
        "stable_seed",
        "to_float",
        "to_uint8",
        "truncated",
    ),
    "showing": (
        "along_path",
        "drawable",
        "keyframe_latents",
        "python_lines",
        "taught_of",
        "view_columns",
        "view_keyframes",
        "view_latents",
    ),
    "teaching": ("Taught", "teach"),
    "uphill": ("Climbed", "climb"),
    "view": ("View",),
}
_MODULE_OF = {name: module for module, names in _HOME.items() for name in names}
__all__ = sorted(_MODULE_OF)


def __getattr__(name: str) -> Any:
    if name not in _MODULE_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_MODULE_OF[name]}"), name)
