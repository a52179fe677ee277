"""One law, two languages: the page's engine draws, reads and measures points as the core does."""

from __future__ import annotations

import json
import math
import shutil
import subprocess
from pathlib import Path

import pytest
import torch

from ganplay.data.laws import LAWS, Curve, Mixture
from ganplay.data.table import FEWEST, parse_points
from ganplay.metrics.modes import count_modes
from ganplay.recipe import Recipe

HERE = Path(__file__).parent
COUNT = 4_000
ALONG = [0.0, 0.1, 0.25, 0.4999, 0.5, 0.6, 0.75, 0.999]
REASONS = {"no_numbers": "no numbers", "not_two": "not two numbers", "not_finite": "not finite"}
TABLES = [
    "x,y\n" + "\n".join(f"{i},{i / 3}" for i in range(9)),
    "\n".join(f"{i};{i},5;a" for i in range(9)),
    "# mine\n\n" + "\r\n".join(f"'{i}'\t \"{-i}\"" for i in range(9)) + "\r\n1,nan\r\n3\r\n4,inf\r\na,5\r\nb,c\r\n",
    "1,y\n" + "\n".join(f"{i} {i}e-2 9" for i in range(9)),
    "1,2\nx,y\n",
    "",
    # what one language would take for a number, a blank or the end of a line, and the other would not
    *(
        "\n".join([*(f"{i},{i}" for i in range(9)), odd])
        for odd in (
            "1_000,2",
            "\uff11,2",
            "\u0661,2",
            "0x10,1",
            "1e2,.5",
            "1.,+2.",
            ".,1",
            "1e,2",
            "inFinity,1",
            "1e400,0",
            "1,2\u20283,4",
            "1,2\x853,4",
            "1,2\x0c3,4",
            "1,2\x0b3,4",
            "1\x1c2",
            "\ufeff1,2",
            "1\u00a02",
            "\u30001\u30002",
            "' 1 ',\"2\"",
            "1;2,5;",
            ";1;2",
            ",1,2",
            "1,,2",
            "1\t\t2",
            "1\u20032",
            "1\r2,3",
            "\x1f1,2",
            "\x00,1",
            "5,\u2212 1",
        )
    ),
    "\ufeffx,y\n" + "\n".join(f"{i},{i}" for i in range(9)),
]
CENTRES, SIGMA, EXTENT, CELLS = [[0.5, 0.0], [-0.5, 0.0], [0.0, 0.5]], 0.05, 1.0, 40


def cloud(seed: int, shift: float = 0.0) -> torch.Tensor:
    random = torch.Generator().manual_seed(seed)
    modes = torch.randint(2, (3_000,), generator=random)
    return torch.tensor(CENTRES)[modes] + shift + 0.06 * torch.randn(3_000, 2, generator=random)


@pytest.fixture(scope="module")
def script(tmp_path_factory):
    node = shutil.which("node")
    if node is None:
        pytest.skip("the page's engine runs in Node: https://nodejs.org")
    asked, told = (tmp_path_factory.mktemp("engine") / name for name in ("asked.json", "told.json"))
    measured = {"real": cloud(0).flatten().tolist(), "fake": cloud(1, 0.05).flatten().tolist()}
    measured |= {"extent": EXTENT, "centres": CENTRES, "sigma": SIGMA}
    asked.write_text(json.dumps({"count": COUNT, "along": ALONG, "tables": TABLES, "measured": measured}))
    subprocess.run([node, HERE / "drawn.js", asked, told], check=True, timeout=120)
    return json.loads(told.read_text())


def test_both_have_the_same_laws(script):
    assert set(script["laws"]) == set(LAWS)


@pytest.mark.parametrize("name", LAWS)
def test_a_law_has_the_same_constants(script, name):
    law, found = LAWS[name], script["laws"][name]
    assert (found["extent"], found["sigma"]) == (law.extent, law.sigma)
    if isinstance(law, Mixture):
        assert torch.allclose(torch.tensor(found["centres"]).double(), torch.tensor(law.centres).double(), atol=1e-12)
    else:
        assert isinstance(law, Curve) and found["centres"] is None
        path = law.path(torch.tensor(ALONG, dtype=torch.float64))
        assert torch.allclose(torch.tensor(found["along"], dtype=torch.float64), path, atol=1e-12)


def energy(a: torch.Tensor, b: torch.Tensor) -> float:
    """The energy distance of two samples, times n (Szekely and Rizzo 2013): small where the laws are equal."""
    between = 2 * torch.cdist(a, b).mean() - torch.cdist(a, a).mean() - torch.cdist(b, b).mean()
    return len(a) * between.item()


@pytest.mark.parametrize("name", LAWS)
def test_points_of_a_law_are_of_the_same_law(script, name):
    theirs = torch.tensor(script["laws"][name]["points"], dtype=torch.float64).view(COUNT, 2)
    draw = [LAWS[name].draw(COUNT, torch.Generator().manual_seed(seed))[0].double() for seed in range(6)]
    own = draw[0]
    error = own.std(0) / math.sqrt(COUNT)
    assert ((theirs.mean(0) - own.mean(0)).abs() < 6 * error).all()
    assert torch.allclose(theirs.T.cov(), own.T.cov(), atol=0.1 * float(own.var()))
    among = [energy(own, other) for other in draw[1:]]
    assert energy(own, theirs) < 3 * max(among)


def test_the_distance_of_the_laws_would_see_another_one():
    random = torch.Generator().manual_seed(0)
    ring = [LAWS["ring"].draw(COUNT, random)[0].double() for _ in range(3)]
    assert energy(ring[0], 1.03 * ring[1]) > 3 * energy(ring[0], ring[2])


@pytest.mark.parametrize("index", range(len(TABLES)))
def test_tables_are_read_alike(script, index):
    rows, bad = parse_points(TABLES[index], "mine")
    found = script["tables"][index]
    if len(rows) < FEWEST:
        assert found["code"] == "lab_few_points"
        assert (found["details"]["good"], found["details"]["bad"]) == (len(rows), len(bad))
        return
    assert torch.equal(torch.tensor(found["points"]), torch.tensor(rows, dtype=torch.float32).flatten())
    assert found["bad"] == len(bad)
    assert [(row["line"], REASONS[row["reason"]]) for row in found["named"]] == bad[:5]


def shares(points: torch.Tensor) -> torch.Tensor:
    cells = ((points.double() + EXTENT) / (2 * EXTENT) * CELLS).floor().long()
    inside = ((cells >= 0) & (cells < CELLS)).all(1)
    where = torch.where(inside, cells[:, 1] * CELLS + cells[:, 0], CELLS**2)
    counts = torch.bincount(where, minlength=CELLS**2 + 1).double() + 0.5
    return counts / counts.sum()


def test_divergences_and_modes_are_those_of_the_core(script):
    assert (script["CELLS"], script["ADDED"], script["SAMPLES"]) == (CELLS, 0.5, 10_000)
    found = script["measured"]
    p, q = shares(cloud(0)), shares(cloud(1, 0.05))
    middle = (p + q) / 2
    assert found["kl"] == pytest.approx((p * (p / q).log()).sum().item(), rel=0.01)
    assert found["kl_reverse"] == pytest.approx((q * (q / p).log()).sum().item(), rel=0.01)
    js = ((p * (p / middle).log()).sum() + (q * (q / middle).log()).sum()) / 2
    assert found["js"] == pytest.approx(js.item(), rel=0.01)
    modes = count_modes(cloud(1, 0.05), torch.tensor(CENTRES), SIGMA)
    assert found["modes"] == {
        "covered": modes.covered,
        "of": modes.modes,
        "quality": pytest.approx(modes.high_quality, abs=1e-3),
        "n": modes.n,
    }


def test_the_laboratory_begins_with_recipes_that_the_core_takes(script):
    defaults = script["DEFAULTS"]
    assert Recipe.from_dict(defaults).to_dict().items() >= defaults.items()
    for dataset, suited in script["SUITED"].items():
        assert Recipe.from_dict(defaults | suited | {"dataset": dataset}).dataset in LAWS
    for preset in script["PRESETS"].values():
        for remedy in ({}, *preset["remedies"].values()):
            assert Recipe.from_dict(defaults | preset["settings"] | remedy).dataset in LAWS
