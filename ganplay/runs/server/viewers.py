"""What anyone may know of the runs of a store: lists, polls and frames, each run read once for all who watch it."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from typing import Any

from ganplay.recipe import kind_of
from ganplay.recipe.changes import changed
from ganplay.runs.server.feed import Feed, budget
from ganplay.runs.store.description import written
from ganplay.runs.store.folder import RunError, RunFolder
from ganplay.runs.store.store import Store, pretrained

FEEDS, BYTES = 64, 128_000_000  # runs whose cache is kept, and what all of them may take; one always is
SHIPPED = {"mine": False, "pretrained": True}


class Viewers:
    """The reading half of the manager; safe to use from several threads."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._lock = threading.Lock()
        self._feeds: OrderedDict[str, Feed] = OrderedDict()

    def feed(self, run_id: str) -> Feed | None:
        """The feed of a run; None where there is no such run."""
        if not isinstance(run_id, str):
            return None
        with self._lock:
            feed = self._feeds.get(run_id)
            if feed and feed.run.path.is_dir():
                self._feeds.move_to_end(run_id)
                self._make_room()  # one that trains grows
                return feed
            self._feeds.pop(run_id, None)
        try:
            feed = Feed(self._store.get(run_id))
        except RunError:
            return None
        with self._lock:
            feed = self._feeds.setdefault(run_id, feed)
            self._make_room()
        return feed

    def _make_room(self) -> None:
        """Let those go that were asked for longest ago."""
        while len(self._feeds) > FEEDS or (
            len(self._feeds) > 1 and sum(feed.nbytes for feed in self._feeds.values()) > BYTES
        ):
            self._feeds.popitem(last=False)

    def forget(self, run_id: str) -> None:
        with self._lock:
            self._feeds.pop(run_id, None)

    def look(self, run_id: str) -> None:
        """Let those who watch see at once what has just changed."""
        if feed := self._feeds.get(run_id):
            feed.refresh(force=True)

    def idle(self, run_id: str) -> float:
        """Seconds since somebody last polled this run."""
        feed = self.feed(run_id)
        return time.monotonic() - feed.polled if feed else 0.0

    def fresh(self, run_id: str) -> Feed | None:
        """The feed of a run that somebody watches, with what its folder has by now."""
        if feed := self.feed(run_id):
            feed.polled = time.monotonic()
            feed.refresh()
        return feed

    def poll(self, run_id: str, since: Any, frame: Any) -> dict[str, Any]:
        feed = self.fresh(run_id)
        if feed is None:
            return {"run": str(run_id)[:40], "status": "unknown"}
        return {"run": run_id, **feed.tell(whole(since), whole(frame))}

    def frame(self, run_id: str, seq: Any) -> dict[str, Any]:
        feed = self.feed(run_id)
        return feed.frame(whole(seq)) if feed else {}

    def list(self, owner: str, everyone: bool = False) -> list[dict[str, Any]]:
        """See Manager.list; `everyone`: other people's runs too, for whoever has the machine."""
        runs = self._store.list(None if everyone else owner)
        rows = [row(run) | {"mine": self._store.owns(run.path.name, owner)} for run in runs]
        return rows + [row(run) | SHIPPED | {"title": run.path.name} for run in pretrained()]


def _read(run: RunFolder) -> tuple[dict[str, Any], str | None]:
    with run.history() as history:
        return history.meta(), history.verdict()


def row(run: RunFolder) -> dict[str, Any]:
    """One run in a list; a run that cannot be read is listed as failed."""
    told: dict[str, Any] = {
        "run": run.path.name,
        "title": "",
        "status": "failed",
        "position": None,
        "code": "unreadable",
        "recipe": "",
        "changed": [],
        "kind": "",
        "dataset": "",
        "resolution": 0,
        "step": 0,
        "images": 0,
        "seconds": 0.0,
        "budget": {"kind": None, "value": None},
        "created": 0.0,
        "verdict": None,
        "resumable": False,
        "pretrained": False,
        "tags": [],
        "note": "",
        "parent": None,
    }
    try:
        recipe = run.recipe
        try:
            meta, verdict = _read(run)
        except RunError:
            meta, verdict = _read(run)  # damage that was found on the way has been mended
    except RunError:
        return told
    now = meta.get("now") or {}
    return told | {
        **written(meta),
        "status": run.status_by(meta),
        "code": (meta.get("message") or {}).get("code"),
        "recipe": recipe.name,
        "changed": list(changed(recipe)),
        "kind": kind_of(recipe).name,
        "dataset": recipe.dataset,
        "resolution": recipe.resolution,
        "step": now.get("step", 0),
        "images": now.get("images", 0),
        "seconds": now.get("seconds", 0.0),
        "budget": budget(recipe),
        "created": meta.get("created", 0.0),
        "verdict": verdict,
        "resumable": run.can_resume(),
    }


def whole(value: Any) -> int:
    """A sequence number as a viewer sent it; 0 for anything else."""
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 2**62 else 0
