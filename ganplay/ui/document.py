"""What the page's document says beside what Gradio writes into it.

Gradio puts ``head=`` into the page by its own script, once that has come and run. What stands in the document itself
is fetched meanwhile.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from typing import Any

from ganplay.ui.static import STYLE, address, needed

Message = MutableMapping[str, Any]
BASE = re.compile(rb"<base\b[^>]*>")  # addresses below it are relative to the page
# as kit/words.js chooses the language
WORDS = """<script>
try {
  const kept = localStorage.getItem("ganplay.language");
  const language = kept || (navigator.language.toLowerCase().startsWith("zh") ? "zh" : "en");
  const words = { rel: "preload", as: "fetch", crossOrigin: "", href: `%s/${language}.json` };
  document.head.append(Object.assign(document.createElement("link"), words));
} catch {}
</script>"""


def ahead(scripts: Iterable[str]) -> str:
    """HTML by which a browser fetches the style, these scripts, and all that they import and ask for at once."""
    links = [f'<link rel="preload" as="style" href="{address(STYLE)}">']
    for name in needed(["kit/page.js", *scripts]):
        kind = 'preload" as="fetch" crossorigin' if name.endswith(".json") else 'modulepreload"'
        links.append(f'<link rel="{kind} href="{address(name)}">')
    return "".join(links) + WORDS % address("words")


class Document:
    """ASGI middleware: the page's document says `more`."""

    def __init__(self, app: Callable[..., Awaitable[None]], more: str) -> None:
        self._app = app
        self._more = more.encode()

    async def __call__(self, scope: Message, receive: Any, send: Any) -> None:
        path = scope.get("path", "").removeprefix(scope.get("root_path", ""))
        if scope["type"] != "http" or scope["method"] != "GET" or path not in ("", "/"):
            return await self._app(scope, receive, send)
        begun: list[Message] = []
        body = bytearray()

        async def told(message: Message) -> None:
            if message["type"] == "http.response.start":
                begun.append(message)
                return
            body.extend(message.get("body", b""))
            if not message.get("more_body"):
                text = BASE.sub(lambda base: base[0] + self._more, bytes(body), count=1)
                headers = [pair for pair in begun[0]["headers"] if pair[0].lower() != b"content-length"]
                await send({**begun[0], "headers": [*headers, (b"content-length", str(len(text)).encode())]})
                await send({"type": "http.response.body", "body": text})

        return await self._app(scope, receive, told)
