"""What a run is made of is known by its recipe, and every family has one kind."""

import pytest

from ganplay.recipe import KINDS, NAMED, kind_of
from ganplay.recipe.fields import FAMILIES, FIELDS
from ganplay.recipe.kinds import JUDGE, LAB, LATENT, PICTURES, kind_drawn_by


def test_every_family_has_one_kind_and_pictures_are_those_of_the_others():
    claimed = [family for kind in KINDS.values() for family in kind.families]
    assert len(claimed) == len(set(claimed)) and set(claimed) <= set(FAMILIES)
    assert not PICTURES.families
    assert all((kind_drawn_by(family) is PICTURES) == (family not in claimed) for family in FAMILIES)


@pytest.mark.parametrize("name", KINDS)
def test_a_kind_begins_with_a_recipe_of_its_own(name):
    kind = KINDS[name]
    recipe = NAMED[kind.recipe].recipe
    assert kind.name == name and kind_of(recipe) is kind
    assert recipe.resolution in kind.sizes and recipe.channels in (0, *kind.channels)


def test_the_form_offers_the_sizes_and_channels_of_all_kinds():
    assert FIELDS["resolution"].choices == (1, 28, 32, 64, 128) and FIELDS["channels"].choices == (0, 1, 2, 3)


def test_rooms_that_are_closed_to_a_kind_say_so_with_a_sentence():
    for kind in KINDS.values():
        assert kind.rooms <= {LATENT, JUDGE, LAB}
        if kind.rooms < {LATENT, JUDGE, LAB}:
            assert kind.closed.code and kind.closed.sentence.endswith(".")
    told = [kind.apart for kind in KINDS.values() if kind is not PICTURES]
    assert all(refused.code and refused.sentence.endswith(".") for refused in told)
