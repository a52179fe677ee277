"""Training in this process, for the command line: the same preparation and the same loop as a worker's.

It stands with the server, and not with the workers, because it does for whoever has the machine what `starting`,
`commands` and `admission` do for visitors: it says what a new run may be and how one goes on, refuses the rest, and
tells of it by the same row and budget. There is no owner to ask for, no queue, and no limit.
"""

from __future__ import annotations

import argparse
import json
import queue
import shutil
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tqdm import tqdm

from ganplay.data import NAMES
from ganplay.recipe import NAMED, Recipe, named_recipe
from ganplay.recipe.failures import failure
from ganplay.recipe.fields import LIVE, RecipeError
from ganplay.runs.asking.failures import failure_of, outcome
from ganplay.runs.server.branching import branch_into, branched_recipe, branches_by, changes_between
from ganplay.runs.server.feed import budget
from ganplay.runs.server.viewers import row
from ganplay.runs.store.carried import NAME, lost, own
from ganplay.runs.store.description import noted
from ganplay.runs.store.folder import BUDGETS, LIVE_STATUSES, Busy, RunError, RunFolder, is_run, must_be_free
from ganplay.runs.store.full import NoRoom, disk_is_full
from ganplay.runs.store.resuming import go_on
from ganplay.runs.store.store import Store
from ganplay.runs.worker.signals import polite_kill
from ganplay.runs.worker.worker import ending
from ganplay.runs.worker.writer import RunWriter

if TYPE_CHECKING:
    from ganplay.training.events import Event

EVERY = 5.0  # seconds between two plain lines
SENTENCES = {
    "finished": "finished",
    "interrupted": "interrupted, saved; resume with: ganplay train --resume --run {place}",
    "diverged": "diverged: the numbers left the range in which training can go on; "
    "resume from the last good checkpoint with halved learning rates by: ganplay train --resume --run {place}",
}


def train_here(options: argparse.Namespace) -> int:
    """`ganplay train`; the exit code."""
    run = _resumed(options) if options.resume else _branched(options) if options.branch else _created(options)
    try:
        status = _train(run, options)
    except Exception as error:
        if options.run and not options.resume and not run.checkpoints():
            shutil.rmtree(run.path, ignore_errors=True)  # so that the same command can be tried again
        elif disk_is_full(error):
            raise NoRoom(f"go on by: ganplay train --resume --run {options.run or run.path.name}") from error
        raise
    place = options.run or run.path.name
    now = run.meta().get("now") or {"step": 0, "images": 0, "seconds": 0.0}
    print(
        f"{place}: {SENTENCES[status].format(place=place)} "
        f"(step {now['step']}, {now['images']} images, {now['seconds']:.1f} s)",
        file=sys.stderr if options.json else sys.stdout,
    )
    told = _failure(run, options)
    if options.json:
        print(json.dumps(row(run) | {"folder": str(run.path)} | told, indent=2))
    return 1 if status == "diverged" else 0


def _failure(run: RunFolder, options: argparse.Namespace) -> dict[str, Any]:
    """What the run of a failure has come to, said where no JSON is asked for; {} for any other run."""
    failure = failure_of(run.recipe)
    if failure is None or not run.checkpoints():
        return {}
    try:
        found = outcome(run, options.data_root)
    except ValueError as error:  # the training itself went well
        if not options.json:
            print(f"{failure.figure}: not measured. {error}")
        return {"failure": {"failure": failure.name, "refused": str(error)}}
    if not options.json:
        value = "no number any more" if found.value is None else f"{found.value:.4g}"
        print(f"{failure.figure}: {value}, {'it fails' if found.fails else 'mended'} (the line is {failure.line:g})")
    return {"failure": found.to_dict()}


def _train(run: RunFolder, options: argparse.Namespace) -> str:
    """Prepare and train; the run's new status."""
    commands: queue.SimpleQueue[dict[str, Any]] = queue.SimpleQueue()  # a signal's handler may put into it
    from ganplay.runs.worker.drive import drive, prepare

    with polite_kill(), RunWriter(run) as writer:
        progress = Progress(run.recipe)
        try:
            trainer = prepare(writer, device=options.device, root=options.data_root, progress=progress.preparing)
            writer.flush()
            progress.starts(trainer, noted(run.meta()))
            with _signals(commands):
                status = drive(trainer, writer, commands, progress.watch, root=options.data_root, ends=progress.ends)
        except KeyboardInterrupt:
            status = run.meta()["status"]
            if status in LIVE_STATUSES:  # else it had ended, and only the report was interrupted
                status = "interrupted"
                writer.status(status)
        except Exception as error:
            status, code, details = ending(error)
            writer.last_word(status, code, **details)
            raise
        finally:
            progress.close()
    return status


def _created(options: argparse.Namespace) -> RunFolder:
    if options.checkpoint is not None:
        raise RecipeError("A checkpoint is one of a run to branch from: name that by --branch.")
    if options.remedy and not options.failure:
        raise RecipeError("A remedy is one of a failure: name it by --failure, see ganplay failures.")
    if options.failure and (options.recipe or options.size):
        raise RecipeError("A failure is a recipe already: leave the recipe and its size out, or --failure.")
    if options.recipe is None and not options.failure:
        raise RecipeError(f"Name a recipe to train: {', '.join(NAMED)}, or a recipe.json.")
    if options.run and is_run(Path(options.run)):
        raise RunError(f"{options.run} is a run already: go on with it by --resume, or choose another folder.")
    if options.failure:
        recipe = failure(options.failure).recipe(remedied=options.remedy)
    else:
        recipe = _recipe(options.recipe, options.size or "")
    recipe = recipe.with_changes(**_changes(options)).with_settings(options.set)
    if options.run:
        return RunFolder.create(options.run, recipe)
    return Store().create(recipe)


def _changes(options: argparse.Namespace) -> dict[str, Any]:
    """What the options say of a recipe, beside --set."""
    changes: dict[str, Any] = {"dataset": dataset_named(options.data)} if options.data else {}
    changes |= {name: value for name in ("seed", "threads") if (value := getattr(options, name)) is not None}
    limits = {kind: value for kind in BUDGETS if (value := getattr(options, kind)) is not None}
    return changes | (dict.fromkeys(BUDGETS, 0) | limits if limits else {})  # a budget given replaces the recipe's


def _resumed(options: argparse.Namespace) -> RunFolder:
    """The run in --run with its new budget; a resumed run keeps every setting that is not live."""
    if options.failure or options.remedy:
        raise RunError("A resumed run stays what it is: leave --failure and --remedy out.")
    if not options.run:
        raise RunError("Say which run to resume: --run DIR.")
    if options.branch or options.checkpoint is not None:
        raise RunError("A run is resumed or branched: leave --branch and --checkpoint out, or --resume.")
    run = Store().find(options.run)
    if run.frozen:
        raise RunError(f"{run.path} is read-only: it can be sampled, but not trained on.")
    if run.locked():
        raise Busy
    before = run.recipe
    if options.recipe is not None and _recipe(options.recipe).name != before.name:
        raise RunError(f"The run in {run.path} was started as {before.name}: resume it without naming a recipe.")
    changes = _changes(options)
    given = {setting.partition("=")[0].strip() for setting in options.set}
    kept = {name: getattr(before, name) for name in ("lr_g", "lr_d") if given & {"lr_g", "lr_d"}}
    after = before.with_changes(**run.gentler(changes | kept)).with_settings(options.set)
    may = (*LIVE, *BUDGETS, "threads", *(["dataset"] if own(before) and own(after) else []))
    for name, (was, wish) in changes_between(before, after).items():
        if name not in may:
            branch = f"branch it, by ganplay train --branch {options.run} --set {name}={wish}, or "
            way = branch if branches_by(name) else ""
            raise RunError(f"A resumed run keeps its {name} ({was}): {way}start a new run to change it.")
    if lost(run, after):
        where = f" at {after.dataset}" if own(after) and after.dataset != NAME else ""
        raise RunError(f"There are no pictures of this run{where}: say by --data where they lie now.")
    if used := run.used_up(after):
        raise RunError(f"{_past(run, after, used)}: give it more by --{used} to go on.")
    go_on(run, after, rates_set=False)
    return run


def _past(run: RunFolder, after: Recipe, kind: str) -> str:
    """Why a run has nothing left to train by a budget of that kind."""
    value, reached = getattr(after, kind), round(run.reached()[kind], 1)
    if value == getattr(run.recipe, kind) or reached <= value:
        return f"This run has used its {value:.10g} {kind}"
    return f"This run has trained {reached:.10g} {kind} already, and is asked for {value:.10g} in all"


def _branched(options: argparse.Namespace) -> RunFolder:
    """A new run that goes on from a checkpoint of another one, by other settings."""
    if options.recipe or options.failure or options.remedy or options.size:
        raise RunError("A branch has the recipe of its run: leave the recipe, its size and --failure out.")
    run = Store().find(options.branch)
    step = int(run.checkpoint_path(options.checkpoint).name)
    wanted = run.recipe.with_changes(**_changes(options)).with_settings(options.set)
    changes = {name: wish for name, (_, wish) in changes_between(run.recipe, wanted).items()}
    recipe = branched_recipe(run, step, changes)
    if lost(run, recipe):
        raise RunError("The pictures of this run are not where they were: put them back, or resume it with --data.")
    if not options.run:
        with Store().place() as place:
            return branch_into(run, place, step, recipe)
    must_be_free(Path(options.run))
    try:
        return branch_into(run, Path(options.run), step, recipe)
    except OSError as error:
        raise RunError(f"{options.run} cannot be written: {(error.strerror or str(error)).lower()}.") from error


def _recipe(text: str, size: str = "") -> Recipe:
    """A named recipe in a size, or the one in a file."""
    if text not in NAMED and Path(text).is_file():
        if size:
            raise RecipeError("A recipe in a file has one size, its own: leave --size out.")
        return Recipe.from_json(Path(text).read_text(encoding="utf-8", errors="replace"))
    return named_recipe(text, size)


def dataset_named(text: str) -> str:
    """What `--data` means: the data set of that name, or what lies at the path; where both are there, it says which."""
    there = Path(text).exists()
    if text in NAMES and there:
        print(f"{text} is the data set of that name; what lies here is --data ./{text}", file=sys.stderr)
    return text if text in NAMES or not there else str(Path(text).absolute())


@contextmanager
def _signals(commands: queue.SimpleQueue[dict[str, Any]]) -> Iterator[None]:
    """The first Ctrl-C (or a polite kill) saves and ends; the second ends at once."""

    def save(number: int, frame: object) -> None:
        commands.put({"verb": "quit"})
        signal.signal(number, signal.default_int_handler)

    before = {number: signal.signal(number, save) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


class Progress:
    """What a person at a terminal sees: a bar, or plain lines where stderr is not a terminal."""

    def __init__(self, recipe: Recipe) -> None:
        self._limit = budget(recipe)
        self._bar: tqdm | None = None
        self._stage = ""
        self._said = 0.0
        self._verdict = ""

    def preparing(self, stage: str, fraction: float) -> None:
        if stage != self._stage:
            self._stage = stage
            print(f"{stage} ...", file=sys.stderr)

    def starts(self, trainer: Any, notes: list[dict[str, Any]]) -> None:
        for note in notes:
            print(f"note: {note['text']}", file=sys.stderr)
        threads = "1 thread" if trainer.threads == 1 else f"{trainer.threads} threads"
        print(f"{trainer.device}, {trainer.precision}, {threads}", file=sys.stderr)
        if sys.stderr.isatty():
            kind = self._limit["kind"] or "steps"
            form = "{percentage:3.0f}%|{bar}| {n:.0f}/{total:.0f} {unit} {postfix}" if self._limit["kind"] else None
            self._bar = tqdm(total=self._limit["value"], unit=kind, bar_format=form)

    def watch(self, event: Event) -> None:
        from ganplay.training.events import Evaluation, Numbers

        if isinstance(event, Evaluation):
            self._verdict = event.verdict
        if not isinstance(event, Numbers):
            return
        numbers = f"loss_d {event.values['loss_d']:.3f} loss_g {event.values['loss_g']:.3f} {self._verdict}"
        if self._bar is not None:
            reached = {"steps": event.step, "images": event.images, "seconds": event.seconds}
            self._bar.n = reached[self._limit["kind"] or "steps"]
            self._bar.set_postfix_str(f"step {event.step} {numbers}")
        elif time.monotonic() - self._said >= EVERY:
            self._said = time.monotonic()
            rate = f"{event.values.get('rate', 0):.0f} images/s now"
            print(f"step {event.step} {event.seconds:.1f} s {rate} {numbers}", file=sys.stderr)

    def ends(self) -> None:
        self.close()
        print("measuring ...", file=sys.stderr)

    def close(self) -> None:
        if self._bar is not None:
            self._bar.close()
