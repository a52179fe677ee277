"""Which settings the laboratory offers, and how far its engine and its drawings go with them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from ganplay.recipe.fields import FIELDS, LIVE, Field

WIDEST = 64  # units of a hidden layer
LIMITS: dict[str, dict[str, Any]] = {  # narrower than the recipe's own
    "z_dim": {"high": 8},
    "g_width": {"high": WIDEST},
    "d_width": {"high": WIDEST},
    "packing": {"high": 4},
    "decay": {"choices": ("constant", "cosine")},  # the others follow a budget, and a laboratory has none
}
OFFERED = (
    "loss",
    "penalty",
    "gamma",
    "penalty_every",
    "drift",
    "clip",
    "smoothing",
    "g_layers",
    "g_width",
    "d_layers",
    "d_width",
    "activation",
    "packing",
    "z_dim",
    "noise",
    "optimizer",
    "lr_g",
    "lr_d",
    "beta1",
    "beta2",
    "decay",
    "burn_in",
    "lr_end",
    "n_dis",
    "n_gen",
    "freeze",
    "batch",
    "ema",
    "seed",
)


def offered() -> dict[str, dict[str, Any]]:
    """Of each setting its kind, its limits or choices, and whether it acts while the laboratory trains."""
    return {name: _told(name, replace(FIELDS[name], **LIMITS.get(name, {}))) for name in OFFERED}


def _told(name: str, field: Field) -> dict[str, Any]:
    if field.kind == "choice":
        return {"kind": field.kind, "live": name in LIVE, "choices": list(field.choices)}
    return {"kind": field.kind, "live": name in LIVE, "low": field.low, "high": field.high}
