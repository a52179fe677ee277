"""Does the server's memory grow? Hard use of the Latent space and Discriminator tabs, round after round.

    python benchmarks/memory.py [--rounds 8] [--threads 8] [--trace] [--library] [--as-before]

A round asks, from several threads at once and in threads of its own for long work, what visitors ask: sheets, paths,
planes and directions of every shipped run, judging of 1 to 64 pictures, maps, filters, nudges, films, inversions and
walks, each time of other seeds. After each round one line: the resident set; what Python and PyTorch hold of the
allocator's memory and what lies free in it (glibc), in MB. What is held and grows is a leak or a cache; what lies free
is the allocator's. --trace: which lines hold more after the last round than after the first (tracemalloc; slow).
--library: also the comparison with all training pictures, which is kept.
"""

from __future__ import annotations

import argparse
import ctypes
import gc
import json
import os
import sys
import tempfile
import threading
import tracemalloc
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from ganplay.runs.store.store import Store
from ganplay.ui.judge import questions
from ganplay.ui.judge.pictures import picked
from ganplay.ui.judge.work import Court
from ganplay.ui.kit import memory
from ganplay.ui.kit.bench import Benches
from ganplay.ui.kit.drawing import directions, download, draw
from ganplay.ui.kit.jobs import Jobs
from ganplay.ui.kit.models import Models
from ganplay.ui.latent.work import Workshop

RUNS = ("faces", "faces-stylegan", "mnist")
JUDGED = ("faces", "mnist")


class Page:
    """What the two tabs hold on the server."""

    def __init__(self, home: str, library: bool) -> None:
        store = Store(home)
        self.library = library
        self.models = Models(store)
        self.workshop = Workshop(self.models)
        self.benches = Benches(Models(store, room="judge"))
        self.court = Court(self.benches.models, self.benches)
        self.jobs = Jobs(at_once=3)

    def asked(self, seed: int) -> Iterator[Callable[[], Any]]:
        """The questions of one round."""
        for number, run in enumerate(RUNS):
            base = {"run": run}
            first = 1000 * seed + 10 * number
            views = [
                {"tool": "seeds", "first": first, "count": 20 + seed % 7},
                {"tool": "path", "keyframes": [first, first + 1, first + 2], "frames": 30 + seed % 5},
                {"tool": "endless", "x": 0.3 * seed, "y": number, "side": 5},
                {"tool": "plane", "keyframes": [first, first + 1, first + 2, first + 3], "side": 4},
            ]
            for view in views:
                query = {"view": {**base, **view}}
                yield lambda q=query: draw(self.models, {**q, "logits": True})
                yield lambda q=query: download(self.models, {**q, "scale": 2})
            for method in ("factorised", "principal", "visible"):
                view = {**base, "tool": "directions", "keyframes": [first], "method": method, "amounts": [1.5]}
                yield lambda q={"view": view}: (directions(self.models, q), draw(self.models, q))
        for run in JUDGED:
            yield lambda run=run: self._judge(run, seed)

    def _judge(self, run: str, seed: int) -> None:
        base = {"run": run}
        rows = picked(self.benches, {**base, "what": "generated", "first": 100 * seed, "count": 1 + 7 * seed % 64})
        pictures = [row["png"] for row in rows["pictures"]]
        questions.judged(self.benches, {**base, "pictures": pictures})
        questions.best(self.benches, {**base, "first": seed, "shares": True})
        for question in (questions.why, questions.filters, questions.steady, questions.fool, questions.near):
            question(self.benches, {**base, "picture": pictures[0]})

    def long(self, seed: int) -> list[Callable[..., Any]]:
        """The long work of one round."""
        faces, path = {"run": "faces"}, {"tool": "path", "keyframes": [seed, seed + 1], "frames": 60}
        works = [
            self.workshop.work({"what": "film", "kind": "gif", "view": {**faces, **path}}),
            self.workshop.work({"what": "film", "kind": "mp4", "view": {**faces, **path}}),
            self.workshop.work(
                {"what": "invert", "own": True, "view": {**faces, "tool": "inversion", "keyframes": [seed]}}
            ),
            self.workshop.work({"what": "climb", "view": {**faces, "tool": "uphill", "keyframes": [seed]}}),
        ]
        if self.library:
            view = {**faces, "tool": "neighbours", "keyframes": [seed]}
            works.append(self.workshop.work({"what": "neighbours", "view": view}))
        return works


def finished(jobs: Jobs, work: Callable[..., Any]) -> None:
    done = threading.Event()

    def told(job: Any) -> Any:
        try:
            return work(job)
        finally:
            done.set()

    key = jobs.start(told)
    while not done.wait(1.0):
        jobs.poll(key)


def allocator() -> dict[str, float]:
    """MB that glibc's allocator has given out (held) and has free; empty elsewhere."""
    names = ("arena", "ordblks", "smblks", "hblks", "hblkhd", "usmblks", "fsmblks", "uordblks", "fordblks", "keepcost")

    class Info(ctypes.Structure):
        _fields_ = [(name, ctypes.c_size_t) for name in names]

    try:
        asked = ctypes.CDLL(None).mallinfo2
    except (OSError, AttributeError, TypeError):
        return {}
    asked.restype = Info
    info = asked()
    return {"held": (info.uordblks + info.hblkhd) / 1e6, "free": info.fordblks / 1e6}


def resident() -> float:
    """MB of this process that lie in memory; Linux tells."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGESIZE") / 1e6


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=8)
    parser.add_argument("--threads", type=int, default=8)
    parser.add_argument("--trace", action="store_true")
    parser.add_argument("--library", action="store_true")
    parser.add_argument("--as-before", action="store_true", help="without what bounds the allocator")
    asked = parser.parse_args()
    if not asked.as_before:
        memory.few_heaps()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home:
        page, first = Page(home, asked.library), None
        for seed in range(asked.rounds):
            with ThreadPoolExecutor(asked.threads) as threads:
                long = [threads.submit(finished, page.jobs, work) for work in page.long(seed)[:3]]
                for answer in [*long, *[threads.submit(question) for question in page.asked(seed)]]:
                    answer.result()
            for work in page.long(seed)[3:]:
                finished(page.jobs, work)
            gc.collect()
            if not asked.as_before:
                memory.give_back()
            row = {"round": seed + 1, "resident": resident(), **allocator()}
            print(json.dumps({name: round(value) for name, value in row.items()}), flush=True)
            if asked.trace and first is None:
                tracemalloc.start(8)
                first = tracemalloc.take_snapshot()
        if asked.trace and first is not None:
            for growth in tracemalloc.take_snapshot().compare_to(first, "lineno")[:15]:
                print(growth, file=sys.stderr)


if __name__ == "__main__":
    main()
