"""`ganplay morph`: films from seed to seed, and what it refuses."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageSequence

from ganplay.cli import main

SMALL = ["--set", "resolution=28", "--set", "g_width=16", "--set", "d_width=16"]


@pytest.fixture(scope="module")
def run(tmp_path_factory) -> str:
    folder = str(tmp_path_factory.mktemp("morph") / "run")
    asked = ["train", "vanilla", "--data", "digits", *SMALL, "--steps", "4", "--device", "cpu", "--run", folder]
    assert main(asked) == 0
    return folder


def test_a_film_has_the_frames_that_were_asked_for_and_starts_at_its_seed(run, tmp_path, capsys):
    gif, png = tmp_path / "film.gif", tmp_path / "seed.png"
    assert main(["morph", run, "--seeds", "3,7", "--frames", "10", "--out", str(gif), "--open"]) == 0
    assert "10 frames" in capsys.readouterr().out
    assert main(["sample", run, "--n", "1", "--seed", "7", "--out", str(png)]) == 0
    with Image.open(gif) as film:
        frames = [np.asarray(frame.convert("L")) for frame in ImageSequence.Iterator(film)]
    assert len(frames) == 10
    seed = np.asarray(Image.open(png).convert("L")).astype(int)
    scale = frames[-1].shape[0] // 28
    assert np.abs(frames[-1][::scale, ::scale] - seed).max() <= 2


def test_a_film_can_be_an_mp4(run, tmp_path):
    out = tmp_path / "film.mp4"
    assert main(["morph", run, "--seeds", "3,7,11", "--frames", "6", "--out", str(out)]) == 0
    assert out.stat().st_size > 500


@pytest.mark.parametrize(
    "wrong",
    [["--seeds", "3"], ["--seeds", "3,x"], ["--seeds", "1,2,3,4,5,6,7,8,9"], ["--seeds", "3,-7"],
     ["--seeds", "3,7", "--frames", "1"], ["--seeds", "3,7", "--out", "film.avi"], ["--seeds", "3,7", "--fps", "0"]],
)  # fmt: skip
def test_what_cannot_be_filmed_is_refused_with_a_sentence(run, wrong, tmp_path, capsys):
    out = ["--out", str(tmp_path / "film.gif")] if "--out" not in wrong else []
    assert main(["morph", run, *wrong, *out]) == 2
    said = capsys.readouterr().err.strip()
    assert said.endswith(".")
    assert "\n" not in said
    assert not list(tmp_path.iterdir())
