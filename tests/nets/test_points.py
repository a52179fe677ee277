"""The networks for points keep the contract of every family, on pictures of one pixel."""

import torch

from ganplay.nets import points
from ganplay.nets.points import Discriminator, Generator


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
