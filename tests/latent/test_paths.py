import pytest
import torch

from ganplay.latent import LatentError, lerp, loop, norms, path, path_at, seed_latents, shell, slerp


def test_an_arc_keeps_the_norm_and_turns_evenly():
    start, end = torch.nn.functional.normalize(seed_latents([1, 2], 64), dim=1) * 8
    arc = path(torch.stack((start, end)), 21)
    assert torch.allclose(norms(arc), torch.full((21,), 8.0), atol=1e-4)
    turns = torch.nn.functional.cosine_similarity(arc[1:], arc[:-1], dim=1)
    assert torch.allclose(turns, turns[0].expand(20), atol=1e-5)


def test_an_arc_between_different_norms_goes_evenly_from_one_to_the_other():
    start, end = torch.tensor([3.0, 0.0]), torch.tensor([0.0, 5.0])
    assert torch.allclose(slerp(start, end, 0.5), torch.full((2,), 4 / 2**0.5))


@pytest.mark.parametrize("mode", ["slerp", "lerp"])
def test_a_path_meets_its_keyframes_exactly(mode):
    keyframes = seed_latents([1, 2, 3], 64)
    way = path(keyframes, 11, mode)
    assert torch.equal(way[0], keyframes[0])
    assert torch.equal(way[5], keyframes[1])
    assert torch.equal(way[-1], keyframes[2])


def test_points_in_one_direction_differ_in_norm_only():
    start = seed_latents([1], 16)[0]
    assert torch.allclose(slerp(start, start, 0.3), start)
    assert torch.allclose(slerp(start, 3 * start, 0.5), 2 * start, atol=1e-5)


def test_opposite_points_are_joined_by_a_half_circle():
    start = seed_latents([1], 16)
    arc = slerp(start.expand(9, -1), -start.expand(9, -1), torch.linspace(0, 1, 9))
    assert torch.isfinite(arc).all()
    assert torch.allclose(norms(arc), norms(start).expand(9), atol=1e-4)
    assert abs(float((arc[4] * start[0]).sum())) < 1e-3


def test_an_arc_from_zero_is_finite():
    arc = slerp(torch.zeros(5, 4), torch.ones(5, 4), torch.linspace(0, 1, 5))
    assert torch.isfinite(arc).all()
    assert torch.allclose(norms(arc), torch.linspace(0, 2, 5))


def test_a_straight_line_cuts_through_the_shell():
    keyframes = seed_latents([1, 2], 256)
    mean, deviation = shell(256)
    assert norms(path(keyframes, 3, "lerp"))[1] < mean - 5 * deviation
    assert (norms(path(keyframes, 9)) - mean).abs().max() < 5 * deviation
    assert torch.allclose(lerp(keyframes[0], keyframes[1], 0.5), keyframes.mean(0))


def test_the_shell_is_where_seeds_lie():
    lengths = norms(seed_latents(range(2000), 32))
    mean, deviation = shell(32)
    assert abs(float(lengths.mean()) - mean) < 0.1
    assert abs(float(lengths.std()) - deviation) < 0.05


def test_a_scrub_position_is_a_point_of_the_path():
    keyframes = seed_latents([4, 5, 6], 8)
    assert torch.allclose(path_at(keyframes, torch.tensor([0.25])), path(keyframes, 9)[2:3])


@pytest.mark.parametrize("mode", ["slerp", "lerp"])
@pytest.mark.parametrize("count", [2, 3, 8])
def test_a_loop_closes_smoothly(mode, count):
    keyframes = seed_latents(range(count), 16).double()
    frames = 1200 * count
    around = loop(keyframes, frames, mode)
    assert torch.allclose(around[:: frames // count], keyframes, atol=1e-6)
    closed = torch.cat((around, around[:3]))
    speed = closed.diff(dim=0)
    change = speed.diff(dim=0)
    # nowhere, and so not at the seam, does place, speed or acceleration jump
    assert speed.norm(dim=1).max() < 0.05
    assert change.norm(dim=1).max() < 2e-4
    assert change.diff(dim=0).norm(dim=1).max() < 2e-6


def test_a_loop_through_opposite_keyframes_stays_on_the_shell():
    one = seed_latents([1], 16)
    around = loop(torch.cat((one, -one)), 40)
    assert (norms(around) / norms(one)).sub(1).abs().max() < 1e-4


def test_a_loop_in_z_keeps_typical_norms():
    lengths = norms(loop(seed_latents(range(6), 64), 200))
    mean, deviation = shell(64)
    assert (lengths - mean).abs().max() < 4 * deviation


@pytest.mark.parametrize("mode", ["slerp", "lerp"])
def test_paths_take_a_latent_for_each_layer(mode):
    """Each layer goes the way that it would go alone, for its angle and its lengths are its own."""
    keyframes = seed_latents(range(9), 4).reshape(3, 3, 4) * torch.tensor([1.0, 3.0, 0.5])[:, None]
    positions = torch.tensor([0.0, 0.1, 0.25, 0.6, 1.0])
    for way in (
        lambda frames: path(frames, 7, mode),
        lambda frames: loop(frames, 7, mode),
        lambda frames: path_at(frames, positions, mode),
    ):
        together = way(keyframes)
        assert together.shape == (len(together), 3, 4)
        for layer in range(3):
            torch.testing.assert_close(together[:, layer], way(keyframes[:, layer]))
    halfway = path(keyframes, 5, mode)[1]  # between the first two keyframes
    if mode == "lerp":
        torch.testing.assert_close(halfway, (keyframes[0] + keyframes[1]) / 2)
    else:
        directions = torch.nn.functional.normalize(keyframes, dim=-1)
        middle = torch.nn.functional.normalize(directions[0] + directions[1], dim=-1)
        torch.testing.assert_close(halfway, middle * (keyframes[:2].norm(dim=-1).mean(0))[:, None])
    each = torch.tensor([[3.0, 4.0], [6.0, 8.0]])  # lengths 5 and 10
    assert norms(torch.stack((each, 2 * each))).tolist() == pytest.approx([7.5, 15.0])


@pytest.mark.parametrize("count", [0, 1, 9])
def test_too_few_or_too_many_keyframes_are_refused(count):
    for way in (path, loop):
        with pytest.raises(LatentError, match="2 to 8 keyframes"):
            way(torch.ones(count, 4), 10)


def test_what_is_not_finite_or_not_a_way_is_refused():
    with pytest.raises(LatentError, match="not finite"):
        path(torch.full((2, 4), torch.inf), 10)
    with pytest.raises(LatentError, match="slerp, lerp"):
        path(torch.ones(2, 4), 10, "magic")
    with pytest.raises(LatentError, match="2 frames"):
        loop(torch.ones(2, 4), 1)
