"""The latent room on the faces that ship with ganplay: a generator that has really learned something."""

import pytest
import torch

from ganplay.data.generated import draw
from ganplay.latent import invert, moved, render, seed_latents, teach, tick, to_float, train_attribute_classifier
from ganplay.runs.store.store import pretrained

ATTRIBUTES = ["smile", "glasses", "hat"]


@pytest.fixture(scope="module")
def generator():
    (run,) = [run for run in pretrained() if run.path.name == "faces"]
    return run.networks().generator


@pytest.fixture(scope="module")
def classifier():
    return train_attribute_classifier(draw("faces", 32, 2560), ATTRIBUTES, steps=120)


def test_the_classifier_knows_the_known_attributes(classifier):
    assert min(classifier.accuracy.values()) > 0.9


@pytest.mark.parametrize("attribute", ATTRIBUTES)
def test_a_taught_direction_moves_the_attribute_of_faces_it_was_not_taught_on(generator, classifier, attribute):
    taught = teach(*tick(generator, classifier, attribute, 120, pool=600))
    assert taught.accuracy > 0.75  # chance is .5, and of 120 ticked ones its standard error is .04
    others = seed_latents(range(50_000, 50_060), generator.z_dim)
    column = classifier.names.index(attribute)

    def share(amount):
        """Of the faces, so many show the attribute when moved by `amount` standard deviations."""
        pictures = to_float(render(generator, moved(others, taught.steps, [amount])))
        return float((classifier(pictures)[:, column] > 0).float().mean())

    assert share(3.0) > share(0.0) + 0.2
    assert share(-3.0) < share(0.0) - 0.1


def test_a_face_of_its_own_is_found_again(generator):
    target = render(generator, seed_latents([5001], generator.z_dim))[0]
    *_, last = invert(generator, target, steps=100)
    assert last.error < 0.05


def test_a_picture_it_never_saw_is_matched_better_than_by_chance_but_not_exactly(generator):
    target = draw("faces", 32, 8).images[7].permute(1, 2, 0).contiguous().numpy()
    first, *_, last = invert(generator, target, steps=60)
    assert 0.02 < last.error < first.error
    assert torch.isfinite(last.z).all()
