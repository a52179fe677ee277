"""What a server lets its visitors have: what its environment says, else what the place it lives in can bear."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path

from ganplay.cores import usable_memory
from ganplay.recipe import Recipe
from ganplay.runs.store.folder import RunError

MOST_SLOTS = 4
MEMORY_EACH = 2 * 2**30  # bytes that a training may need: torch, the pictures and the networks
GPU_SPARE = 15.0  # seconds of a GPU call around the training: reading the pictures, looking, saving, the way home
UNITS = {"": 1, "B": 1, "KB": 10**3, "MB": 10**6, "GB": 10**9, "TB": 10**12}
# a public Space, unasked
SPACE = {"GANPLAY_MAX_SECONDS": 300, "GANPLAY_MAX_QUEUE": 16, "GANPLAY_MAX_UPLOAD": 100e6, "GANPLAY_SHARE": 20}
ELSEWHERE = {"GANPLAY_MAX_SECONDS": 0, "GANPLAY_MAX_QUEUE": 64, "GANPLAY_MAX_UPLOAD": 1e9, "GANPLAY_SHARE": 120}
SIZES = ("GANPLAY_MAX_UPLOAD", "GANPLAY_MAX_DISK")  # in bytes
BROWSER = 200_000_000  # bytes of a run's file that goes through a browser, whatever else may be uploaded
LAST_PORT = 65535
SHARE = 0.5  # of the disk that a Space has free, for its runs


def on_space() -> bool:
    """Whether this is a Hugging Face Space."""
    return os.environ.get("SYSTEM") == "spaces" or bool(os.environ.get("SPACE_ID"))


def on_zerogpu() -> bool:
    """Whether this is a Space whose GPU is lent call by call, as the `spaces` package reads it."""
    return os.environ.get("SPACES_ZERO_GPU", "").lower() in ("1", "t", "true")


def space_id() -> str:
    """owner/name of this Space; an empty string elsewhere."""
    text = os.environ.get("SPACE_ID", "")
    return text if re.fullmatch(r"[\w.-]+/[\w.-]+", text) else ""


def limit(name: str, default: float | None = None) -> float:
    """A limit that the environment sets; else the default, by default that of the place (`SPACE`, `ELSEWHERE`)."""
    if default is None:
        default = (SPACE if on_space() else ELSEWHERE)[name]
    return _number(name, os.environ.get(name, "").strip(), default)


def size(name: str, default: float | None = None) -> int:
    """A limit in bytes, which may be written as 500MB or 20 GB."""
    text = os.environ.get(name, "").strip()
    if not text:
        return int(limit(name, default))
    found = re.fullmatch(r"([0-9.]+)\s*([KMGT]?B?)", text.upper())
    unit = UNITS.get(found[2] if not found or found[2] in UNITS else found[2] + "B") if found else None
    if unit is None:
        raise RunError(f"{name} is {text!r}: set it to a number of bytes, as in 20GB, or leave it out.")
    return int(_number(name, found[1], 0) * unit)


def largest_file() -> int:
    """Bytes of a run's file that the page takes in."""
    return min(BROWSER, size("GANPLAY_MAX_UPLOAD"))


def _number(name: str, text: str, default: float) -> float:
    try:
        value = float(text or default)
    except ValueError:
        value = -1
    if not 0 <= value < float("inf"):
        raise RunError(f"{name} is {text!r}: set it to a number, or leave it out.")
    return value


def check_limits() -> None:
    """Raises RunError for the first variable that is no number."""
    for name in (*ELSEWHERE, "GANPLAY_SLOTS", "GANPLAY_GPU_SECONDS", "GANPLAY_MAX_DISK"):
        size(name, 0) if name in SIZES else limit(name, 0)
    port = os.environ.get("GRADIO_SERVER_PORT", "0").strip()  # Gradio's, which ends in a traceback otherwise
    if not (port.isascii() and port.isdecimal() and int(port) <= LAST_PORT):
        raise RunError(f"GRADIO_SERVER_PORT is {port!r}: set it to a number up to {LAST_PORT}, or leave it out.")


def slots(device: str, cores: int) -> int:
    """How many runs train at once: GANPLAY_SLOTS, else 2 on a GPU, else what cores and memory allow, at most 4."""
    if asked := int(limit("GANPLAY_SLOTS", 0)):
        return asked
    if device in ("cuda", "mps"):
        return 2
    memory = usable_memory()
    return max(1, min(MOST_SLOTS, cores, memory // MEMORY_EACH if memory else MOST_SLOTS))


def gpu_seconds() -> float:
    """The longest GPU call to ask a ZeroGPU Space for: GANPLAY_GPU_SECONDS, else 60; never less than a call needs."""
    return max(2 * GPU_SPARE, limit("GANPLAY_GPU_SECONDS", 60))


def capped(recipe: Recipe, reached: float = 0.0, inherited: float = 0.0) -> Recipe:
    """The recipe within the seconds that this server grants a run that has trained `reached` seconds already.

    Where a GPU is lent call by call, a press of a button is one call: it may add what one call can train.

    Args:
        inherited: those of a branch that its parent trained: they use up nothing of what it is granted.
    """
    granted = [inherited + limit("GANPLAY_MAX_SECONDS")] if limit("GANPLAY_MAX_SECONDS") else []
    if on_zerogpu():
        granted.append(reached + gpu_seconds() - GPU_SPARE)
    most = min(granted, default=0)
    return recipe.with_changes(seconds=most) if most and not 0 < recipe.seconds <= most else recipe


def disk_share(folder: Path, used: Callable[[], int]) -> int:
    """Bytes that the store in `folder`, which has `used()` bytes now, may take; 0: as many as there are.

    GANPLAY_MAX_DISK, else on a Space half of what is free and its own, else no limit.
    """
    if most := size("GANPLAY_MAX_DISK", 0):
        return most
    if not on_space():
        return 0
    try:
        return int(SHARE * (shutil.disk_usage(folder).free + used()))
    except OSError:  # a volume that does not tell
        return 0
