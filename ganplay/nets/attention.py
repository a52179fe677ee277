"""Self-attention between the pixels of a feature map (Zhang et al. 2019, SAGAN)."""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor, nn


class SelfAttention(nn.Module):
    """x + gate * attention(x); the gate starts at 0. Keys and values are halved in size, as in the published code."""

    def __init__(self, size: int, conv: type[nn.Conv2d]) -> None:
        super().__init__()
        narrow, half = max(1, size // 8), max(1, size // 2)
        self.query = conv(size, narrow, 1, bias=False)
        self.key = conv(size, narrow, 1, bias=False)
        self.value = conv(size, half, 1, bias=False)
        self.back = conv(half, size, 1, bias=False)
        self.gate = nn.Parameter(torch.zeros(1))

    def forward(self, x: Tensor) -> Tensor:
        query = self.query(x).flatten(2)
        key = F.max_pool2d(self.key(x), 2).flatten(2)
        value = F.max_pool2d(self.value(x), 2).flatten(2)
        weights = torch.bmm(query.transpose(1, 2), key).softmax(-1)
        mixed = torch.bmm(value, weights.transpose(1, 2)).unflatten(2, x.shape[2:])
        return x + self.gate * self.back(mixed)
