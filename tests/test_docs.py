"""What the docs point at is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PAGES = sorted(path.relative_to(ROOT).as_posix() for path in [ROOT / "README.md", *ROOT.glob("docs/*.md")])


@pytest.mark.parametrize("page", PAGES)
def test_every_file_that_a_page_names_is_there(page):
    text = (ROOT / page).read_text(encoding="utf-8")
    named = re.findall(r"`((?:tests|benchmarks|ganplay|docs|assets)/[\w/.-]+\.\w+)`", text)
    linked = re.findall(r"\]\((?!https?:|#)([^)#]+)", re.sub("`[^`\n]*`", "", text))  # what is quoted links nowhere
    assert not [name for name in named if not (ROOT / name).is_file()]
    assert not [name for name in linked if not ((ROOT / page).parent / name).exists()]


def test_every_promise_of_security_names_what_holds_it():
    rows = re.findall(r"^\| (.+) \| (.+) \|$", (ROOT / "docs/security.md").read_text(encoding="utf-8"), re.M)
    promises = [row for row in rows if row[0] != "promise"]
    assert len(promises) > 15 and all(re.search(r"`(tests|benchmarks)/", held) for _, held in promises)
