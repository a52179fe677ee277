"""The loop between a trainer and a run's folder: events become rows and checkpoints, commands steer.

The worker process and the command line both train through here.
"""

from __future__ import annotations

import queue
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from safetensors import SafetensorError

from ganplay.data.pictures import told
from ganplay.losses import LOSSES
from ganplay.recipe import Recipe, kind_of
from ganplay.recipe.kinds import JUDGE
from ganplay.runs.store.sheets import jpeg
from ganplay.runs.worker.threads import ThreadChoice
from ganplay.runs.worker.writer import RunWriter
from ganplay.training import CheckpointError, Trainer
from ganplay.training.classes import untold
from ganplay.training.events import CheckpointDue, Diverged, Evaluation, Event, Finished, Grid, Measured, Numbers
from ganplay.training.trainer import HELD_OUT

ROWS = 2000  # in a history at most: they are at least 1/ROWS of the training time apart, so that long runs stay small
WORTH = 5.0  # seconds of training that are worth some of measuring at the end
LOOK = 0.3  # seconds of single steps between two looks at the commands
Command = dict[str, Any]  # {"verb": ...} and the verb's arguments


def prepare(
    writer: RunWriter,
    *,
    device: str = "auto",
    threads: int | None = None,
    root: Path | None = None,
    progress: Callable[[str, float], None] | None = None,
    clock: Callable[[], float] = time.perf_counter,
) -> Trainer:
    """Load the run's data, build its trainer, and go back to its last whole checkpoint where there is one.

    Args:
        threads: see `Trainer`.
        clock: the trainer's, in seconds.

    Raises:
        DataError, RecipeError: when the recipe cannot be trained.
        RunError: when there are checkpoints, and only their networks were kept.
        CheckpointError: when there are checkpoints to resume from and none can be read.
    """
    recipe = writer.run.recipe
    writer.status("preparing")

    def report(stage: str, fraction: float) -> None:
        writer.set(progress={"stage": stage, "fraction": fraction})
        writer.flush_if_due()
        if progress:
            progress(stage, fraction)

    pictures = writer.load(root, report)
    trainer = Trainer(recipe, pictures, device=device, threads=threads, clock=clock)
    _go_back(trainer, writer)
    writer.write_recipe(trainer.recipe)
    writer.note(told([*pictures.notes, *untold(recipe, pictures)]))
    channels = trainer.recipe.channels
    writer.set(
        progress=None,
        device=trainer.device,
        precision=trainer.precision,
        threads=trainer.threads,
        shape=[channels, recipe.resolution, recipe.resolution],
        equilibrium=dict(zip(("loss_d", "loss_g"), _equilibrium(trainer.recipe), strict=True)),
        class_names=list(pictures.classes) if trainer.recipe.classes else [],
        now=_now(trainer, None),
    )
    writer.sheet("real", jpeg(trainer.real_samples(64), generated=False))
    with suppress(
        OSError, SafetensorError
    ):  # a full disk, say: without them D can be asked where the data set is, and training goes on
        if JUDGE in kind_of(recipe).rooms:
            writer.keep_reals(pictures, HELD_OUT, recipe.limit)
    return trainer


def _go_back(trainer: Trainer, writer: RunWriter) -> None:
    """Restore the newest checkpoint that can be read, and forget the history after it.

    Raises:
        RunError: when only the networks of the checkpoints were kept.
        CheckpointError: when none can be read.
    """
    failure = None
    for step in reversed(writer.run.resume_points()):
        try:
            trainer.restore(writer.run.checkpoint_path(step))
        except CheckpointError as error:
            failure = error
            continue
        writer.rewind(step)
        return
    if failure:
        raise failure
    writer.rewind(-1)


def drive(
    trainer: Trainer,
    writer: RunWriter,
    commands: queue.Queue[Command],
    watch: Callable[[Event], None] = lambda event: None,
    clock: Callable[[], float] = time.monotonic,
    choose_threads: bool = False,
    root: Path | None = None,
    ends: Callable[[], None] = lambda: None,
) -> str:
    """Train until the budget is used, the numbers diverge, or a command ends it; the run's new status.

    Commands: pause, resume, stop (code and details of why), quit (the process must end: saved, listed as
    interrupted), step (network, times; while paused), set (live settings), threads (count). They are looked at
    between events, at least every 0.1 s or so.
    A training of some seconds that was not told to leave metrics out ends with a report of what it reached.
    With `choose_threads` the trainer's number of threads is only the most it may use, see ThreadChoice, unless the
    recipe has a number.
    """
    loop = Drive(trainer, writer, commands, watch, clock, choose_threads, root, ends)
    for _ in loop.moments():
        pass
    return loop.ended


class Drive:
    """The loop of `drive`, a moment at a time, for whoever has to look elsewhere between two of them."""

    def __init__(
        self,
        trainer: Trainer,
        writer: RunWriter,
        commands: queue.Queue[Command],
        watch: Callable[[Event], None] = lambda event: None,
        clock: Callable[[], float] = time.monotonic,
        choose_threads: bool = False,
        root: Path | None = None,
        ends: Callable[[], None] = lambda: None,
    ) -> None:
        self.trainer, self.writer, self.commands, self.watch, self.clock = trainer, writer, commands, watch, clock
        self.root, self.ends = root, ends  # where downloaded data lies; to be called before a report is made
        self.threads = ThreadChoice(trainer.threads if choose_threads and not trainer.recipe.threads else 1)
        self.paused = False
        self.ended = ""  # the status that ends the drive
        self.singles = 1  # how many to take at once, as measured
        self.steps: deque[Command] = deque()  # single steps asked for while others were being made
        self.gathered: list[dict[str, float]] = []  # numbers since the last row
        self.row_at = trainer.seconds  # training time of the last row
        self.rate: float | None = None

    def moments(self) -> Iterator[None]:
        """Train to the end; yields after every event and after the commands that waited."""
        if not self.trainer.images:
            self._save()  # the untrained networks: the first moment of the time line, and something to go back to
        self.writer.set(before=None)
        self.writer.status("running")
        yield
        events = self.trainer.events()
        while not self.ended:
            for command in self._waiting():
                self.obey(command)
                if self.ended:
                    break
            if not self.ended and not self.paused:
                event = next(events, None)
                if event is None:  # a trainer ends with Finished or Diverged; one that does not has no more to do
                    self._save()
                    self._end("finished")
                else:
                    self.record(event)
            yield

    def _waiting(self) -> Iterator[Command]:
        """The commands that wait; while paused, wait for one."""
        if self.steps:
            yield self.steps.popleft()
        elif self.paused:
            yield self.commands.get()
        while not self.commands.empty():
            yield self.commands.get()

    def obey(self, command: Command) -> None:
        match command:
            case {"verb": "pause"} if not self.paused:
                self.paused = True
                self._row()
                self.writer.status("paused")  # said first, saved after: saving may take a moment
                self._save()
            case {"verb": "resume"} if self.paused:
                self.paused = False
                self.writer.status("running")
            case {"verb": "stop", **why}:
                self._save()
                self._end("stopped", **why)
            case {"verb": "quit"}:
                self._save()
                self._end("interrupted")
            case {"verb": "step", "network": network, "times": times} if self.paused:
                self.single(network, times)
            case {"verb": "set", "live": live}:
                self.trainer.set(**live)
                self.writer.write_recipe(self.writer.run.recipe.with_changes(**live))
            case {"verb": "threads", "count": count} if not self.trainer.recipe.threads:
                self.threads.grant(count)
                self._use_threads(count)

    def single(self, network: str, times: int) -> None:
        """Steps of D, G or both while paused; going on, stopping and quitting end them early."""
        while times > 0 and self.paused and not self.ended:
            count, began = min(times, self.singles), self.clock()
            for event in self.trainer.single(network, count):
                self.record(event)
            self.writer.flush()
            times -= count
            self.singles = max(1, min(2 * count, int(count * LOOK / max(self.clock() - began, 1e-3))))
            while not self.commands.empty() and not self.ended:
                command = self.commands.get()
                if command["verb"] == "step":
                    self.steps.append(command)
                else:
                    self.obey(command)

    def record(self, event: Event) -> None:
        """Write down one event."""
        place = (event.step, event.images, event.seconds)
        match event:
            case Numbers():
                self.gathered.append(event.values)
                self.rate = event.values.get("rate", self.rate)
                if not self.paused and self.threads.most > 1 and self.rate:
                    self._use_threads(self.threads.after(event.seconds, self.rate))
                if self.paused or event.seconds - self.row_at >= event.seconds / ROWS:
                    self._row()
            case Evaluation():
                self.writer.evaluation(place, event.values, event.histogram, event.verdict, event.evidence)
            case Measured():
                self.writer.measure(place, event.values, event.floors, event.n, event.n_floors)
            case Grid():
                self.writer.grid(place, jpeg(event.pictures))
            case CheckpointDue():
                self._save()
            case Finished():
                if self._save():
                    self._end("finished", "finished", budget=event.budget)
                else:
                    self._diverged("weights", {})
            case Diverged():
                self._diverged(event.reason, event.evidence)
        self.writer.set(now=_now(self.trainer, self.rate))
        self.writer.flush_if_due()
        self.watch(event)

    def _use_threads(self, count: int) -> None:
        if count != self.trainer.threads:
            self.trainer.set_threads(count)
        self.writer.set(threads=self.threads.count)

    def _row(self) -> None:
        """One row: the mean of the numbers gathered since the last one."""
        if not self.gathered:
            return
        mean = {
            name: sum(values[name] for values in self.gathered) / len(self.gathered)
            for name in self.gathered[-1]
            if all(name in values for values in self.gathered)
        }
        trainer = self.trainer
        self.writer.point((trainer.step, trainer.images, trainer.seconds), mean)
        self.gathered, self.row_at = [], trainer.seconds

    def _save(self) -> bool:
        """Whether there was something worth saving: networks that are no longer numbers are not."""
        try:
            self.writer.checkpoint(self.trainer.step, self.trainer.save)
        except CheckpointError:
            return False
        return True

    def _diverged(self, reason: str, evidence: dict[str, float]) -> None:
        good = self.writer.run.checkpoints(resumable=True)
        details = {"reason": reason, "evidence": evidence, "checkpoint": good[-1] if good else None}
        self._end("diverged", "diverged", step=self.trainer.step, **details)

    def _end(self, status: str, code: str = "", **details: Any) -> None:
        self._row()
        self.writer.set(now=_now(self.trainer, self.rate))
        self.writer.status(status, code, **details)
        self.ended = status
        if status in ("finished", "stopped"):  # told first: this takes a moment
            if worth_a_report(self.trainer):
                self.ends()
                self.writer.report(self.root and str(self.root), self._hurried)
            else:
                self.writer.calibrate()

    def _hurried(self) -> bool:
        """Whether somebody waits for the end of a report; a share of the cores is taken, and is no hurry."""
        while not self.commands.empty():
            command = self.commands.get()
            if command["verb"] != "threads":
                return True
            self.trainer.set_threads(command["count"])
        return False


def worth_a_report(trainer: Trainer) -> bool:
    """Whether a training that ends here is measured, for some seconds, and not only calibrated."""
    return trainer.recipe.metrics > 0 and trainer.seconds >= WORTH


def _now(trainer: Trainer, rate: float | None) -> dict[str, float | None]:
    return {"step": trainer.step, "images": trainer.images, "seconds": trainer.seconds, "rate": rate}


def _equilibrium(recipe: Recipe) -> tuple[float | None, float | None]:
    """Where the two losses settle; with smoothed labels that is elsewhere, and not told."""
    if recipe.smoothing:
        return None, None
    loss_d, loss_g = LOSSES[recipe.loss].equilibrium
    # G by features, or by its best pictures only, has another loss, or another mean.
    return loss_d, (loss_g if recipe.feature_matching == "off" and recipe.topk == 1 else None)
