"""What the figure of the page on the discriminator asks: the guess game on the shipped cartoon faces."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ganplay.ui.kit.answers import answering
from ganplay.ui.kit.bench import Bench
from ganplay.ui.kit.fair.lanes import lanes_of
from ganplay.ui.kit.game.game import Games
from ganplay.ui.kit.game.server import game_functions
from ganplay.ui.kit.questions import guarded
from ganplay.ui.learn.shipped import shipped_of

RUN = "faces"


def server_functions(manager: Any) -> list[Callable[..., Any]]:
    shipped = shipped_of(manager)

    def rival(query: Any) -> Bench:
        """The discriminator of the page, whatever is asked."""
        return shipped.benches.get(shipped.named(RUN).path.name)

    return guarded(game_functions(Games(), rival, answering(lanes_of(manager))))
