"""`ganplay runs`: what it does with runs."""

from __future__ import annotations

import numpy as np

from ganplay.cli import main
from ganplay.runs.store.folder import RunFolder

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
