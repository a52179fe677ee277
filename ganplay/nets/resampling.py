"""Doubling and halving pictures with small smooth filters, and nearest neighbour (Zhang 2019; Karras et al. 2020).

Plain operations only, so that every one can be differentiated twice on any device.
"""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor


def _filter(taps: tuple[int, ...], like: Tensor, gain: float) -> Tensor:
    """The taps' outer product, summing to `gain`, once for every channel of `like`: (C, 1, K, K)."""
    row = torch.tensor(taps, dtype=like.dtype, device=like.device)
    square = torch.outer(row, row)
    return (square * (gain / square.sum())).expand(like.shape[1], 1, -1, -1)


def blurred(x: Tensor, taps: tuple[int, ...], *, padding: int, stride: int = 1, gain: float = 1.0) -> Tensor:
    """x filtered channel by channel; with stride 2 the halved picture."""
    return F.conv2d(x, _filter(taps, x, gain), stride=stride, padding=padding, groups=x.shape[1])


def doubled(x: Tensor, taps: tuple[int, ...]) -> Tensor:
    """(N, C, H, W) -> (N, C, 2H, 2W): zeros between the pixels, then the filter. Three or four taps."""
    height, width = x.shape[2:]
    padding = (len(taps) - 2) // 2
    full = F.conv_transpose2d(x, _filter(taps, x, 4.0), stride=2, padding=padding, groups=x.shape[1])
    return full[:, :, : 2 * height, : 2 * width]


def halved(x: Tensor, taps: tuple[int, ...]) -> Tensor:
    """(N, C, H, W) -> (N, C, H/2, W/2): the filter, then every second pixel. Three or four taps."""
    return blurred(x, taps, padding=1, stride=2)


def nearest(x: Tensor, times: int = 2) -> Tensor:
    return x if times == 1 else F.interpolate(x, scale_factor=times, mode="nearest")


def bounded(x: Tensor, training: bool) -> Tensor:
    """The picture of a generator without a last tanh: as published in training, within [-1, 1] when it is shown."""
    return x if training else x.clamp(-1, 1)
