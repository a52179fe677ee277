"""Files made for one visitor to fetch: the address says nothing of this machine, and cannot be guessed."""

from __future__ import annotations

import secrets
from pathlib import Path
from typing import Any

from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route

MOST = 1000  # addresses remembered; the oldest are forgotten first

_offered: dict[str, Path] = {}


def offered(file: Path) -> str:
    """The address, relative to the page, at which the browser fetches a file for as long as that is there."""
    token = secrets.token_hex(20)
    _offered[token] = file
    while len(_offered) > MOST:
        _offered.pop(next(iter(_offered)), None)
    return f"download/{token}/{file.name}"


def offered_at(address: str) -> Path | None:
    """The file at an address that `offered` gave; None once it is gone."""
    file = _offered.get(address.split("/")[1]) if address.count("/") == 2 else None
    return file if file and file.is_file() else None


async def fetched(request: Request) -> Response:
    """GET /download/TOKEN/NAME: who knows the token was told it by the page, behind its login where it has one."""
    file = offered_at("download/{token}/{name}".format(**request.path_params))
    if file is None:
        return Response("This file is gone: save it again.", 404, media_type="text/plain")
    return FileResponse(file, filename=file.name, headers={"cache-control": "no-store"})


ROUTES: list[Any] = [Route("/download/{token}/{name}", fetched)]
