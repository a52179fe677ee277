"""Questions that the scripts of several tabs ask alike: which runs there are, how far a piece of work is."""

from __future__ import annotations

from typing import Any

from ganplay.recipe.kinds import KINDS
from ganplay.ui.kit.live.live import shown_dataset


def choices(manager: Any, owner: str, room: str) -> dict[str, Any]:
    """Runs that a room (of `ganplay.recipe.kinds`) is open to.

    Args:
        owner: a visitor's secret token, or "".

    Returns:
        mine, others (of nobody: the command line's) and pretrained: rows of run, title, status, recipe, step, dataset.
    """
    groups: dict[str, Any] = {"mine": [], "others": [], "pretrained": []}
    for row in manager.list(owner):
        if (row["step"] > 0 or row["pretrained"]) and row["kind"] and room in KINDS[row["kind"]].rooms:
            group = "pretrained" if row["pretrained"] else "mine" if row["mine"] else "others"
            kept = {name: row[name] for name in ("run", "title", "status", "recipe", "step")}
            groups[group].append({**kept, "dataset": shown_dataset(row["dataset"])})
    return groups


def job_of(query: dict[str, Any]) -> tuple[str, int]:
    """(job, since) as a page sent them; what is neither becomes ("", 0)."""
    job, since = (query.get("job"), query.get("since", 0)) if isinstance(query, dict) else ("", 0)
    whole = isinstance(since, int) and not isinstance(since, bool) and since >= 0
    return job if isinstance(job, str) else "", since if whole else 0
