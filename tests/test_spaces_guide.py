"""What the guides say of limits and of the front matter is what the program does."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import ganplay
from ganplay.cli import build_parser
from ganplay.recipe import Recipe
from ganplay.runs.store import limits

ROOT = Path(ganplay.__file__).parents[1]
if not (ROOT / "docs" / "spaces.md").exists():
    pytest.skip("needs the source tree", allow_module_level=True)
SPACES = (ROOT / "docs" / "spaces.md").read_text(encoding="utf-8")
HOSTING = (ROOT / "docs" / "hosting.md").read_text(encoding="utf-8")
NAME = re.compile(r"GANPLAY_[A-Z_]+")


def test_every_variable_the_program_reads_is_in_the_table_and_no_other():
    read = set()
    for file in (ROOT / "ganplay").rglob("*.py"):
        read |= set(NAME.findall(file.read_text(encoding="utf-8")))
    told = set(re.findall(r"^\| `(GANPLAY_[A-Z_]+)`", HOSTING, re.M))
    assert told == read
    assert set(NAME.findall(SPACES)) <= told


def test_the_numbers_in_the_guides_are_those_of_the_program(monkeypatch):
    for name in told_numbers():
        monkeypatch.delenv(name, raising=False)
    for name, (elsewhere, space) in told_numbers().items():
        assert (limits.ELSEWHERE[name], limits.SPACE[name]) == (elsewhere, space)
    monkeypatch.delenv("GANPLAY_GPU_SECONDS", raising=False)
    monkeypatch.setenv("SPACES_ZERO_GPU", "true")
    training = limits.capped(Recipe(seconds=600)).seconds
    assert f"{training:.0f} seconds of training and {limits.GPU_SPARE:.0f} around them" in SPACES
    assert limits.gpu_seconds() == 60 and "`GANPLAY_GPU_SECONDS` (60)" in SPACES


def told_numbers() -> dict[str, tuple[float, float]]:
    return {
        "GANPLAY_MAX_SECONDS": (0, 300),
        "GANPLAY_MAX_QUEUE": (64, 16),
        "GANPLAY_MAX_UPLOAD": (1e9, 1e8),
    }


def test_the_guide_s_table_has_these_numbers():
    rows = {row[0]: row[1:] for row in re.findall(r"^\| `(GANPLAY_\w+)` \|[^|]*\|([^|]*)\|([^|]*)\|$", HOSTING, re.M)}
    words = {name: tuple(cell.strip() for cell in cells) for name, cells in rows.items()}
    assert words["GANPLAY_MAX_SECONDS"] == ("none", "300")
    assert words["GANPLAY_MAX_QUEUE"] == ("64", "16")
    assert words["GANPLAY_MAX_UPLOAD"] == ("1 GB", "100 MB")


def test_every_option_of_the_page_is_in_the_guide():
    usage = build_parser().format_help()
    for option in ("--host", "--port", "--auth", "--share", "--allow-host", "--proxy", "--data-root", "--device"):
        assert option in usage and f"| `{option}" in HOSTING


def test_the_front_matter_has_only_fields_a_space_knows():
    known = {
        "title", "emoji", "colorFrom", "colorTo", "sdk", "sdk_version", "python_version", "app_file",
        "short_description", "license", "pinned", "suggested_hardware", "startup_duration_timeout",
    }  # fmt: skip
    colours = {"red", "yellow", "green", "blue", "indigo", "purple", "pink", "gray"}
    lines = (ROOT / "README.md").read_text(encoding="utf-8").split("---\n")[1].splitlines()
    facts = {key: value.strip() for key, _, value in (line.partition(":") for line in lines)}
    assert set(facts) == known
    assert {facts["colorFrom"], facts["colorTo"]} <= colours
    assert len(facts["short_description"]) <= 60
    assert facts["suggested_hardware"] == "cpu-basic"
