"""The rows of the library: what `Manager.list` tells, with the space each run takes and a glimpse of its pictures."""

from __future__ import annotations

import io
import os
from typing import Any

from PIL import Image

from ganplay.data import kinds as data_kinds
from ganplay.recipe.kinds import KINDS
from ganplay.runs.asking.card import CARD
from ganplay.runs.asking.sheets import cell_of
from ganplay.runs.store.carried import lost
from ganplay.runs.store.disk import bytes_of
from ganplay.runs.store.folder import RunError, RunFolder
from ganplay.runs.store.sheets import data_url
from ganplay.ui.kit.live.live import shown_dataset
from ganplay.ui.kit.questions import text_of

WIDE, HIGH = 128, 64  # pixels of a glimpse, as many whole pictures as fit
MOST_THUMBS = 60  # in one answer


class Shelf:
    """The runs that a browser may see. Safe to use from several threads."""

    def __init__(self, manager: Any) -> None:
        self._manager = manager
        self._sizes: dict[str, tuple[tuple[Any, ...], int]] = {}
        self._thumbs: dict[tuple[str, int], str] = {}

    def rows(self, query: dict[str, Any]) -> dict[str, Any]:
        """{owner} -> rows: mine, those of nobody, the pretrained ones; each as in `Manager.list` and

        at_home (whether its data stay here where it leaves), lost (whether they are nowhere here), bytes, steps (of its
        checkpoints), whole (those from which training goes on exactly), grid (seq of the last sheet, or 0), card
        (whether it has one).
        """
        rows = []
        for row in self._manager.list(text_of(query, "owner")):
            try:
                run = self._manager.store.get(row["run"])
            except RunError:
                continue  # deleted just now
            rows.append(row)
            row["dataset"] = shown_dataset(row["dataset"]) if row["dataset"] else "own"
            row["rooms"] = sorted(KINDS[row["kind"]].rooms) if row["kind"] else []
            row["at_home"] = row["dataset"] == "own" and not (row["kind"] and data_kinds.entry(row["kind"]).CARRIED)
            row |= self._more(run)
            if row["parent"]:
                row["parent"] = _parent(row["parent"])
        return {"rows": rows}

    def _more(self, run: RunFolder) -> dict[str, Any]:
        nothing = {"lost": False, "bytes": 0, "steps": [], "whole": [], "grid": 0, "card": False}
        try:
            with run.history() as history:
                grids = history.grids()
            return {
                "lost": lost(run, run.recipe),
                "bytes": self._size(run),
                "steps": run.checkpoints(),
                "whole": run.checkpoints(resumable=True),
                "grid": grids[-1][0] if grids else 0,
                "card": (run.path / CARD).is_file(),
            }
        except (RunError, OSError):
            return nothing

    def _size(self, run: RunFolder) -> int:
        stamp = []
        for name in ("checkpoints", "history.db", "recipe.json"):
            try:
                facts = os.stat(run.path / name)
                stamp += [facts.st_mtime_ns, facts.st_size]
            except OSError:
                stamp.append(0)
        known = self._sizes.get(run.path.name)
        if known is None or known[0] != tuple(stamp):
            known = self._sizes[run.path.name] = (tuple(stamp), bytes_of(run.path))
        return known[1]

    def thumbs(self, query: dict[str, Any]) -> dict[str, Any]:
        """{runs: [[id, seq] ...]} -> thumbs: {id: data URL of the first pictures of the sheet at `seq`, or null}."""
        asked = query.get("runs")
        if not isinstance(asked, list) or len(asked) > MOST_THUMBS:
            raise RunError(f"At most {MOST_THUMBS} glimpses at once.")
        return {"thumbs": {run: self._thumb(run, seq) for run, seq in filter(_pair, asked)}}

    def _thumb(self, name: str, seq: int) -> str | None:
        key = (name, seq)
        if key not in self._thumbs:
            try:
                run = self._manager.store.get(name)
                with run.history() as history:
                    found = history.grid(seq)
                self._thumbs[key] = glimpse(found[2], cell_of(run.recipe)) if found else ""
            except (RunError, OSError):  # no picture after all
                return None
            while len(self._thumbs) > 400:
                self._thumbs.pop(next(iter(self._thumbs)))
        return self._thumbs[key] or None


def glimpse(jpeg: bytes, cell: int) -> str:
    """The first pictures, `cell` pixels a side each, of a sheet, as many as fit, or with 0 all of it: a data URL."""
    sheet = Image.open(io.BytesIO(jpeg))
    if not cell:
        sheet, cell = sheet.resize((HIGH, HIGH), Image.Resampling.BOX), HIGH
    wide, high = max(1, WIDE // cell) * cell, max(1, HIGH // cell) * cell
    buffer = io.BytesIO()
    sheet.crop((0, 0, min(wide, sheet.width), min(high, sheet.height))).save(buffer, "JPEG", quality=88, subsampling=0)
    return data_url(buffer.getvalue())


def _pair(asked: Any) -> bool:
    return (
        isinstance(asked, list)
        and len(asked) == 2
        and isinstance(asked[0], str)
        and isinstance(asked[1], int)
        and not isinstance(asked[1], bool)
    )


def _parent(parent: dict[str, Any]) -> dict[str, Any]:
    """Where a run came from, without places of this machine."""
    changes = parent.get("changes")
    told = {}
    for name, pair in changes.items() if isinstance(changes, dict) else ():
        told[name] = [shown_dataset(str(value)) if name == "dataset" else value for value in pair]
    return {**{name: parent.get(name) for name in ("run", "step", "title")}, "changes": told}
