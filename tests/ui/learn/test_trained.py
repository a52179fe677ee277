"""Figures that train in the browser: what they train is a recipe of the core, and their numbers are the core's."""

from __future__ import annotations

import pytest
import torch
from torch import distributions

from ganplay.data.laws import LAWS
from ganplay.losses import LOSSES
from ganplay.metrics.modes import count_modes
from ganplay.recipe import Recipe
from ganplay.ui.lab.settings import offered

from .called import called

LINEAR = {"a": [0.9, -0.3, 0.2, 0.5], "b": [0.1, -0.2]}
CLUSTERS = LAWS["two_gaussians"]


def recipes():
    noise, steps, ring, remedies = called(
        ("landing.js", "RECIPE", []),
        ("aim.js", "RECIPE", []),
        ("ring.js", "RECIPE", []),
        ("ring.js", "REMEDIES", []),
    )
    best = called(*(("ratio.js", "recipeOf", [layers, 1726]) for layers in (0, 2)))
    (overfit,) = called(("moons.js", "recipeOf", [965]))
    return [noise, steps, *best, overfit, ring, *({**ring, **remedy} for remedy in remedies.values())]


def test_what_they_train_is_a_recipe_of_the_core_and_the_laboratory_can_go_on_with_it():
    fields = offered()
    (defaults,) = called(("../../kit/engine/presets.js", "DEFAULTS", []))
    for settings in recipes():
        assert Recipe.from_dict({**defaults, **settings}).family == "points"
        assert settings["dataset"] in {*LAWS, "own"}
        for name in settings.keys() - {"dataset"}:
            field, value = fields[name], settings[name]
            assert value in field["choices"] if "choices" in field else field["low"] <= value <= field["high"], name


def test_g_is_ten_times_as_fast_as_d_where_the_page_says_so_and_no_longer_with_the_remedy():
    ring, remedies = called(("ring.js", "RECIPE", []), ("ring.js", "REMEDIES", []))
    assert ring["lr_g"] == pytest.approx(10 * ring["lr_d"]) and remedies["rates"] == {"lr_d": ring["lr_g"]}


def test_the_best_d_is_the_ratio_of_the_densities_that_torch_has():
    a, b = torch.tensor(LINEAR["a"]).view(2, 2).double(), torch.tensor(LINEAR["b"]).double()
    cloud = distributions.MultivariateNormal(b, a @ a.T)
    centres = torch.tensor(CLUSTERS.centres).double()
    parts = distributions.MultivariateNormal(centres, torch.eye(2).double() * CLUSTERS.sigma**2)
    real = distributions.MixtureSameFamily(distributions.Categorical(torch.ones(len(centres)).double()), parts)
    cells, extent, ideal = called(
        ("ratio.js", "CELLS", []), ("ratio.js", "EXTENT", []), ("ratio.js", "idealOf", [LINEAR])
    )
    middles = ((torch.arange(cells) + 0.5) / cells * 2 - 1).double() * extent
    places = torch.stack([middles.repeat(cells), (-middles).repeat_interleave(cells)], 1)
    p, q = real.log_prob(places), cloud.log_prob(places)
    values = {name: torch.tensor(list(ideal[name])) for name in ("logits", "weights")}
    assert torch.allclose(values["logits"].double(), p - q, atol=1e-3, rtol=1e-5)
    assert torch.allclose(values["weights"].double(), p.exp() + q.exp(), atol=1e-5)
    diagonal = [(one["p"], one["q"]) for one in ideal["cut"]]
    assert torch.allclose(torch.tensor(diagonal).double(), torch.stack([p, q], 1).exp()[:: cells + 1], atol=1e-6)


def test_a_push_is_minus_the_slope_of_g_s_loss():
    place = torch.tensor([[0.4, -0.3]], dtype=torch.float64, requires_grad=True)
    logit = (2 * place[:, 0] - place[:, 1] ** 2 + 0.7).sum()
    (slope,) = torch.autograd.grad(logit, place, retain_graph=True)
    (wanted,) = torch.autograd.grad(LOSSES["nonsaturating"].generator(logit[None], None), place)
    (push,) = called(("aim.js", "pushOf", [logit.item(), slope[0].tolist()]))
    assert [push["x"], push["y"]] == pytest.approx((-wanted[0]).tolist(), abs=1e-12)


def test_modes_are_counted_as_the_core_counts_them():
    centres, reach = called(("ring.js", "CENTRES", []), ("ring.js", "REACH", []))
    points = torch.randn(500, 2, generator=torch.Generator().manual_seed(3)) * 0.7
    found = count_modes(points, torch.tensor(centres), reach / 3)
    told, covered = called(*(("ring.js", name, [points.flatten().tolist()]) for name in ("counted", "coveredBy")))
    assert told == {"covered": found.covered, "high": pytest.approx(100 * found.high_quality)}
    assert covered == [count > 0 for count in found.counts]


def test_what_lies_on_the_two_clusters_is_what_the_core_calls_of_high_quality():
    points = torch.randn(500, 2, generator=torch.Generator().manual_seed(4)) * 0.7
    found = count_modes(points, torch.tensor(CLUSTERS.centres), CLUSTERS.sigma)
    flat = points.flatten().tolist()
    landed, shares = called(("landing.js", "landed", [flat, None]), ("aim.js", "sharesOn", [flat]))
    assert sum(landed) == pytest.approx(500 * found.high_quality)
    assert shares == pytest.approx([count / 5 for count in found.counts])
