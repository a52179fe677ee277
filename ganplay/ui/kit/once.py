"""What is dear to make is made once, however many ask for it at the same time."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any


class Once:
    """The last few things made, by key. Who asks for one that is being made waits for it, and for no other.

    Args:
        most: things that are kept.
        bytes: that they may weigh together; the last one made is kept whatever it weighs. None: whatever they weigh.
        weigh: the bytes of a thing.
    """

    def __init__(self, most: int, bytes: int | None = None, weigh: Callable[[Any], int] = lambda thing: 0) -> None:
        self._most = most
        self._bytes = bytes
        self._weigh = weigh
        self._lock = threading.Lock()
        self._kept: OrderedDict[Hashable, Any] = OrderedDict()
        self._weights: dict[Hashable, int] = {}
        self._making: dict[Hashable, threading.Lock] = {}

    def get(self, key: Hashable, make: Callable[[], Any]) -> Any:
        """What `make` returned for this key. Where it raises, nothing is kept, and whoever waited makes it."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
            turn = self._making.setdefault(key, threading.Lock())
        with turn:
            with self._lock:
                if key in self._kept:  # made while this one waited
                    return self._kept[key]
            try:
                made = make()
            except BaseException:
                with self._lock:
                    self._making.pop(key, None)
                raise
            weight = self._weigh(made)
            with self._lock:
                self._making.pop(key, None)
                self._kept[key] = made
                self._weights[key] = weight
                while self._too_much():
                    del self._weights[self._kept.popitem(last=False)[0]]
            return made

    @property
    def bytes(self) -> int:
        """What is kept weighs this much."""
        with self._lock:
            return sum(self._weights.values())

    def _too_much(self) -> bool:
        heavy = self._bytes is not None and sum(self._weights.values()) > self._bytes
        return len(self._kept) > self._most or (heavy and len(self._kept) > 1)
