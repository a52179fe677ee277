"""Networks of published size have the published number of weights; counted without allocating any.

Where a source states the number it is named. The others are worked out by hand from the published layers, and say so.
"""

import pytest
import torch

from ganplay import nets
from ganplay.nets import progan, stylegan
from ganplay.recipe import Recipe


def counts(**settings):
    with torch.device("meta"):
        networks = nets.build(Recipe(channels=3, **settings))
    return tuple(nets.count_parameters(network) for network in networks)


def conv(size_in, size_out, kernel, groups=1):
    return size_in // groups * size_out * kernel**2


STATED = {
    # pytorch/examples, dcgan: the network of the DCGAN tutorial
    "dcgan-64": (
        {"family": "dcgan", "resolution": 64, "z_dim": 100, "g_width": 64, "d_width": 64},
        3_576_704,
        2_765_568,
    ),
    # StudioGAN, logs/CIFAR10/GGAN-train-2020_09_15: the pair that LSGAN is trained with too
    "lsgan-32": ({"family": "lsgan", "z_dim": 128, "g_width": 64, "d_width": 64}, 3_812_355, 2_931_009),
    # StudioGAN, logs/CIFAR10/SNGAN-train-2020_09_18
    "sngan-32": (
        {"family": "resnet", "z_dim": 128, "g_width": 256, "d_width": 128, "classes": 10},
        4_304_387,
        1_055_105,
    ),
    # StudioGAN, logs/CIFAR10/SAGAN-train-2020_09_18
    "sagan-32": (
        {"family": "sagan", "z_dim": 128, "g_width": 256, "d_width": 128, "classes": 10},
        4_386_308,
        1_075_586,
    ),
    # StudioGAN, logs/CIFAR10/BigGAN-train-2021_01_15
    "biggan-32": (
        {"family": "biggan", "z_dim": 80, "g_width": 96, "d_width": 96, "classes": 10},
        9_416_196,
        2_415_170,
    ),
    # StudioGAN, logs/CIFAR10/StyleGAN2-train-2021_10_18
    "stylegan2-32": (
        {"family": "stylegan", "z_dim": 512, "g_width": 512, "d_width": 512, "classes": 10},
        20_215_315,
        23_089_664,
    ),
}


@pytest.mark.parametrize("name", STATED)
def test_the_stated_number_of_weights(name):
    settings, generator, discriminator = STATED[name]
    assert counts(**settings) == (generator, discriminator)


def test_the_unconditional_residual_networks_have_the_weights_of_their_layers():
    # SNGAN and WGAN-GP at 32 px (Miyato et al. 2018, table 4; mimicry): worked out, no source states the sum
    block = 2 * (conv(256, 256, 3) + 256) + conv(256, 256, 1) + 256 + 2 * 512
    generator = 129 * 4096 + 3 * block + 512 + conv(256, 3, 3) + 3
    first = conv(3, 128, 3) + conv(128, 128, 3) + conv(3, 128, 1) + 3 * 128
    plain = 2 * (conv(128, 128, 3) + 128)
    discriminator = first + (plain + conv(128, 128, 1) + 128) + 2 * plain + 129
    for norm in ("spectral", "none"):
        settings = {"family": "resnet", "z_dim": 128, "g_width": 256, "d_width": 128, "norm_d": norm}
        assert counts(**settings) == (generator, discriminator)


def test_r3gan_for_cifar_has_the_weights_of_its_layers():
    # Huang et al. 2024, table of the CIFAR-10 model: width 768, 4 stages of 2 blocks; worked out
    block = 2 * conv(768, 1536, 1) + conv(1536, 1536, 3, groups=96) + 2 * 1536
    generator = 768 * 16 + 64 * 768 + 8 * block + 3 * 768
    discriminator = 3 * 768 + 8 * block + 768 * 16 + 768
    assert counts(family="r3gan", z_dim=64, g_width=768, d_width=768) == (generator, discriminator)


def test_progan_at_1024_px_has_the_published_millions():
    # Karras et al. 2018, table 2: 23.1 M each, with the picture layers of the last size alone
    with torch.device("meta"):
        generator, discriminator = progan.Generator(512, 16, 3, 1024), progan.Discriminator(16, 3, 1024)
    for network, layers in ((generator, generator.to_picture), (discriminator, discriminator.from_picture)):
        weights = nets.count_parameters(network) - sum(nets.count_parameters(layer) for layer in layers[:-1])
        assert round(weights / 1e6, 1) == 23.1


def test_stylegan_layers_have_the_published_weights():
    # the table that stylegan2-ada-pytorch prints (its issue 182)
    with torch.device("meta"):
        generator = stylegan.Generator(512, 512, 3, 32)
    assert [nets.count_parameters(layer) for layer in generator.mapping.layers] == [262_656] * 2
    assert [nets.count_parameters(layer) for layer in generator.layers] == [2_622_465] * 7
    assert [nets.count_parameters(layer) for layer in generator.pictures] == [264_195] * 4


def test_a_residual_stylegan_discriminator_has_the_published_layers():
    # the same table, of a network at 1024 px (issue 181): skip, conv0 and conv1 from 256 px down to 64 px
    with torch.device("meta"):
        discriminator = stylegan.Discriminator(64, 3, 256)  # 64, 128, 256, 512, 512 ... channels
    block = discriminator.blocks[1]  # 128 to 256 channels
    assert [nets.count_parameters(layer) for layer in (block.skip, block.conv1, block.conv2)] == [
        32_768,
        147_584,
        295_168,
    ]
