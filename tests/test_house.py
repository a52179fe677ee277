"""The import rule of the house: a room imports from the rooms below it and never from those above."""

import ast
import sys
from pathlib import Path

import ganplay
from ganplay.shipped import shipped

PACKAGE = Path(ganplay.__file__).parent
FLOORS = [
    {"recipe", "cores", "shipped"},
    {"nets", "losses", "penalties", "augment", "data"},
    {"training", "metrics", "latent", "scoring"},
    {"lessons"},
    {"runs"},
    {"ui", "cli", "__main__"},
]
FLOOR = {room: level for level, rooms in enumerate(FLOORS) for room in rooms}
# The rooms of runs: each may use itself and those before it.
RUNS = ["store", "asking", "worker", "transfer", "server"]
# Within a floor a room may use these neighbours.
NEIGHBOURS = {
    ("recipe", "shipped"),
    ("nets", "losses"),
    ("training", "metrics"),
    ("scoring", "latent"),
    ("scoring", "metrics"),
    ("cli", "ui"),
    ("__main__", "cli"),
}
# Within the recipe's package: a file imports from those before it, even where only a type checker looks.
RECIPE = ["kinds", "fields", "settings", "pairs", "named", "recipe", "failures", "changes", "book"]


def room_of(path: Path) -> str:
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return parts[0]


def imports(path: Path):
    """Every module that a file imports, at its top, inside functions or for the eyes of type checkers alone."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            module = "." * node.level + (node.module or "")
            yield module
            yield from (f"{module}.{name.name}" for name in node.names)  # which may be modules


def files():
    return [path for path in PACKAGE.rglob("*.py") if path.parent != PACKAGE or path.stem != "__init__"]


def test_every_room_has_its_floor():
    rooms = {room_of(path) for path in files()} - {"assets", "pretrained"}
    assert rooms <= set(FLOOR), rooms - set(FLOOR)


def test_imports_never_go_upward():
    wrong = []
    for path in files():
        room = room_of(path)
        for name in imports(path):
            parts = name.split(".")
            if parts[0] != "ganplay" or len(parts) == 1 or parts[1] not in FLOOR or parts[1] == room:
                continue
            if FLOOR[parts[1]] >= FLOOR[room] and (room, parts[1]) not in NEIGHBOURS:
                wrong.append(f"{path.relative_to(PACKAGE)} imports {name}")
    assert not wrong


def test_imports_are_written_out_in_full():
    assert not [
        f"{path.relative_to(PACKAGE)} imports {name}" for path in files() for name in imports(path) if name[0] == "."
    ]


def test_every_file_of_runs_is_in_a_room():
    inside = {path.relative_to(PACKAGE / "runs").parts[0] for path in files() if room_of(path) == "runs"}
    assert inside - {"__init__.py"} == set(RUNS)


def test_the_rooms_of_runs_import_in_one_direction():
    wrong = set()
    for path in files():
        if room_of(path) == "runs":
            room = path.relative_to(PACKAGE / "runs").parts[0]
            known = RUNS[: RUNS.index(room) + 1] if room in RUNS else []
            for name in imports(path):
                parts = name.split(".")
                if parts[:2] == ["ganplay", "runs"] and len(parts) > 2 and parts[2] not in known:
                    wrong.add(f"{path.relative_to(PACKAGE)} imports {name}")
    assert not wrong


def test_only_the_page_and_the_command_line_import_the_server_s_room():
    server = ("ganplay", "runs", "server")
    wrong = [
        f"{path.relative_to(PACKAGE)} imports {name}"
        for path in files()
        for name in imports(path)
        if tuple(name.split(".")[:3]) == server
        and room_of(path) not in ("ui", "cli")
        and path.parent != PACKAGE / "runs" / "server"
    ]
    assert not wrong


def test_the_recipe_s_files_have_an_order():
    wrong = []
    for path in (PACKAGE / "recipe").glob("*.py"):
        allowed = RECIPE if path.stem == "__init__" else RECIPE[: RECIPE.index(path.stem)]
        for name in imports(path):
            parts = name.split(".")
            if parts[:2] == ["ganplay", "recipe"] and not (len(parts) > 2 and parts[2] in allowed):
                wrong.append(f"{path.stem} imports {name}")
    assert not wrong


def test_only_the_page_imports_gradio():
    importers = [path for path in files() if "gradio" in {name.split(".")[0] for name in imports(path)}]
    assert {room_of(path) for path in importers} <= {"ui"}


def test_nothing_is_unpickled_or_evaluated():
    for path in files():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                called = ast.unparse(node.func)
                assert called not in ("eval", "exec", "torch.load", "pickle.load", "pickle.loads"), path
                unsafe = [k for k in node.keywords if k.arg == "allow_pickle" and ast.unparse(k.value) != "False"]
                assert not unsafe, path


UI = PACKAGE / "ui"
KIT, FRAME = {"kit"}, {"page", "theme", "api", "hosting", "bodies", "door", "__init__"}
BASE = {"words", "static"}  # what the kit, too, stands on


def ui_room(parts: tuple[str, ...]) -> str:
    """Of a module below ganplay.ui: "kit", the name of a tab, or the name of a file of the frame."""
    return parts[2] if len(parts) > 2 else "__init__"


def test_a_tab_imports_the_kit_and_never_another_tab():
    wrong = []
    tabs = {path.name for path in UI.iterdir() if (path / "tab.py").is_file()}
    assert len(tabs) >= 4
    for path in sorted(UI.rglob("*.py")):
        room = ui_room(("ganplay", "ui", *path.relative_to(UI).with_suffix("").parts))
        may = BASE if room in BASE else BASE | KIT | ({room} if room in tabs else set())
        may |= tabs | FRAME if room in FRAME else set()
        for name in imports(path):
            parts = tuple(name.split("."))
            inside = parts[:2] == ("ganplay", "ui") and len(parts) > 2
            if inside and ui_room(parts) in (tabs | KIT | FRAME | BASE) - may:
                wrong.append(f"{path.relative_to(PACKAGE)} imports {name}")
    assert not wrong


# What lies below them that is imported by a name that is made up: it stands in no import, so no rule above sees it.
BY_NAME = {
    "ui/static.py": ".facts",  # of each room that has them, for its scripts
    "ui/words.py": ".WORDS",  # the tables of every room
    "ui/kit/kinds/__init__.py": "",  # its own entries
    "ui/learn/server.py": "ganplay.ui.learn.",  # what its own figures may ask
}


def test_the_page_imports_by_name_in_few_places_and_takes_only_what_is_said_there():
    called = {}
    for path in sorted(UI.rglob("*.py")):
        for line in path.read_text(encoding="utf-8").splitlines():
            if "import_module(" in line or "__import__(" in line:
                called.setdefault(path.relative_to(PACKAGE).as_posix(), []).append(line)
    assert called.keys() == BY_NAME.keys()
    assert all(len(lines) == 1 and BY_NAME[name] in lines[0] for name, lines in called.items())


def test_recipes_import_nothing_heavy():
    for path in sorted((PACKAGE / "recipe").rglob("*.py")):
        roots = {name.split(".")[0] for name in imports(path)}
        assert roots <= {*sys.stdlib_module_names, "ganplay"}, path.name


def test_assets_hold_no_code():
    for folder in ("assets", "pretrained"):
        assert not [path for ending in ("py", "js", "css", "html") for path in shipped(folder).rglob(f"*.{ending}")]
