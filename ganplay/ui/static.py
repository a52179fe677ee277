"""What the browser fetches beside the page itself: scripts, kernels, words, facts, the style sheet, pictures, Plotly.

Everything has an address below ``static/VERSION/`` that says nothing of this machine. The version is a digest of all of
it, so that a browser may keep what it has for good; whoever asks by another version is given what there is now. The
files of Gradio's own page carry a digest in their names, and are kept as well. A visit asks for some hundred of them:
each is compressed once, stays in memory, and is answered before Gradio is asked, which would read and compress it anew
and have the browser ask for it again at every visit.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import posixpath
import re
from collections.abc import Awaitable, Callable, Iterable, Iterator, MutableMapping
from functools import cache, partial
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

import anyio
import brotli
from starlette.datastructures import Headers
from starlette.responses import Response

from ganplay.shipped import shipped
from ganplay.ui import glossary
from ganplay.ui.words import BY_ROOM, LANGUAGES, table

UI = Path(__file__).resolve().parent
KINDS = {
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".css": "text/css; charset=utf-8",
    ".webp": "image/webp",
    ".wasm": "application/wasm",
}
PLOTLY = "plotly.min.js"
STYLE = "style.css"
STYLED = ("lab", "latent", "learn")  # rooms whose style travels when their tab is first opened
FOR_GOOD = "private, max-age=31536000, immutable"
RAISED = ".gradio-container.gradio-container .contain"
IMPORT = re.compile(r'^(?:import|export)\b[^;"]*?"(\.[^"]+)";', re.M)  # what a script needs at once
LIST = re.compile(r":(?:is|where|not|has)\((?:[^()]|\([^()]*\))*\)")
PICTURES = ("thumbs", "recipes", "examples")  # folders of the assets
OURS = re.compile(r"/static/([0-9a-f]{12})/(.*)", re.S)  # Gradio has files of its own below /static/
GRADIO = re.compile(r"/assets/([\w.-]+-[\w-]{8}\d*\.(?:js|css))", re.ASCII)  # where two were alike, one is counted
BROTLI = 5  # a fiftieth larger than at 9, in a tenth of the time, which who visits first waits for

Message = MutableMapping[str, Any]
App = Callable[[Message, Callable[[], Awaitable[Message]], Callable[[Message], Awaitable[None]]], Awaitable[None]]


def text(name: str) -> str:
    """The text of a file that lies beside the page's Python, as "header.html"."""
    return (UI / name).read_text(encoding="utf-8")


def address(name: str) -> str:
    """Where the browser finds a file, relative to the page: address("kit/page.js")."""
    return f"static/{version()}/{name}"


def needed(names: Iterable[str]) -> list[str]:
    """Every file that these scripts cannot run without: they themselves, what they import, the facts of their rooms."""
    found: dict[str, None] = {}
    ahead = list(names)
    while ahead:
        name = ahead.pop()
        if name in found or name not in _files():
            continue
        found[name] = None
        if name.endswith("/facts.js"):
            ahead.append(f"{name}on")
        elif name.endswith(".js"):
            ahead += [posixpath.normpath(f"{name}/../{other}") for other in IMPORT.findall(text(name))]
    return sorted(found)


@cache
def _files() -> dict[str, Callable[[], bytes]]:
    """Every name and what is read for it."""
    files: dict[str, Callable[[], bytes]] = {}
    for ending in ("js", "wasm"):
        for path in sorted(UI.rglob(f"*.{ending}")):
            files[path.relative_to(UI).as_posix()] = path.read_bytes
    for room, told in _rooms().items():
        files[f"{room}/facts.json"] = partial(_facts, told)
        if made := getattr(told, "files", None):
            files |= {f"{room}/{name}": read for name, read in made().items()}
    for language in LANGUAGES:
        for room in BY_ROOM:
            files[f"words/{f'{room}.' * bool(room)}{language}.json"] = partial(_words, language, room)
        files[f"terms/{language}.json"] = partial(glossary.told, language)
    for folder in PICTURES:
        for path in sorted((shipped("assets") / folder).glob("*.webp")):
            files[f"{folder}/{path.name}"] = path.read_bytes
    for room in ("", *STYLED):
        files[style_of(room)] = partial(_style, room)
    files[PLOTLY] = plotly_script().read_bytes
    return files


@cache
def version() -> str:
    """A digest of everything; for Plotly its own version stands, for what is made slowly what it is made of."""
    from importlib.metadata import version as installed

    digest = hashlib.sha256(installed("plotly").encode())
    slow = {PLOTLY, *map(style_of, ("", *STYLED)), *(f"terms/{language}.json" for language in LANGUAGES)}
    made_of = [*sorted(UI.rglob("*.css")), glossary.GLOSSARY, Path(glossary.__file__)]
    for room, told in _rooms().items():
        if made := getattr(told, "files", None):
            slow |= {f"{room}/{name}" for name in made()}
            made_of += told.sources()
    for path in made_of:
        digest.update(path.read_bytes())
    for name, read in _files().items():
        if name not in slow:
            digest.update(name.encode() + read())
    return digest.hexdigest()[:12]


def _rooms() -> dict[str, ModuleType]:
    """The ``facts.py`` of every room that has one.

    Its ``facts()`` is what the room's scripts are told once for all; where it has ``files()``, these are more that they
    may fetch, name -> what makes its bytes, and ``sources()`` the files that they are made of.
    """
    names = sorted(path.parent.name for path in UI.glob("*/facts.py"))
    return {name: import_module(f"ganplay.ui.{name}.facts") for name in names}


def _words(language: str, room: str) -> bytes:
    return json.dumps(table(language, room), ensure_ascii=False).encode()


def _facts(told: ModuleType) -> bytes:
    return json.dumps(told.facts(), ensure_ascii=False, separators=(",", ":")).encode()


def style_of(room: str) -> str:
    """The style sheet of a room of `STYLED`; "": of all others."""
    return f"{room}.css" if room else STYLE


def _sheets(room: str) -> Iterator[Path]:
    """The kit's sheets first: a tab's may say otherwise."""
    for path in sorted(UI.rglob("*.css"), key=lambda path: ("kit" not in path.parts, path)):
        tab = path.relative_to(UI).parts[0]
        if room == (tab if tab in STYLED else ""):
            yield path


def _style(room: str) -> bytes:
    """All sheets of a room as one, those of the page with the thumbnails of the gallery."""
    pictures = [
        f'.gp-pictured #gp-data input[value="{Path(name).stem}"]{{--thumb:url({name})}}'
        for name in _files()
        if not room and name.startswith("thumbs/")
    ]
    sheets = [path.read_text(encoding="utf-8") for path in _sheets(room)]
    return "\n".join(map(_raised, [*sheets, "\n".join(pictures)])).encode()


def _raised(sheet: str) -> str:
    """A sheet, and its rules once more, raised above those of Gradio's own components as Gradio raises its ``css=``.

    Gradio puts its prefix behind every comma, those of :is(a, b) among them: such a rule stands above those without.
    """
    lists = LIST.sub(lambda found: found[0].replace(",", f", {RAISED} "), sheet)
    return f"{sheet}\n{RAISED} {{\n{lists}\n}}"


def plotly_script() -> Path:
    """Plotly's own script, which comes with the plotly package, so that the page works offline."""
    from importlib.util import find_spec

    return Path(find_spec("plotly").origin).resolve().parent / "package_data" / PLOTLY


@cache
def _gradio() -> dict[str, Callable[[], bytes]]:
    """The files of Gradio's own page, by name."""
    from importlib.util import find_spec

    folder = Path(find_spec("gradio").origin).resolve().parent / "templates" / "frontend" / "assets"
    return {path.name: path.read_bytes for path in folder.glob("*.*")}


class Files:
    """ASGI middleware, to stand behind the door alone: answers for files by name, never looking up a path on the disk.

    Bodies stay in memory as they travel: some 2 MB of ours, and of Gradio's what was ever asked for, 6 MB if all.
    """

    def __init__(self, app: App) -> None:
        self._app = app
        self._bodies: dict[tuple[str, str], bytes] = {}

    async def __call__(self, scope: Message, receive: Any, send: Any) -> None:
        if scope["type"] == "http" and scope["method"] in ("GET", "HEAD"):
            path = scope["path"].removeprefix(scope.get("root_path", ""))
            accepted = Headers(scope=scope).get("accept-encoding", "")
            if found := OURS.fullmatch(path):
                kept = found[1] == version()
                answer = await self._answer(found[2], _files().get(found[2]), accepted, kept)
                return await answer(scope, receive, send)
            if (found := GRADIO.fullmatch(path)) and (read := _gradio().get(found[1])):
                answer = await self._answer(found[1], read, accepted, kept=True)
                return await answer(scope, receive, send)
        return await self._app(scope, receive, send)

    async def _answer(self, name: str, read: Callable[[], bytes] | None, accepted: str, kept: bool) -> Response:
        """The file that `read` reads; kept: whether what has this address stays as it is."""
        if read is None:
            return Response("There is no such file.", 404, media_type="text/plain")
        kind = KINDS[Path(name).suffix]
        encoding = _encoding(kind, accepted)
        body = self._bodies.get((name, encoding))
        if body is None:
            body = await anyio.to_thread.run_sync(_packed, read, encoding)
            self._bodies[name, encoding] = body
        headers = {"vary": "accept-encoding", "x-content-type-options": "nosniff"}
        headers["cache-control"] = FOR_GOOD if kept else "no-cache"
        if encoding:
            headers["content-encoding"] = encoding
        return Response(body, headers=headers, media_type=kind)


def _packed(read: Callable[[], bytes], encoding: str) -> bytes:
    body = read()
    if encoding == "br":
        return brotli.compress(body, quality=BROTLI)
    return gzip.compress(body, 6, mtime=0) if encoding == "gzip" else body


def _encoding(kind: str, accepted: str) -> str:
    """How a body of a kind travels to who accepts so: "br", a tenth smaller, "gzip", or "" for as it is."""
    if kind.startswith("image/"):
        return ""
    names = {name.partition(";")[0].strip() for name in accepted.split(",")}
    return next((name for name in ("br", "gzip") if name in names), "")
