"""A run that goes on: with its pictures elsewhere, with its threads, as a branch; and what keeps it from that."""

from __future__ import annotations

import os
import shutil

import pytest
from safetensors.torch import load_file

from ganplay.cli import main
from ganplay.runs.store.folder import RunFolder
from ganplay.runs.store.store import Store
from ganplay.training import speed

from .asking import SMALL, TINY, pictures, printed, refused, train


def weights(run: RunFolder, step: int | None = None) -> dict:
    return load_file(run.checkpoint_path(step) / "model.safetensors")


def same(one: dict, other: dict) -> bool:
    return one.keys() == other.keys() and all((one[name] == other[name]).all() for name in one)


def state(run: RunFolder) -> tuple:
    """All that a resumed run is not to lose where it cannot go on."""
    meta = run.meta()
    return run.recipe, meta["status"], meta["now"], meta.get("rates_set"), run.checkpoints(), run.points()


OWN = ["vanilla", *TINY, "--set", "decay=constant", "--set", "metrics=0"]


@pytest.fixture(autouse=True)
def cores(monkeypatch):
    """cores(count): how many threads are taken unasked; one at first, which is sooner on networks this small."""

    def cores(count: int) -> None:
        monkeypatch.setattr(speed, "default_threads", lambda: count)

    cores(1)
    return cores


@pytest.fixture
def own(tmp_path, capsys) -> RunFolder:
    """A finished run on a folder of pictures that has moved since."""
    run = train(tmp_path / "run", *OWN, "--data", str(pictures(tmp_path / "old")), "--steps", "3")
    capsys.readouterr()
    os.rename(tmp_path / "old", tmp_path / "new")
    return run


def test_a_run_whose_pictures_have_moved_asks_where_they_are_and_is_as_it_was(own, tmp_path, capsys):
    before = state(own)
    said = refused(capsys, "train", "--resume", "--run", str(own.path), "--steps", "5")
    assert str(tmp_path / "old") in said and "--data" in said
    assert state(own) == before


def test_the_same_pictures_elsewhere_are_what_it_goes_on_with(own, tmp_path):
    straight = train(tmp_path / "straight", *OWN, "--data", str(tmp_path / "new"), "--steps", "5")
    run = train(own.path, "--resume", "--data", str(tmp_path / "new"), "--steps", "5")
    assert run.recipe.dataset == str(tmp_path / "new") and run.status() == "finished"
    assert same(weights(run), weights(straight))
    packed = shutil.make_archive(str(tmp_path / "packed"), "zip", tmp_path / "new")
    assert train(own.path, "--resume", "--data", packed, "--steps", "6").recipe.dataset == packed


@pytest.mark.parametrize("older", [False, True])
def test_other_pictures_are_refused_and_the_run_is_as_it_was(own, tmp_path, capsys, older):
    if older:  # of before fingerprints were kept
        own.set_meta(fingerprint=None)
    before = state(own)
    pictures(tmp_path / "others", shade=11)
    resume = ["train", "--resume", "--run", str(own.path), "--steps", "5", "--device", "cpu", "--data"]
    assert main([*resume, str(tmp_path / "others")]) == 2
    assert "not those that this run began with" in capsys.readouterr().err
    assert state(own) == before
    message = own.meta()["message"]
    assert (message["code"], message["details"]["reason"]["error"]) == ("not_resumed", "other_pictures")
    assert main([*resume, str(tmp_path / "new")]) == 0
    assert own.meta()["message"]["code"] == "finished" and own.checkpoints()[-1] == 5


def test_a_resume_that_fails_for_another_reason_changes_nothing_either(tmp_path, capsys, monkeypatch):
    run = train(tmp_path / "run", *OWN, "--data", "digits", "--steps", "3")
    before = state(run)

    def fails(*arguments, **options):
        raise MemoryError

    monkeypatch.setattr("ganplay.runs.worker.drive.Trainer", fails)
    with pytest.raises(MemoryError):
        main(["train", "--resume", "--run", str(run.path), "--steps", "5", "--set", "lr_g=0.01", "--device", "cpu"])
    assert state(run) == before and run.meta()["message"]["details"]["reason"]["error"] == "memory"


def test_only_pictures_of_one_s_own_can_lie_elsewhere(own, tmp_path, capsys):
    resume = ["train", "--resume", "--run", str(own.path), "--steps", "5", "--data"]
    assert "keeps its dataset" in refused(capsys, *resume, "digits")
    named = train(tmp_path / "named", "vanilla", *SMALL, "--steps", "2")
    capsys.readouterr()
    elsewhere = str(tmp_path / "new")
    assert "keeps its dataset" in refused(capsys, *resume[:3], str(named.path), *resume[4:], elsewhere)


def test_pictures_that_changed_where_they_lie_are_noted(own, tmp_path):
    pictures(tmp_path / "old", shade=12)
    run = train(own.path, "--resume", "--steps", "5")
    (note,) = run.meta()["notes"]
    assert note["code"] == "others" and "from here on" in note["text"]


# Threads


SETTINGS = {"precision": "fp32", "decay": "constant", "batch": 16, "metrics": 0}
PLAIN = ["quick", *SMALL, *(word for name, value in SETTINGS.items() for word in ("--set", f"{name}={value}"))]


def test_one_thread_trains_the_same_weights_bit_for_bit_every_time(tmp_path):
    one, again = (train(tmp_path / name, *PLAIN, "--threads", "1", "--steps", "4") for name in ("one", "again"))
    assert same(weights(one), weights(again)) and not same(weights(one), weights(one, 0))
    assert one.recipe.threads == one.meta()["threads"] == 1


def test_a_run_goes_on_with_the_number_of_threads_that_it_was_trained_with(tmp_path, cores):
    cores(2)
    straight = train(tmp_path / "straight", *PLAIN, "--steps", "4")
    run = train(tmp_path / "run", *PLAIN, "--steps", "2")
    assert run.recipe.threads == 2 and run.recipe.name == "quick"
    cores(1)  # as on another machine
    run = train(run.path, "--resume", "--steps", "4")
    assert run.recipe.threads == run.meta()["threads"] == 2
    assert same(weights(run), weights(straight))
    other = train(run.path, "--resume", "--steps", "5", "--threads", "1")
    assert other.recipe.threads == other.meta()["threads"] == 1


def test_a_recipe_with_a_number_of_threads_is_not_called_changed(tmp_path, capsys):
    train(tmp_path / "run", "vanilla", *SMALL, "--threads", "1", "--steps", "2")
    (line,) = [line for line in printed(capsys, "runs", "show", str(tmp_path / "run")) if line.startswith("changed")]
    assert "threads" not in line


# Another batch


def test_another_batch_is_offered_as_a_branch_which_goes_on_with_it(tmp_path, capsys):
    run = train(tmp_path / "run", *PLAIN, "--steps", "4")
    capsys.readouterr()
    said = refused(capsys, "train", "--resume", "--run", str(run.path), "--steps", "6", "--set", "batch=8")
    command = f"ganplay train --branch {run.path} --set batch=8"
    assert "keeps its batch (16)" in said and command in said
    assert main([*command.split()[1:], "--device", "cpu"]) == 0
    (branch,) = Store().list()
    assert branch.recipe.batch == 8 and branch.status() == "finished" and branch.checkpoints()[-1] == 8
    assert same(weights(branch, 4), weights(run))
    parent = branch.meta()["parent"]
    assert (parent["step"], parent["changes"]["batch"]) == (4, [16, 8])


def test_a_branch_begins_at_the_moment_that_is_named(tmp_path):
    run = train(tmp_path / "run", *PLAIN, "--steps", "4")
    train(run.path, "--resume", "--steps", "8")
    branch = train(tmp_path / "branch", "--branch", str(run.path), "--checkpoint", "4", "--steps", "8")
    assert branch.meta()["parent"]["step"] == 4
    assert same(weights(branch), weights(run)), "with nothing changed it trains what its parent trained"


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--branch", "RUN", "--set", "g_width=8"], "would not fit"),
        (["--branch", "RUN", "--data", "shapes"], "parent's pictures"),
        (["--branch", "RUN", "--checkpoint", "3"], "no checkpoint at step 3"),
        (["--branch", "RUN", "--run", "RUN"], "exists already"),
        (["quick", "--branch", "RUN"], "leave the recipe"),
        (["quick", "--checkpoint", "3"], "--branch"),
        (["--resume", "--run", "RUN", "--checkpoint", "3"], "--branch"),
        (["--resume", "--run", "RUN", "--steps", "9", "--set", "g_width=8"], "(16): start a new run"),
    ],
)
def test_what_is_no_branch_is_refused(trained, capsys, arguments, sentence):
    assert sentence in refused(capsys, "train", *[str(trained) if word == "RUN" else word for word in arguments])
