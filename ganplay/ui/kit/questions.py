"""What a visitor sends, made fit to be read before any room reads it; and an answer, whatever comes of it.

Every server function of the page is one that `guarded` made: a question may hold anything that JSON can, and some that
only Python takes for JSON.
"""

from __future__ import annotations

import functools
import json
import math
from collections.abc import Awaitable, Callable, Iterable
from typing import Any

from ganplay.recipe.fields import RecipeError
from ganplay.ui.kit.answers import Answer, Refusal, told
from ganplay.ui.kit.fair.visitors import asks

LONGEST = 200  # characters of a name, an id, a token
DEEPEST = 32  # lists and objects within one another
LARGEST = 2**63  # what a database, an index or a float can do nothing with is no number here
MOST = 200_000  # values in one question: a latent is some thousand characters of one text, not a list

Function = Callable[..., Awaitable[Answer]]


def cleaned(question: Any) -> Any:
    """`question` as plain JSON: texts without halves of characters, numbers finite and below `LARGEST`.

    Raises:
        Refusal: for numbers that are none, for what nests too deep or holds too much, and for what is no JSON.
    """
    left = MOST

    def clean(value: Any, depth: int) -> Any:
        nonlocal left
        left -= 1
        if depth > DEEPEST or left < 0:
            raise Refusal("unreadable_question")
        if isinstance(value, str):
            return whole_text(value)
        if value is None or isinstance(value, bool):
            return value
        if isinstance(value, int):
            if abs(value) < LARGEST:
                return value
        elif isinstance(value, float):
            if math.isfinite(value):
                return value
        elif isinstance(value, dict):
            return {clean(name, depth + 1): clean(item, depth + 1) for name, item in value.items()}
        elif isinstance(value, list | tuple):
            return [clean(item, depth + 1) for item in value]
        raise Refusal("unreadable_question")

    return clean(question, 0)


def object_in(text: Any, wanted: str) -> dict[str, Any]:
    """The JSON object that a text holds, `cleaned`.

    Raises:
        RecipeError: where it holds none; its sentence is `wanted`.
    """
    try:
        value = cleaned(json.loads(text))
    except (TypeError, ValueError, RecursionError):
        value = None
    if not isinstance(value, dict):
        raise RecipeError(wanted)
    return value


def whole_text(text: str) -> str:
    """`text` without halves of characters (lone surrogates), which nothing can store or send."""
    return text if text.isascii() else text.encode("utf-8", "ignore").decode("utf-8")


def text_of(query: Any, name: str, most: int = LONGEST) -> str:
    """The text at `name`, its first `most` characters; "" where there is none."""
    value = query.get(name) if isinstance(query, dict) else None
    return whole_text(value[:most]) if isinstance(value, str) else ""


def whole_of(query: Any, name: str) -> int:
    """The whole number from 0 at `name`; 0 where there is none."""
    value = query.get(name) if isinstance(query, dict) else None
    whole = isinstance(value, int) and not isinstance(value, bool) and 0 <= value < LARGEST
    return value if whole else 0


def guarded(functions: Iterable[Function]) -> list[Function]:
    """Server functions as a component takes them: each gets its question `cleaned`, and whatever it raises is `told`.

    While it answers, whose browser asks is known by the question's ``owner``.

    One that is guarded already stays as it is.
    """
    return [function if is_guarded(function) else _guarded(function) for function in functions]


def is_guarded(function: Any) -> bool:
    """Whether `guarded` made this function."""
    return getattr(function, "_guarded", False)


def _guarded(function: Function) -> Function:
    @functools.wraps(function)
    async def ask(query: Any = None) -> Answer:
        try:
            question = cleaned(query)
            asks(text_of(question, "owner"))
            return await function(question)
        except Exception as error:
            return told(error)

    ask._guarded = True
    return ask


__all__ = ["cleaned", "guarded", "is_guarded", "object_in", "text_of", "whole_of", "whole_text"]
