"""A score belongs to the picture, and is read by the rule of the loss."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from ganplay.losses import LOSSES
from ganplay.nets import FAMILIES
from ganplay.recipe.kinds import PICTURES, kind_drawn_by
from ganplay.scoring import ScoringError, has_threshold, percentile, score, sign_rule, threshold

WORDS = {
    "nonsaturating": "sign_probability",
    "minimax": "sign_probability",
    "lsgan": "sign_lsgan",
    "hinge": "sign_hinge",
    "wasserstein": "sign_wasserstein",
    "relativistic": "sign_wasserstein",
    "relativistic_average": "sign_wasserstein",
}


@pytest.mark.parametrize(
    ("family", "settings"),
    [(family, {}) for family in FAMILIES if kind_drawn_by(family) is PICTURES]
    + [("dcgan", {"packing": 4}), ("quick", {"classes": 3}), ("biggan", {"classes": 3})],
)
def test_a_picture_scores_the_same_alone_and_in_any_batch(family, settings, noise, pair_of):
    _, discriminator = pair_of(family, **settings)
    pictures = noise(67, 32, 32)
    alone = torch.cat([score(discriminator, picture[None]) for picture in pictures])
    assert alone.std() > 0.01
    near = 1e-4 * max(1.0, alone.abs().max().item() / 10)  # logits of trained networks have some tens at most
    with torch.no_grad():
        plain = discriminator(torch.from_numpy(pictures).permute(0, 3, 1, 2).float() / 127.5 - 1)
    assert (alone - plain).abs().max() < near
    for batch in (1, 7, 64, 100):
        assert (score(discriminator, pictures, batch=batch) - alone).abs().max() < near
    backwards = score(discriminator, pictures[::-1].copy())
    assert (backwards.flip(0) - alone).abs().max() < near


def test_a_layer_that_looks_at_its_batch_sees_no_neighbours(deviation, noise):
    pictures = noise(9)
    with torch.no_grad():
        together = deviation(torch.from_numpy(pictures).permute(0, 3, 1, 2).float() / 127.5 - 1)
    alone = torch.cat([score(deviation, picture[None]) for picture in pictures])
    assert (together - alone).abs().min() > 0.1, "this network does depend on its batch"
    assert (score(deviation, pictures) - alone).abs().max() < 1e-6


def test_scores_are_plain_numbers_of_the_pictures(linear, noise):
    critic, pictures = linear(8, 6, 3, bias=2.0), noise(5, 8, 6, 3)
    x = pictures.astype(np.float64) / 127.5 - 1
    expected = (x * critic.weight.permute(1, 2, 0).numpy()).sum((1, 2, 3)) + 2
    logits = score(critic, pictures)
    assert logits.shape == (5,) and logits.dtype == torch.float32
    assert np.allclose(logits.numpy(), expected, atol=1e-4)
    assert score(critic, pictures[:0]).shape == (0,)


def test_foreign_pictures_and_networks_in_training_are_refused_with_a_sentence(noise, pair_of):
    _, discriminator = pair_of("dcgan")
    for pictures in (noise(2, 64, 64), noise(2, 16, 16), noise(2, 32, 32, 3)):
        with pytest.raises(ScoringError, match="not what this discriminator takes"):
            score(discriminator, pictures)
    with pytest.raises(ScoringError, match="bytes"):
        score(discriminator, noise(2, 32, 32).astype(np.float32))
    with pytest.raises(ScoringError, match="evaluation mode"):
        score(discriminator.train(), noise(2, 32, 32))


def test_a_discriminator_that_diverged_judges_nothing(linear, noise):
    broken = linear()
    broken.bias = float("nan")
    with pytest.raises(ScoringError, match="not all numbers: choose an earlier checkpoint"):
        score(broken, noise(2))


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
    assert word == WORDS[loss]
    far = torch.tensor([50.0])
    if not has_threshold(loss):
        assert loss in ("wasserstein", "relativistic", "relativistic_average")
        shifted = [
            LOSSES[loss].discriminator(torch.tensor([1.0, 2.0]) + by, torch.tensor([0.5, -1.0]) + by, 0.0)
            for by in (0.0, 7.0)
        ]
        assert torch.allclose(*shifted), "a constant added to every logit changes nothing for D"
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
