"""What lets one network serve several threads at once: nothing of a question lies where another question looks.

A forward pass in evaluation mode changes nothing. What would change something is kept apart here: hooks, modes and
marks for gradients go on a tree of modules of its own (`apart`), and random weights come from a stream of their own
(`seeded`) in place of the one that the whole process shares.
"""

from __future__ import annotations

import copy
from typing import Any

import torch
from torch import nn
from torch.utils._python_dispatch import TorchDispatchMode


def apart(network: nn.Module) -> nn.Module:
    """The same network as modules of its own, over the same numbers in memory.

    Hooks, `train()`, `requires_grad_()` and `.grad` of the one are not seen by the other; weights and buffers that are
    written in place are. (`torch.func.functional_call` is no way round: it puts the weights it is given into the very
    modules that others are calling.)
    """
    memo: dict[int, Any] = {}
    for weight in network.parameters():
        memo[id(weight)] = nn.Parameter(weight.detach(), requires_grad=weight.requires_grad)
    for buffer in network.buffers():
        memo[id(buffer)] = buffer.detach()
    return copy.deepcopy(network, memo)


class seeded(TorchDispatchMode):
    """`with seeded(seed)`: this thread draws as after `torch.manual_seed(seed)`, for itself alone.

    PyTorch's own random state is neither read nor moved, so that threads which draw at the same time do not take each
    other's numbers. On the CPU only.

    Raises:
        NotImplementedError: for what draws and cannot be told from where (dropout).
    """

    def __init__(self, seed: int) -> None:
        super().__init__()
        self.source = torch.Generator().manual_seed(seed)

    def __torch_dispatch__(self, func: Any, types: Any, args: tuple[Any, ...] = (), kwargs: Any = None) -> Any:
        kwargs = dict(kwargs or {})
        if torch.Tag.nondeterministic_seeded in func.tags and kwargs.get("generator") is None:
            func, kwargs["generator"] = _told_where_from(func), self.source
        return func(*args, **kwargs)


def _told_where_from(func: Any) -> Any:
    """The overload of an operator that takes a generator."""
    name = "generator" if func._overloadname == "default" else f"{func._overloadname}_generator"
    for candidate in (func, getattr(func.overloadpacket, name, None)):
        if candidate is not None and any(argument.name == "generator" for argument in candidate._schema.arguments):
            return candidate
    raise NotImplementedError(f"{func} cannot draw from a stream of its own.")
