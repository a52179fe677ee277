import pytest
import torch

from ganplay.latent import (
    LatentError,
    factorised,
    moved,
    principal,
    principal_w,
    random_directions,
    render,
    seed_latents,
    visible,
)


@pytest.mark.parametrize("find", [factorised, principal, visible, random_directions])
def test_directions_of_every_family_are_orthonormal_and_sorted(networks, find):
    generator, _ = networks
    found = find(generator, 8)
    assert found.vectors.shape == (8, generator.z_dim)
    assert torch.allclose(found.vectors @ found.vectors.T, torch.eye(8), atol=1e-4)
    assert (found.share.diff() <= 1e-6).all()
    assert (found.share >= 0).all() and found.share.sum() <= 1 + 1e-5
    assert torch.equal(find(generator, 8).vectors, found.vectors)
    pictures = render(generator, moved(seed_latents([1], generator.z_dim), found.steps, [3.0, -3.0]))
    assert (pictures != render(generator, seed_latents([1], generator.z_dim))).any()


@pytest.mark.parametrize("find", [factorised, principal, visible])
def test_the_strongest_direction_is_found(known, find):
    found = find(known, 2)
    assert abs(float(found.vectors[0, 0])) > 0.97
    assert abs(float(found.vectors[1, 1])) > 0.97
    if find is not visible:  # the tanh before the pixels bends the shares
        assert torch.allclose(found.share, torch.tensor([0.8, 0.2]), atol=0.03)


def test_the_found_directions_hold_more_than_random_ones(networks):
    generator, _ = networks
    assert factorised(generator, 4).share.sum() > random_directions(generator, 4).share.sum()


def test_directions_of_w_have_its_spread(mapped, known):
    found = principal_w(mapped, 3)
    assert found.space == "w"
    assert torch.allclose(found.vectors @ found.vectors.T, torch.eye(3), atol=1e-5)
    assert torch.allclose(found.sigma, torch.full((3,), 2.0), atol=0.2)
    assert torch.allclose(found.steps.norm(dim=1), found.sigma)
    with pytest.raises(LatentError, match="no W space"):
        principal_w(known)


def test_moving_adds_the_amounts_along_the_directions():
    z = torch.zeros(2, 3)
    steps = torch.eye(3)
    assert torch.equal(moved(z, steps, [1.0, -2.0])[0], torch.tensor([1.0, -2.0, 0.0]))
    assert torch.equal(moved(z, steps, []), z)
    assert moved(torch.zeros(2, 5, 3), steps, [1.0]).shape == (2, 5, 3)


def test_impossible_moves_are_refused():
    with pytest.raises(LatentError, match="finite"):
        moved(torch.zeros(1, 3), torch.eye(3), [float("nan")])
    with pytest.raises(LatentError, match="3 directions"):
        moved(torch.zeros(1, 3), torch.eye(3), [1.0] * 4)


def test_asking_for_more_directions_than_there_are_gives_all(known):
    assert len(factorised(known, 99).vectors) == 12
    with pytest.raises(LatentError, match="at least one"):
        factorised(known, 0)
