from itertools import pairwise

import pytest
import torch
from torch import nn

from ganplay.latent import LatentError, climb, has_w, logits, render, seed_latents, truncated
from ganplay.nets.stylegan import Generator as StyleGAN


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


def test_a_walk_of_truncated_pictures_climbs_on_what_is_drawn():
    torch.manual_seed(0)
    generator = StyleGAN(z_dim=8, width=4, channels=1, resolution=32).eval()
    discriminator = nn.Sequential(nn.Flatten(), nn.Linear(32 * 32, 1), nn.Flatten(0)).eval()
    walk = list(climb(generator, discriminator, seed_latents([3], 8)[0], steps=4, psi=0.5))
    assert all(after.logit > before.logit for before, after in pairwise(walk))
    for now in walk:
        pictures = render(generator, truncated(generator, now.z[None], 0.5), space="w")
        assert float(logits(discriminator, pictures)[0]) == pytest.approx(now.logit, abs=0.02)


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
    if not has_w(generator):
        with pytest.raises(LatentError, match="W space"):
            climb(generator, discriminator, torch.zeros(generator.z_dim), psi=0.5)
    with pytest.raises(LatentError, match="stride"):
        climb(generator, discriminator, torch.zeros(generator.z_dim), stride=0)
