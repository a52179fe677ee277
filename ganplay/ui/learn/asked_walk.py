"""What the figure of the page on walks asks: the frames of a walk between two faces, and the copies they might be."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ganplay.latent.error import LatentError
from ganplay.latent.keyframes import checked_seed
from ganplay.latent.view import View
from ganplay.ui.kit.answers import answering
from ganplay.ui.kit.asking import working
from ganplay.ui.kit.drawing import draw, latents_of, pictures_of
from ganplay.ui.kit.fair.lanes import lanes_of
from ganplay.ui.kit.jobs import Job
from ganplay.ui.kit.questions import guarded
from ganplay.ui.learn.shipped import Shipped, shipped_of

RUN = "faces"
FRAMES = 33  # of a walk; an odd number: one of them is half-way


def server_functions(manager: Any) -> list[Callable[..., Any]]:
    shipped = shipped_of(manager)
    answer = answering(lanes_of(manager))

    async def walk_frames(query: Any = None) -> dict[str, Any]:
        """{from, to: seeds} -> png: the frames side by side; count, columns, size; see `drawing.draw`."""
        return await answer(_frames, shipped, query)

    def search(query: Any) -> Callable[[Job], dict[str, Any]]:
        """{from, to} -> the nearest training picture of every frame: see `TrainingPictures.nearest`."""
        view = walk_of(shipped, query)
        model = shipped.models.of(view)
        latents = latents_of(view, model, {})
        return lambda job: shipped.training.nearest(model, pictures_of(view, model, latents), 1, job)

    return guarded([walk_frames, *working(manager, answer, search, "walk_")])


def _frames(shipped: Shipped, query: Any) -> dict[str, Any]:
    return draw(shipped.models, {"view": walk_of(shipped, query).to_dict()})


def walk_of(shipped: Shipped, query: Any) -> View:
    """The walk between two seeds. Raises LatentError for what are none."""
    if not isinstance(query, dict):
        raise LatentError("A walk is asked for by an object with two seeds.")
    seeds = (checked_seed(query.get("from")), checked_seed(query.get("to")))
    return View(run=shipped.named(RUN).path.name, tool="path", keyframes=seeds, frames=FRAMES)
