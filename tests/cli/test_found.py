"""`ganplay morph` and `ganplay sample` with pictures of one's own, which latents are searched for."""

from __future__ import annotations

import json
import re

import numpy as np
import pytest
from PIL import Image, ImageSequence

from ganplay.cli import main

from .asking import printed, refused


@pytest.fixture(autouse=True)
def short(monkeypatch):
    monkeypatch.setattr("ganplay.runs.asking.finding.STEPS", 60)


@pytest.fixture
def seven(trained, tmp_path):
    """The picture that the run draws of seed 7."""
    file = tmp_path / "seven.png"
    assert main(["sample", str(trained), "--n", "1", "--seed", "7", "--out", str(file)]) == 0
    return file


def _error(line: str) -> float:
    return float(re.search(r"found with an error of (\d\.\d+)", line)[1])


def test_a_picture_of_its_own_is_found_again_and_drawn(trained, seven, tmp_path, capsys):
    out = tmp_path / "found.npz"
    lines = printed(capsys, "sample", str(trained), "--from", str(seven), "--out", str(out))
    assert _error(lines[0]) < 0.05 and lines[1].startswith("1 pictures in")
    found = np.load(out)["images"][0, :, :, 0] / 255
    assert np.sqrt(np.square(found - np.asarray(Image.open(seven).convert("L")) / 255).mean()) < 0.05


def test_each_picture_is_a_file_of_a_folder_that_holds_its_latent(trained, seven, tmp_path):
    red = tmp_path / "red.jpg"
    Image.new("RGB", (90, 60), "red").save(red)
    out = tmp_path / "found"
    assert main(["sample", str(trained), "--from", str(seven), "--from", str(red), "--out", str(out)]) == 0
    files = sorted(out.iterdir())
    assert [file.name for file in files] == ["found000000.png", "found000001.png"]
    kept = re.search(rb'"keyframe": \{"z": "[\w=-]+"\}', files[0].read_bytes()) or b""
    assert kept and b"trainedAlgorithmicMedia" in files[1].read_bytes()


def test_a_film_goes_through_seeds_and_pictures_in_the_order_in_which_they_are_given(trained, seven, tmp_path, capsys):
    film = tmp_path / "film.gif"
    way = ["--seeds", "3", "--from", str(seven), "--frames", "5", "--open", "--out", str(film)]
    lines = printed(capsys, "morph", str(trained), *way)
    assert _error(lines[0]) < 0.05 and lines[1].startswith("5 frames")
    with Image.open(film) as opened:
        comment = json.loads(opened.info["comment"])
        frames = [np.asarray(frame.convert("L")) for frame in ImageSequence.Iterator(opened)]
    first, last = comment["ganplay"]["keyframes"]
    assert first == 3 and set(last) == {"z"}
    scale = frames[-1].shape[0] // 28
    end = frames[-1][::scale, ::scale] / 255 - np.asarray(Image.open(seven).convert("L")) / 255
    assert np.sqrt(np.square(end).mean()) < 0.06


def test_what_is_no_picture_or_makes_no_film_is_refused_before_a_search(trained, seven, tmp_path, capsys, monkeypatch):
    monkeypatch.setattr("ganplay.runs.asking.finding.search", lambda *_: pytest.fail("it was searched for"))
    words = tmp_path / "words.png"
    words.write_text("no picture")
    run, out = str(trained), ["--out", str(tmp_path / "film.gif")]
    for given, said in (
        (["--from", str(words), "--seeds", "3", *out], "text, not a picture"),
        (["--from", str(tmp_path / "none.png"), "--seeds", "3", *out], "no such file"),
        (["--from", str(seven), *out], "2 to 8 keyframes"),
        (["--from", str(seven), "--seeds", "3", "--out", str(tmp_path / "film.avi")], r".mp4 or a .gif"),
        (out, "--seeds 3,7,11, or --from"),
    ):
        assert said in refused(capsys, "morph", run, *given)
    png = ["--out", str(tmp_path / "x.png")]
    assert "leave --n and --seed out" in refused(capsys, "sample", run, "--from", str(seven), "--n", "3", *png)
    assert ".png or .npz" in refused(capsys, "sample", run, "--from", str(seven), "--out", str(tmp_path / "x.jpeg"))
    assert not (tmp_path / "film.gif").exists()
