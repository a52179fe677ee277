"""The nearest of many rows of numbers, and how near is normal: what looking for copies of training pictures takes."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor

CHUNK = 8192  # rows compared at once


@dataclass(frozen=True)
class Neighbours:
    """For M pictures, their nearest training pictures.

    Attributes:
        indices: (M, k) int64, into the training pictures, the nearest first.
        distances: (M, k) float32, Euclidean, in the features that were compared.
        percentile: (M,) of the nearest distance among those of held-out real pictures, 0 to 100. Near 0: nearer to a
            training picture than real pictures are that were never trained on, the mark of a copy.
    """

    indices: Tensor
    distances: Tensor
    percentile: Tensor


class NearestRows:
    """Rows of features of training pictures, ready to be compared with.

    Args:
        rows: (N, F) float32, N at least 1.
        held_out: (M, F) float32, M at least 1, of real pictures not trained on; they say how near is normal.

    Attributes:
        apart: (M,) float32: the held-out rows' distances to their nearest row, in the order of the rows.
        typical: the same, rising.
    """

    def __init__(self, rows: Tensor, held_out: Tensor) -> None:
        self._rows = rows
        self._squares = rows.square().sum(1)
        self.apart = self.search(held_out, 1)[0][:, 0]
        self.typical = self.apart.sort().values

    @property
    def nbytes(self) -> int:
        """Bytes that the rows take."""
        return self._rows.nbytes + self._squares.nbytes

    def __len__(self) -> int:
        return len(self._rows)

    def nearest(self, asked: Tensor, k: int = 1) -> Neighbours:
        """The `k` nearest rows (all, if there are fewer) of each of `asked`, (M, F)."""
        distances, indices = self.search(asked, min(k, len(self._rows)))
        below = torch.searchsorted(self.typical, distances[:, 0].contiguous())
        return Neighbours(indices, distances, 100.0 * below / len(self.typical))

    def search(self, asked: Tensor, k: int) -> tuple[Tensor, Tensor]:
        """(distances, indices), both (M, k), rising; a running best over chunks keeps memory small."""
        best = torch.full((len(asked), 0), torch.inf)
        where = torch.zeros((len(asked), 0), dtype=torch.int64)
        for start in range(0, len(self._rows), CHUNK):
            rows, squares = self._rows[start : start + CHUNK], self._squares[start : start + CHUNK]
            near = torch.addmm(squares.unsqueeze(0), asked, rows.T, alpha=-2)
            values, index = near.topk(min(k, len(rows)), largest=False)
            best, order = torch.cat((best, values), 1).sort(1)
            where = torch.cat((where, index + start), 1).gather(1, order)
            best, where = best[:, :k], where[:, :k]
        # the product's rounding is coarse near zero, where copies are: measure the chosen ones again
        exact = (asked.unsqueeze(1) - self._rows[where]).norm(dim=-1)
        exact, order = exact.sort(1)
        return exact, where.gather(1, order)
