"""How the data of each kind is loaded and shown.

An entry is one file here, named like its kind in `ganplay.recipe.kinds`, with everything that `Entry` asks for.
Importing this package and its entries imports no torch.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any, Protocol

from ganplay.data.look import Look
from ganplay.data.pictures import DataError, Pictures
from ganplay.recipe.kinds import KINDS, Kind

if TYPE_CHECKING:
    import numpy as np
    from torch import Tensor

Progress = Callable[[str, float], None]


class Sheets(Protocol):
    """Samples of one data set as uint8 pictures that a person can look at: (n, H, W, C), one a sample or one of all.

    seeds: how many generated samples a sheet shows while a run trains.
    """

    seeds: int

    def real(self, samples: Tensor, count: int) -> np.ndarray:
        """The first `count` samples of a data set, (N, C, H, W) as it holds them."""

    def generated(self, samples: Tensor) -> np.ndarray:
        """Samples as a generator draws them, (N, C, H, W) floats."""


class Entry(Protocol):
    """What the house asks of a kind's data.

    Attributes:
        NAMES: the data sets that have a name.
        OWN: whether it can be read from a folder or a file of a visitor's own.
        SUFFIXES: how the names of such files end, where no other kind reads them.
        CARRIED: whether a run keeps all of a visitor's own, so that it trains on wherever their file has gone.
        ARRAY: what a file of samples calls them.
        WHOLE: whether a sheet is one picture of all its samples, to be shown whole; else it is cut into cells of the
            run's own size, 8 x 8 while a run trains.
        AT_ONCE: samples that a generator draws together, always as many: then a latent gives the same one in any
            company.
    """

    NAMES: tuple[str, ...]
    OWN: bool
    SUFFIXES: tuple[str, ...]
    CARRIED: bool
    ARRAY: str
    WHOLE: bool
    AT_ONCE: int

    def load(
        self,
        name: str,
        resolution: int,
        *,
        channels: int,
        crop: str,
        look: Look,
        seed: int,
        root: Path | str | None,
        count: int | None,
        progress: Progress | None,
    ) -> Pictures:
        """See `ganplay.data.load`."""

    def refuse(self, name: str, kind: Kind) -> DataError:
        """What to say of a data set of another kind, named or somebody's own."""

    def facts(self, name: str) -> dict[str, Any]:
        """What is known of a data set before it is loaded: name, kind, channels, size, megabytes, source and more."""

    def look(self, name: str) -> str:
        """What its samples look like, in a word."""

    def sheets(self, data: Pictures | str) -> Sheets:
        """How samples of a data set are shown; of one that has a name, that will do."""

    def finished(self, samples: Tensor) -> Tensor:
        """Generated samples (N, C, H, W) as they are measured and written down: rounded as a screen would, or not."""

    def array(self, samples: Tensor) -> np.ndarray:
        """Generated samples as a file holds them, which `drawing` can show."""

    def drawing(self, samples: np.ndarray, name: str) -> np.ndarray:
        """What `array` made of samples of a data set, as uint8 pictures (n, H, W, C)."""

    def fresh(self, name: str, count: int, seed: int) -> Tensor | None:
        """Real samples that no training has seen, as networks take them; None where only some were held out."""

    def check_own(self, samples: Tensor) -> None:
        """Raises DataError where a visitor's own samples, (N, C, H, W) as a run keeps them, cannot be trained on."""

    def check_folder(self, name: str) -> None:
        """Raises DataError where samples are not written one by one, into a folder of this name."""


def entry(kind: Kind | str) -> Entry:
    """The entry of a kind, or of the kind with this name."""
    return importlib.import_module(f"{__name__}.{kind if isinstance(kind, str) else kind.name}")


def names() -> tuple[str, ...]:
    """The data sets of all kinds that have a name."""
    return tuple(name for kind in KINDS for name in entry(kind).NAMES)


def kind_named(dataset: str) -> Kind | None:
    """The kind of a data set that has a name; None for a path."""
    return next((kind for kind in KINDS.values() if dataset in entry(kind).NAMES), None)


def kind_with(dataset: str) -> Kind:
    """The kind of a data set: that of its name or of its file's suffix, or the first that reads visitors' own."""
    return kind_named(dataset) or _kind_of_file(dataset) or next(kind for kind in KINDS.values() if entry(kind).OWN)


def _kind_of_file(dataset: str) -> Kind | None:
    """The kind that alone reads files of this name; None where the name does not say."""
    suffix = PurePath(dataset).suffix.lower()
    return next((kind for kind in KINDS.values() if suffix in entry(kind).SUFFIXES), None)


def fits(dataset: str, kind: Kind) -> bool:
    """Whether a data set, named or somebody's own, is of a kind, or may be as far as its name says."""
    named = kind_named(dataset) or _kind_of_file(dataset)
    return entry(kind).OWN if named is None else named is kind
