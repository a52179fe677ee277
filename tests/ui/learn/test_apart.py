"""The page on two heaps slid apart: its measures are those of the densities, its critics those of the core."""

from __future__ import annotations

import json
import math
import shutil
import subprocess
from pathlib import Path

import pytest
import torch

from ganplay.recipe import Recipe
from ganplay.training.step import Players

from .called import called

FROM = "divergence.js"
HERE = Path(__file__).parent
HEAPS = [(0.0, 0.4), (0.1, 0.4), (0.1, 0.1), (1.0, 0.4), (1.0, 0.6), (3.0, 0.6), (5.0, 0.4), (5.0, 0.1)]


def jensen_shannon(distance: float, spread: float) -> float:
    """By the trapezoid rule on a grid of its own."""
    x = torch.linspace(-12 * spread, distance + 12 * spread, 400_001, dtype=torch.float64)
    p, q = (torch.distributions.Normal(middle, spread).log_prob(x).exp() for middle in (0.0, distance))
    terms = sum(torch.xlogy(one, 2 * one) - torch.xlogy(one, p + q) for one in (p, q))
    return float(0.5 * torch.trapezoid(terms, x))


@pytest.mark.parametrize(("distance", "spread"), HEAPS)
def test_the_divergence_and_its_slope_are_those_of_the_densities(distance, spread):
    asked = [(FROM, name, [distance, spread]) for name in ("jensenShannon", "jensenShannonSlope")]
    value, slope = called(*asked)
    assert value == pytest.approx(jensen_shannon(distance, spread), abs=1e-7)
    step = 1e-3
    difference = (jensen_shannon(distance + step, spread) - jensen_shannon(abs(distance - step), spread)) / (2 * step)
    assert slope == pytest.approx(difference, abs=1e-4)


def test_heaps_that_do_not_meet_have_the_divergence_of_two_halves_and_no_slope():
    asked = [(FROM, name, [at, 0.4]) for at in (3, 5) for name in ("jensenShannon", "jensenShannonSlope")]
    at_three, slope_at_three, at_five, slope_at_five = called(*asked)
    assert round(at_three, 2) == 0.69 and at_five == pytest.approx(math.log(2), abs=1e-8)
    assert slope_at_three < 2e-3 and abs(slope_at_five) < 1e-7
    assert called((FROM, "jensenShannon", [0, 0.4])) == [pytest.approx(0, abs=1e-12)]


@pytest.mark.parametrize("distance", [0.1, 3.0, 5.0])
def test_the_wasserstein_distance_is_that_of_sorted_points(distance):
    points = torch.randn(100_000, generator=torch.Generator().manual_seed(0)).mul(0.4).sort().values
    carried = ((points + distance).sort().values - points).abs().mean().item()
    assert called((FROM, "wasserstein", [distance])) == [pytest.approx(carried, abs=1e-4)]


CASES = [
    {"clip": clip, "distance": distance, "spread": 0.4, "steps": 1000}
    for clip, distance in ((0, 0.5), (0, 5.0), (0.01, 5.0), (0.5, 5.0))
]
HELD = [{"clip": clip, "distance": 3.0, "spread": 0.4, "steps": 100} for clip in (0, 0.1)]  # to the core


@pytest.fixture(scope="module")
def critics():
    """What the page's critics came to, one for each of `CASES` and `HELD`."""
    node = shutil.which("node")
    if node is None:
        pytest.skip("the page's critics are trained by its script, which needs Node: https://nodejs.org")
    command = [node, str(HERE / "critic.js")]
    run = subprocess.run(
        command, input=json.dumps(CASES + HELD), capture_output=True, text=True, timeout=120, check=False
    )
    assert run.returncode == 0, run.stderr[-4000:]
    return json.loads(run.stdout)


def slope_in_the_core(found: dict, case: dict) -> float:
    """The core's critic, from the same first weights, on points of its own."""
    base = {"dataset": "ring", "resolution": 1, "channels": 2, "precision": "fp32"}
    recipe = Recipe(**base | found["recipe"])
    players = Players(recipe, torch.device("cpu"), "fp32")
    for name in ("generator", "discriminator"):
        network = getattr(players, name)
        shapes = network.state_dict()
        given = {key: torch.tensor(value).reshape(shapes[key].shape) for key, value in found["before"][name].items()}
        network.load_state_dict(shapes | given)
    random = torch.Generator().manual_seed(1)
    for step in range(case["steps"]):
        real = torch.zeros(recipe.batch, 2, 1, 1)
        real[:, 0, 0, 0] = case["spread"] * torch.randn(recipe.batch, generator=random)
        players.train_discriminator(real, torch.randn(recipe.batch, 1, generator=random), step=step)
    places = torch.zeros(2, 2, 1, 1)
    places[1, 0] = case["distance"]
    players.discriminator.eval()
    with torch.no_grad():
        on_real, on_fake = players.discriminator(places).tolist()
    return (on_real - on_fake) / case["distance"]


@pytest.mark.parametrize("index", range(len(HELD)), ids=("gradient penalty", "clipped"))
def test_a_critic_becomes_as_steep_as_the_core_s(critics, index):
    found, case = critics[len(CASES) + index], HELD[index]
    assert found["slope"] == pytest.approx(slope_in_the_core(found, case), rel=0.2)


def test_clipping_bounds_the_slope_to_a_number_that_nobody_asked_for(critics):
    by = {(case["clip"], case["distance"]): found["slope"] for case, found in zip(CASES, critics, strict=False)}
    assert 0 < by[0.01, 5.0] < 1e-3 and by[0.5, 5.0] > 100


def test_the_gradient_penalty_asks_for_one_and_gets_a_little_more(critics):
    """A slope s lifts by s d and pays 10 (s - 1)^2: best at 1 + d / 20."""
    for case, found in zip(CASES, critics, strict=False):
        if not case["clip"]:
            assert found["slope"] == pytest.approx(1 + case["distance"] / 20, abs=0.12)


def test_the_generator_stands_still_and_a_clipped_critic_keeps_its_bound(critics):
    for case, found in zip(CASES, critics, strict=False):
        assert found["after"]["generator"] == found["before"]["generator"]
        assert found["after"]["generator"]["first.bias"] == [case["distance"], 0]
        most = max(abs(value) for values in found["after"]["discriminator"].values() for value in values)
        assert not case["clip"] or most <= case["clip"] * (1 + 1e-6)
        rise = (found["values"][0] - found["values"][1]) / case["distance"]
        assert found["slope"] == pytest.approx(rise)
