"""A small network that learns to say of which of two groups a picture is: a discriminator's body, any question."""

from __future__ import annotations

from collections.abc import Callable

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from ganplay.nets.quick import Discriminator
from ganplay.nets.sharing import seeded
from ganplay.training.batches import to_float

WIDTH = 16  # channels of its first layer
BATCH = 32  # pictures of a step, half of them of each group
RATE, BETAS = 2e-3, (0.9, 0.99)
TOLD_EVERY = 5  # steps


def sorter(
    one: Tensor,
    other: Tensor,
    *,
    steps: int,
    seed: int = 0,
    flips: bool = False,
    told: Callable[[float], None] = lambda fraction: None,
) -> nn.Module:
    """Train a network whose logit says how sure it is that a picture is of the group `one`.

    It is the discriminator of the recipe `quick`, as `ganplay.lessons.two_questions` trains one against a generator,
    with the binary cross-entropy of both groups; they count the same, however many pictures each has.

    Args:
        one, other: (N, C, H, W) uint8, of one size.
        steps: batches of `BATCH`.
        seed: of the weights and of what is drawn; the same seed and threads give the same network.
        flips: whether half of the pictures are mirrored.
        told: the fraction that is done, 0 to 1; what it raises ends the training.

    Returns:
        The network in evaluation mode.
    """
    random = torch.Generator().manual_seed(seed)
    with seeded(seed):
        network = Discriminator(WIDTH, one.shape[1], one.shape[2])
    network = network.to(memory_format=torch.channels_last).train()
    optimiser = torch.optim.Adam(network.parameters(), RATE, BETAS)
    half = BATCH // 2
    target = torch.cat([torch.ones(half), torch.zeros(half)])
    for step in range(steps):
        if step % TOLD_EVERY == 0:
            told(step / steps)
        drawn = [group[torch.randint(len(group), (half,), generator=random)] for group in (one, other)]
        pictures = to_float(torch.cat(drawn))
        if flips:
            mirrored = torch.rand(len(pictures), 1, 1, 1, generator=random) < 0.5
            pictures = torch.where(mirrored, pictures.flip(-1), pictures)
        for group in optimiser.param_groups:  # to nothing at the end, that the last batches do not decide
            group["lr"] = RATE * (1 - step / steps)
        optimiser.zero_grad()
        F.binary_cross_entropy_with_logits(network(pictures), target).backward()
        optimiser.step()
    told(1.0)
    return network.eval().requires_grad_(False)
