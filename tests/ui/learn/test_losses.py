"""Two shipped runs by their losses: what is told is what their histories and reports hold."""

from __future__ import annotations

import math

import pytest

from ganplay.runs.asking.report import read_report
from ganplay.runs.store.store import Store, pretrained
from ganplay.ui.learn.asked_losses import PAIR, server_functions

from ..asked import asking, picture, stand_whatever_is_asked


@pytest.fixture(scope="module")
def ask(tmp_path_factory, answered):
    return asking(server_functions, Store(tmp_path_factory.mktemp("losses")), answered)


@pytest.fixture(scope="module")
def runs():
    known = {run.path.name: run for run in pretrained()}
    return {letter: known[name] for letter, name in PAIR.items()}


def test_the_curves_are_points_of_the_histories_from_the_first_to_the_last(ask, runs):
    told = ask("losses_curves")
    for letter, run in runs.items():
        points = {row["step"]: row for row in run.points()}
        curve = told[letter]
        assert (curve["step"][0], curve["step"][-1]) == (min(points), max(points))
        for name in ("loss_d", "loss_g"):
            assert curve[name] == pytest.approx([points[step][name] for step in curve["step"]], rel=1e-5)


def test_the_curves_alone_do_not_tell_which_run_is_which(ask):
    assert set(ask("losses_curves")["a"]) == {"step", "loss_d", "loss_g", "equilibrium"}


def test_what_is_uncovered_is_what_was_measured(ask, runs):
    told = ask("losses_uncovered")
    for letter, run in runs.items():
        [row] = [row for row in read_report(run)["rows"] if row["name"] == "classifier_fd"]
        one, judged = told[letter], run.evaluations()[-1]
        assert (one["distance"], one["floor"], one["n"]) == (row["value"], row["floor"], row["n"])
        assert [one[name] for name in ("accuracy", "recall", "n_real")] == [
            judged[name] for name in ("accuracy", "recall", "n_real")
        ]
        assert picture(one["png"]).shape == (5 * one["size"], 8 * one["size"])


def test_the_pair_is_one_whose_losses_mislead(ask, runs):
    """A's losses are those of the equilibrium and its digits are far away; B's are not, and its digits are near."""
    curves, told = ask("losses_curves"), ask("losses_uncovered")
    assert runs["a"].recipe.loss == runs["b"].recipe.loss and runs["a"].recipe.family == runs["b"].recipe.family

    def off(letter: str) -> float:
        """How far the second half of D's losses lies from the equilibrium's."""
        losses = curves[letter]["loss_d"][len(curves[letter]["loss_d"]) // 2 :]
        return abs(sum(losses) / len(losses) - curves[letter]["equilibrium"]["loss_d"])

    assert curves["a"]["equilibrium"]["loss_d"] == pytest.approx(2 * math.log(2))
    assert off("a") < 0.1 < 0.5 < off("b")
    assert told["a"]["distance"] > 5 * told["b"]["distance"]
    assert abs(told["a"]["accuracy"] - 0.5) < abs(told["b"]["accuracy"] - 0.5) < 0.1


def test_a_run_that_did_not_come_along_is_missed_in_a_sentence(ask, monkeypatch, tmp_path, answered):
    monkeypatch.setattr("ganplay.runs.store.store.shipped", lambda name: tmp_path)
    told = asking(server_functions, Store(tmp_path), answered)("losses_curves")
    assert told["error"] == "not_shipped" and PAIR["a"] in told["text"]


def test_odd_questions_are_answered_or_refused(ask):
    stand_whatever_is_asked(ask, examples=4)
