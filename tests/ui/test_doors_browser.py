"""The page where something stands before it, a proxy with a path or a login: a browser finds everything."""

from __future__ import annotations

import contextlib
import re
import socket
import threading
import time

import httpx
import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from ganplay.ui import build, launch

PREFIX = "/lab"
DROPPED = {"transfer-encoding", "connection"}


@pytest.fixture
def manager(tmp_path, idle_driver):
    from ganplay.runs.server.manager import Manager
    from ganplay.runs.store.store import Store

    manager = Manager(Store(tmp_path / "home"), device="cpu", standby=False, driver=idle_driver)
    yield manager
    manager.close()


@contextlib.contextmanager
def proxy(target: str):
    """A reverse proxy that serves `target` below PREFIX, and nothing else: its address."""

    async def passed(request: Request) -> Response:
        client = request.app.state.client
        url = target.rstrip("/") + "/" + request.path_params["rest"]
        headers = {**request.headers, "x-forwarded-host": request.headers["host"], "x-forwarded-proto": "http"}
        sent = client.build_request(
            request.method, url, params=request.query_params, headers=headers, content=await request.body()
        )
        answer = await client.send(sent, stream=True)
        kept = {name: value for name, value in answer.headers.items() if name not in DROPPED}
        return StreamingResponse(answer.aiter_raw(), answer.status_code, kept)

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    app = Starlette(routes=[Route(PREFIX + "/{rest:path}", passed, methods=["GET", "POST", "HEAD"])])
    app.state.client = httpx.AsyncClient(timeout=60)
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=port, log_level="warning"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    try:
        yield f"http://127.0.0.1:{port}{PREFIX}/"
    finally:
        server.should_exit = True
        thread.join(10)


@pytest.fixture
def looked(chromium):
    """looked(address): a page of a new visitor; scripts that fail and addresses that are not there fail the test."""
    contexts, wrong = [], []

    def look(address: str):
        context = chromium.new_context(viewport={"width": 1366, "height": 768}, locale="en-US")
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(60_000)
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on(
            "response", lambda answer: wrong.append(answer.url) if "/static/" in answer.url and bad(answer) else None
        )
        page.goto(address)
        return page

    yield look
    for context in contexts:
        context.close()
    assert not wrong


def bad(answer) -> bool:
    ours = (
        "/static/" in answer.url and "iframeResizer" not in answer.url
    )  # that one is Gradio's, and not in its package
    return answer.status >= 400 and ours


def use(page) -> None:
    """What every visitor does: see the replay move, turn the language, open a tab."""
    page.wait_for_selector("#gp-train-button:visible")
    page.wait_for_function("window.ganplay?.parts.live?.state().kind === 'replay'")
    page.wait_for_function("document.querySelector('.gp-live [data-ref=fake]').src.startsWith('data:')")
    page.wait_for_function("window.Plotly")
    page.click("#gp-language")
    page.wait_for_function("document.documentElement.lang === 'zh-CN'")
    page.evaluate("window.ganplay.openTab('latent')")
    page.wait_for_selector(".gp-latent .ll-sheet img:visible")


def test_below_a_path_of_a_proxy_everything_is_found(manager, looked):
    page = build(manager)
    _, url, _ = launch(page, prevent_thread_lock=True, server_name="127.0.0.1", root_path=PREFIX)
    try:
        with proxy(url) as address:
            visitor = looked(address)
            use(visitor)
            names = visitor.evaluate(
                "performance.getEntriesByType('resource').map((one) => new URL(one.name).pathname)"
            )
            ours = [name for name in names if re.search(r"/static/[0-9a-f]{12}/", name)]
            assert ours and all(name.startswith(PREFIX + "/static/") for name in ours)
    finally:
        page.close()


def test_behind_a_login_the_page_finds_everything_once_one_is_in(manager, looked):
    page = build(manager)
    _, url, _ = launch(page, prevent_thread_lock=True, server_name="127.0.0.1", auth=("ada", "a password"))
    try:
        visitor = looked(url)
        visitor.fill("input[type=text], label:has-text('username') input", "ada")
        visitor.fill("input[type=password]", "a password")
        visitor.click("button:has-text('Login')")
        use(visitor)
        assert httpx.post(url + "gradio_api/component_server", json={}).status_code == 401
    finally:
        page.close()
