from itertools import pairwise

import pytest
import torch

from ganplay.latent import LatentError, climb, logits, render, seed_latents


def test_every_step_rises_and_keeps_the_norm(networks):
    generator, discriminator = networks
    z = seed_latents([3], generator.z_dim)[0]
    walk = list(climb(generator, discriminator, z, steps=15))
    heights = [now.logit for now in walk]
    assert len(walk) > 3
    assert all(after > before for before, after in pairwise(heights))
    assert all(now.z.norm() == pytest.approx(float(z.norm()), rel=1e-4) for now in walk)
    assert torch.equal(walk[0].z, z)
    assert all(weight.grad is None for weight in [*generator.parameters(), *discriminator.parameters()])


def test_without_keeping_the_norm_it_climbs_at_least_as_freely(networks):
    generator, discriminator = networks
    z = seed_latents([3], generator.z_dim)[0]
    walk = list(climb(generator, discriminator, z, steps=5, keep_norm=False))
    assert walk[-1].logit > walk[0].logit


def test_the_logit_of_the_walk_is_the_pictures_logit(networks):
    generator, discriminator = networks
    *_, last = climb(generator, discriminator, seed_latents([3], generator.z_dim)[0], steps=3)
    pictures = render(generator, last.z[None])
    assert float(logits(discriminator, pictures)[0]) == pytest.approx(last.logit, abs=0.02)


def test_a_picture_has_the_same_logit_alone_and_among_others(networks):
    generator, discriminator = networks
    pictures = render(generator, seed_latents(range(5), generator.z_dim))
    assert torch.equal(logits(discriminator, pictures)[2:3], logits(discriminator, pictures[2:3]))


def test_impossible_walks_are_refused_at_the_call(networks):
    generator, discriminator = networks
    with pytest.raises(LatentError, match="latents of shape"):
        climb(generator, discriminator, torch.zeros(3))
    with pytest.raises(LatentError, match="stride"):
        climb(generator, discriminator, torch.zeros(generator.z_dim), stride=0)
