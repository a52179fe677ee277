"""How networks are told the class of a picture: y, (N,) int64, 0 .. num_classes - 1."""

from __future__ import annotations

import torch
from torch import Tensor, nn

from ganplay.nets.spectral import SpectralEmbedding, settle


def need(y: Tensor | None, num_classes: int) -> None:
    """A network that draws by class cannot draw without one.

    Raises:
        ValueError: when y is missing.
    """
    if num_classes and y is None:
        raise ValueError(f"This network draws by class: give y, a class from 0 to {num_classes - 1} for every latent.")


class ClassOffset(nn.Module):
    """A vector of each class, added to what a first layer makes of the latent.

    The same as a one-hot class appended to the latent (Mirza and Osindero 2014), without the zeros.
    """

    def __init__(self, num_classes: int, size: int, std: float) -> None:
        super().__init__()
        self.num_classes = num_classes
        self.embedding = nn.Embedding(num_classes, size) if num_classes else None
        if num_classes:
            nn.init.normal_(self.embedding.weight, 0.0, std)

    def forward(self, x: Tensor, y: Tensor | None) -> Tensor:
        """x: (N, size) or (N, size, 1, 1, ...) with size numbers each."""
        need(y, self.num_classes)
        return x if self.embedding is None else x + self.embedding(y).view_as(x)


class Projection(nn.Module):
    """What a class adds to the logit: the inner product of its vector with the features (Miyato and Koyama 2018).

    Without y nothing is added: the picture is judged for no class in particular.
    """

    def __init__(self, num_classes: int, size: int, *, spectral: bool = False, std: float = 0.0) -> None:
        super().__init__()
        self.embedding = (SpectralEmbedding if spectral else nn.Embedding)(num_classes, size) if num_classes else None
        if num_classes and std:
            nn.init.normal_(self.embedding.weight, 0.0, std)
        elif num_classes:
            nn.init.xavier_uniform_(self.embedding.weight)
        settle(self)

    def forward(self, logits: Tensor, features: Tensor, y: Tensor | None) -> Tensor:
        """logits (N,), features (N, size)."""
        if self.embedding is None or y is None:
            return logits
        return logits + (self.embedding(y) * features).sum(1)


class ClassNorm(nn.Module):
    """Batch norm whose scale and shift belong to the class (Dumoulin et al. 2017; de Vries et al. 2017).

    With 0 classes plain batch norm.
    """

    def __init__(self, size: int, num_classes: int = 0) -> None:
        super().__init__()
        self.norm = nn.BatchNorm2d(size, affine=not num_classes)
        if num_classes:
            self.scale = nn.Embedding(num_classes, size)
            self.shift = nn.Embedding(num_classes, size)
            nn.init.ones_(self.scale.weight)
            nn.init.zeros_(self.shift.weight)
        else:
            self.scale = self.shift = None

    def forward(self, x: Tensor, y: Tensor | None) -> Tensor:
        x = self.norm(x)
        if self.scale is None:
            return x
        return torch.addcmul(self.shift(y)[:, :, None, None], x, self.scale(y)[:, :, None, None])
