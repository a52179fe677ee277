"""The disk a server grants its store: where it is used up, old runs are made small, and then new ones are refused."""

from __future__ import annotations

import time
from collections.abc import Callable

from filelock import Timeout

from ganplay.runs.store.disk import bytes_of
from ganplay.runs.store.folder import LIVE_STATUSES, RunError, RunFolder
from ganplay.runs.store.limits import disk_share
from ganplay.runs.store.store import Store
from ganplay.runs.store.thinning import thin_checkpoints

COUNTED = 20.0  # seconds that a count of the store's bytes holds
THINNED = 4  # checkpoints that a thinned run keeps; the last of them whole, so that training can go on
KEEP = "keep"  # a run with this tag is left as it is


class Crowded(RunError):
    """Uploads that nobody uses yet take what is left of the store's share; `code` is a key in the page's words."""

    code = "uploads_wait"

    def __init__(self) -> None:
        super().__init__(
            "Uploads that nobody uses yet take the room that is left here: they go within an hour, try again then."
        )


class Quota:
    """Watches the bytes of a store. Nothing is ever deleted but checkpoints between the first and the last."""

    def __init__(self, store: Store, clock: Callable[[], float] = time.monotonic) -> None:
        self._store = store
        self._clock = clock
        self._counted = (-COUNTED, 0, 0)

    def used(self) -> int:
        """Bytes of the store and of what was uploaded to it, as counted not long ago."""
        return sum(self._bytes())

    def _own(self) -> int:
        return self._bytes()[0]

    def _bytes(self) -> tuple[int, int]:
        """(what lies in the store, what was uploaded and waits beside it to be used)."""
        if self._clock() - self._counted[0] >= COUNTED:
            self._count()
        return self._counted[1:]

    def _count(self) -> None:
        received = self._store.received
        waiting = bytes_of(received, follow=False) if received else 0
        self._counted = self._clock(), bytes_of(self._store.root, follow=False), waiting

    def full(self) -> tuple[int, int] | None:
        """(used, share) while all of the share is used, by what waits to be used too."""
        share = disk_share(self._store.root, self.used)
        return (self.used(), share) if share and self.used() >= share else None

    def make_room(self) -> tuple[int, int] | None:
        """Thin the oldest ended runs while the store takes more than its share; (used, share) where that is not enough.

        Runs that train or wait, that are empty, or that are tagged "keep" are left alone. Uploads that wait to be used
        make no run smaller: they go by themselves, and what is taken from a run is gone for good.

        Raises:
            Crowded: when there would be room but for the uploads that wait.
        """
        if not (full := self.full()):
            return None
        _, share = full
        for run in reversed(self._store.list()):
            if self._own() < share:
                break
            if _thin(run):
                self._count()
        if self._own() >= share:
            return self._own(), share
        if self.used() >= share:
            raise Crowded
        return None


def _thin(run: RunFolder) -> bool:
    """Whether there was something to take away."""
    try:
        meta = run.meta()
        if meta.get("status") in (*LIVE_STATUSES, "queued") or KEEP in (meta.get("tags") or []) or run.frozen:
            return False
        with run.lock().acquire(blocking=False):
            before = bytes_of(run.path, follow=False)
            thin_checkpoints(run, THINNED, 1)
            return bytes_of(run.path, follow=False) < before
    except (RunError, Timeout, OSError):  # it trains, or just vanished, or its disk is in trouble: not the moment
        return False
