"""Places that cannot be used, full disks and polite kills at the command line: one sentence, and nothing is lost."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

import ganplay
from ganplay.cli import main
from ganplay.runs.store.folder import RunFolder
from ganplay.runs.store.store import Store
from ganplay.runs.transfer.pack import pack

from .asking import SMALL, printed, refused

ROOT = Path(ganplay.__file__).parents[1]
HOMES = "no runs can be kept in .*: set GANPLAY_HOME to a folder that can be written"


def a_file(place: Path) -> Path:
    (place / "file").write_text("mine")
    return place / "file"


BAD_HOMES = {
    "a file": a_file,
    "below a file": lambda place: a_file(place) / "home",
    "a name that is too long": lambda place: place / ("x" * 300),
}


@pytest.mark.parametrize("bad", BAD_HOMES.values(), ids=BAD_HOMES)
@pytest.mark.parametrize("command", [["runs", "list"], ["train", "quick", "--steps", "1"], []], ids=str)
def test_a_home_that_cannot_be_made_is_refused_with_a_sentence(tmp_path, monkeypatch, capsys, bad, command):
    monkeypatch.setenv("GANPLAY_HOME", str(bad(tmp_path)))
    assert re.search(HOMES, refused(capsys, *command), re.IGNORECASE)


@pytest.fixture
def read_only(small_disk, monkeypatch):
    """A home with one run, on a disk that may only be read."""
    disk = small_disk(1 << 20)
    home = disk / "home"
    run = Store(home).create(ganplay_recipe(), "", "kept")
    subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
    monkeypatch.setenv("GANPLAY_HOME", str(home))
    return run


def ganplay_recipe():
    from ganplay.recipe import Recipe

    return Recipe(dataset="digits", resolution=28, family="mlp", steps=5)


def test_a_home_that_may_only_be_read_is_read_and_not_written(read_only, capsys):
    assert "kept" in "\n".join(printed(capsys, "runs", "list"))
    for command in (["train", "vanilla", *SMALL, "--steps", "1"], []):
        assert re.search(HOMES, refused(capsys, *command), re.IGNORECASE)
    assert "read-only" in refused(capsys, "train", "--resume", "--run", read_only.path.name)


def test_a_new_home_on_a_disk_that_may_only_be_read_is_refused(read_only, monkeypatch, capsys):
    monkeypatch.setenv("GANPLAY_HOME", str(read_only.path.parents[1] / "another"))
    assert re.search(HOMES, refused(capsys, "runs", "list"), re.IGNORECASE)
    monkeypatch.setenv("GANPLAY_HOME", str(read_only.path.parents[1] / "another" / "below"))
    assert re.search(HOMES, refused(capsys), re.IGNORECASE)


def test_a_folder_is_no_file_to_unpack(trained, tmp_path, capsys):
    assert "is a folder" in refused(capsys, "runs", "unpack", str(tmp_path))
    assert "is a run already" in refused(capsys, "runs", "unpack", str(trained), "--run", str(tmp_path / "new"))
    pack(RunFolder(trained), tmp_path / "run.ganplay")
    place = a_file(tmp_path) / "below"
    assert str(place) in refused(capsys, "runs", "unpack", str(tmp_path / "run.ganplay"), "--run", str(place))
    assert str(place) in refused(capsys, "runs", "export", str(trained), str(place))
    assert refused(capsys, "train", "vanilla", *SMALL, "--run", str(place))


def test_a_damaged_list_is_told_on_the_error_output_and_the_runs_are_listed(capsys):
    run = Store().create(ganplay_recipe(), "a secret token", "kept").path.name
    (Store().root / "store.db").write_bytes(os.urandom(100))
    # as a process of its own: a log that nobody set up goes to the error output
    found = subprocess.run(
        [sys.executable, "-m", "ganplay", "runs", "list"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert run in found.stdout
    (said,) = found.stderr.strip().splitlines()
    assert "was damaged" in said
    assert Store().owns(run, "a secret token")


def test_a_disk_that_fills_is_told_as_what_it_is(trained, small_disk, capsys):
    disk = small_disk(1 << 16)
    for command in (
        ["runs", "pack", str(trained), str(disk / "run.ganplay")],
        ["runs", "export", str(trained), str(disk / "copy")],
        ["sample", str(trained), "--n", "256", "--out", str(disk / "pictures.npz")],
        ["sample", str(trained), "--n", "400", "--out", str(disk / "pictures")],
        ["morph", str(trained), "--seeds", "1,2", "--frames", "60", "--out", str(disk / "film.gif")],
        ["train", "vanilla", *SMALL, "--steps", "5", "--device", "cpu", "--run", str(disk / "run")],
    ):
        assert "The disk is full" in refused_last(capsys, *command), command
        for entry in disk.iterdir():
            shutil.rmtree(entry) if entry.is_dir() else entry.unlink()


def test_a_training_that_fills_its_disk_says_how_to_go_on(small_disk, capsys):
    disk = small_disk(9 << 20)
    (disk / "filler").write_bytes(bytes(5 << 20))
    run = disk / "run"
    arguments = ["train", "vanilla", *SMALL, "--steps", "3000", "--device", "cpu", "--set", "z_dim=2"]
    said = refused_last(capsys, *arguments, "--run", str(run))
    assert said.startswith("ganplay: The disk is full") and f"ganplay train --resume --run {run}" in said
    kept = RunFolder(run).checkpoints(resumable=True)[-1]
    assert RunFolder(run).status() == "interrupted" and kept < 3000
    (disk / "filler").unlink()
    assert main(["train", "--resume", "--run", str(run), "--steps", str(kept + 5), "--device", "cpu"]) == 0
    assert RunFolder(run).checkpoints(resumable=True)[-1] == kept + 5


def refused_last(capsys, *arguments: str) -> str:
    """The sentence with which a command ends that had something to tell before."""
    assert main(list(arguments)) == 2
    return capsys.readouterr().err.strip().splitlines()[-1]


# Trains, and sends itself SIGTERM where it is worst: so many times in the middle of writing a checkpoint, or in the
# middle of preparing.
KILLED = """
import os, signal, sys
from ganplay.cli import main
from ganplay.runs.worker import writer
from ganplay.training import checkpoint

where, times = sys.argv[1], int(sys.argv[2])
write, load = checkpoint.save_file, writer.data_for

def kill():
    global times
    while times:
        times -= 1
        os.kill(os.getpid(), signal.SIGTERM)

def writing(tensors, file, **options):
    write(tensors, file, **options)
    if where == "writing" and not file.parent.name.startswith("00000000"):
        kill()

def loading(*arguments, **options):
    if where == "preparing":
        kill()
    return load(*arguments, **options)

checkpoint.save_file, writer.data_for = writing, loading
sys.exit(main(sys.argv[3:]))
"""


@pytest.mark.skipif(os.name == "nt", reason="there is no polite kill on Windows")
@pytest.mark.parametrize(("where", "times"), [("writing", 1), ("writing", 2), ("preparing", 1)])
def test_a_polite_kill_ends_cleanly_wherever_it_comes(tmp_path, where, times):
    folder = tmp_path / "run"
    arguments = ["train", "vanilla", *SMALL, "--steps", "100000", "--device", "cpu", "--run", str(folder)]
    process = subprocess.run(
        [sys.executable, "-c", KILLED, where, str(times), *arguments], cwd=ROOT, capture_output=True, text=True
    )
    assert process.returncode == 0, process.stderr
    assert "Traceback" not in process.stderr
    run = RunFolder(folder)
    assert not run.locked() and not (folder / "spare").exists()
    assert not [entry for entry in (folder / "checkpoints").iterdir() if entry.suffix]
    assert run.status() == "interrupted" and "--resume" in process.stdout
    kept = max(run.checkpoints(resumable=True), default=0)
    # asked once, what is being written is written to its end; asked again, it is given up
    assert (kept > 0) == ((where, times) == ("writing", 1))
    assert kept == 0 or kept == run.meta()["now"]["step"]
    assert main(["train", "--resume", "--run", str(folder), "--steps", str(kept + 5), "--device", "cpu"]) == 0
    assert RunFolder(folder).checkpoints(resumable=True)[-1] == kept + 5


@pytest.mark.skipif(os.name == "nt", reason="there is no polite kill on Windows")
def test_a_polite_kill_is_heard_again_as_before_once_a_training_has_ended(tmp_path):
    before = signal.getsignal(signal.SIGTERM)
    arguments = ["train", "vanilla", *SMALL, "--steps", "1", "--device", "cpu", "--run", str(tmp_path / "run")]
    assert main(arguments) == 0
    assert signal.getsignal(signal.SIGTERM) is before
