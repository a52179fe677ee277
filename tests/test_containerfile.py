"""The container file does what the README's line does, as a user without rights, on a volume. It is not built here."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

import ganplay

ROOT = Path(ganplay.__file__).parents[1]
if not (ROOT / "Containerfile").exists():
    pytest.skip("needs the source tree", allow_module_level=True)

LINES = (ROOT / "Containerfile").read_text(encoding="utf-8").replace("\\\n", " ").splitlines()
STEPS = [line.split(None, 1) for line in LINES if line and not line.startswith("#")]


def all_of(word: str) -> list[str]:
    return [rest for name, rest in STEPS if name == word]


def test_it_installs_and_starts_by_the_readme_s_line():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    install, start = re.search(r"^    (pip install -e \.) && (python app\.py)$", readme, re.M).groups()
    assert install in all_of("RUN")
    assert [json.loads(command) for command in all_of("CMD")] == [start.split()]
    python = re.search(r'python_version: "([\d.]+)"', readme)[1]
    assert all_of("FROM") == [f"docker.io/library/python:{python}-slim"]


def test_it_runs_as_a_user_without_rights_who_owns_the_volume():
    assert all_of("USER") == ["ganplay"]
    assert [name for name, _ in STEPS].index("USER") < [name for name, _ in STEPS].index("CMD")
    assert "useradd --uid 1000 --create-home ganplay" in all_of("RUN")[0]
    assert "chown ganplay /data" in all_of("RUN")[0]


def test_runs_lie_on_the_volume_and_the_page_is_at_its_port():
    settings = dict(part.split("=", 1) for line in all_of("ENV") for part in line.split())
    assert settings["GANPLAY_HOME"] == "/data"
    assert all_of("VOLUME") == ["/data"]
    assert settings["GRADIO_SERVER_NAME"] == "0.0.0.0"
    assert all_of("EXPOSE") == [settings["GRADIO_SERVER_PORT"]] == ["7860"]
    assert f"127.0.0.1:{settings['GRADIO_SERVER_PORT']}" in all_of("HEALTHCHECK")[0]


def test_its_check_of_health_is_a_program_that_python_can_read():
    command = json.loads(all_of("HEALTHCHECK")[0].partition("CMD ")[2])
    compile(command[2], "healthcheck", "exec")


def test_the_guide_says_that_it_was_not_built_here():
    guide = (ROOT / "docs" / "hosting.md").read_text(encoding="utf-8")
    assert "Containerfile" in guide and "was not built" in guide
