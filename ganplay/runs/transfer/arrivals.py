"""The checks of a run that somebody brought: every file of it, before any of it is kept."""

from __future__ import annotations

import json
import math
import sqlite3
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from ganplay.data import NAMES
from ganplay.recipe import Recipe
from ganplay.recipe.fields import FIELDS, RecipeError
from ganplay.runs.asking.report import REPORT, checked_report
from ganplay.runs.store.description import described
from ganplay.runs.store.folder import STATUSES, RunError
from ganplay.runs.store.history import SCHEMA, connect, dumps
from ganplay.runs.store.named import FILE as DIRECTIONS
from ganplay.runs.store.named import direction_names
from ganplay.runs.store.reals import MOST as MOST_REALS
from ganplay.runs.store.shapes import network_shapes
from ganplay.runs.store.statistics import FILE as STATISTICS
from ganplay.runs.store.statistics import read_statistics
from ganplay.runs.transfer.leaving import OWN

FACTS = ("format", "step", "images", "seconds", "device", "grown")  # of a checkpoint, beside its recipe
WEIGHTS = ("F32", "F16", "BF16", "I64", "U8", "BOOL")
MOST_ROWS, MOST_GRIDS, MOST_JPEG = 200_000, 2000, 4 << 20
MOST_STATISTICS = 64 << 20  # bytes: 4,000 features
MOST_TEXT = 1 << 18  # characters of one row
PATIENCE = 60.0  # seconds for the whole history; a file made to be slow takes longer


class PackError(RunError):
    """A file that is no run's; `code` and `details` are a sentence in the page's words, str() is one in English."""

    def __init__(self, code: str, sentence: str, **details: Any) -> None:
        super().__init__(sentence)
        self.code = code
        self.details = details


def check_run(folder: Path, dataset: str = "") -> None:
    """Check an unpacked run, and put its recipe and history in the form that we write ourselves.

    Raises:
        PackError: for whatever is not as training would have left it.
    """
    recipe = _recipe(folder, dataset)
    shapes = _shapes(recipe)
    steps = sorted((folder / "checkpoints").iterdir()) if (folder / "checkpoints").is_dir() else []
    if not steps:
        raise PackError("pack_lacks", "This file holds no checkpoint.", name="checkpoints")
    for moment in steps:
        _check_moment(moment, shapes, recipe)
    if (folder / "reals.safetensors").is_file():
        _check_reals(folder / "reals.safetensors", recipe)
    if (folder / REPORT).is_file():
        _check_report(folder / REPORT, recipe)
    _check_directions(folder)
    _check_statistics(folder)
    _check_history(folder)


def _read(file: Path) -> dict[str, Any]:
    try:
        facts = json.loads(file.read_text(encoding="utf-8"), parse_constant=_refuse)
    except (OSError, ValueError, RecursionError):
        facts = None
    if not isinstance(facts, dict):
        raise PackError("pack_json", f"{file.name} cannot be read.", name=file.name)
    return facts


def _refuse(constant: str) -> Any:
    raise ValueError(constant)


def _recipe(folder: Path, dataset: str) -> Recipe:
    """The recipe, which never names a place of this machine that its owner did not name."""
    settings = _read(folder / "recipe.json")
    try:
        recipe = Recipe.from_dict(settings)
        if recipe.dataset not in NAMES:
            recipe = recipe.with_changes(dataset=dataset or OWN)
    except (RecipeError, TypeError) as error:
        raise _invalid(error if isinstance(error, RecipeError) else RecipeError(str(error))) from None
    (folder / "recipe.json").write_text(recipe.to_json() + "\n", encoding="utf-8")
    return recipe


def _shapes(recipe: Recipe) -> dict[str, dict[str, tuple[int, ...]]]:
    try:
        return network_shapes(recipe)
    except RunError as error:
        raise _invalid(error) from None


def _invalid(error: RecipeError | RunError) -> PackError:
    reason = {"error": error.code, "text": str(error), "details": error.details}
    return PackError("pack_recipe", f"The recipe in this file is not valid: {error}", reason=reason)


# Checkpoints


def _check_moment(folder: Path, shapes: dict[str, dict[str, tuple[int, ...]]], recipe: Recipe) -> None:
    for name in ("checkpoint.json", "model.safetensors"):
        if not (folder / name).is_file():
            where = f"checkpoints/{folder.name}/{name}"
            raise PackError("pack_lacks", f"This file lacks its {where}.", name=where)
    facts = _read(folder / "checkpoint.json")
    good = facts.get("format") == 1 and _whole(facts.get("step")) and facts["step"] == int(folder.name)
    good = good and _whole(facts.get("images")) and _finite(facts.get("seconds"))
    good = good and isinstance(facts.get("device", ""), str)
    good = good and _finite(facts.get("grown", 0.0)) and facts.get("grown", 0.0) <= 1
    if not good:
        raise PackError("pack_json", f"The checkpoint {folder.name} says nothing sensible of itself.", name=folder.name)
    told = facts.get("recipe")
    facts = {name: facts[name] for name in FACTS if name in facts}
    facts["recipe"] = (told if isinstance(told, dict) else recipe.to_dict()) | {"dataset": recipe.dataset}
    (folder / "checkpoint.json").write_text(json.dumps(facts, indent=1), encoding="utf-8")
    if (folder / "calibration.json").is_file():
        _read(folder / "calibration.json")
    expected = {f"{part}.{name}": shape for part in ("ema", "d") for name, shape in shapes[part].items()}
    alive = {f"g.{name}": shape for name, shape in shapes["ema"].items()}
    found = _header(folder / "model.safetensors", f"checkpoints/{folder.name}/model.safetensors")
    held = {name: shape for name, (_, shape) in found.items()}
    if held not in (expected, expected | alive) or not {kind for kind, _ in found.values()} <= set(WEIGHTS):
        raise PackError(
            "pack_networks",
            f"The networks in checkpoint {folder.name} are not those of the recipe.",
            name=folder.name,
        )
    if (folder / "training.safetensors").is_file():
        _check_training(folder, shapes)


def _check_training(folder: Path, shapes: dict[str, dict[str, tuple[int, ...]]]) -> None:
    """Optimizers: numbers of parameters that there are, each in its shape or one number; and the random state."""
    name = f"checkpoints/{folder.name}/training.safetensors"
    found = _header(folder / "training.safetensors", name)
    parts = {"opt_g": shapes["ema"], "opt_d": shapes["d"]}
    good = "random" in found and found["random"][0] == "U8" and len(found["random"][1]) == 1
    for key, (_, shape) in found.items():
        part, _, rest = key.partition(".")
        if part in parts:
            index, _, what = rest.partition(".")
            known = index.isdecimal() and len(index) <= 6 and int(index) < len(parts[part]) and what.isidentifier()
            good = good and known and (math.prod(shape) <= 1 or shape in parts[part].values())
    if not good:
        raise PackError("pack_networks", f"{name} is not of the networks of the recipe.", name=folder.name)


def _check_reals(file: Path, recipe: Recipe) -> None:
    """Pictures as the run's networks take them, of both kinds, some trained on; and all their labels, or none."""
    found = _header(file, file.name)
    side = (recipe.channels, recipe.resolution, recipe.resolution)
    counts = {name: shape[0] for name, (kind, shape) in found.items() if kind == "U8" and shape[1:] == side}
    labels = {f"{name}_labels": ("I64", (count,)) for name, count in counts.items()}
    good = counts.keys() == {"training", "held_out"} and counts["training"] > 0 and max(counts.values()) <= MOST_REALS
    told = found.keys() - counts.keys()
    good = good and told in (set(), labels.keys()) and all(labels[name] == found[name] for name in told)
    if not good or not _labelled(file, found.keys() & labels.keys(), recipe.classes or int(FIELDS["classes"].high)):
        raise PackError("pack_pictures", f"The pictures in {file.name} are not of this run.", name=file.name)


def _labelled(file: Path, names: Iterable[str], classes: int) -> bool:
    """Whether these tensors of a safetensors file hold nothing but numbers of classes."""
    from safetensors import safe_open

    with safe_open(file, framework="np") as opened:
        return all(((labels >= 0) & (labels < classes)).all() for labels in map(opened.get_tensor, names))


def _check_report(file: Path, recipe: Recipe) -> None:
    facts = _read(file)
    try:
        checked_report(facts)
    except ValueError:
        raise PackError("pack_json", f"{file.name} cannot be read.", name=file.name) from None
    file.write_text(json.dumps(facts | {"dataset": recipe.dataset}, indent=1), encoding="utf-8")


def _check_directions(folder: Path) -> None:
    try:
        direction_names(folder)
    except RunError:
        raise PackError("pack_json", f"{DIRECTIONS} cannot be read.", name=DIRECTIONS) from None


def _check_statistics(folder: Path) -> None:
    try:
        if not (folder / STATISTICS).is_file() or (
            (folder / STATISTICS).stat().st_size < MOST_STATISTICS and read_statistics(folder)
        ):
            return
    except RunError:
        pass
    raise PackError("pack_tensors", f"{STATISTICS} is not a readable safetensors file.", name=STATISTICS)


def _header(file: Path, name: str) -> dict[str, tuple[str, tuple[int, ...]]]:
    """name -> (dtype, shape) of a safetensors file, whose header is held to the length of the file."""
    from safetensors import SafetensorError, safe_open

    try:
        with safe_open(file, framework="np") as opened:
            slices = {key: opened.get_slice(key) for key in opened.keys()}  # noqa: SIM118 - it is no dictionary
            return {key: (one.get_dtype(), tuple(one.get_shape())) for key, one in slices.items()}
    except (SafetensorError, OSError, ValueError):
        raise PackError("pack_tensors", f"{name} is not a readable safetensors file.", name=name) from None


# The history: its rows are read, checked, and written anew, so that nothing but rows comes in


def _check_history(folder: Path) -> None:
    theirs, ours = folder / "history.db", folder / "history.new"
    _refuse_other_than_one_file(theirs)
    source = connect(theirs, "frozen")
    copy = connect(ours, "write")
    deadline = time.monotonic() + PATIENCE
    try:
        source.set_progress_handler(lambda: int(time.monotonic() > deadline), 100_000)
        for pragma in ("trusted_schema=OFF", "cell_size_check=ON", "mmap_size=0", "query_only=ON"):
            source.execute(f"PRAGMA {pragma}").fetchall()
        verdict = source.execute("PRAGMA integrity_check(1)").fetchone()[0]
        if verdict != "ok":
            raise ValueError(verdict)
        _check_tables(source)
        copy.executescript(SCHEMA)
        copy.execute("BEGIN")
        for statement, rows in _rows(source):
            copy.executemany(statement, rows)
        copy.execute("COMMIT")
    except PackError:
        raise
    except (sqlite3.Error, ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError):
        raise PackError("pack_history", "The history in this file is damaged, or is none.") from None
    finally:
        source.close()
        copy.close()
    ours.replace(theirs)


def _refuse_other_than_one_file(file: Path) -> None:
    with file.open("rb") as opened:
        head = opened.read(100)
    if len(head) < 100 or head[:16] != b"SQLite format 3\0" or head[18:20] == b"\2\2":  # 2: a log beside it is missing
        raise PackError("pack_history", "The history in this file is damaged, or is none.")


def _check_tables(source: sqlite3.Connection) -> None:
    tables = {"meta", "points", "evaluations", "grids", "sheets"}
    later = {"measures"}  # which older runs do not have
    names = set()
    for kind, name, sql in source.execute("SELECT type, name, sql FROM sqlite_master").fetchall():
        if kind == "table" and name in tables | later and "virtual" not in str(sql).lower():
            names.add(name)
        elif not (kind == "index" and sql is None):  # one that SQLite makes for a primary key
            raise ValueError(name)
    if names - later != tables:
        raise ValueError("tables")


def _rows(source: sqlite3.Connection) -> Iterator[tuple[str, list[tuple[Any, ...]]]]:
    meta = {key: value for key, value in source.execute("SELECT key, value FROM meta LIMIT 200")}
    yield "INSERT INTO meta VALUES (?, ?)", [(key, dumps(value)) for key, value in _meta(meta).items()]
    rows = source.execute("SELECT seq, step, images, seconds, numbers FROM points ORDER BY seq")
    points = [(*_place(row), _numbers(row[4])) for row in _bounded(rows, MOST_ROWS)]
    yield "INSERT INTO points VALUES (?, ?, ?, ?, ?)", points
    columns = "seq, step, images, seconds, numbers, histogram, verdict, evidence"
    rows = source.execute(f"SELECT {columns} FROM evaluations ORDER BY seq")
    evaluations = [
        (*_place(row), _numbers(row[4]), _histogram(row[5]), _word(row[6]), _numbers(row[7]))
        for row in _bounded(rows, MOST_ROWS)
    ]
    yield "INSERT INTO evaluations VALUES (?, ?, ?, ?, ?, ?, ?, ?)", evaluations
    if source.execute("SELECT 1 FROM sqlite_master WHERE name = 'measures'").fetchone():
        rows = source.execute("SELECT seq, step, images, seconds, n, numbers, floors FROM measures ORDER BY seq")
        measures = [
            (*_place(row), row[4], _numbers(row[5]), _numbers(row[6]))
            for row in _bounded(rows, MOST_ROWS)
            if _whole(row[4])
        ]
        yield "INSERT INTO measures VALUES (?, ?, ?, ?, ?, ?, ?)", measures
    rows = source.execute("SELECT seq, step, images, seconds, jpeg FROM grids ORDER BY seq")
    yield "INSERT INTO grids VALUES (?, ?, ?, ?, ?)", [(*_place(r), _jpeg(r[4])) for r in _bounded(rows, MOST_GRIDS)]
    rows = source.execute("SELECT name, jpeg FROM sheets")
    yield "INSERT INTO sheets VALUES (?, ?)", [(_word(row[0]), _jpeg(row[1])) for row in _bounded(rows, 20)]


def _bounded(rows: Iterable[Any], most: int) -> Iterator[Any]:
    for count, row in enumerate(rows):
        if count >= most:
            raise ValueError("too many rows")
        yield row


def _meta(rows: dict[Any, Any]) -> dict[str, Any]:
    """The facts that a run tells of itself, those of them that are what they should be."""
    meta = {key: json.loads(_short(value)) for key, value in rows.items()}
    status = meta.get("status")
    now = meta.get("now") if isinstance(meta.get("now"), dict) else {}
    numbers = {name: now.get(name) if _finite(now.get(name)) else 0 for name in ("step", "images", "seconds")}
    kept: dict[str, Any] = {
        # nothing trains a run that has just come in
        "status": status if status in ("stopped", "finished", "diverged", "failed") else "interrupted",
        "message": _message(meta.get("message")),
        "created": meta["created"] if _finite(meta.get("created")) else time.time(),
        "seq": meta["seq"] if _whole(meta.get("seq")) else 0,
        "rewound": meta["rewound"] if _whole(meta.get("rewound")) else 0,
        "now": {**numbers, "rate": now.get("rate") if _finite(now.get("rate")) else None},
        "rates_set": meta.get("rates_set") is True,
        "notes": [],
        **described(**{name: meta[name] for name in ("title", "tags", "note") if meta.get(name)}),
    }
    assert kept["status"] in STATUSES
    for name in ("device", "precision"):
        if isinstance(meta.get(name), str):
            kept[name] = meta[name][:60]
    if _whole(meta.get("threads")):
        kept["threads"] = meta["threads"]
    shape = meta.get("shape")
    if isinstance(shape, list) and len(shape) == 3 and all(_whole(n) and n <= 4096 for n in shape):
        kept["shape"] = shape
    levels = meta.get("equilibrium")
    if isinstance(levels, dict):
        kept["equilibrium"] = {
            side: levels.get(side) if _finite(levels.get(side)) else None for side in ("loss_d", "loss_g")
        }
    parent = meta.get("parent")
    if isinstance(parent, dict) and isinstance(parent.get("run"), str):
        numbers = {name: parent[name] for name in ("step", "seconds") if _finite(parent.get(name))}
        words = {name: parent[name][:120] for name in ("run", "title") if isinstance(parent.get(name), str)}
        kept["parent"] = {"step": None, **numbers, **words, "changes": {}}
    names = meta.get("class_names")
    if isinstance(names, list) and len(names) <= 1000 and all(isinstance(name, str) for name in names):
        kept["class_names"] = [name[:60] for name in names]
    return kept


def _message(message: Any) -> dict[str, Any] | None:
    """What the run said last: a code in the page's words with numbers and words for its gaps."""
    if not isinstance(message, dict) or not isinstance(message.get("code"), str):
        return None
    details = message.get("details") if isinstance(message.get("details"), dict) else {}
    plain = {
        key[:40]: value[:60] if isinstance(value, str) else value
        for key, value in details.items()
        if isinstance(value, str) or _finite(value)
    }
    return {"code": message["code"][:40], "details": plain}


def _place(row: Any) -> tuple[int, int, int, float]:
    seq, step, images, seconds = tuple(row)[:4]
    if not (_whole(seq) and seq and _whole(step) and _whole(images) and _finite(seconds)):
        raise ValueError("place")
    return seq, step, images, float(seconds)


def _numbers(text: Any) -> str:
    values = json.loads(_short(text))
    for name, value in values.items():
        plain = value is None or _real(value) or (isinstance(value, str) and len(value) < 40)
        if not name.isidentifier() or not plain:
            raise ValueError(name)
    return dumps(values)


def _histogram(text: Any) -> str:
    values = json.loads(_short(text))
    for name, value in values.items():
        if name not in ("edges", "real", "fake") or not all(one is None or _real(one) for one in value):
            raise ValueError(name)
    return dumps(values)


def _jpeg(data: Any) -> bytes:
    if not isinstance(data, bytes) or not data.startswith(b"\xff\xd8\xff") or len(data) > MOST_JPEG:
        raise ValueError("jpeg")
    return data


def _word(text: Any) -> str:
    if not isinstance(text, str) or not text.isidentifier() or len(text) > 40:
        raise ValueError("word")
    return text


def _short(text: Any) -> str:
    if not isinstance(text, str) or len(text) > MOST_TEXT:
        raise ValueError("text")
    return text


def _whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 2**53


def _real(value: Any) -> bool:
    try:
        return isinstance(value, (int, float)) and not isinstance(value, bool) and math.isfinite(value)
    except OverflowError:  # an integer larger than any float
        return False


def _finite(value: Any) -> bool:
    return _real(value) and value >= 0
