"""What the live view costs: training speed with and without a viewer, and how 30 viewers are served meanwhile.

    python benchmarks/live_view.py [--viewers 30] [--seconds 20] [--rounds 3]

Starts the page on a store of its own, trains `quick` on `shapes`, and asks as browsers do: each viewer polls the live
news twice a second over HTTP. Rates are medians over rounds of (no viewer, one, all) in turn.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import threading
import time
import urllib.request
from statistics import median, quantiles

from ganplay.recipe import named_recipe
from ganplay.runs.server.manager import Manager
from ganplay.runs.store.store import Store
from ganplay.ui import build, launch

PERIOD = 0.5  # seconds between two polls of a viewer


class Viewer(threading.Thread):
    def __init__(self, url: str, run: str, delay: float, until: float) -> None:
        super().__init__(daemon=True)
        self.url, self.run_id, self.delay, self.until = url, run, delay, until
        self.times: list[float] = []
        self.failures = 0

    def run(self) -> None:
        time.sleep(self.delay)
        since = frame = 0
        while (began := time.perf_counter()) < self.until:
            query = {"run": self.run_id, "since": since, "frame": frame, "owner": ""}
            headers = {"Content-Type": "application/json"}
            request = urllib.request.Request(f"{self.url}live/news", json.dumps(query).encode(), headers)
            try:
                with urllib.request.urlopen(request, timeout=10) as answer:
                    news = json.load(answer)
                since = news.get("seq", since)
                frame = (news.get("grid") or {}).get("seq", frame)
                self.times.append(time.perf_counter() - began)
            except OSError:
                self.failures += 1
            time.sleep(max(0.0, PERIOD - (time.perf_counter() - began)))


def trained(manager: Manager, run: str) -> tuple[int, float]:
    news = manager.poll(run)
    return news["images"], time.perf_counter()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--viewers", type=int, default=30)
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--rounds", type=int, default=3)
    asked = parser.parse_args()

    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home:
        manager = Manager(Store(home))
        page = build(manager)
        _, url, _ = launch(page, prevent_thread_lock=True)
        pressed = time.perf_counter()
        recipe = named_recipe("quick").with_changes(dataset="shapes", seconds=100_000)
        run = manager.start(recipe, "the-owner-of-the-benchmark")
        while not manager.poll(run)["step"]:
            time.sleep(0.02)
        print(f"first step {time.perf_counter() - pressed:.1f} s after the start, standby worker not yet waiting")
        time.sleep(10)

        rates: dict[int, list[float]] = {0: [], 1: [], asked.viewers: []}
        times: dict[int, list[float]] = {0: [], 1: [], asked.viewers: []}
        failures = 0
        for _ in range(asked.rounds):
            for count in rates:
                until = time.perf_counter() + asked.seconds
                viewers = [Viewer(url, run, PERIOD * i / max(1, count), until) for i in range(count)]
                before = trained(manager, run)
                for viewer in viewers:
                    viewer.start()
                time.sleep(max(0.0, until - time.perf_counter()))
                after = trained(manager, run)
                rates[count].append((after[0] - before[0]) / (after[1] - before[1]))
                for viewer in viewers:
                    viewer.join()
                    times[count] += viewer.times
                    failures += viewer.failures
        alone = median(rates[0])
        for count, measured in rates.items():
            served = ""
            if count:
                p95 = quantiles(times[count], n=20)[-1] * 1000
                served = f"  polls: {len(times[count])}, median {median(times[count]) * 1000:.0f} ms, p95 {p95:.0f} ms"
            print(f"{count:3d} viewers: {median(measured):6.0f} images/s, {median(measured) / alone:.2f} x{served}")
        print(f"failed polls: {failures}")
        manager.close()


if __name__ == "__main__":
    main()
