"""A detector knows the generator whose pictures it learned from, and misses those of another."""

from __future__ import annotations

import numpy as np
import pytest

from ganplay.lessons import detect
from ganplay.runs.asking.judging import reals_of
from ganplay.runs.asking.sampling import seed_pictures


@pytest.fixture(scope="module", params=[0, 1])
def detection(request, shipped):
    reals = reals_of(shipped["mnist-dcgan"])
    draw = {name: shipped[name].networks() for name in ("mnist-dcgan", "mnist")}
    asked = {name: seed_pictures(networks, range(9000, 9200))[0] for name, networks in draw.items()}
    learned, _ = seed_pictures(draw["mnist-dcgan"], range(256))
    return detect(
        reals.training, learned, {"real": reals.held_out, **asked}, "mnist-dcgan", steps=300, seed=request.param
    )


def test_it_is_mostly_right_about_the_generator_that_it_knows(detection):
    assert detection.accuracy > 0.7 and detection.called["mnist-dcgan"] > 0.6


def test_it_catches_few_pictures_of_another_generator(detection):
    assert detection.called["mnist"] < 0.35 < detection.called["mnist-dcgan"] - 0.25


def test_the_figures_are_those_of_what_it_said(detection):
    said = detection.said
    assert detection.called == {name: (values > 0.5).mean() for name, values in said.items()}
    right = np.mean([(said["real"] <= 0.5).mean(), (said["mnist-dcgan"] > 0.5).mean()])
    assert detection.accuracy == pytest.approx(right)
