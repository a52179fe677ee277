"""What is left out of a data set, or not taken as meant, is said where a run is trained and where it is shown."""

from __future__ import annotations

import json
import shutil

import pytest

from ganplay.cli import main
from ganplay.runs.store.folder import RunFolder
from ganplay.training import speed

from .asking import TINY, pictures, printed, train


@pytest.fixture(autouse=True)
def one_thread(monkeypatch):
    """Sooner on networks this small."""
    monkeypatch.setattr(speed, "default_threads", lambda: 1)


def said(capsys, run: RunFolder) -> list[str]:
    """The notes that the training printed; they are those that `runs show` tells."""
    printed_notes = [line[6:] for line in capsys.readouterr().err.splitlines() if line.startswith("note: ")]
    assert json.loads("\n".join(printed(capsys, "runs", "show", str(run.path), "--json")))["notes"] == printed_notes
    told = "\n".join(printed(capsys, "runs", "show", str(run.path)))
    assert all(note in told for note in printed_notes)
    return printed_notes


def test_files_that_are_left_out_are_told(tmp_path, capsys):
    folder = pictures(tmp_path / "pictures")
    (folder / "page.png").write_text("<html>not found</html>")
    (folder / "empty.png").write_bytes(b"")
    run = train(tmp_path / "run", "vanilla", "--data", str(folder), *TINY, "--steps", "1")
    left_out = "2 of 22 files were left out: empty.png (empty), page.png (text, not a picture)."
    assert said(capsys, run) == [left_out]
    assert said(capsys, train(run.path, "--resume", "--steps", "2")) == [left_out], "told again where it goes on"


def test_folders_that_are_no_classes_are_told_with_why_and_that_a_recipe_does_without(tmp_path, capsys):
    for name in ("cats", "dogs"):
        pictures(tmp_path / "pets" / name)
    pictures(tmp_path / "cover", 1)
    (tmp_path / "cover" / "00.png").rename(tmp_path / "pets" / "cover.png")
    run = train(tmp_path / "run", "cgan", "--data", str(tmp_path / "pets"), "--size", "tiny", "--steps", "1")
    strays, untold = said(capsys, run)
    assert "outside the subfolders (cover.png)" in strays and "(cats, dogs)" in strays
    assert untold == "cgan is told the classes of its data, and pets has none: it trains without them."
    assert run.recipe.classes == 0


def test_one_class_only_is_told(tmp_path, capsys):
    pictures(tmp_path / "pets" / "cats")
    run = train(tmp_path / "run", "vanilla", "--data", str(tmp_path / "pets"), *TINY, "--steps", "1")
    (note,) = said(capsys, run)
    assert "one folder (cats)" in note


def test_a_folder_of_a_data_set_s_name_is_told_from_it(tmp_path, monkeypatch, capsys):
    pictures(tmp_path / "digits")
    monkeypatch.chdir(tmp_path)
    arguments = [*TINY, "--steps", "1"]
    run = train(tmp_path / "drawn", "vanilla", "--data", "digits", *arguments)
    assert run.recipe.dataset == "digits"
    assert "digits is the data set of that name; what lies here is --data ./digits" in capsys.readouterr().err
    run = train(tmp_path / "mine", "vanilla", "--data", "./digits", *arguments)
    assert run.recipe.dataset == str(tmp_path / "digits") and "of that name" not in capsys.readouterr().err


@pytest.mark.parametrize("notes", [["A sentence of an older run."], None, "no list", [3, {"text": ""}]])
def test_notes_of_older_runs_and_what_is_none_are_no_trouble(trained, tmp_path, capsys, notes):
    run = RunFolder(shutil.copytree(trained, tmp_path / "run"))
    run.set_meta(notes=notes)
    capsys.readouterr()
    assert main(["runs", "show", str(run.path), "--json"]) == 0
    expected = notes if notes == ["A sentence of an older run."] else []
    assert json.loads(capsys.readouterr().out)["notes"] == expected
