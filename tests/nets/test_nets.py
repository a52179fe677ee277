import pytest
import torch
from torch import nn

from ganplay import nets
from ganplay.nets import quick
from ganplay.recipe import Recipe

COMBINATIONS = [
    (family, resolution, channels)
    for family in nets.FAMILIES
    for resolution in (28, 32, 64)
    for channels in (1, 3)
    if (family, resolution) != ("dcgan", 28)
]


def pair(family, resolution=32, channels=3, **settings):
    torch.manual_seed(0)
    settings = {"g_width": 8, "d_width": 8, "z_dim": 16} | settings
    return nets.build(Recipe(family=family, resolution=resolution, channels=channels, **settings))


@pytest.mark.parametrize(("family", "resolution", "channels"), COMBINATIONS)
def test_every_family_makes_and_judges_pictures_of_every_size(family, resolution, channels):
    generator, discriminator = pair(family, resolution, channels)
    pictures = generator(torch.randn(4, 16))
    assert pictures.shape == (4, channels, resolution, resolution)
    assert pictures.abs().max() <= 1
    assert discriminator(pictures).shape == (4,)
    assert discriminator.features(pictures).shape[0] == 4


@pytest.mark.parametrize("family", nets.FAMILIES)
def test_the_first_layer_is_the_matrix_it_says(family):
    generator, _ = pair(family)
    z = torch.randn(5, 16)
    origin = generator.early(torch.zeros(1, 16))
    torch.testing.assert_close(generator.early(z) - origin, z @ generator.first_weight().t(), atol=1e-5, rtol=1e-4)


@pytest.mark.parametrize("family", nets.FAMILIES)
def test_both_networks_learn_from_every_weight(family):
    generator, discriminator = pair(family)
    discriminator(generator(torch.randn(8, 16))).sum().backward()
    for network in (generator, discriminator):
        dead = [name for name, weight in network.named_parameters() if weight.grad is None]
        assert not dead


def test_the_textbook_discriminator_is_exactly_the_textbook_s():
    _, discriminator = pair("textbook", resolution=28, channels=1, d_width=32)
    layers = [*discriminator.body, discriminator.head]
    kinds = [type(layer) for layer in layers]
    assert kinds == [nn.Conv2d, nn.ReLU, nn.MaxPool2d, nn.Conv2d, nn.ReLU, nn.MaxPool2d, nn.Flatten, nn.Linear]
    first, second = layers[0], layers[3]
    assert (first.in_channels, first.out_channels, first.kernel_size, first.padding) == (1, 32, (3, 3), "same")
    assert (second.in_channels, second.out_channels, second.kernel_size, second.padding) == (32, 64, (3, 3), "same")
    assert (layers[-1].in_features, layers[-1].out_features) == (64 * 7 * 7, 1)


def test_dcgan_at_64_px_has_the_published_number_of_weights():
    generator, discriminator = pair("dcgan", resolution=64, channels=3, g_width=64, d_width=64, z_dim=100)
    assert nets.count_parameters(generator) == 3_576_704
    assert nets.count_parameters(discriminator) == 2_765_568


def test_the_vanilla_networks_have_the_published_layers():
    generator, discriminator = pair("mlp", resolution=28, channels=1, g_width=128, d_width=256, z_dim=100)
    sizes = [layer.out_features for layer in generator.modules() if isinstance(layer, nn.Linear)]
    assert sizes == [128, 256, 512, 1024, 784]
    assert [layer.out_features for layer in discriminator.modules() if isinstance(layer, nn.Linear)] == [512, 256, 1]


def test_quick_mixes_layers_of_two_latents():
    generator, _ = pair("quick")
    generator.eval()
    z = torch.randn(2, 16)
    one = z[:1, None].expand(1, generator.num_inputs, 16)
    torch.testing.assert_close(generator(one), generator(z[:1]))
    with torch.no_grad():  # a fresh network hardly modulates yet
        for norm in generator.norms:
            norm.modulation.weight.mul_(50)
    mixed = one.clone()
    mixed[:, -1] = z[1]
    assert (generator(mixed) - generator(one)).abs().max() > 1e-3


def test_quick_without_classes_has_no_weights_for_them():
    plain, told = quick.Generator(16, 8, 1, 32), quick.Generator(16, 8, 1, 32, num_classes=5)
    assert not [name for name, _ in plain.named_parameters() if "classes" in name]
    layers = 2 + len(told.convs)  # the first, and every modulated norm
    assert len([name for name, _ in told.named_parameters() if "classes" in name]) == layers
    judge = quick.Discriminator(8, 1, 32)
    assert not [name for name, _ in judge.named_parameters() if "classes" in name]


def test_quick_draws_and_judges_by_class():
    torch.manual_seed(0)
    generator = quick.Generator(16, 8, 1, 32, num_classes=5).eval()
    discriminator = quick.Discriminator(8, 1, 32, num_classes=5).eval()
    z = torch.randn(1, 16)
    pictures = torch.cat([generator(z, torch.tensor([y])) for y in (0, 1, 1)])
    assert (pictures[0] - pictures[1]).abs().max() > 1e-3
    torch.testing.assert_close(pictures[1], pictures[2])
    as_zero, as_one = (discriminator(pictures, torch.full((3,), y)) for y in (0, 1))
    assert as_zero.shape == (3,)
    assert (as_zero - as_one).abs().min() > 1e-4
    assert discriminator(pictures).shape == (3,)
    with pytest.raises(ValueError, match="needs one"):
        generator(z)


def test_a_class_of_quick_leaves_room_for_the_latent_at_the_start():
    torch.manual_seed(0)
    generator = quick.Generator(64, 32, 1, 32, num_classes=10).eval()
    z, y = torch.randn(100, 64), torch.arange(10).repeat(10)
    features = generator.first(z, y)
    by_class = torch.stack([features[y == label].mean(0) for label in range(10)])
    assert by_class.var(0).mean() < 0.5 * features.var(0).mean()


def test_a_score_of_quick_does_not_depend_on_the_rest_of_its_batch():
    _, discriminator = pair("quick")
    discriminator.eval()
    pictures = torch.randn(6, 3, 32, 32).clamp(-1, 1)
    torch.testing.assert_close(discriminator(pictures)[:1], discriminator(pictures[:1]))
