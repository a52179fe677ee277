"""A walk between two faces: its frames are the generator's, its nearest training pictures those of the features."""

from __future__ import annotations

import numpy as np
import pytest

from ganplay.latent import Library, path, render, seed_latents
from ganplay.runs.asking.judging import data_of
from ganplay.runs.store.store import Store
from ganplay.training.trainer import HELD_OUT
from ganplay.ui.learn.asked_walk import FRAMES, RUN, server_functions

from ..asked import asking, at_work, picture, stand_whatever_is_asked, trained

SMALL = ("resolution=32", "g_width=8", "d_width=8", "batch=16", "z_dim=16", "precision=fp32", "labels=off")


@pytest.fixture(scope="module")
def ask(tmp_path_factory, answered):
    """Over a small run in the place of the shipped faces."""
    shipped = tmp_path_factory.mktemp("shipped")
    trained(shipped / RUN, "quick", "digits", 12, *SMALL)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("ganplay.runs.store.store.shipped", lambda name: shipped)
        yield asking(server_functions, Store(tmp_path_factory.mktemp("walk")), answered)


@pytest.fixture
def networks(ask):
    from ganplay.runs.store.store import pretrained

    return pretrained()[0].networks()


@pytest.fixture
def search(ask):
    """Searches for a frame and waits for the end."""
    return at_work(ask, "walk_")


def frames(networks, start: int, end: int) -> np.ndarray:
    latents = path(seed_latents([start, end], networks.generator.z_dim), FRAMES)
    return render(networks.generator, latents)


def test_the_frames_are_those_of_the_arc_between_two_seeds(ask, networks):
    told = ask("walk_frames", {"from": 3, "to": 8})
    drawn = frames(networks, 3, 8)
    assert (told["count"], told["columns"], told["size"]) == (FRAMES, FRAMES, 32)
    assert np.array_equal(picture(told["png"]), np.concatenate(list(drawn), 1).squeeze())


def test_each_frame_has_its_nearest_training_picture_and_what_is_usual_is_told(ask, networks, search):
    told = search({"from": 3, "to": 8})
    training, held_out = data_of(networks.recipe).split(HELD_OUT)
    library = Library(training.images, held_out.images, networks.discriminator.features)
    near = library.nearest(frames(networks, 3, 8), 1)
    assert [row[0] for row in told["distances"]] == pytest.approx(near.distances[:, 0].tolist(), abs=2e-3)
    assert told["percentile"] == pytest.approx(near.percentile.tolist(), abs=0.2)
    assert told["typical"][1] == pytest.approx(library.typical.median().item(), rel=0.02)
    assert told["compared"] == told["total"] == len(training)
    found = training.images[near.indices[:, 0]].permute(0, 2, 3, 1).numpy()
    assert np.array_equal(picture(told["png"]), np.concatenate(list(found)).squeeze())


@pytest.mark.parametrize(
    "seeds", [{}, {"from": 1}, {"from": 1, "to": -1}, {"from": "1", "to": 2}, {"from": 0.5, "to": 2}]
)
def test_what_are_no_seeds_are_refused(ask, search, seeds):
    assert "seed" in ask("walk_frames", seeds)["text"].lower()
    assert "seed" in search(seeds)["text"].lower()


def test_odd_questions_are_answered_or_refused(ask):
    stand_whatever_is_asked(ask, RUN)
