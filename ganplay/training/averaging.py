"""The averaged generator: the one that is shown (Yazıcı et al. 2019, The Unusual Effectiveness of Averaging)."""

from __future__ import annotations

import copy

import torch
from torch import nn

from ganplay.nets import is_averaged

LEFT_ALONE = ("num_batches_tracked",)  # means nothing outside of training


class Average:
    """A copy of `network` whose weights and batch-norm statistics are moving averages.

    What has no average is copied (see ganplay.nets.is_averaged).

    Args:
        decay: per step; 0: the copy is always the network itself.
        rampup: whether `memory` is set from outside as the training goes on.

    memory: the share of its full half-life that the average has now, 0 .. 1.
    """

    def __init__(self, network: nn.Module, decay: float, rampup: bool = False) -> None:
        self.network = copy.deepcopy(network).eval().requires_grad_(False)
        self.decay, self._rampup = decay, rampup
        self.memory = 1.0
        own, other = self.network.state_dict(), network.state_dict()
        followed = [name for name, tensor in own.items() if tensor.is_floating_point() and is_averaged(name)]
        copied = [name for name in own if name not in followed and not name.endswith(LEFT_ALONE)]
        self._averaged = [own[name] for name in followed], [other[name] for name in followed]
        self._copied = [own[name] for name in copied], [other[name] for name in copied]

    @torch.no_grad()
    def follow(self, step: int) -> None:
        """Move a little towards the network; `step` counts from 0."""
        if self._rampup:
            decay = self.decay ** (1 / self.memory) if self.memory else 0.0
        else:  # a young average forgets faster, or it would show the first steps for a long time
            decay = min(self.decay, (1 + step) / (10 + step))
        averaged, current = self._averaged
        torch._foreach_lerp_(averaged, current, 1 - decay)
        for copied, now in zip(*self._copied, strict=True):
            copied.copy_(now)
