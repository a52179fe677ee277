"""How tests ask the server functions of a tab, and what every one of them has to stand."""

from __future__ import annotations

import base64
import io
import json
import time
from collections.abc import Callable
from types import SimpleNamespace
from zlib import crc32

import numpy as np
from hypothesis import example, given, seed, settings
from PIL import Image

from ganplay.runs.server.viewers import Viewers

from .odd import OWNER, QUESTIONS, RUN, STEADY, filled

NONSENSE = (None, 3, "mnist", [], [[]], {}, {"run": "../../etc"}, {"run": 5}, {"owner": "\ud800"})


def asking(server_functions, store, answered):
    """ask(name, query): the answer of a server function over a store; ask.functions: all of them by name."""
    manager = SimpleNamespace(store=store, list=Viewers(store).list)
    functions = {function.__name__: function for function in server_functions(manager)}

    def ask(name: str, query: object = None) -> dict:
        return answered(functions[name](query))

    ask.functions = functions
    return ask


def worked(poll: Callable[[int], dict]) -> list[dict]:
    """All that is told of a piece of work until it is over; the last of it has the whole curve.

    poll: what is told of it, with its curve from so many points on.
    """
    heard, curve = [], []
    while not heard or not (heard[-1].get("done") or "error" in heard[-1]):
        if heard:
            time.sleep(0.02)
        heard.append(poll(len(curve)))
        curve += heard[-1].get("curve", [])
    heard[-1] = {**heard[-1], "curve": curve}
    return heard


def at_work(ask, prefix: str = ""):
    """work(question): starts long work and waits for its end: its refusal, or the last that was told of it."""

    def work(question: dict) -> dict:
        started = ask(f"{prefix}start_work", question)
        if "error" in started:
            return started
        return worked(lambda since: ask(f"{prefix}poll_work", {"job": started["job"], "since": since}))[-1]

    return work


def stand_whatever_is_asked(ask, run: str = "mnist", examples: int = 12) -> None:
    """Each function answers or refuses in a sentence, whatever it is asked, and tells no place of this machine."""
    for name in ask.functions:
        stands(ask, name, run, examples)


def stands(ask, name: str, run: str, examples: int) -> None:
    @seed(crc32(name.encode()))
    @settings(STEADY, max_examples=examples)
    @given(QUESTIONS)
    @example({"owner": OWNER, "run": RUN})
    def odd(question):
        refused_or_told(name, ask(name, filled(question, {RUN: run})))

    odd()
    for question in NONSENSE:
        refused_or_told(name, ask(name, question))


def refused_or_told(name: str, answer: dict) -> None:
    assert isinstance(answer, dict), name
    assert answer.get("error") != "other", name
    if "error" in answer:
        assert answer["text"].rstrip(")").endswith("."), (name, answer)
        assert "/" not in json.dumps(answer["text"]), (name, answer)


def picture(url: str) -> np.ndarray:
    """The pixels of a data URL."""
    return np.asarray(Image.open(io.BytesIO(base64.b64decode(url.partition(",")[2]))))


def trained(store_or_folder, recipe: str, dataset: str, steps: int, *changes: str) -> str:
    """Train a tiny run on the CPU; its folder's name."""
    from ganplay.cli import main

    words = [word for change in changes for word in ("--set", change)]
    asked = ["train", recipe, "--data", dataset, *words, "--steps", str(steps), "--device", "cpu"]
    assert main([*asked, "--run", str(store_or_folder)]) == 0
    return store_or_folder.name
