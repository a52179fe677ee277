"""A visitor's own pictures on the command line: how their files are taken is chosen, kept and used again."""

from __future__ import annotations

import json
import shutil

import pytest
from PIL import Image

from ganplay.cli import main
from ganplay.runs.store.folder import RunFolder

QUICK = ["--set", "resolution=28", "--set", "g_width=8", "--set", "d_width=8", "--set", "metrics=0", "--device", "cpu"]


@pytest.fixture(scope="module")
def sprites(tmp_path_factory):
    """White squares on nothing."""
    folder = tmp_path_factory.mktemp("sprites")
    for number in range(20):
        sprite = Image.new("RGBA", (28, 28), (0, 0, 0, 0))
        sprite.paste((255, 255, 255, 255), (number % 5 + 4, 6, number % 5 + 18, 20))
        sprite.save(folder / f"{number:02d}.png")
    return folder


@pytest.fixture(scope="module")
def run(sprites, tmp_path_factory):
    folder = tmp_path_factory.mktemp("own") / "run"
    asked = ["train", "vanilla", "--data", str(sprites), *QUICK, "--steps", "2", "--run", str(folder)]
    assert main(asked) == 0
    return RunFolder(folder)


def test_what_was_left_to_the_data_is_in_the_recipe_of_the_run(run):
    assert run.recipe.background == "black"
    assert run.meta()["notes"][0]
    assert (run.reals().training[:, 0, 0] == 0).all() and run.reals().training.max() == 255


def test_a_picture_to_be_scored_is_taken_as_those_of_the_training(run, sprites, capsys):
    shown = sprites.parent / "on_black.png"
    sprite = Image.open(sprites / "00.png")
    ground = Image.new("RGBA", sprite.size, "black")
    Image.alpha_composite(ground, sprite).convert("RGB").save(shown)
    capsys.readouterr()
    assert main(["score", str(run.path), str(sprites / "00.png"), str(shown), "--json"]) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert rows[0]["logit"] == rows[1]["logit"]


def test_it_goes_on_with_the_same_background_and_another_is_another_run(run, sprites, capsys):
    assert main(["train", "--resume", "--run", str(run.path), "--steps", "3", "--device", "cpu"]) == 0
    assert run.recipe.background == "black"
    capsys.readouterr()
    assert main(["train", "--resume", "--run", str(run.path), "--steps", "4", "--set", "background=white"]) == 2
    assert "keeps its background" in capsys.readouterr().err


def test_a_background_can_be_asked_for(sprites, tmp_path):
    asked = ["train", "vanilla", "--data", str(sprites), *QUICK, "--steps", "1", "--set", "background=grey"]
    assert main([*asked, "--run", str(tmp_path / "run")]) == 0
    run = RunFolder(tmp_path / "run")
    assert run.recipe.background == "grey" and (run.reals().training[:, 0, 0] == 128).all()


def test_a_run_of_before_there_was_a_choice_has_white_behind_its_pictures(run, tmp_path):
    folder = tmp_path / "run"
    shutil.copytree(run.path, folder)
    settings = json.loads((folder / "recipe.json").read_text(encoding="utf-8"))
    del settings["background"]
    (folder / "recipe.json").write_text(json.dumps(settings), encoding="utf-8")
    assert RunFolder(folder).recipe.background == "white"
