"""The guess game of the course: against the discriminator of the shipped faces, and no other."""

from __future__ import annotations

import pytest

from ganplay.ui.learn.asked_judge import RUN, server_functions

from ..asked import asking, picture, stand_whatever_is_asked

ME = "player-one"


@pytest.fixture(scope="module")
def ask(tmp_path_factory, answered):
    from ganplay.runs.store.store import Store

    return asking(server_functions, Store(tmp_path_factory.mktemp("judge")), answered)


def test_ten_pictures_are_judged_and_the_result_says_who_had_more_right(ask):
    game = ask("game_start", {"pictures": 10})["game"]
    opened = ask("game_open", {"game": game, "player": ME})
    assert (opened["run"], opened["count"], opened["size"]) == (RUN, 10, 32)
    assert picture(opened["png"]).shape == (2 * 32, 5 * 32, 3)
    told = [ask("game_guess", {"game": game, "player": ME, "index": index, "real": True}) for index in range(10)]
    news = ask("game_news", {"game": game, "player": ME})
    assert news["right"]["you"] == sum(one["real"] for one in told) == sum(one["real"] for one in news["pictures"])
    assert news["right"]["d"] == sum(one["real"] == one["d"] for one in told)


def test_it_is_played_against_the_shipped_faces_whatever_run_is_named(ask):
    for question in ({"run": "mnist", "pictures": 5}, {"run": "../..", "step": 3}, {"pictures": 5}):
        game = ask("game_start", question)["game"]
        assert ask("game_news", {"game": game, "player": ME})["run"] == RUN


@pytest.mark.parametrize("count", [0, 4, 21, 10**9, "10", None, 9.5, True])
def test_a_game_of_another_size_is_refused(ask, count):
    assert "pictures" in ask("game_start", {"pictures": count})["text"]


def test_odd_questions_are_answered_or_refused(ask):
    stand_whatever_is_asked(ask)
