"""A folder that is split already, of classes that are called by numbers: trained on, evaluated and drawn as it says."""

from __future__ import annotations

import numpy as np
from PIL import Image

from ganplay.cli import main
from ganplay.runs.store.folder import RunFolder
from ganplay.runs.store.reals import read_reals

from .asking import refused

KINDS = ("0", "1", "2", "10")
SMALL = ["--set", "resolution=28", "--set", "g_width=16", "--set", "d_width=16", "--set", "batch=8"]


def test_a_split_set_of_numbers(tmp_path, capsys):
    data = tmp_path / "set"
    for split, count, grey in (("train", 5, 60), ("test", 2, 200)):
        for kind in KINDS:
            (data / split / kind).mkdir(parents=True)
            for number in range(count):
                Image.new("L", (28, 28), grey).save(data / split / kind / f"{number}.png")
    run = str(tmp_path / "run")
    assert main(["train", "quick", "--data", str(data), *SMALL, "--steps", "1", "--device", "cpu", "--run", run]) == 0
    folder = RunFolder(tmp_path / "run")
    assert folder.recipe.classes == 4 and folder.networks().classes == ("0", "1", "10", "2")
    reals = read_reals(folder.path)
    assert (reals.training == 60).all() and (reals.held_out == 200).all() and len(reals.held_out) == 8
    assert np.bincount(reals.held_out_labels).tolist() == [2] * 4
    note = folder.meta()["notes"][0]  # the other says that they are blank
    assert "train and test are splits of one set, not classes" in str(note)

    capsys.readouterr()
    out = tmp_path / "drawn.npz"
    film = ["morph", run, "--seeds", "1,2", "--out", str(tmp_path / "film.gif")]
    for verb in (["sample", run, "--out", str(out)], film):
        assert "no class '4': its classes are 0, 1, 10, 2." in refused(capsys, *verb, "--class", "4")
    assert main(["sample", run, "--n", "2", "--out", str(out), "--class", "10"]) == 0
    assert np.load(out)["labels"].tolist() == [2, 2]
