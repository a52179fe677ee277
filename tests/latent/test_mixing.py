import numpy as np
import pytest
import torch

from ganplay.latent import LatentError, layer_ranges, mixed, render, seed_latents


def test_layers_are_split_into_coarse_middle_and_fine(layered):
    assert layer_ranges(layered) == {"coarse": range(0, 1), "middle": range(1, 2), "fine": range(2, 3)}


def test_a_mix_takes_the_chosen_layers_from_the_column_and_the_rest_from_the_row(layered):
    rows, columns = seed_latents([1, 2], 4), seed_latents([3, 4, 5], 4)
    latents = mixed(layered, rows, columns, "middle")
    assert latents.shape == (6, 3, 4)
    pictures = render(layered, latents)
    row, column = render(layered, rows), render(layered, columns)
    for index, picture in enumerate(pictures):
        r, c = divmod(index, 3)
        assert np.array_equal(picture[:2], row[r][:2])
        assert np.array_equal(picture[2:4], column[c][2:4])
        assert np.array_equal(picture[4:], row[r][4:])


def test_every_family_mixes_or_says_why_not(networks):
    generator, _ = networks
    rows, columns = seed_latents([1, 2], generator.z_dim), seed_latents([3], generator.z_dim)
    if generator.num_inputs == 1:
        with pytest.raises(LatentError, match="nothing to mix"):
            mixed(generator, rows, columns, "coarse")
        return
    assert sorted(layer for layers in layer_ranges(generator).values() for layer in layers) == list(
        range(generator.num_inputs)
    )
    for layers in layer_ranges(generator):
        assert render(generator, mixed(generator, rows, columns, layers)).shape[0] == 2
    # the same latent everywhere is the plain picture
    same = mixed(generator, rows, rows[:1], "coarse")[:1]
    assert np.array_equal(render(generator, same), render(generator, rows[:1]))


def test_unknown_layers_are_refused(layered):
    with pytest.raises(LatentError, match="coarse, middle, fine"):
        mixed(layered, torch.ones(1, 4), torch.ones(1, 4), "thick")
