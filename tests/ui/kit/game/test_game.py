"""The guess game's rules: what a player is told and when, and which games are kept."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest
import torch

from ganplay.runs.store.folder import RunError
from ganplay.ui.kit.game.game import FEWEST, LIFE, PICTURES, PLAYER_BYTES, Game, Games

ME, YOU = "player-one", "player-two"


def at_birth() -> float:
    """The time at which these games are born: a machine may have been up for longer than a game lives."""
    return 0.0


def game(side: int = 4) -> Game:
    """Pictures of which every second one is real; D calls the first half real."""
    real = [index % 2 == 0 for index in range(PICTURES)]
    logits = [1.0 if index < PICTURES // 2 else -1.0 for index in range(PICTURES)]
    return Game("run", 7, np.zeros((PICTURES, side, side, 1), np.uint8), real, logits, 0.0, 0.0)


class Bright(torch.nn.Module):
    """Calls a picture real that is light."""

    def __init__(self) -> None:
        super().__init__()
        self.weight = torch.nn.Parameter(torch.ones(1))

    def forward(self, pictures: torch.Tensor) -> torch.Tensor:
        return self.weight * pictures.mean((1, 2, 3))


def rival(held_out: int) -> SimpleNamespace:
    """What a game is played against, without any tab: real pictures are light, those held out a little less."""

    def pictures(count: int, shade: int) -> np.ndarray:
        return np.full((count, 8, 8, 1), shade, np.uint8)

    return SimpleNamespace(
        model=SimpleNamespace(run="run", networks=SimpleNamespace(step=7)),
        reals=SimpleNamespace(training=pictures(30, 250), held_out=pictures(held_out, 200)),
        discriminator=Bright().eval(),
        threshold=0.0,
        drawn=lambda seeds: pictures(len(seeds), 10),
    )


@pytest.mark.parametrize(("held_out", "shade"), [(PICTURES, 200), (PICTURES - 1, 250)])
def test_a_game_wants_a_discriminator_and_pictures_and_no_tab(held_out, shade):
    games = Games(at_birth)
    started = games.get(games.start(rival(held_out)))
    assert (started.run, started.step, started.threshold) == ("run", 7, 0.0)
    assert [int(picture.max()) for picture in started.pictures] == [shade if real else 10 for real in started.real]
    assert all(started.right(index) for index in range(PICTURES))
    assert 0 < sum(game.real[0] for game in (games.get(games.start(rival(held_out))) for _ in range(40))) < 40


@pytest.mark.parametrize("count", [FEWEST, 10, PICTURES])
def test_a_game_has_as_many_pictures_as_are_asked_for(count):
    games = Games(at_birth)
    name = games.start(rival(PICTURES), count)
    assert len(games.get(name).pictures) == games.get(name).count == count == games.standing(name, ME)["count"]
    with pytest.raises(RunError, match="no such picture"):
        games.guess(name, ME, count, True)
    for index in range(count):
        assert "pictures" not in games.standing(name, ME)
        games.guess(name, ME, index, True)
    through = games.standing(name, ME)
    assert len(through["pictures"]) == count and through["finished"] == 1


@pytest.mark.parametrize("count", [FEWEST - 1, PICTURES + 1, 10.0, True, None, "10", -10])
def test_a_game_of_another_size_is_refused(count):
    with pytest.raises(RunError, match=f"{FEWEST} to {PICTURES} pictures"):
        Games(at_birth).start(rival(PICTURES), count)


def test_a_player_is_told_what_was_answered_and_nothing_of_the_rest():
    games = Games(at_birth)
    name = games.add(game())
    games.guess(name, ME, 0, True)  # real; D says so, too
    games.guess(name, ME, 1, True)  # generated; D says real, too
    told = games.guess(name, ME, 18, False)  # real; D says generated, too
    assert told["right"] == {"you": 1, "d": 1}
    standing = games.standing(name, ME)
    assert {index: one["called"] for index, one in standing["mine"].items()} == {"0": True, "1": True, "18": False}
    assert {index: one["real"] for index, one in standing["mine"].items()} == {"0": True, "1": False, "18": True}
    assert [one["d"] for one in standing["mine"].values()] == [True, True, False]
    assert standing["right"] == {"you": 1, "d": 1} and standing["step"] == 7
    assert "pictures" not in standing and games.standing(name, YOU)["mine"] == {}


def test_the_result_follows_whoever_gets_through():
    games = Games(at_birth)
    name = games.add(game())
    for index in range(PICTURES):
        games.guess(name, ME, index, True)
    alone = games.standing(name, ME)
    assert alone["right"] == {"you": 10, "d": 10} and len(alone["people"]) == 1 and alone["roc_class"] is None
    for index in range(PICTURES):
        games.guess(name, YOU, index, index % 2 == 0)
    both = games.standing(name, ME)
    assert [one["right"] for one in both["people"]] == [10, 20] and both["roc_class"]["auc"] == 1.0
    assert both["pictures"][0]["said_real"] == 2 and both["pictures"][1]["said_real"] == 1


def test_all_games_together_have_a_budget_and_the_least_recently_played_goes_first():
    size = game(8).bytes
    games = Games(at_birth, most=3 * size)
    first, second, third = (games.add(game(8)) for _ in range(3))
    games.get(first)
    fourth = games.add(game(8))
    assert all(games.get(name) for name in (first, third, fourth))
    with pytest.raises(RunError, match="over"):
        games.get(second)


def test_players_take_room_too():
    size = game(8).bytes
    games = Games(at_birth, most=2 * size + 2 * PLAYER_BYTES)
    old, new = games.add(game(8)), games.add(game(8))
    for player in range(3):
        games.guess(new, f"player-{player}", 0, True)
    with pytest.raises(RunError, match="over"):
        games.get(old)
    assert games.standing(new, "player-2")["players"] == 3


def test_a_game_larger_than_the_budget_is_played_all_the_same():
    games = Games(at_birth, most=1)
    assert games.get(games.add(game()))


def test_an_old_game_says_that_it_is_over_by_its_code():
    now = [0.0]
    games = Games(clock=lambda: now[0])
    name = games.add(game())
    now[0] = LIFE + 1
    with pytest.raises(RunError) as refusal:
        games.guess(name, ME, 0, True)
    assert refusal.value.code == "game_over"
