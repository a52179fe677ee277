"""Who trains when: admission, the queue, the workers, commands of owners, and what viewers are told."""

from __future__ import annotations

import atexit
import contextlib
import contextvars
import json
import shutil
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from ganplay.cores import usable_cores
from ganplay.data import NAMES
from ganplay.data.kinds import fits, kind_with
from ganplay.recipe import Recipe, kind_of
from ganplay.recipe.fields import LIVE
from ganplay.runs.asking.report import read_report, write_report
from ganplay.runs.server.branching import branch_into, branched_recipe, changes_between
from ganplay.runs.server.viewers import Viewers
from ganplay.runs.store.folder import BUDGETS, LIVE_STATUSES, RunError, RunFolder
from ganplay.runs.store.library import Busy, described, keep_checkpoints
from ganplay.runs.store.limits import capped, check_limits, limit
from ganplay.runs.store.limits import slots as granted_slots
from ganplay.runs.store.quota import Quota
from ganplay.runs.store.store import Store
from ganplay.runs.transfer.arrivals import OWN
from ganplay.runs.transfer.pack import unpack
from ganplay.runs.worker.process import Driver, Worker, WorkerProcess

QUEUED_EACH = 5  # runs of one owner that may wait
PAUSED_ALONE = 600.0  # seconds after which a paused run that nobody watches is saved and its worker released
PAUSED_LONG = 120.0  # seconds of pause after which it makes room for others who wait
MEASURING = 60.0  # seconds that a report may take which somebody asked for
REPORTING, HURRY = 30.0, 3.0  # seconds that a report may take: in peace, and where somebody waits
STEPS_AT_ONCE = 1000
UNDO = 30.0  # seconds in which a deleted run can be brought back
MOST_THREADS = 8  # small networks gain nothing from more
COMMANDS = ("pause", "resume", "stop", "step", "set")


class Refused(RunError):
    """A wish that is not granted: `code` is a key in the page's words, `details` fill them, str() is a sentence."""

    def __init__(self, code: str, sentence: str, **details: Any) -> None:
        super().__init__(sentence)
        self.code = code
        self.details = details


class Manager:
    """Starts, steers and reads the runs of a store. Every method may be called from any thread.

    Args:
        device: "auto", "cpu", "cuda" or "mps", for every worker.
        slots: how many runs train at once; by default GANPLAY_SLOTS, else as many as `limits.slots` finds.
        data_root: where torchvision's data sets lie and are downloaded to.
        standby: keep one worker waiting with torch imported, so that a run starts at once.
        driver: where runs train; by default in processes of this machine.

    GANPLAY_MAX_SECONDS limits the seconds that a run trains itself, GANPLAY_MAX_QUEUE how many may wait,
    GANPLAY_MAX_DISK the store.

    Raises:
        RunError: when one of these is no number.
    """

    def __init__(
        self,
        store: Store,
        *,
        device: str = "auto",
        slots: int | None = None,
        data_root: Path | str | None = None,
        standby: bool = True,
        driver: Driver | None = None,
    ) -> None:
        self.store = store
        self.device = device  # once a worker has looked: cuda, mps or cpu
        self._wanted_device = device
        self._slots = slots
        check_limits()  # what is wrong is told now, not at the first press of Train
        self._data_root = str(Path(data_root).absolute()) if data_root else None
        self._lock = threading.RLock()
        self._queue: list[str] = []
        self._driver: Driver = driver or WorkerProcess
        self._callers: dict[str, contextvars.Context] = {}  # of queued runs, where the driver asks who wants them
        self._active: dict[str, Worker] = {}
        self._standby: Worker | None = None
        self._viewers = Viewers(store)
        self._quota = Quota(store)
        self._server_lock = FileLock(store.root / "server.lock", thread_local=False)
        self._closing = threading.Event()
        self._keep_standby = standby and self._driver.lasting
        self._standby_at = time.monotonic() + 0.5
        threading.Thread(target=self._keep, name="ganplay-keeper", daemon=True).start()
        atexit.register(self.close)

    # Starting and steering

    @property
    def slots(self) -> int:
        return self._slots or granted_slots(self.device, usable_cores())

    def start(self, recipe: Recipe, owner: str, title: str = "") -> str:
        """Queue a new run of `owner` (their secret token); its id.

        Raises:
            Refused: without a token, with other people's data, or when too many runs wait already.
        """
        self._check_start(recipe, owner)
        recipe = capped(recipe)
        self._check_disk()
        with self._lock:
            self._check_queue(owner)
            run_id = self.store.create(recipe, owner, str(title)[:120]).path.name
            self._enqueue(run_id)
        return run_id

    def twin(self, run_id: str, changes: dict[str, Any], owner: str, title: str = "") -> str:
        """Queue a new run of `owner` with the recipe and seed of another one and other settings, from scratch; its id.

        Raises:
            Refused: as `start`, and where nothing changes.
            RecipeError: for an impossible setting.
        """
        run = self._seen(run_id, owner)
        before = run.recipe
        if "dataset" in changes and "channels" not in changes:
            changes = {**changes, "channels": 0}  # as the other data has them
        asked = before.with_changes(**changes)
        recipe = capped(asked)
        changed = changes_between(before, recipe)
        if asked == before or not changed:  # what the server alone would change is no wish
            raise Refused("no_change", "A twin differs from its parent: change one setting.")
        parent = {"run": run_id, "step": None, "title": run.title, "changes": changed}
        self._check_start(recipe, owner)
        self._check_disk()
        with self._lock:
            self._check_queue(owner)
            new = self.store.create(recipe, owner, str(title)[:120])
            new.set_meta(parent=parent)
            self._enqueue(new.path.name)
        return new.path.name

    def branch(self, run_id: str, step: int, changes: dict[str, Any], owner: str, title: str = "") -> str:
        """Queue a new run of `owner` that goes on from a checkpoint of another one; its id.

        See `ganplay.runs.server.branching` for what it shares with its parent.

        Raises:
            Refused: as `start`, and where its budget is used up.
            RunError: where there is no such checkpoint, or a change would not fit its networks.
            RecipeError: for an impossible setting.
        """
        run = self._seen(run_id, owner)
        recipe = branched_recipe(run, step, changes)
        self._check_start(recipe, owner)
        facts = json.loads((run.checkpoint_path(step) / "checkpoint.json").read_text(encoding="utf-8"))
        seconds = facts["seconds"]
        recipe = capped(recipe, reached=seconds, inherited=seconds)
        self._check_disk()
        with self._lock:
            self._check_queue(owner)
        parent = {"run": run_id, "step": step, "seconds": seconds, "title": run.title}
        parent["changes"] = changes_between(run.recipe, recipe)
        with self.store.place(owner) as place:
            new = branch_into(run, place, step, recipe, str(title)[:120], parent)
            if used := new.used_up(recipe):
                shutil.rmtree(place, ignore_errors=True)
                raise _used_up(recipe, used)
        with self._lock:
            self._enqueue(place.name)
        return place.name

    # What an owner writes on a run, keeps of it, throws away, brings in

    def describe(self, run_id: str, owner: str, **words: Any) -> None:
        """Set title, tags and note, see `ganplay.runs.store.library.described`.

        Raises:
            Refused: for someone else's run.
        """
        run = self._owned(run_id, owner)
        if kept := described(**words):
            run.set_meta(**kept)
            self._viewers.look(run_id)

    def measure(self, run_id: str, owner: str) -> Callable[[Callable[[], bool]], None]:
        """The work of measuring a run and keeping its report: anybody's for a pretrained one, else the owner's.

        The work is a function of `waiting`, which ends it early; see `ganplay.runs.asking.report.write_report`.

        Raises:
            Refused: for someone else's run, and for a pretrained one that has its report.
            RunError: while it trains.
        """
        run = self.store.get(run_id)
        if run.frozen:
            if read_report(run):
                raise Refused("measured", "This pretrained run is measured already.")
        else:
            run = self._owned(run_id, owner)
            if run.locked():
                raise Busy
        return lambda waiting: write_report(run, self._data_root, budget_seconds=MEASURING, waiting=waiting)

    def keep(self, run_id: str, owner: str, count: int) -> int:
        """Thin the checkpoints to `count`; how many are left. Raises RunError while it trains."""
        run = self._owned(run_id, owner)
        self._let_go(run_id)
        return keep_checkpoints(run, count)

    def discard(self, run_id: str, owner: str) -> None:
        """Delete a run in such a way that `bring_back` can undo it for UNDO seconds.

        Raises:
            Refused: for someone else's run.
            RunError: for one that trains or waits.
        """
        self._owned(run_id, owner)
        self._let_go(run_id)
        with self._lock:
            if run_id in self._active or run_id in self._queue:
                raise Busy
            self._viewers.forget(run_id)
            self.store.discard(run_id)
        timer = threading.Timer(UNDO, self.store.purge, [run_id])
        timer.daemon = True
        timer.start()

    def bring_back(self, run_id: str, owner: str) -> None:
        """Undo `discard`. Raises RunError when it is too late."""
        if not isinstance(owner, str) or not self.store.owns(run_id, owner):
            raise Refused("gone", "This run is gone for good.")
        self.store.bring_back(run_id)

    def take_in(self, file: Path, owner: str, most: int) -> str:
        """A run of `owner` from a file that `pack` wrote, taking at most `most` bytes; its id.

        Raises:
            Refused: without a token.
            PackError: when anything about the file is not as it must be.
        """
        self._check_owner(owner)
        self._check_disk()
        with self.store.place(owner) as place:
            unpack(file, place, most=most)
        return place.name

    def resume(self, run_id: str, owner: str, more: float | None = None, **changes: Any) -> None:
        """Go on with a run: unpause it, or train on from its last whole checkpoint.

        A diverged run goes back to its last good checkpoint, with halved learning rates unless its owner has set
        them since. `more` adds seconds to what it has trained; `changes` may set budgets (`folder.BUDGETS`) and live
        settings (`settings.LIVE`).

        Raises:
            Refused: for someone else's run, a budget that is used up, or a setting that needs a new run.
            RunError: for a run of which only the networks were kept.
            RecipeError: for an impossible value.
        """
        run = self._owned(run_id, owner)
        self._let_go(run_id)
        with self._lock:
            worker = self._active.get(run_id)
            reporting = worker is not None and worker.phase == "reporting"  # still: it goes on once that has ended
            if (worker and not reporting) or run_id in self._queue:
                if changes:
                    self.command(run_id, owner, "set", **changes)
                if worker and worker.paused:
                    self._pause(worker, False)
                return
            if run.locked() and not reporting:
                raise Refused("busy", "Another program trains this run: stop it there first.")
            fixed = [name for name in changes if name not in (*BUDGETS, *LIVE)]
            if fixed:
                raise Refused("not_live", f"{fixed[0]} cannot change in a run: start a new one.", setting=fixed[0])
            if more is not None:
                changes = {"steps": 0, "images": 0, "seconds": run.reached()["seconds"] + _more(more)} | changes
            recipe = run.recipe.with_changes(**run.gentler(changes))
            recipe = capped(recipe, run.reached()["seconds"], run.inherited())
            if used := run.used_up(recipe):
                raise _used_up(recipe, used)
            self._check_dataset(recipe)
            self._check_queue(owner)
            run.write_recipe(recipe)
            run.set_meta(status="queued", message=None, rates_set=False)
            self._enqueue(run_id)

    def command(self, run_id: str, owner: str, verb: str, **args: Any) -> None:
        """pause, resume, stop, step (network "d", "g" or "both", times) or set (the live settings, `settings.LIVE`).

        What is set while a run does not train holds from when it goes on.

        Raises:
            Refused: for someone else's run, or a command that does not fit its status.
            RecipeError: for an impossible value.
        """
        if verb == "resume":
            return self.resume(run_id, owner, **args)
        run = self._owned(run_id, owner)
        with self._lock:
            worker = self._active.get(run_id)
            if verb != "stop" and worker and (run_id in self._queue or self._spoken(run)):
                worker = None  # it only measures, and would lose what it is told
            if verb == "set":
                self._set(run, worker, args)
            elif verb == "stop" and run_id in self._queue:
                self._queue.remove(run_id)
                run.set_meta(status="stopped")
            elif verb not in COMMANDS:
                raise Refused("verb", f"There is no command {verb!r}; the commands are {', '.join(COMMANDS)}.")
            elif worker is None:
                raise Refused("not_training", "This run is not training now: resume it first.")
            elif verb == "pause":
                self._pause(worker, True)
            elif verb == "stop":
                self._stop(worker)
            elif verb == "step":
                if not worker.paused:
                    raise Refused("not_paused", "Single steps need a paused run: pause it first.")
                worker.send(verb="step", **_single(**args))
        return None

    # Reading: anyone may

    def list(self, owner: str = "") -> list[dict[str, Any]]:
        """The owner's runs and those of nobody, newest first, then the pretrained ones.

        Each: run, title, status, position, code, recipe (name), kind, dataset, resolution, step, images, seconds,
        budget, created (seconds since 1970), verdict (code or None), resumable (see `RunFolder.can_resume`), mine,
        pretrained.
        """
        rows = self._viewers.list(owner)
        for row in rows:
            self._complete(row)
        return rows

    def poll(self, run_id: str, since: int = 0, frame: int = 0) -> dict[str, Any]:
        """What is new about a run: small, columnar, JSON.

        since: the last `seq` the viewer has; frame: the last grid `seq` it shows; 0 for nothing yet. The answer has
        run, status, resumable (see `RunFolder.can_resume`), position, step, images, seconds, rate, device, precision,
        threads, budget, live, kind, shape, title,
        seq, points, evals and measures (columns after `since`), reported (when its report was written, in
        milliseconds since 1970; 0 without one), verdict, grids (the time line: [seq, step] ...), equilibrium,
        reset; where there is something to say also code and details, progress, hist, grid. With reset true
        (`since` was 0, or the run went back to an earlier checkpoint) the answer is the whole story again, with
        recipe, real and notes: drop what you have. An unknown id has the status "unknown".
        """
        return self._complete(self._viewers.poll(run_id, since, frame))

    def frame(self, run_id: str, seq: int) -> dict[str, Any]:
        """The grid at `seq` or the nearest kept before it: seq, step, jpeg (a data URL); empty where there is none."""
        return self._viewers.frame(run_id, seq)

    def close(self) -> None:
        """Let every worker save and end; what trained is listed as interrupted and resumes."""
        if self._closing.is_set():
            return
        self._closing.set()
        with self._lock:
            workers = [*self._active.values(), *filter(None, [self._standby])]
            for run_id in self._queue:
                with contextlib.suppress(RunError):
                    self.store.get(run_id).set_meta(status="interrupted", message=None)
            self._queue.clear()
        for worker in workers:
            worker.hang_up()
        deadline = time.monotonic() + 8
        for worker in workers:
            if not worker.wait(max(0.1, deadline - time.monotonic())):
                worker.kill()
        self._server_lock.release()

    # Inside

    def _complete(self, told: dict[str, Any]) -> dict[str, Any]:
        """Add to what the folder tells of a run what only the manager knows."""
        told["position"] = self._position(told["run"])
        if told["status"] == "queued" and told["run"] in self._active:
            told["status"] = "preparing"  # its worker has not spoken yet
            told["progress"] = {"stage": "start", "fraction": 0.0}
        return told

    def _owned(self, run_id: str, owner: str) -> RunFolder:
        try:
            run = self.store.get(run_id)
        except RunError as error:
            raise Refused("unknown_run", str(error)) from None
        if not isinstance(owner, str) or run.frozen or not self.store.owns(run_id, owner):
            raise Refused("not_owner", "Only the owner of this run can do that; you can watch it.")
        return run

    def _seen(self, run_id: str, owner: str) -> RunFolder:
        """A run to begin from; whoever may watch it may, but pictures that were uploaded are their owner's."""
        try:
            run = self.store.get(run_id)
        except RunError as error:
            raise Refused("unknown_run", str(error)) from None
        if run.recipe.dataset not in NAMES and not self.store.owns(run_id, str(owner)):
            raise Refused("own_pictures", "The pictures of this run are its owner's: nobody else can train on them.")
        return run

    def _check_start(self, recipe: Recipe, owner: str) -> None:
        self._check_owner(owner)
        self._check_dataset(recipe)

    def _check_owner(self, owner: str) -> None:
        if not isinstance(owner, str) or not 8 <= len(owner) <= 200:
            raise Refused("owner", "A run needs an owner: send a secret token of 8 to 200 characters.")

    def _check_dataset(self, recipe: Recipe) -> None:
        """Visitors name data sets, never paths of this machine: other pictures must have been uploaded."""
        if not fits(recipe.dataset, kind_of(recipe)):
            said = kind_of(recipe).apart or kind_with(recipe.dataset).apart
            raise Refused(said.code, said.sentence)
        if recipe.dataset in NAMES:
            return
        if recipe.dataset == OWN:
            way = "ganplay runs unpack FILE --run DIR --data FOLDER"
            raise Refused("own_left", f"The pictures of this run did not travel with its file: {way} brings them.")
        uploads = self.store.uploads.resolve()
        if uploads not in Path(recipe.dataset).resolve().parents:
            names = ", ".join(NAMES)
            raise Refused("dataset", f"There is no data set {recipe.dataset!r}: upload pictures or choose {names}.")

    def _check_queue(self, owner: str) -> None:
        most = limit("GANPLAY_MAX_QUEUE")
        mine = sum(self.store.owns(run_id, owner) for run_id in self._queue)
        if len(self._queue) >= most or mine >= QUEUED_EACH:
            raise Refused("queue_full", "Too many runs wait already: try again when some have finished.")

    def _check_disk(self) -> None:
        if full := self._quota.make_room():
            used, share = (f"{number / 1e9:.2g} GB" for number in full)
            sentence = f"The runs here take {used}, and {share} is their share of the disk: delete some of yours first."
            raise Refused("disk_full", sentence, used=used, share=share)

    def _enqueue(self, run_id: str) -> None:
        self._queue.append(run_id)
        if not self._driver.lasting:
            self._callers = {waits: self._callers[waits] for waits in self._callers if waits in self._queue}
            self._callers[run_id] = contextvars.copy_context()
        self._schedule()
        if run_id in self._queue:
            for worker in self._active.values():
                self._hurry(worker)
        self._viewers.look(run_id)

    def _position(self, run_id: str) -> int | None:
        with self._lock:
            return self._queue.index(run_id) + 1 if run_id in self._queue else None

    def _schedule(self) -> None:
        """Launch what may be launched: the first in the queue whose owner trains nothing else."""
        with self._lock:
            busy = {self.store.owner(run_id) for run_id in self._active}
            for run_id in list(self._queue):
                if len(self._active) >= self.slots or self._closing.is_set():
                    return
                owner = self.store.owner(run_id)
                if owner not in busy:
                    self._queue.remove(run_id)
                    with contextlib.suppress(RunError):  # its folder vanished while it waited
                        self._launch(run_id)
                        busy.add(owner)

    def _launch(self, run_id: str) -> None:
        place = str(self.store.get(run_id).path)
        worker = self._standby if self._standby and self._standby.alive else self._new_worker(run_id)
        self._standby = None
        self._standby_at = time.monotonic() + 3  # not while the new run takes its first steps
        worker.run_id = run_id
        self._active[run_id] = worker
        self._rebalance()
        worker.send(run=place, device=self._wanted_device, threads=worker.threads, data_root=self._data_root)

    def _new_worker(self, run_id: str = "") -> Worker:
        caller = self._callers.pop(run_id, None) or contextvars.copy_context()
        return caller.run(self._driver, self._wanted_device, self.store.root / "worker.log", self._changed)

    def _rebalance(self) -> None:
        """Share the cores: trainers with more threads than cores slow each other down twentyfold."""
        with self._lock:
            busy = [worker for worker in self._active.values() if not worker.paused]
            for worker in busy:
                threads = max(1, min(MOST_THREADS, usable_cores() // len(busy)))
                if worker.threads and worker.threads != threads:
                    worker.send(verb="threads", count=threads)
                worker.threads = threads

    def _pause(self, worker: Worker, paused: bool) -> None:
        if not self._driver.lasting:
            if paused and not worker.stopping:
                self._stop(worker)
        elif worker.paused != paused:
            worker.paused, worker.since = paused, time.monotonic()
            worker.send(verb="pause" if paused else "resume")
            self._rebalance()

    def _stop(self, worker: Worker) -> None:
        """Ask, and make sure: while data load nobody listens and nothing is lost."""
        worker.stopping = "stopped"
        worker.send(verb="stop")
        timer = threading.Timer(0.7, self._make_sure, [worker])
        timer.daemon = True
        timer.start()

    def _make_sure(self, worker: Worker) -> None:
        if worker.phase not in ("running", "reporting") or (not worker.wait(10) and worker.phase == "running"):
            worker.kill()

    def _let_go(self, run_id: str) -> None:
        """Wait a little for a worker that has said its last word and is about to end."""
        worker = self._active.get(run_id)
        if worker and self._spoken(self.store.get(run_id)):
            self._hurry(worker)
            worker.wait(5)
            self._changed(worker)

    def _spoken(self, run: RunFolder) -> bool:
        """Whether the last word of a run's training is said, though its worker may still calibrate or measure."""
        return run.meta().get("status") not in (*LIVE_STATUSES, "queued")

    def _hurry(self, worker: Worker) -> None:
        """Somebody waits for the place of a worker that only measures: it gives up, or is made to."""
        if worker.phase == "reporting":
            worker.send(verb="quit")
            self._later(HURRY, worker.kill)

    def _later(self, seconds: float, act: Callable[[], None]) -> None:
        timer = threading.Timer(seconds, act)
        timer.daemon = True
        timer.start()

    def _set(self, run: RunFolder, worker: Worker | None, live: dict[str, Any]) -> None:
        fixed = [name for name in live if name not in LIVE]
        if fixed or not live:
            name = fixed[0] if fixed else "nothing"
            raise Refused("not_live", f"{name} cannot change while a run trains: start a new one.", setting=name)
        recipe = run.recipe.with_changes(**live)
        live = {name: getattr(recipe, name) for name in live}
        if worker:
            worker.send(verb="set", live=live)
        elif run.locked() and run.path.name not in self._active:
            raise Refused("busy", "Another program trains this run: stop it there first.")
        else:
            run.write_recipe(recipe)
            if not {"lr_g", "lr_d"}.isdisjoint(live):
                run.set_meta(rates_set=True)

    def _changed(self, worker: Worker) -> None:
        """A worker spoke or ended."""
        with self._lock:
            if worker.device:
                self.device = worker.device
            if worker.alive:
                if worker.phase == "reporting" and self._active.get(worker.run_id) is worker:
                    self._later(REPORTING, worker.kill)
                    if self._queue:
                        self._hurry(worker)
                self._schedule()
                return
            if worker is self._standby:
                self._standby, self._standby_at = None, time.monotonic() + 30
            if self._active.get(worker.run_id) is not worker:
                return
            del self._active[worker.run_id]
            self._conclude(worker)
            self._rebalance()
            self._schedule()
            self._viewers.look(worker.run_id)

    def _conclude(self, worker: Worker) -> None:
        """A worker that was killed or crashed said no last word: say it for it."""
        if worker.phase == "reporting":
            return
        with contextlib.suppress(RunError, OSError):
            run = self.store.get(worker.run_id)
            status = run.meta().get("status")
            if status not in (*LIVE_STATUSES, "queued") or run.locked():
                return
            if worker.stopping:
                run.set_meta(status=worker.stopping, message=None)
            elif worker.phase in ("starting", "ready"):
                run.set_meta(status="failed", message={"code": "no_worker", "details": {}})
            else:
                run.set_meta(status="interrupted", message={"code": "worker_died", "details": {}})

    def _keep(self) -> None:
        """In the background: a standby worker, and an eye on paused runs that nobody watches."""
        self._adopt()
        while not self._closing.wait(0.5):
            with self._lock:
                if self._keep_standby and self._standby is None and time.monotonic() >= self._standby_at:
                    self._standby = self._new_worker()
            self._release()

    def _release(self) -> None:
        with self._lock:
            paused = [worker for worker in self._active.values() if worker.paused and not worker.stopping]
            if not paused:
                return
            waiting = set(map(self.store.owner, self._queue)) - set(map(self.store.owner, self._active))
            ending = sum(bool(worker.stopping) for worker in self._active.values())
            lacking = len(waiting) - (self.slots - len(self._active) + ending)
            for worker in sorted(paused, key=lambda worker: worker.since):
                long = lacking > 0 and time.monotonic() - worker.since > PAUSED_LONG
                if long or self._viewers.idle(worker.run_id) > PAUSED_ALONE:
                    self._stop(worker)
                    lacking -= 1

    def _adopt(self) -> None:
        """What queued in a server that died waits for nobody: list it as interrupted."""
        try:
            self._server_lock.acquire(blocking=False)  # held until this process ends
        except Timeout:
            return  # another server lives on this store
        self.store.tidy()
        for run in self.store.list():
            with self._lock, contextlib.suppress(RunError, OSError):
                waits = run.path.name in self._queue or run.path.name in self._active
                if not waits and run.meta().get("status") == "queued":
                    run.set_meta(status="interrupted", message=None)


def _used_up(recipe: Recipe, kind: str) -> Refused:
    value = f"{getattr(recipe, kind):.10g}"
    sentence = f"This run has used its {value} {kind}: give it more to go on."
    return Refused("budget_used", sentence, kind=kind, value=value)


def _more(seconds: Any) -> float:
    try:
        return float(seconds)
    except (TypeError, ValueError):
        raise Refused("more", f"{str(seconds)[:40]!r} is no number of seconds to train on for.") from None


def _single(network: str = "both", times: int = 1, **other: Any) -> dict[str, Any]:
    good = isinstance(times, int) and not isinstance(times, bool) and 1 <= times <= STEPS_AT_ONCE
    if other or network not in ("d", "g", "both") or not good:
        raise Refused("step", f"A step is of d, g or both, 1 to {STEPS_AT_ONCE} times.")
    return {"network": network, "times": times}
