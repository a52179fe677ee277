"""The lines of a page: for short questions, for long ones, and for work that takes longer than a question.

Which questions are long is measured: a quick one does not wait behind those that take seconds.
"""

from __future__ import annotations

import asyncio
import threading
import time
from collections import OrderedDict, deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from math import ceil
from typing import Any

import anyio

from ganplay.cores import usable_cores
from ganplay.ui.kit.fair.ending import Stopped, at_work
from ganplay.ui.kit.fair.shares import Shares
from ganplay.ui.kit.fair.turns import Ticket, Turns
from ganplay.ui.kit.fair.visitors import Visitor, visitor
from ganplay.ui.kit.memory import give_back

LONG = 0.5  # seconds of a core from which on a question is long
LATELY = 3  # measurements of a kind that are looked at
HEARING = 8  # questions of how work goes on that are answered at once
KNOWN = 500  # kinds of questions whose cost is remembered
OWED = 10.0  # seconds that a question waits at most for its visitor's share to grow back
LINE = 64  # pieces of work of one address that wait
WAITING = 4  # questions of one kind that a visitor may wait for; a newer one takes the place of the oldest


class Replaced(Exception):
    """A newer question of the same visitor took its place."""


class Owing(Exception):
    """The visitor has used up their share for longer than anybody waits."""

    def __init__(self, seconds: float) -> None:
        super().__init__(seconds)
        self.seconds = ceil(seconds)


class Costs:
    """What questions take, in seconds of a core: by kind, and by run where that is known.

    The least of the last three counts: what is asked first imports and reads what those after it find ready.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._known: OrderedDict[tuple[str, str], deque[float]] = OrderedDict()

    def of(self, what: str, run: str = "") -> float:
        """As measured lately of that run, else of whatever run; 0 for what was not asked twice."""
        for key in ((what, run), (what, "")):
            if len(measured := self._known.get(key, ())) > 1:
                return min(measured)
        return 0.0

    def tell(self, what: str, run: str, seconds: float) -> None:
        with self._lock:
            for key in {(what, run), (what, "")}:
                measured = self._known.pop(key, None) or deque(maxlen=LATELY)
                measured.append(seconds)
                self._known[key] = measured
            while len(self._known) > KNOWN:
                self._known.popitem(last=False)


class Lanes:
    """The lines of one page, shared by all of its rooms."""

    def __init__(self, shares: Shares | None = None) -> None:
        cores = usable_cores()
        self.shares = shares or Shares()
        self.costs = Costs()
        self.short = self.line(cores)
        self.long = self.line(max(1, cores // 2), each=1)
        self.hear = Turns(HEARING)  # how work goes on: it is told to those too who have used up their share
        self.work = Turns(max(2, cores // 2), each=1, shares=self.shares, crowd=LINE)
        self.joining = threading.Lock()  # held while the pieces of work of a visitor are counted, and one is added

    def line(self, places: int, each: int | None = None) -> Turns:
        """A line for questions, in which a newer one takes the place of a stale one."""
        return Turns(places, each, self.shares, most=WAITING)

    async def ask(self, what: str, run: str, function: Callable[[], Any], line: Turns | None = None) -> Any:
        """What the function returns, in a thread, when the turn of whoever asks has come.

        Args:
            what, run: the kind of question and the run it is about; their cost is measured.
            line: by default that of short or of long questions, as they have cost so far.

        Raises:
            Replaced: when the same visitor asked more of the kind before its turn came.
            Owing: when the visitor would wait for long, whoever else is here.
        """
        who = visitor()
        line = line or (self.long if self.costs.of(what, run) > LONG else self.short)
        if line is not self.hear and (seconds := self.shares.wait(who)) > OWED:
            raise Owing(seconds)
        loop, come = asyncio.get_running_loop(), asyncio.Event()

        def begin() -> None:
            with suppress(RuntimeError):  # whoever asked is gone, and the loop with them
                loop.call_soon_threadsafe(come.set)

        ticket = Ticket(who, begin, what)
        line.join(ticket)
        if (older := line.excess(who, what)) and line.drop(older):
            older.begin()
        try:
            await come.wait()
            if ticket.dropped:
                raise Replaced

            def work() -> Any:
                try:
                    with self.booked(who, what, run):
                        return function()
                except Stopped:
                    raise Replaced from None  # nobody hears it: the program ends
                finally:
                    give_back()

            return await anyio.to_thread.run_sync(work, limiter=anyio.CapacityLimiter(1))
        finally:
            line.leave(ticket)

    @contextmanager
    def booked(self, who: Visitor, what: str = "", run: str = "") -> Iterator[None]:
        """Book what the block takes of a core; the block runs in one thread, which the end of the program waits for.

        Raises:
            Stopped: when the program ends.
        """
        began = time.thread_time()
        try:
            with at_work():
                yield
        finally:
            seconds = time.thread_time() - began
            self.shares.spend(who, seconds)
            if what:
                self.costs.tell(what, run, seconds)


def lanes_of(manager: Any) -> Lanes:
    """The lanes of the page over a manager, which keeps them."""
    if not hasattr(manager, "lanes"):
        manager.lanes = Lanes()
    return manager.lanes
