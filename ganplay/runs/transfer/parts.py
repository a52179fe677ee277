"""What the checks of a run that somebody brought share: the refusal, and readers that take nothing on trust."""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any

from ganplay.runs.store.folder import RunError


class PackError(RunError):
    """A file that is no run's; `code` and `details` are a sentence in the page's words, str() is one in English."""

    def __init__(self, code: str, sentence: str, **details: Any) -> None:
        super().__init__(sentence)
        self.code = code
        self.details = details


def read(file: Path) -> dict[str, Any]:
    """A file of facts, without numbers that are none. Raises PackError."""
    try:
        facts = json.loads(file.read_text(encoding="utf-8"), parse_constant=_refuse)
    except (OSError, ValueError, RecursionError):
        facts = None
    if not isinstance(facts, dict):
        raise PackError("pack_json", f"{file.name} cannot be read.", name=file.name)
    return facts


def _refuse(constant: str) -> Any:
    raise ValueError(constant)


def header(file: Path, name: str) -> dict[str, tuple[str, tuple[int, ...]]]:
    """name -> (dtype, shape) of a safetensors file, whose header is held to the length of the file."""
    from safetensors import SafetensorError, safe_open

    try:
        with safe_open(file, framework="np") as opened:
            slices = {key: opened.get_slice(key) for key in opened.keys()}  # noqa: SIM118 - it is no dictionary
            return {key: (one.get_dtype(), tuple(one.get_shape())) for key, one in slices.items()}
    except (SafetensorError, OSError, ValueError):
        raise PackError("pack_tensors", f"{name} is not a readable safetensors file.", name=name) from None


def whole(value: Any) -> bool:
    """A whole number from 0 on that every reader can hold."""
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 2**53


def real(value: Any) -> bool:
    """A number that is one."""
    try:
        return isinstance(value, (int, float)) and not isinstance(value, bool) and math.isfinite(value)
    except OverflowError:  # an integer larger than any float
        return False


def finite(value: Any) -> bool:
    """A number from 0 on."""
    return real(value) and value >= 0
