"""The driver for a ZeroGPU Space, where a GPU is lent to one decorated generator call at a time.

The call runs in a forked process and belongs to the visitor whose request asked for it: it is paid from their daily
quota, which nobody can ask for beforehand. A worker here is two threads of the server: one follows the generator, in
the context of that request; the other holds the run's RunWriter and writes what the first one hears. What was read
of the `spaces` package (0.51.3) and what was never tried on the real thing is told in docs/spaces.md.
"""

from __future__ import annotations

import contextvars
import json
import math
import os
import queue
import tempfile
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from ganplay.recipe import Recipe
from ganplay.runs.store.folder import RunError, RunFolder
from ganplay.runs.store.limits import GPU_SPARE, gpu_seconds, on_zerogpu
from ganplay.runs.worker.process import Driver
from ganplay.runs.worker.writer import RunWriter
from ganplay.runs.worker.zerogpu_call import obey, train

LOOK = 0.2  # seconds between two looks at whether it was killed
END = None  # what the first thread says last


def zerogpu() -> Driver | None:
    """The driver of this Space's lent GPU; None anywhere else. To be called before the page is launched."""
    return ZeroDriver() if on_zerogpu() else None


class ZeroDriver:
    """Makes `ZeroWorker`s. The generator is decorated here, once: a ZeroGPU Space must have a decorated function."""

    lasting = False

    def __init__(self) -> None:
        import spaces  # before torch: it must be there before anything touches CUDA

        self._train = spaces.GPU(duration=_granted)(train)

    def __call__(self, device: str, log: Path, changed: Callable[[ZeroWorker], None]) -> ZeroWorker:
        return ZeroWorker(self._train, device, changed)


def _granted(job: dict[str, Any]) -> int:
    return job["seconds"]


def call_seconds(recipe: Recipe, reached: float) -> int:
    """How long a call to ask the GPU for: what the recipe has left and what stands around it, within the limit.

    A shorter call is less to ask of a quota and sooner granted. A recipe without seconds may take all there is.
    """
    most = gpu_seconds()
    return math.ceil(min(most, recipe.seconds - reached + GPU_SPARE)) if recipe.seconds else math.ceil(most)


class ZeroWorker:
    """One run in one GPU call; see `ganplay.runs.worker.process.Worker`."""

    def __init__(
        self, gpu: Callable[[dict[str, Any]], Iterator[Any]], device: str, changed: Callable[[ZeroWorker], None]
    ) -> None:
        self.run_id = ""
        self.device = ""  # of the server, which has none; the run's own is in its facts
        self.phase = "starting"
        self.paused = False
        self.since = 0.0
        self.stopping = ""
        self.threads = 0
        self._gpu, self._wanted, self._changed = gpu, device, changed
        self._caller = contextvars.copy_context()  # of the request whose quota pays
        self._heard: queue.Queue[Any] = queue.Queue()
        self._commands: Path | None = None
        self._writing = threading.Lock()
        self._killed = threading.Event()
        self._ended = threading.Event()
        self._hurried = threading.Event()

    @property
    def alive(self) -> bool:
        return not self._ended.is_set()

    def send(self, **message: Any) -> None:
        if "run" in message:
            handle, name = tempfile.mkstemp(prefix="ganplay-", suffix=".jsonl")
            os.close(handle)
            self._commands = Path(name)
            threading.Thread(target=self._follow, args=(message,), name="ganplay-zerogpu", daemon=True).start()
        elif message.get("verb") in ("stop", "quit", "set"):  # the rest is of processes that last
            if self.phase == "reporting":
                self._hurried.set()
            with self._writing:
                if self._commands and self.alive:
                    with self._commands.open("ab") as file:
                        file.write(json.dumps(message).encode() + b"\n")

    def hang_up(self) -> None:
        if self.phase == "running":
            self.send(verb="quit")
        else:
            self.kill()

    def kill(self) -> None:
        """Write no more. The generator is closed at its next word, or at its first if the GPU is still waited for."""
        self._killed.set()

    def wait(self, seconds: float) -> bool:
        return self._ended.wait(seconds)

    # The thread that writes

    def _follow(self, job: dict[str, Any]) -> None:
        try:
            with RunWriter(RunFolder(job["run"])) as writer:
                try:
                    self._train(writer, job)
                except Exception as error:
                    from ganplay.runs.worker.worker import ending

                    status, code, details = ending(error)
                    writer.last_word(status, code, **details)
        except RunError:
            pass  # another program trains it, or it is gone: the manager finds out what to say
        finally:
            with self._writing:
                self._ended.set()
                self._commands.unlink(missing_ok=True)
            self._changed(self)

    def _train(self, writer: RunWriter, job: dict[str, Any]) -> None:
        self.phase = "preparing"
        self._changed(self)
        root = job["data_root"]
        _have_data(writer, Path(root) if root else None)
        writer.set(progress={"stage": "gpu", "fraction": None})
        writer.flush()
        call = {
            "run": job["run"],
            "commands": str(self._commands),
            "device": self._wanted,
            "data_root": root,
            "seconds": call_seconds(writer.run.recipe, writer.run.reached()["seconds"]),
        }
        if self._killed.is_set():
            return
        listener = threading.Thread(target=self._caller.run, args=(self._listen, call), daemon=True)
        listener.start()
        while not self._killed.is_set():
            try:
                heard = self._heard.get(timeout=LOOK)
            except queue.Empty:
                writer.flush_if_due()
                continue
            if isinstance(heard, Exception):
                # the words of the platform: no GPU to be had, the quota used up, the call ended by force
                sentence = str(getattr(heard, "message", "") or heard)
                writer.status("interrupted", "gpu", sentence=sentence)
            if heard is END or isinstance(heard, Exception):
                break
            obey(writer, heard, self._report, lambda: self._hurried.is_set() or self._killed.is_set())
            if self.phase != "running" and any(note[:2] == ("status", ("running",)) for note in heard):
                self.phase = "running"
                self._changed(self)
        writer.flush()

    def _report(self) -> None:
        self.phase = "reporting"
        self._changed(self)

    # The thread that listens

    def _listen(self, call: dict[str, Any]) -> None:
        try:
            heard = self._gpu(call)
            for notes in heard:
                if self._killed.is_set():
                    heard.close()
                    break
                self._heard.put(notes)
        except Exception as error:
            self._heard.put(error)
        else:
            self._heard.put(END)


def _have_data(writer: RunWriter, root: Path | None) -> None:
    """Download or draw the pictures, and import what is slow, here and not on the GPU's time."""
    recipe = writer.run.recipe
    writer.status("preparing")

    def report(stage: str, fraction: float) -> None:
        writer.set(progress={"stage": stage, "fraction": fraction})
        writer.flush_if_due()

    if recipe.metrics:  # what measuring imports, which a process forked from this one then has
        from ganplay.metrics import distances

        distances.load()
    writer.load(root, report)
