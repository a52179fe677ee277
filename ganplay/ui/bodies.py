"""How much a question of the page may carry: a body is turned away before it is held in memory."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from starlette.responses import JSONResponse

from ganplay.ui.kit.answers import Refusal, told

MOST = 24_000_000  # bytes: a file of 12 MB in base64, or 64 pictures of 256 pixels, and the question around them
QUESTIONS = "/component_server"  # uploads have a limit of Gradio's own

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]


class TooLarge(Exception):
    pass


class LimitedBodies:
    """ASGI middleware: a question of more than MOST bytes gets 413 and a refusal, whatever its header says of it."""

    def __init__(self, app: Callable[..., Awaitable[None]]) -> None:
        self._app = app

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not scope["path"].rstrip("/").endswith(QUESTIONS):
            return await self._app(scope, receive, send)
        length = dict(scope["headers"]).get(b"content-length", b"")
        seen = 0

        async def limited() -> Message:
            nonlocal seen
            message = await receive()
            seen += len(message.get("body", b""))
            if seen > MOST:
                raise TooLarge
            return message

        try:
            if length.isdigit() and int(length) > MOST:
                raise TooLarge
            return await self._app(scope, limited, send)
        except TooLarge:  # only a file can be that large
            answer = JSONResponse(told(Refusal("picture_large", most=12)), 413, {"connection": "close"})
        return await answer(scope, receive, send)
