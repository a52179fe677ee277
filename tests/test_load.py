"""The load script: which answers it times, and which limits it says are broken; without a page."""

from __future__ import annotations

import asyncio
import importlib.util
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import SimpleNamespace

import httpx
import pytest

BENCHMARKS = Path(__file__).parents[1] / "benchmarks"


def run(coroutine):
    """What it comes to, in a thread of its own: there may be a loop in this one."""
    with ThreadPoolExecutor(1) as aside:
        return aside.submit(asyncio.run, coroutine).result()


@pytest.fixture
def load(monkeypatch):
    monkeypatch.syspath_prepend(str(BENCHMARKS))  # it shares with the script beside it
    spec = importlib.util.spec_from_file_location("load", BENCHMARKS / "load.py")
    module = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, "load", module)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def visitors(load):
    """All who asked, with answers that keep every limit."""
    visitors = load.Visitors(SimpleNamespace(url="http://page.test/"), "a run")
    visitors.times.update(news=[0.02] * 40, judged=[0.3] * 40, draw=[0.1] * 40)
    return visitors


GOOD = {"share": 0.7, "growth": 30.0, "polls": (0.8, 1.1)}


def asked(visitors, kind, *answers):
    """What came of a question of this kind, once for each of these answers."""
    left = list(answers)

    async def ask():
        async with httpx.AsyncClient(transport=httpx.MockTransport(lambda _: left.pop(0))) as client:
            for _ in answers:
                await visitors.post(client, kind, "live/news", {})

    run(ask())


@pytest.mark.parametrize("kind", ["draw", "judged", "news"])
def test_a_refusal_is_counted_and_not_timed(load, kind):
    visitors = load.Visitors(SimpleNamespace(url="http://page.test/"), "a run")
    refused = httpx.Response(200, json={"error": "busy", "text": "Later."})
    asked(visitors, kind, refused, httpx.Response(200, json={"seq": 1}), httpx.Response(500, text="no"))
    assert len(visitors.times[kind]) == 1
    assert (visitors.refused[kind], visitors.errors[kind]) == (1, 1)


def test_junk_is_timed_whatever_it_gets(load):
    visitors = load.Visitors(SimpleNamespace(url="http://page.test/"), "a run")
    asked(visitors, "junk", httpx.Response(400, json={"error": "unreadable_question"}))
    assert len(visitors.times["junk"]) == 1


def test_no_limit_is_broken_where_all_hold(load, visitors):
    assert load.broken(visitors, **GOOD) == []
    assert load.broken(visitors, share=0.60, growth=100.0, polls=(2.0, 2.0)) == []


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"share": 0.59}, "training"),
        ({"growth": 101.0}, "memory"),
        ({"polls": (2.4, 1.0)}, "an idle poll"),
        ({"polls": (1.0, 2.4)}, "an idle poll"),
    ],
)
def test_a_limit_that_does_not_hold_is_said(load, visitors, change, said):
    (sentence,) = load.broken(visitors, **GOOD | change)
    assert sentence.startswith(said)


@pytest.mark.parametrize(("kind", "seconds"), [("news", 0.2), ("judged", 1.0)])
def test_late_answers_and_none_are_said(load, visitors, kind, seconds):
    visitors.times[kind] = [0.01] * 30 + [seconds] * 10
    (sentence,) = load.broken(visitors, **GOOD)
    assert sentence.startswith(f"p95 of {kind}")
    visitors.times[kind] = []
    (sentence,) = load.broken(visitors, **GOOD)
    assert sentence.endswith(f"to {kind}")


def test_an_error_of_any_kind_is_said(load, visitors):
    visitors.errors["junk"] = 2
    assert load.broken(visitors, **GOOD) == ["2 errors of junk"]
