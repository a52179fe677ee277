"""A line for a few places: those who ask much do not hold up those who ask little."""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

from ganplay.ui.kit.fair.shares import Shares
from ganplay.ui.kit.fair.visitors import Visitor

CROWD = 200  # questions of one address that wait
SOON = 0.05  # seconds, the least that is waited until a share is looked at again


class Ticket:
    """A place in the line, or at work.

    Args:
        visitor: whose.
        begin: called, by whichever thread, when its turn has come.
        what: the kind of question, see `Turns.excess`.
    """

    def __init__(self, visitor: Visitor, begin: Callable[[], Any], what: str = "") -> None:
        self.visitor = visitor
        self.begin = begin
        self.what = what
        self.dropped = False


class Turns:
    """Who works now and who waits. Safe to use from several threads.

    The next one is of the address with the fewest at work, then of that which waited longest; among its visitors
    likewise; of one visitor the first to come. So an address that others wait beside gets no more than half of the
    places.

    Args:
        places: how many work at the same time.
        each: how many of one visitor's work at the same time.
        shares: who has used up theirs waits until it has grown back.
        most: how many of one kind a visitor may wait for, see `excess`; by default any number.
        crowd: how many all of one address may wait for.
    """

    def __init__(
        self,
        places: int,
        each: int | None = None,
        shares: Shares | None = None,
        most: int | None = None,
        crowd: int = CROWD,
    ) -> None:
        self._places = places
        self._each = each or places
        self._shares = shares
        self._most = most
        self._crowd = crowd
        self._lock = threading.Lock()
        self._waiting: list[Ticket] = []
        self._working: list[Ticket] = []
        self._turn = 0
        self._last: dict[str | Visitor, int] = {}  # which turn was the last one of an address, or of a visitor
        self._timer: threading.Timer | None = None
        self._due = 0.0  # when it goes off

    def join(self, ticket: Ticket) -> None:
        """Stand in the line until the turn has come, or `drop`."""
        with self._lock:
            self._waiting.append(ticket)
        self._admit()

    def leave(self, ticket: Ticket) -> None:
        """The work is done, or is not wanted any more."""
        with self._lock:
            for place in (self._working, self._waiting):
                if ticket in place:
                    place.remove(ticket)
        self._admit()

    def drop(self, ticket: Ticket) -> bool:
        """Take a ticket out of the line; False where its turn has come already."""
        with self._lock:
            if ticket not in self._waiting:
                return False
            self._waiting.remove(ticket)
            ticket.dropped = True
            return True

    def place(self, ticket: Ticket) -> int:
        """How many turns there are until that of this ticket; 0 when it has come."""
        with self._lock:
            if ticket not in self._waiting:
                return 0
            return 1 + next(place for place, other in enumerate(self._line()) if other is ticket)

    def of(self, visitor: Visitor) -> list[Ticket]:
        """What a visitor has at work and in the line."""
        with self._lock:
            return [ticket for ticket in (*self._working, *self._waiting) if ticket.visitor == visitor]

    def excess(self, visitor: Visitor, what: str) -> Ticket | None:
        """The first to come of those that a visitor waits for, where these are too many of one kind.

        Where an address waits for too many, the first to come of the visitor there who waits for most.
        """
        with self._lock:
            of_address = [ticket for ticket in self._waiting if ticket.visitor.address == visitor.address]
        of_kind = [ticket for ticket in of_address if (ticket.visitor, ticket.what) == (visitor, what)]
        if self._most and len(of_kind) > self._most:
            return of_kind[0]
        if len(of_address) <= self._crowd:
            return None
        greedy, _ = Counter(ticket.visitor for ticket in of_address).most_common(1)[0]
        return next(ticket for ticket in of_address if ticket.visitor == greedy)

    def _admit(self) -> None:
        begun = []
        with self._lock:
            while len(self._working) < self._places and (ticket := self._next()):
                self._waiting.remove(ticket)
                self._working.append(ticket)
                self._remember(ticket)
                begun.append(ticket)
        for ticket in begun:
            ticket.begin()

    def _next(self) -> Ticket | None:
        at_work = Counter(ticket.visitor for ticket in self._working)
        waits = {visitor: self._wait(visitor) for visitor in {ticket.visitor for ticket in self._waiting}}
        if later := [wait for wait in waits.values() if wait]:
            self._look_again(max(SOON, min(later)))
        free = [ticket for ticket in self._waiting if at_work[ticket.visitor] < self._each]
        able = [ticket for ticket in free if not waits[ticket.visitor]]
        return _first(able, at_work, self._last)

    def _look_again(self, seconds: float) -> None:
        """See, in so many seconds at the latest, whether a share has grown back."""
        due = time.monotonic() + seconds
        if self._timer:
            if self._due <= due:
                return
            self._timer.cancel()
        self._due, self._timer = due, threading.Timer(seconds, self._looked)
        self._timer.daemon = True
        self._timer.start()

    def _looked(self) -> None:
        with self._lock:
            self._timer = None
        self._admit()

    def _wait(self, visitor: Visitor) -> float:
        return self._shares.wait(visitor) if self._shares else 0.0

    def _remember(self, ticket: Ticket) -> None:
        self._turn += 1
        for name in (ticket.visitor, ticket.visitor.address):
            self._last.pop(name, None)
            self._last[name] = self._turn
        while len(self._last) > 1000:
            self._last.pop(next(iter(self._last)))

    def _line(self) -> Iterator[Ticket]:
        """Those who wait, in the order of their turns if nobody else came and nobody were done."""
        at_work = Counter(ticket.visitor for ticket in self._working)
        waiting, last, turn = list(self._waiting), dict(self._last), self._turn
        while ticket := _first(waiting, at_work, last):
            waiting.remove(ticket)
            at_work[ticket.visitor] += 1
            turn += 1
            last[ticket.visitor] = last[ticket.visitor.address] = turn
            yield ticket


def _first(able: list[Ticket], at_work: Counter[Visitor], last: dict[Any, int]) -> Ticket | None:
    """Whose turn is next."""
    addresses: Counter[str] = Counter()
    for visitor, count in at_work.items():
        addresses[visitor.address] += count

    def rank(ticket: Ticket) -> tuple[int, ...]:
        visitor, address = ticket.visitor, ticket.visitor.address
        return addresses[address], last.get(address, 0), at_work[visitor], last.get(visitor, 0)

    return min(able, key=rank, default=None)
