"""Modules of one's own over shared weights, and random weights from a stream of one's own."""

from __future__ import annotations

import pytest
import torch
from torch import nn

from ganplay import nets
from ganplay.nets.conditional import BestClass
from ganplay.nets.sharing import apart, seeded
from ganplay.recipe import Recipe
from ganplay.recipe.fields import ALWAYS_CLASSES
from ganplay.recipe.kinds import PICTURES, kind_drawn_by

DRAWN = sorted(family for family in nets.FAMILIES if kind_drawn_by(family) is PICTURES)


def recipe_of(family: str) -> Recipe:
    classes = 3 if family in ALWAYS_CLASSES else 0
    return Recipe(family=family, resolution=32, channels=1, z_dim=16, g_width=4, d_width=4, classes=classes)


@pytest.mark.parametrize("family", DRAWN)
def test_networks_are_drawn_as_after_a_manual_seed_and_the_process_s_stream_stays(family):
    torch.manual_seed(4)
    expected = nets.build(recipe_of(family))
    before = torch.get_rng_state()
    with seeded(4):
        found = nets.build(recipe_of(family))
    assert torch.equal(torch.get_rng_state(), before)
    for one, other in zip(expected, found, strict=True):
        assert all(
            torch.equal(a, b) for a, b in zip(one.state_dict().values(), other.state_dict().values(), strict=True)
        )


def test_every_way_of_drawing_is_seeded_and_what_cannot_be_is_refused():
    def drawn() -> list[torch.Tensor]:
        whole = torch.empty(3)
        return [
            torch.randn(2),
            torch.rand(2),
            torch.randint(9, (2,)),
            torch.randint(4, 9, (2,)),
            torch.randperm(5),
            torch.empty(3).uniform_(),
            whole.normal_(1, 2),
            torch.bernoulli(torch.full((4,), 0.5)),
        ]

    torch.manual_seed(7)
    expected, state = drawn(), torch.get_rng_state()
    with seeded(7):
        found = drawn()
        own = torch.randn(2, generator=torch.Generator().manual_seed(1))
        with pytest.raises(NotImplementedError, match="stream of its own"):
            torch.native_dropout(torch.ones(3), 0.5, True)
    assert all(map(torch.equal, expected, found))
    assert torch.equal(own, torch.randn(2, generator=torch.Generator().manual_seed(1))), "a source that was named stays"
    assert torch.equal(torch.get_rng_state(), state)


@pytest.mark.parametrize("family", DRAWN)
def test_a_network_apart_answers_alike_and_shares_its_numbers_but_no_module(family):
    recipe = recipe_of(family)
    discriminator = nets.build(recipe)[1].eval()
    network = BestClass(discriminator).eval() if recipe.classes else discriminator
    own = apart(network)
    pictures = torch.rand(2, 1, 32, 32)
    assert torch.equal(network(pictures), own(pictures))
    assert not {id(layer) for layer in network.modules()} & {id(layer) for layer in own.modules()}
    mine, theirs = network.state_dict(), own.state_dict()
    assert all(mine[name].data_ptr() == theirs[name].data_ptr() for name in mine)


def test_hooks_modes_and_gradients_of_a_network_apart_are_its_own():
    network = nn.Sequential(nn.Linear(3, 2), nn.BatchNorm1d(2)).eval().requires_grad_(False)
    own = apart(network).train().requires_grad_(True)
    heard = []
    own[0].register_forward_hook(lambda *said: heard.append(said))
    network(torch.ones(4, 3))
    assert not heard and not any(layer.training for layer in network.modules())
    own(torch.ones(4, 3)).sum().backward()
    assert len(heard) == 1 and own[0].weight.grad is not None
    assert not any(weight.requires_grad or weight.grad is not None for weight in network.parameters())
