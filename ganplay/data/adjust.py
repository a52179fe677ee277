"""Bringing pictures that are already in memory to the asked size and number of channels."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional as F

LUMA = (0.299, 0.587, 0.114)  # ITU-R BT.601, what Pillow's convert("L") takes


def to_channels(images: Tensor, channels: int) -> Tensor:
    """(N, C, H, W) uint8 with `channels` channels: colour becomes its luma, grey is repeated; 0 leaves it as it is."""
    if channels in (0, images.shape[1]):
        return images
    if channels == 3:
        return images.expand(-1, 3, -1, -1).contiguous()
    pieces = []
    for some in images.split(4096):
        luma = sum(weight * some[:, i : i + 1].float() for i, weight in enumerate(LUMA))
        pieces.append((luma + 0.5).to(torch.uint8))
    return torch.cat(pieces)


def to_resolution(images: Tensor, resolution: int) -> Tensor:
    """(N, C, H, W) uint8, square, at `resolution`.

    28-pixel pictures at 32 are padded with two pixels of black on each side, as is usual for MNIST and its kin;
    at larger sizes they are resized from there. Everything else is resized with an anti-aliased bicubic filter.
    """
    if images.shape[-1] == 28 and resolution >= 32:
        images = F.pad(images, (2, 2, 2, 2))
    if images.shape[-1] == resolution:
        return images
    return torch.cat([_resize(some, resolution) for some in images.split(2048)])


def _resize(images: Tensor, resolution: int) -> Tensor:
    size = (resolution, resolution)
    resized = F.interpolate(images.float(), size=size, mode="bicubic", antialias=True, align_corners=False)
    return (resized + 0.5).clamp_(0, 255).to(torch.uint8)
