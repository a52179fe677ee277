"""`ganplay train`: what it writes, goes on with and refuses."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest

import ganplay
from ganplay.cli import main
from ganplay.runs.store.folder import RunFolder

from .asking import SMALL, refused, sampled

ROOT = Path(ganplay.__file__).parents[1]


def test_training_writes_a_run_of_the_recipe_that_was_asked_for(trained):
    run = RunFolder(trained)
    assert run.status() == "finished"
    assert run.meta()["now"]["step"] == 12
    assert (run.recipe.name, run.recipe.dataset, run.recipe.g_width) == ("vanilla", "digits", 16)
    assert (run.recipe.steps, run.recipe.seconds) == (12, 0)  # a budget that is given replaces the recipe's
    assert run.checkpoints()[-1] == 12
    assert run.points()
    assert run.grids()


def test_without_a_folder_the_store_keeps_the_run_under_an_id(capsys):
    assert main(["train", "vanilla", *SMALL, "--images", "64", "--seed", "5", "--device", "cpu", "--json"]) == 0
    facts = json.loads(capsys.readouterr().out)
    assert facts["status"] == "finished"
    assert facts["images"] >= 64
    assert main(["runs", "list", "--json"]) == 0
    assert facts["run"] in [row["run"] for row in json.loads(capsys.readouterr().out)]
    assert main(["runs", "show", facts["run"], "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["settings"]["seed"] == 5
    assert main(["runs", "remove", facts["run"]]) == 0
    assert refused(capsys, "runs", "show", facts["run"])


def test_a_run_is_not_overwritten_and_goes_on_with_a_bigger_budget(tmp_path, capsys):
    folder = str(tmp_path / "run")
    train = ["train", "vanilla", *SMALL, "--steps", "3", "--device", "cpu", "--run", folder]
    assert main(train) == 0
    capsys.readouterr()
    assert "--resume" in refused(capsys, *train)
    assert "used its 3 steps" in refused(capsys, "train", "--resume", "--run", folder)
    fewer = refused(capsys, "train", "--resume", "--run", folder, "--steps", "2")
    assert "has trained 3 steps already, and is asked for 2 in all: give it more by --steps" in fewer
    assert "keeps its batch" in refused(
        capsys, "train", "--resume", "--set", "batch=8", "--steps", "5", "--run", folder
    )
    assert "vanilla" in refused(capsys, "train", "quick", "--resume", "--run", folder)
    assert main(["train", "--resume", "--steps", "5", "--set", "lr_g=0.001", "--device", "cpu", "--run", folder]) == 0
    run = RunFolder(folder)
    assert run.meta()["now"]["step"] == 5
    assert run.recipe.lr_g == 0.001
    steps = [row["step"] for row in run.points()]
    assert steps == sorted(set(steps))


def test_a_run_that_could_not_begin_leaves_its_folder_free_for_the_next_try(capsys, tmp_path):
    few, folder = tmp_path / "few", tmp_path / "run"
    few.mkdir()
    train = ["train", "vanilla", "--steps", "2", "--device", "cpu", "--run", str(folder)]
    for _ in range(2):
        assert "16" in refused(capsys, *train, "--data", str(few))
        assert not folder.exists()
    assert main([*train, *SMALL]) == 0
    assert RunFolder(folder).status() == "finished"


def test_a_diverged_run_resumes_with_half_its_rates_unless_they_are_given(tmp_path):
    folder = tmp_path / "run"
    train = ["train", "--device", "cpu", "--run", str(folder)]
    assert main([*train, "vanilla", *SMALL, "--steps", "2"]) == 0
    before = RunFolder(folder).recipe
    for steps, given, lr_d in (("3", [], before.lr_d / 2), ("4", ["--set", "lr_g=0.0001"], before.lr_d / 2)):
        RunFolder(folder).set_meta(status="diverged")
        assert main([*train, "--resume", "--steps", steps, *given]) == 0
        recipe = RunFolder(folder).recipe
        assert (recipe.lr_g, recipe.lr_d) == (0.0001 if given else before.lr_g / 2, lr_d)


def test_a_recipe_file_trains_like_the_recipe_it_holds(trained, tmp_path):
    folder = tmp_path / "again"
    assert main(["train", str(trained / "recipe.json"), "--device", "cpu", "--run", str(folder)]) == 0
    assert RunFolder(folder).recipe == RunFolder(trained).recipe
    again, first = (np.load(sampled(run, tmp_path / f"{run.name}.npz"))["images"] for run in (folder, trained))
    assert np.array_equal(again, first)


@pytest.mark.skipif(os.name == "nt", reason="a process cannot send itself Ctrl-C there")
def test_ctrl_c_saves_and_says_how_to_go_on(tmp_path):
    folder = tmp_path / "run"
    # Where these tests run in the background SIGINT is ignored, and what they start inherits that.
    heard = "import signal, sys; signal.signal(signal.SIGINT, signal.default_int_handler)"
    code = f"{heard}; from ganplay.cli import main; sys.exit(main(sys.argv[1:]))"
    process = subprocess.Popen(
        [sys.executable, "-c", code, "train", "vanilla", *SMALL, "--device", "cpu", "--run", str(folder)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )
    for _ in range(8000):
        if folder.exists() and RunFolder(folder).points():
            break
        time.sleep(0.02)
    process.send_signal(signal.SIGINT)
    try:
        said, _ = process.communicate(timeout=120)
    finally:
        process.kill()
    assert process.returncode == 0
    assert "--resume" in said
    run = RunFolder(folder)
    assert run.status() == "interrupted"
    assert run.checkpoints(resumable=True)[-1] == run.meta()["now"]["step"] > 0
