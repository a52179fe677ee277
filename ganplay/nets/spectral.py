"""Spectral normalisation: every weight matrix is divided by its largest singular value (Miyato et al. 2018).

The value comes from one step of the power method a training pass. The vectors of the method are the buffers
`spectral_u` and `spectral_v`; evaluation leaves them alone. They belong to their own weights and no other: an averaged
network copies them (see ganplay.nets.is_averaged).
"""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor, nn

SETTLING = 15  # power steps before the first use, as in torch.nn.utils


class Spectral:
    """Mixed into a layer with a `weight`, seen as a matrix (output, everything else)."""

    def _start(self) -> None:
        matrix = self.weight.flatten(1)
        self.register_buffer("spectral_u", F.normalize(torch.randn(matrix.shape[0]), dim=0))
        self.register_buffer("spectral_v", F.normalize(torch.randn(matrix.shape[1]), dim=0))
        self.settle()

    @torch.no_grad()
    def settle(self, steps: int = SETTLING) -> None:
        """Bring the vectors close to the weights as they are, after weights were set by hand."""
        for _ in range(0 if self.weight.is_meta else steps):  # a network that is only counted has no numbers
            self._step(self.weight.flatten(1))

    @torch.no_grad()
    def _step(self, matrix: Tensor) -> tuple[Tensor, Tensor]:
        v = F.normalize(torch.mv(matrix.t(), self.spectral_u), dim=0)
        u = F.normalize(torch.mv(matrix, v), dim=0)
        self.spectral_u.copy_(u)
        self.spectral_v.copy_(v)
        return u, v  # not the buffers: a second pass before the backward one may change those

    def normalised(self, step: bool = False) -> Tensor:
        """The weight over its largest singular value; `step` first moves the vectors by one power step."""
        with torch.autocast(self.weight.device.type, enabled=False):
            matrix = self.weight.flatten(1)
            u, v = self._step(matrix) if step else (self.spectral_u, self.spectral_v)
            return self.weight / torch.dot(u, torch.mv(matrix, v)).clamp_min(1e-12)


class SpectralConv2d(Spectral, nn.Conv2d):
    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self._start()

    def forward(self, x: Tensor) -> Tensor:
        return self._conv_forward(x, self.normalised(self.training), self.bias)


class SpectralLinear(Spectral, nn.Linear):
    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self._start()

    def forward(self, x: Tensor) -> Tensor:
        return F.linear(x, self.normalised(self.training), self.bias)


class SpectralEmbedding(Spectral, nn.Embedding):
    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self._start()

    def forward(self, index: Tensor) -> Tensor:
        return F.embedding(index, self.normalised(self.training))


def settle(network: nn.Module) -> None:
    """Bring every spectral layer of a network close to its weights."""
    for layer in network.modules():
        if isinstance(layer, Spectral):
            layer.settle()
