"""Whom the page answers: its own pages and scripts, by its own names; a stranger before a login sees the login."""

from __future__ import annotations

import json
import os
import re
import socket
import time
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import httpx
import pytest
from gradio_client import Client

from ganplay.runs.store.folder import RunError
from ganplay.ui import build, door, launch
from ganplay.ui.door import Names, place, same
from ganplay.ui.words import say

EVIL, EVIL_OWNER = "http://evil.example", "the-owner-of-evil"
FOREIGN = {
    "another site": {"sec-fetch-site": "cross-site", "origin": EVIL},
    "another port of this machine": {"sec-fetch-site": "same-site", "origin": "http://127.0.0.1:9"},
    "a site, without an origin": {"sec-fetch-site": "cross-site"},
    "two that contradict": [("sec-fetch-site", "same-origin"), ("sec-fetch-site", "cross-site")],
    "an old browser": {"origin": EVIL},
    "an old browser, another port": {"origin": "http://127.0.0.1:9"},
    "an old browser, a file": {"origin": "null"},
    "one that names a proxy": {"origin": EVIL, "x-forwarded-host": "evil.example"},
}
JSON = {"content-type": "application/json"}
TEXT = {"content-type": "text/plain"}
REFUSED = {"error": "foreign_page", "text": say("error.foreign_page"), "details": {}}


@dataclass
class Served:
    url: str  # without a slash at its end
    manager: Any
    app: Any

    @property
    def port(self) -> int:
        return httpx.URL(self.url).port

    def get(self, path: str, headers: Any = None) -> httpx.Response:
        return httpx.get(self.url + path, headers=headers, timeout=60)

    def post(self, path: str, body: Any, headers: Any = None, kind: dict[str, str] = JSON) -> httpx.Response:
        pairs = [*httpx.Headers(headers).multi_items(), *kind.items()]
        return httpx.post(self.url + path, content=json.dumps(body), headers=pairs, timeout=60)

    def config(self, headers: Any = None) -> dict[str, Any]:
        return self.get("/config", headers).raise_for_status().json()

    def starts(self, owner: str) -> dict[str, tuple[str, dict[str, Any]]]:
        """Every way to start a training: the address, and what is sent there."""
        wanted = {"data": ["shapes", "quick", "{}", owner]}
        config = self.config()
        event = next(one["id"] for one in config["dependencies"] if one["api_name"] == "train")
        part = next(one["id"] for one in config["components"] if one["props"].get("elem_id") == "gp-library")
        twin = {"component_id": part, "fn_name": "twin", "session_hash": "s"}
        return {
            "server function": (
                "component_server",
                {**twin, "data": {"run": "mnist", "changes": {"seed": 7}, "owner": owner}},
            ),
            "run": ("run/train", wanted),
            "api": ("api/train", wanted),
            "call": ("call/train", wanted),
            "queue": ("queue/join", {**wanted, "fn_index": event, "session_hash": "s"}),
        }

    def runs(self, owner: str) -> list[dict[str, Any]]:
        return [row for row in self.manager.list(owner) if not row["pretrained"]]


@pytest.fixture(scope="module")
def serving(tmp_path_factory, idle_driver):
    """with serving(**options) as page: the page over a store of its own, in which no training begins."""
    from ganplay.runs.server.manager import Manager
    from ganplay.runs.store.store import Store

    @contextmanager
    def serving(**options):
        home = tmp_path_factory.mktemp("door") / "home"
        manager = Manager(Store(home), device="cpu", standby=False, driver=idle_driver)
        page = build(manager)
        try:
            app, url, _ = launch(page, prevent_thread_lock=True, **{"server_name": "127.0.0.1", **options})
            yield Served(url.rstrip("/"), manager, app)
        finally:
            page.close()
            manager.close()

    return serving


@pytest.fixture(scope="module")
def page(serving):
    with serving() as page:
        yield page


@pytest.fixture(scope="module")
def wide(serving):
    if os.name == "nt":
        pytest.skip("a firewall asks whoever sits there")
    with serving(server_name="0.0.0.0", allow_host=["lab.example.org"]) as page:
        yield page


@pytest.mark.parametrize("who", FOREIGN)
def test_no_foreign_page_starts_a_training(page, who):
    for path, body in page.starts(EVIL_OWNER).values():
        for kind in (TEXT, JSON, {}):
            answer = page.post(f"/gradio_api/{path}", body, FOREIGN[who], kind)
            assert (answer.status_code, answer.json()) == (403, REFUSED), path
    assert page.runs(EVIL_OWNER) == []


def test_a_body_that_is_not_said_to_be_json_starts_nothing_whoever_sends_it(page):
    kinds = ({}, TEXT, {"content-type": "application/x-www-form-urlencoded"}, {"content-type": "text/plain; a=/json"})
    for path, body in page.starts(EVIL_OWNER).values():
        for kind in kinds:
            answer = page.post(f"/gradio_api/{path}", body, kind=kind)
            assert (answer.status_code, answer.json()["error"]) == (415, "no_json"), path
        pieces = httpx.post(f"{page.url}/gradio_api/{path}", content=iter([json.dumps(body).encode()]))
        assert pieces.status_code == 415
    assert page.runs(EVIL_OWNER) == []


@pytest.mark.parametrize("who", ["script", "page", "old browser", "typed"])
def test_own_pages_and_scripts_start_one_by_every_way(page, who):
    own = f"http://127.0.0.1:{page.port}"
    headers = {
        "script": {},
        "page": {"sec-fetch-site": "same-origin", "origin": own},
        "old browser": {"origin": own},
        "typed": {"sec-fetch-site": "none"},
    }[who]
    for number, way in enumerate(page.starts("")):
        path, body = page.starts(f"{way} of {who}")[way]
        kind = {"content-type": "application/json; charset=utf-8"} if number % 2 else JSON
        assert page.post(f"/gradio_api/{path}", body, headers, kind).status_code == 200, way
        deadline = time.monotonic() + 30
        while not page.runs(f"{way} of {who}"):  # the queue answers before it has begun
            assert time.monotonic() < deadline, way
            time.sleep(0.05)
    assert page.runs(EVIL_OWNER) == []


@pytest.mark.parametrize("who", FOREIGN)
def test_no_foreign_page_leaves_a_file(page, who):
    answer = httpx.post(f"{page.url}/gradio_api/upload", files={"files": ("a.txt", b"a")}, headers=FOREIGN[who])
    assert (answer.status_code, answer.json()) == (403, REFUSED)


def test_files_of_scripts_and_of_the_page_are_taken(page):
    for headers in ({}, {"sec-fetch-site": "same-origin"}, {"origin": f"http://127.0.0.1:{page.port}"}):
        answer = httpx.post(f"{page.url}/gradio_api/upload", files={"files": ("a.txt", b"a")}, headers=headers)
        assert answer.status_code == 200 and len(answer.json()) == 1


def test_no_foreign_page_asks_for_what_is_the_page_s_own(page):
    """Reading events takes them from whom they are for, hanging up ends a session, and /logout is a GET."""
    for path in ("queue/data?session_hash=s", "call/train/e", "heartbeat/s", "deep_link?session_hash=s", "file=a"):
        for headers in FOREIGN.values():
            assert page.get(f"/gradio_api/{path}", headers).status_code == 403, path
    for path in ("/logout", "/monitoring"):
        answer = page.get(path, FOREIGN["another site"])
        assert (answer.status_code, answer.json()) == (403, REFUSED)


def test_other_pages_may_frame_this_one_and_link_to_it(page):
    framed = {"sec-fetch-site": "cross-site", "sec-fetch-dest": "iframe", "sec-fetch-mode": "navigate"}
    answer = page.get("/?run=mnist", framed)
    assert answer.status_code == 200 and "gradio_config" in answer.text
    assert not {"x-frame-options", "content-security-policy"} & set(answer.headers)
    own = {"sec-fetch-site": "same-origin", "origin": f"http://127.0.0.1:{page.port}"}  # as within the frame
    assert page.post("/gradio_api/run/recipes", {"data": []}, own).status_code == 200


@pytest.mark.parametrize("origin", [EVIL, "http://127.0.0.1:9", "http://localhost:7861", "null"])
def test_no_other_origin_may_read(page, origin):
    for site in ({}, {"sec-fetch-site": "same-site"}):
        headers = {"origin": origin, **site}
        asks = {"access-control-request-method": "POST", "access-control-request-headers": "content-type"}
        answers = [
            page.get("/config", headers),
            page.get("/", headers),
            page.get("/gradio_api/info", headers),
            page.post("/gradio_api/run/runs", {"data": [""]}, headers),
            httpx.options(f"{page.url}/gradio_api/component_server", headers={**headers, **asks}),
            httpx.options(f"{page.url}/gradio_api/upload", headers={**headers, **asks}),
        ]
        for answer in answers:
            assert not [name for name in answer.headers if name.startswith("access-control-")], answer.url


def test_gradio_s_client_works(page):
    client = Client(page.url, verbose=False)
    run = client.predict("shapes", "quick", '{"steps": 20}', "owner-by-client", api_name="/train")
    assert client.predict(run, api_name="/status")["run"] == run
    assert [row["run"] for row in page.runs("owner-by-client")] == [run]
    job = client.submit("owner-by-client", api_name="/runs")
    assert [row["run"] for row in job.result(30)["mine"]] == [run]


OWN_NAMES = ["127.0.0.1", "localhost", "LOCALHOST", "localhost.", "[::1]"]
FOREIGN_NAMES = ["evil.example", "127.0.0.1.evil.example", "localhost.evil.example", "a.hf.space", "a.gradio.live", ""]
FOREIGN_NAMES += ["127.0.0.1@evil.example", "localhost/", "a b"]


def hosted(page: Served, host: str, port: str = "") -> httpx.Response:
    """The list of runs, asked for by a page that calls this machine by that name."""
    headers = {"host": host + port, "sec-fetch-site": "same-origin", "origin": f"http://{host}{port}"}
    return page.post("/gradio_api/run/runs", {"data": [""]}, headers)


def test_on_this_machine_alone_it_answers_to_its_own_names(page):
    for name in OWN_NAMES:
        for port in ("", f":{page.port}", ":8000"):  # 8000: through a tunnel or a container
            assert hosted(page, name, port).status_code == 200, name
    for name in [*FOREIGN_NAMES, "192.0.2.7", "[fe80::1]", "0.0.0.0", socket.gethostname(), "lab.example.org"]:
        if name in OWN_NAMES:
            continue
        for port in ("", f":{page.port}"):
            answer = hosted(page, name, port)
            known = {"error": "foreign_host", "text": say("error.foreign_host"), "details": {}}
            assert answer.status_code == 400 or (answer.status_code, answer.json()) == (421, known), name
            assert page.get("/", {"host": name + port}).status_code in (400, 421)  # to read is refused as well


def test_who_opens_it_by_another_name_is_told_so_in_their_language(page):
    for language, asked in (("en", "en-GB,en;q=0.9"), ("zh", "zh-CN,zh;q=0.9"), ("en", "")):
        answer = page.get("/", {"host": "lab.example.org", "accept-language": asked})
        assert (answer.status_code, answer.text) == (421, say("error.foreign_host", language))
        assert answer.headers["content-type"] == "text/plain; charset=utf-8"


def test_names_are_no_gap_for_two_of_them(page):
    for hosts in (["evil.example", "127.0.0.1"], ["127.0.0.1", "evil.example"], []):
        head = "".join(f"Host: {host}\r\n" for host in hosts)
        with socket.create_connection(("127.0.0.1", page.port), 30) as line:
            line.sendall(f"GET /config HTTP/1.1\r\n{head}Connection: close\r\n\r\n".encode())
            assert int(line.makefile("rb").readline().split()[1]) in (400, 421)


def test_in_a_network_it_answers_to_addresses_and_names_of_its_own(wide):
    machine = socket.gethostname().lower()
    for name in [
        *OWN_NAMES,
        "192.0.2.7",
        "[fe80::1]",
        machine,
        f"{machine.partition('.')[0]}.local",
        "lab.example.org",
    ]:
        for port in ("", f":{wide.port}"):
            assert hosted(wide, name, port).status_code == 200, name
    for name in (*FOREIGN_NAMES, "a.lab.example.org", "example.org", f"{machine}.evil.example"):
        assert hosted(wide, name).status_code in (400, 421), name


def test_in_a_network_a_page_s_own_address_is_known_without_the_newer_headers(wide):
    """A browser sends Sec-Fetch-Site only to this machine and by https."""
    at = f"192.0.2.7:{wide.port}"
    assert wide.post("/gradio_api/run/runs", {"data": [""]}, {"host": at, "origin": f"http://{at}"}).status_code == 200
    for origin in (EVIL, "http://192.0.2.7", "http://192.0.2.7:9", "null"):
        answer = wide.post("/gradio_api/run/runs", {"data": [""]}, {"host": at, "origin": origin})
        assert answer.status_code == 403, origin


def test_a_forwarded_name_counts_only_where_a_proxy_was_named(wide, serving):
    through = {"origin": "http://lab.example.org", "x-forwarded-host": "lab.example.org"}
    ask = ("/gradio_api/run/runs", {"data": [""]})
    assert wide.post(*ask, {**through, "host": f"127.0.0.1:{wide.port}"}).status_code == 403
    with serving(proxy="https://lab.example.org/lab") as page:
        assert page.post(*ask, through).status_code == 200
        assert page.post(*ask, {"origin": "https://lab.example.org"}).status_code == 200  # by its name alone
        assert page.post(*ask, {**through, "origin": EVIL}).status_code == 403
        assert page.post(*ask, {**through, "x-forwarded-host": "evil.example", "origin": EVIL}).status_code == 421
        assert page.get("/", {"host": "lab.example.org"}).status_code == 200
        assert page.config(through)["root"] == "http://lab.example.org/lab"
        assert page.post("/lab" + ask[0], ask[1], through).status_code == 200  # of a proxy that does not strip its path


def test_a_forwarded_address_counts_only_where_a_proxy_was_named(page, serving, monkeypatch):
    seen = []
    monkeypatch.setattr("ganplay.ui.door.comes_from", seen.append)
    forged = {"x-forwarded-for": "203.0.113.9, 198.51.100.7"}
    assert page.post("/gradio_api/run/runs", {"data": [""]}, forged).status_code == 200
    assert set(seen) == {"127.0.0.1"}
    with serving(proxy="lab.example.org") as behind:
        seen.clear()
        assert behind.post("/gradio_api/run/runs", {"data": [""]}, forged).status_code == 200
        assert set(seen) - {"127.0.0.1"} == {"198.51.100.7"}


@pytest.mark.parametrize("named", ["GANPLAY_PROXY", "GRADIO_ROOT_PATH"])
def test_a_proxy_is_named_by_a_variable(monkeypatch, named):
    assert not Names("127.0.0.1").proxied
    monkeypatch.setenv(named, "https://lab.example.org:8443/lab")
    names = Names("127.0.0.1")
    assert names.proxied and names.answers("lab.example.org")
    assert names.proxies == {("lab.example.org", "8443")}
    assert names.root == {"GANPLAY_PROXY": "/lab", "GRADIO_ROOT_PATH": "https://lab.example.org:8443/lab"}[named]
    assert Names("127.0.0.1", root="/other").root == "/other"


def test_further_names_come_from_a_variable_and_a_share(monkeypatch):
    monkeypatch.setenv("GANPLAY_ALLOW_HOSTS", "one.example, two.example:8000 https://three.example/")
    names = Names("127.0.0.1", ["four.example"])
    for name in ("one", "two", "three", "four"):
        assert names.answers(f"{name}.example")
    assert not names.answers("abc.gradio.live")
    names.add("https://abc.gradio.live")
    assert names.answers("abc.gradio.live") and not names.answers("abd.gradio.live")
    for wrong in ("a b", "http://", "x,y", "a@b", "/lab", "a\nb"):
        with pytest.raises(RunError, match="no name of a host"):
            Names("127.0.0.1", [wrong])


def test_a_share_s_name_is_known_once_it_is_told(serving, monkeypatch):
    monkeypatch.setattr("gradio.networking.setup_tunnel", lambda **_: "http://abc.gradio.live")
    with serving(share=True) as page:
        assert hosted(page, "abc.gradio.live").status_code == 200
        assert hosted(page, "abd.gradio.live").status_code == 421


def test_a_space_answers_to_the_names_of_spaces(serving, monkeypatch):
    monkeypatch.setenv("SPACE_ID", "somebody/ganplay")
    monkeypatch.setenv("SPACE_HOST", "somebody-ganplay.hf.space,gan.example.org")
    with serving() as page:
        for host in ("somebody-ganplay.hf.space", "gan.example.org"):
            headers = {"host": host, "origin": f"https://{host}"}
            for site in ({}, {"sec-fetch-site": "same-origin"}):
                answer = page.post("/gradio_api/run/recipes", {"data": []}, {**headers, **site})
                assert answer.status_code == 200
            framed = {"host": host, "sec-fetch-site": "cross-site", "referer": "https://huggingface.co/"}
            assert page.get("/", framed).status_code == 200
        for host in ("hf.space", "evil.example", "a.hf.space.evil.example"):
            assert page.get("/", {"host": host}).status_code == 421
        foreign = {"host": "somebody-ganplay.hf.space", "origin": "https://huggingface.co"}
        assert page.post("/gradio_api/run/recipes", {"data": []}, foreign).status_code == 403


def test_this_machine_s_names_are_asked_for_once_and_only_where_they_count(monkeypatch, answered):
    asked = []
    monkeypatch.setattr(door, "machine", lambda: asked.append(1) or frozenset({"mine.example"}))
    alone, wide = Names("localhost"), Names("0.0.0.0")

    def answers(names: Names, *hosts: str) -> list[bool]:
        async def all_of_them() -> list[bool]:
            return [await names.answers_to(place(host)) for host in hosts]

        return answered(all_of_them())

    assert answers(alone, "localhost", "mine.example") == [True, False] and not asked
    assert answers(wide, "127.0.0.1", "192.0.2.7") == [True, True] and not asked
    assert answers(wide, "mine.example", "evil.example", "mine.example:80") == [True, False, True]
    assert len(asked) == 1


def test_an_origin_is_compared_with_its_port():
    known = [place("lab.example.org"), place("[::1]:7860"), place("other.example:80")]
    for origin in (
        "http://lab.example.org",
        "https://lab.example.org",
        "https://lab.example.org:443",
        "http://[::1]:7860",
        "http://other.example",
    ):
        assert same(origin, known), origin
    for origin in (
        "http://lab.example.org:8000",
        "https://lab.example.org:80",
        "http://[::1]",
        "https://other.example",
        "null",
        "",
        "http://",
        "lab.example.org",
        "http://lab.example.org@evil.example",
        "http://evil.example/lab.example.org",
    ):
        assert not same(origin, known) or origin == "lab.example.org", origin


def test_a_page_without_its_door_is_not_served(idle_driver, tmp_path, monkeypatch):
    from contextlib import asynccontextmanager

    from ganplay.runs.server.manager import Manager
    from ganplay.runs.store.store import Store
    from ganplay.ui import page as pages

    @asynccontextmanager
    async def nothing(app):
        yield

    monkeypatch.setattr(pages, "before_all", lambda *_: nothing)
    manager = Manager(Store(tmp_path / "home"), device="cpu", standby=False, driver=idle_driver)
    try:
        with pytest.raises(RuntimeError, match="door"):
            launch(build(manager), prevent_thread_lock=True, server_name="127.0.0.1")
    finally:
        manager.close()


@pytest.fixture(scope="module")
def locked(serving):
    with serving(auth=("ada", "a password")) as page:
        yield page


def routes(holder: Any) -> list[Any]:
    """All of them, those of routers within as well."""
    found = []
    for route in holder.routes:
        within = getattr(route, "original_router", route)
        found += routes(within) if hasattr(within, "routes") and within.routes else [route]
    return found


SEEN = {  # before the login, beside files of Gradio's and ours, which are the same for everybody
    "/": "the login itself",
    "/gradio_api/startup-events": "Gradio asks itself whether it has started",
    **dict.fromkeys(("/favicon.ico", "/robots.txt", "/manifest.json", "/theme.css", "/gradio_api/theme.css"), "a file"),
}


def test_before_the_login_nothing_can_be_read_but_files(locked):
    all_routes = routes(locked.app)
    paths = {route.path for route in all_routes}
    for known in (
        "/download/{token}/{name}",
        "/config",
        "/gradio_api/component_server",
        "/gradio_api/heartbeat/{session_hash}",
    ):
        assert known in paths
    with httpx.Client(base_url=locked.url, timeout=30) as stranger:
        for route in all_routes:
            path = re.sub(r"{(\w+)(:\w+)?}", lambda gap: "0" * 12 if gap[2] == ":digest" else "1", route.path)
            for method in route.methods or ["GET"]:
                if method == "POST" and path.rstrip("/") == "/login":
                    continue
                with stranger.stream(method, path, json={} if method == "POST" else None) as answer:
                    if path in SEEN:
                        assert answer.status_code == 200, path
                    else:
                        assert answer.status_code in (401, 302, 404), (method, path)
                        assert not (method == "POST" and answer.status_code != 401), path
        login = stranger.get("/").text
        assert "auth_required" in login and "gp-train-button" not in login and "component_server" not in login
        assert stranger.get("/gradio_api/startup-events").json() is False
        assert stranger.post("/login", data={"username": "ada", "password": "wrong"}).status_code == 400
        assert stranger.get("/config").json() == {"error": "stranger", "text": say("error.stranger"), "details": {}}
        cookie = f"access-token-unsecure-{locked.app.cookie_id}"
        for value in ("", "None", "x" * 22):
            assert stranger.get("/config", headers={"cookie": f"{cookie}={value}"}).status_code == 401


def test_after_the_login_everything_answers_and_foreign_pages_still_do_not_ask(locked):
    with httpx.Client(base_url=locked.url, timeout=30) as ada:
        assert ada.post("/login", data={"username": "ada", "password": "a password"}).status_code == 200
        assert ada.get("/config").json()["components"]
        assert ada.get("/gradio_api/user").json() == "ada"
        assert ada.get("/download/1/1").status_code == 404
        foreign = FOREIGN["another site"]
        assert ada.post("/gradio_api/run/runs", json={"data": [""]}, headers=foreign).status_code == 403
        assert ada.get("/logout", headers=foreign).status_code == 403
        assert ada.post("/gradio_api/run/runs", json={"data": [""]}).status_code == 200
    assert httpx.post(f"{locked.url}/login", data={"username": "ada"}, headers=foreign).status_code == 403
    client = Client(locked.url, auth=("ada", "a password"), verbose=False)
    assert client.predict(api_name="/recipes")
