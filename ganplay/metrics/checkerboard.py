"""How much of a checkerboard there is in pictures: energy at the frequencies of a stride of two, against real ones.

A transposed convolution whose kernel the stride does not divide paints some pixels more often than their neighbours, in
a pattern that repeats with the stride (Odena et al. 2016, Deconvolution and Checkerboard Artifacts). A stride of two
repeats every two pixels, and those before it every four: in the Fourier transform of a picture, where smooth content
lies low, that is energy exactly at half and at a quarter of the sampling rate.
"""

from __future__ import annotations

import torch
from torch import Tensor

from ganplay.metrics.error import MetricError


def stride_energy(pictures: Tensor) -> float:
    """The mean share of a picture's variance at half the sampling rate, along rows, columns or both.

    Args:
        pictures: (N, C, H, W) with H and W even; bytes or floats, as only shares count.

    Raises:
        MetricError: where there are none, or of an odd size.
    """
    if pictures.ndim != 4 or not len(pictures) or pictures.shape[2] % 2 or pictures.shape[3] % 2:
        raise MetricError("The energy of a stride is measured in pictures of an even size.")
    pictures = pictures.float()
    pictures = pictures - pictures.mean((2, 3), keepdim=True)
    height, width = pictures.shape[2:]
    power = torch.fft.fft2(pictures, norm="forward").abs().square()
    at = power[:, :, height // 2, width // 2] + power[:, :, 0, width // 2] + power[:, :, height // 2, 0]
    whole = power.sum((2, 3)).clamp_min(1e-12)  # Parseval: the variance
    return (at / whole).mean().item()


def checkerboard(real: Tensor, fake: Tensor) -> float:
    """`stride_energy` of generated pictures over that of real ones: 1 where they have no more of it."""
    return stride_energy(fake) / max(stride_energy(real), 1e-12)
