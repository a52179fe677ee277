"""Nobody asks which kind a run is but the kinds' entries, their networks, and the recipe's pairs and named recipes."""

from pathlib import Path

import pytest

import ganplay

from .house_kinds import named_kinds

PACKAGE = Path(ganplay.__file__).parent
OWN = [
    "recipe/kinds.py",
    "recipe/pairs.py",
    "recipe/named.py",
    "nets/",
    "data/kinds/",
    "metrics/kinds/",
    "ui/kit/kinds/",
]


def told(file: Path, source: str) -> list[str]:
    """What the house has against a file with this source."""
    if any(file.as_posix().startswith(own) for own in OWN):
        return []
    return [f"{file.as_posix()}:{line} {code}" for line, code in named_kinds(source)]


def test_kinds_are_named_nowhere_else():
    files = [path for path in PACKAGE.rglob("*.py")]
    assert len(files) > 150
    wrong = [one for path in files for one in told(path.relative_to(PACKAGE), path.read_text(encoding="utf-8"))]
    assert not wrong, "ask ganplay.recipe.kinds, or the kind's entry in one of the registries"


@pytest.mark.parametrize(
    "line",
    [
        'if recipe.family == "points": pass',
        'if "points" != run.recipe.family: pass',
        'kind = "points" if networks.recipe.family == "points" else "pictures"',
        'x = kind_of(recipe).name == "pictures"',
        'x = kind == "points"',
        'x = row["kind"] != "points"',
        'x = facts.get("kind") == "points"',
        'x = recipe.family in ("points",)',
        'x = recipe.family in {"points", "quick"}',
        'x = recipe.name == "points"',
        'f = recipe.family\nif f == "points": pass',
        'if (name := kind_of(recipe).name) and name == "points": pass',
        'match recipe.family:\n    case "points":\n        pass\n    case _:\n        pass',
        'match recipe.family:\n    case "quick" | "points":\n        pass',
        'x = {"points": 1, "pictures": 2}[kind]',
        'x = {"points": 1}.get(recipe.family, 0)',
        'x = recipe.family.startswith("points")',
        'x = KINDS["points"]',
        'x = entry("points").NAMES',
        'x = recipe.dataset in ("ring", "grid")',
        'x = dataset == "grid"',
        "x = recipe.resolution == 1",
        "x = recipe.channels == 2",
        "from ganplay.data import POINTS",
        "from ganplay.data import kinds\nx = recipe.dataset in kinds.POINTS",
        "from ganplay.data.kinds.points import MIXTURES",
        "from ganplay.data.kinds import points",
        "import ganplay.metrics.kinds.points",
        "from ganplay.recipe.kinds import PICTURES",
        "from ganplay.runs.asking.points import refuse_points",
        "def refuse_points(recipe): ...",
        'POINTS = frozenset({"points"})',
    ],
)
def test_asking_for_a_kind_by_name_is_found(line):
    file = Path("runs/asking/score.py")
    before = (PACKAGE / file).read_text(encoding="utf-8")
    assert told(file, f"{before}\n\n{line}\n") and not told(file, before)
    assert not told(Path("data/kinds/points.py"), f"{before}\n\n{line}\n")


@pytest.mark.parametrize(
    "line",
    [
        'TABLES = ("points", "evaluations", "measures", "grids")',
        'x = [table for table in TABLES if table == "points"]',
        'x = "points" in news',
        'x = news["points"]',
        'x = {"points": told(since), "grids": grids}',
        'left_out = ("points", "evals")\nx = [key for key in news if key not in left_out]',
        'x = name == "points"',
        'x = recipe.family == "stylegan"',
        'x = recipe.dataset == "stacked_mnist"',
        "x = recipe.resolution == 28 or recipe.channels in (1, 3)",
        "x = LATENT in kind_of(recipe).rooms",
        'recipe = named_recipe("points")',
        'recipe = recipe.with_changes(family="points", resolution=1)',
        "points = run.points()",
        "from ganplay.data.kinds import pictures",
        'x = event.kind == "grid"',
    ],
)
def test_a_table_of_that_name_and_what_asks_a_registry_pass(line):
    assert not told(Path("runs/asking/score.py"), f"from ganplay.recipe import Recipe\n\n\n{line}\n")
