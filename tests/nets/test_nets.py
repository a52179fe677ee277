import copy

import pytest
import torch
from torch import nn

from ganplay import nets
from ganplay.nets import quick
from ganplay.nets.norms import REFERENCE
from ganplay.recipe import Recipe
from ganplay.recipe.fields import (
    ALWAYS_CLASSES,
    DRAWS_28,
    FAMILIES,
    MIXING,
    NEVER_CLASSES,
    NORMS_D,
    VIRTUAL_G,
)
from ganplay.recipe.kinds import PICTURES, kind_drawn_by

DRAWS_PICTURES = [family for family in nets.FAMILIES if kind_drawn_by(family) is PICTURES]  # points: test_points.py
COMBINATIONS = [
    (family, resolution, channels)
    for family in DRAWS_PICTURES
    for resolution in (28, 32, 64, 128)
    for channels in (1, 3)
    if (resolution != 28 or family in DRAWS_28) and (resolution != 128 or (channels == 3 and family != "quick"))
]
CONDITIONAL = [family for family in nets.FAMILIES if family not in NEVER_CLASSES]
CLASSES = 3


def pair(family, resolution=32, channels=3, **settings):
    """(generator, discriminator) of a family, tiny; without classes where the family can do without."""
    torch.manual_seed(0)
    settings = {"g_width": 8, "d_width": 8, "z_dim": 16} | settings
    if family in ALWAYS_CLASSES:
        settings.setdefault("classes", CLASSES)
    return nets.build(Recipe(family=family, resolution=resolution, channels=channels, **settings))


def told(network, count):
    """The classes to tell a network, as arguments: none where it wants none."""
    return [torch.arange(count) % network.num_classes] if getattr(network, "num_classes", 0) else []


def exercised(family, **settings):
    """A pair whose buffers have seen a few batches, in evaluation mode, with outputs that are not constant."""
    generator, discriminator = pair(family, **settings)
    with torch.no_grad():
        for network in (generator, discriminator):
            for weight in network.parameters():  # what starts at 0 hides what is behind it
                if not weight.any():
                    weight.normal_(0.0, 0.3)
            for layer in network.modules():
                if isinstance(layer, nn.modules.batchnorm._BatchNorm):
                    layer.momentum = 1.0
        for _ in range(3):
            z = torch.randn(8, generator.z_dim)
            pictures = generator(z, *told(generator, 8))
            discriminator(pictures.clamp(-1, 1), *told(discriminator, 8))
    return generator.eval(), discriminator.eval()


@pytest.mark.parametrize(("family", "resolution", "channels"), COMBINATIONS)
def test_every_family_makes_and_judges_pictures_of_every_size(family, resolution, channels):
    generator, discriminator = pair(family, resolution, channels)
    z = torch.randn(4, 16)
    pictures = generator(z, *told(generator, 4))
    assert pictures.shape == (4, channels, resolution, resolution)
    assert discriminator(pictures, *told(discriminator, 4)).shape == (4,)
    features = discriminator.features(pictures)
    assert features.ndim == 2 and len(features) == 4
    assert generator.eval()(z, *told(generator, 4)).abs().max() <= 1


@pytest.mark.parametrize("family", DRAWS_PICTURES)
def test_the_first_layer_is_the_matrix_it_says(family):
    generator, _ = pair(family)
    z = torch.randn(5, 16)
    origin = generator.early(torch.zeros(1, 16))
    torch.testing.assert_close(generator.early(z) - origin, z @ generator.first_weight().t(), atol=1e-5, rtol=1e-4)


def test_the_register_and_the_recipe_know_the_same_families():
    assert set(nets.FAMILIES) == set(FAMILIES) == set(NORMS_D)
    assert {family for family in DRAWS_PICTURES if pair(family)[0].num_inputs > 1} == MIXING


@pytest.mark.parametrize("resolution", [32, 64])
@pytest.mark.parametrize("family", CONDITIONAL)
def test_classes_change_the_picture_and_the_logit(family, resolution):
    generator, discriminator = exercised(family, resolution=resolution, classes=CLASSES)
    assert generator.num_classes == discriminator.num_classes == CLASSES
    z = torch.randn(1, 16).expand(CLASSES, -1)
    with torch.no_grad():
        pictures = generator(z, torch.arange(CLASSES))
        assert (pictures[0] - pictures[1]).abs().max() > 1e-3
        if family != "acgan":  # whose discriminator names the class instead of being told
            same = pictures[:1].expand(CLASSES, -1, -1, -1)
            logits = discriminator(same, torch.arange(CLASSES))
            assert logits.unique().numel() == CLASSES
        assert discriminator(pictures).isfinite().all()
    with pytest.raises(ValueError, match="draws by class"):
        generator(z)


@pytest.mark.parametrize("family", DRAWS_PICTURES)
def test_in_evaluation_no_picture_depends_on_its_company(family):
    check_independence(*exercised(family))


@pytest.mark.parametrize("family", CONDITIONAL)
def test_in_evaluation_no_picture_of_a_class_depends_on_its_company(family):
    check_independence(*exercised(family, classes=CLASSES))


@torch.no_grad()
def check_independence(generator, discriminator):
    z = torch.randn(6, 16)
    y_g, y_d = told(generator, 6), told(discriminator, 6)
    pictures = generator(z, *y_g)
    logits = discriminator(pictures, *y_d)
    assert pictures.std(0).max() > 1e-4 and logits.std() > 0  # else there would be nothing to compare
    close = {"atol": 1e-4, "rtol": 1e-3}
    for row in range(6):
        one = slice(row, row + 1)
        torch.testing.assert_close(generator(z[one], *[y[one] for y in y_g]), pictures[one], **close)
        torch.testing.assert_close(discriminator(pictures[one], *[y[one] for y in y_d]), logits[one], **close)
    for head in ("classify", "codes"):
        if hasattr(discriminator, head):
            whole, single = getattr(discriminator, head)(pictures), getattr(discriminator, head)(pictures[2:3])
            for many, alone in zip([*whole], [*single], strict=False) if head == "codes" else [(whole[2:3], single)]:
                torch.testing.assert_close(many[2:3] if head == "codes" else many, alone, **close)


@pytest.mark.parametrize("family", DRAWS_PICTURES)
def test_evaluation_changes_nothing_and_repeats_itself(family):
    generator, discriminator = exercised(family)
    before = {name: value.clone() for name, value in discriminator.state_dict().items()}
    before_g = {name: value.clone() for name, value in generator.state_dict().items()}
    z = torch.randn(3, 16)
    with torch.no_grad():
        first = generator(z, *told(generator, 3))
        logits = discriminator(first, *told(discriminator, 3))
        assert torch.equal(generator(z, *told(generator, 3)), first)
        assert torch.equal(discriminator(first, *told(discriminator, 3)), logits)
    for network, state in ((discriminator, before), (generator, before_g)):
        assert all(torch.equal(value, state[name]) for name, value in network.state_dict().items())


@pytest.mark.parametrize("family", DRAWS_PICTURES)
def test_a_state_dict_is_the_whole_network(family):
    generator, discriminator = exercised(family)
    torch.manual_seed(1)
    settings = {"classes": CLASSES} if family in ALWAYS_CLASSES else {}
    recipe = Recipe(family=family, channels=3, g_width=8, d_width=8, z_dim=16, **settings)
    other_g, other_d = (network.eval() for network in nets.build(recipe))
    other_g.load_state_dict(generator.state_dict())
    other_d.load_state_dict(discriminator.state_dict())
    z = torch.randn(3, 16)
    with torch.no_grad():
        pictures = generator(z, *told(generator, 3))
        assert torch.equal(other_g(z, *told(generator, 3)), pictures)
        judged = discriminator(pictures, *told(discriminator, 3))
        assert torch.equal(other_d(pictures, *told(discriminator, 3)), judged)


@pytest.mark.parametrize("family", DRAWS_PICTURES)
def test_half_precision_and_channels_last_train(family):
    generator, discriminator = (network.to(memory_format=torch.channels_last) for network in pair(family))
    z = torch.randn(8, 16)
    with torch.autocast("cpu", torch.bfloat16):
        pictures = generator(z, *told(generator, 8))
        logits = discriminator(pictures, *told(discriminator, 8)).float()
    assert logits.shape == (8,) and logits.isfinite().all()
    logits.sum().backward()
    for network in (generator, discriminator):
        assert all(weight.grad.isfinite().all() for weight in network.parameters() if weight.grad is not None)
        assert all(weight.dtype == torch.float32 for weight in network.parameters())


@pytest.mark.parametrize("family", DRAWS_PICTURES)
def test_gradient_penalties_reach_the_weights(family):
    _, discriminator = pair(family)
    x = (torch.rand(6, 3, 32, 32) * 2 - 1).requires_grad_(True)
    logits = discriminator(x, *told(discriminator, 6))
    (slope,) = torch.autograd.grad(logits.sum(), x, create_graph=True)
    slope.square().sum((1, 2, 3)).mean().backward()
    grads = [weight.grad for weight in discriminator.parameters() if weight.grad is not None]
    assert all(grad.isfinite().all() for grad in grads)
    assert sum(grad.abs().sum() for grad in grads) > 0


@pytest.mark.parametrize("family", DRAWS_PICTURES)
def test_two_judgements_before_one_step_do_not_disturb_each_other(family):
    """The gradient of both is the sum of each one's, taken before the other has begun."""
    _, together = pair(family)
    each = copy.deepcopy(together)
    real, fake = torch.rand(2, 4, 3, 32, 32)
    y = told(together, 4)
    (together(real, *y).mean() - together(fake, *y).square().mean()).backward()
    each(real, *y).mean().backward()
    (-each(fake, *y).square().mean()).backward()
    slopes, expected = ([w.grad for w in network.parameters() if w.grad is not None] for network in (together, each))
    assert len(slopes) == len(expected) and sum(slope.norm() for slope in expected) > 0
    for slope, other in zip(slopes, expected, strict=True):
        torch.testing.assert_close(slope, other, rtol=1e-3, atol=1e-5 * other.abs().max().item() + 1e-8)
    states = zip(together.state_dict().values(), each.state_dict().values(), strict=True)
    assert all(torch.equal(a, b) for a, b in states), "and both remember the same"


@pytest.mark.parametrize(("family", "norm"), [(f, norm) for f in DRAWS_PICTURES for norm in NORMS_D[f]])
def test_every_discriminator_norm_that_is_offered_works(family, norm):
    generator, discriminator = exercised(family, norm_d=norm)
    check_independence(generator, discriminator)
    check_gradients(*pair(family, norm_d=norm))


@pytest.mark.parametrize("family", sorted(VIRTUAL_G))
def test_with_virtual_batch_norm_a_generator_draws_each_latent_by_itself(family):
    generator, discriminator = exercised(family, norm_g="virtual")
    check_independence(generator, discriminator)
    check_gradients(*pair(family, norm_g="virtual"))
    z, y = torch.randn(4, generator.z_dim), told(generator, 4)
    generator.train()  # where batch norm would mix them
    torch.testing.assert_close(generator(z, *y)[:1], generator(z[:1], *(one[:1] for one in y)), atol=1e-5, rtol=1e-4)
    assert generator.state_dict()["reference.latents"].shape == (REFERENCE, generator.z_dim)


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"family": "quick", "norm_g": "virtual"}, "norm_g=family, or family=acgan / family=dcgan / family=minibatch"),
        ({"family": "resnet", "resolution": 28}, "doubles its size"),
        ({"family": "mlp", "norm_d": "spectral"}, "norm_d=family / norm_d=none"),
        ({"family": "acgan", "classes": 0}, "labels=on"),
        ({"family": "acgan", "classes": 1}, "at least 2"),
        ({"family": "infogan", "classes": 4}, "classes=0"),
        ({"family": "infogan", "z_dim": 12}, "z_dim higher"),
        ({"family": "biggan", "z_dim": 3}, "z_dim"),
    ],
)
def test_what_cannot_be_built_is_refused_with_a_sentence(settings, words):
    with pytest.raises(ValueError, match=words):
        nets.build(Recipe(channels=3, **settings))


@pytest.mark.parametrize("family", DRAWS_PICTURES)
def test_both_networks_learn_from_every_weight(family):
    generator, discriminator = pair(family)
    check_gradients(generator, discriminator)


@pytest.mark.parametrize("family", CONDITIONAL)
def test_every_conditional_pair_learns_from_every_weight(family):
    check_gradients(*pair(family, classes=CLASSES))


def check_gradients(generator, discriminator):
    grows = hasattr(generator, "grow")  # then every size has its turn
    shares = [part / 20 for part in range(21)] if grows else [None]
    for share in shares:
        if share is not None:
            generator.grow(share), discriminator.grow(share)
        pictures = generator(torch.randn(8, 16), *told(generator, 8))
        judged = discriminator(pictures, *told(discriminator, 8)).sum()
        if hasattr(discriminator, "classify"):
            judged = judged + discriminator.classify(pictures).sum()
        if hasattr(discriminator, "codes"):
            judged = judged + sum(read.sum() for read in discriminator.codes(pictures))
        judged.backward()
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
    with pytest.raises(ValueError, match="give y"):
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
