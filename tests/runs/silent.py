"""A worker that only writes down what it is told, and three who may tell it."""

from __future__ import annotations

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
