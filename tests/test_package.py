import sys
import warnings
import zipfile
from pathlib import Path

import pytest

import ganplay

ROOT = Path(ganplay.__file__).parents[1]
if not (ROOT / "pyproject.toml").exists():
    pytest.skip("needs the source tree", allow_module_level=True)
if sys.version_info >= (3, 11):
    import tomllib
else:  # pytest brings tomli on 3.10
    import tomli as tomllib

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def front_matter():
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert text.startswith("---\n")
    lines = text.split("---\n")[1].splitlines()
    return {key: value.strip() for key, _, value in (line.partition(":") for line in lines)}


def test_a_space_installs_what_the_package_needs():
    lines = (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines()
    required = [line for line in lines if line and not line.startswith("#")]
    assert sorted(required) == sorted(PROJECT["project"]["dependencies"])


def test_the_readme_starts_as_a_space_needs_it():
    facts = front_matter()
    assert facts["sdk"] == "gradio"
    assert (ROOT / facts["app_file"]).exists()
    assert facts["license"] == "mit"
    assert f"gradio>={'.'.join(facts['sdk_version'].split('.')[:2])},<7" in PROJECT["project"]["dependencies"]


def test_the_readme_s_two_commands_and_its_picture_are_there():
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert "pip install -e . && python app.py" in text
    assert 'pip install -e ".[test]" && pytest' in text
    assert (ROOT / "assets" / "screenshot.png").exists() and "assets/screenshot.png" in text
    assert 'pip install -e ".[test]" && pytest' in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


def test_every_package_folder_is_in_the_wheel():
    listed = set(PROJECT["tool"]["setuptools"]["packages"])
    folders = {".".join(path.parent.relative_to(ROOT).parts) for path in (ROOT / "ganplay").rglob("__init__.py")}
    assert folders <= listed
    assert {"ganplay.assets", "ganplay.pretrained"} <= listed


def test_a_wheel_carries_assets_and_pretrained_runs(tmp_path):
    pytest.importorskip("setuptools", minversion="77", reason="needs the setuptools that pyproject.toml asks for")
    import os
    import shutil

    from setuptools import build_meta

    source = tmp_path / "source"
    for folder in ("ganplay", "assets", "pretrained"):
        shutil.copytree(ROOT / folder, source / folder, ignore=shutil.ignore_patterns("__pycache__"))
    for file in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / file, source)
    before = Path.cwd()
    os.chdir(source)
    try:
        with warnings.catch_warnings():  # setuptools has opinions on folders of data, in classes of its own
            warnings.simplefilter("ignore")
            name = build_meta.build_wheel(str(tmp_path))
    finally:
        os.chdir(before)
    names = zipfile.ZipFile(tmp_path / name).namelist()
    assert {path.relative_to(ROOT).as_posix() for path in (ROOT / "ganplay").rglob("*.py")} <= set(names)
    page = [path for ending in ("js", "wasm", "css", "html") for path in (ROOT / "ganplay" / "ui").rglob(f"*.{ending}")]
    assert page and {path.relative_to(ROOT).as_posix() for path in page} <= set(names)
    for network in ("grey", "colour"):
        assert {f"ganplay/assets/features/{network}.{kind}" for kind in ("json", "safetensors")} <= set(names)
    assert {"ganplay/assets/recipes/measured.jsonl", "ganplay/assets/recipes/quick-mnist-2.webp"} <= set(names)
    for run in ("mnist", "faces"):
        assert f"ganplay/pretrained/{run}/recipe.json" in names
        assert any(n.startswith(f"ganplay/pretrained/{run}/checkpoints/") for n in names)
