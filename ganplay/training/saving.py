"""The state of a training, into a checkpoint and out of it; what a checkpoint is on the disk, `checkpoint` knows."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

from ganplay.training import speed
from ganplay.training.checkpoint import (
    MODEL,
    TRAINING,
    CheckpointError,
    load_optimizer,
    load_part,
    optimizer_tensors,
    read_facts,
    read_tensors,
    write_checkpoint,
)
from ganplay.training.step import Players


def finite(players: Players) -> bool:
    """Whether all weights of both networks are numbers; waits for the device."""
    tensors = [*players.generator.parameters(), *players.discriminator.parameters()]
    return bool(torch.stack([tensor.detach().sum() for tensor in tensors]).isfinite().all())


def save(folder: Path, players: Players, facts: dict[str, Any]) -> None:
    """Write the players and their random state, with `facts`, as a checkpoint folder.

    Args:
        facts: step, images, seconds, device (its name, see `speed`), and what else there is to remember, as JSON.

    Raises:
        CheckpointError: when the weights are no longer finite; nothing is written then.
    """
    if not finite(players):
        raise CheckpointError("The networks hold values that are not numbers, so this moment was not saved.")
    model = {
        prefix + key: value
        for prefix, network in _networks(players).items()
        for key, value in network.state_dict().items()
    }
    training = optimizer_tensors(players.opt_g, "opt_g.") | optimizer_tensors(players.opt_d, "opt_d.")
    training |= {f"tricks.{name}": value for name, value in players.state().items()}
    training["random"] = players.random.get_state()
    write_checkpoint(folder, model, training, facts)


@dataclass(frozen=True)
class Saved:
    """What a checkpoint holds of a training: `facts` as `save` was given them, and the tensors."""

    folder: Path
    facts: dict[str, Any]
    model: dict[str, Tensor]
    training: dict[str, Tensor]

    def into(self, players: Players, seed: int) -> None:
        """Make the players what they were: with as many threads of a CPU training goes on bit for bit.

        Args:
            seed: of the recipe; random states of different devices do not fit each other, and there it is used anew.

        Raises:
            CheckpointError: when it is of other networks.
        """
        for prefix, network in _networks(players).items():
            load_part(network, self.model, prefix, self.folder)
        load_optimizer(players.opt_g, self.training, "opt_g.")
        load_optimizer(players.opt_d, self.training, "opt_d.")
        try:
            players.load({name.removeprefix("tricks."): value for name, value in self.training.items()})
        except KeyError as missing:
            raise CheckpointError(f"The checkpoint {self.folder.name} lacks {missing} of this run's recipe.") from None
        if self.facts.get("device") == speed.device_name(players.device):
            players.random.set_state(self.training["random"])
        else:
            players.random.manual_seed(seed + int(self.facts["step"]) + 1)


def read(folder: Path) -> Saved:
    """What `save` wrote.

    Raises:
        CheckpointError: when it is damaged, or holds networks only.
    """
    facts = read_facts(folder)
    if not (folder / TRAINING).exists():
        raise CheckpointError(
            f"The checkpoint {folder.name} keeps the networks but not the optimizers: it can be looked at, "
            "not trained on."
        )
    return Saved(folder, facts, read_tensors(folder, MODEL), read_tensors(folder, TRAINING))


def _networks(players: Players) -> dict[str, nn.Module]:
    return {"ema.": players.averaged, "g.": players.generator, "d.": players.discriminator}
