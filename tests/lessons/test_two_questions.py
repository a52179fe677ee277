"""A discriminator of cats and dogs is no classifier of cats against dogs, whatever the seed."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import torch

from ganplay.data.generated import draw
from ganplay.lessons import GENERATED, ask_both
from ganplay.lessons.two_questions import _recipe
from ganplay.nets import build
from ganplay.training.trainer import HELD_OUT

from ..slowly import usually

CAT, DOG = 0, 1


@pytest.fixture(scope="module")
def animals():
    return draw("animals", 32, 1280)


@pytest.fixture(scope="module", params=usually([0], [0, 1]))
def opinions(request, animals):
    return ask_both(animals, seed=request.param, steps=100)


def above(said, kind, one, other):
    """How often a picture of one kind gets more than one of the other; half: they cannot be told apart."""
    return (said[kind == one][:, None] > said[kind == other][None]).mean()


def test_the_discriminator_does_not_sort_cats_from_dogs(opinions):
    cat, dog = (opinions.mean(opinions.real, kind) for kind in (CAT, DOG))
    assert abs(cat - dog) < 0.06
    assert 0.38 < above(opinions.real, opinions.kind, CAT, DOG) < 0.62


def test_it_tells_both_from_generated_pictures(opinions):
    generated = opinions.mean(opinions.real, GENERATED)
    assert min(opinions.mean(opinions.real, kind) for kind in (CAT, DOG)) > generated + 0.1
    for kind in (CAT, DOG):
        assert above(opinions.real, opinions.kind, kind, GENERATED) > 0.9


def test_the_classifier_sorts_cats_from_dogs_and_must_call_generated_pictures_one_of_them(opinions):
    assert opinions.mean(opinions.first, CAT) > 0.65 and opinions.mean(opinions.first, DOG) < 0.35
    assert above(opinions.first, opinions.kind, CAT, DOG) > 0.85
    of_none = opinions.first[opinions.kind == GENERATED]
    assert (np.abs(of_none - 0.5) > 0.2).mean() > 0.3, "often it is sure of what is neither"


def test_neither_is_asked_about_what_it_learned_from(opinions, animals):
    training, held_out = animals.split(HELD_OUT)
    assert opinions.trained_on == len(training) == 1024
    known = {each.tobytes() for each in training.images.permute(0, 2, 3, 1).numpy()}
    asked = [each.tobytes() for each in opinions.pictures]
    assert not known & set(asked)
    assert np.array_equal(opinions.kind[: len(held_out)], held_out.labels.numpy())
    assert (opinions.kind == GENERATED).sum() == len(held_out) // 2


def test_both_networks_are_of_one_size(animals):
    _, discriminator = build(_recipe(animals, 0, 1).with_changes(channels=3))
    from ganplay.lessons import sorter

    classifier = sorter(animals.images[:8], animals.images[8:16], steps=1)
    sizes = [[tuple(weight.shape) for weight in network.parameters()] for network in (discriminator, classifier)]
    assert sizes[0] == sizes[1]


def test_the_same_seed_gives_the_same_answers(animals):
    few = animals.take(torch.arange(160))
    first, again, other = (ask_both(few, seed=seed, steps=6) for seed in (3, 3, 4))
    assert np.array_equal(first.real, again.real) and np.array_equal(first.first, again.first)
    assert not np.array_equal(first.real, other.real) and not np.array_equal(first.first, other.first)


def test_it_says_how_far_it_is_and_shows_what_is_drawn(animals):
    stages = []
    ask_both(animals.take(torch.arange(160)), steps=6, told=stages.append)
    fractions = [stage.fraction for stage in stages]
    assert fractions == sorted(fractions) and fractions[-1] == 1
    assert [stage.what for stage in stages][:: len(stages) - 1] == ["discriminator", "classifier"]
    drawn = [stage.drawn for stage in stages if stage.drawn is not None]
    assert len(drawn) >= 2 and drawn[0].shape[1:] == (32, 32, 3) and drawn[0].dtype == np.uint8
    assert not np.array_equal(drawn[0], drawn[-1])


def test_it_takes_two_classes(animals):
    with pytest.raises(ValueError, match="two classes"):
        ask_both(replace(animals, classes=("cat", "dog", "bird")), steps=1)
    with pytest.raises(ValueError, match="two classes"):
        ask_both(replace(animals, labels=None, classes=()), steps=1)
