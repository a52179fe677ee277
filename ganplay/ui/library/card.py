"""A run's model card as the page shows it."""

from __future__ import annotations

import base64
from typing import Any

from ganplay.runs.asking.card import SAMPLES, figures, read_card
from ganplay.runs.store.folder import RunError, RunFolder


def shown_card(run: RunFolder) -> dict[str, Any]:
    """name, recipe, dataset, resolution, changes, trained, figures (see `asking.card.figures`, as lists), directions,
    commands, samples (data URL).

    Raises:
        RunError: where the run has no card, or a damaged one.
    """
    card = read_card(run.path)
    if not card:
        raise RunError("This run has no model card: only those that came with ganplay have one.", "no_card")
    try:
        samples = base64.b64encode((run.path / SAMPLES).read_bytes()).decode()
        return {
            **{name: card[name] for name in ("name", "changes", "trained", "directions", "commands")},
            **{name: card["recipe"][name] for name in ("dataset", "resolution")},
            "recipe": card["recipe"]["name"],
            "figures": [list(row) for row in figures(card["measured"])],
            "calibrated": card["measured"]["calibration_applies"],
            "samples": "data:image/png;base64," + samples,
        }
    except (OSError, KeyError, TypeError):
        raise RunError(f"The card of the run {run.path.name} cannot be read.", "card_damaged") from None
