"""What single families promise beyond the common contract."""

import itertools

import pytest
import torch
import torch.nn.functional as F

from ganplay import nets
from ganplay.latent import has_w, truncated
from ganplay.losses import classification
from ganplay.nets import dcgan, infogan, progan, stylegan
from ganplay.nets.resampling import nearest
from ganplay.nets.spectral import Spectral
from ganplay.recipe import Recipe
from ganplay.recipe.fields import FIELDS, UPSAMPLES, RecipeError


def pair(family, **settings):
    torch.manual_seed(0)
    return nets.build(Recipe(**({"family": family, "channels": 3, "g_width": 8, "d_width": 8, "z_dim": 16} | settings)))


# averages


@pytest.mark.parametrize("family", ["sagan", "biggan"])
def test_an_averaged_spectral_generator_draws_like_the_ones_it_is_the_average_of(family):
    generator, _ = pair(family)
    other = nets.build(Recipe(family=family, channels=3, g_width=8, d_width=8, z_dim=16))[0]
    other.load_state_dict(generator.state_dict())
    with torch.no_grad():
        for _ in range(20):  # the same weights, vectors that moved on and changed their sign
            generator(torch.randn(4, 16))
        for layer in generator.modules():
            if isinstance(layer, Spectral):
                layer.spectral_u.neg_(), layer.spectral_v.neg_()
        mine, state = other.state_dict(), generator.state_dict()
        for name, value in mine.items():
            if value.is_floating_point() and nets.is_averaged(name):
                value.lerp_(state[name], 0.5)
            else:
                value.copy_(state[name])
    norms = [(a, b) for a, b in zip(other.modules(), generator.modules(), strict=True) if hasattr(a, "running_var")]
    for a, b in norms:
        a.load_state_dict(b.state_dict())
    z = torch.randn(4, 16)
    torch.testing.assert_close(other.eval()(z), generator.eval()(z), atol=1e-4, rtol=1e-4)


def test_only_weights_and_statistics_are_averaged():
    names = {name for family in ("biggan", "progan", "stylegan") for name in pair(family)[0].state_dict()}
    kept = {name.rsplit(".", 1)[-1] for name in names if not nets.is_averaged(name)}
    assert kept == {"spectral_u", "spectral_v", "grown"}


# progan


def test_growth_gives_every_size_its_time():
    assert [progan.growth(share, 4) for share in (0, 0.1, 1 / 7)] == [0, 0, 0]
    assert progan.growth(1.5 / 7, 4) == pytest.approx(0.5)
    assert progan.growth(2.5 / 7, 4) == 1
    assert progan.growth(3.25 / 7, 4) == pytest.approx(1.25)
    assert progan.growth(6.01 / 7, 4) == progan.growth(1.0, 4) == progan.growth(2.0, 4) == 3
    rising = [progan.growth(step / 500, 5) for step in range(501)]
    assert rising == sorted(rising)
    assert max(b - a for a, b in itertools.pairwise(rising)) < 0.02 + 1e-9


def test_progan_fades_in_bf16_where_resampling_answers_in_fp32(monkeypatch):
    """As autocast has it on a GPU; a CPU's leaves it in bf16."""
    generator, _ = pair("progan")
    generator.grow(0.2)
    assert 0 < generator.stage()[1] < 1
    monkeypatch.setattr(progan, "nearest", lambda x, times=2: nearest(x.float(), times))
    with torch.autocast("cpu", torch.bfloat16):
        assert torch.isfinite(generator.train()(torch.randn(2, generator.z_dim))).all()


def test_progan_starts_with_sixteen_squares_and_fades_without_a_jump():
    generator, discriminator = (network.eval() for network in pair("progan"))
    z = torch.randn(2, 16)
    with torch.no_grad():
        for network in (generator, discriminator):
            network.grow(0.0)
        coarse = generator(z)
        assert coarse.shape == (2, 3, 32, 32)
        assert torch.equal(coarse, coarse[..., ::8, ::8].repeat_interleave(8, 2).repeat_interleave(8, 3))
        # D sees no more than G can draw
        checks = coarse + 0.1 * (torch.arange(32) % 2 * 2 - 1)
        torch.testing.assert_close(discriminator(checks), discriminator(coarse), atol=1e-4, rtol=1e-4)
        for border in (1 / 7, 2 / 7, 3 / 7):
            for network, x in ((generator, z), (discriminator, torch.randn(2, 3, 32, 32))):
                outs = []
                for share in (border - 1e-5, border + 1e-5):
                    network.grow(share)
                    outs.append(network(x))
                torch.testing.assert_close(*outs, atol=1e-2, rtol=1e-2)
        generator.grow(1.0)
        fine = generator(z)
        assert (fine[..., ::2] - fine[..., 1::2]).abs().max() > 1e-3


def test_real_pictures_fade_as_generated_ones_do():
    _, discriminator = pair("progan")
    real = torch.randn(2, 3, 32, 32)
    discriminator.grow(2.5 / 7)  # 8 px, trained
    assert discriminator.size() == 8 and discriminator.as_grown(real) is real
    discriminator.grow(3.25 / 7)  # 16 px, a quarter of it
    assert 8 < discriminator.size() < 16
    seen = discriminator.as_grown(real)
    at = {size: F.adaptive_avg_pool2d(real, size) for size in (8, 16)}
    wanted = 0.75 * F.interpolate(at[8], 16, mode="nearest") + 0.25 * at[16]
    torch.testing.assert_close(F.adaptive_avg_pool2d(seen, 16), wanted)
    torch.testing.assert_close(F.adaptive_avg_pool2d(seen, 8), at[8])


def test_the_company_of_a_pack_fades_as_real_pictures_do():
    packed = pair("progan", packing=2)[1].eval()
    packed.companions.normal_()
    packed.discriminator.grow(3.25 / 7)
    company = packed.pack(torch.zeros(1, 3, 32, 32))[:, 3:]
    assert torch.equal(company, packed.discriminator.as_grown(packed.companions))
    assert not torch.equal(company, packed.companions)


def test_growth_travels_with_the_state():
    generator, discriminator = pair("progan")
    generator.grow(0.37), discriminator.grow(0.37)
    others = pair("progan")
    for other, network in zip(others, (generator, discriminator), strict=True):
        other.load_state_dict(network.state_dict())
        assert other.stage() == network.stage() != (3, 1.0)


# stylegan


def test_stylegan_serves_the_latent_space():
    generator, _ = pair("stylegan")
    z = torch.randn(16, 16)
    for _ in range(3):
        generator(z)
    generator.eval()
    assert has_w(generator) and generator.w_mean.any()
    with torch.no_grad():
        w = generator.mapping(z[:4])
        assert w.shape == (4, 16)
        torch.testing.assert_close(generator.synthesis(w), generator(z[:4]))
        torch.testing.assert_close(truncated(generator, z[:4], 1.0), w)
        torch.testing.assert_close(truncated(generator, z[:4], 0.0), generator.w_mean.expand(4, -1))
        layered = w[:, None].expand(-1, generator.num_inputs, -1)
        torch.testing.assert_close(generator.synthesis(layered), generator(z[:4]))


def test_the_mean_of_w_is_where_the_latents_map_to():
    generator, _ = pair("stylegan")
    with torch.no_grad():
        z = torch.randn(2000, 16)
        mean = generator.mapping(z).mean(0)
        generator.w_mean.copy_(mean)
        generator.w_mean.add_(1.0)
        generator(torch.randn(64, 16))
        assert (generator.w_mean - mean).mean() == pytest.approx(stylegan.W_MEAN_DECAY, abs=1e-3)
        generator.synthesis = lambda w: w  # drawing takes long, and does not matter here
        for _ in range(3000):
            generator(torch.randn(64, 16))
    assert (generator.w_mean - mean).norm() < 0.2 * mean.norm()


def test_stylegan_noise_is_fresh_in_training_from_its_source_and_fixed_when_shown():
    generator, _ = pair("stylegan")
    z = torch.randn(2, 16)
    with torch.no_grad():
        for layer in generator.layers:
            layer.strength.fill_(0.5)
        assert not torch.equal(generator(z), generator(z))
        generator.noise_source = torch.Generator().manual_seed(3)
        first = generator(z)
        state = torch.random.get_rng_state()
        generator.noise_source = torch.Generator().manual_seed(3)
        assert torch.equal(generator(z), first)
        assert torch.equal(torch.random.get_rng_state(), state)
        generator.eval()
        assert torch.equal(generator(z), generator(z))


def test_demodulation_gives_every_picture_s_layer_unit_variance():
    generator, _ = pair("stylegan", g_width=32)
    layer = generator.layers[0].conv
    with torch.no_grad():
        w = torch.randn(8, 16) * 3
        x = torch.randn(8, layer.weight.shape[1], 4, 4)
        weight = layer.weight[None] * layer.scale * layer.style(w)[:, None, :, None, None]
        weight = weight * (weight.square().sum((2, 3, 4), keepdim=True) + 1e-8).rsqrt()
        wanted = torch.cat([torch.nn.functional.conv2d(x[i : i + 1], weight[i], padding=1) for i in range(8)])
        torch.testing.assert_close(layer(x, w), wanted, atol=1e-4, rtol=1e-3)


@pytest.mark.parametrize("family", ["stylegan", "biggan"])
def test_layers_of_two_latents_mix(family):
    generator, _ = pair(family)
    generator.eval()
    z = torch.randn(2, 16)
    with torch.no_grad():
        alone = z[:1, None].expand(1, generator.num_inputs, -1)
        torch.testing.assert_close(generator(alone), generator(z[:1]))
        mixed = alone.clone()
        mixed[:, -1] = z[1]
        assert (generator(mixed) - generator(alone)).abs().max() > 1e-5


# the others


def test_infogan_latents_are_noise_a_category_and_uniform_codes():
    generator, discriminator = pair("infogan", z_dim=20)
    z = generator.sample_z(4000, torch.Generator().manual_seed(0), "cpu")
    assert z.shape == (4000, 20)
    noise, category, continuous = z.split((8, generator.num_categorical, generator.num_continuous), 1)
    assert noise.std() == pytest.approx(1, abs=0.05)
    assert torch.equal(category.sum(1), torch.ones(4000)) and set(category.unique().tolist()) == {0.0, 1.0}
    assert (category.mean(0) - 0.1).abs().max() < 0.02
    assert continuous.abs().max() <= 1 and continuous.std() == pytest.approx(3**-0.5, abs=0.02)
    assert torch.equal(generator.sample_z(4000, torch.Generator().manual_seed(0), "cpu"), z)
    logits, means = discriminator.codes(generator(z[:8]))
    assert logits.shape == (8, infogan.NUM_CATEGORICAL) and means.shape == (8, infogan.NUM_CONTINUOUS)


def test_acgan_names_classes():
    """The class head reads the same features as the logit, which does not hear of the class; and it learns to."""
    generator, discriminator = pair("acgan", classes=7)
    z, told = torch.randn(1, 16).expand(7, -1), torch.arange(7)
    pictures = generator(z, told)  # one latent in every class
    head = discriminator.class_head
    discriminator.eval(), generator.eval()
    with torch.no_grad():
        head.weight.copy_(torch.randn(head.weight.shape))
        head.bias.copy_(torch.arange(7.0))
        by_hand = discriminator.body(pictures).flatten(1) @ head.weight.t() + torch.arange(7.0)
        torch.testing.assert_close(discriminator.classify(pictures), by_hand, atol=1e-4, rtol=1e-4)
        for label in range(7):
            assert torch.equal(discriminator(pictures, torch.full((7,), label)), discriminator(pictures))
        drawn = generator(z, told)
        assert torch.pdist(drawn.flatten(1)).min() > 1e-3 * drawn.norm(), "each class has its picture"

    def lit(labels):  # a picture of class k has its k-th rows lit
        x = torch.rand(len(labels), 3, 32, 32) * 0.2 - 1
        for picture, label in zip(x, labels, strict=True):
            picture[:, 4 * label : 4 * label + 4] += 1.5
        return x

    _, discriminator = pair("acgan", classes=7, d_width=4)
    optimizer = torch.optim.Adam(discriminator.parameters(), lr=5e-3)
    for _ in range(25):
        labels = torch.randint(7, (16,))
        optimizer.zero_grad()
        classification(discriminator.classify(lit(labels)), labels).backward()
        optimizer.step()
    labels = torch.arange(7).repeat(3)
    assert (discriminator.eval().classify(lit(labels)).argmax(1) == labels).all()


def test_wgan_gp_averages_what_sngan_sums():
    for norm, factor in (("spectral", 64), ("none", 1)):
        _, discriminator = pair("resnet", norm_d=norm)
        x = torch.rand(2, 3, 32, 32)
        seen = {}
        hook = discriminator.blocks[-1].register_forward_hook(lambda *a, seen=seen: seen.update(out=a[-1]))
        features = discriminator.eval().features(x)
        hook.remove()
        torch.testing.assert_close(features, seen["out"].relu().mean((2, 3)) * factor)


def test_every_piece_of_a_biggan_latent_reaches_its_own_blocks():
    generator, _ = pair("biggan", z_dim=18)
    assert generator.pieces == [6, 4, 4, 4] and generator.num_inputs == 4
    weight = generator.first_weight()
    rows = 0
    for size, start, layers in zip(generator.pieces, (0, 6, 10, 14), generator._first_layers(), strict=True):
        count = sum(layer.out_features for layer in layers)
        block = weight[rows : rows + count]
        assert block[:, start : start + size].any() and not block[:, :start].any()
        assert not block[:, start + size :].any()
        rows += count
    assert rows == len(weight)


def test_r3gan_blocks_start_as_the_identity_and_keep_the_variance():
    generator, discriminator = pair("r3gan", g_width=32, d_width=32)
    block = generator.body[0]
    x = torch.randn(2, block.widen.in_channels, 4, 4)
    assert torch.equal(block(x), x)
    depth = 2 * 4
    assert block.widen.weight.detach().std() * block.widen.in_channels**0.5 == pytest.approx(
        nets.r3gan.GAIN * depth**-0.25, rel=0.05
    )
    assert not any(isinstance(layer, torch.nn.modules.batchnorm._NormBase) for layer in discriminator.modules())


def test_r3gan_s_class_vectors_start_as_a_linear_layer_of_one_hot_classes():
    generator, discriminator = pair("r3gan", classes=400, g_width=32, d_width=32, z_dim=16)
    size = discriminator.embedding.embedding_dim
    assert generator.embedding.weight.std().item() == pytest.approx(400**-0.5, rel=0.05)
    assert discriminator.embedding.weight.std().item() == pytest.approx((400 * size) ** -0.5, rel=0.05)


def test_minibatch_discrimination_sees_a_repeated_picture():
    _, discriminator = pair("minibatch")
    one = torch.rand(1, 3, 32, 32).expand(8, -1, -1, -1)
    kernels = discriminator.others.kernels
    alike = discriminator.features(one)[:, -kernels:]
    different = discriminator.features(torch.rand(8, 3, 32, 32) * torch.arange(8)[:, None, None, None])[:, -kernels:]
    assert alike.mean() > 0.99 > different.mean()


# how a generator doubles its size


DOUBLED = {  # what each way makes of one lit pixel, where all of its weights are 1: rows and columns alike
    "family": [0, 1, 1, 1, 1, 0],
    "kernel3": [0, 1, 1, 1, 0, 0],
    "resize": [0, 1, 2, 2, 1, 0],
}


@pytest.mark.parametrize("upsampling", DOUBLED)
def test_every_way_of_doubling_spreads_a_pixel_as_it_is_written(upsampling):
    layers = torch.nn.Sequential(*dcgan.doubling(1, 1, upsampling))
    lit = torch.zeros(1, 1, 3, 3)
    lit[..., 1, 1] = 1
    with torch.no_grad():
        for weight in layers.parameters():
            weight.fill_(1.0)
        spread = layers(lit)[0, 0]
    assert torch.equal(spread, torch.outer(row := torch.tensor(DOUBLED[upsampling]).float(), row))
    assert set(DOUBLED) == set(FIELDS["upsampling"].choices)


@pytest.mark.parametrize("family", sorted(UPSAMPLES))
@pytest.mark.parametrize("upsampling", DOUBLED)
def test_every_way_of_doubling_draws_the_pictures_that_its_layers_say(family, upsampling):
    """From 4 to 32 px three times double, norm, ReLU and at last double and tanh, computed without a layer."""
    classes = {"classes": 3} if family == "acgan" else {}
    generator, discriminator = pair(family, upsampling=upsampling, **classes)
    told = [torch.arange(2)] if classes else []
    z = torch.randn(2, 16)
    z = generator.coded(z) if hasattr(generator, "coded") else z
    generator, z = generator.double().eval(), z.double()  # so that no rounding hides anything
    for norm in (layer for layer in generator.body if isinstance(layer, torch.nn.BatchNorm2d)):
        torch.nn.init.uniform_(norm.running_mean, -0.01, 0.01)
        torch.nn.init.uniform_(norm.running_var, 1e-4, 2e-4)  # so that a fresh network paints more than grey
    with torch.no_grad():
        pictures = generator(z, *told)
        x = F.conv_transpose2d(z[:, :, None, None], generator.first.weight)
        if told:
            x = x + generator.offset.embedding.weight[told[0]].view_as(x)
        weights = [layer.weight for layer in generator.body if getattr(layer, "weight", None) is not None]
        norms = [layer for layer in generator.body if isinstance(layer, torch.nn.BatchNorm2d)]
        kernels = [weight for weight in weights if weight.dim() == 4]
        assert len(kernels) == len(norms) == 3
        for norm, kernel in zip(norms, kernels, strict=True):
            mean, spread, gain, shift = (
                value[:, None, None] for value in (norm.running_mean, norm.running_var, norm.weight, norm.bias)
            )
            x = ((x - mean) / (spread + 1e-5).sqrt() * gain + shift).relu()
            if upsampling == "resize":
                x = F.conv2d(x.repeat_interleave(2, 2).repeat_interleave(2, 3), kernel, padding=1)
            elif upsampling == "kernel3":
                x = F.conv_transpose2d(x, kernel, stride=2)[:, :, 1:, 1:]
            else:
                x = F.conv_transpose2d(x, kernel, stride=2)[:, :, 1:-1, 1:-1]
        torch.testing.assert_close(pictures, x.tanh())
    assert pictures.shape == (2, 3, 32, 32) and pictures.std() > 0.05
    assert discriminator(pictures.float(), *told).shape == (2,)


def test_only_a_kernel_that_the_stride_does_not_divide_paints_unevenly():
    def painted(upsampling):  # by equal weights on an even ground, away from the border
        layers = torch.nn.Sequential(*dcgan.doubling(1, 1, upsampling))
        for weight in layers.parameters():
            torch.nn.init.ones_(weight)
        return layers(torch.ones(1, 1, 8, 8))[0, 0, 4:12, 4:12]

    assert painted("family").unique().numel() == painted("resize").unique().numel() == 1
    assert sorted(painted("kernel3").unique().tolist()) == [1, 2, 4]


def test_a_family_with_one_way_of_doubling_refuses_another():
    for family in ("quick", "stylegan", "points"):
        with pytest.raises(RecipeError, match="upsampling=family"):
            Recipe(family=family, upsampling="resize", **({"resolution": 1} if family == "points" else {}))
