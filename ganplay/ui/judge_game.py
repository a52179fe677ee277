"""The guess game: twenty pictures, real or generated; people against the discriminator, alone or as a class.

Games live in the server's memory for some hours. A game's id is all that the others need to join; what a picture is
is told to a player only after the player's own guess.
"""

from __future__ import annotations

import secrets
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from ganplay.runs.folder import RunError
from ganplay.ui.models import short

if TYPE_CHECKING:
    import numpy as np

    from ganplay.ui.judge_bench import Bench

PICTURES = 20
GAMES, PLAYERS = 200, 400
LIFE = 6 * 3600.0  # seconds


@dataclass
class Game:
    """One set of pictures and everybody's guesses.

    Attributes:
        real: whether each picture is real.
        logits: what D says of each.
        guesses: player -> picture -> called real.
    """

    run: str
    step: int
    pictures: np.ndarray
    real: list[bool]
    logits: list[float]
    threshold: float
    born: float
    guesses: dict[str, dict[int, bool]] = field(default_factory=dict)


class Games:
    """The games of this process."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._games: OrderedDict[str, Game] = OrderedDict()

    def start(self, bench: Bench) -> str:
        """A new game on a bench's run; its id."""
        import numpy as np

        from ganplay.scoring import score

        real_pictures = bench.reals.held_out if len(bench.reals.held_out) >= PICTURES else bench.reals.training
        order = np.random.default_rng(secrets.randbits(64))
        # How many are real is left to chance too, or the last guesses would be known.
        real = order.random(PICTURES) < 0.5
        chosen = real_pictures[order.choice(len(real_pictures), PICTURES, replace=len(real_pictures) < PICTURES)]
        seeds = order.choice(1_000_000, PICTURES, replace=False).tolist()
        generated = bench.drawn(seeds)
        pictures = np.where(real[:, None, None, None], chosen, generated)
        game = Game(
            run=bench.model.run,
            step=bench.model.networks.step,
            pictures=pictures,
            real=real.tolist(),
            logits=score(bench.discriminator, pictures).tolist(),
            threshold=bench.threshold,
            born=self._clock(),
        )
        name = secrets.token_urlsafe(9)
        with self._lock:
            now = self._clock()
            for old in [key for key, kept in self._games.items() if now - kept.born > LIFE]:
                del self._games[old]
            while len(self._games) >= GAMES:
                self._games.popitem(last=False)
            self._games[name] = game
        return name

    def get(self, name: Any) -> Game:
        game = self._games.get(name) if isinstance(name, str) else None
        if game is None or self._clock() - game.born > LIFE:
            raise RunError("This game is over: start another one.")
        return game

    def guess(self, name: Any, player: Any, index: Any, real: Any) -> dict[str, Any]:
        """One guess; the first one of a player for a picture counts. Tells what the picture is and what D said."""
        game = self.get(name)
        if not isinstance(player, str) or not 8 <= len(player) <= 64:
            raise RunError("A player has a name of 8 to 64 letters.")
        if isinstance(index, bool) or not isinstance(index, int) or not 0 <= index < PICTURES:
            raise RunError("There is no such picture in this game.")
        if not isinstance(real, bool):
            raise RunError("A guess is true (real) or false (generated).")
        with self._lock:
            if player not in game.guesses and len(game.guesses) >= PLAYERS:
                raise RunError(f"{PLAYERS} people play this game already.")
            mine = game.guesses.setdefault(player, {})
            called = mine.setdefault(index, real)
        return {
            "called": called,
            "real": game.real[index],
            "logit": short(game.logits[index]),
            "d": game.logits[index] > game.threshold,
        }

    def standing(self, name: Any, player: Any) -> dict[str, Any]:
        """Everybody's guesses, and for a player who has finished what every picture is.

        players: how many began; finished: how many are through; mine: my guesses; scores: right answers of those who
        are through; pictures (only for who is through): real, logit, d, said_real (how many of those through),
        roc of D: see `ganplay.scoring.separability`.
        """
        game = self.get(name)
        with self._lock:
            guesses = {who: dict(given) for who, given in game.guesses.items()}
        through = [given for given in guesses.values() if len(given) == PICTURES]
        mine = guesses.get(player, {}) if isinstance(player, str) else {}
        answer: dict[str, Any] = {
            "run": game.run,
            "step": game.step,
            "count": PICTURES,
            "players": len(guesses),
            "finished": len(through),
            "mine": {str(index): said for index, said in mine.items()},
        }
        if len(mine) == PICTURES:
            answer |= self._result(game, through)
        return answer

    def _result(self, game: Game, through: list[dict[int, bool]]) -> dict[str, Any]:
        said = [sum(given[index] for given in through) for index in range(PICTURES)]
        return {
            "pictures": [
                {"real": real, "logit": short(logit), "d": logit > game.threshold, "said_real": votes}
                for real, logit, votes in zip(game.real, game.logits, said, strict=True)
            ],
            "people": [_place(game.real, [given[index] for index in range(PICTURES)]) for given in through],
            "d": _place(game.real, [logit > game.threshold for logit in game.logits]),
            "roc_d": _roc(game.real, game.logits),
            "roc_class": _roc(game.real, [float(votes) for votes in said]) if len(through) > 1 else None,
        }


def _place(real: list[bool], called: list[bool]) -> dict[str, float]:
    """Where somebody's yes and no stand on the ROC: fpr and tpr, and how many were right."""
    positives = sum(real)
    hits = sum(truth and said for truth, said in zip(real, called, strict=True))
    alarms = sum(not truth and said for truth, said in zip(real, called, strict=True))
    negatives = len(real) - positives
    return {
        "tpr": hits / positives if positives else 0.0,
        "fpr": alarms / negatives if negatives else 0.0,
        "right": hits + negatives - alarms,
    }


def _roc(real: list[bool], scores: list[float]) -> dict[str, Any] | None:
    """fpr, tpr and auc; None where all pictures are of one kind."""
    if len(set(real)) < 2:
        return None
    import torch

    from ganplay.scoring import separability

    sides = [torch.tensor([s for s, r in zip(scores, real, strict=True) if r == side]) for side in (True, False)]
    found = separability(*sides, 0.0).to_dict()
    return {"fpr": found["roc"]["fpr"], "tpr": found["roc"]["tpr"], "auc": found["auc"]}
