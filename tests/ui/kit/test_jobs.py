"""Work that takes long: one piece of a visitor's at a time, in turn with others, and only while somebody waits."""

from __future__ import annotations

import threading
import time
import weakref
from contextlib import contextmanager

import pytest

from ganplay.ui.kit.answers import Refusal
from ganplay.ui.kit.fair import lanes as rooms
from ganplay.ui.kit.fair.lanes import LINE, Lanes
from ganplay.ui.kit.fair.shares import Shares
from ganplay.ui.kit.fair.visitors import Visitor, asks, comes_from
from ganplay.ui.kit.jobs import FORSAKEN, KEPT, Jobs


def endless(job):
    while True:
        job.tell(0.5, fraction=0.1)
        time.sleep(0.002)


def wrong(job):
    raise ZeroDivisionError


class Upload:
    """What work closes over."""


def holding(then):
    """(work that closes over an upload and does `then`, a weak reference to that upload)."""
    upload = Upload()

    def work(job):
        return then(job) if upload else None

    return work, weakref.ref(upload)


class Room:
    """Two places for work, a clock, and jobs of visitors by name."""

    def __init__(self):
        self.now = 0.0
        self.lanes = Lanes(Shares(0))
        self.jobs = Jobs(self.lanes, clock=lambda: self.now)
        self.started = []

    def start(self, who, work=endless, jobs=None):
        comes_from(who)
        asks(who)
        self.started.append((jobs or self.jobs).start(work))
        return self.started[-1]

    def until_done(self, key):
        while not (news := self.jobs.poll(key))["done"]:
            time.sleep(0.002)
        return news


@pytest.fixture
def room(monkeypatch):
    monkeypatch.setattr(rooms, "usable_cores", lambda: 2)
    room = Room()
    yield room
    for job, _ in room.jobs._jobs.values():
        job.stop.set()


def test_work_ends_when_asked_and_keeps_what_it_reached(room):
    first = room.start("anna")
    while not room.jobs.poll(first)["curve"]:
        time.sleep(0.002)
    room.jobs.stop(first)
    news = room.until_done(first)
    assert news["stopped"] and news["fraction"] == 0.1 and room.jobs.poll(first)["curve"][0] == 0.5
    assert room.until_done(room.start("anna", lambda job: {"answer": 7}))["answer"] == 7


def test_work_ends_when_nobody_waits_for_it_in_the_line_too(room):
    first, second = room.start("anna"), room.start("anna")
    room.now = FORSAKEN + 1
    third = room.start("ben", lambda job: {})
    room.until_done(third)
    for key in (first, second):
        while not room.jobs._jobs[key][0].done:
            time.sleep(0.002)
    room.now += KEPT + 1
    room.until_done(room.start("ben", lambda job: {}))
    with pytest.raises(Refusal, match="not known"):
        room.jobs.poll(first)


def test_a_visitor_has_one_at_work_and_one_waiting_whatever_the_room(room):
    other = Jobs(room.lanes, clock=lambda: room.now)
    first, second = room.start("anna"), room.start("anna")
    assert (room.jobs.poll(first)["place"], room.jobs.poll(second)["place"]) == (0, 1)
    with pytest.raises(Refusal, match="another waits"):
        room.start("anna", jobs=other)
    room.jobs.stop(second)
    assert room.jobs.poll(second)["done"] and room.jobs.poll(second)["stopped"]
    third = room.start("anna")
    room.jobs.stop(first)
    while room.jobs.poll(third)["place"]:
        time.sleep(0.002)


def test_three_pieces_of_one_visitor_keep_nobody_waiting(room):
    """What was: three inversions of one visitor, kept alive by asking how they go, and everybody else was refused."""
    room.start("anna"), room.start("anna")
    for who in ("ben", "carl", "dora"):
        assert room.until_done(room.start(who, lambda job: {"answer": 1}))["answer"] == 1


def test_who_waits_sees_the_place_in_the_line(room):
    room.start("anna"), room.start("ben")
    places = [room.start(who) for who in ("carl", "dora")]
    assert [room.jobs.poll(key)["place"] for key in places] == [1, 2]
    room.jobs.stop(room.started[0])
    room.until_done(room.started[0])
    while room.jobs.poll(places[0])["place"]:
        time.sleep(0.002)
    assert room.jobs.poll(places[1])["place"] == 1


def test_a_fault_is_told_and_the_place_is_free_again(room):
    for _ in range(4):
        assert room.until_done(room.start("anna", wrong))["error"] == "other"


def test_work_is_booked_to_whoever_asked(room, monkeypatch):
    booked = []

    @contextmanager
    def book(who, what="", run=""):
        booked.append(who.token)
        yield

    monkeypatch.setattr(room.lanes, "booked", book)
    done = threading.Event()
    room.start("anna", lambda job: done.set())
    assert done.wait(20) and booked == ["anna"]


def test_who_has_used_up_their_share_is_told_for_how_long(room):
    room.lanes.shares = Shares(60, lambda: 0.0)
    room.lanes.shares.spend(Visitor("anna", "anna"), 60 + 25)
    with pytest.raises(Refusal, match="25 seconds"):
        room.start("anna")
    assert room.until_done(room.start("ben", lambda job: {"answer": 1}))["answer"] == 1


def test_an_address_does_not_fill_the_line_by_tokens(room):
    comes_from("school")
    with pytest.raises(Refusal, match="of your address"):
        for number in range(200):
            asks(str(number))
            room.jobs.start(endless)
    assert LINE < len(room.jobs._jobs) < LINE + 5
    assert room.jobs.poll(room.start("ben", lambda job: {}))["place"] == 1


def test_work_that_gets_no_thread_gives_its_place_back(room, monkeypatch):
    def none(thread):
        raise RuntimeError("can't start new thread")

    with monkeypatch.context() as patch:
        patch.setattr(threading.Thread, "start", none)
        key = room.start("anna", lambda job: {})
    assert room.jobs.poll(key)["error"] == "other" and not room.lanes.work.of(Visitor("anna", "anna"))
    assert room.until_done(room.start("anna", lambda job: {"answer": 1}))["answer"] == 1


@pytest.fixture
def unlogged(monkeypatch):
    """Faults are told, not logged: pytest keeps what is logged with the frames that it came from."""
    monkeypatch.setattr("ganplay.ui.kit.jobs.told", lambda error: {"error": "other"})


@pytest.mark.parametrize("then", [lambda job: {"answer": 1}, wrong])
def test_what_work_closed_over_is_gone_once_it_is_done_while_its_answer_is_kept(room, unlogged, then):
    work, upload = holding(then)
    key = room.start("anna", work)
    del work
    room.until_done(key)
    while room.lanes.work.of(Visitor("anna", "anna")):
        time.sleep(0.002)
    assert upload() is None
    assert room.jobs.poll(key)["done"]


def test_what_waiting_work_closes_over_is_gone_once_it_is_stopped_or_forsaken(room):
    for who in ("anna", "ben"):
        room.start(who)
    work, stopped = holding(endless)
    key = room.start("carl", work)
    work, forsaken = holding(endless)
    other = room.start("dora", work)
    del work
    assert stopped() and forsaken()
    room.jobs.stop(key)
    assert stopped() is None and room.jobs.poll(key)["stopped"]
    room.now = FORSAKEN + 1
    room.jobs.poll(key)
    assert forsaken() is None and room.jobs.poll(other)["stopped"]


def test_what_work_closes_over_is_gone_where_it_got_no_thread(room, unlogged, monkeypatch):
    def none(thread):
        raise RuntimeError("can't start new thread")

    work, upload = holding(endless)
    with monkeypatch.context() as patch:
        patch.setattr(threading.Thread, "start", none)
        key = room.start("anna", work)
    del work
    assert upload() is None and room.jobs.poll(key)["error"] == "other"
