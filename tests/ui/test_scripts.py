"""The scripts of the page: their own tests, run by Node where it is found, and what holds for every one of them."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from ganplay.ui.page import TABS
from ganplay.ui.static import UI, address

HERE = Path(__file__).parent
SCRIPTS = sorted(UI.rglob("*.js"))
IMPORT = re.compile(r'(?:^(?:import|export)\b[^;]*?from |^import |\bimport\()"(\.[^"]+)"', re.M)
EXPORT = re.compile(r"^export (?:async )?(?:function\*?|const|let|class) (\w+)", re.M)
DOCUMENTED = r"\*/\nexport (?:async )?(?:function\*?|const|let|class) {}\b"
ROOMS = {path.name for path in UI.iterdir() if path.is_dir() and path.name != "__pycache__"}


def name(path: Path) -> str:
    return path.relative_to(UI).as_posix()


def test_the_scripts_own_tests_pass():
    node = shutil.which("node")
    if node is None:
        pytest.skip("the scripts' unit tests need Node: https://nodejs.org")
    files = sorted(path.as_uri() for path in HERE.rglob("*.test.js"))
    assert files
    together = (
        f"for (const file of {json.dumps(files)}) await import(file);"  # a process for each takes three times as long
    )
    asked = [node, "--input-type=module", "--eval", together]
    run = subprocess.run(asked, capture_output=True, text=True, timeout=240, check=False)
    assert run.returncode == 0, run.stdout[-8000:] + run.stderr[-2000:]
    assert int(re.search(r"^(?:# |ℹ )pass (\d+)", run.stdout, re.M)[1]) >= len(files)


def imported(path: Path) -> list[Path]:
    """What a script imports, at once or later; a type in a comment is no import."""
    code = re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.S)
    return [(path.parent / found).resolve() for found in IMPORT.findall(code)]


@pytest.mark.parametrize("path", SCRIPTS, ids=name)
def test_a_script_imports_its_own_room_and_the_kit(path):
    room = path.relative_to(UI).parts[0]
    for other in imported(path):
        assert other.is_file(), f"{name(path)} imports what is not there: {other}"
        assert other.relative_to(UI).parts[0] in {room, "kit"}, f"{name(path)} imports {name(other)}"


def test_scripts_never_import_in_a_circle():
    seen: dict[Path, int] = {}

    def visit(path: Path, above: tuple[Path, ...]) -> None:
        assert path not in above, " -> ".join(map(name, (*above, path)))
        if seen.setdefault(path, 0):
            return
        for other in imported(path):
            visit(other, (*above, path))
        seen[path] = 1

    for path in SCRIPTS:
        visit(path, ())


@pytest.mark.parametrize("path", SCRIPTS, ids=name)
def test_what_a_script_exports_says_what_it_is_and_no_line_is_long(path):
    text = path.read_text(encoding="utf-8")
    undocumented = [found for found in EXPORT.findall(text) if not re.search(DOCUMENTED.format(found), text)]
    assert not undocumented
    assert not [line for line in text.splitlines() if len(line) > 120]
    assert text.startswith("// ")  # what the module is about


@pytest.mark.parametrize("ending", ["mjs", "css", "html", "ts"])
def test_no_line_of_what_lies_beside_the_scripts_is_long(ending):
    lines = [(name(path), line) for path in UI.rglob(f"*.{ending}") for line in path.read_text("utf-8").splitlines()]
    assert lines and not [found for found in lines if len(found[1]) > 120]


def test_no_script_reads_the_window_that_tests_look_through():
    readers = [name(path) for path in SCRIPTS if "window.ganplay" in path.read_text(encoding="utf-8")]
    assert readers == ["kit/page.js"]
    python = [path for path in UI.rglob("*.py") if "window.ganplay" in path.read_text(encoding="utf-8")]
    assert not python


def test_no_script_asks_for_a_kind_by_its_name():
    """What scripts need to know of a kind they are told: `ganplay.ui.kit.kinds.facts`."""
    named = re.compile(r'[!=]==\s*["`](?:points|pictures)["`]|\bresolution === 1\b')
    assert named.search('const whole = kind === "points";') and named.search("resolution === 1 ? a : b")
    assert not [name(path) for path in SCRIPTS if named.search(path.read_text(encoding="utf-8"))]


def test_every_module_that_python_names_is_there():
    named = {"kit/page.js"}
    for path in UI.rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        named |= set(re.findall(r'mounted\(\s*"([^"]+)"', text))
        named |= {f"{room}/tab.js" for room in re.findall(r'\broom\("(\w+)"', text)}
    assert len(named) > 8
    for module in named:
        text = (UI / module).read_text(encoding="utf-8")
        assert module == "kit/page.js" or re.search(r"^export (async )?function mount\(", text, re.M), module


def test_every_tab_is_a_room_of_its_own():
    rooms = [Path(tab.__file__).parent.name for tab in TABS.values()]
    assert len(set(rooms)) == len(TABS)
    assert {*rooms, "kit"} == ROOMS
    for room in rooms:
        assert {"tab.py", "words.py"} <= {path.name for path in (UI / room).iterdir()}


def test_addresses_say_nothing_of_this_machine():
    assert re.fullmatch(r"static/[0-9a-f]{12}/kit/page\.js", address("kit/page.js"))
