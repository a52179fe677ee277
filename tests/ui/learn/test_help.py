"""The page on help: what its server functions measure, and what its figure makes of it."""

from __future__ import annotations

import statistics
from types import SimpleNamespace

import numpy as np
import pytest

from ganplay.runs.store.store import Store, pretrained
from ganplay.ui.learn import asked_help
from ganplay.ui.learn.asked_help import ASKED, ROW, TRIALS, digits, runs_told, server_functions

from ..asked import worked
from .called import called

FROM = "trials.js"
OWNER = "the visitor of these digits"


@pytest.fixture
def ask(tmp_path, answered):
    """ask(name, **query): what a server function of the figure answers."""
    manager = SimpleNamespace(store=Store(tmp_path / "home"), _data_root=str(tmp_path / "data"))
    functions = {function.__name__: function for function in server_functions(manager)}
    return lambda name, **query: answered(functions[f"help_{name}"]({"owner": OWNER, **query}))


def finished(ask, **query) -> tuple[dict, list[dict]]:
    """What a piece of work came to, and what was told on the way."""
    job = ask("start_work", **query)["job"]
    heard = worked(lambda since: ask("poll_work", job=job, since=since))
    return heard[-1], heard


def test_the_runs_are_shipped_ones_of_digits_one_of_which_is_told_the_class(ask):
    told = ask("runs")
    assert told == runs_told()
    shipped = {run.path.name: run.recipe for run in pretrained()}
    assert len(told["runs"]) >= 3 and all(shipped[name].dataset == "mnist" for name in told["runs"])
    assert shipped[told["told"]].classes == 10 and told["known"] in told["runs"] and told["seen"] == 60_000 - 512
    assert len({(run.recipe.resolution, run.recipe.channels) for run in digits()}) == 1


def test_trials_are_told_as_they_end_with_what_they_were_made_of(ask, monkeypatch):
    monkeypatch.setattr(asked_help, "TRIALS", 2)
    monkeypatch.setattr(asked_help, "STEPS", 8)
    told, heard = finished(ask, what="few", seed=1)
    assert len(told["rows"]) == 2 and told["n"] == 256 and told["run"] == runs_told()["told"]
    for row in told["rows"]:
        assert set(row) == {"alone", "shipped", "own"} and all(0 < value < 1 for value in row.values())
        assert row["shipped"] > row["alone"], "its generator has seen sixty thousand"
    assert told["rows"][0] != told["rows"][1]
    assert [len(one.get("rows", ())) for one in heard] == sorted(len(one.get("rows", ())) for one in heard)
    assert len(told["truth"]) == ASKED == len(told["guesses"]["own"])
    answers = np.array([told["guesses"][name] for name in ("alone", "shipped", "own")])
    assert (answers != answers[0]).any(0).all(), "about each of these not all three agree"
    assert all(told[name].startswith("data:image/png") for name in ("fifty", "shipped", "own", "asked"))


def test_a_detector_is_asked_about_real_digits_its_generator_and_all_others(ask):
    known = runs_told()["known"]
    told, _ = finished(ask, what="detector", known=known)
    names = [group["name"] for group in told["groups"]]
    assert names[:2] == ["real", known] and set(names[1:]) == set(runs_told()["runs"])
    caught = {group["name"]: group["caught"] for group in told["groups"]}
    assert told["accuracy"] == pytest.approx((1 - caught["real"] + caught[known]) / 2)
    assert told["accuracy"] > 0.7 and caught[runs_told()["told"]] < 0.35
    assert all(len(group["said"]) == ROW and group["n"] == 256 for group in told["groups"])


def test_what_cannot_be_measured_is_refused(ask, monkeypatch):
    assert ask("start_work")["error"] == ask("start_work", what="cats")["error"] == "no_help"
    assert ask("start_work", what="detector", known="faces")["error"] == "no_help"
    assert ask("start_work", what="detector", known="../mnist")["error"] == "no_help"
    monkeypatch.setattr(asked_help, "pretrained", list)
    assert ask("runs") == {"runs": [], "told": None, "seen": None, "known": None}
    assert {ask("start_work", what=what)["error"] for what in ("few", "detector")} == {"no_help"}


ROWS = [
    {"alone": 0.66, "shipped": 0.84, "own": 0.60},
    {"alone": 0.68, "shipped": 0.85, "own": 0.63},
    {"alone": 0.61, "shipped": 0.86, "own": 0.58},
]


def test_the_figure_s_numbers_are_means_and_the_spread_of_the_fifty_alone():
    (numbers,) = called((FROM, "numbersOf", [ROWS]))
    alone = [100 * row["alone"] for row in ROWS]
    assert numbers == pytest.approx(
        {
            "alone": statistics.mean(alone),
            "with": 85,
            "own": statistics.mean(100 * row["own"] for row in ROWS),
            "trials": 3,
            "spread": statistics.stdev(alone),
        },
        abs=1e-9,
    )


@pytest.mark.parametrize(("shipped", "outcome"), [(0.85, 0), (0.72, 1), (0.66, 1), (0.5, 1), (0.3, 2)])
def test_the_prediction_s_outcome_is_more_only_where_the_gain_exceeds_the_spread_twice(shipped, outcome):
    rows = [row | {"shipped": shipped} for row in ROWS]
    assert called((FROM, "outcomeOf", [rows])) == [outcome]


def test_what_a_detector_misses_is_told_of_the_named_generator_unless_it_is_the_known_one():
    groups = [{"name": name, "caught": caught} for name, caught in [("real", 0.1), ("a", 0.9), ("b", 0.2), ("c", 0.3)]]
    told = {"known": "a", "accuracy": 0.9, "groups": groups}
    assert called((FROM, "caughtOf", [told, "c"])) == [{"name": "c", "detector": 90, "unseen": 30}]
    assert called((FROM, "caughtOf", [told, "a"])) == [{"name": "b", "detector": 90, "unseen": 20}]


def test_five_trials_are_made():
    assert TRIALS >= 5
