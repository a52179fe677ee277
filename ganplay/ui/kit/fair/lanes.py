"""The lines of a page: for short questions, for long ones, and for work that takes longer than a question.

Which questions are long is measured: a quick one does not wait behind those that take seconds.
"""

from __future__ import annotations

import asyncio
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

import anyio

from ganplay.cores import usable_cores
from ganplay.ui.kit.fair.shares import Shares
from ganplay.ui.kit.fair.turns import Ticket, Turns
from ganplay.ui.kit.fair.visitors import Visitor, visitor
from ganplay.ui.kit.memory import give_back

LONG = 0.5  # seconds of a core from which on a question is long
NEWEST = 0.3  # weight of the newest measurement
KNOWN = 500  # kinds of questions whose cost is remembered
WAITING = 4  # questions of one kind that a visitor may wait for; a newer one takes the place of the oldest


class Replaced(Exception):
    """A newer question of the same visitor took its place."""


class Costs:
    """What questions take, in seconds of a core, by kind."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._known: OrderedDict[str, float] = OrderedDict()

    def of(self, what: str) -> float:
        """As measured lately; 0 for what was never asked."""
        return self._known.get(what, 0.0)

    def tell(self, what: str, seconds: float) -> None:
        with self._lock:
            before = self._known.pop(what, seconds)
            self._known[what] = before + NEWEST * (seconds - before)
            while len(self._known) > KNOWN:
                self._known.popitem(last=False)


class Lanes:
    """The lines of one page, shared by all of its rooms."""

    def __init__(self, shares: Shares | None = None) -> None:
        cores = usable_cores()
        self.shares = shares or Shares()
        self.costs = Costs()
        self.short = Turns(cores, shares=self.shares)
        self.long = Turns(max(1, cores // 2), each=1, shares=self.shares)
        self.work = Turns(max(2, cores // 2), each=1, shares=self.shares)
        self.joining = threading.Lock()  # held while the pieces of work of a visitor are counted, and one is added

    async def ask(self, what: str, function: Callable[[], Any], line: Turns | None = None) -> Any:
        """What the function returns, in a thread, when the turn of whoever asks has come.

        Args:
            what: the kind of question, whose cost is measured.
            line: by default that of short or of long questions, as the kind has cost so far.

        Raises:
            Replaced: when the same visitor asked more of the kind before its turn came.
        """
        who = visitor()
        line = line or (self.long if self.costs.of(what) > LONG else self.short)
        loop, come = asyncio.get_running_loop(), asyncio.Event()

        def begin() -> None:
            with suppress(RuntimeError):  # whoever asked is gone, and the loop with them
                loop.call_soon_threadsafe(come.set)

        ticket = Ticket(who, begin, what)
        line.join(ticket)
        if (older := line.excess(who, what, WAITING)) and line.drop(older):
            older.begin()
        try:
            await come.wait()
            if ticket.dropped:
                raise Replaced

            def work() -> Any:
                try:
                    with self.booked(who, what):
                        return function()
                finally:
                    give_back()

            return await anyio.to_thread.run_sync(work, limiter=anyio.CapacityLimiter(1))
        finally:
            line.leave(ticket)

    @contextmanager
    def booked(self, who: Visitor, what: str = "") -> Iterator[None]:
        """Book what the block takes of a core; the block runs in one thread."""
        began = time.thread_time()
        try:
            yield
        finally:
            seconds = time.thread_time() - began
            self.shares.spend(who, seconds)
            if what:
                self.costs.tell(what, seconds)


def lanes_of(manager: Any) -> Lanes:
    """The lanes of the page over a manager, which keeps them."""
    if not hasattr(manager, "lanes"):
        manager.lanes = Lanes()
    return manager.lanes
