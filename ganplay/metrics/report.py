"""What an evaluation says: rows of numbers, each with its sample size and what real pictures score."""

from __future__ import annotations

import math
from dataclasses import asdict, dataclass, field
from typing import Any

LOWER, HIGHER = "lower", "higher"

BETTER = {
    "classifier_fd": LOWER,
    "classifier_kd": LOWER,
    "fid": LOWER,
    "precision": HIGHER,
    "recall": HIGHER,
    "density": HIGHER,
    "coverage": HIGHER,
    "class_kl": LOWER,
    "label_accuracy": HIGHER,
    "copies": LOWER,
    "nearness": HIGHER,
    "modes": HIGHER,
    "high_quality": HIGHER,
    "mode_kl": LOWER,
    "point_kl": LOWER,
    "point_js": LOWER,
}

HEAD = f"{'':16} {'generated':>10} {'n':>7} {'real':>10} {'n':>7}"  # of `Report.lines`


@dataclass(frozen=True)
class Row:
    """One number.

    Attributes:
        name: a key of BETTER.
        value: what the generated pictures score.
        floor: what other real pictures score in their place: what a perfect generator would; None where there are
            too few real pictures to know.
        n: generated pictures.
        better: "lower" or "higher".
        note: how it was measured, where that is not always the same.
        n_floor: the real pictures that score the floor; None where there is no floor.
    """

    name: str
    value: float
    floor: float | None
    n: int
    better: str
    note: str = ""
    n_floor: int | None = None


def row(name: str, value: float, floor: float | None, n: int, note: str = "", n_floor: int | None = None) -> Row:
    """A row whose floor stands on as many pictures as its value, unless `n_floor` says on how many."""
    if floor is None:
        return Row(name, float(value), None, n, BETTER[name], note)
    return Row(name, float(value), float(floor), n, BETTER[name], note, n_floor or n)


@dataclass(frozen=True)
class Report:
    """All that was measured.

    Attributes:
        rows: in the order in which a person should read them.
        refused: a sentence for each thing that could not be measured.
        features: the feature network: name, digest, number of features, and its heads' accuracy with n.
        classes: names, counts among the generated and the real pictures, accuracy of each; None without classes.
        seconds: that it took.
    """

    rows: tuple[Row, ...]
    refused: tuple[str, ...] = ()
    features: dict[str, Any] = field(default_factory=dict)
    classes: dict[str, Any] | None = None
    seconds: float = 0.0

    def __getitem__(self, name: str) -> Row:
        return next(row for row in self.rows if row.name == name)

    def __contains__(self, name: str) -> bool:
        return any(row.name == name for row in self.rows)

    def lines(self) -> list[str]:
        """The report as plain text: what was compared in, a line a number, a line for what could not be measured."""
        told = []
        if self.features:
            told.append(
                f"in {self.features['features']} features of the {self.features['network']} network "
                f"{self.features['digest']}, which is not Inception: no figure here is an FID"
            )
            told.append(HEAD)
        for row in self.rows:
            floor, of = ("", "") if row.floor is None else (f"{row.floor:.4f}", f"{row.n_floor:,}")
            told.append(
                f"{row.name:16} {row.value:>10.4f} {row.n:>7,} {floor:>10} {of:>7}  {row.better} is better"
                + (f"; {row.note}" if row.note else "")
            )
        return told + list(self.refused)

    def to_dict(self) -> dict[str, Any]:
        """Plain values that JSON knows: numbers that are not finite become None."""
        return _plain(asdict(self))


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(each) for key, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(each) for each in value]
    return None if isinstance(value, float) and not math.isfinite(value) else value
