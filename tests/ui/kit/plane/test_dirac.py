"""The plane of two numbers: its field is minus the gradient of the core's losses and penalties, by autograd."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest
import torch

from ganplay.losses import LOSSES
from ganplay.penalties import gradient_penalty, zero_centred

HERE = Path(__file__).parent
PLACES = [
    {"theta": 1.0, "psi": 1.0},
    {"theta": -0.7, "psi": 1.6},
    {"theta": 2.1, "psi": -0.3},
    {"theta": 0.2, "psi": 0},
]


def point(value: torch.Tensor) -> torch.Tensor:
    return value.reshape(1, 1, 1, 1)


def expected(place: dict, loss: str, penalty: str, gamma: float) -> tuple[float, float]:
    """(theta, psi) of the push: each player's own loss, differentiated by its own number."""
    theta, psi = (torch.tensor(float(place[name]), requires_grad=True) for name in ("theta", "psi"))
    pair = LOSSES[loss]
    undecided = pair.threshold if pair.anchored else 0.0

    def critic(points: torch.Tensor) -> torch.Tensor:
        return (psi * points + undecided).flatten()

    real, fake = (point(value).detach().requires_grad_() for value in (torch.zeros(()), theta))
    loss_d = pair.discriminator(critic(real), critic(fake), 0.0)
    if penalty == "gp":
        loss_d = loss_d + gradient_penalty(critic, real, fake, torch.full((1, 1, 1, 1), 0.3), gamma)
    else:
        judged = {"r1": [real], "r1r2": [real, fake]}[penalty]
        loss_d = loss_d + zero_centred([(critic(points), points) for points in judged], gamma)
    (by_psi,) = torch.autograd.grad(loss_d, psi)
    (by_theta,) = torch.autograd.grad(pair.generator(critic(point(theta)), critic(real)), theta)
    return -by_theta.item(), -by_psi.item()


def found(asked: list) -> dict:
    node = shutil.which("node")
    if node is None:
        pytest.skip("the plane's field is computed by its script, which needs Node: https://nodejs.org")
    command = [node, str(HERE / "dirac.js")]
    run = subprocess.run(command, input=json.dumps(asked), capture_output=True, text=True, timeout=60, check=True)
    return json.loads(run.stdout)


def test_every_loss_and_penalty_pushes_as_the_core_s():
    losses = found([])["losses"]
    assert set(losses) <= set(LOSSES) and len(losses) > 5
    asked = [
        (place, {"loss": loss, "penalty": penalty, "gamma": gamma, "rate": 0.1})
        for place in PLACES
        for loss in losses
        for penalty, gamma in (("r1", 0.0), ("r1", 0.7), ("r1r2", 0.4), ("gp", 1.3))
    ]
    for (place, rules), told in zip(asked, found(asked)["pushes"], strict=True):
        wanted = expected(place, rules["loss"], rules["penalty"], rules["gamma"])
        assert (told["theta"], told["psi"]) == pytest.approx(wanted, abs=2e-6), (place, rules)
