"""Which device, which arithmetic and how many threads: chosen from what the machine has."""

from __future__ import annotations

import platform
from pathlib import Path

import torch

from ganplay.cores import usable_cores
from ganplay.recipe.fields import RecipeError


def choose_device(wanted: str = "auto") -> torch.device:
    """cuda, mps or cpu; "auto" takes the first there is.

    Raises:
        RecipeError: when the wanted device is not there.
    """
    there = {
        "cuda": torch.cuda.is_available(),
        "mps": torch.backends.mps.is_available(),
        "cpu": True,
    }
    if wanted == "auto":
        return torch.device(next(name for name, present in there.items() if present))
    if not there.get(wanted, False):
        present = ", ".join(name for name, is_there in there.items() if is_there)
        raise RecipeError(f"There is no device {wanted!r} on this machine; it has {present}.")
    return torch.device(wanted)


def choose_precision(wanted: str, device: torch.device) -> str:
    """ "fp32" or "bf16"; "auto" takes bf16 where the recipes train faster in it than in fp32.

    On a GPU they do not: small networks wait for the next kernel to be launched, and autocast launches more of them
    (measured on an NVIDIA H200, benchmarks/README.md).
    """
    if wanted != "auto":
        return wanted
    return "bf16" if device.type == "cpu" and _has_bf16_units() else "fp32"


def _has_bf16_units() -> bool:
    """Whether this machine's CPU computes in bf16 by units of its own."""
    if platform.machine().lower() in ("x86_64", "amd64"):
        probes = ("_is_amx_tile_supported", "_is_avx512_bf16_supported")
        return any(getattr(torch.cpu, probe, lambda: False)() for probe in probes)
    try:  # Linux on ARM lists bf16 among the features of each core
        return " bf16" in Path("/proc/cpuinfo").read_text()
    except OSError:
        return False


def default_threads() -> int:
    """Threads for one trainer alone: the cores it may use, at most 8 (small networks gain nothing from more)."""
    return min(8, usable_cores())


def device_name(device: torch.device) -> str:
    """What to call the device on a screen."""
    if device.type == "cuda":
        return torch.cuda.get_device_name(device)
    return {"mps": "Apple GPU"}.get(device.type, "CPU")
