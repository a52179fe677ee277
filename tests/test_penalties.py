"""Penalties against their values worked out on paper, on critics whose slope is known."""

import pytest
import torch
from torch import nn

from ganplay import penalties

DIRECTION = torch.tensor([3.0, 4.0]).view(2, 1, 1)  # of length 5


def linear(x):
    """Its slope is DIRECTION everywhere."""
    return (x * DIRECTION).flatten(1).sum(1)


def quadratic(x):
    """Its slope at x is x."""
    return 0.5 * x.square().flatten(1).sum(1)


@pytest.fixture
def pictures():
    return torch.randn(6, 2, 1, 1, generator=torch.Generator().manual_seed(0))


def test_the_zero_centred_penalty_of_a_linear_and_a_quadratic_critic(pictures):
    pictures.requires_grad_(True)
    assert penalties.zero_centred([(linear(pictures), pictures)], 10.0).item() == pytest.approx(10 / 2 * 25)
    expected = 3 / 2 * pictures.square().flatten(1).sum(1).mean().item()
    assert penalties.zero_centred([(quadratic(pictures), pictures)], 3.0).item() == pytest.approx(expected)
    both = [(linear(pictures), pictures), (quadratic(other := pictures.detach().requires_grad_(True)), other)]
    assert penalties.zero_centred(both, 3.0).item() == pytest.approx(3 / 2 * 25 + expected), "R1 and R2 add up"


def test_the_gradient_penalty_of_a_linear_and_a_quadratic_critic(pictures):
    share = torch.linspace(0, 1, 6).view(6, 1, 1, 1)
    fake = torch.ones_like(pictures)
    assert penalties.gradient_penalty(linear, pictures, fake, share, 10.0).item() == pytest.approx(10 * (5 - 1) ** 2)
    between = share * pictures + (1 - share) * fake
    expected = (between.flatten(1).norm(dim=1) - 1).square().mean().item()
    assert penalties.gradient_penalty(quadratic, pictures, fake, share, 1.0).item() == pytest.approx(expected, rel=1e-5)


def test_the_gradient_penalty_moves_the_critic_s_slope_towards_one():
    critic = nn.Linear(2, 1, bias=False)
    with torch.no_grad():
        critic.weight.copy_(torch.tensor([[3.0, 4.0]]))
    x = torch.randn(4, 2, 1, 1)
    penalties.gradient_penalty(lambda x: critic(x.flatten(1)), x, x, torch.rand(4, 1, 1, 1), 1.0).backward()
    # d/dw (|w| - 1)^2 = 2 (|w| - 1) w / |w|
    torch.testing.assert_close(critic.weight.grad, 2 * 4 * torch.tensor([[0.6, 0.8]]))


@pytest.mark.parametrize("kind", ["zero_centred", "gradient_penalty"])
def test_a_critic_without_slope_gives_no_nan(kind, pictures):
    weight = torch.zeros(2, 1, 1, requires_grad=True)

    def flat(x):
        return (x * weight).flatten(1).sum(1)

    if kind == "zero_centred":
        pictures.requires_grad_(True)
        value = penalties.zero_centred([(flat(pictures), pictures)], 1.0)
    else:
        value = penalties.gradient_penalty(flat, pictures, pictures, torch.rand(6, 1, 1, 1), 1.0)
    value.backward()
    assert value.isfinite() and weight.grad.isfinite().all()


def test_drift_and_lecam_by_hand():
    real, fake = torch.tensor([1.0, -2.0]), torch.tensor([3.0, 1.0])
    assert penalties.drift(real, 0.5).item() == pytest.approx(0.5 * 2.5)
    value = penalties.lecam(real, fake, torch.tensor(1.0), torch.tensor(-1.0), 2.0)
    assert value.item() == pytest.approx(2 * ((4 + 1) / 2 + (4 + 0) / 2))


def test_the_path_length_of_a_linear_generator_is_that_of_its_jacobian():
    jacobian = torch.randn(12, 5)
    w = torch.randn(3, 5, requires_grad=True)
    noise = torch.randn(3, 3, 2, 2)
    lengths = penalties.path_lengths((w @ jacobian.t()).view(3, 3, 2, 2), w, noise)
    expected = (noise.flatten(1) @ jacobian / 2).norm(dim=1)  # 2: the square root of 2 x 2 pixels
    torch.testing.assert_close(lengths, expected)
    assert penalties.path_length(lengths, lengths.mean(), 2.0).item() == pytest.approx(2 * lengths.var(False).item())


def test_orthogonal_filters_cost_nothing_whatever_their_length():
    apart = torch.diag(torch.tensor([1.0, 5.0, 0.1])).view(3, 3, 1, 1)
    assert penalties.orthogonal([apart], 1.0).item() == 0
    alike = torch.tensor([[1.0, 0.0], [2.0, 1.0]])
    assert penalties.orthogonal([apart, alike], 0.5).item() == pytest.approx(0.5 * 2 * 4)


def test_historical_averaging_is_the_squared_distance_from_the_past():
    now, before = [torch.tensor([1.0, 2.0]), torch.tensor(3.0)], [torch.zeros(2), torch.tensor(1.0)]
    assert penalties.historical(now, before, 0.1).item() == pytest.approx(0.1 * (1 + 4 + 4))
