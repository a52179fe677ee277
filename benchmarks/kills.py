"""Kill -9 of the server and of the worker while a run trains, again and again: what is lost, and what goes on.

python benchmarks/kills.py [--kills 40] [--seed 16] [--home DIR]

One run trains in a worker of a server that serves the page, both processes of their own, and is paused and resumed
every second or so, which saves a checkpoint each time besides those of the schedule. At a seeded random moment the
worker, the server or both are killed; every other time the moment waits for a checkpoint that is being written. Then a
new server lists the run, resumes it and answers with the page. A line a kill. Ends with 1 if a run was not listed or
did not go on, if a checkpoint that was whole before the kill is gone, if more was lost than the time since the last
one, or if too few kills met checkpoints on the disk.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from ganplay.recipe import named_recipe
from ganplay.runs.store.folder import RunFolder
from ganplay.runs.store.store import Store
from ganplay.training.checkpoint import read_tensors

ROOT = Path(__file__).resolve().parents[1]
OWNER = "the owner of what is killed"
VICTIMS = ("worker", "server", "both")
WITH_CHECKPOINTS, WRITING = 25, 5  # of 40 kills, at least
PATIENCE = 240.0  # seconds for anything to happen
SLACK = 1.0  # seconds: what is told of a run is written a few times a second
RECIPE = named_recipe("quick").with_changes(
    dataset="digits", resolution=32, g_width=8, d_width=8, batch=8, seconds=100_000, metrics=0
)
SERVER = """
import random, sys, time
from ganplay.recipe import Recipe
from ganplay.runs.server.manager import Manager
from ganplay.runs.store.folder import RunError
from ganplay.runs.store.store import Store
from ganplay.ui import build, launch
home, recipe, owner, run, seed = sys.argv[1:]
manager = Manager(Store(home), device="cpu", standby=False)
_, url, _ = launch(build(manager), prevent_thread_lock=True, server_name="127.0.0.1")
if run:
    row = next(row for row in manager.list(owner) if row["run"] == run)
    print(row["status"], row["resumable"], flush=True)
    manager.resume(run, owner)
else:
    run = manager.start(Recipe.from_json(recipe), owner)
    print("new True", flush=True)
print(run, flush=True)
print(manager.workers.active[run].pid, flush=True)
print(url, flush=True)
moments = random.Random(seed)
while True:
    for verb in ("pause", "resume"):
        time.sleep(moments.uniform(0.3, 1.2) if verb == "pause" else 0.1)
        try:
            if manager.store.get(run).status() == {"pause": "running", "resume": "paused"}[verb]:
                manager.command(run, owner, verb)
        except RunError:
            pass
"""


class Lost(Exception):
    """What must not be; its text says what."""


@dataclass
class Kill:
    """victim: who was killed; writing: what of a checkpoint lay half written; seen: the last whole one before.

    kept: the one that training went on from; lost: seconds of training; since: seconds from the last one to the kill.
    """

    victim: str
    step: int = 0
    writing: str = ""
    seen: int = -1
    kept: int = -1
    lost: float = 0.0
    since: float = 0.0
    again: float = 0.0  # seconds until it trained again
    wrong: str = ""


class Server:
    """A server in a process of its own that starts a run, or resumes it."""

    def __init__(self, store: Store, run: str, seed: int) -> None:
        arguments = [sys.executable, "-c", SERVER, str(store.root), RECIPE.to_json(), OWNER, run, str(seed)]
        path = os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH"))))
        self.process = subprocess.Popen(
            arguments, cwd=ROOT, stdout=subprocess.PIPE, text=True, env=os.environ | {"PYTHONPATH": path}
        )
        told = [self.process.stdout.readline().strip() for _ in range(4)]
        if not all(told):
            raise Lost("the server did not list and resume the run")
        self.listed, self.run, self.worker, self.url = told[0], told[1], int(told[2]), told[3]

    def answers(self) -> bool:
        """Whether the page is served."""
        try:
            with urllib.request.urlopen(self.url, timeout=PATIENCE) as answer:
                return answer.status == 200
        except OSError:
            return False

    def kill(self, victim: str) -> None:
        if victim != "server":
            os.kill(self.worker, signal.SIGKILL)
        if victim != "worker":
            self.end()

    def end(self) -> None:
        self.process.kill()
        self.process.wait()


def wait(true: Callable[[], bool], what: str) -> None:
    end = time.monotonic() + PATIENCE
    while not true():
        if time.monotonic() > end:
            raise Lost(f"waited in vain: {what}")
        time.sleep(0.02)


def half_written(folder: RunFolder) -> list[str]:
    """What lies among the checkpoints and is none."""
    return [name for name in os.listdir(folder.path / "checkpoints") if "." in name]


def watched(folder: RunFolder, moment: float, writing: bool) -> tuple[int, float]:
    """Watch a run for `moment` seconds, and on until a checkpoint is being written if that is wanted.

    Returns:
        (the last whole checkpoint, since when it is known); -1 where there is none.
    """
    begun, seen, known = time.monotonic(), -1, time.monotonic()
    while True:
        whole = folder.checkpoints(resumable=True)
        if whole and whole[-1] != seen:
            seen, known = whole[-1], time.monotonic()
        now = time.monotonic() - begun
        if now > moment and (not writing or half_written(folder)):
            return seen, known
        if now > moment + PATIENCE:
            raise Lost("waited in vain: no checkpoint was written")
        time.sleep(0.0005 if now > moment else 0.01)


def killed(folder: RunFolder, server: Server, victim: str, moment: float, writing: bool) -> Kill:
    """Kill, and see what is left on the disk."""
    kill = Kill(victim)
    kill.seen, known = watched(folder, moment, writing)
    server.kill(victim)
    kill.since = time.monotonic() - known
    if victim != "server":  # a worker left alone saves
        kill.writing = " ".join(sorted({"." + name.partition(".")[2] for name in half_written(folder)}))
    wait(lambda: not folder.locked(), "the system takes the lock from a dead process")
    wait(lambda: folder.status() == "interrupted", "the run is listed as interrupted")
    server.end()
    told = folder.meta().get("now") or {}
    kill.step = int(told.get("step", 0))
    whole = folder.checkpoints(resumable=True)
    kill.kept = whole[-1] if whole else -1
    reached = folder.reached()["seconds"]
    kill.lost = max(0.0, float(told.get("seconds", 0.0)) - reached) if whole else 0.0
    return kill


def resumed(store: Store, folder: RunFolder, kill: Kill, seed: int) -> Server:
    """A new server that lists the run and goes on with it, and what is wrong with that in `kill.wrong`."""
    begun = time.monotonic()
    server = Server(store, folder.path.name, seed)
    wrong = [] if server.listed == "interrupted True" else [f"listed as {server.listed}"]
    start = max(kill.kept, 0)
    wait(lambda: folder.status() in ("running", "paused") and folder.meta()["now"]["step"] > start, "it goes on")
    kill.again = time.monotonic() - begun
    steps = [row["step"] for row in folder.points()]
    if steps != sorted(set(steps)):
        wrong.append("a step is told twice")
    if not server.answers():
        wrong.append("the page is not served")
    if kill.kept < kill.seen and kill.seen not in folder.checkpoints():
        wrong.append(f"checkpoint {kill.seen} is gone")
    if kill.lost > kill.since + SLACK:
        wrong.append(f"{kill.lost:.1f} s are lost")
    if kill.kept >= 0:
        read_tensors(folder.checkpoint_path(), "training.safetensors")
        folder.networks()
    kill.wrong = ", ".join(wrong)
    return server


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--kills", type=int, default=40)
    parser.add_argument("--seed", type=int, default=16)
    parser.add_argument("--home", type=Path, help="where the store is made; by default a folder that is deleted after")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        return tried(Store(asked.home or Path(folder)), asked.kills, asked.seed)


def tried(store: Store, kills: int, seed: int) -> int:
    moments = random.Random(seed)
    print("| kill of | at step | half written | whole before | went on from | lost, s | since, s | again after, s | |")
    print("|---|---|---|---|---|---|---|---|---|", flush=True)
    done: list[Kill] = []
    server = Server(store, "", seed)
    folder = store.get(server.run)
    try:
        for number in range(kills):
            victim = VICTIMS[number % len(VICTIMS)]
            if not number:
                wait(lambda: folder.status() in ("running", "paused"), "the run trains")
            kill = killed(folder, server, victim, moments.uniform(0, 5), writing=number % 2 == 1)
            done.append(kill)
            server = resumed(store, folder, kill, seed + number)
            seconds = (f"{kill.lost:.2f}", f"{kill.since:.2f}", f"{kill.again:.1f}")
            cells = (kill.victim, kill.step, kill.writing, kill.seen, kill.kept, *seconds, kill.wrong)
            print("|", " | ".join(map(str, cells)), "|", flush=True)
    except Lost as lost:
        print(f"\nLost: {lost}.")
        return 1
    finally:
        server.end()
        wait(lambda: not folder.locked(), "the last worker saves and ends")
    whole, writing = sum(kill.seen >= 0 for kill in done), sum(bool(kill.writing) for kill in done)
    wrong = [kill for kill in done if kill.wrong]
    print(
        f"\n{len(done)} kills, {whole} with whole checkpoints on the disk, {writing} in the middle of writing one: "
        f"{len(wrong)} lost something; the most that was lost are {max(kill.lost for kill in done):.2f} s of training."
    )
    few = whole < WITH_CHECKPOINTS * len(done) // 40 or writing < WRITING * len(done) // 40
    if few:
        print("Too few of them met checkpoints.")
    return 1 if wrong or few else 0


if __name__ == "__main__":
    sys.exit(main())
