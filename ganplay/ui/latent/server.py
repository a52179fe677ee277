"""What the script of the Latent space tab may ask. Everybody may ask anything: each question is checked."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ganplay.recipe.kinds import LATENT
from ganplay.ui.kit.answers import answering
from ganplay.ui.kit.asking import asked_alike
from ganplay.ui.kit.drawing import directions, download, draw, pick, read, share, taught
from ganplay.ui.kit.fair.lanes import lanes_of
from ganplay.ui.kit.models import Models, facts, moments, warm
from ganplay.ui.kit.questions import guarded, text_of
from ganplay.ui.latent.work import Workshop

READERS = 8  # questions answered at once that need no network


def server_functions(manager: Any) -> list[Callable[..., Any]]:
    models = Models(manager.store)
    workshop = Workshop(models, getattr(manager, "_data_root", None))
    answer = answering(lanes_of(manager), read=READERS)

    async def open_run(query: dict[str, Any]) -> dict[str, Any]:
        """{run} -> see `models.facts`."""
        return await answer(facts, models, text_of(query, "run"))

    async def look_again(query: dict[str, Any]) -> dict[str, Any]:
        """{run} -> see `models.moments`: what a run that trains has by now."""
        return await answer(moments, models, text_of(query, "run"), lane="read")

    async def draw_view(query: dict[str, Any]) -> dict[str, Any]:
        return await answer(draw, models, query)

    async def pick_latent(query: dict[str, Any]) -> dict[str, Any]:
        return await answer(pick, models, query)

    async def find_directions(query: dict[str, Any]) -> dict[str, Any]:
        return await answer(directions, models, query)

    async def teach_direction(query: dict[str, Any]) -> dict[str, Any]:
        return await answer(taught, models, query)

    async def share_view(query: dict[str, Any]) -> dict[str, Any]:
        return await answer(share, models, query)

    async def read_view(query: dict[str, Any]) -> dict[str, Any]:
        return await answer(read, query, lane="read")

    async def download_view(query: dict[str, Any]) -> dict[str, Any]:
        return await answer(download, models, query)

    functions = [
        *asked_alike(manager, LATENT, answer, warm, workshop.work),
        open_run,
        look_again,
        draw_view,
        pick_latent,
        find_directions,
        teach_direction,
        share_view,
        read_view,
        download_view,
    ]
    return guarded(functions)
