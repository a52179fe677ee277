"""Short questions do not wait behind long ones, and stale ones are not worked on."""

from __future__ import annotations

import asyncio
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from ganplay.runs.store.folder import RunError
from ganplay.ui.kit.answers import answering
from ganplay.ui.kit.fair import lanes as rooms
from ganplay.ui.kit.fair.lanes import LONG, WAITING, Costs, Lanes, lanes_of
from ganplay.ui.kit.fair.shares import Shares
from ganplay.ui.kit.fair.visitors import Visitor, asks, comes_from


def run(coroutine):
    """What it comes to, in a thread of its own: there may be a loop in this one."""
    with ThreadPoolExecutor(1) as aside:
        return aside.submit(asyncio.run, coroutine).result()


@pytest.fixture
def lanes(monkeypatch):
    monkeypatch.setattr(rooms, "usable_cores", lambda: 2)
    return Lanes(Shares(0))


class Gate:
    """Questions that wait until the test lets them go."""

    def __init__(self):
        self.open = threading.Event()
        self.begun = []

    def slow(self, query):
        self.begun.append(query)
        assert self.open.wait(30)
        return {"slow": query}

    def quick(self, query):
        self.begun.append(query)
        return {"quick": query}


def busy(query):
    """Takes .02 seconds of a core."""
    end = time.thread_time() + 0.02
    while time.thread_time() < end:
        pass
    return {}


async def until(true):
    while not true():
        await asyncio.sleep(0.001)


def as_visitor(name):
    comes_from(name)
    asks(name)


def test_a_short_question_does_not_wait_behind_long_ones(lanes):
    async def asked():
        gate, answer = Gate(), answering(lanes)
        for _ in range(2):
            lanes.costs.tell(gate.slow.__qualname__, "", LONG + 1)
        for who in range(6):
            as_visitor(str(who))
            waiting.append(asyncio.create_task(answer(gate.slow, who)))
        await until(lambda: gate.begun)
        assert (await answer(gate.quick, "short"))["quick"] == "short"
        assert gate.begun == [0, "short"]  # of two cores one is for the long ones
        gate.open.set()
        return await asyncio.gather(*waiting)

    waiting = []
    assert [one["slow"] for one in run(asked())] == list(range(6))


def test_what_a_question_costs_is_measured_by_run(lanes):
    async def asked():
        answer = answering(lanes)
        for query in ({"run": "a"}, {"view": {"run": "b"}}, {"run": 5}, {"run": "a"}, {"view": {"run": "b"}}):
            await answer(busy, query)

    run(asked())
    what = busy.__qualname__
    assert [lanes.costs.of(what, run) >= 0.02 for run in ("a", "b", "", "c")] == [True] * 4
    assert lanes.costs.of("something else", "a") == 0


def test_a_cold_start_does_not_make_a_question_long_and_a_run_may_cost_more_than_others():
    costs = Costs()
    costs.tell("judged", "a", 5.0)
    assert costs.of("judged", "a") == 0
    costs.tell("judged", "a", 0.05)
    assert costs.of("judged", "a") == costs.of("judged", "of another run") == 0.05
    for _ in range(3):
        costs.tell("judged", "large", 2.0)
    assert (costs.of("judged", "large"), costs.of("judged", "a")) == (2.0, 0.05)


def test_costs_are_bounded():
    costs = Costs()
    for number in range(3 * rooms.KNOWN):
        costs.tell("draw", str(number), 1.0)
    assert len(costs._known) == rooms.KNOWN and costs.of("draw", "of a new run") == 1.0


def test_of_many_questions_of_a_kind_the_stale_ones_are_dropped_before_they_begin(lanes):
    async def asked():
        gate, answer = Gate(), answering(lanes)
        as_visitor("anna")
        held = [asyncio.create_task(answer(gate.slow, {"held": n})) for n in range(2)]
        await until(lambda: len(gate.begun) == 2)
        many = [asyncio.create_task(answer(gate.slow, {"n": n})) for n in range(WAITING + 3)]
        for _ in range(5):
            await asyncio.sleep(0)
        gate.open.set()
        await asyncio.gather(*held)
        return gate, await asyncio.gather(*many)

    gate, answers = run(asked())
    assert [one.get("error") for one in answers] == ["replaced"] * 3 + [None] * WAITING
    assert len(gate.begun) == 2 + WAITING


def test_a_question_that_fails_gives_its_place_back_and_is_told(lanes):
    def wrong(query):
        raise RunError("Not so.")

    async def asked():
        answer = answering(lanes)
        return [await answer(wrong, {}) for _ in range(5)]

    assert {one["text"] for one in run(asked())} == {"Not so."}
    assert not lanes.short._working and not lanes.short._waiting


def test_what_a_visitor_uses_is_booked(monkeypatch):
    monkeypatch.setattr(rooms, "usable_cores", lambda: 2)
    lanes = Lanes(Shares(0.001))

    async def asked():
        as_visitor("anna")
        await answering(lanes)(busy, {})

    run(asked())
    assert lanes.shares.wait(Visitor("anna", "anna")) > 0
    assert lanes.shares.wait(Visitor("ben", "ben")) == 0


def test_who_owes_much_is_told_for_how_long_and_still_hears_of_work(monkeypatch):
    lanes = Lanes(Shares(60, lambda: 0.0))
    lanes.shares.spend(Visitor("anna", "anna"), 60 + 5)

    async def asked(**lane):
        as_visitor("anna")
        return await answering(lanes)(lambda: {"fine": True}, **lane)

    monkeypatch.setattr(rooms, "OWED", 4.0)
    told = run(asked())
    assert told["error"] == "share_used" and told["details"] == {"seconds": 5} and "5 seconds" in told["text"]
    assert run(asked(lane="hear")) == {"fine": True}


def test_the_rooms_of_a_page_share_their_lanes():
    class Manager:
        pass

    one, other = Manager(), Manager()
    assert lanes_of(one) is lanes_of(one) and lanes_of(one) is not lanes_of(other)
