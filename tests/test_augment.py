import pytest
import torch

from ganplay import augment
from ganplay.augment import Strength


@pytest.fixture
def random():
    return torch.Generator().manual_seed(0)


@pytest.fixture(params=[1, 3])
def pictures(request):
    return torch.rand(64, request.param, 16, 16, generator=torch.Generator().manual_seed(1)) * 2 - 1


def adaptive(p):
    return lambda pictures, random: augment.adaptive(pictures, torch.tensor(p), random)


@pytest.mark.parametrize("change", [augment.diffaugment, adaptive(1.0), adaptive(0.5)])
def test_every_picture_passes_a_gradient_and_keeps_its_shape(change, pictures, random):
    pictures.requires_grad_(True)
    changed = change(pictures, random)
    assert changed.shape == pictures.shape and changed.isfinite().all()
    changed.square().sum().backward()
    assert (pictures.grad.flatten(1).abs().sum(1) > 0).all()


@pytest.fixture
def doubles():
    """Numbers of 64 bits, which derivatives can be told from differences in."""
    torch.set_default_dtype(torch.float64)
    yield
    torch.set_default_dtype(torch.float32)


@pytest.mark.parametrize("change", [augment.diffaugment, adaptive(0.9)])
def test_slopes_of_slopes_pass_to_the_pictures_too(change, doubles):
    pictures = torch.rand(3, 3, 4, 4, generator=torch.Generator().manual_seed(2), requires_grad=True)

    def cubed(x):
        return change(x, torch.Generator().manual_seed(5)).pow(3)

    assert torch.autograd.gradgradcheck(cubed, pictures, fast_mode=True)


def test_moved_pictures_are_what_pytorch_samples(random):
    pictures = torch.rand(40, 1, 8, 8, requires_grad=True)
    grid = torch.rand(40, 8, 8, 2) * 3 - 1.5
    wanted = torch.nn.functional.grid_sample(pictures, grid, padding_mode="reflection", align_corners=False)
    slope = torch.rand(40, 1, 8, 8)
    assert torch.equal(augment._Sampled.apply(pictures, grid), wanted)
    mine, theirs = (
        torch.autograd.grad(x, pictures, slope)[0] for x in (augment._Sampled.apply(pictures, grid), wanted)
    )
    assert torch.equal(mine, theirs)


def test_adaptive_augmentation_at_zero_changes_no_bit(pictures, random):
    assert torch.equal(augment.adaptive(pictures, torch.tensor(0.0), random), pictures)


def test_adaptive_augmentation_changes_more_pictures_as_p_rises(pictures, random):
    def changed(p):
        return (augment.adaptive(pictures, torch.tensor(p), random) != pictures).flatten(1).any(1).float().mean()

    shares = [changed(p).item() for p in (0.0, 0.05, 0.3, 1.0)]
    assert shares == sorted(shares) and shares[0] == 0 and 0.05 < shares[1] < 0.6 and shares[3] == 1


def test_the_same_random_state_makes_the_same_changes(pictures):
    first, second = (augment.diffaugment(pictures, torch.Generator().manual_seed(3)) for _ in range(2))
    assert torch.equal(first, second)
    assert not torch.equal(first, augment.diffaugment(pictures, torch.Generator().manual_seed(4)))


def test_a_translation_moves_whole_pixels_by_at_most_an_eighth(random):
    dot = torch.zeros(200, 1, 16, 16)
    dot[:, :, 8, 8] = 1
    moved = augment.translate(dot, random)
    rows, columns = moved.flatten(1).argmax(1) // 16 - 8, moved.flatten(1).argmax(1) % 16 - 8
    assert (moved.flatten(1).sum(1) == 1).all()
    assert set(rows.tolist()) == set(columns.tolist()) == {-2, -1, 0, 1, 2}


def test_a_cutout_hides_at_most_a_square_of_half_the_side(random):
    hidden = augment.cutout(torch.ones(300, 1, 16, 16), random) == 0
    heights, widths = hidden.any(3).sum(2), hidden.any(2).sum(2)
    assert heights.max() == widths.max() == 8 and heights.min() >= 4
    assert (hidden.flatten(1).sum(1) == (heights * widths).flatten()).all()


def test_colour_keeps_what_does_not_concern_it(random):
    grey = torch.full((50, 3, 4, 4), 0.25)  # contrast and saturation have nothing to stretch here
    changed = augment.colour(grey, random)
    assert (changed - changed.mean((1, 2, 3), keepdim=True)).abs().max() < 1e-6
    assert -0.25 <= changed.min() < -0.1 and 0.6 < changed.max() <= 0.75


def test_moved_pictures_are_rearranged_pictures(random):
    """Nothing but mirrors and quarter turns happens to some; those keep their set of pixels."""
    pictures = torch.rand(500, 1, 8, 8)
    moved = augment.move(pictures, torch.tensor(0.3), random)
    kept = (moved.flatten(1).sort(1).values - pictures.flatten(1).sort(1).values).abs().amax(1) < 1e-4
    same = (moved == pictures).flatten(1).all(1)
    assert (kept & ~same).sum() > 20


def test_a_hue_turn_keeps_grey_and_the_distance_from_it(random):
    pictures = torch.rand(200, 3, 4, 4)
    changed = augment.recolour(pictures, torch.tensor(1.0), random)
    centred, before = (x - x.mean(1, keepdim=True) for x in (changed, pictures))
    ratio = centred.flatten(1).norm(dim=1) / before.flatten(1).norm(dim=1)
    each = centred.norm(dim=1) / before.norm(dim=1)
    torch.testing.assert_close(each, ratio.view(-1, 1, 1).expand_as(each), rtol=1e-3, atol=1e-4)


def simulated(strength, overfitting, steps, batch=100):
    """A discriminator whose mean sign on real pictures is what `overfitting` says of p; returns the p of every step."""
    random, history = torch.Generator().manual_seed(0), []
    for step in range(steps):
        mean = overfitting(strength.p.item(), step)
        logits = torch.where(torch.rand(batch, generator=random) < (1 + mean) / 2, 1.0, -1.0)
        strength.observe(logits, batch)
        history.append(strength.p.item())
    return history


def test_p_rises_while_d_overfits_at_the_published_speed():
    history = simulated(Strength(torch.device("cpu"), kimg=10.0), lambda p, step: 0.9, 120)
    assert history[2] == 0 and history[3] == pytest.approx(4 * 100 / 10_000)  # moves every fourth step
    assert history[98] < 1 and history[99] == pytest.approx(1.0)  # 10,000 pictures
    assert history[-1] == 1.0


def test_by_the_budget_p_can_rise_to_one_in_a_quarter_of_it():
    strength, seen = Strength(torch.device("cpu"), kimg=0), []
    for step in range(400):
        strength.observe(torch.ones(10), 10, progress=step / 400)
        seen.append(strength.p.item())
    assert seen[51] == pytest.approx(0.5, abs=0.02) and seen[90] < 1 and seen[104] == 1


def test_p_settles_where_d_meets_the_target():
    """Augmentation by p lowers the mean sign: 0.9 without, 0.6 at p = 0.3."""
    history = simulated(Strength(torch.device("cpu"), kimg=40.0), lambda p, step: 0.9 - p, 2000)
    late = history[1000:]
    assert sum(late) / len(late) == pytest.approx(0.3, abs=0.05)


def test_p_falls_back_to_zero_when_d_is_lost():
    strength = Strength(torch.device("cpu"), kimg=10.0)
    simulated(strength, lambda p, step: 0.9, 60)
    assert strength.p > 0.5
    history = simulated(strength, lambda p, step: 0.0, 200)
    assert history[-1] == 0.0


def test_the_sign_is_taken_from_the_loss_s_own_threshold():
    strength = Strength(torch.device("cpu"), kimg=1.0, every=1)
    strength.observe(torch.full((50,), 0.7), 50, threshold=0.5)
    assert strength.p == pytest.approx(0.05)
    strength.observe(torch.full((50,), 0.4), 50, threshold=0.5)
    assert strength.p == 0
