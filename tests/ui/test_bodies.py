"""Bodies that the page reads, and what stands in the place of a bare failure: without a page behind it."""

from __future__ import annotations

import json
import logging
import threading

import gradio
import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import JSONResponse, PlainTextResponse, StreamingResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from ganplay.runs.store.quota import Quota
from ganplay.runs.store.store import Store
from ganplay.ui import bodies
from ganplay.ui.bodies import Questions, Uploads
from ganplay.ui.words import say

ASK, EVENT, UPLOAD = "/gradio_api/component_server", "/gradio_api/run/train", "/gradio_api/upload"


async def echo(request):
    return PlainTextResponse(await request.body())


async def asked_of_gradio(request):
    return int(gradio.utils.get_space() or gradio.utils.delete_none(5))  # raises in Gradio's own code


async def fail(request):
    if request.query_params["how"] == "raise":
        raise KeyError("/srv/secret")
    if request.query_params["how"] == "event":  # as Gradio answers for an event that failed
        return JSONResponse({"error": None}, 500)
    if request.query_params["how"] == "refused":
        return JSONResponse({"error": "No: choose another.", "title": "ganplay"}, 500)
    if request.query_params["how"] == "plain":
        return PlainTextResponse("Internal Server Error at /srv/secret", 500)

    async def parts():
        yield b"one "
        yield b"two"

    return StreamingResponse(parts(), 503)


@pytest.fixture(scope="module")
def client():
    routes = [Route(path, echo, methods=["POST"]) for path in (ASK, EVENT, UPLOAD)]
    routes += [Route(EVENT + "/none", asked_of_gradio, methods=["POST"])]
    routes += [Route(path + "/fail", fail, methods=["POST", "GET"]) for path in (ASK, EVENT)]
    app = Starlette(routes=routes, middleware=[Middleware(Questions)])
    with TestClient(app) as client:
        yield client


def test_a_body_goes_through_as_it_was_sent(client):
    for body in (b'{"data": [1,  "\xc3\xa9"]}', b"", b'{"a": "\\ud83d\\ude00"}'):
        assert client.post(ASK, content=body).content == body


def test_halves_of_characters_never_get_in(client):
    assert client.post(EVENT, content=b'{"data": ["a\\ud800b", "\\udc00"]}').json() == {"data": ["ab", ""]}
    assert client.post(EVENT, content=b'{"data": ["a\xed\xa0\x80b"]}').json() == {"data": ["ab"]}


@pytest.mark.parametrize(
    "body",
    [
        *(b"{", b"no", b"\xff\xfe", b'{"a": NaN}', b"[Infinity]", b"1e999", b"9" * 10_000, b"9" * 400),
        *(b"[" * 200_000, b'{"a":' * 5000, b"[" * 200 + b"]" * 200, b"[" + b"0," * 300_000 + b"0]", b"[{}" * 150_000),
    ],
    ids=lambda body: body[:8].decode("latin-1"),
)
def test_what_is_no_json_of_the_page_is_refused_before_anything_reads_it(client, body):
    answer = client.post(ASK, content=body)
    assert (answer.status_code, answer.json()["error"]) == (400, "unreadable_question")
    answer = client.post(EVENT, content=body, headers={"accept-language": "zh-CN,en"})
    assert (answer.status_code, answer.json()["error"]) == (400, say("error.unreadable_question", "zh"))


def test_files_are_not_read_here(client):
    assert client.post(UPLOAD, content=b"\xff\xfe no json").content == b"\xff\xfe no json"


def test_a_body_that_is_too_large_is_turned_away_whatever_its_header_says(client, monkeypatch):
    monkeypatch.setattr(bodies, "MOST", 1000)

    def parts():
        yield from [b'"' + b"x" * 400] * 4

    for body in (b'"' + b"x" * 1000 + b'"', parts()):
        answer = client.post(ASK, content=body)
        assert (answer.status_code, answer.json()["error"]) == (413, "picture_large")
        assert answer.json()["details"] == {"most": 12}
    assert client.post(ASK, content=b'"' + b"x" * 990 + b'"').status_code == 200


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_failure_is_a_refusal_in_a_sentence(client, method):
    def asked(path, how):
        answer = client.request(method, f"{path}/fail?how={how}")
        assert "secret" not in answer.text
        return answer.status_code, answer.json()

    assert asked(EVENT, "raise")[0] == 400
    assert asked(EVENT, "raise")[1]["error"] == say("error.no_question")
    assert asked(EVENT, "event") == (400, {"error": say("error.other"), "text": say("error.other"), "details": {}})
    assert asked(EVENT, "plain")[1]["error"] == say("error.other")
    assert asked(EVENT, "refused") == (422, {"error": "No: choose another.", "title": "ganplay"})


def test_a_fault_of_ours_goes_to_the_log_with_its_trace(client, caplog):
    assert client.post(f"{ASK}/fail?how=raise").status_code == 400
    (record,) = [record for record in caplog.records if record.name == bodies.__name__]
    assert record.levelno == logging.ERROR
    assert record.exc_info[0] is KeyError
    assert "in fail" in caplog.text  # where it happened


def test_what_gradio_does_not_have_is_no_fault_of_ours(client, caplog):
    assert client.post(f"{EVENT}/none").json()["error"] == say("error.no_question")
    (record,) = [record for record in caplog.records if record.name == bodies.__name__]
    assert (record.levelno, record.exc_info) == (logging.WARNING, None)


def test_a_long_body_is_read_beside_the_loop_which_answers_others_meanwhile(client, monkeypatch):
    threads = []

    def fit(body):
        threads.append(threading.get_ident())
        return real(body)

    async def loop(request):
        return JSONResponse(threading.get_ident())

    real = bodies.fit
    monkeypatch.setattr(bodies, "fit", fit)
    app = Starlette(routes=[Route(ASK, loop, methods=["POST"])], middleware=[Middleware(Questions)])
    with TestClient(app) as page:
        here = [page.post(ASK, content=json.dumps("x" * length)).json() for length in (100, bodies.SHORT)]
    assert threads[0] == here[0]
    assert threads[1] != here[1]


def test_other_answers_pass_in_their_parts(client):
    answer = client.get(f"{EVENT}/fail?how=busy")
    assert (answer.status_code, answer.text) == (503, "one two")


def test_whoever_leaves_in_the_middle_is_not_answered(answered):
    sent = []

    async def app(scope, receive, send):
        raise AssertionError("asked")

    async def receive():
        return messages.pop(0)

    async def send(message):
        sent.append(message)

    messages = [{"type": "http.request", "body": b"{", "more_body": True}, {"type": "http.disconnect"}]
    scope = {"type": "http", "method": "POST", "path": EVENT, "headers": []}
    answered(Questions(app)(scope, receive, send))
    assert sent == messages == []


def test_while_the_share_of_the_disk_is_used_up_nothing_more_is_uploaded(tmp_path, monkeypatch):
    taken = []

    async def upload(request):
        taken.append(await request.body())
        return PlainTextResponse("taken")

    store = Store(tmp_path)
    monkeypatch.setenv("GANPLAY_MAX_DISK", "2000000")
    routes = [Route("/gradio_api/upload", upload, methods=["POST"])]
    for held, status in ((b"small", 200), (bytes(3_000_000), 507)):
        (store.uploads / "waits").write_bytes(held)
        app = Starlette(routes=routes, middleware=[Middleware(Uploads, quota=Quota(store))])
        answer = TestClient(app).post("/gradio_api/upload", content=b"picture")
        assert answer.status_code == status
    assert taken == [b"picture"] and "share of the disk" in answer.json()["text"]
