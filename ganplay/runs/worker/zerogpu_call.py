"""The half of a ZeroGPU run that has the GPU: one generator call in a forked process.

Nothing of that process comes back but what the generator yields, through a pickle. So it trains with the same loop
as everybody else, over a writer that writes nothing: `Telling` notes what it was asked to write, the generator
yields the notes, and the server, which has the run's real RunWriter, writes them (`obey`). Commands come the other
way through a file: arguments are pickled before the call begins, and a queue made for one call does not reach a
process that was forked for an earlier one.
"""

from __future__ import annotations

import os
import tempfile
import time
import traceback
from collections import deque
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ganplay.recipe import Recipe
from ganplay.runs.store.carried import data_for
from ganplay.runs.store.folder import RunFolder
from ganplay.runs.store.reals import FILE as REALS
from ganplay.runs.store.reals import sampled, write_reals
from ganplay.runs.worker.writer import RunWriter

if TYPE_CHECKING:
    from ganplay.data.kinds import Progress
    from ganplay.data.pictures import Pictures

MARGIN = 5.0  # seconds of the granted time that are kept for the last checkpoint and its way home
NOTES = (
    "set",
    "status",
    "point",
    "evaluation",
    "measure",
    "grid",
    "sheet",
    "rewind",
    "write_recipe",
    "note",
    "last_word",
    "flush",
    "calibrate",
)
Note = tuple[Any, ...]  # a method of RunWriter and its arguments, all plain: numbers, texts, bytes, CPU arrays


def train(job: dict[str, Any]) -> Iterator[list[Note]]:
    """Train a run within one GPU call; yields what is to be written, at least every 0.2 s while it trains.

    job: run (folder), commands (file), device, data_root, seconds (granted; it ends by itself a little earlier, saved).
    """
    deadline = time.monotonic() + job["seconds"] - MARGIN
    import torch

    from ganplay.runs.worker.drive import Drive, prepare
    from ganplay.runs.worker.worker import ending

    torch.set_num_threads(1)  # after a fork the threads of the parent's pool are gone, and waiting for them is for ever
    writer = Telling(RunFolder(job["run"]))
    try:
        root = Path(job["data_root"]) if job["data_root"] else None
        trainer = prepare(writer, device=job["device"], threads=1, root=root)
        loop = Drive(trainer, writer, CommandFile(Path(job["commands"])), root=root)
        for _ in loop.moments():
            yield writer.taken()
            if time.monotonic() >= deadline and not loop.ended:
                loop.obey({"verb": "stop", "code": "gpu_time", "seconds": job["seconds"]})
                break
    except Exception as error:  # GeneratorExit is none of them: whoever closes the generator wants no more
        traceback.print_exc()
        status, code, details = ending(error)
        writer.last_word(status, code, **details)
    yield writer.taken()


class Telling:
    """Takes a RunWriter's place where the run's folder is somebody else's to write: notes its calls."""

    def __init__(self, run: RunFolder) -> None:
        self.run = _Run(run)
        self._notes: list[Note] = []

    def __getattr__(self, name: str) -> Callable[..., None]:
        if name not in NOTES:
            raise AttributeError(name)
        return lambda *arguments, **facts: self._notes.append((name, arguments, facts))

    def flush_if_due(self) -> None:
        """The other side flushes when it is due there."""

    def write_recipe(self, recipe: Recipe) -> None:
        self.run.recipe = recipe
        self._notes.append(("write_recipe", (recipe.to_dict(),), {}))

    def load(self, root: Path | None = None, progress: Progress | None = None) -> Pictures:
        """What the run trains on, and keeps at home already as far as it is to be kept."""
        return data_for(self.run, root=root, progress=progress)

    def checkpoint(self, step: int, save: Callable[[Path], None]) -> None:
        """Save where nobody looks, and note what was saved as arrays."""
        with tempfile.TemporaryDirectory(prefix="ganplay-") as place:
            folder = Path(place) / f"{step:08d}"
            save(folder)
            self._notes.append(("checkpoint", (step, arrays_of(folder)), {}))
        self.run.saved.append(step)

    def report(self, data_root: str | None, waiting: Callable[[], bool]) -> None:
        """To be made at home: it takes no GPU."""
        self._notes.append(("report", (data_root,), {}))

    def keep_reals(self, pictures: Pictures, held_out: int, limit: int = 0) -> None:
        tensors = sampled(pictures, held_out, limit)
        self._notes.append(("reals", ({name: tensor.numpy() for name, tensor in tensors.items()},), {}))

    def taken(self) -> list[Note]:
        """The notes since the last time; an empty list is news too: the trainer lives."""
        notes, self._notes = self._notes, []
        return notes


class _Run:
    """The run's folder as this process may know it: what was noted counts, though it may not be written yet."""

    def __init__(self, folder: RunFolder) -> None:
        self._folder = folder
        self.path = folder.path
        self.recipe = folder.recipe
        self.saved: list[int] = []

    def checkpoints(self, resumable: bool = False) -> list[int]:
        return sorted({*self._folder.checkpoints(resumable), *self.saved})

    def resume_points(self) -> list[int]:
        return self._folder.resume_points()

    def checkpoint_path(self, step: int) -> Path:
        return self._folder.checkpoint_path(step)


class CommandFile:
    """Commands as `Drive` takes them from a queue, read from the lines that the server adds to a file."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("rb")
        self._part = b""
        self._waiting: deque[dict[str, Any]] = deque()

    def empty(self) -> bool:
        import json

        *lines, self._part = (self._part + self._file.read()).split(b"\n")
        self._waiting.extend(json.loads(line) for line in lines)
        return not self._waiting

    def get(self) -> dict[str, Any]:
        while self.empty():
            time.sleep(0.05)
        return self._waiting.popleft()


# Checkpoints on their way home


def arrays_of(folder: Path) -> dict[str, Any]:
    """A checkpoint folder as plain values: file name -> {tensor name: CPU array}, or the bytes of what holds none."""
    from safetensors.numpy import load_file

    return {
        file.name: load_file(file) if file.suffix == ".safetensors" else file.read_bytes()
        for file in sorted(folder.iterdir())
    }


def write_arrays(files: dict[str, Any], folder: Path) -> None:
    """What `arrays_of` read, as a folder that is whole or not there."""
    from safetensors.numpy import save_file

    part = folder.with_name(folder.name + ".part")
    part.mkdir(parents=True)
    for name, content in files.items():
        with (part / Path(name).name).open("wb") as file:
            if isinstance(content, bytes):
                file.write(content)
        if not isinstance(content, bytes):
            save_file(content, part / Path(name).name)
    for file in part.iterdir():
        with file.open("rb+") as opened:
            os.fsync(opened.fileno())
    part.rename(folder)


def obey(
    writer: RunWriter, notes: list[Note], reporting: Callable[[], None], waiting: Callable[[], bool] = lambda: False
) -> None:
    """Write down, on the server's side, what the other side noted.

    Before a report is made `reporting` is called; it is given up where somebody is `waiting`.
    """
    for name, arguments, facts in notes:
        if name == "checkpoint":
            step, files = arguments
            writer.checkpoint(step, lambda folder, files=files: write_arrays(files, folder))
        elif name == "reals" and not (writer.run.path / REALS).exists():
            import torch

            (arrays,) = arguments
            write_reals(writer.run.path, {key: torch.from_numpy(array) for key, array in arrays.items()})
        elif name == "write_recipe":
            writer.write_recipe(Recipe.from_dict(*arguments))
        elif name == "report":
            reporting()
            writer.report(*arguments, waiting=waiting)
        elif name in NOTES:
            getattr(writer, name)(*arguments, **facts)
    writer.flush_if_due()
