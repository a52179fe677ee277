"""What the page is asked and what it answers, whoever of it answers: bodies that can be read, and no bare failure.

A body is turned away before it is held in memory where it is too large, and before anything reads it where it is no
JSON that the page could have sent. What Gradio fails at then is refused in a sentence: it was asked for what is not
there.
"""

from __future__ import annotations

import json
import logging
import re
import traceback
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

import anyio
from starlette.responses import JSONResponse

from ganplay.runs.store.quota import Quota
from ganplay.ui.door import FORMS, READING, spoken
from ganplay.ui.kit.answers import Refusal
from ganplay.ui.kit.questions import MOST as PARTS
from ganplay.ui.kit.questions import cleaned
from ganplay.ui.words import say

MOST = 24_000_000  # bytes: a file of 12 MB in base64, or 64 pictures of 256 pixels, and the question around them
SHORT = 50_000  # bytes: what is longer takes milliseconds to read, in which the page would answer nobody else
EVENTS = re.compile(r"/gradio_api/(?!component_server)")  # what Gradio's script shows; the rest goes to the page's own
FAILED = 500  # Gradio's status for a refused event too

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
log = logging.getLogger(__name__)


class Gone(Exception):
    """Whoever asked has left."""


class Questions:
    """ASGI middleware: a question that cannot be read gets 400 or 413, one that cannot be answered 400, in a sentence.

    Files and forms have limits of Gradio's own.
    """

    def __init__(self, app: Callable[..., Awaitable[None]]) -> None:
        self._app = app

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await self._app(scope, receive, send)
        answer = Answering(scope, send)
        try:
            if scope["method"] not in READING and not FORMS.search(scope["path"]):
                body = await _body(scope, receive)
                fitting = anyio.to_thread.run_sync(fit, body) if len(body) > SHORT else None
                receive = again(await fitting if fitting else fit(body), receive)
            await self._app(scope, receive, answer.send)
        except Gone:
            return None
        except Refusal as error:  # only a file can be that large
            await answer.refuse(error.code, 413 if error.code == "picture_large" else 400, **error.details)
        except Exception as error:
            if answer.begun:
                raise
            if is_ours(error):
                log.exception("%s failed", scope["path"])
            else:
                log.warning("%s cannot be asked that: %r", scope["path"], error)
            await answer.refuse("no_question", 400)
        return None


class Uploads:
    """ASGI middleware: while the store's share of the disk is used up, an upload gets 507, in a sentence."""

    def __init__(self, app: Callable[..., Awaitable[None]], quota: Quota) -> None:
        self._app = app
        self._quota = quota

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        asked = scope["type"] == "http" and scope["path"].rstrip("/").endswith("/upload")
        full = await anyio.to_thread.run_sync(self._quota.full) if asked else None
        if not full:
            return await self._app(scope, receive, send)
        used, share = (f"{number / 1e9:.2g} GB" for number in full)
        return await Answering(scope, send).refuse("disk_full", 507, used=used, share=share)


def is_ours(error: BaseException) -> bool:
    """Whether an error is a fault of ours; where Gradio raised it, whoever asked wanted what Gradio does not have."""
    frames = traceback.walk_tb(error.__traceback__)
    rooms = [str(frame.f_globals.get("__name__")).partition(".")[0] for frame, _ in frames]
    return next((room for room in reversed(rooms) if room in ("ganplay", "gradio")), "ganplay") == "ganplay"


async def _body(scope: Message, receive: Receive) -> bytes:
    """All of a body. Raises Refusal for more than MOST bytes, whatever its header says of it."""
    length = dict(scope["headers"]).get(b"content-length", b"")
    if length.isdigit() and int(length[:20]) > MOST:
        raise Refusal("picture_large", most=12)
    parts, size, more = [], 0, True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise Gone
        parts.append(message.get("body", b""))
        size += len(parts[-1])
        if size > MOST:
            raise Refusal("picture_large", most=12)
        more = message.get("more_body", False)
    return b"".join(parts)


def fit(body: bytes) -> bytes:
    """A body as the page's rooms can read it: JSON, see `ganplay.ui.kit.questions.cleaned`. Raises Refusal."""
    if not body.strip():
        return body
    if body.count(b",") + body.count(b"[") + body.count(b"{") > PARTS:  # before it is made into objects
        raise Refusal("unreadable_question")
    try:
        asked = json.loads(body)
    except (ValueError, RecursionError):
        raise Refusal("unreadable_question") from None
    clean = cleaned(asked)
    return body if clean == asked else json.dumps(clean).encode()


def again(body: bytes, receive: Receive) -> Receive:
    """A `receive` that gives a body which was read already, and then what else there is."""
    given = False

    async def receiving() -> Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return receiving


class Answering:
    """Passes an answer on, and puts a refusal in the place of a bare failure.

    Attributes:
        begun: whether anything was sent.
    """

    def __init__(self, scope: Message, send: Send) -> None:
        self._scope = scope
        self._send = send
        self._failed: list[bytes] | None = None
        self.begun = False

    async def send(self, message: Message) -> None:
        """As ASGI's."""
        if message["type"] == "http.response.start" and message["status"] == FAILED:
            self._failed = []
        elif self._failed is None:
            self.begun = True
            await self._send(message)
        elif message["type"] == "http.response.body":
            self._failed.append(message.get("body", b""))
            if not message.get("more_body", False):
                await self._refused(b"".join(self._failed))

    async def _refused(self, body: bytes) -> None:
        """Gradio's answer for an event that was refused says why; of one that failed it says nothing."""
        try:
            answer = json.loads(body)
        except ValueError:
            answer = None
        if isinstance(answer, dict) and isinstance(answer.get("error"), str):
            await self._give(answer, 422)
        else:
            await self.refuse("other", 400)

    async def refuse(self, code: str, status: int, **details: Any) -> None:
        """A refusal, as `ganplay.ui.kit.answers.told` has it; of an event as Gradio's script shows it: its sentence."""
        event = EVENTS.search(self._scope["path"]) is not None
        text = say(f"error.{code}", spoken(self._scope) if event else "en", **details)
        answer = {"error": text if event else code, "text": text, "details": details}
        await self._give(answer, status, {"connection": "close"} if status == 413 else None)

    async def _give(self, answer: dict[str, Any], status: int, headers: dict[str, str] | None = None) -> None:
        self.begun = True
        response = JSONResponse(answer, status, headers)
        await response(self._scope, _nothing, self._send)


async def _nothing() -> Message:
    return {"type": "http.disconnect"}
