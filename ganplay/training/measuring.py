"""Measuring the averaged generator against real pictures while it trains, for a share of the time and no more.

Reading some hundred pictures with a feature network takes as long as many steps, so it is done a slice at a time, each
paid from what training has earned: `share` seconds for every second of it. A measure begins when the whole of it is
paid for, with a copy of the generator, so that all of it is about one moment; the first one, which also reads the real
pictures, goes on as fast as its slices are paid.
"""

from __future__ import annotations

import copy
import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from typing import Any

from torch import nn

from ganplay.metrics import distances
from ganplay.metrics.drawing import draw_in_turns
from ganplay.metrics.error import MetricError
from ganplay.metrics.kinds import Measure
from ganplay.training.events import Measured

log = logging.getLogger(__name__)

TURN = 0.05  # seconds after which training goes on
LOADING = 1.0  # seconds to be earned before the library is imported in a process that does not have it
START = 2.0  # seconds of training before anything is worth measuring
EVERY, MOST = 3.0, 100  # seconds between two measures, at least, and at least 1/MOST of the training so far
SEED = 3_000_000  # of the samples: the same ones at every moment, and nobody else's


class Measuring:
    """Measures now and then.

    Args:
        measure: what measures this kind against its data, see `ganplay.metrics.kinds`.
        arithmetic: in which the generator computes, a context.
        clock: seconds, as time.perf_counter.

    Attributes:
        spent: seconds that all measuring has taken.
    """

    def __init__(
        self,
        measure: Measure,
        arithmetic: Callable[[], AbstractContextManager],
        clock: Callable[[], float],
    ) -> None:
        self._measure, self._arithmetic, self._clock = measure, arithmetic, clock
        self._work: Iterator[Measured | None] | None = None
        self._possible = True
        self._loading: threading.Thread | None = None
        self._import = 0.0  # seconds that importing the library took, not yet paid
        self.spent = 0.0
        self._earned, self._paid_until = 0.0, 0.0  # seconds that may be spent; seconds of training that earned them
        self._next, self._cost, self._began = START, 0.0, 0.0

    def start_from(self, seconds: float) -> None:
        """Training stands at `seconds` now: what went before earns nothing."""
        self._paid_until, self._next, self._work = seconds, seconds + START, None

    def turn(self, generator: nn.Module, place: dict[str, Any], share: float) -> Measured | None:
        """Some slices of measuring, where there are any to do and they are paid for; the measure, after its last one.

        Args:
            generator: the averaged one, in evaluation mode.
            place: step, images and seconds of training.
            share: seconds that a second of training pays for.

        Whatever goes wrong ends the measuring, with a warning, and not the training.
        """
        try:
            return self._turn(generator, place, share)
        except Exception:  # too little memory, an error of a library: the training can do without being measured
            self._possible, self._work, self._measure = False, None, None
            log.warning("The quality is not measured any more in this training.", exc_info=True)
            return None

    def _turn(self, generator: nn.Module, place: dict[str, Any], share: float) -> Measured | None:
        seconds = place["seconds"]
        self._earned += share * max(0.0, seconds - self._paid_until)
        self._paid_until = max(seconds, self._paid_until)
        if not share:
            self._work = None
        if not (share and self._possible) or self._earned <= 0 or not self._equipped():
            return None
        if self._work is None:
            if seconds < self._next or self._earned < self._cost:
                return None
            self._work = self._begun(generator, place)
            self._began = self.spent
        most = self.spent + TURN
        while self._work is not None and self._earned > 0 and self.spent < most:
            if found := self._slice(seconds):
                return found
        return None

    def _begun(self, generator: nn.Module, place: dict[str, Any]) -> Iterator[Measured | None]:
        """The work to do next, which yields None after every slice, and the measure, if it is one, at the end."""
        if not self._measure.ready:
            return self._measure.prepare()
        return self._measured(copy.deepcopy(generator), place)  # which goes on being trained meanwhile

    def _slice(self, seconds: float) -> Measured | None:
        began = self._clock()
        found = None
        try:
            found = next(self._work)
        except StopIteration:
            self._work = None
        except MetricError:  # too few pictures, or numbers that are none: the report at the end says so
            self._work, self._possible = None, self._measure.ready
            self._next = seconds + EVERY
        took = self._clock() - began
        self.spent += took
        self._earned -= took
        if found is not None:
            self._work = None
            self._cost = self.spent - self._began
            self._next = seconds + max(EVERY, seconds / MOST)
        return found

    def _equipped(self) -> bool:
        """Whether the library is there; where it is not, a thread imports it, and measuring waits until that is paid.

        The whole time of the import counts, though the training goes on beside it.
        """
        if self._loading and self._loading.is_alive():
            return False
        self._earned -= self._import
        self._import = 0.0
        if not self._measure.library or distances.library.is_set():
            return self._earned > 0
        if not self._loading and self._earned >= LOADING:
            self._loading = threading.Thread(target=self._load, name="ganplay metrics", daemon=True)
            self._loading.start()
        return False

    def _load(self) -> None:
        began = self._clock()
        distances.load()
        self._import = self._clock() - began

    def _measured(self, generator: nn.Module, place: dict[str, Any]) -> Iterator[Measured | None]:
        samples, labels = yield from self._drawn(generator)
        rows = yield from self._measure.rows(samples, labels)
        yield Measured(
            **place,
            values={row.name: row.value for row in rows},
            floors={row.name: row.floor for row in rows},
            n=rows[0].n,
            n_floors={row.name: row.n_floor for row in rows if row.n_floor not in (None, rows[0].n)},
        )

    def _drawn(self, generator: nn.Module) -> Iterator[None]:
        measure = self._measure
        turns = draw_in_turns(generator, measure.count, measure.at_once, seed=SEED, finish=measure.finish)
        while True:
            with self._arithmetic():
                try:
                    next(turns)
                except StopIteration as end:
                    return end.value
            yield
