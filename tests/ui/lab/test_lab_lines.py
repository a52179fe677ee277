"""What the laboratory writes down: a recipe that ganplay takes, and PyTorch that does the same."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest
import torch

from ganplay.data.kinds.points import draw_points
from ganplay.losses import LOSSES
from ganplay.penalties import zero_centred
from ganplay.recipe import Recipe
from ganplay.training.schedules import moment
from ganplay.ui.lab.settings import offered

HERE = Path(__file__).parent
SETS = ("line", "two_gaussians", "ring", "grid", "swiss_roll", "two_moons", "spiral", "blobs")
BOUND = {"wasserstein": {"penalty": "gp"}}


def made(*changes: dict, steps: int = 2) -> list[dict]:
    """Of each change of the laboratory's beginning: recipe, lines, equilibrium."""
    node = shutil.which("node")
    if node is None:
        pytest.skip("the laboratory's lines are written by its script, which needs Node: https://nodejs.org")
    command = [node, str(HERE / "lines.js"), json.dumps(changes), str(steps)]
    return json.loads(subprocess.run(command, capture_output=True, text=True, timeout=60, check=True).stdout)


def run(lines: str) -> dict:
    names: dict = {}
    exec(compile(lines, "laboratory", "exec"), names)
    return names


@pytest.fixture
def printed(capsys):
    yield
    assert "tensor" in capsys.readouterr().out


def test_what_it_begins_with_is_a_recipe():
    (begin,) = made({})
    recipe = Recipe.from_dict(begin["recipe"])
    assert recipe.family == "points" and recipe.with_changes(loss="hinge").loss == "hinge"
    assert set(offered()) <= set(begin["recipe"])


@pytest.mark.parametrize("loss", LOSSES)
def test_g_s_loss_and_the_equilibrium_are_the_recipe_s(loss, printed):
    (written,) = made({"loss": loss, **BOUND.get(loss, {})})
    names = run(written["lines"])
    g = LOSSES[loss].generator(names["on_fake"], names["on_real"])
    assert torch.allclose(g, names["loss_g"], atol=1e-6)
    even = LOSSES[loss].equilibrium
    assert [None if value is None else pytest.approx(value) for value in even] == written["equilibrium"]


@pytest.mark.parametrize("loss", [loss for loss in LOSSES if loss not in BOUND])
def test_d_s_loss_is_the_recipe_s(loss, printed):
    smooth = {"smoothing": 0.1} if loss in ("nonsaturating", "minimax") else {}
    (written,) = made({"loss": loss, "penalty": "none", "freeze": "g", **smooth}, steps=1)
    names = run(written["lines"])
    wanted = LOSSES[loss].discriminator(names["on_real"], names["on_fake"], smooth.get("smoothing", 0.0))
    assert torch.allclose(wanted, names["loss_d"], atol=1e-6)


@pytest.mark.parametrize("penalty", ["r1", "r2", "r1r2"])
def test_penalties_are_the_recipe_s(penalty, printed):
    (written,) = made({"penalty": penalty, "gamma": 0.7, "freeze": "g"}, steps=1)
    lines = written["lines"].replace("        loss_d.backward()", "        total = loss_d\n        loss_d.backward()")
    lines = lines.replace("        opt_d.step()", "        before = D.state_dict()")  # the networks stay as judged
    names = run(lines)
    pairs = {"r1": ["x"], "r2": ["y"], "r1r2": ["x", "y"]}[penalty]
    seen = [(names["judge"](points := names[name].detach().requires_grad_()), points) for name in pairs]
    plain = LOSSES["nonsaturating"].discriminator(names["on_real"], names["on_fake"], 0.0)
    assert torch.allclose(names["total"], plain + zero_centred(seen, 0.7), atol=1e-5)


@pytest.mark.parametrize(
    "changes",
    [
        {"loss": "wasserstein", "penalty": "none", "clip": 0.05, "optimizer": "rmsprop"},
        {"loss": "wasserstein", "penalty": "gp", "penalty_every": 4, "drift": 0.01},
        {"packing": 4, "optimizer": "sgd", "n_gen": 2, "activation": "tanh"},
        {"freeze": "d", "g_layers": 0, "d_layers": 0, "noise": "uniform", "z_dim": 1},
    ],
    ids=lambda changes: "-".join(map(str, changes.values())),
)
def test_the_lines_run(changes, printed):
    (written,) = made(changes, steps=5)
    names = run(written["lines"])
    assert all(weight.isfinite().all() for weight in names["G"].parameters())
    if changes.get("clip"):
        assert max(weight.abs().max() for weight in names["D"].parameters()) <= 0.05


def test_rates_fall_as_the_recipe_s_do(printed):
    falling = {"decay": "cosine", "burn_in": 20 * 2 * 64, "lr_end": 0.1, "n_dis": 2, "batch": 64, "lr_d": 0.01}
    for steps in (0, 10, 30):
        (written,) = made(falling, steps=steps)
        recipe = Recipe.from_json(json.dumps(written["recipe"]))
        wanted = moment(recipe, steps * 2 * 64, 0.0).rates
        (group,) = run(written["lines"])["opt_d"].param_groups
        assert group["lr"] == pytest.approx(0.01 * wanted)


def test_the_lines_draw_the_same_points(capsys):
    for written in made(*({"dataset": name, "freeze": "d"} for name in SETS), steps=0):
        name = written["recipe"]["dataset"]
        names = run(written["lines"])
        mine, real = names["real"](20_000), draw_points(name, 20_000).images.flatten(1)
        assert torch.allclose(mine.mean(0), real.mean(0), atol=0.08), name
        assert torch.allclose(mine.std(0), real.std(0), atol=0.05), name
        cells = [torch.histogramdd(one, [12, 12], range=[-5, 5, -5, 5])[0] for one in (mine, real)]
        assert (cells[0] - cells[1]).abs().sum() / 40_000 < 0.03, name


def test_points_of_one_s_own_are_read_from_the_file_beside(tmp_path, monkeypatch, printed):
    (written,) = made({"dataset": "own"})
    monkeypatch.chdir(tmp_path)
    Path("points.csv").write_text("x,y\n1,2\n-1,0.5\n")
    assert run(written["lines"])["POINTS"].tolist() == [[1.0, 2.0], [-1.0, 0.5]]
