"""How a room of the page answers its script: in a thread, a few questions at a time, and always with an answer."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

import anyio

from ganplay.data.pictures import DataError
from ganplay.latent.error import LatentError
from ganplay.recipe.fields import RecipeError
from ganplay.runs.store.folder import RunError
from ganplay.runs.store.full import NoRoom, disk_is_full
from ganplay.runs.store.history import plain
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


def told(error: Exception) -> Answer:
    """What the script is told of an error: one sentence, and for a refusal its code where it has words of its own.

    Anything but a refusal is a fault of ours: it goes to the server's log, and the visitor learns only that it failed.
    """
    # their rooms want torch, and the page is shown before that is there
    from ganplay.metrics.error import MetricError
    from ganplay.scoring.error import ScoringError
    from ganplay.training.checkpoint import CheckpointError

    if disk_is_full(error):
        error = NoRoom()
    rooms = (LatentError, ScoringError, MetricError, CheckpointError, DataError)
    if not isinstance(error, (Refusal, RunError, RecipeError, *rooms)):
        log.error("a question of the page failed", exc_info=error)
        return {"error": "other", "text": say("error.other")}
    code, details = getattr(error, "code", "none"), getattr(error, "details", {})
    # In the page's words where there are any: the error's own may name places of this machine.
    return {"error": code, "text": refusal(code, str(error), "en", details), "details": details}


def answering(lanes: dict[str, int]) -> Callable[..., Awaitable[Answer]]:
    """`await answer(function, *arguments, lane=...)`: what the function returns, or what is `told` of its error.

    Args:
        lanes: how many questions of a kind are worked on at the same time; the first kind is that of most.
    """
    limiters: dict[str, anyio.CapacityLimiter] = {}
    usual = next(iter(lanes))

    async def answer(function: Callable[..., Answer], *arguments: Any, lane: str = usual) -> Answer:
        if lane not in limiters:  # made within the loop that runs them
            limiters[lane] = anyio.CapacityLimiter(lanes[lane])
        try:
            return plain(await anyio.to_thread.run_sync(function, *arguments, limiter=limiters[lane]))
        except Exception as error:
            return told(error)

    return answer
