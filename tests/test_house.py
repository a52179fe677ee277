"""The import rule of the house: a room imports from the rooms below it and never from those above."""

import ast
from pathlib import Path

import ganplay

PACKAGE = Path(ganplay.__file__).parent
FLOORS = [
    {"recipe", "cores", "shipped"},
    {"nets", "losses", "penalties", "augment", "data"},
    {"training", "metrics", "latent", "scoring"},
    {"runs"},
    {"ui", "cli", "__main__"},
]
FLOOR = {room: level for level, rooms in enumerate(FLOORS) for room in rooms}
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
RECIPE = ["kinds", "fields", "settings", "pairs", "named", "recipe", "failures", "book"]


def room_of(path: Path) -> str:
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return parts[0]


def imports(path: Path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            yield node.module
            if node.module == "ganplay":
                yield from (f"ganplay.{name.name}" for name in node.names)


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
