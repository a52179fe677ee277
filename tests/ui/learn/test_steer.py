"""Steering by classes and codes: what is drawn, and how often a classifier agrees."""

from __future__ import annotations

import shutil

import numpy as np
import pytest
import torch

from ganplay.latent import render, seed_latents
from ganplay.metrics.features import features_for
from ganplay.runs.asking.sampling import seed_pictures
from ganplay.runs.store.store import Store, pretrained
from ganplay.shipped import shipped
from ganplay.ui.learn import asked_steer
from ganplay.ui.learn.asked_steer import SHOWN, server_functions

from ..asked import asking, picture, stand_whatever_is_asked, trained

SMALL = ("resolution=32", "g_width=4", "d_width=4", "batch=16", "precision=fp32", "metrics=0")


@pytest.fixture(scope="module")
def ask(tmp_path_factory, answered):
    """Over the shipped run that is told classes, and a small one with codes; fewer digits are counted."""
    folder = tmp_path_factory.mktemp("shipped")
    shutil.copytree(shipped("pretrained") / "mnist", folder / "mnist")
    trained(folder / "coded", "infogan", "digits", 3, *SMALL)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("ganplay.runs.store.store.shipped", lambda name: folder)
        patch.setattr(asked_steer, "ASKED", 200)
        yield asking(server_functions, Store(tmp_path_factory.mktemp("steer")), answered)


@pytest.fixture
def told(ask):
    return next(run for run in pretrained() if run.path.name == "mnist").networks()


@pytest.fixture
def coded(ask):
    return next(run for run in pretrained() if run.path.name == "coded").networks()


def cut(url: str, columns: int = 6) -> np.ndarray:
    """The pictures of a sheet, (N, 32, 32)."""
    page = picture(url)
    return page.reshape(-1, 32, columns, 32).swapaxes(1, 2).reshape(-1, 32, 32)


def guessed(pictures: np.ndarray) -> torch.Tensor:
    features = features_for(1, 32)
    return features.guess(features(torch.from_numpy(pictures).permute(0, 3, 1, 2).contiguous()), "digits")


def test_runs_are_found_by_what_they_are(ask):
    runs = ask("steer_runs")
    assert runs["classes"] == {"run": "mnist", "names": [str(digit) for digit in range(10)]}
    assert runs["codes"] == {"run": "coded", "categories": 10, "continuous": 2, "farthest": 2.0}


def test_one_that_names_its_classes_is_taken_first(ask, tmp_path, monkeypatch, answered):
    folder = tmp_path / "shipped"
    shutil.copytree(shipped("pretrained") / "mnist", folder / "aaa")
    trained(folder / "zzz", "acgan", "digits", 2, *SMALL)
    monkeypatch.setattr("ganplay.runs.store.store.shipped", lambda name: folder)
    runs = asking(server_functions, Store(tmp_path), answered)("steer_runs")
    assert runs["classes"]["run"] == "zzz" and runs["codes"] is None


def test_a_class_is_what_is_drawn(ask, told):
    for label in (0, 7):
        drawn, _ = seed_pictures(told, range(SHOWN), label)
        assert np.array_equal(cut(ask("steer_class", {"label": label})["png"]), drawn[..., 0])


def test_codes_are_what_is_drawn(ask, coded):
    codes = [4, -1.5, 0.5]
    fixed = coded.with_codes(codes).generator
    drawn = render(fixed, seed_latents(range(SHOWN), fixed.z_dim))
    assert np.array_equal(cut(ask("steer_codes", {"codes": codes})["png"]), drawn[..., 0])


def test_the_share_of_obeyed_classes_is_the_classifier_s(ask, told):
    answer = ask("steer_obeyed")
    labels = torch.arange(200) % 10
    guesses = guessed(seed_pictures(told, range(200))[0])
    assert answer["n"] == 200 and answer["share"] == pytest.approx((guesses == labels).double().mean().item())
    assert answer["share"] > 0.9
    for asked, row in enumerate(answer["seen"]):
        assert row == torch.bincount(guesses[labels == asked], minlength=10).tolist()
    reals = next(run for run in pretrained() if run.path.name == "mnist").reals()
    known = torch.from_numpy(reals.held_out_labels)
    assert answer["floor"] == pytest.approx((guessed(reals.held_out) == known).double().mean().item())
    assert answer["floor_n"] == len(known)


def test_what_categories_draw_is_counted(ask, coded):
    answer = ask("steer_categories")
    assert answer["n"] == 20 and [sum(row) for row in answer["seen"]] == [20] * 10
    third = coded.with_codes([3]).generator
    guesses = guessed(render(third, seed_latents(range(20), third.z_dim)))
    assert answer["seen"][3] == torch.bincount(guesses, minlength=10).tolist()
    assert answer["share"] == pytest.approx(np.mean([max(row) / 20 for row in answer["seen"]]))
    assert 0.1 < answer["floor"] <= 1


def test_the_floor_of_the_shipped_codes_is_what_codes_for_nothing_would_reach(tmp_path, answered, monkeypatch):
    """Dealt to ten categories at random, a hundred digits each are of one kind by a little more than a tenth."""
    monkeypatch.setattr("ganplay.runs.store.store.shipped", shipped)
    monkeypatch.setattr(asked_steer, "ASKED", 1000)
    found = asking(server_functions, Store(tmp_path), answered)("steer_categories")
    assert found["n"] == 100 and found["share"] > 0.5
    assert 0.1 < found["floor"] < 0.25 < found["share"]


def test_digits_are_counted_once(ask, monkeypatch, tmp_path, answered):
    asked = []
    real = asked_steer._guessed
    monkeypatch.setattr(asked_steer, "_guessed", lambda *given: asked.append(1) or real(*given))
    ask = asking(server_functions, Store(tmp_path), answered)
    assert ask("steer_obeyed") == ask("steer_obeyed")
    assert len(asked) == 2  # the generated digits and the real ones


@pytest.mark.parametrize("label", [-1, 10, 10**12, "3", None, True, 3.0])
def test_a_class_that_is_none_is_refused(ask, label):
    assert "0 to 9" in ask("steer_class", {"label": label})["text"]


@pytest.mark.parametrize(
    "codes",
    [
        None,
        3,
        [],
        [1],
        [1, 0],
        [1, 0, 0, 0],
        [10, 0, 0],
        [-1, 0, 0],
        [True, 0, 0],
        [1, 2.1, 0],
        [1, "0", 0],
        [1, 0, None],
    ],
)
def test_codes_that_are_none_are_refused(ask, codes):
    assert ask("steer_codes", {"codes": codes})["text"].endswith(".")


def test_what_did_not_come_along_is_said_in_a_sentence(tmp_path, monkeypatch, answered):
    monkeypatch.setattr("ganplay.runs.store.store.shipped", lambda name: tmp_path / "nothing")
    ask = asking(server_functions, Store(tmp_path), answered)
    assert ask("steer_runs") == {"classes": None, "codes": None}
    assert ask("steer_class", {"label": 1})["error"] == ask("steer_obeyed")["error"] == "no_classes"
    assert ask("steer_codes", {"codes": [1, 0, 0]})["error"] == ask("steer_categories")["error"] == "no_codes"


def test_odd_questions_are_answered_or_refused(ask):
    stand_whatever_is_asked(ask)
