import numpy as np
import pytest
import torch

from ganplay.latent import LatentError, render, scaled, seed_latents, stable_seed, truncated


def test_a_seed_has_the_same_latent_in_any_company():
    alone = seed_latents([7], 64)
    among = seed_latents([3, 7, 2**32 - 1], 64)
    assert torch.equal(alone[0], among[1])
    assert not torch.equal(among[0], among[1])


def test_seeds_leave_the_global_random_state_alone():
    torch.manual_seed(1)
    expected = torch.rand(3)
    torch.manual_seed(1)
    seed_latents([5, 6], 8)
    assert torch.equal(torch.rand(3), expected)


def test_a_seed_gives_the_same_picture_bit_for_bit_in_any_batch(networks):
    generator, _ = networks
    z = seed_latents(range(17), generator.z_dim)
    together = render(generator, z)
    assert together.dtype == np.uint8
    assert together.shape[0] == 17 and together.shape[3] == 3
    assert np.array_equal(render(generator, z[5:6])[0], together[5])
    assert np.array_equal(render(generator, z.flip(0)), together[::-1])
    assert np.array_equal(render(generator, z[3:16]), together[3:16])


def test_pictures_are_what_the_network_draws(known):
    z = torch.zeros(1, 12)
    z[0, 0] = 100.0
    picture = render(known, z)[0]
    assert (picture[:4] == 255).all()
    assert (picture[4:] == 128).all()


def test_drawing_tells_how_far_it_is(known):
    told = []
    render(known, seed_latents(range(10), 12), progress=told.append)
    assert told == [0.4, 0.8, 1.0]


@pytest.mark.parametrize("seed", [-1, 2**32, 1.5, True, "7", None])
def test_what_is_no_seed_is_refused(seed):
    with pytest.raises(LatentError, match="whole number"):
        seed_latents([seed], 4)


def test_latents_that_do_not_fit_are_refused_with_a_sentence(known):
    with pytest.raises(LatentError, match=r"shape \(N, 12\)"):
        render(known, torch.zeros(1, 11))
    with pytest.raises(LatentError, match="not finite"):
        render(known, torch.full((1, 12), torch.nan))
    with pytest.raises(LatentError, match="at least one"):
        render(known, torch.zeros(0, 12))
    with pytest.raises(LatentError, match="no W space"):
        render(known, torch.zeros(1, 12), space="w")


def test_a_generator_in_training_mode_is_refused(networks):
    generator, _ = networks
    generator.train()
    try:
        with pytest.raises(LatentError, match="eval"):
            render(generator, seed_latents([0], generator.z_dim))
    finally:
        generator.eval()


def test_truncation_goes_towards_the_mean_of_w(mapped, known):
    z = seed_latents([1, 2], 12)
    assert torch.equal(truncated(mapped, z, 0.0), torch.ones(2, 12))
    assert np.array_equal(render(mapped, truncated(mapped, z, 1.0), space="w"), render(mapped, z))
    assert torch.allclose(truncated(mapped, z, 0.5) - 1, (mapped.mapping(z) - 1) / 2)
    with pytest.raises(LatentError, match="z scale"):
        truncated(known, z, 0.5)


def test_w_is_what_is_truncated_where_w_is_given(mapped):
    z = seed_latents([1, 2], 12)
    assert torch.equal(truncated(mapped, mapped.mapping(z), 0.5, "w"), truncated(mapped, z, 0.5))
    with pytest.raises(LatentError, match=r"shape \(N, 12\)"):
        render(mapped, torch.zeros(1, 11), space="w")


def test_the_z_scale_multiplies():
    z = seed_latents([1], 8)
    assert torch.equal(scaled(z, 0.5), z * 0.5)


def test_a_cut_keeps_what_lies_within_and_draws_the_rest_again():
    seeds = range(300)
    whole, cut = seed_latents(seeds, 64), seed_latents(seeds, 64, 0.5)
    within = whole.abs() <= 0.5
    assert torch.equal(cut[within], whole[within])  # nothing else is touched: neither scaled nor clipped
    assert cut.abs().max() <= 0.5
    assert (cut[~within].abs() == 0.5).sum() == 0
    # the deviation of a normal distribution cut at 1/2
    assert float(cut.std()) == pytest.approx(0.2841, abs=0.005)
    assert float(cut[~within].std()) == pytest.approx(0.2841, abs=0.005)


def test_a_cut_latent_is_its_seed_s_in_any_company_and_no_cut_is_the_latent_itself():
    assert torch.equal(seed_latents([3, 7], 64, 0.3)[1:], seed_latents([7], 64, 0.3))
    assert torch.equal(seed_latents([7], 64, 40.0), seed_latents([7], 64))
    for wrong in (0.0, -1.0, float("nan")):
        with pytest.raises(LatentError, match=r"0\.1 or more"):
            seed_latents([7], 64, wrong)


def test_stable_seeds_are_the_same_everywhere_and_spread():
    # written down once: a change would move every endless plane that somebody has a link to
    assert [stable_seed(0), stable_seed(0, 1), stable_seed(-3, 5)] == [3138444313, 642887081, 1462228731]
    seeds = {stable_seed(0, x, y) for x in range(-50, 50) for y in range(-50, 50)}
    assert len(seeds) == 10_000
    assert all(0 <= seed < 2**32 for seed in seeds)
