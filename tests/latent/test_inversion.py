import numpy as np
import pytest
import torch

from ganplay.latent import LatentError, invert, render, seed_latents


def test_every_family_finds_its_own_sample_again(networks):
    generator, _ = networks
    target = render(generator, seed_latents([4242], generator.z_dim))[0]
    told = list(invert(generator, target, steps=60, restarts=2, candidates=64))
    assert [now.step for now in told] == list(range(61))
    errors = [now.error for now in told]
    assert errors == sorted(errors, reverse=True)
    assert errors[-1] < 0.05
    assert errors[-1] < errors[0] / 3
    found = render(generator, told[-1].z[None])[0]
    error = np.sqrt(np.square(found / 255 - target / 255).mean())
    assert error == pytest.approx(errors[-1], abs=0.005)


def test_the_discriminators_features_can_guide_the_search(networks):
    generator, discriminator = networks
    target = render(generator, seed_latents([7], generator.z_dim))[0]
    *_, last = invert(generator, target, steps=20, restarts=1, candidates=16, discriminator=discriminator)
    assert torch.isfinite(last.z).all()
    assert all(weight.grad is None for weight in [*generator.parameters(), *discriminator.parameters()])


def test_the_same_search_finds_the_same(known):
    target = render(known, seed_latents([7], 12))[0]
    ends = [list(invert(known, target, steps=15, candidates=8))[-1] for _ in range(2)]
    assert torch.equal(ends[0].z, ends[1].z)


def test_a_search_can_be_stopped_at_any_step(known):
    target = render(known, seed_latents([7], 12))[0]
    search = invert(known, target, steps=1000)
    assert next(search).step == 0
    assert next(search).step == 1
    search.close()


def test_the_result_stays_near_the_shell_of_seeds(known):
    # half of the known generator's latent changes nothing: only the prior says where it lies
    *_, last = invert(known, np.full((8, 8, 1), 255, np.uint8), steps=100)
    assert last.z.norm() < 8


def test_pictures_that_do_not_fit_are_refused_at_the_call(known):
    with pytest.raises(LatentError, match="8 x 8 pixels in 1 channels, and the picture has 9 x 8 in 3"):
        invert(known, np.zeros((8, 9, 3), np.uint8))
    with pytest.raises(LatentError, match="uint8"):
        invert(known, np.zeros((8, 8, 1)))
    with pytest.raises(LatentError, match="at least 1 step"):
        invert(known, np.zeros((8, 8, 1), np.uint8), steps=0)
