"""Those who ask much do not hold up those who ask little."""

from __future__ import annotations

import threading

import pytest

from ganplay.ui.kit.fair.shares import Shares
from ganplay.ui.kit.fair.turns import Ticket, Turns
from ganplay.ui.kit.fair.visitors import Visitor

ANNA, BEN, CARL = (Visitor(f"192.0.2.{number}", name) for number, name in enumerate(("anna", "ben", "carl")))
SCHOOL = [Visitor("198.51.100.1", f"pupil {number}") for number in range(6)]


class Line:
    """A line that writes down whose turn came."""

    def __init__(self, *places, **options):
        self.turns = Turns(*places, **options)
        self.begun = []

    def ask(self, who, what=""):
        ticket = Ticket(who, lambda: self.begun.append(who.token), what)
        self.turns.join(ticket)
        return ticket


def test_one_who_asks_much_waits_behind_all_who_ask_little():
    line = Line(1)
    first = line.ask(ANNA)
    many = [line.ask(ANNA) for _ in range(3)]
    ben, carl = line.ask(BEN), line.ask(CARL)
    assert [line.turns.place(ticket) for ticket in (first, ben, carl, *many)] == [0, 1, 2, 3, 4, 5]
    for ticket in (first, ben, carl, *many):
        line.turns.leave(ticket)
    assert line.begun == ["anna", "ben", "carl", "anna", "anna", "anna"]


def test_turns_go_round_by_address_and_by_token_within_it():
    line = Line(1)
    held = [line.ask(CARL)]
    tickets = [line.ask(pupil) for pupil in (SCHOOL[0], SCHOOL[0], SCHOOL[1])] + [line.ask(BEN) for _ in range(3)]
    while len(line.begun) < 7:
        line.turns.leave(held.pop())
        held = [ticket for ticket in tickets if not line.turns.place(ticket)][-1:]
        tickets.remove(held[0])
    assert line.begun == ["carl", "pupil 0", "ben", "pupil 1", "ben", "pupil 0", "ben"]


def test_an_address_has_half_of_the_places_while_others_wait():
    line = Line(4)
    pupils = [line.ask(pupil) for pupil in SCHOOL]
    assert len(line.begun) == 4  # nobody else is there
    others = [line.ask(who) for who in (BEN, CARL, ANNA)]
    line.turns.leave(pupils[0])
    line.turns.leave(pupils[1])
    assert line.begun[4:] == ["ben", "carl"]
    line.turns.leave(pupils[2])
    assert line.begun[6:] == ["anna"] and not any(map(line.turns.place, others))
    line.turns.leave(others[0])
    assert line.begun[7:] == ["pupil 4"]


def test_a_visitor_has_one_at_work_where_that_is_the_rule():
    line = Line(3, each=1)
    first, second = line.ask(ANNA), line.ask(ANNA)
    assert line.begun == ["anna"] and line.turns.place(second) == 1 and line.turns.of(ANNA) == [first, second]
    line.turns.leave(first)
    assert line.begun == ["anna", "anna"] and line.turns.of(ANNA) == [second]


def test_who_gives_up_makes_room_and_who_works_is_not_dropped():
    line = Line(1)
    first, second, third = line.ask(ANNA), line.ask(BEN), line.ask(CARL)
    assert line.turns.drop(second) and second.dropped and line.turns.place(third) == 1
    assert not line.turns.drop(second) and not line.turns.drop(first) and not first.dropped
    line.turns.leave(second)  # it is not there any more
    line.turns.leave(first)
    assert line.begun == ["anna", "carl"]


def test_the_oldest_of_too_many_of_a_kind_is_named():
    line = Line(1, most=2)
    line.ask(ANNA, "draw")
    waiting = [line.ask(ANNA, "draw") for _ in range(2)]
    line.ask(ANNA, "judge"), line.ask(BEN, "draw")
    assert line.turns.excess(ANNA, "draw") is None
    line.ask(ANNA, "draw")
    assert line.turns.excess(ANNA, "draw") is waiting[0]
    assert line.turns.excess(ANNA, "judge") is None and line.turns.excess(BEN, "draw") is None


def test_who_has_used_up_a_share_waits_until_it_has_grown_back_and_holds_up_nobody():
    now = [0.0]
    shares = Shares(60, lambda: now[0])
    line = Line(1, shares=shares)
    shares.spend(ANNA, 60.2)
    come = threading.Event()
    ticket = Ticket(ANNA, come.set)
    line.turns.join(ticket)
    ben = line.ask(BEN)
    assert line.begun == ["ben"] and not come.is_set()
    line.turns.leave(ben)
    assert not come.is_set() and line.turns.place(ticket) == 1
    now[0] = 0.3
    assert come.wait(20)  # nobody has to ask for it


class Slow:
    """Shares that have grown back only when they were asked for the sixth time."""

    def __init__(self, *waits):
        self.waits = list(waits)

    def wait(self, who):
        return self.waits.pop(0) if who == ANNA and self.waits else 0.0


def test_a_share_is_looked_at_again_until_it_has_grown_back_and_sooner_where_somebody_waits_less():
    come = threading.Event()
    turns = Turns(1, shares=Slow(0.01, 0.01, 0.01, 0.01, 0.01))
    turns.join(Ticket(ANNA, come.set))
    assert come.wait(20)
    later = Turns(1, shares=Slow(3600, 0.01))
    soon = threading.Event()
    later.join(Ticket(ANNA, soon.set))
    assert not soon.is_set()
    later.leave(Ticket(BEN, print))  # whatever happens in the line, it is looked at
    assert soon.wait(20)


def test_an_address_does_not_fill_the_line_and_who_asks_most_there_gives_way():
    line = Line(1, crowd=5)
    line.ask(BEN)
    line.ask(SCHOOL[1])
    greedy = [line.ask(SCHOOL[0]) for _ in range(3)]
    line.ask(SCHOOL[2])
    assert line.turns.excess(SCHOOL[2], "") is None
    line.ask(SCHOOL[3])
    assert line.turns.excess(SCHOOL[3], "") is greedy[0] and line.turns.excess(BEN, "") is None


@pytest.mark.parametrize("places", [1, 3])
def test_many_threads_never_work_in_more_places_than_there_are(places):
    turns, working, most = Turns(places), [], []
    lock = threading.Lock()

    def visit(number):
        for _ in range(20):
            come = threading.Event()
            ticket = Ticket(Visitor(str(number % 3), str(number)), come.set)
            turns.join(ticket)
            assert come.wait(30)
            with lock:
                working.append(number)
                most.append(len(working))
            with lock:
                working.remove(number)
            turns.leave(ticket)

    threads = [threading.Thread(target=visit, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert len(most) == 160 and max(most) <= places
