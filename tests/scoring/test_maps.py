"""Maps of a linear critic are its weights times the picture; of a random twin they are noise of its own."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from ganplay import nets
from ganplay.nets import FAMILIES
from ganplay.recipe import Recipe
from ganplay.recipe.kinds import PICTURES, kind_drawn_by
from ganplay.scoring import ScoringError, filters, gradient, occlusion, random_twin, score


def contributions(critic, picture: np.ndarray) -> np.ndarray:
    """weight * (x - mean) summed over the channels: what every pixel adds to a linear critic's logit."""
    x = picture.astype(np.float64) / 127.5 - 1
    return (critic.weight.permute(1, 2, 0).numpy() * (x - x.mean((0, 1)))).sum(2)


@pytest.mark.parametrize("channels", [1, 3])
def test_both_maps_of_a_linear_critic_are_known(linear, noise, channels):
    critic, picture = linear(8, 8, channels), noise(1, 8, 8, channels)[0]
    expected = contributions(critic, picture)
    assert np.allclose(gradient(critic, picture), expected, atol=1e-4)
    assert np.allclose(occlusion(critic, picture, patch=1, stride=1), expected, atol=1e-4)
    # patches that do not overlap: each pixel has its patch's sum
    blocks = expected.reshape(4, 2, 4, 2).sum((1, 3))
    assert np.allclose(occlusion(critic, picture, patch=2, stride=2), blocks.repeat(2, 0).repeat(2, 1), atol=1e-4)


def test_overlapping_patches_are_averaged(linear, noise):
    critic, picture = linear(4, 1), noise(1, 4, 1)[0]
    add = contributions(critic, picture)[:, 0]
    with pytest.raises(ScoringError):
        occlusion(critic, picture, patch=2)  # wider than the picture
    critic, picture = linear(4, 4), noise(1, 4, 4)[0]
    add = contributions(critic, picture)
    sums = np.array([[add[i : i + 3, j : j + 3].sum() for j in (0, 1)] for i in (0, 1)])
    found = occlusion(critic, picture, patch=3, stride=1)
    assert found[0, 0] == pytest.approx(sums[0, 0], abs=1e-4) and found[3, 3] == pytest.approx(sums[1, 1], abs=1e-4)
    assert found[1, 1] == pytest.approx(sums.mean(), abs=1e-4)


def test_an_empty_picture_has_nothing_that_speaks_for_or_against(linear):
    flat = np.full((8, 8, 1), 77, np.uint8)
    assert np.abs(occlusion(linear(), flat)).max() < 1e-4 and np.abs(gradient(linear(), flat)).max() < 1e-4


@pytest.mark.parametrize(
    ("family", "settings"),
    [(family, {}) for family in FAMILIES if kind_drawn_by(family) is PICTURES]
    + [("dcgan", {"packing": 4}), ("quick", {"classes": 3})],
)
def test_every_family_has_maps_filters_and_a_twin(family, settings, noise, pair_of, recipe_of):
    recipe = recipe_of(family, 32, 3, **settings)
    _, discriminator = pair_of(family, 32, 3, **settings)
    pictures = noise(70, 32, 32, 3)
    for made in (occlusion(discriminator, pictures[0], patch=8), gradient(discriminator, pictures[0])):
        assert made.shape == (32, 32) and made.dtype == np.float32 and np.isfinite(made).all()
        assert np.abs(made).max() > 0
    assert all(parameter.grad is None for parameter in discriminator.parameters())
    twin, again, other = (random_twin(recipe, seed, pictures=pictures) for seed in (3, 3, 4))
    assert not twin.training
    said = score(twin, pictures[:5])
    assert said.isfinite().all() and said.std() > 0
    assert torch.equal(said, score(again, pictures[:5])) and not torch.allclose(said, score(other, pictures[:5]))
    found = filters(discriminator, pictures[0])
    assert len(found.weights) == len(found.responses) == len(found.strength)
    assert found.weights.shape[3] == 3 and (found.strength > 0).any()
    if family == "mlp":
        assert found.weights.shape[1:] == (32, 32, 3) and found.responses.shape[1:] == (1, 1)
    else:
        assert found.responses.shape[1] >= 16, "it looks at the picture itself"
    assert not any(layer._forward_hooks for layer in discriminator.modules()), "no hook is left behind"


def test_the_twin_of_a_checkpoint_has_grown_as_far_and_keeps_the_same_company(pair_of, recipe_of, noise):
    from ganplay.training.checkpoint import Networks

    for family, settings, buffer in (("progan", {}, "grown"), ("dcgan", {"packing": 4}, "companions")):
        recipe, (generator, discriminator) = recipe_of(family, **settings), pair_of(family, **settings)
        if family == "progan":
            discriminator.grow(0.1)
        twin = random_twin(Networks(generator, discriminator, recipe, 1), pictures=noise(64, 32, 32))
        names = [name for name in discriminator.state_dict() if name.endswith(("grown", "companions"))]
        assert any(name.endswith(buffer) for name in names)
        for name in names:
            assert torch.equal(twin.state_dict()[name], discriminator.state_dict()[name])


def test_a_twin_has_the_statistics_of_the_pictures_it_is_given(noise):
    recipe = Recipe(family="dcgan", resolution=32, channels=1, g_width=8, d_width=8, z_dim=8)
    twin, plain = random_twin(recipe, 0, pictures=noise(64, 32, 32)), random_twin(recipe, 0)
    means = [
        [layer.running_var.mean().item() for layer in net.modules() if hasattr(layer, "running_var")]
        for net in (twin, plain)
    ]
    assert means[1] == [1.0] * len(means[1]) and all(mean != 1.0 for mean in means[0])
    assert torch.equal(next(twin.parameters()), next(plain.parameters()))


def test_a_twin_leaves_the_random_stream_alone(noise):
    torch.manual_seed(5)
    expected = torch.rand(3)
    torch.manual_seed(5)
    random_twin(Recipe(family="quick", resolution=28, channels=1, g_width=8, d_width=8), 9)
    assert torch.equal(torch.rand(3), expected)


def test_dense_filters_are_shown_as_the_pictures_that_they_multiply():
    recipe = Recipe(family="mlp", resolution=28, channels=1, g_width=8, d_width=8)
    _, discriminator = nets.build(recipe)
    discriminator.eval().requires_grad_(False)
    picture = np.full((28, 28, 1), 255, np.uint8)
    found, first = filters(discriminator, picture), discriminator.body[1]
    expected = first.weight.sum(1) + first.bias
    assert np.allclose(found.responses[:, 0, 0], expected.numpy(), atol=1e-4)
    assert np.allclose(found.weights[3, :, :, 0].ravel(), first.weight[3].numpy())
