"""Stands for the `spaces` package of a ZeroGPU Space: forks, pickles, and keeps its process, as the real one does.

Written after reading spaces 0.51.3 (zero/wrappers.py): a generator is run by a daemon process forked at its first call
and used again for later ones; arguments and every item cross a pickle; whatever the process changes stays there;
closing the caller's generator sets an event that is looked at after the next item, which is then dropped; and the
forked process closes the server's connections, which a browser would else take for open after the server closed them.
"""

from __future__ import annotations

import inspect
import multiprocessing
import os
import pickle
import queue
import socket
import threading
import types
from collections.abc import Callable, Iterator
from contextvars import ContextVar
from typing import Any

request: ContextVar[str] = ContextVar("request", default="")  # stands for Gradio's LocalContext.request
fork = multiprocessing.get_context("fork")


class GPUError(Exception):
    """As gr.Error: what to say is in `message`."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class Spaces(types.ModuleType):
    """The module; `calls` are the granted calls as (who asked, seconds), `refuses` a sentence instead of a GPU.

    who: tells whose request this is, in the context of the caller.
    """

    def __init__(self, who: Callable[[], Any] = request.get) -> None:
        super().__init__("spaces")
        self._who = who
        self.calls: list[tuple[Any, float]] = []
        self.refuses = ""
        self.gate = threading.Event()  # closed while all GPUs are taken
        self.gate.set()
        self.closed = 0
        self.processes: list[Any] = []
        self._idle: list[_Process] = []

    def GPU(self, task: Any = None, *, duration: Any = 60) -> Any:
        if task is None:
            return lambda task: self._decorated(task, duration)
        return self._decorated(task, duration)

    def _decorated(self, task: Callable[..., Iterator[Any]], duration: Any) -> Callable[..., Iterator[Any]]:
        assert inspect.isgeneratorfunction(task)

        def call(*arguments: Any) -> Iterator[Any]:
            seconds = duration(*arguments) if callable(duration) else duration
            asked = self._who()  # here, in the caller's context
            self.gate.wait()
            if self.refuses:
                raise GPUError(self.refuses)
            self.calls.append((asked, seconds))
            process = self._idle.pop() if self._idle and self._idle[-1].alive() else _Process(task)
            if process.process not in self.processes:
                self.processes.append(process.process)
            process.put(arguments)
            items: queue.Queue[Any] = queue.Queue()
            threading.Thread(target=process.fill, args=(items,), daemon=True).start()
            while True:
                kind, item = items.get()
                if kind == "item":
                    try:
                        yield item
                    except GeneratorExit:
                        self.closed += 1
                        process.stop.set()
                        while items.get()[0] == "item":
                            pass
                        self._idle.append(process)
                        raise
                elif kind == "end":
                    self._idle.append(process)
                    return
                else:
                    raise GPUError("GPU task aborted" if kind == "dead" else item)

        return call


class _Process:
    def __init__(self, task: Callable[..., Iterator[Any]]) -> None:
        self._arguments, self._arguments_out = fork.Pipe(duplex=False)
        self._results_in, self._results = fork.Pipe(duplex=False)
        self.stop = fork.Event()
        self.process = fork.Process(target=self._work, args=(task,), daemon=True)
        self.process.start()
        self._results.close()

    def alive(self) -> bool:
        return self.process.is_alive()

    def put(self, arguments: Any) -> None:
        self._arguments_out.send_bytes(pickle.dumps(arguments))

    def fill(self, items: queue.Queue[Any]) -> None:
        kind = "item"
        while kind == "item":
            try:
                kind, item = pickle.loads(self._results_in.recv_bytes())
            except EOFError:
                kind, item = "dead", None
            items.put((kind, item))

    def _work(self, task: Callable[..., Iterator[Any]]) -> None:
        _close_connections()
        while True:
            try:
                arguments = pickle.loads(self._arguments.recv_bytes())
            except EOFError:
                return
            self.stop.clear()
            thread = threading.Thread(target=self._iterate, args=(task, arguments))
            thread.start()
            thread.join()

    def _iterate(self, task: Callable[..., Iterator[Any]], arguments: Any) -> None:
        work = task(*arguments)
        try:
            for item in work:
                if self.stop.is_set():
                    work.close()
                    break
                self._results.send_bytes(pickle.dumps(("item", item)))
        except Exception as error:
            self._results.send_bytes(pickle.dumps(("error", type(error).__name__)))
        else:
            self._results.send_bytes(pickle.dumps(("end", None)))


def _close_connections() -> None:
    """Close what this process inherited of the server's connections."""
    for name in os.listdir("/dev/fd"):
        try:
            inherited = socket.socket(fileno=int(name))
        except OSError:
            continue  # no socket, or the folder that was read here
        if inherited.family in (socket.AF_INET, socket.AF_INET6):
            inherited.close()
        else:
            inherited.detach()
