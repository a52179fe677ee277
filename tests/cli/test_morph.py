"""`ganplay morph`: films from seed to seed, and what it refuses."""

from __future__ import annotations

import json

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


def test_a_film_of_a_run_with_w_goes_through_it_unless_asked_otherwise(tmp_path, capsys):
    made, said = {}, []
    for way in ([], ["--mode", "w"], ["--mode", "slerp"], ["--psi", "0.3"]):
        out = tmp_path / f"{len(made)}.gif"
        asked = ["morph", "faces-stylegan", "--seeds", "3,7", "--frames", "3", "--open", "--out", str(out), *way]
        assert main(asked) == 0
        with Image.open(out) as film:
            said.append(json.loads(film.info["comment"])["ganplay"])
            frames = [np.asarray(frame.convert("RGB")).astype(int) for frame in ImageSequence.Iterator(film)]
        made[" ".join(way)] = frames
    assert [told["mode"] for told in said] == ["w", "w", "slerp", "w"] and said[-1]["psi"] == 0.3
    by_itself, in_w, arc, near = made.values()
    assert np.array_equal(by_itself, in_w)
    assert abs(by_itself[0] - arc[0]).max() <= 8 < abs(by_itself[1] - arc[1]).max()  # of 256 colours: the ends are one
    assert abs(near[1] - by_itself[1]).max() > 8


def test_w_is_refused_where_there_is_none(run, tmp_path, capsys):
    for wrong in (["--mode", "w"], ["--psi", "0.5"]):
        assert main(["morph", run, "--seeds", "3,7", "--out", str(tmp_path / "film.gif"), *wrong]) == 2
        assert "W space" in capsys.readouterr().err


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
