"""What the script of the guess game may ask, whichever tab it is mounted in. Everybody may ask anything."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from ganplay.ui.kit.drawing import data_url
from ganplay.ui.kit.game.game import PICTURES, Games, Rival

COLUMNS = 5  # of the sheet of pictures
Answer = dict[str, Any]


def game_functions(
    games: Games, rival: Callable[[Answer], Rival], answer: Callable[..., Awaitable[Answer]]
) -> list[Callable[..., Any]]:
    """The server functions of the game, for the tab's component.

    Args:
        games: those that may be joined here.
        rival: who is played against, from the question that starts a game. Raises RunError where there is nobody.
        answer: see `ganplay.ui.kit.answers.answering`; it has a lane "hear" for short questions.
    """

    async def game_start(query: Answer) -> Answer:
        """What `rival` needs, {run, step}, and how many pictures, unless it is the usual number -> {game}."""
        return await answer(_started, games, rival, query)

    async def game_open(query: Answer) -> Answer:
        """{game, player} -> png: the sheet of its pictures, columns, size, and see `Games.standing`."""
        return await answer(_opened, games, query)

    async def game_guess(query: Answer) -> Answer:
        """{game, player, index, real} -> what the picture is, and what D said: see `Games.guess`."""
        return await answer(lambda: games.guess(*_of(query, "game", "player", "index", "real")), lane="hear")

    async def game_news(query: Answer) -> Answer:
        """{game, player} -> see `Games.standing`."""
        return await answer(lambda: games.standing(*_of(query, "game", "player")), lane="hear")

    return [game_start, game_open, game_guess, game_news]


def _of(query: Any, *names: str) -> list[Any]:
    return [query.get(name) if isinstance(query, dict) else None for name in names]


def _started(games: Games, rival: Callable[[Answer], Rival], query: Any) -> Answer:
    against = rival(query)
    count = query.get("pictures", PICTURES) if isinstance(query, dict) else PICTURES
    return {"game": games.start(against, count)}


def _opened(games: Games, query: Any) -> Answer:
    from ganplay.latent import sheet

    name, player = _of(query, "game", "player")
    game = games.get(name)
    return {
        "png": data_url(sheet(game.pictures, COLUMNS)),
        "columns": COLUMNS,
        "size": game.pictures.shape[1],
        **games.standing(name, player),
    }
