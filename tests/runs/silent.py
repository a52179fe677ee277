"""A worker that only writes down what it is told, three who may tell it, and what else a worker does."""

from __future__ import annotations

import json

from ganplay.runs.server.manager import Manager

ALICE, BOB, CAROL = "alice's token", "bob's token", "carol's token"


class SilentWorker:
    """Stands for a process: remembers what it is sent, ends when it is told to."""

    lasting = True

    def __init__(self, device, log, changed) -> None:
        self.run_id = self.stopping = self.device = ""
        self.phase, self.paused, self.threads, self.alive = "ready", False, 0, True
        self.sent: list[dict] = []
        self.changed = changed

    def send(self, **message) -> None:
        self.sent.append(message)

    def verbs(self) -> list[str]:
        return [message["verb"] for message in self.sent if "verb" in message]

    def end(self) -> None:
        self.alive = False
        self.changed(self)

    hang_up = kill = end

    def wait(self, seconds: float) -> bool:
        return not self.alive


def finish(manager: Manager, run_id: str, status: str = "finished", **now) -> None:
    """Let the worker of a run write its last word and end."""
    run = manager.store.get(run_id)
    place = {"step": 100, "images": 1000, "seconds": 1.0} | now
    run.set_meta(status=status, now=place)
    checkpoint = run.path / "checkpoints" / f"{place['step']:08d}"
    checkpoint.mkdir()
    (checkpoint / "training.safetensors").write_bytes(b"")
    (checkpoint / "checkpoint.json").write_text(json.dumps(place))
    manager.workers.active[run_id].end()


def reports(manager: Manager, run_id: str) -> SilentWorker:
    """Let the worker of a run say its last word and begin to measure."""
    worker = manager.workers.active[run_id]
    manager.store.get(run_id).set_meta(status="finished", now={"step": 100, "images": 1000, "seconds": 60.0})
    worker.phase = "reporting"
    manager.workers.heard(worker)
    return worker
