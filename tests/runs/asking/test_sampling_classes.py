"""Conditional runs: what a seed and a class draw, on the command line and on the page."""

from __future__ import annotations

from unicodedata import normalize

import numpy as np
import pytest

SMALL = ["resolution=32", "g_width=8", "d_width=8", "batch=16", "z_dim=16", "precision=fp32"]


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    """`quick` on the digits, whose labels it is told, for 6 steps."""
    from ganplay.cli import main
    from ganplay.runs.store.folder import RunFolder

    folder = tmp_path_factory.mktemp("classes") / "run"
    settings = [word for setting in SMALL for word in ("--set", setting)]
    asked = ["train", "quick", "--data", "digits", *settings, "--steps", "6", "--device", "cpu", "--run", str(folder)]
    assert main(asked) == 0
    return RunFolder(folder)


def test_quick_is_told_the_class_where_the_data_has_labels(run):
    assert run.recipe.labels == "auto" and run.recipe.classes == 10
    assert run.networks().classes == tuple("0123456789")


def test_a_seed_draws_its_own_class_and_the_labels_are_told(run, tmp_path):
    from ganplay.runs.asking.sampling import sample_to

    sample_to(run, tmp_path / "all.npz", n=20, seed=3)
    sample_to(run, tmp_path / "one.npz", n=1, seed=7)
    sample_to(run, tmp_path / "four.npz", n=20, seed=3, only="4")
    everything, one, four = (np.load(tmp_path / f"{name}.npz") for name in ("all", "one", "four"))
    assert everything["labels"].tolist() == [seed % 10 for seed in range(3, 23)]
    assert np.array_equal(one["images"][0], everything["images"][4])
    assert set(four["labels"].tolist()) == {4} and np.array_equal(four["images"][1], everything["images"][1])


def test_a_class_that_is_not_there_is_refused_with_a_sentence(run):
    from ganplay.runs.asking.sampling import class_number
    from ganplay.runs.store.folder import RunError

    with pytest.raises(RunError, match="no class 'cat'"):
        class_number(run.networks(), "cat")


def test_a_picture_of_unknown_class_is_judged_by_the_class_that_believes_most(run):
    from ganplay.runs.asking.sampling import seed_pictures
    from ganplay.scoring import score

    networks = run.networks()
    pictures, _ = seed_pictures(networks, range(6))
    by_class = np.stack([score(networks.of_class(label).discriminator, pictures).numpy() for label in range(10)])
    assert np.allclose(score(networks.judge, pictures).numpy(), by_class.max(0), atol=1e-4)


@pytest.mark.parametrize(
    ("classes", "wanted", "number"),
    [
        (("0", "1", "10", "11", "2", "3"), "10", 2),
        (("0", "1", "10", "11", "2", "3"), "4", None),
        (("0", "1", "cat"), "2", None),
        (("000", "001", "007"), "7", 2),
        (("7", "007"), "07", None),
        (("cat", "dog"), "1", 1),
        (("cat", "dog"), "2", None),
        (("cat", "dog"), "-1", None),
        (("Bäume", "Äpfel"), normalize("NFD", "Äpfel"), 1),
        ((normalize("NFD", "Äpfel"), "Bäume"), "Äpfel", 0),
        ((), "0", None),
    ],
)
def test_a_class_is_meant_by_its_name_and_by_a_place_only_where_no_name_is_a_number(classes, wanted, number):
    from ganplay.runs.asking.sampling import class_number
    from ganplay.runs.store.folder import RunError
    from ganplay.training.checkpoint import Networks

    networks = Networks(None, None, None, 0, classes)
    if number is not None:
        assert class_number(networks, wanted) == number
        return
    with pytest.raises(RunError) as refused:
        class_number(networks, wanted)
    there = f"its classes are {', '.join(classes)}" if classes else "it was trained without classes"
    assert str(refused.value) == f"This run has no class {wanted!r}: {there}."
