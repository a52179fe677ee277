"""Whatever a visitor sends, to whichever function or address of the page: an answer or a refusal in a sentence.

And in none of them a place of this machine.
"""

from __future__ import annotations

import base64
import io
import json
import logging
import os
import re
import sys
import tempfile
from pathlib import Path
from types import SimpleNamespace
from zlib import crc32

import httpx
import pytest
from hypothesis import example, given, seed, settings
from hypothesis import strategies as st
from PIL import Image

from ganplay.ui.kit.questions import is_guarded
from ganplay.ui.words import say

from ..slowly import usually
from .odd import BASE64, OWNER, PIXELS, PNG, QUESTIONS, RUN, STEADY, TEXTS, UI, WILD, bodies, filled

SMALL = ["resolution=32", "g_width=4", "d_width=4", "batch=8", "z_dim=8", "precision=fp32", "metrics=0"]
LONG = re.compile(r"[A-Za-z0-9+/=]{200,}")  # a picture
SLOW = ("gp-judge.fool", "gp-judge.why")  # seconds of CPU each
JSON = {"content-type": "application/json"}
FAULTS = ("other", "no_question")  # what is said of a fault that nobody expected, and by the door of Gradio's
BROKEN = {*FAULTS, *(say(f"error.{code}", language) for code in FAULTS for language in ("en", "zh"))}


@pytest.fixture(autouse=True)
def no_fault_in_the_log(caplog):
    """Whatever was asked, no room of ganplay met a fault of its own."""
    yield
    records = [record for when in ("setup", "call") for record in caplog.get_records(when)]
    ours = [record for record in records if record.name.startswith("ganplay") and record.levelno >= logging.ERROR]
    assert [logging.Formatter().format(record) for record in ours] == []


@pytest.fixture(scope="module")
def page(tmp_path_factory, idle_driver):
    """A served page in which no training begins; OWNER has a run of a few steps in it.

    Attributes: blocks, client, manager; own: see `odd.filled`; places: of this machine; seen: answers looked at.
    """
    home = tmp_path_factory.mktemp("a home of runs")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GANPLAY_CACHE", str(tmp_path_factory.mktemp("a cache")))
        patch.setenv("GRADIO_TEMP_DIR", str(tmp_path_factory.mktemp("uploads of the page")))
        from ganplay.cli import main
        from ganplay.runs.server.manager import Manager
        from ganplay.runs.store.store import Store
        from ganplay.ui import build, launch

        store = Store(home)
        with store.place(OWNER) as place:
            words = [word for setting in SMALL for word in ("--set", setting)]
            asked = ["train", "quick", "--data", "digits", *words, "--steps", "6", "--device", "cpu"]
            assert main([*asked, "--run", str(place)]) == 0
        manager = Manager(store, device="cpu", standby=False, driver=idle_driver)
        blocks = build(manager)
        _, url, _ = launch(blocks, prevent_thread_lock=True, server_name="127.0.0.1")
        variables = (os.environ[name] for name in ("GANPLAY_CACHE", "GRADIO_TEMP_DIR"))
        places = [home, Path.home(), UI.parents[1], tempfile.gettempdir(), sys.prefix, *variables]
        with httpx.Client(base_url=url, timeout=60) as client:
            yield SimpleNamespace(
                blocks=blocks,
                client=client,
                manager=manager,
                own={RUN: place.name, **pictures()},
                places=[str(place) for place in places if len(Path(place).parts) > 1],
                seen=set(),
            )
        blocks.close()
        manager.close()


def pictures() -> dict[str, str]:
    """A picture as OWNER's run takes it: its file in base64, and as the Discriminator tab sends its pixels."""
    buffer = io.BytesIO()
    Image.linear_gradient("L").resize((32, 32)).save(buffer, "PNG")
    data = base64.b64encode(buffer.getvalue()).decode()
    return {BASE64: data, PIXELS: PNG + data}


def functions(page) -> dict[str, tuple[int, object]]:
    """Every server function of the page, by its component and name: the component's id, and the function."""
    return {
        f"{block.elem_id}.{function.__name__}": (number, function)
        for number, block in page.blocks.blocks.items()
        for function in getattr(block, "server_fns", ())
    }


def check(page, text: str) -> None:
    """No place of this machine in an answer, as it is or as JSON writes it."""
    if text in page.seen:
        return
    page.seen.add(text)
    text = LONG.sub("", text)
    for place in page.places:
        for written in (place, json.dumps(place)[1:-1]):
            found = re.search(rf"(?<![\w.-]){re.escape(written)}(?![\w-])", text)
            assert not found, f"{place} in {text[max(0, found.start() - 100) : found.end() + 100]}"


def expected(answer, asked) -> None:
    """An answer, or a refusal that somebody wrote: not what is said where something broke."""
    told = answer.json() if "json" in answer.headers.get("content-type", "") else None
    said = {told.get("error"), told.get("text")} if isinstance(told, dict) else {answer.text}
    assert not {str(text) for text in said} & BROKEN, (str(asked)[:500], answer.text[:300])


def test_every_server_function_of_the_page_is_guarded(page):
    found = functions(page)
    parts = {"gp-live", "gp-break", "gp-settings", "gp-latent", "gp-judge", "gp-library"}
    assert {name.split(".")[0] for name in found} >= parts
    assert [name for name, (_, function) in found.items() if not is_guarded(function)] == []


@pytest.mark.parametrize("many", usually([4], [4, 60]))
def test_every_server_function_answers_or_refuses_whatever_it_is_asked(page, answered, many):
    told = [name for name, (_, function) in functions(page).items() if asked(page, name, function, answered, many)]
    assert len(told) > 25  # so many answered something: what they were asked was not only junk


def asked(page, name, function, answered, many) -> int:
    """How often a function answered `many` odd questions; each time it is to answer or to refuse."""
    told = 0

    @seed(crc32(name.encode()))  # to each its own questions
    @settings(STEADY, max_examples=max(3, many // 5) if name in SLOW else many)
    @given(QUESTIONS)
    @example({"owner": "\ud800", "run": RUN})
    @example({"owner": OWNER, "run": "\ud800"})
    def ask(question):
        nonlocal told
        answer = answered(function(filled(question, page.own)))
        check(page, json.dumps(answer, allow_nan=False, ensure_ascii=False).encode().decode())
        assert isinstance(answer, dict), name
        assert answer.get("error") != "other", f"{name} fails at {question!r}"
        told += "error" not in answer

    ask()
    return told


SESSION = TEXTS | st.just("session")
EVENT = bodies(data=st.lists(WILD, max_size=9), fn_index=st.integers(-2, 40), session_hash=SESSION, event_id=SESSION)
NAMES = ("train", "status", "command", "runs", "recipes", "datasets")
NAMED = st.sampled_from([*NAMES, "predict", "none", "%00", "%ED%A0%80"])


def test_every_address_that_is_sent_something_answers(page):
    parts = functions(page).values()
    question = bodies(
        session_hash=st.just("session"),
        component_id=st.sampled_from([number for number, _ in parts]),
        fn_name=st.sampled_from([function.__name__ for _, function in parts]),
        data=QUESTIONS,
    )
    there = st.sampled_from([pair for name, pair in functions(page).items() if name not in SLOW])
    usual = st.builds(
        lambda part, data: {
            "session_hash": "session",
            "component_id": part[0],
            "fn_name": part[1].__name__,
            "data": filled(data, page.own),
        },
        there,
        QUESTIONS,
    )
    sent = st.one_of(
        st.tuples(st.just("component_server"), usual),
        st.tuples(st.just("component_server"), question),
        st.tuples(st.just("queue/join"), EVENT),
        st.tuples(st.builds("{}/{}".format, st.sampled_from(["run", "api", "call", "call/v2"]), NAMED), EVENT),
        st.tuples(st.sampled_from(["cancel", "reset", "none", "startup-events", "app_id", "vibe-edit"]), EVENT),
    )
    statuses = set()

    @settings(STEADY, max_examples=250)
    @given(sent)
    def send(asked):
        where, body = asked
        exists = isinstance(body, dict)
        body = json.dumps(body).encode() if exists else body
        answer = page.client.post(f"/gradio_api/{where}", content=body, headers=JSON)
        assert answer.status_code < 500, (where, body[:300], answer.text[:300])
        if exists:
            expected(answer, body)
        check(page, answer.text)
        statuses.add(answer.status_code)

    send()
    assert {200, 400, 404, 422} <= statuses


def taken(inputs, data) -> bool:
    """Whether Gradio's components take these values, and so hand them on to us."""
    try:
        for part, value in zip(inputs, data, strict=len(data) < len(inputs)):
            model = getattr(part, "data_model", None)
            part.preprocess(model.model_validate(value) if model and value is not None else value)
    except Exception:
        return False
    return True


def sent_event(page, path: str, **body) -> int:
    """The status with which an event is answered, or refused in a sentence."""
    data = json.dumps(body)
    answer = page.client.post(f"/gradio_api/run/{path}", content=data, headers=JSON)
    check(page, answer.text)
    assert answer.status_code in (200, 400, 422), (data, answer.text[:300])
    assert answer.status_code == 200 or answer.json()["error"], data
    events = page.blocks.fns
    event = events[body["fn_index"]] if "fn_index" in body else next(e for e in events.values() if e.api_name == path)
    if event.fn and taken(event.inputs, body["data"]):  # else Gradio calls nothing of ours
        expected(answer, data)
    return answer.status_code


def test_every_event_of_the_page_answers_or_refuses_with_a_sentence(page):
    statuses = {status for number in page.blocks.fns for status in sent_values(page, number)}
    assert statuses == {200, 400, 422}


def sent_values(page, number: int) -> set[int]:
    """The statuses of an event that gets its components' own values, some of them odd."""
    inputs = page.blocks.fns[number].inputs
    usual = [OWNER if part is inputs[0] else getattr(part, "value", None) for part in inputs]
    statuses = set()

    @seed(number)
    @settings(STEADY, max_examples=15)
    @given(st.dictionaries(st.integers(0, max(0, len(usual) - 1)), WILD, max_size=2))
    def send(odd):
        data = [odd.get(index, value) for index, value in enumerate(usual)]
        statuses.add(sent_event(page, "predict", data=data, fn_index=number))

    send()
    return statuses


@pytest.mark.parametrize("name", NAMES)
def test_every_endpoint_answers_or_refuses_with_a_sentence(page, name):
    known = TEXTS | st.sampled_from(["quick", "shapes", RUN, OWNER, "set", "{}", '{"lr_g": NaN}', '{"a":' * 3000])

    values = st.one_of(known, known, known, WILD)

    @settings(STEADY, max_examples=40)
    @given(st.integers(0, 4).flatmap(lambda least: st.lists(values, min_size=least, max_size=4)))
    def send(data):
        sent_event(page, name, data=filled(data, page.own))

    send()


@pytest.mark.parametrize(
    "where",
    [
        *("", "config", "gradio_api/info", "gradio_api/queue/status", "monitoring"),
        *("gradio_api/file=%00", "gradio_api/file=/etc/passwd", "gradio_api/file=%ED%A0%80", "static/0123456789ab/%00"),
        *("download/none/none", "download/%00/%ED%A0%80", "gradio_api/component_server", "gradio_api/run/none"),
        *("gradio_api/file=" + "x" * 5000, "?run=%ED%A0%80&view=%00", "gradio_api/none/%00"),
    ],
)
def test_what_is_read_says_nothing_of_the_machine(page, where):
    answer = page.client.get(f"/{where}")
    assert answer.status_code < 500, answer.text[:300]
    check(page, answer.text)
