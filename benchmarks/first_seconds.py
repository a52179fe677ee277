"""What a run has done in its first seconds: started on the page, and on the command line.

    python benchmarks/first_seconds.py [--tree DIR]... [--rounds 3] [--seconds 15] [--idle 10] [--fresh]

Each round trains `quick` on the drawn faces in two ways, one after the other, each with its own empty store. The
page: `python app.py` of the tree is started and left alone for --idle seconds after its first answer, in which its
standby worker gets ready; then a client starts the run by the endpoint /train and asks for /status twice a second, as
a visitor's browser does. The command line: `python -m ganplay train quick --data faces`, watched by nobody. The faces
lie drawn in the cache (--cache, or one that is filled first) and Python has compiled what it runs.

Both are looked at in the same way: ten times a second the run's own folder is asked for its steps and pictures, which
it writes down about four times a second; between two of these moments they are taken to grow evenly. Counted are the
steps and pictures in --seconds of wall time by two clocks: "from the first step", which begins at the first moment
that has a step (and leaves out what was trained until then), and "from the start", which begins when /train is asked,
or when the command is started. Medians over rounds; a ratio is the median of the ratios within a round,
of the rounds in which the command line got anywhere. The load of the machine is told with every round.

With --fresh the cache is empty and the run is started as soon as the page answers, so that its pictures are drawn
first: told are the seconds from the press, and from the page's first answer, to the first step.
"""

from __future__ import annotations

import argparse
import json
import os
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import closing, suppress
from dataclasses import dataclass
from math import nan
from pathlib import Path
from statistics import median

from gradio_client import Client

from first_visit import PATIENCE, ROOT, check, name_of, page_of, surroundings

LOOK = 0.1  # seconds between two looks into the folder
ASK = 0.5  # seconds between two questions for /status
TRAINED = 600  # seconds the runs may train; they are ended long before
OWNER = "the-owner-of-the-benchmark"
TRAIN = ["train", "quick", "--data", "faces"]


@dataclass
class Moment:
    at: float  # on the monotonic clock
    step: int
    images: int


def now(home: Path) -> Moment | None:
    """Where the one run in the store at `home` stands, or None while it says nothing."""
    with suppress(sqlite3.Error, OSError):  # it is only being made
        for path in home.rglob("history.db"):
            with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True, timeout=1)) as told:
                if row := told.execute("SELECT value FROM meta WHERE key = 'now'").fetchone():
                    facts = json.loads(row[0])
                    return Moment(time.monotonic(), facts["step"], facts["images"])
    return None


def watched(home: Path, began: float, seconds: float) -> list[Moment]:
    """Every change from the first step until `seconds` after it, and after `began`."""
    moments: list[Moment] = []
    while time.monotonic() < (max(began, moments[0].at) + seconds + 1 if moments else began + PATIENCE):
        moment = now(home)
        if moment and moment.step and (not moments or moment.step != moments[-1].step):
            moments.append(moment)
        time.sleep(LOOK)
    if not moments:
        sys.exit(f"The run took no step in {PATIENCE} s.")
    return moments


def at(moments: list[Moment], when: float) -> tuple[float, float]:
    """Steps and pictures at a time, between two moments by how near it is to each."""
    before = max((one for one in moments if one.at <= when), key=lambda one: one.at, default=Moment(when, 0, 0))
    after = next((one for one in moments if one.at > when), before)
    part = (when - before.at) / (after.at - before.at) if after.at > before.at else 0.0
    return before.step + part * (after.step - before.step), before.images + part * (after.images - before.images)


def counted(moments: list[Moment], began: float, seconds: float) -> dict[str, float]:
    """The figures of one run; `began` is its press, or its process's start."""
    first = moments[0]
    step, images = at(moments, first.at + seconds)
    whole_step, whole_images = at(moments, began + seconds)
    return {
        "first step after": first.at - began,
        "steps from the first step": step - first.step,
        "pictures from the first step": images - first.images,
        "steps from the start": whole_step,
        "pictures from the start": whole_images,
    }


def ask_status(client: Client, run: str, done: threading.Event) -> None:
    """What a visitor's page does meanwhile."""
    while not done.wait(ASK):
        with suppress(Exception):  # the page is being stopped
            client.predict(run, api_name="/status")


def on_the_page(tree: Path, compiled: str, seconds: float, idle: float, cache: str | None) -> dict[str, float]:
    """A run that is started through the page's endpoint; without a cache one that is empty."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home:
        place = {"GANPLAY_HOME": home} | ({"GANPLAY_CACHE": cache} if cache else {})
        with page_of(tree, compiled, **place) as (url, _):
            answered = time.monotonic()
            client = Client(url, verbose=False, analytics_enabled=False)
            time.sleep(max(0.0, idle - (time.monotonic() - answered)))
            began, done = time.monotonic(), threading.Event()
            run = client.predict("faces", "quick", json.dumps({"seconds": TRAINED}), OWNER, api_name="/train")
            asking = threading.Thread(target=ask_status, args=(client, run, done), daemon=True)
            asking.start()
            moments = watched(Path(home), began, seconds)
            done.set()
            asking.join()
            figures = counted(moments, began, seconds)
            return figures if cache else {**figures, "first step after the first answer": moments[0].at - answered}


def on_the_command_line(tree: Path, compiled: str, seconds: float, cache: str) -> dict[str, float]:
    """The same run by `ganplay train`, ended once it was watched for long enough."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home:
        place = surroundings(tree, home, GANPLAY_HOME=home, GANPLAY_CACHE=cache, PYTHONPYCACHEPREFIX=compiled)
        command = [sys.executable, "-m", "ganplay", *TRAIN, "--seconds", str(TRAINED)]
        began = time.monotonic()
        process = subprocess.Popen(command, cwd=tree, env=place, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            return counted(watched(Path(home), began, seconds), began, seconds)
        finally:
            process.terminate()
            try:
                process.wait(30)
            except subprocess.TimeoutExpired:
                process.kill()


def fill(tree: Path, compiled: str, cache: str) -> None:
    """Draw the faces into the cache, and compile what a training runs."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home:
        place = surroundings(tree, home, GANPLAY_CACHE=cache, PYTHONPYCACHEPREFIX=compiled)
        command = [sys.executable, "-m", "ganplay", *TRAIN, "--steps", "2"]
        subprocess.run(command, cwd=tree, env=place, check=True, capture_output=True)


def tell(name: str, figures: dict[str, float]) -> None:
    words = [f"{what} {value:.2f} s" if "after" in what else f"{what} {value:.0f}" for what, value in figures.items()]
    print(f"{name}: {', '.join(words)} (load {os.getloadavg()[0]:.1f})", flush=True)


def middle(rows: list[dict[str, float]]) -> dict[str, float]:
    return {name: median(row[name] for row in rows) for name in rows[0]}


def fresh(trees: list[Path], compiled: str, rounds: int) -> None:
    """Pressed as soon as the page answers, with nothing drawn."""
    rows: dict[Path, list[dict[str, float]]] = {tree: [] for tree in trees}
    for number in range(rounds):
        for tree in trees:
            figures = on_the_page(tree, compiled, 0, 0, None)
            rows[tree].append({name: value for name, value in figures.items() if "after" in name})
            tell(f"round {number + 1}, {name_of(tree)}, fresh", rows[tree][-1])
    for tree in trees:
        tell(f"medians of {rounds}, {name_of(tree)}, fresh", middle(rows[tree]))


def compare(trees: list[Path], compiled: str, asked: argparse.Namespace) -> None:
    """The page beside the command line."""
    pages: dict[Path, list[dict[str, float]]] = {tree: [] for tree in trees}
    lines: dict[Path, list[dict[str, float]]] = {tree: [] for tree in trees}
    for number in range(asked.rounds):
        for tree in trees:
            pages[tree].append(on_the_page(tree, compiled, asked.seconds, asked.idle, asked.cache))
            tell(f"round {number + 1}, {name_of(tree)}, page", pages[tree][-1])
            lines[tree].append(on_the_command_line(tree, compiled, asked.seconds, asked.cache))
            tell(f"round {number + 1}, {name_of(tree)}, command line", lines[tree][-1])
    print(f"\nmedians of {asked.rounds}, {asked.seconds:g} s of wall time, {asked.idle:g} s idle before the press")
    for tree in trees:
        page, line = middle(pages[tree]), middle(lines[tree])
        print(f"{name_of(tree):32}{'page':>10}{'command':>10}{'ratio':>8}")
        for name in line:
            pairs = zip(pages[tree], lines[tree], strict=True)
            ratios = [one[name] / other[name] for one, other in pairs if other[name]]
            ratio = median(ratios) if ratios else nan
            digits = 2 if "after" in name else 0
            print(f"{name:32}{page[name]:10.{digits}f}{line[name]:10.{digits}f}{ratio:8.2f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--tree", type=Path, action="append", help="a checkout of ganplay; may be given several times")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=15)
    parser.add_argument("--idle", type=float, default=10, help="seconds from the first answer to the press (10)")
    parser.add_argument("--cache", help="a cache with drawn faces; by default one is filled and thrown away")
    parser.add_argument("--fresh", action="store_true", help="with nothing drawn, pressed at once: the first step")
    asked = parser.parse_args()
    trees = [tree.resolve() for tree in asked.tree or [ROOT]]
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as scratch:
        compiled, asked.cache = f"{scratch}/compiled", asked.cache or f"{scratch}/cache"
        for tree in trees:
            check(tree)
            fill(tree, compiled, asked.cache)
            with page_of(tree, compiled, GANPLAY_CACHE=asked.cache):
                time.sleep(10)  # what serves the page and its worker is compiled, too
        if asked.fresh:
            fresh(trees, compiled, asked.rounds)
        else:
            compare(trees, compiled, asked)


if __name__ == "__main__":
    main()
