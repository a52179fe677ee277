"""How a room of the page answers its script: in a thread, when it is the visitor's turn, always with an answer."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from ganplay.data.pictures import DataError
from ganplay.latent.error import LatentError
from ganplay.recipe.fields import RecipeError
from ganplay.runs.store.folder import RunError
from ganplay.runs.store.full import as_no_room
from ganplay.runs.store.history import plain
from ganplay.ui.kit.fair.lanes import Lanes, Owing, Replaced
from ganplay.ui.kit.places import placeless, without_places
from ganplay.ui.words import refusal, say

if TYPE_CHECKING:
    from ganplay.data.decoding import Unusable

Answer = dict[str, Any]
log = logging.getLogger(__name__)


class Refusal(ValueError):
    """What a visitor cannot have; `code` names the words for it, `error.CODE`, whose gaps `details` fill."""

    def __init__(self, code: str, **details: Any) -> None:
        super().__init__(say(f"error.{code}").format(**details))
        self.code = code
        self.details = details


def unusable(error: Unusable) -> Refusal:
    """Why a picture file cannot be taken, in the page's words."""
    return Refusal(f"picture_{error.code}", **error.details)


def refuses(error: BaseException) -> bool:
    """Whether an error is a refusal. Anything else is a fault of ours, and goes to the server's log."""
    if isinstance(error, (Refusal, RunError, RecipeError, LatentError, DataError)):
        return True
    # their rooms want torch, and the page is shown before that is there
    from ganplay.metrics.error import MetricError
    from ganplay.scoring.error import ScoringError
    from ganplay.training.checkpoint import CheckpointError

    if isinstance(error, (ScoringError, MetricError, CheckpointError)):
        return True
    log.error("a question of the page failed", exc_info=error)
    return False


def told(error: Exception) -> Answer:
    """What the script is told of an error: one sentence, and for a refusal its code where it has words of its own.

    Of anything but a refusal the visitor learns only that it failed.
    """
    error = as_no_room(error)
    if not refuses(error):
        return {"error": "other", "text": say("error.other")}
    code, details = getattr(error, "code", "none"), getattr(error, "details", {})
    # the error's own words may name places of this machine, for the command line
    return {
        "error": code,
        "text": placeless(refusal(code, str(error), "en", details)),
        "details": without_places(details),
    }


def answering(lanes: Lanes, **own: int) -> Callable[..., Awaitable[Answer]]:
    """`await answer(function, *arguments, lane=...)`: what the function returns, or what is `told` of its error.

    Args:
        lanes: those of the page: a question waits in its line for short or for long ones, as it has cost so far.
        own: further lines, of this room alone, and how many questions of each are worked on at the same time. The
            line "hear", for how work goes on, is there already.
    """
    lines = {"hear": lanes.hear} | {name: lanes.line(places) for name, places in own.items()}

    async def answer(function: Callable[..., Answer], *arguments: Any, lane: str = "") -> Answer:
        work = partial(function, *arguments)
        try:
            return plain(await lanes.ask(function.__qualname__, _run_of(arguments), work, lines.get(lane)))
        except Replaced:
            return told(Refusal("replaced"))
        except Owing as error:
            return told(Refusal("share_used", seconds=error.seconds))
        except Exception as error:
            return told(error)

    return answer


def _run_of(arguments: tuple[Any, ...]) -> str:
    """The run that a question is about, by which its cost differs most; empty where it names none."""
    for query in arguments:
        if isinstance(query, dict):
            view = query.get("view")
            run = query.get("run") or (view.get("run") if isinstance(view, dict) else "")
            return run[:80] if isinstance(run, str) else ""
    return ""
