"""What a visitor sends is plain and bounded before a room reads it, and whatever comes of it is an answer."""

from __future__ import annotations

import json
import math

import pytest

from ganplay.runs.store.folder import RunError
from ganplay.ui.kit.answers import Refusal
from ganplay.ui.kit.questions import DEEPEST, LONGEST, MOST, cleaned, guarded, is_guarded, text_of, whole_of


def nested(depth: int) -> list:
    return json.loads("[" * depth + "]" * depth)


def test_what_a_page_sends_stays_as_it_is():
    question = {"run": "mnist", "n": 2**53, "x": -1.5e300, "list": [True, None, "é 中文 😀"], "at": nested(DEEPEST - 2)}
    assert cleaned(question) == question


def test_halves_of_characters_are_left_out_wherever_they_stand():
    assert cleaned({"a\ud800": ["\udfff", {"b": "x\ud83dy"}]}) == {"a": ["", {"b": "xy"}]}
    assert cleaned(json.loads('"\\ud83d\\ude00"')) == "😀"  # a whole one in two escapes


@pytest.mark.parametrize(
    "odd",
    [
        *(math.nan, math.inf, -math.inf, 2**63, -(2**63), 10**400),
        *(nested(DEEPEST + 3), nested(500), [0] * MOST, b"bytes", {1j}, object()),
    ],
    ids=lambda value: type(value).__name__,
)
@pytest.mark.parametrize("wrap", [lambda odd: odd, lambda odd: {"view": [odd]}])
def test_what_no_page_sends_is_refused(odd, wrap):
    with pytest.raises(Refusal) as refusal:
        cleaned(wrap(odd))
    assert refusal.value.code == "unreadable_question"


@pytest.mark.parametrize(
    ("query", "text", "whole"),
    [
        ({"a": "x\ud800y"}, "xy", 0),
        ({"a": "x" * 1000}, "x" * LONGEST, 0),
        ({"a": 7}, "", 7),
        *[({"a": value}, "", 0) for value in (True, -1, 1.0, math.nan, 2**63, None, [], {})],
        *[(query, "", 0) for query in ({}, None, [], "a", 3)],
    ],
)
def test_a_name_is_read_as_what_it_is_to_be_or_as_nothing(query, text, whole):
    assert (text_of(query, "a"), whole_of(query, "a")) == (text, whole)


def test_a_guarded_function_gets_what_is_clean_and_tells_of_what_it_raises(answered):
    async def echo(query):
        """As asked."""
        if query == "refuse":
            raise RunError("No.", code="none")
        if query == "fail":
            raise ZeroDivisionError
        return {"asked": query}

    (function,) = guarded([echo])
    assert guarded([function]) == [function]
    assert is_guarded(function) and not is_guarded(echo)
    assert (function.__name__, function.__doc__) == ("echo", "As asked.")
    assert answered(function("a\ud800")) == {"asked": "a"}
    assert answered(function()) == {"asked": None}
    assert answered(function("refuse"))["text"] == "No."
    assert answered(function("fail"))["error"] == "other"
    assert answered(function(math.nan))["error"] == "unreadable_question"
