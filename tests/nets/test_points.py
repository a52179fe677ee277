"""The networks for points keep the contract of every family, on pictures of one pixel."""

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
    from types import SimpleNamespace

    generator, discriminator = points.build(SimpleNamespace(z_dim=4, g_width=8, d_width=12, channels=4))
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
