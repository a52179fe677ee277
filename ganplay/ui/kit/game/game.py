"""The guess game: pictures, real or generated; people against the discriminator, alone or as a class.

Games live in the server's memory for some hours, and all of them together take a bounded part of it. A game's id is
all that the others need to join; what a picture is is told to a player only after the player's own guess.
"""

from __future__ import annotations

import secrets
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

from ganplay.runs.store.folder import RunError
from ganplay.ui.kit.models import short

if TYPE_CHECKING:
    import numpy as np

    from ganplay.runs.store.reals import Reals
    from ganplay.ui.kit.models import Model

PICTURES = 20  # of a game, unless it is asked for fewer
FEWEST = 5  # pictures of a game
PLAYERS = 400  # in one game
BYTES = 64_000_000  # of all games together
PLAYER_BYTES = 2_500  # what the guesses of one player take, roughly
LIFE = 6 * 3600.0  # seconds


class Rival(Protocol):
    """A discriminator to play against, and pictures to guess at.

    Attributes:
        model: the checkpoint.
        reals: the run's kept real pictures, trained on and held out.
        discriminator: what scores the pictures.
        threshold: the logit above which it calls a picture real.
    """

    model: Model
    reals: Reals
    discriminator: Any
    threshold: float

    def drawn(self, seeds: Any) -> np.ndarray:
        """The generated pictures of seeds, (N, H, W, C) uint8."""


class GameOver(RunError):
    """A game that nobody knows, or that is too old."""

    code = "game_over"


@dataclass
class Game:
    """One set of pictures and everybody's guesses.

    Attributes:
        real: whether each picture is real.
        logits: what D says of each.
        guesses: player -> picture -> called real.
        result: of those who are through, how many they are and what they are told; made when one more gets through.
    """

    run: str
    step: int
    pictures: np.ndarray
    real: list[bool]
    logits: list[float]
    threshold: float
    born: float
    guesses: dict[str, dict[int, bool]] = field(default_factory=dict)
    result: tuple[int, dict[str, Any]] = (0, {})

    @property
    def count(self) -> int:
        """How many pictures there are to guess at."""
        return len(self.real)

    @property
    def bytes(self) -> int:
        return self.pictures.nbytes + PLAYER_BYTES * (1 + len(self.guesses))

    def right(self, index: int) -> bool:
        """Whether D is right about a picture."""
        return (self.logits[index] > self.threshold) == self.real[index]

    def told(self, index: int, called: bool) -> dict[str, Any]:
        """What a player is told of a picture after calling it real or not."""
        d = self.logits[index] > self.threshold
        return {"called": called, "real": self.real[index], "logit": short(self.logits[index]), "d": d}


class Games:
    """The games of this process, `most` bytes of them; the one that was least recently played goes first."""

    def __init__(self, clock: Callable[[], float] = time.monotonic, most: int = BYTES) -> None:
        self._clock = clock
        self._most = most
        self._lock = threading.Lock()
        self._games: OrderedDict[str, Game] = OrderedDict()

    def start(self, rival: Rival, count: Any = PICTURES) -> str:
        """A new game against a discriminator, of `count` pictures; its id.

        Raises:
            RunError: for anything but FEWEST to PICTURES of them.
        """
        if isinstance(count, bool) or not isinstance(count, int) or not FEWEST <= count <= PICTURES:
            raise RunError(f"A game has {FEWEST} to {PICTURES} pictures.")
        import numpy as np

        from ganplay.scoring import score

        real_pictures = rival.reals.held_out if len(rival.reals.held_out) >= count else rival.reals.training
        order = np.random.default_rng(secrets.randbits(64))
        # How many are real is left to chance too, or the last guesses would be known.
        real = order.random(count) < 0.5
        chosen = real_pictures[order.choice(len(real_pictures), count, replace=len(real_pictures) < count)]
        seeds = order.choice(1_000_000, count, replace=False).tolist()
        generated = rival.drawn(seeds)
        pictures = np.where(real[:, None, None, None], chosen, generated)
        game = Game(
            run=rival.model.run,
            step=rival.model.networks.step,
            pictures=pictures,
            real=real.tolist(),
            logits=score(rival.discriminator, pictures).tolist(),
            threshold=rival.threshold,
            born=self._clock(),
        )
        return self.add(game)

    def add(self, game: Game) -> str:
        """Keep a game for its players; its id."""
        name = secrets.token_urlsafe(9)
        with self._lock:
            self._games[name] = game
            self._make_room()
        return name

    def get(self, name: Any) -> Game:
        """The game with this id, which is being played now. Raises GameOver."""
        with self._lock:
            return self._get(name)

    def guess(self, name: Any, player: Any, index: Any, real: Any) -> dict[str, Any]:
        """One guess; the first one of a player for a picture counts.

        Tells of the picture what it is (real), how it was called, and what D said (logit, d); and how many were right
        so far (right: you, d). Raises RunError.
        """
        if not isinstance(player, str) or not 8 <= len(player) <= 64:
            raise RunError("A player has a name of 8 to 64 letters.")
        if not isinstance(real, bool):
            raise RunError("A guess is true (real) or false (generated).")
        with self._lock:
            game = self._get(name)
            if isinstance(index, bool) or not isinstance(index, int) or not 0 <= index < game.count:
                raise RunError("There is no such picture in this game.")
            if player not in game.guesses:
                if len(game.guesses) >= PLAYERS:
                    raise RunError(f"{PLAYERS} people play this game already.")
                game.guesses[player] = {}
                self._make_room()
            mine = game.guesses[player]
            called = mine.setdefault(index, real)
            return {**game.told(index, called), "right": _right(game, mine)}

    def standing(self, name: Any, player: Any) -> dict[str, Any]:
        """Everybody's guesses, what my answered pictures are, and for a player who has finished what every picture is.

        players: how many began; finished: how many are through; mine: picture -> called, real, logit, d; right: how
        many of those I (you) and D (d) had right; pictures (only for who is through): real, logit, d, said_real (how
        many of those through); people and d: places on the ROC; roc_d, roc_class: see `ganplay.scoring.separability`.
        """
        with self._lock:
            game = self._get(name)
            guesses = {who: dict(given) for who, given in game.guesses.items()}
        through = [given for given in guesses.values() if len(given) == game.count]
        mine = guesses.get(player, {}) if isinstance(player, str) else {}
        answer: dict[str, Any] = {
            "run": game.run,
            "step": game.step,
            "count": game.count,
            "players": len(guesses),
            "finished": len(through),
            "mine": {str(index): game.told(index, called) for index, called in mine.items()},
            "right": _right(game, mine),
        }
        if len(mine) == game.count:
            result = game.result
            if result[0] != len(through):
                result = game.result = (len(through), _result(game, through))
            answer |= result[1]
        return answer

    def _get(self, name: Any) -> Game:
        game = self._games.get(name) if isinstance(name, str) else None
        if game is None or self._clock() - game.born > LIFE:
            raise GameOver("This game is over: start another one.")
        self._games.move_to_end(name)
        return game

    def _make_room(self) -> None:
        now = self._clock()
        for old in [name for name, kept in self._games.items() if now - kept.born > LIFE]:
            del self._games[old]
        while len(self._games) > 1 and sum(game.bytes for game in self._games.values()) > self._most:
            self._games.popitem(last=False)


def _result(game: Game, through: list[dict[int, bool]]) -> dict[str, Any]:
    said = [sum(given[index] for given in through) for index in range(game.count)]
    return {
        "pictures": [
            {"real": real, "logit": short(logit), "d": logit > game.threshold, "said_real": votes}
            for real, logit, votes in zip(game.real, game.logits, said, strict=True)
        ],
        "people": [_place(game.real, [given[index] for index in range(game.count)]) for given in through],
        "d": _place(game.real, [logit > game.threshold for logit in game.logits]),
        "roc_d": _roc(game.real, game.logits),
        "roc_class": _roc(game.real, [float(votes) for votes in said]) if len(through) > 1 else None,
    }


def _right(game: Game, mine: dict[int, bool]) -> dict[str, int]:
    """How many of a player's answered pictures the player and D had right."""
    return {
        "you": sum(called == game.real[index] for index, called in mine.items()),
        "d": sum(game.right(index) for index in mine),
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
