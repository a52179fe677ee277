"""What the page makes of a run to carry away: its card, which the script writes on, and a film of its training."""

from __future__ import annotations

import base64
from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from ganplay.runs.asking.share import INKS, card
from ganplay.runs.asking.training_film import training_film
from ganplay.runs.store.folder import RunError
from ganplay.ui.kit.drawing import data_url
from ganplay.ui.kit.jobs import Job
from ganplay.ui.kit.questions import text_of

MIMES = {"gif": "image/gif", "mp4": "video/mp4"}


def shared(store: Any, query: dict[str, Any]) -> dict[str, Any]:
    """{run} -> paper (PNG as a data URL), width, height, inks, lines: see `ganplay.runs.asking.share.Card`.

    The browser writes the lines: its fonts have the letters of every language.
    """
    made = card(store.get(text_of(query, "run")))
    high, wide = made.paper.shape[:2]
    lines = [{**asdict(line), "ink": INKS[line.ink]} for line in made.lines]
    return {"paper": data_url(made.paper), "width": wide, "height": high, "lines": lines}


def filmed(store: Any, query: dict[str, Any]) -> Callable[[Job], dict[str, Any]]:
    """{run, kind: gif or mp4} -> data (data URL)."""
    kind = query.get("kind")
    if not isinstance(kind, str) or kind not in MIMES:
        raise RunError("A film of a training is a gif or an mp4.")
    run = store.get(text_of(query, "run"))

    def work(job: Job) -> dict[str, Any]:
        film = training_film(run, kind, lambda share: job.tell(fraction=share))
        return {"data": f"data:{MIMES[kind]};base64,{base64.b64encode(film).decode()}"}

    return work
