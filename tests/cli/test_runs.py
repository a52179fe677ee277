"""`ganplay runs`: what it does with runs."""

from __future__ import annotations

import numpy as np

from ganplay.cli import main
from ganplay.recipe import named_recipe
from ganplay.runs.store.folder import RunFolder
from ganplay.runs.store.store import Store

from .asking import refused, sampled


def test_an_export_is_small_and_is_watched_and_sampled_like_the_run(trained, tmp_path, capsys):
    shipped = tmp_path / "shipped"
    assert main(["runs", "export", str(trained), str(shipped), "--checkpoints", "2"]) == 0
    run, copy = RunFolder(trained), RunFolder(shipped, frozen=True)
    assert copy.status() == "finished"
    assert copy.checkpoints() == [0, 12]
    assert copy.checkpoints(resumable=True) == []
    assert copy.points() == run.points()
    weights = "checkpoints/00000012/model.safetensors"
    assert (shipped / weights).stat().st_size < 0.6 * (trained / weights).stat().st_size
    assert not list(shipped.rglob("training.safetensors"))
    of_run = np.load(sampled(trained, tmp_path / "run.npz"))["images"].astype(int)
    of_copy = np.load(sampled(shipped, tmp_path / "copy.npz"))["images"].astype(int)
    assert np.abs(of_run - of_copy).max() <= 4  # half precision
    capsys.readouterr()
    assert "exists already" in refused(capsys, "runs", "export", str(trained), str(shipped))


def test_what_is_thought_of_a_finished_run_is_of_the_past(trained, capsys):
    assert main(["runs", "show", str(trained)]) == 0
    assert "verdict      Ended too early to say\n" in capsys.readouterr().out
    assert main(["runs", "show", str(trained), "--json"]) == 0
    assert '"verdict": "starting"' in capsys.readouterr().out


def test_the_list_calls_a_recipe_changed_and_a_run_says_what_is(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("GANPLAY_HOME", str(tmp_path))
    store, plain = Store(), named_recipe("quick")
    runs = [store.create(recipe).path.name for recipe in (plain, plain.with_changes(lr_d=1e-4, seed=3))]
    assert main(["runs", "list"]) == 0
    lines = {line.split()[0]: line for line in capsys.readouterr().out.splitlines()}
    assert "quick on faces" in lines[runs[0]] and "quick, changed on faces" in lines[runs[1]]
    assert main(["runs", "show", runs[1]]) == 0
    assert "changed      lr_d=0.0001\n" in capsys.readouterr().out
