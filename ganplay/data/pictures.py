"""A data set in memory: one uint8 tensor of pictures, with labels where there are any."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # the page and the command line name these classes before torch is wanted
    from torch import Tensor


class DataError(ValueError):
    """Data that cannot be used; its text is one sentence that says what to do."""

    code = "data"  # of its frame in the page's words


class Note(str):
    """A sentence that the reader of the data should see.

    code: of the page's own words for it, "" where it has none; details fill their gaps, and may be notes themselves.
    """

    code: str
    details: dict[str, Any]

    def __new__(cls, sentence: str, code: str = "", /, **details: Any) -> Note:
        note = super().__new__(cls, sentence)
        note.code, note.details = code, details
        return note


def told(note: Any) -> Any:
    """A note, or what its gaps are filled with, as JSON: {text, code, details} where it is one; else as it is."""
    if isinstance(note, Note):
        return {"text": str(note), "code": note.code, "details": told(note.details)}
    if isinstance(note, dict):
        return {name: told(value) for name, value in note.items()}
    return [told(value) for value in note] if isinstance(note, list | tuple) else note


@dataclass(frozen=True, kw_only=True)
class Pictures:
    """Pictures ready to train on.

    Attributes:
        name: what to call the data set on a screen.
        images: (N, C, H, W), uint8, C is 1 or 3, H equals W. Points are (N, 2, 1, 1), float32.
        labels: (N,), int64 indices into `classes`; None where there are no classes.
        classes: the names of the classes.
        attributes: name -> (N,) bool, facts known about every picture (``faces`` has smile, glasses, hat ...).
        flips: whether the mirror image of a picture is as good a picture.
        apart: (N,) bool, which pictures were set apart for evaluation by whoever made the set, and are never trained
            on; None where nobody did.
        settled: settings of a recipe that were left to the data, as they were found in it.
        notes: sentences the reader of the data should see (`Note` where the page has words of its own for them), such
            as how many files were left out and why.
    """

    name: str
    images: Tensor
    labels: Tensor | None = None
    classes: tuple[str, ...] = ()
    attributes: Mapping[str, Tensor] = field(default_factory=dict)
    flips: bool = False
    apart: Tensor | None = None
    settled: Mapping[str, Any] = field(default_factory=dict)
    notes: tuple[str, ...] = ()

    def __len__(self) -> int:
        return self.images.shape[0]

    @property
    def channels(self) -> int:
        return self.images.shape[1]

    @property
    def resolution(self) -> int:
        return self.images.shape[2]

    def take(self, indices: Tensor) -> Pictures:
        """The pictures at `indices`, (M,) int64, with their labels and attributes."""
        return replace(
            self,
            images=self.images[indices],
            labels=None if self.labels is None else self.labels[indices],
            attributes={name: values[indices] for name, values in self.attributes.items()},
            apart=None if self.apart is None else self.apart[indices],
        )

    def split(self, held_out: int, seed: int = 0, limit: int = 0) -> tuple[Pictures, Pictures]:
        """(training, held-out): disjoint, always the same for the same data and seed.

        At most a fifth of the pictures is held out, or of those that are set apart, none of which is trained on.
        `limit`: at most so many to train on; 0: all the others.
        """
        import torch

        order = torch.randperm(len(self), generator=torch.Generator().manual_seed(seed))
        if self.apart is None:
            held_out = min(held_out, len(self) // 5)
            others, order = order[:held_out], order[held_out:]
        else:
            others, order = order[self.apart[order]][:held_out], order[~self.apart[order]]
        whole = replace(self, apart=None)
        return whole.take(order[: limit or None]), whole.take(others)
