"""What the script of the laboratory may ask: a film of its frames, and going on there or here.

Training is the browser's own: a state goes to the store as a run that has been stopped, and comes back from any
checkpoint of a run of points.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from ganplay.recipe.kinds import LAB
from ganplay.ui.kit.answers import Refusal, answering, unusable
from ganplay.ui.kit.asking import choices
from ganplay.ui.kit.fair.lanes import lanes_of
from ganplay.ui.kit.questions import guarded, text_of

if TYPE_CHECKING:
    import numpy as np

MOST_FRAMES = 80
MOST_CHARACTERS = 400_000  # of a frame in base64
SIDE = 320  # pixels of a frame
FPS = (5, 25)
PNG = "data:image/png;base64,"


def server_functions(manager: Any) -> list[Callable[..., Any]]:
    answer = answering(lanes_of(manager), film=1, read=8)

    async def film(query: dict[str, Any]) -> dict[str, Any]:
        """{frames: [PNG as a data URL], fps} -> data: a GIF as a data URL."""
        return await answer(filmed, query, lane="film")

    async def runs(query: dict[str, Any]) -> dict[str, Any]:
        """The runs that can be opened here: {owner} -> {mine, others, pretrained}."""
        return await answer(choices, manager, text_of(query, "owner"), LAB, lane="read")

    async def to_server(query: dict[str, Any]) -> dict[str, Any]:
        """{state, title} -> run: the id of a run of the asker that goes on from this state when it is resumed."""
        return await answer(taken, manager, query)

    async def from_run(query: dict[str, Any]) -> dict[str, Any]:
        """{run, step (null: the last)} -> state, as the laboratory saves it; steps: all that there are."""
        return await answer(given, manager, query)

    return guarded([film, runs, to_server, from_run])


def taken(manager: Any, query: dict[str, Any]) -> dict[str, Any]:
    """See `Keeping.take_state`, which refuses what is no state."""
    state = query.get("state") if isinstance(query, dict) else None
    return {"run": manager.take_state(state, text_of(query, "owner"), text_of(query, "title"))}


def given(manager: Any, query: dict[str, Any]) -> dict[str, Any]:
    """See `Keeping.state`, which refuses runs of another kind."""
    run, owner = text_of(query, "run"), text_of(query, "owner")
    step = query.get("step") if isinstance(query, dict) else None
    step = step if isinstance(step, int) and not isinstance(step, bool) else None
    state = manager.state(run, owner, step)
    return {"state": state, "steps": manager.store.get(run).checkpoints()}


def filmed(query: dict[str, Any]) -> dict[str, Any]:
    """A GIF of frames that a browser has drawn, which says that it was generated.

    Raises:
        Refusal: for anything but some PNG pictures of `SIDE` pixels.
    """
    if not isinstance(query, dict):
        raise Refusal("film_frames", most=MOST_FRAMES)
    frames, fps = query.get("frames"), query.get("fps")
    if not isinstance(frames, list) or not 2 <= len(frames) <= MOST_FRAMES:
        raise Refusal("film_frames", most=MOST_FRAMES)
    if isinstance(fps, bool) or not isinstance(fps, int | float) or not FPS[0] <= fps <= FPS[1]:
        raise Refusal("film_frames", most=MOST_FRAMES)
    pictures = [_picture(frame) for frame in frames]
    from ganplay.latent import gif_bytes

    film = gif_bytes(pictures, fps, {"laboratory": "2d"})
    return {"data": f"data:image/gif;base64,{base64.b64encode(film).decode()}"}


def _picture(frame: Any) -> np.ndarray:
    """(SIDE, SIDE, 3) uint8."""
    from ganplay.data.decoding import Unusable, decode

    if not isinstance(frame, str) or not frame.startswith(PNG) or len(frame) > MOST_CHARACTERS:
        raise Refusal("film_frames", most=MOST_FRAMES)
    try:
        return decode(base64.b64decode(frame[len(PNG) :], validate=True), SIDE, megapixels=1)
    except (binascii.Error, ValueError):
        raise Refusal("film_frames", most=MOST_FRAMES) from None
    except Unusable as error:
        raise unusable(error) from None
