"""What is dear to make is made once by key, and nobody waits for what somebody else makes."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from ganplay.ui.kit.once import Once


def test_two_who_ask_for_the_same_make_it_once():
    once, made = Once(3), []
    begun, go = threading.Event(), threading.Event()

    def make() -> object:
        begun.set()
        assert go.wait(60)
        made.append(object())
        return made[-1]

    with ThreadPoolExecutor(3) as threads:
        asked = [threads.submit(once.get, "key", make) for _ in range(3)]
        assert begun.wait(60)
        go.set()
        assert {answer.result() for answer in asked} == set(made) and len(made) == 1


def test_two_who_ask_for_different_things_do_not_wait_for_each_other():
    once = Once(3)
    together = threading.Barrier(2)  # each is being made while the other is
    with ThreadPoolExecutor(2) as threads:
        asked = [threads.submit(once.get, key, lambda: together.wait(60)) for key in "ab"]
        assert sorted(answer.result() for answer in asked) == [0, 1]


def test_the_last_few_are_kept_and_what_failed_is_not():
    once, made = Once(2), []
    for key in "abacab":
        once.get(key, lambda key=key: made.append(key))
    assert made == list("abcb")

    def fails() -> None:
        raise ValueError

    for _ in range(5):
        with pytest.raises(ValueError):
            once.get("failed", fails)
    once.get("a", lambda: pytest.fail("what failed has pushed nothing out"))
    assert once.get("failed", lambda: 7) == 7
