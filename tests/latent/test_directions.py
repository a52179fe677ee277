import pytest
import torch

from ganplay.latent import (
    LatentError,
    factorised,
    factorised_w,
    mapped,
    moved,
    principal,
    principal_w,
    random_directions,
    random_directions_w,
    render,
    seed_latents,
    spread_w,
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
    for find in (principal_w, factorised_w, random_directions_w, spread_w):
        with pytest.raises(LatentError, match="no W space"):
            find(known)


def test_the_components_of_w_are_its_axes_in_order_with_their_share(uneven):
    found = principal_w(uneven, 4)
    assert torch.allclose(found.vectors[:3, :3].abs(), torch.eye(3), atol=0.05)
    assert torch.allclose(found.sigma, torch.tensor([3.0, 2.0, 1.0, 0.0]), atol=0.1)
    assert torch.allclose(found.share, torch.tensor([9.0, 4.0, 1.0, 0.0]) / 14, atol=0.02)
    assert len(spread_w(uneven).vectors) == 3  # along the others W does not vary


@pytest.mark.parametrize("find", [principal_w, factorised_w, random_directions_w])
def test_directions_of_a_bent_w_are_orthonormal_sorted_and_one_deviation_long(style, find):
    found = find(style, 8)
    assert found.space == "w"
    assert torch.allclose(found.vectors @ found.vectors.T, torch.eye(8), atol=1e-4)
    assert (found.share.diff() <= 1e-6).all() and found.share.sum() == pytest.approx(1, abs=1e-4)
    w = mapped(style, torch.randn(8192, 8, generator=torch.Generator().manual_seed(9)))  # not those it was found on
    assert torch.allclose((w @ found.vectors.T).std(0), found.sigma, rtol=0.06)


def test_the_share_of_a_component_is_the_part_of_the_variance_of_other_w(style):
    found = principal_w(style, 8)
    w = mapped(style, torch.randn(8192, 8, generator=torch.Generator().manual_seed(9)))
    variances = (w @ found.vectors.T).var(0)
    assert torch.allclose(variances / w.var(0).sum(), found.share, atol=0.02)
    assert found.share[0] > random_directions_w(style, 8).share[0]


def test_the_styles_are_stretched_most_along_the_first_direction(style):
    matrix = torch.cat([layer.conv.style.weight * layer.conv.style.scale for layer in (*style.layers, *style.pictures)])
    found = factorised_w(style, 8)
    stretched = (matrix @ found.vectors.T).square().sum(0)
    assert torch.allclose(stretched / matrix.square().sum(), found.share, atol=1e-4)
    any_other = torch.nn.functional.normalize(torch.randn(200, 8), dim=1)
    assert ((matrix @ any_other.T).square().sum(0) <= stretched[0] * 1.001).all()


def test_latents_are_measured_in_deviations_along_the_components(uneven):
    spread = spread_w(uneven)
    w = mapped(uneven, torch.randn(4096, 12, generator=torch.Generator().manual_seed(1)))
    measured = spread.coordinates(w)
    assert torch.allclose(measured.std(0), torch.ones(3, dtype=torch.float64), atol=0.05)
    slanted = torch.zeros(1, 12)
    slanted[0, 0], slanted[0, 1] = 0.6, 0.8
    assert float(spread.deviation(slanted)) == pytest.approx(float((w @ slanted.T).std()), rel=0.05)


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
