"""The data sets ganplay knows by name. Imports nothing heavy: the page and the command line read it at start-up."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class DatasetInfo:
    """What is known of a data set before it is loaded.

    Attributes:
        name: what `ganplay.data.load` calls it.
        kind: "generated" (drawn in code), "bundled" (comes with a dependency) or "download".
        channels: 1 grey, 3 colour.
        native: pixels a side as published; 0 where it is drawn, or published, at any size.
        size: pictures.
        classes: the names of the classes; empty where there are none.
        attributes: the names of the facts known about each picture.
        flips: whether a mirrored picture is as good a picture.
        megabytes: what has to be downloaded; 0 where nothing has to be.
        source: whom to cite, and where it comes from.
    """

    name: str
    kind: str
    channels: int
    native: int
    size: int
    classes: tuple[str, ...] = ()
    attributes: tuple[str, ...] = ()
    flips: bool = False
    megabytes: int = 0
    source: str


DIGITS = ("0", "1", "2", "3", "4", "5", "6", "7", "8", "9")

_ALL = (
    DatasetInfo(
        name="faces",
        kind="generated",
        channels=3,
        native=0,
        size=20_000,
        attributes=("smile", "glasses", "hat", "long_hair", "dark_hair", "beard"),
        flips=True,
        source="Cartoon faces drawn by ganplay.",
    ),
    DatasetInfo(
        name="landscapes",
        kind="generated",
        channels=3,
        native=0,
        size=20_000,
        classes=("dawn", "day", "evening", "dusk", "night"),
        attributes=("sea", "trees", "clouds", "snow"),
        flips=True,
        source="Landscapes drawn by ganplay.",
    ),
    DatasetInfo(
        name="shapes",
        kind="generated",
        channels=3,
        native=0,
        size=20_000,
        classes=("circle", "square", "triangle", "star", "heart", "ring", "cross", "crescent"),
        flips=True,
        source="Coloured objects drawn by ganplay.",
    ),
    DatasetInfo(
        name="animals",
        kind="generated",
        channels=3,
        native=0,
        size=20_000,
        classes=("cat", "dog"),
        attributes=("pointed_ears", "dark_fur", "collar", "outdoors"),
        flips=True,
        source="Cats and dogs drawn by ganplay.",
    ),
    DatasetInfo(
        name="digits",
        kind="bundled",
        channels=1,
        native=8,
        size=1_797,
        classes=DIGITS,
        source="Alpaydin and Kaynak 1998, Optical Recognition of Handwritten Digits, UCI; comes with scikit-learn.",
    ),
    DatasetInfo(
        name="mnist",
        kind="download",
        channels=1,
        native=28,
        size=60_000,
        classes=DIGITS,
        megabytes=12,
        source="LeCun, Cortes and Burges 1998, The MNIST Database of Handwritten Digits.",
    ),
    DatasetInfo(
        name="stacked_mnist",
        kind="download",
        channels=3,
        native=28,
        size=60_000,
        classes=tuple(f"{mode:03d}" for mode in range(1000)),
        megabytes=12,
        source="Three digits of MNIST in red, green and blue: 1,000 modes (Metz et al. 2017, Unrolled GANs).",
    ),
    DatasetInfo(
        name="fashion_mnist",
        kind="download",
        channels=1,
        native=28,
        size=60_000,
        classes=(
            "T-shirt",
            "trousers",
            "pullover",
            "dress",
            "coat",
            "sandal",
            "shirt",
            "sneaker",
            "bag",
            "ankle boot",
        ),
        flips=True,
        megabytes=31,
        source="Xiao, Rasul and Vollgraf 2017, Fashion-MNIST.",
    ),
    DatasetInfo(
        name="kmnist",
        kind="download",
        channels=1,
        native=28,
        size=60_000,
        classes=("o", "ki", "su", "tsu", "na", "ha", "ma", "ya", "re", "wo"),
        megabytes=21,
        source="Clanuwat et al. 2018, Deep Learning for Classical Japanese Literature.",
    ),
    DatasetInfo(
        name="cifar10",
        kind="download",
        channels=3,
        native=32,
        size=50_000,
        classes=("airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck"),
        flips=True,
        megabytes=170,
        source="Krizhevsky 2009, Learning Multiple Layers of Features from Tiny Images.",
    ),
    DatasetInfo(
        name="svhn",
        kind="download",
        channels=3,
        native=32,
        size=73_257,
        classes=DIGITS,
        megabytes=182,
        source="Netzer et al. 2011, Reading Digits in Natural Images with Unsupervised Feature Learning.",
    ),
    DatasetInfo(
        name="celeba",
        kind="download",
        channels=3,
        native=0,
        size=202_599,
        flips=True,
        megabytes=1_450,
        source="Liu et al. 2015, Deep Learning Face Attributes in the Wild.",
    ),
    DatasetInfo(
        name="cats_dogs",
        kind="download",
        channels=3,
        native=0,
        size=7_349,
        classes=("cat", "dog"),
        flips=True,
        megabytes=811,
        source="Parkhi et al. 2012, Cats and Dogs; the Oxford-IIIT Pet Dataset.",
    ),
)

CATALOG: dict[str, DatasetInfo] = {info.name: info for info in _ALL}
