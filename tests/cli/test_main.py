"""The command line as a whole: its commands, what it refuses, how it starts the page."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

import ganplay
from ganplay.cli import main

from .asking import refused


def test_what_cannot_be_is_refused_with_a_sentence(tmp_path, capsys):
    assert "quick" in refused(capsys, "train", "nothing")
    assert "lr_g" in refused(capsys, "train", "quick", "--set", "lr_g=99")
    assert "key=value" in refused(capsys, "train", "quick", "--set", "lr_g")
    assert "steps" in refused(capsys, "train", "quick", "--steps", "many")
    assert "--run" in refused(capsys, "train", "--resume")
    assert "not a run" in refused(capsys, "sample", "nothing", "--out", str(tmp_path / "x.png"))
    assert "not a run" in refused(capsys, "runs", "show", str(tmp_path))
    (tmp_path / "recipe.json").write_text("{")
    assert "JSON" in refused(capsys, "train", str(tmp_path / "recipe.json"))
    (tmp_path / "few").mkdir()
    assert "16" in refused(capsys, "train", "vanilla", "--data", str(tmp_path / "few"), "--device", "cpu")


def test_wrong_arguments_exit_with_2(capsys):
    for arguments in (["explode"], ["sample"], ["train", "quick", "--device", "abacus"]):
        with pytest.raises(SystemExit) as left:
            main(arguments)
        assert left.value.code == 2


def test_recipes_and_datasets_are_listed_for_people_and_for_programs(capsys):
    for verb, name in (("recipes", "quick"), ("datasets", "faces")):
        assert main([verb]) == 0
        assert name in capsys.readouterr().out
        assert main([verb, "--json"]) == 0
        assert name in [row["name"] for row in json.loads(capsys.readouterr().out)]


def test_without_a_command_the_page_starts(monkeypatch):
    started = []
    hosting = type(sys)("ganplay.ui.hosting")
    hosting.serve = lambda **options: started.append(options)
    monkeypatch.setitem(sys.modules, "ganplay.ui.hosting", hosting)
    assert main([]) == 0
    nowhere = {"host": None, "port": None, "auth": None, "share": False, "data_root": None, "device": "auto"}
    assert started == [{**nowhere, "allow_host": [], "proxy": ""}]
    assert main(["--allow-host", "one.example", "--allow-host", "two.example", "--proxy", "lab.example.org/gan"]) == 0
    assert started[1] == {**nowhere, "allow_host": ["one.example", "two.example"], "proxy": "lab.example.org/gan"}


def test_a_command_is_a_file_and_none_is_heavy_to_list():
    code = "import sys, ganplay.cli as cli; cli.build_parser(); print('torch' in sys.modules, 'numpy' in sys.modules)"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout.split() == ["False", "False"]
    package = Path(ganplay.__file__).parent / "cli"
    files = {path.stem for path in package.glob("*.py")} - {"__init__", "main", "shared", "page"}
    assert files == {command.__name__.rpartition(".")[2] for command in sys.modules["ganplay.cli.main"].COMMANDS}
