"""The settings of the engine are those of the core: limits, choices, defaults, live ones; so are its losses."""

from __future__ import annotations

import json
import shutil
import subprocess
from dataclasses import fields
from pathlib import Path

import pytest

from ganplay.losses import LOSSES
from ganplay.recipe import FIELDS, LIVE, Recipe, RecipeError
from ganplay.recipe.settings import Settings

HERE = Path(__file__).parent
DEFAULTS = {field.name: field.default for field in fields(Settings)}
OF_POINTS = {"family": "points", "dataset": "ring", "resolution": 1, "channels": 2, "precision": "fp32"}
IMPOSSIBLE = [
    {"packing": 3, "batch": 64},
    {"clip": 0.1},
    {"loss": "wasserstein"},
    {"loss": "wasserstein", "clip": 0.1, "penalty": "gp"},
    {"loss": "hinge", "smoothing": 0.1},
    {"gamma_end": 1.0},
    {"beta2_end": 0.9, "optimizer": "rmsprop", "steps": 10},
    {"decay": "cosine"},
    {"penalty": "r1", "gamma_end": 1.0},
    {"ema_rampup": "on"},
    {"g_layers": 6},
    {"d_width": 0},
    {"g_width": 2.5},
    {"lr_g": 1.0},
    {"loss": "other"},
    {"batch": 3},
    {"augment": "ada"},
    {"precision": "bf16"},
    {"flip": "on"},
    {"labels": "on"},
    {"resolution": 32},
    {"norm_d": "batch"},
]


@pytest.fixture(scope="module")
def told():
    """What settings.js prints: settings, live, losses, and what became of each of IMPOSSIBLE."""
    node = shutil.which("node")
    if node is None:
        pytest.skip("what the engine takes can only be asked where there is Node: https://nodejs.org")
    asked = json.dumps([OF_POINTS | settings for settings in IMPOSSIBLE])
    run = subprocess.run([node, str(HERE / "settings.js"), asked], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr[-2000:]
    return json.loads(run.stdout)


def test_limits_and_choices_are_those_of_the_core(told):
    for name, ours in told["settings"].items():
        field = FIELDS[name]
        if field.kind == "choice":
            assert set(ours["choices"]) == set(field.choices), name
        else:
            assert (ours["low"], ours["high"]) == (field.low, field.high), name
            assert ours["kind"] == {"int": "whole", "float": "number"}[field.kind], name


def test_defaults_are_those_of_the_core(told):
    assert {name: ours["value"] for name, ours in told["settings"].items()} == {
        name: DEFAULTS[name] for name in told["settings"]
    }


def test_what_is_live_is_live_in_the_core(told):
    assert set(told["live"]) == set(LIVE) - {"metrics"}


def test_losses_are_described_as_the_core_describes_them(told):
    assert set(told["losses"]) == set(LOSSES)
    for name, ours in told["losses"].items():
        loss = LOSSES[name]
        assert ours["equilibrium"] == pytest.approx(list(loss.equilibrium)), name
        assert (ours["probability"], ours["relativistic"]) == (loss.probability, loss.relativistic), name
        assert (not ours["floating"], ours["threshold"]) == (loss.anchored, loss.threshold), name


@pytest.mark.parametrize("index", range(len(IMPOSSIBLE)), ids=[str(settings) for settings in IMPOSSIBLE])
def test_what_the_core_refuses_the_engine_refuses_by_the_same_code(told, index):
    with pytest.raises(RecipeError) as refused:
        Recipe(**OF_POINTS | IMPOSSIBLE[index])
    found = told["refused"][index]
    assert found["code"] == refused.value.code
    assert found["sentence"] in (None, str(refused.value)), (
        "where a refusal has no words of the page it says the core's"
    )
