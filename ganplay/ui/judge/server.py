"""What the script of the Discriminator tab may ask. Everybody may ask anything: each question is checked.

A picture travels as the exact pixels that D sees, a PNG of the run's own size: the server keeps none of them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ganplay.recipe.kinds import JUDGE
from ganplay.runs.store.folder import RunError
from ganplay.ui.judge.pictures import bench_of, brought, picked
from ganplay.ui.judge.questions import best, filters, fool, judged, mistaken, near, opened, steady, whole, why
from ganplay.ui.judge.work import Court
from ganplay.ui.kit.answers import answering, told
from ganplay.ui.kit.asking import asked_alike
from ganplay.ui.kit.bench import Benches
from ganplay.ui.kit.fair.lanes import lanes_of
from ganplay.ui.kit.game.game import Games
from ganplay.ui.kit.game.server import game_functions
from ganplay.ui.kit.models import Models, warm
from ganplay.ui.kit.questions import guarded

NO_OBJECT = "A question about the discriminator is an object."
# Questions answered at once: files one by one, for a large one takes much memory; those that need no network.
LANES = {"bring": 1, "read": 8}


def server_functions(manager: Any) -> list[Callable[..., Any]]:
    models = Models(manager.store, room=JUDGE)
    benches = Benches(models, getattr(manager, "_data_root", None))
    court = Court(models, benches)
    answer = answering(lanes_of(manager), **LANES)

    def asking(function: Callable[..., dict[str, Any]], lane: str = "") -> Callable[..., Any]:
        """A server function that answers `function(benches, query)`."""

        async def ask(query: dict[str, Any]) -> dict[str, Any]:
            if not isinstance(query, dict):
                return told(RunError(NO_OBJECT))
            return await answer(function, benches, query, lane=lane)

        ask.__name__ = function.__name__
        ask.__doc__ = function.__doc__
        return ask

    functions = [
        *asked_alike(manager, JUDGE, answer, _warm, court.work),
        asking(opened),
        asking(brought, "bring"),
        asking(picked),
        asking(judged),
        asking(whole),
        asking(mistaken),
        asking(why),
        asking(filters),
        asking(steady),
        asking(fool),
        asking(near),
        asking(best),
        *game_functions(Games(), lambda query: bench_of(benches, _object(query)), answer),
    ]
    return guarded(functions)


def _warm() -> None:
    warm()
    import ganplay.scoring  # noqa: F401


def _object(query: Any) -> dict[str, Any]:
    if not isinstance(query, dict):
        raise RunError(NO_OBJECT)
    return query
