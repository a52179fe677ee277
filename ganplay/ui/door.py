"""The door: whom the page answers at all. Before anything else is asked, and whatever it is that was asked for.

A browser carries the requests of every page it shows, and takes a name for this machine if its owner says so. So the
page answers to its own names alone, takes orders from its own pages and from scripts, which no page can send, and says
to no other page that it may read the answers. Where there are accounts it shows a stranger the login and no more.
"""

from __future__ import annotations

import ipaddress
import os
import re
import socket
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, MutableMapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from functools import cache
from typing import Any

import anyio
from starlette.requests import HTTPConnection
from starlette.responses import JSONResponse, PlainTextResponse, Response

from ganplay.runs.store.folder import RunError
from ganplay.runs.store.limits import on_space
from ganplay.ui.kit.answers import Refusal
from ganplay.ui.kit.fair.visitors import comes_from, forwarded
from ganplay.ui.words import say

ALONE = ("127.0.0.1", "localhost", "::1")
SPACE = ".hf.space"
ADDRESS = re.compile(r"(?:(?P<scheme>https?)://)?(?P<place>\[[^/\]]+\](?::\d+)?|[^/]*)(?P<path>/.*)?", re.S)
PLACE = re.compile(r"(?P<name>\[[0-9a-f:.%]+\]|[\w.-]+)(?::(?P<port>\d+))?")
PORTS = {"http": "80", "https": "443"}
SHARED = b"access-control-"
READING = ("GET", "HEAD", "OPTIONS")
STATUS = {"foreign_host": 421, "foreign_page": 403, "stranger": 401, "no_json": 415}
# of Gradio's: what scripts ask and what signs out; no other page has to ask for them, even to read
INNER = re.compile(r"/(gradio_api|config|logout|monitoring|live)(/|$)")
FORMS = re.compile(r"/(login|upload|process_recording)/?$")  # what is sent here is a form or a file
# what is shown before the login: the login itself and files; `startup-events` is what Gradio asks itself at the start
OPEN = re.compile(
    r"/?|/log(in|out)/?|/(static|assets|svelte)/.*|/(favicon\.ico|manifest\.json|robots\.txt|pwa_icon.*)"
    r"|(/gradio_api)?/theme\.css|/gradio_api/startup-events"
)

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Message, Receive, Send], Awaitable[None]]
Place = tuple[str, str]  # a name and a port, which is empty where none was written


def place(text: str) -> Place | None:
    """What stands in ``Host``, or between the slashes of an address; None where that is no such thing."""
    found = PLACE.fullmatch(text.strip().lower())
    return (found["name"].strip("[]").rstrip("."), found["port"] or "") if found else None


def same(origin: str, known: Iterable[Place]) -> bool:
    """Whether an ``Origin`` is one of the known places."""
    scheme, _, rest = origin.partition("://")
    usual = PORTS.get(scheme, "")
    found = place(rest)
    return found is not None and any(
        found[0] == name and (found[1] or usual) == (port or usual) for name, port in known
    )


def listed(text: str) -> list[str]:
    """The names in a variable, between commas or spaces."""
    return re.split(r"[,\s]+", text.strip()) if text.strip() else []


class Names:
    """The names that this page answers to.

    Args:
        host: the address it is bound to.
        allowed: further names; GANPLAY_ALLOW_HOSTS adds to them.
        proxy: where a reverse proxy serves the page, as ``lab.example.org/gan``; by default what GANPLAY_PROXY says.
        root: the path by which Gradio is told of a proxy; by default what GRADIO_ROOT_PATH says, else that in `proxy`.

    Raises:
        RunError: for a name that is none.
    """

    def __init__(self, host: str, allowed: Iterable[str] = (), proxy: str = "", root: str | None = None) -> None:
        proxy = proxy or os.environ.get("GANPLAY_PROXY", "").strip()
        given = root if root is not None else os.environ.get("GRADIO_ROOT_PATH", "")
        self._names = set(ALONE)
        self.wide = host.strip("[]") not in ALONE  # whether others than this machine reach it
        self._looked = not self.wide
        self.proxies: set[Place] = set()
        self.root = given
        if proxy:
            self.root = given or (ADDRESS.fullmatch(proxy)["path"] or "").rstrip("/")
            self.proxies.add(self.add(proxy))
        elif "://" in given:
            self.proxies.add(self.add(given))
        self.proxied = bool(proxy or given)  # whether what a proxy forwards counts
        for name in (host, *allowed, *listed(os.environ.get("GANPLAY_ALLOW_HOSTS", ""))):
            self.add(name)
        if on_space():
            for name in listed(os.environ.get("SPACE_HOST", "")):
                self.add(name)

    def add(self, address: str) -> Place:
        """Answer to one more name, which may be written as an address."""
        found = place(f"[{address}]" if address.count(":") > 1 and "/" not in address and "[" not in address else "")
        found = found or place(ADDRESS.fullmatch(address.strip())["place"])
        if found is None:
            raise RunError(f"{address!r} is no name of a host: write it as in lab.example.org.")
        self._names.add(found[0])
        return found

    def answers(self, name: str) -> bool:
        """Whether this is a name of the page's."""
        if name in self._names or (on_space() and name.endswith(SPACE)):
            return True
        return self.wide and _is_address(name)

    async def answers_to(self, host: Place | None) -> bool:
        """The same, once this machine's own names have been asked for, which may take a while."""
        if host is None:
            return False
        if not self._looked and not self.answers(host[0]):
            self._names |= await anyio.to_thread.run_sync(machine)
            self._looked = True
        return self.answers(host[0])


@cache
def machine() -> frozenset[str]:
    """What this machine is called, by itself and in its network."""
    name = socket.gethostname().lower()
    short = name.partition(".")[0]
    return frozenset({name, short, f"{short}.local", socket.getfqdn().lower()} - {""})


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


class Door:
    """ASGI middleware, to stand before all others: what comes from a foreign page or by a foreign name is refused."""

    def __init__(self, app: App, names: Names) -> None:
        self._app = app
        self._names = names

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await self._app(scope, receive, send)
        if code := await self._refused(scope):
            return await _refusal(code, scope)(scope, receive, send)
        comes_from(self._address(scope))

        async def unshared(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = message.get("headers", ())
                message["headers"] = [pair for pair in headers if not pair[0].lower().startswith(SHARED)]
            await send(message)

        return await self._app(scope, receive, unshared)

    async def _refused(self, scope: Message) -> str:
        """Why this is refused: the code of the words for it; empty when it is not."""
        hosts = [place(text) for text in _values(scope, b"host")]
        if self._names.proxied:
            hosts += [place(text.partition(",")[0]) for text in _values(scope, b"x-forwarded-host")]
        if not hosts or not all([await self._names.answers_to(host) for host in hosts]):
            return "foreign_host"
        path, reads = scope["path"], scope["method"] in READING
        if not (reads and not INNER.search(path)) and self._foreign(scope, hosts):
            return "foreign_page"
        if _stranger(scope):
            return "stranger"
        return "" if reads or FORMS.search(path) or _json(scope) else "no_json"

    def _address(self, scope: Message) -> str:
        """Where this comes from. What a proxy says of that counts where one was named, and on a Space."""
        behind = self._names.proxied or on_space()
        told = forwarded(_values(scope, b"x-forwarded-for"), public=on_space()) if behind else ""
        return told or (scope.get("client") or ("",))[0]

    def _foreign(self, scope: Message, hosts: list[Place]) -> bool:
        """Whether another page sends this; a script says nothing of any page."""
        if sites := _values(scope, b"sec-fetch-site"):
            return any(site not in ("same-origin", "none") for site in sites)
        return not all(same(origin, {*hosts, *self._names.proxies}) for origin in _values(scope, b"origin"))


def before_all(names: Names, behind: Callable[[App], App]) -> Callable[[Any], AbstractAsyncContextManager[None]]:
    """What FastAPI takes as ``lifespan``: it puts the door before Gradio's own middleware too, and before the start.

    Args:
        names: see `Door`.
        behind: what stands next behind the door.
    """

    @asynccontextmanager
    async def lifespan(app: Any) -> AsyncIterator[None]:
        app.middleware_stack = Door(behind(app.middleware_stack), names)
        yield

    return lifespan


def _values(scope: Message, header: bytes) -> list[str]:
    return [value.decode("latin-1") for name, value in scope["headers"] if name == header]


def _stranger(scope: Message) -> bool:
    """Whether there are accounts, and this is neither from somebody who is in nor for what anybody may see."""
    app = scope["app"]
    if app.auth is None or OPEN.fullmatch(scope["path"].removeprefix(scope.get("root_path", ""))):
        return False
    cookies = HTTPConnection(scope).cookies
    sent = (cookies.get(f"access-token{kind}-{app.cookie_id}") for kind in ("", "-unsecure"))
    return not any(token in app.tokens for token in sent if token)


def _json(scope: Message) -> bool:
    """Whether the body is said to be JSON, or there is none."""
    length, chunks = _values(scope, b"content-length"), _values(scope, b"transfer-encoding")
    kinds = [kind.partition(";")[0].strip().lower() for kind in _values(scope, b"content-type")]
    return kinds == ["application/json"] or not (chunks or any(text != "0" for text in length))


def _refusal(code: str, scope: Message) -> Response:
    """One sentence; for the page's script as `ganplay.ui.kit.answers.told` has it, which needs torch."""
    headers = {"connection": "close", "cache-control": "no-store", "x-content-type-options": "nosniff"}
    if INNER.search(scope["path"]):
        refusal = Refusal(code)
        answer = {"error": code, "text": str(refusal), "details": refusal.details}
        return JSONResponse(answer, STATUS[code], headers)
    return PlainTextResponse(say(f"error.{code}", spoken(scope)), STATUS[code], headers)


def spoken(scope: Message) -> str:
    """The language that a browser asks for, "en" or "zh"."""
    chinese = any(text.strip().lower().startswith("zh") for text in _values(scope, b"accept-language"))
    return "zh" if chinese else "en"
