"""How many seconds of a core each visitor may use in a minute.

A visitor begins with a minute's share. What is used up is paid back second by second; whoever owes something waits
until it is paid. An address has as much as half of the machine, however many visitors there are behind it.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Hashable

from ganplay.cores import usable_cores
from ganplay.runs.store.limits import limit
from ganplay.ui.kit.fair.visitors import Visitor

MINUTE = 60.0
MOST = 10_000  # accounts that are kept


class Accounts:
    """Seconds that are left, by name; each grows back by `rate` a minute, to no more than that."""

    def __init__(self, rate: float, clock: Callable[[], float]) -> None:
        self._rate = rate
        self._clock = clock
        self._left: dict[Hashable, tuple[float, float]] = {}  # name -> (seconds left, when that was)

    def left(self, name: Hashable) -> float:
        seconds, when = self._left.get(name, (self._rate, 0.0))
        return min(self._rate, seconds + (self._clock() - when) * self._rate / MINUTE)

    def spend(self, name: Hashable, seconds: float) -> None:
        self._left[name] = (self.left(name) - seconds, self._clock())
        if len(self._left) > MOST:
            self._left = {name: entry for name, entry in self._left.items() if self.left(name) < self._rate}

    def wait(self, name: Hashable) -> float:
        """Seconds until the name owes nothing any more; 0 where it does not."""
        return max(0.0, -self.left(name)) * MINUTE / self._rate


class Shares:
    """The accounts of visitors and of addresses. Safe to use from several threads.

    Args:
        rate: core seconds a minute for one visitor; by default what GANPLAY_SHARE says.
        clock: seconds.
    """

    def __init__(self, rate: float | None = None, clock: Callable[[], float] = time.monotonic) -> None:
        rate = limit("GANPLAY_SHARE") if rate is None else rate
        self._lock = threading.Lock()
        self._accounts: tuple[Accounts, Accounts] | None = None
        if rate:
            half = MINUTE * usable_cores() / 2
            self._accounts = Accounts(rate, clock), Accounts(max(rate, half), clock)

    def spend(self, visitor: Visitor, seconds: float) -> None:
        """Book what a visitor's work took."""
        if self._accounts:
            with self._lock:
                for account, name in zip(self._accounts, (visitor, visitor.address), strict=True):
                    account.spend(name, seconds)

    def wait(self, visitor: Visitor) -> float:
        """Seconds until this visitor may begin something."""
        if not self._accounts:
            return 0.0
        with self._lock:
            names = (visitor, visitor.address)
            return max(account.wait(name) for account, name in zip(self._accounts, names, strict=True))
