"""The networks for points keep the contract of every family, on pictures of one pixel."""

import math
from types import SimpleNamespace

import pytest
import torch

from ganplay import nets
from ganplay.nets import points
from ganplay.nets.points import Discriminator, Generator
from ganplay.recipe import Recipe


def test_points_are_drawn_and_judged():
    torch.manual_seed(0)
    generator, discriminator = Generator(8, 16, 2), Discriminator(16, 2)
    z = torch.randn(32, 8)
    drawn = generator(z)
    assert drawn.shape == (32, 2, 1, 1) and generator.num_inputs == 1 and generator.z_dim == 8
    assert discriminator(drawn).shape == (32,) and discriminator.features(drawn).shape == (32, 16)
    torch.testing.assert_close(
        generator.early(z) - generator.early(torch.zeros(1, 8)), z @ generator.first_weight().t(), atol=1e-5, rtol=1e-4
    )
    discriminator(drawn).sum().backward()
    for network in (generator, discriminator):
        assert all(weight.grad is not None for weight in network.parameters())


def test_the_widths_are_the_recipe_s():
    recipe = Recipe(family="points", resolution=1, z_dim=4, g_width=8, d_width=12)
    generator, discriminator = points.build(SimpleNamespace(**recipe.to_dict() | {"channels": 4}))
    assert generator(torch.randn(3, 4)).shape == (3, 4, 1, 1)
    assert discriminator.head.in_features == 12


def test_in_evaluation_no_point_depends_on_its_company():
    torch.manual_seed(0)
    generator, discriminator = (network.eval() for network in (Generator(8, 16, 2), Discriminator(16, 2)))
    z = torch.randn(6, 8)
    with torch.no_grad():
        drawn = generator(z)
        torch.testing.assert_close(generator(z[2:3]), drawn[2:3], atol=1e-5, rtol=1e-4)
        torch.testing.assert_close(discriminator(drawn[2:3]), discriminator(drawn)[2:3], atol=1e-5, rtol=1e-4)


def test_the_register_builds_points_with_two_channels_alone():
    recipe = Recipe(family="points", resolution=1, g_width=8, d_width=8, z_dim=4)
    with pytest.raises(ValueError, match="2 for points"):
        nets.build(recipe)
    generator, _ = nets.build(recipe.with_changes(channels=2))
    assert generator(torch.randn(3, 4)).shape == (3, 2, 1, 1)
    packed = nets.build(recipe.with_changes(channels=2, packing=4))[1]
    assert packed(torch.randn(8, 2, 1, 1)).shape == (2,)


@pytest.mark.parametrize("layers", range(6))
def test_there_are_as_many_hidden_layers_as_the_recipe_says(layers):
    generator, discriminator = Generator(1, 3, 2, layers), Discriminator(3, 2, layers)
    linear = [
        [m for m in network.modules() if isinstance(m, torch.nn.Linear)] for network in (generator, discriminator)
    ]
    assert [[m.in_features for m in each] for each in linear] == [[1] + [3] * layers, [2] + [3] * layers]
    assert [each[-1].out_features for each in linear] == [2, 1]
    drawn = generator(torch.randn(5, 1))
    assert drawn.shape == (5, 2, 1, 1) and discriminator(drawn).shape == (5,)
    if not layers:  # nothing bends
        twice = generator(torch.full((1, 1), 2.0)) - generator(torch.zeros(1, 1))
        torch.testing.assert_close(twice, 2 * (generator(torch.ones(1, 1)) - generator(torch.zeros(1, 1))))


@pytest.mark.parametrize(
    ("activation", "of_g", "of_d"),
    [
        ("family", torch.relu, lambda x: torch.nn.functional.leaky_relu(x, 0.2)),
        ("relu", torch.relu, torch.relu),
        ("leaky_relu", *[lambda x: torch.nn.functional.leaky_relu(x, 0.2)] * 2),
        ("tanh", torch.tanh, torch.tanh),
    ],
)
def test_both_networks_have_the_activation_that_the_recipe_says(activation, of_g, of_d):
    recipe = Recipe(family="points", resolution=1, channels=2, z_dim=3, g_layers=1, d_layers=1, activation=activation)
    generator, discriminator = nets.build(recipe)
    z = torch.randn(6, 3)
    drawn = generator(z)
    torch.testing.assert_close(drawn.flatten(1), generator.body[-1](of_g(generator.first(z))))
    layer = discriminator.body[1]
    torch.testing.assert_close(discriminator(drawn), discriminator.head(of_d(layer(drawn.flatten(1)))).flatten())


def test_uniform_noise_is_made_of_normal_latents():
    recipe = Recipe(family="points", resolution=1, channels=2, z_dim=2, noise="uniform")
    generator, _ = nets.build(recipe)
    z = generator.coded(torch.randn(20_000, 2, generator=torch.Generator().manual_seed(0)))
    assert z.abs().max() <= 1 and z.mean().abs() < 0.01
    assert abs(z.std().item() - 1 / math.sqrt(3)) < 0.01
    counts = torch.histc(z, bins=10, min=-1, max=1) / z.numel()
    assert (counts - 0.1).abs().max() < 0.01, "each tenth as often"
    assert not hasattr(nets.build(recipe.with_changes(noise="gaussian"))[0], "coded")


def test_the_networks_of_before_are_what_no_setting_gives():
    """Names and first values as they were when nothing of the layers could be chosen."""
    torch.manual_seed(3)
    generator, discriminator = nets.build(Recipe(family="points", resolution=1, channels=2, z_dim=2, seed=3))
    assert list(generator.state_dict()) == [
        *("first.weight", "first.bias"),
        *(f"body.{layer}.{what}" for layer in (1, 3, 5, 7) for what in ("weight", "bias")),
    ]
    assert list(discriminator.state_dict()) == [
        *(f"body.{layer}.{what}" for layer in (1, 3, 5, 7) for what in ("weight", "bias")),
        *("head.weight", "head.bias"),
    ]
    sums = [sum(value.double().abs().sum() for value in n.state_dict().values()) for n in (generator, discriminator)]
    assert [round(each.item(), 3) for each in sums] == [698.006, 498.345]
