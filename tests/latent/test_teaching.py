import pytest
import torch

from ganplay.data.pictures import Pictures
from ganplay.latent import (
    LatentError,
    mapped,
    moved,
    render,
    seed_latents,
    spread_w,
    teach,
    tick,
    train_attribute_classifier,
)


def brightness(generator, z):
    """Of the upper half, what z[0] of the known generator decides."""
    return render(generator, z)[:, :4].mean(axis=(1, 2, 3))


def test_a_taught_direction_moves_the_attribute_of_latents_it_was_not_taught_on(known):
    z = seed_latents(range(60), 12)
    bright = torch.from_numpy(brightness(known, z)) > 128
    taught = teach(z[bright], z[~bright])
    assert taught.accuracy > 0.85
    assert taught.examples == (int(bright.sum()), int((~bright).sum()))
    assert taught.vector.norm() == pytest.approx(1, abs=1e-5)
    others = seed_latents(range(1000, 1050), 12)
    up = brightness(known, moved(others, taught.steps, [2.0]))
    down = brightness(known, moved(others, taught.steps, [-2.0]))
    assert (up > brightness(known, others)).all()
    assert (down < brightness(known, others)).all()
    assert up.mean() - down.mean() > 100


def test_what_is_taught_in_w_is_measured_by_the_spread_of_w(uneven):
    z = seed_latents(range(200), 12)
    shows = torch.from_numpy(brightness(uneven, z)) > 128  # w[0] above 0, whatever the others
    w = mapped(uneven, z)
    taught = teach(w[shows], w[~shows], spread=spread_w(uneven))
    assert taught.accuracy > 0.85
    assert taught.vector[0] > 0.97 and taught.vector.norm() == pytest.approx(1, abs=1e-5)
    assert taught.sigma == pytest.approx(3, rel=0.1)
    assert torch.allclose(taught.steps, taught.sigma * taught.vector[None])


def test_five_of_each_are_enough_to_point_the_right_way(known):
    z = seed_latents(range(40), 12)
    bright = torch.from_numpy(brightness(known, z)) > 128
    assert teach(z[bright][:5], z[~bright][:5]).vector[0] > 0.3


def test_ticks_at_random_are_told_to_teach_nothing():
    z = seed_latents(range(400), 12)
    assert abs(teach(z[:200], z[200:]).accuracy - 0.5) < 0.1


def test_fewer_than_five_are_refused_with_a_sentence():
    with pytest.raises(LatentError, match="at least 5 pictures of each kind: these are 4 of A and 9 of B"):
        teach(torch.randn(4, 3), torch.randn(9, 3))


def test_examples_that_cannot_teach_are_refused():
    same = seed_latents(range(6), 3)
    with pytest.raises(LatentError, match="same latents"):
        teach(same, same)
    with pytest.raises(LatentError, match="same generator"):
        teach(torch.randn(5, 3), torch.randn(5, 4))
    with pytest.raises(LatentError, match="not finite"):
        teach(torch.full((5, 3), torch.nan), torch.randn(5, 3))


@pytest.fixture(scope="module")
def halves():
    """Grey 8-pixel pictures whose upper half is bright or not; the lower half is anything."""
    noise = torch.Generator().manual_seed(0)
    values = torch.randint(0, 256, (600, 1, 2, 1), generator=noise, dtype=torch.int64).to(torch.uint8)
    images = values.repeat_interleave(4, 2).expand(-1, 1, 8, 8).contiguous()
    return Pictures(name="halves", images=images, attributes={"bright": values[:, 0, 0, 0] > 128})


def test_the_classifier_learns_ticks_and_the_taught_direction_follows(known, halves):
    classifier = train_attribute_classifier(halves, ["bright"], steps=60, batch=16)
    assert classifier.accuracy["bright"] > 0.9
    shown, not_shown = tick(known, classifier, "bright", 30, pool=200)
    assert shown.shape == not_shown.shape == (30, 12)
    assert brightness(known, shown).min() > brightness(known, not_shown).max()
    taught = teach(shown, not_shown)
    assert taught.vector[0] > 0.9
    assert taught.accuracy > 0.95


def test_the_classifier_does_not_touch_the_global_random_state(halves):
    torch.manual_seed(3)
    expected = torch.rand(2)
    torch.manual_seed(3)
    first = train_attribute_classifier(halves, ["bright"], steps=2)
    assert torch.equal(torch.rand(2), expected)
    again = train_attribute_classifier(halves, ["bright"], steps=2)
    assert all(torch.equal(a, b) for a, b in zip(first.parameters(), again.parameters(), strict=True))


def test_unknown_and_constant_attributes_are_refused(known, halves):
    with pytest.raises(LatentError, match="does not say which pictures have 'hat'; it knows bright"):
        train_attribute_classifier(halves, ["hat"])
    with pytest.raises(LatentError, match="at least one"):
        train_attribute_classifier(halves, [])
    bright_only = halves.take(halves.attributes["bright"].nonzero()[:, 0])
    with pytest.raises(LatentError, match="alike"):
        train_attribute_classifier(bright_only, ["bright"])
    classifier = train_attribute_classifier(halves, ["bright"], steps=1)
    with pytest.raises(LatentError, match="knows bright"):
        tick(known, classifier, "hat")


def test_an_attribute_that_the_generator_never_shows_is_refused(known, halves):
    classifier = train_attribute_classifier(halves, ["bright"], steps=1)
    with torch.no_grad():
        classifier.layers[-1].bias.fill_(-1000.0)
    with pytest.raises(LatentError, match="has not learned it"):
        tick(known, classifier, "bright", pool=50)
