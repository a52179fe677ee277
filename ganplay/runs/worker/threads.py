"""How many of its threads a trainer is better off with, measured while it trains.

On an idle machine more threads are faster. As soon as another program keeps a core busy, threads that wait for one
another are slower than a single one, several times over, and on a laptop the browser that shows the page is such a
program. So now and then the trainer tries another number for a moment and keeps what was faster.
"""

from __future__ import annotations

from collections import deque
from statistics import median

LOOKS = 4  # readings of a trial; the first one pays for the change and is not counted
GAIN = 1.1  # how much faster another number must be
SOON, LATE = 2.0, 30.0  # seconds of training between two trials: soon after a change, later while nothing changes


class ThreadChoice:
    """Chooses among `most` threads and fewer, from the rates it is told."""

    def __init__(self, most: int) -> None:
        self.grant(most)

    def grant(self, most: int) -> None:
        """The run may use up to `most` threads from now on, and starts with all of them."""
        self.most = self.count = most
        self._trial = 0  # the number being tried; 0: none
        self._rates: deque[float] = deque(maxlen=LOOKS)
        self._pause, self._next = SOON / 2, 0.0
        self._upwards = False

    def after(self, seconds: float, rate: float) -> int:
        """Hear the rate (pictures a second) at `seconds` of training; the number of threads to use from now on."""
        self._rates.append(rate)
        if len(self._rates) < LOOKS or self.most == 1:
            return self._trial or self.count
        typical = median(list(self._rates)[1:])
        if self._trial:
            if typical > GAIN * self._before:
                self.count, self._pause = self._trial, SOON
            else:
                self._pause = min(LATE, 2 * self._pause)
            self._trial, self._next = 0, seconds + self._pause
            self._rates.clear()
        elif not self._next:
            self._next = seconds + self._pause
        elif seconds >= self._next:
            self._trial, self._before = self._other(), typical
            self._rates.clear()
        return self._trial or self.count

    def _other(self) -> int:
        """Half as many, or twice as many, in turn where both are possible."""
        fewer, more = max(1, self.count // 2), min(self.most, 2 * self.count)
        self._upwards = fewer == self.count or (more != self.count and not self._upwards)
        return more if self._upwards else fewer
