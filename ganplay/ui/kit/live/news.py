"""The news of a run, as viewers ask for them twice a second: POST /live/news, encoded once for all who know as much.

A route of our own, for this is what the page is asked most: by way of Gradio's server functions an answer takes the
server several times as long as it takes to make.
"""

from __future__ import annotations

import gzip
import json
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from functools import partial
from typing import Any

import anyio
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from ganplay.runs.store.folder import RunError
from ganplay.runs.store.history import plain
from ganplay.ui.kit.answers import told
from ganplay.ui.kit.questions import text_of, whole_of

LONGEST = 4_000  # bytes of a question
SMALL = 1_000  # bytes up to which packing is not worth the while
RUNS, MOST = 64, 64  # runs whose news are kept, and of each run the answers
BYTES = 64_000_000  # of all answers kept before they are told, which may double them
READERS = 16  # questions answered at once; they read a cache and take about a millisecond
HEADERS = {"cache-control": "no-store", "vary": "accept-encoding", "x-content-type-options": "nosniff"}


class Encoded:
    """One answer as it travels, plain and packed; `mine` is told at its end, for it is all that differs by viewer."""

    def __init__(self, news: dict[str, Any]) -> None:
        self._open = json.dumps(plain(news), ensure_ascii=False, separators=(",", ":")).encode()[:-1]
        self._bodies: dict[tuple[bool, bool], bytes] = {}

    @property
    def nbytes(self) -> int:
        return len(self._open) + sum(map(len, self._bodies.values()))

    def body(self, mine: bool, packed: bool) -> tuple[bytes, bool]:
        """The bytes, and whether they are packed."""
        packed = packed and len(self._open) >= SMALL
        if (mine, packed) not in self._bodies:
            body = self._open + b',"mine":' + (b"true}" if mine else b"false}")
            self._bodies[mine, packed] = gzip.compress(body, 5, mtime=0) if packed else body
        return self._bodies[mine, packed], packed


class News:
    """What viewers are told. Safe to use from several threads.

    Args:
        manager: says when there may be something new, `moment`, and who owns a run.
        tell: (run, since, frame) -> the news, without `mine`; raises RunError.
    """

    def __init__(self, manager: Any, tell: Callable[[str, int, int], dict[str, Any]]) -> None:
        self._manager = manager
        self._tell = tell
        self._lock = threading.Lock()
        self._kept: OrderedDict[str, tuple[Hashable, dict[tuple[int, int], Encoded]]] = OrderedDict()

    def told(self, query: dict[str, Any], packed: bool) -> tuple[bytes, bool]:
        """The answer to {run, since, frame, owner}: the bytes, and whether they are packed.

        Raises:
            RunError: when there is no such run.
        """
        run, owner = text_of(query, "run"), text_of(query, "owner")
        encoded = self._encoded(run, whole_of(query, "since"), whole_of(query, "frame"))
        return encoded.body(bool(owner) and self._manager.store.owns(run, owner), packed)

    @property
    def nbytes(self) -> int:
        """Bytes of what is kept, as it was told last."""
        return sum(one.nbytes for _, answers in self._kept.values() for one in answers.values())

    def _encoded(self, run: str, since: int, frame: int) -> Encoded:
        moment = self._manager.moment(run)
        with self._lock:
            known, answers = self._kept.get(run, (None, {}))
            if moment is not None and known == moment and (since, frame) in answers:
                return answers[since, frame]
        encoded = Encoded(self._tell(run, since, frame))
        if moment is not None:
            with self._lock:
                known, answers = self._kept.get(run, (None, {}))
                if known != moment or len(answers) >= MOST:
                    answers = {}
                answers[since, frame] = encoded
                self._kept[run] = (moment, answers)
                self._kept.move_to_end(run)
                while len(self._kept) > RUNS or (len(self._kept) > 1 and self.nbytes > BYTES):
                    self._kept.popitem(last=False)
                if self.nbytes > BYTES:
                    self._kept[run] = (moment, {(since, frame): encoded})
        return encoded


def _question(body: bytes) -> dict[str, Any]:
    """The object that was sent.

    Raises:
        RunError: when it is none, or too long.
    """
    query = json.loads(body) if 0 < len(body) <= LONGEST else None  # JSON it is: see `ganplay.ui.bodies`
    if not isinstance(query, dict):
        raise RunError("The news of a run are asked for by a small JSON object.")
    return query


def routes(news: News) -> list[Route]:
    """POST /live/news {run, since, frame, owner} -> see `live.seen` and `mine`, or what is `told` of a refusal."""
    readers: anyio.CapacityLimiter | None = None

    async def asked(request: Request) -> Response:
        nonlocal readers
        readers = readers or anyio.CapacityLimiter(READERS)
        packs = "gzip" in request.headers.get("accept-encoding", "")
        try:
            answer = partial(news.told, _question(await request.body()), packs)
            body, packed = await anyio.to_thread.run_sync(answer, limiter=readers)
        except Exception as error:
            return JSONResponse(told(error), headers={"cache-control": "no-store"})
        headers = {**HEADERS, "content-encoding": "gzip"} if packed else HEADERS
        return Response(body, headers=headers, media_type="application/json")

    return [Route("/live/news", asked, methods=["POST"])]
