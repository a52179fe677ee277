"""What the Latent space tab's scripts are told once for all: the numbers of its examples, which lie with the assets.

Fetched by latent/example.js from its own address, see `ganplay.ui.static`; made by benchmarks/make_examples.py.
"""

from __future__ import annotations

import json
from typing import Any

from ganplay.shipped import shipped

EXAMPLES = shipped("assets") / "examples"


def facts() -> dict[str, Any]:
    """run, size: of its pictures; and of each example its count of pictures and its numbers."""
    return json.loads((EXAMPLES / "latent.json").read_text(encoding="utf-8"))
