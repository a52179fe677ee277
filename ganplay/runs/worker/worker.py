"""The process that trains one run: ``python -m ganplay.runs.worker.worker``.

It is started before it is needed and imports torch while it waits. On stdin it reads JSON lines, first its job, then
commands; the end of stdin means that the server died: it saves, marks the run interrupted and ends. On stdout it
says, in JSON lines, what it is doing. Everything else it prints goes to worker.log in the run's folder.
"""

from __future__ import annotations

import json
import os
import queue
import signal
import sqlite3
import sys
import threading
import traceback
from contextlib import suppress
from pathlib import Path
from typing import Any

from ganplay.runs.store.folder import RunError, RunFolder
from ganplay.runs.store.full import NoRoom, disk_is_full
from ganplay.runs.store.resuming import ended
from ganplay.runs.worker.writer import RunWriter

NICE = 3  # answering a viewer takes a moment, training takes all there is: it gives way to the page
OPENING = 8.0  # seconds that whoever has just started the page may need the cores to open it
IDLE = 4.0  # seconds without a job after that: there is time for more than the first step needs


class Channel:
    """The line to the server. Before training begins nothing can be lost, so there the end of stdin ends all."""

    def __init__(self) -> None:
        self._out = os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="utf-8")
        os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # what libraries print is no message
        self.commands: queue.SimpleQueue[dict[str, Any]] = queue.SimpleQueue()  # a signal's handler may put into it
        self.training = False
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        for line in sys.stdin:
            self.commands.put(json.loads(line))
        self.end()

    def end(self, *_: object) -> None:
        """The process must end: save first, where there is something to save. Also the handler of a signal."""
        if not self.training:
            os._exit(0)
        self.commands.put({"verb": "quit"})

    def say(self, **message: Any) -> None:
        try:
            self._out.write(json.dumps(message) + "\n")
            self._out.flush()
        except OSError:
            pass  # nobody listens any more; the end of stdin is told separately


def main() -> None:
    # Ctrl-C in the server's terminal reaches this process too: the server's end is told by the end of stdin.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(os, "nice"):
        os.nice(NICE)
    channel = Channel()
    signal.signal(signal.SIGTERM, channel.end)  # a checkpoint that is being written is written to its end first
    channel.say(ready=True, device=_warm(sys.argv[1] if len(sys.argv) > 1 else "auto"))
    wanted = threading.Event()
    spare = threading.Thread(target=_use_time, args=(wanted,), daemon=True)
    spare.start()
    job = channel.commands.get()
    wanted.set()
    spare.join()  # waits only on the very first start, and then most likely for the very pictures it needs
    channel.say(ended=_work(channel, RunFolder(job["run"]), job))
    os._exit(0)  # everything is on the disk; taking torch apart would only keep the next run waiting


def _work(channel: Channel, run: RunFolder, job: dict[str, Any]) -> str:
    """Train; the status that the run ends with, which is in its history too wherever that can be written."""
    try:
        log = os.open(run.path / "worker.log", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        os.dup2(log, sys.stderr.fileno())
        os.dup2(log, sys.stdout.fileno())
        with RunWriter(run) as writer:
            try:
                status = _train(channel, writer, job)
            except Exception as error:
                traceback.print_exc()
                status, code, details = ending(error)
                writer.last_word(status, code, **details)
    except Exception as error:  # not even its log or its history could be opened
        traceback.print_exc()
        status, code, details = ending(error)
        with suppress(RunError, OSError):
            if not run.locked():
                run.set_meta(**ended(run, status, code, details))
    return status


def _warm(device: str) -> str:
    """Import what training needs and run a tiny one, so that the first real step is not the slow one.

    Returns the kind of device that runs will use: cuda, mps or cpu.
    """
    import torch

    import ganplay.runs.worker.drive  # noqa: F401  what the job will need
    from ganplay.data.pictures import Pictures
    from ganplay.recipe import named_recipe
    from ganplay.training import Trainer
    from ganplay.training.speed import choose_device

    pictures = Pictures(name="warm", images=torch.zeros(64, 3, 32, 32, dtype=torch.uint8))
    recipe = named_recipe("quick").with_changes(g_width=4, d_width=4, batch=4, steps=1)
    trainer = Trainer(recipe, pictures, device=device, threads=1)
    for _ in trainer.events():
        pass
    return choose_device(device).type


def _use_time(wanted: threading.Event) -> None:
    """Do what a run may need later, while no job is `wanted`."""
    if wanted.wait(OPENING):
        return
    _draw_default()
    if not wanted.wait(IDLE):
        threading.Thread(target=_import_metrics, daemon=True).start()


def _draw_default() -> None:
    """Have the default recipe's pictures in the cache before anybody presses Train."""
    from ganplay.data import DataError, load
    from ganplay.recipe import named_recipe

    recipe = named_recipe("quick")
    with suppress(DataError, OSError):
        load(recipe.dataset, recipe.resolution)


def _import_metrics() -> None:
    """Import what measuring needs."""
    from ganplay.metrics import distances

    distances.load()


def _train(channel: Channel, writer: RunWriter, job: dict[str, Any]) -> str:
    from ganplay.runs.worker.drive import drive, prepare

    root = Path(job["data_root"]) if job.get("data_root") else None
    channel.say(phase="preparing")
    trainer = prepare(writer, device=job["device"], threads=job["threads"], root=root)
    channel.training = True
    channel.say(phase="running")

    def ends() -> None:
        channel.say(phase="reporting")

    return drive(trainer, writer, channel.commands, choose_threads=True, root=root, ends=ends)


def ending(error: Exception) -> tuple[str, str, dict[str, Any]]:
    """(status, code, details) of a training that an error ended; on a full disk it goes on once there is room."""
    code, details = explain(error)
    return ("interrupted" if code == NoRoom.code else "failed"), code, details


def explain(error: Exception) -> tuple[str, dict[str, Any]]:
    """(code, details) of a failure, for whoever watches; `sentence` is among the details."""
    from ganplay.data import DataError
    from ganplay.recipe.fields import RecipeError
    from ganplay.training.checkpoint import CheckpointError

    text = str(error)
    code, kind = "crash", type(error).__name__
    sentence = f"The training stopped on an error of its own ({kind}): resume it, or change the recipe."
    if disk_is_full(error):
        code, sentence = NoRoom.code, str(NoRoom("it goes on from its last whole checkpoint"))
    elif isinstance(error, DataError):
        code, sentence = "data", text
    elif isinstance(error, RecipeError):
        return error.code, error.details
    elif isinstance(error, RunError) and error.code != RunError.code:
        return error.code, {"sentence": text, **error.details}
    elif isinstance(error, (CheckpointError, RunError)):
        code, sentence = "refused", text
    elif isinstance(error, MemoryError) or "out of memory" in text.lower() or "can't allocate memory" in text.lower():
        code = "memory"
        sentence = "The memory is not enough for this recipe: choose a smaller batch, width or resolution."
    elif isinstance(error, (OSError, sqlite3.Error)):
        code = "disk"
        sentence = f"A file could not be read or written: {getattr(error, 'strerror', None) or text}."
    return code, {"sentence": sentence} | ({"kind": kind} if code == "crash" else {})


if __name__ == "__main__":
    main()
