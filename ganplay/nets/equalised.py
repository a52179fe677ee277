"""Equalised learning rate: weights from N(0, 1), scaled at run time by He's constant (Karras et al. 2018, section 4.1).

So that an adaptive optimizer moves every weight at the same relative speed, whatever the size of its layer.
"""

from __future__ import annotations

import math

import torch
import torch.nn.functional as F
from torch import Tensor, nn


class EqualConv2d(nn.Module):
    """Convolution with weight * gain / sqrt(fan_in)."""

    def __init__(
        self, size_in: int, size_out: int, kernel: int, *, gain: float = 1.0, padding: int = 0, bias: bool = True
    ) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.randn(size_out, size_in, kernel, kernel))
        self.bias = nn.Parameter(torch.zeros(size_out)) if bias else None
        self.scale = gain / math.sqrt(size_in * kernel**2)
        self.padding = padding

    def forward(self, x: Tensor, stride: int = 1) -> Tensor:
        return F.conv2d(x, self.weight * self.scale, self.bias, stride, self.padding)


class EqualLinear(nn.Module):
    """Dense layer with weight * gain / sqrt(fan_in); its learning rate is multiplied by `lr` (StyleGAN's mapping)."""

    def __init__(
        self, size_in: int, size_out: int, *, gain: float = 1.0, lr: float = 1.0, bias_start: float = 0.0
    ) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.randn(size_out, size_in) / lr)
        self.bias = nn.Parameter(torch.full((size_out,), bias_start / lr))
        self.scale = gain * lr / math.sqrt(size_in)
        self.lr = lr

    def matrix(self) -> Tensor:
        """The matrix that it multiplies by."""
        return self.weight * self.scale

    def forward(self, x: Tensor) -> Tensor:
        return F.linear(x, self.matrix(), self.bias * self.lr)
