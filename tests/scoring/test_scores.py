"""A score belongs to the picture, and is read by the rule of the loss."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from torch import nn

from ganplay import nets
from ganplay.losses import LOSSES
from ganplay.nets import FAMILIES
from ganplay.recipe import Recipe
from ganplay.scoring import (
    Accompanied,
    ScoringError,
    context,
    generated_pictures,
    percentile,
    score,
    sign_rule,
    threshold,
)


def trained_looking(family: str, resolution: int = 32) -> tuple[nn.Module, nn.Module]:
    """A pair whose batch norms have seen something and whose logits are of some size."""
    recipe = Recipe(family=family, resolution=resolution, channels=1, g_width=8, d_width=8, z_dim=8)
    torch.manual_seed(0)
    generator, discriminator = nets.build(recipe)
    for layer in discriminator.modules():
        if isinstance(layer, (nn.Conv2d, nn.Linear)):
            nn.init.kaiming_normal_(layer.weight)
    for _ in range(3):
        discriminator(torch.randn(32, 1, resolution, resolution))
    return generator.eval(), discriminator.eval().requires_grad_(False)


@pytest.mark.parametrize("family", FAMILIES)
def test_a_picture_scores_the_same_alone_and_in_any_batch(family, noise):
    _, discriminator = trained_looking(family)
    pictures = noise(67, 32, 32)
    alone = torch.cat([score(discriminator, picture[None]) for picture in pictures])
    assert alone.std() > 0.01
    with torch.no_grad():
        plain = discriminator(torch.from_numpy(pictures).permute(0, 3, 1, 2).float() / 127.5 - 1)
    assert (alone - plain).abs().max() < 1e-4
    for batch in (1, 7, 64, 100):
        assert (score(discriminator, pictures, batch=batch) - alone).abs().max() < 1e-4
    backwards = score(discriminator, pictures[::-1].copy())
    assert (backwards.flip(0) - alone).abs().max() < 1e-4


def test_a_layer_that_looks_at_its_batch_sees_no_neighbours(deviation, noise):
    pictures = noise(9)
    with torch.no_grad():
        together = deviation(torch.from_numpy(pictures).permute(0, 3, 1, 2).float() / 127.5 - 1)
    alone = torch.cat([score(deviation, picture[None]) for picture in pictures])
    assert (together - alone).abs().min() > 0.1, "this network does depend on its batch"
    assert (score(deviation, pictures) - alone).abs().max() < 1e-6
    accompanied = Accompanied(deviation, noise(3, low=100)[:3])
    with_company = torch.cat([score(accompanied, picture[None]) for picture in pictures])
    assert (score(accompanied, pictures) - with_company).abs().max() < 1e-6
    assert (with_company - alone).abs().min() > 0.1, "and the company is what it is given"


def test_scores_are_plain_numbers_of_the_pictures(linear, noise):
    critic, pictures = linear(8, 6, 3, bias=2.0), noise(5, 8, 6, 3)
    x = pictures.astype(np.float64) / 127.5 - 1
    expected = (x * critic.weight.permute(1, 2, 0).numpy()).sum((1, 2, 3)) + 2
    logits = score(critic, pictures)
    assert logits.shape == (5,) and logits.dtype == torch.float32
    assert np.allclose(logits.numpy(), expected, atol=1e-4)
    assert score(critic, pictures[:0]).shape == (0,)


def test_foreign_pictures_and_networks_in_training_are_refused_with_a_sentence(noise):
    _, discriminator = trained_looking("dcgan")
    for pictures in (noise(2, 64, 64), noise(2, 16, 16), noise(2, 32, 32, 3)):
        with pytest.raises(ScoringError, match="not what this discriminator takes"):
            score(discriminator, pictures)
    with pytest.raises(ScoringError, match="bytes"):
        score(discriminator, noise(2, 32, 32).astype(np.float32))
    with pytest.raises(ScoringError, match="evaluation mode"):
        score(discriminator.train(), noise(2, 32, 32))


def test_the_context_is_what_each_picture_scores(noise):
    generator, discriminator = trained_looking("quick")
    known = context(generator, discriminator, noise(5, 32, 32), noise(4, 32, 32), generated=10, seed=77)
    assert [len(side) for side in (known.training, known.held_out, known.generated)] == [5, 4, 10]
    made = generated_pictures(generator, 3, 77 + 4)
    assert torch.allclose(score(discriminator, made), known.generated[4:7], atol=1e-4)


def test_percentiles_count_equals_half():
    among = torch.tensor([3.0, 1.0, 2.0, 2.0])
    assert percentile(torch.tensor([0.0, 1.0, 2.0, 2.5, 9.0]), among).tolist() == [0, 12.5, 50, 75, 100]
    with pytest.raises(ScoringError):
        percentile(among, among[:0])


@pytest.mark.parametrize("loss", LOSSES)
def test_the_sign_rule_is_where_the_loss_changes_its_mind(loss):
    """Just above the threshold a discriminator that is as sure of both kinds would rather call the picture real."""
    line, word = sign_rule(loss)
    assert line == LOSSES[loss].threshold
    assert word == {"nonsaturating": "sign_probability", "minimax": "sign_probability"}.get(loss, f"sign_{loss}")
    far = torch.tensor([50.0])
    if loss == "wasserstein":
        real, made = torch.tensor([7.0, 9.0]), torch.tensor([1.0, 3.0])
        assert threshold(loss, real, made) == 5.0, "its zero is anywhere: halfway between the means"
        return
    assert threshold(loss, far, far) == line

    def cost(logit: float, real: bool) -> float:
        """What D pays for this picture, the other kind being judged so well that it hardly counts."""
        one, other = torch.tensor([logit]), (-far if real else far) * (0.02 if loss == "lsgan" else 1)
        other = torch.tensor([0.0 if real else 1.0]) if loss == "lsgan" else other
        pair = (one, other) if real else (other, one)
        return LOSSES[loss].discriminator(*pair, 0.0).item()

    assert cost(line + 0.1, True) < cost(line + 0.1, False)
    assert cost(line - 0.1, True) > cost(line - 0.1, False)


def test_an_unknown_loss_is_refused():
    with pytest.raises(ScoringError, match="hinge"):
        sign_rule("nothing")
