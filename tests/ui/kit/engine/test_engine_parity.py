"""One recipe, two engines: from the same weights, batches and noise the page's trainer takes the core's own steps.

All cases are trained by one run of Node, with the compiled kernels and once more in plain script.
"""

from __future__ import annotations

import copy
import json
import shutil
import subprocess
from pathlib import Path

import pytest
import torch

from ganplay.losses import LOSSES
from ganplay.recipe import Recipe
from ganplay.training.schedules import moment
from ganplay.training.step import Players

HERE = Path(__file__).parent
STEPS, SEEN = 50, 24  # iterations; points that are looked at in the end
BASE = {
    "family": "points",
    "dataset": "ring",
    "resolution": 1,
    "channels": 2,
    "precision": "fp32",
    "z_dim": 2,
    "g_width": 12,
    "d_width": 10,
    "batch": 32,
    "lr_g": 1e-3,
    "lr_d": 1e-3,
    "beta2": 0.99,
    "gamma": 1.0,
    "ema": 0.9,
}
CASES = {
    **{loss: {"loss": loss} for loss in LOSSES if loss not in ("wasserstein", "relativistic_average")},
    # D is defined up to a constant here: its slope by that is nothing but rounding, which Adam makes whole steps of.
    "relativistic_average": {"loss": "relativistic_average", "optimizer": "sgd", "lr_g": 0.05, "lr_d": 0.05},
    "clipped": {"loss": "wasserstein", "clip": 0.3, "optimizer": "rmsprop", "n_dis": 2},
    "gp": {"loss": "wasserstein", "penalty": "gp", "drift": 0.01, "beta1": 0.0},
    "r1": {"penalty": "r1"},
    "r2": {"loss": "hinge", "penalty": "r2"},
    "r1r2": {"loss": "relativistic", "penalty": "r1r2"},
    "lazy r1": {"penalty": "r1", "penalty_every": 4},
    "lazy gp": {"loss": "lsgan", "penalty": "gp", "penalty_every": 3},
    "rmsprop": {"optimizer": "rmsprop"},
    "smoothed": {"smoothing": 0.1},
    "not averaged": {"ema": 0.0},
    "packed": {"packing": 2},
    "packed with r1 and r2": {"packing": 4, "penalty": "r1r2", "loss": "relativistic"},
    "packed with gp": {"packing": 2, "penalty": "gp", "loss": "wasserstein"},
    "scheduled": {
        "penalty": "r1",
        "gamma_end": 0.1,
        "beta2_end": 0.999,
        "decay": "whole",
        "ema_rampup": "on",
        "steps": 100,
    },
    "shallow and tanh": {"g_layers": 1, "d_layers": 2, "activation": "tanh"},
    "tanh with r1": {"g_layers": 2, "d_layers": 2, "activation": "tanh", "penalty": "r1"},
    "tanh with gp": {"d_layers": 1, "activation": "tanh", "penalty": "gp", "loss": "wasserstein"},
    "leaky and deep": {"g_layers": 5, "d_layers": 5, "activation": "leaky_relu", "penalty": "r2"},
    "relu in both": {"g_layers": 2, "d_layers": 2, "activation": "relu"},
    "linear": {"g_layers": 0, "d_layers": 0, "z_dim": 1, "loss": "lsgan"},
    "one unit": {"g_layers": 1, "d_layers": 1, "g_width": 1, "d_width": 1, "z_dim": 1},
    "sgd": {"optimizer": "sgd", "lr_g": 0.05, "lr_d": 0.05, "penalty": "r1"},
    "widths that no register fits": {"g_width": 7, "d_width": 5, "z_dim": 3, "batch": 6, "penalty": "r1"},
}


def flat(tensor: torch.Tensor) -> list[float]:
    return tensor.detach().flatten().tolist()


def state(network: torch.nn.Module) -> dict[str, list[float]]:
    return {name: flat(tensor) for name, tensor in network.state_dict().items()}


def networks(players: Players) -> dict[str, torch.nn.Module]:
    return {"generator": players.generator, "discriminator": players.discriminator, "averaged": players.averaged}


class Case:
    """A recipe, its players, and everything that they are shown."""

    def __init__(self, settings: dict, seed: int) -> None:
        self.recipe = Recipe(**BASE | settings)
        self.random = torch.Generator().manual_seed(seed)
        self.players = Players(self.recipe, torch.device("cpu"), "fp32")
        self.batches: list[dict] = []
        self.told: list[dict] = []
        self.start = {name: state(network) for name, network in networks(self.players).items()}
        self.step = self.images = 0
        for _ in range(STEPS):
            self.train()
        self.z = self.latents(SEEN)
        self.places = torch.randn(SEEN, 2, generator=self.random)

    def latents(self, n: int) -> torch.Tensor:
        return torch.randn(n, self.recipe.z_dim, generator=self.random)

    def real(self) -> torch.Tensor:
        """Points on a ring, with a little noise."""
        angle = torch.randint(0, 8, (self.recipe.batch,), generator=self.random) * torch.pi / 4
        noise = torch.randn(self.recipe.batch, 2, generator=self.random)
        return torch.stack([angle.cos(), angle.sin()], 1) + 0.05 * noise

    def train(self) -> None:
        recipe, players = self.recipe, self.players
        now = moment(recipe, self.images, min(1.0, self.step / recipe.steps) if recipe.steps else 0.0)
        players.set_rates(recipe.lr_g * now.rates, recipe.lr_d * now.rates)
        players.set_schedules(now)
        batch, told = {"d": [], "g": []}, {"d": [], "g": []}
        for _ in range(recipe.n_dis):
            real, z = self.real(), self.latents(recipe.batch)
            if recipe.packing > 1 and not self.images:
                company = real[: recipe.packing - 1].reshape(-1, 2, 1, 1)
                players.discriminator.companions.copy_(company)
            ahead = torch.Generator()
            ahead.set_state(players.random.get_state())
            share = torch.rand(recipe.batch, 1, 1, 1, generator=ahead)
            batch["d"].append({"real": flat(real), "z": flat(z), "share": flat(share)})
            d_step = self.images // recipe.batch
            told["d"].append(players.train_discriminator(real[:, :, None, None], z, step=d_step).tolist())
            self.images += recipe.batch
            self.last = real
        z, real = self.latents(recipe.batch), self.real() if players.needs_real else None
        batch["g"].append({"z": flat(z), "real": None if real is None else flat(real)})
        self.last = self.last if real is None else real
        given = None if real is None else real[:, :, None, None]
        told["g"].append(players.train_generator(z, self.step, real=given).tolist())
        self.step += 1
        self.batches.append(batch)
        self.told.append(told)

    def asked(self) -> dict:
        """The case as parity.js reads it."""
        recipe = self.recipe.to_dict()
        seen = {"z": flat(self.z), "places": flat(self.places)}
        return {"recipe": recipe, "weights": self.start, "batches": self.batches, **seen}


@pytest.fixture(scope="module")
def trained(tmp_path_factory):
    """name -> (the core's case, what the compiled kernels came to, what plain script came to)."""
    node = shutil.which("node")
    if node is None:
        pytest.skip("the engine's parity with the core needs Node: https://nodejs.org")
    made = {name: Case(settings, seed) for seed, (name, settings) in enumerate(CASES.items())}
    folder = tmp_path_factory.mktemp("parity")
    asked, answered = folder / "cases.json", folder / "results.json"
    asked.write_text(json.dumps([case.asked() for case in made.values()]), encoding="utf-8")
    command = [node, str(HERE / "parity.js"), str(asked), str(answered)]
    run = subprocess.run(command, capture_output=True, text=True, timeout=240, check=False)
    assert run.returncode == 0, run.stderr[-4000:]
    results = json.loads(answered.read_text(encoding="utf-8"))
    assert (results["wasm"]["kernels"], results["plain"]["kernels"]) == ("wasm", "plain")
    both = zip(results["wasm"]["cases"], results["plain"]["cases"], strict=True)
    return {name: (case, *found) for (name, case), found in zip(made.items(), both, strict=True)}


def apart(a: list[float], b: list[float]) -> float:
    """The largest difference of two lists of numbers."""
    difference = torch.tensor(a, dtype=torch.float64) - torch.tensor(b, dtype=torch.float64)
    return float(difference.abs().max()) if len(a) else 0.0


@pytest.mark.parametrize("name", CASES)
def test_fifty_steps_come_to_the_same_weights(trained, name):
    case, found, _ = trained[name]
    for network, module in networks(case.players).items():
        expected = state(module)
        reached = found["weights"][network]
        assert set(reached) == set(expected) if network != "averaged" else set(reached) <= set(expected)
        moved = max(apart(values, case.start[network][key]) for key, values in expected.items())
        assert moved > 5e-3, "the steps moved it"
        for key, values in reached.items():
            assert apart(values, expected[key]) < 1e-5, (network, key)


@pytest.mark.parametrize("name", CASES)
def test_what_steps_tell_is_what_the_core_tells(trained, name):
    case, found, _ = trained[name]
    for expected, told in zip(case.told, found["told"], strict=True):
        for numbers, ours in zip(expected["d"], told["d"], strict=True):
            names = ["loss_d", "d_real", "d_fake", "extra_d"][: len(numbers)]
            assert [ours[key] for key in names] == pytest.approx(numbers, abs=2e-5)
        for numbers, ours in zip(expected["g"], told["g"], strict=True):
            assert ours["loss_g"] == pytest.approx(numbers[0], abs=2e-5)


@pytest.mark.parametrize("name", CASES)
def test_optimisers_remember_what_torch_s_remember(trained, name):
    case, found, _ = trained[name]
    for network, optimizer in (("g", case.players.opt_g), ("d", case.players.opt_d)):
        expected = {
            f"{index}.{key}": flat(torch.as_tensor(value, dtype=torch.float32))
            for index, kept in optimizer.state_dict()["state"].items()
            for key, value in kept.items()
        }
        assert set(found["optimizer"][network]) == set(expected)
        for key, values in expected.items():
            assert apart(found["optimizer"][network][key], values) < 1e-3 * max(1.0, max(map(abs, values))), key


@pytest.mark.parametrize("name", CASES)
def test_plain_script_gives_the_same_numbers(trained, name):
    _, compiled, plain = trained[name]
    for network, tensors in compiled["weights"].items():
        for key, values in tensors.items():
            assert apart(values, plain["weights"][network][key]) < 1e-5, (network, key)
    for key in ("generated", "averaged", "heat"):
        assert apart(compiled[key], plain[key]) < 1e-4, key


def loaded(case: Case, found: dict) -> Case:
    """The case with the weights that the page's trainer came to."""
    case = copy.deepcopy(case)
    for network, module in networks(case.players).items():
        given = {**state(module), **found["weights"][network]}
        shapes = module.state_dict()
        module.load_state_dict({key: torch.tensor(value).reshape(shapes[key].shape) for key, value in given.items()})
    return case


@pytest.mark.parametrize("name", CASES)
def test_points_and_heat_are_those_of_the_networks(trained, name):
    case = loaded(trained[name][0], trained[name][1])
    found, players = trained[name][1], case.players
    with torch.no_grad():
        assert apart(found["generated"], flat(players.generator(case.z))) < 1e-5
        assert apart(found["averaged"], flat(players.averaged(case.z))) < 1e-5
        players.discriminator.eval()
        assert apart(found["heat"], flat(players.discriminator(case.places[:, :, None, None]))) < 1e-5


@pytest.mark.parametrize("name", CASES)
def test_arrows_are_autograd_s_slope_of_the_stated_loss(trained, name):
    case = loaded(trained[name][0], trained[name][1])
    found, players = trained[name][1], case.players
    points = players.generator(case.z).detach().requires_grad_(True)
    real = case.last[torch.arange(SEEN) % len(case.last)][:, :, None, None]
    on_real = players.discriminator(real) if case.recipe.loss.startswith("relativistic") else None
    loss = players.loss.generator(players.discriminator(points), on_real) * SEEN
    (slope,) = torch.autograd.grad(loss, points)
    assert float(slope.abs().max()) > 1e-4
    assert apart(found["arrows"]["g"], flat(-slope)) < 2e-5
    players.discriminator.eval()
    (slope,) = torch.autograd.grad(players.discriminator(points).sum(), points)
    assert apart(found["arrows"]["d"], flat(slope)) < 2e-5
