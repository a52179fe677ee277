"""The data sets that are drawn: the same for everyone, and what their labels say they are."""

from __future__ import annotations

import pytest
import torch

from ganplay.data import CATALOG, load
from ganplay.data.generated import BLOCK, SCENES, draw

NAMES = sorted(SCENES)


@pytest.mark.parametrize("resolution", [28, 32, 64])
@pytest.mark.parametrize("name", NAMES)
def test_every_generated_set_comes_at_every_size(name, resolution):
    pictures = load(name, resolution, count=40)
    assert pictures.images.shape == (40, 3, resolution, resolution)
    assert pictures.images.dtype == torch.uint8
    assert pictures.images.float().std() > 20, "there is something to see"
    assert pictures.flips == CATALOG[name].flips


@pytest.mark.parametrize("name", NAMES)
def test_the_same_seed_draws_the_same_pictures_and_another_seed_others(name):
    first, again, other = draw(name, 28, 32, seed=3), draw(name, 28, 32, seed=3), draw(name, 28, 32, seed=4)
    assert torch.equal(first.images, again.images)
    assert not torch.equal(first.images, other.images)


@pytest.mark.parametrize("name", NAMES)
def test_the_first_pictures_do_not_depend_on_how_many_are_drawn(name):
    few, many = draw(name, 28, 10), draw(name, 28, BLOCK + 10)
    assert torch.equal(few.images, many.images[:10])
    assert len(many) == BLOCK + 10
    assert not torch.equal(many.images[:10], many.images[BLOCK:]), "blocks differ"


@pytest.mark.parametrize("name", NAMES)
def test_the_pictures_do_not_depend_on_the_number_of_threads(name):
    before = torch.get_num_threads()
    try:
        torch.set_num_threads(1)
        alone = draw(name, 32, 64)
        torch.set_num_threads(3)
        together = draw(name, 32, 64)
    finally:
        torch.set_num_threads(before)
    assert torch.equal(alone.images, together.images)


@pytest.mark.parametrize("name", NAMES)
def test_no_two_pictures_are_the_same(name):
    flat = draw(name, 28, 200).images.flatten(1)
    assert len(torch.unique(flat, dim=0)) == 200


@pytest.mark.parametrize("name", ["animals", "landscapes", "shapes"])
def test_every_class_occurs_about_equally_often(name):
    pictures = draw(name, 28, 1024)
    counts = pictures.labels.bincount(minlength=len(pictures.classes))
    assert pictures.classes == CATALOG[name].classes
    assert counts.min() > 0.6 * 1024 / len(pictures.classes)


@pytest.mark.parametrize("name", ["animals", "faces", "landscapes"])
def test_every_attribute_is_true_of_some_pictures_and_false_of_others(name):
    pictures = draw(name, 28, 512)
    assert tuple(pictures.attributes) == CATALOG[name].attributes
    for values in pictures.attributes.values():
        assert values.dtype == torch.bool and values.shape == (512,)
        assert 0.1 < values.float().mean() < 0.9


def _difference(pictures, attribute, rows, columns):
    """How far the mean pictures with and without an attribute are apart, in a part of the picture."""
    part = pictures.images[:, :, rows, columns].float()
    has = pictures.attributes[attribute]
    return (part[has].mean(0) - part[~has].mean(0)).abs().mean()


@pytest.mark.parametrize(
    ("attribute", "rows", "columns"),
    [
        ("hat", slice(2, 10), slice(8, 24)),
        ("glasses", slice(14, 19), slice(8, 24)),
        ("smile", slice(21, 25), slice(12, 20)),
        ("long_hair", slice(18, 29), slice(3, 7)),
        ("dark_hair", slice(7, 11), slice(10, 22)),
        ("beard", slice(23, 28), slice(10, 22)),
    ],
)
def test_an_attribute_of_a_face_shows_where_it_should(attribute, rows, columns):
    faces = draw("faces", 32, 1024)
    there = _difference(faces, attribute, rows, columns)
    elsewhere = _difference(faces, attribute, slice(0, 32), slice(0, 32))
    assert there > 8 and there > 2 * elsewhere


def test_hair_called_dark_is_darker():
    faces = draw("faces", 32, 1024)
    crown = faces.images[:, :, 8:10, 13:19].float().mean((1, 2, 3))
    bare = ~faces.attributes["hat"]
    dark = faces.attributes["dark_hair"]
    assert crown[bare & dark].mean() + 40 < crown[bare & ~dark].mean()


def test_nights_are_darker_than_days():
    scenes = draw("landscapes", 32, 512)
    light = scenes.images.float().mean((1, 2, 3))
    day, night = (scenes.classes.index(name) for name in ("day", "night"))
    assert light[scenes.labels == night].max() < light[scenes.labels == day].min()


def test_the_kind_of_a_shape_can_be_told_from_its_picture():
    """Nearest neighbour on a centred silhouette: far above the one in eight of guessing."""
    shapes = draw("shapes", 32, 1024)
    pixels = shapes.images.float()
    ground = pixels[:, :, :2].mean((2, 3), keepdim=True)
    mask = ((pixels - ground).abs().amax(1) > 55).float()
    place = torch.arange(32.0)
    mass = mask.sum((1, 2)).clamp(min=1)
    x, y = (mask.sum(1) * place).sum(1) / mass, (mask.sum(2) * place).sum(1) / mass
    centred = torch.stack(
        [each.roll((round(16 - float(b)), round(16 - float(a))), (0, 1)) for each, a, b in zip(mask, x, y, strict=True)]
    ).flatten(1)
    distances = torch.cdist(centred[800:], centred[:800])
    guess = shapes.labels[:800][distances.argmin(1)]
    assert (guess == shapes.labels[800:]).float().mean() > 0.7


def test_cats_and_dogs_are_told_by_their_pictures_but_not_by_their_colours():
    animals = draw("animals", 32, 1536)
    pixels, dogs = animals.images.flatten(1) / 255, animals.labels
    nearest = torch.cdist(pixels[1024:], pixels[:1024]).argmin(1)
    assert (dogs[:1024][nearest] == dogs[1024:]).float().mean() > 0.6
    colours = animals.images.float().mean((2, 3))
    line = torch.linalg.lstsq(torch.cat([colours, torch.ones(1536, 1)], 1), dogs * 2.0 - 1)[0]
    guess = torch.cat([colours, torch.ones(1536, 1)], 1) @ line > 0
    assert (guess == dogs.bool()).float().mean() < 0.65


@pytest.mark.parametrize("cat", [True, False])
def test_what_is_said_of_an_animal_is_true_of_cats_and_of_dogs(cat):
    animals = draw("animals", 32, 1536)
    of = (animals.labels == animals.classes.index("cat")) == cat
    for values in animals.attributes.values():
        assert 0.1 < values[of].float().mean() < 0.9, "no attribute gives the class away"
    chest = animals.images[of][:, :, 22:31, 10:22].float().mean((1, 2, 3))
    dark = animals.attributes["dark_fur"][of]
    assert chest[dark].mean() + 30 < chest[~dark].mean()


def test_grass_is_green_and_rooms_are_not():
    animals = draw("animals", 32, 1024)
    outdoors = animals.attributes["outdoors"]
    red, green, blue = animals.images[:, :, -2:, [0, -1]].float().mean((2, 3)).T
    greener = green - torch.maximum(red, blue)
    assert greener[outdoors].mean() > greener[~outdoors].mean() + 30


def test_pointed_ears_stand_above_a_head():
    """Above a head that faces the viewer, nothing else differs from the wall but ears (and windows, seldom)."""
    animals = draw("animals", 32, 2048)
    there = _difference(animals, "pointed_ears", slice(4, 12), slice(8, 24))
    assert there > 4 * _difference(animals, "pointed_ears", slice(0, 32), slice(0, 4))


def test_a_collar_has_a_colour():
    animals = draw("animals", 32, 2048)
    neck = animals.images[:, :, 18:24, 10:22].float()
    colourful = (neck.amax(1) - neck.amin(1)).flatten(1).topk(6).values.mean(1)
    has = animals.attributes["collar"]
    assert colourful[has].mean() > colourful[~has].mean() + 10


def test_drawing_reports_its_progress():
    told = []
    load("shapes", 28, count=600, progress=lambda stage, fraction: told.append((stage, fraction)))
    assert [stage for stage, _ in told] == ["draw"] * 3
    assert told[-1] == ("draw", 1.0)
    assert told == sorted(told)
