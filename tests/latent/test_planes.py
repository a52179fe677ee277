import pytest
import torch

from ganplay.latent import LatentError, endless_plane, lattice_seed, norms, plane, seed_latents


def test_a_plane_meets_its_corners():
    corners = seed_latents([1, 2, 3, 4], 32)
    sheet = plane(corners, 5)
    assert sheet.shape == (25, 32)
    for place, corner in zip((0, 4, 20, 24), corners, strict=True):
        assert torch.equal(sheet[place], corner)


def test_a_plane_in_z_keeps_the_norm():
    corners = torch.nn.functional.normalize(seed_latents([1, 2, 3, 4], 32), dim=1) * 5
    assert torch.allclose(norms(plane(corners, 11)), torch.full((121,), 5.0), atol=1e-4)


def test_a_plane_in_w_is_bilinear():
    corners = seed_latents([1, 2, 3, 4], 8)
    assert torch.allclose(plane(corners, 3, "lerp")[4], corners.mean(0), atol=1e-6)


def test_opposite_corners_are_safe():
    one, two = seed_latents([1, 2], 8)
    assert torch.isfinite(plane(torch.stack((one, two, -two, -one)), 11)).all()


def test_the_endless_plane_shows_the_seeds_of_its_lattice():
    sheet = endless_plane(16, 3.0, -2.0, 3)
    assert torch.equal(sheet[4:5], seed_latents([lattice_seed(3, -2)], 16))


def test_panning_is_continuous_and_a_place_does_not_depend_on_the_way_there():
    here = endless_plane(16, 0.99, 7.3, 5)
    there = endless_plane(16, 1.01, 7.3, 5)
    assert 0 < norms(there - here).max() < 0.3
    # half a cell to the right the same pictures stand one column further left
    assert torch.allclose(
        endless_plane(16, 1.25, 7.3, 5).reshape(5, 5, 16)[:, 1:],
        endless_plane(16, 1.75, 7.3, 5).reshape(5, 5, 16)[:, :-1],
        atol=1e-5,
    )


def test_zoom_keeps_the_middle_and_narrows_the_rest():
    wide, near = endless_plane(16, 0.3, 0.4, 3), endless_plane(16, 0.3, 0.4, 3, zoom=10)
    assert torch.equal(wide[4], near[4])
    assert norms(near - near[4]).max() < norms(wide - wide[4]).max() / 3


def test_another_world_has_other_seeds():
    assert not torch.equal(endless_plane(4, 0, 0, 3), endless_plane(4, 0, 0, 3, world=1))


@pytest.mark.parametrize("place", [(float("nan"), 0, 1), (0, float("inf"), 1), (2e6, 0, 1), (0, 0, 0), (0, 0, 1e9)])
def test_impossible_places_are_refused(place):
    x, y, zoom = place
    with pytest.raises(LatentError):
        endless_plane(4, x, y, 3, zoom=zoom)


def test_impossible_planes_are_refused():
    with pytest.raises(LatentError, match="3 to 11"):
        plane(torch.ones(4, 4), 12)
    with pytest.raises(LatentError, match="4 finite corners"):
        plane(torch.ones(3, 4), 5)
