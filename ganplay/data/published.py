"""The published data sets, where and as torchvision keeps them, so that one copy serves both.

Addresses and checksums come from torchvision's classes. The files are read here: torchvision would unpickle some.
"""

from __future__ import annotations

import os
import tarfile
import tempfile
import urllib.parse
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NoReturn

import numpy as np
import torch
from torch import Tensor

from ganplay.data import cache
from ganplay.data.adjust import to_resolution
from ganplay.data.catalog import CATALOG
from ganplay.data.fetching import FetchError, fetch, unpack_gzip
from ganplay.data.pictures import DataError, Note, Pictures
from ganplay.data.places import is_full
from ganplay.data.together import decode_all

Progress = Callable[[str, float], None]

# CIFAR-10 is published twice; torchvision takes the pickled archive, this is the plain one.
CIFAR10 = ("https://www.cs.toronto.edu/~kriz/cifar-10-binary.tar.gz", "c32a1d4ab5d03f1284b67883e8d87530")
FOLDER = "the folder of data sets (--data-root; else downloads in GANPLAY_CACHE)"
DRIVE = "https://drive.usercontent.google.com/download?export=download&confirm=t&id="


def read_published(name: str, resolution: int, crop: str, root: Path, progress: Progress) -> Pictures:
    """A data set of kind "download": read from `root`, downloaded into it first where it is not there.

    Raises:
        DataError: when it cannot be downloaded, or what lies under `root` is damaged.
    """
    try:
        return _READERS[name](name, resolution, crop, root, progress)
    except DataError:
        raise
    except Exception as error:  # each format's reader meets damage with exceptions of its own
        if isinstance(error, MemoryError) or is_full(error):
            raise
        raise DataError(
            f"{name} could not be read ({getattr(error, 'strerror', None) or 'damaged'}): delete its files in "
            f"{FOLDER} to download them again."
        ) from None


def _mnist(name: str, resolution: int, crop: str, root: Path, progress: Progress) -> Pictures:
    """MNIST and its kin: four idx files under root/CLASS/raw."""
    folder = root / {"mnist": "MNIST", "fashion_mnist": "FashionMNIST", "kmnist": "KMNIST"}[name] / "raw"
    images, labels = folder / "train-images-idx3-ubyte", folder / "train-labels-idx1-ubyte"
    if not (images.is_file() and labels.is_file()):
        published = getattr(_torchvision(), folder.parent.name)
        files = [
            ([mirror + file for mirror in published.mirrors], folder / file, md5) for file, md5 in published.resources
        ]
        _fetch_all(name, files, [20, 1, 4, 1], root, progress)
        for number, (_, packed, _) in enumerate(files, 1):
            unpack_gzip(packed, packed.with_suffix(""))
            progress("unpack", number / len(files))
    return _plain(name, to_resolution(_idx(images)[:, None], resolution), _idx(labels))


def _idx(file: Path) -> Tensor:
    """An idx file of unsigned bytes: two zeros, the type 8, the number of axes, their sizes, the bytes."""
    data = file.read_bytes()
    axes = data[3] if data[:3] == b"\0\0\x08" and len(data) >= 4 else 0
    start = 4 + 4 * axes
    shape = np.frombuffer(data[4:start], ">i4") if axes and len(data) >= start else np.zeros(1, int)
    if len(data) - start != shape.prod() or not len(data) - start:
        raise DataError(f"{file.name} is damaged: delete it, and it will be downloaded again.")
    return torch.from_numpy(np.frombuffer(data, np.uint8, offset=start).reshape(shape).copy())


def _cifar10(name: str, resolution: int, crop: str, root: Path, progress: Progress) -> Pictures:
    """Five batches of 10,000 records: a label, then 32 x 32 reds, greens and blues."""
    url, md5 = CIFAR10
    archive = root / url.rpartition("/")[2]
    _fetch_all(name, [([url], archive, md5)], [1], root, progress)
    batches = []
    with tarfile.open(archive) as tar:
        for number in range(1, 6):
            data = tar.extractfile(f"cifar-10-batches-bin/data_batch_{number}.bin").read()
            batches.append(np.frombuffer(data, np.uint8).reshape(-1, 1 + 3 * 32 * 32))
            progress("read", number / 5)
    records = torch.from_numpy(np.concatenate(batches))
    images = records[:, 1:].reshape(-1, 3, 32, 32).contiguous()
    return _plain(name, to_resolution(images, resolution), records[:, 0])


def _svhn(name: str, resolution: int, crop: str, root: Path, progress: Progress) -> Pictures:
    """A MATLAB file: X (32, 32, 3, N), y with 10 for the digit 0."""
    from scipy.io import loadmat

    url, file, md5 = _torchvision().SVHN.split_list["train"]
    _fetch_all(name, [([url], root / file, md5)], [1], root, progress)
    data = loadmat(root / file)
    images = torch.from_numpy(np.ascontiguousarray(data["X"].transpose(3, 2, 0, 1)))
    labels = torch.from_numpy(data["y"].astype(np.int64).reshape(-1) % 10)
    return _plain(name, to_resolution(images, resolution), labels)


def _celeba(name: str, resolution: int, crop: str, root: Path, progress: Progress) -> Pictures:
    """202,599 JPEG files of 178 x 218 with 40 attributes; "crop" takes the usual 148 x 148 in the middle."""
    key = f"celeba-{resolution}-{crop}-v1"
    kept = cache.recall(key, CATALOG[name])
    if kept is not None:
        return kept
    folder = root / "celeba"
    archive, table = folder / "img_align_celeba.zip", folder / "list_attr_celeba.txt"
    unpacked = folder / "img_align_celeba"
    needed = [table] if unpacked.is_dir() else [archive, table]
    published = {file: (id, md5) for id, md5, file in _torchvision().CelebA.file_list}
    files = [([DRIVE + published[file.name][0]], file, published[file.name][1]) for file in needed]
    _fetch_all(name, files, [1400, 27][-len(files) :], root, progress)
    header, *rows = table.read_text().splitlines()[1:]
    values = [row.split() for row in rows]
    names = [row[0] for row in values]
    facts = torch.tensor([[value == "1" for value in row[1:]] for row in values])
    if unpacked.is_dir():
        pictures = _decoded(name, lambda i: (unpacked / names[i]).read_bytes(), names, resolution, crop, progress, 148)
    else:
        with zipfile.ZipFile(archive) as zipped:
            read = lambda i: zipped.read(f"img_align_celeba/{names[i]}")  # noqa: E731
            pictures = _decoded(name, read, names, resolution, crop, progress, 148)
    images, usable, notes = pictures
    columns = sorted((fact.lower(), column) for column, fact in enumerate(header.split()))
    attributes = {fact: facts[usable, column] for fact, column in columns}
    made = Pictures(name=name, images=images, attributes=attributes, flips=True, notes=notes)
    cache.keep(key, made)
    return made


def _cats_dogs(name: str, resolution: int, crop: str, root: Path, progress: Progress) -> Pictures:
    """The Oxford-IIIT Pet data set, with the species as its classes."""
    key = f"cats_dogs-{resolution}-{crop}-v1"
    kept = cache.recall(key, CATALOG[name])
    if kept is not None:
        return kept
    folder = root / "oxford-iiit-pet"
    images, table = folder / "images", folder / "annotations" / "list.txt"
    if not (images.is_dir() and table.is_file()):
        files = [([url], folder / url.rpartition("/")[2], md5) for url, md5 in _torchvision().OxfordIIITPet._RESOURCES]
        _fetch_all(name, files, [792, 19], root, progress)
        for number, (_, packed, _) in enumerate(files, 1):
            _unpack_tar(packed, folder)
            progress("unpack", number / len(files))
    rows = [line.split() for line in table.read_text().splitlines() if line and not line.startswith("#")]
    names = [row[0] + ".jpg" for row in rows]
    read = lambda i: (images / names[i]).read_bytes()  # noqa: E731
    pixels, usable, notes = _decoded(name, read, names, resolution, crop, progress)
    species = torch.tensor([int(row[2]) - 1 for row in rows])[usable]
    info = CATALOG[name]
    made = Pictures(name=name, images=pixels, labels=species, classes=info.classes, flips=info.flips, notes=notes)
    cache.keep(key, made)
    return made


def _unpack_tar(packed: Path, folder: Path) -> None:
    """Unpack beside and rename, so that an interrupted unpacking leaves no half of a folder; then drop the archive."""
    from torchvision.datasets.utils import extract_archive

    with tempfile.TemporaryDirectory(dir=folder) as beside:
        extract_archive(str(packed), beside)
        for unpacked in Path(beside).iterdir():
            if not (folder / unpacked.name).exists():
                os.replace(unpacked, folder / unpacked.name)
    packed.unlink()


def _decoded(
    name: str,
    read: Callable[[int], bytes],
    names: Sequence[str],
    resolution: int,
    crop: str,
    progress: Progress,
    of_178: int = 178,
) -> tuple[Tensor, Tensor, tuple[str, ...]]:
    found = decode_all(
        read,
        len(names),
        resolution,
        crop=crop,
        zoom=of_178 / 178,
        progress=lambda fraction: progress("read", fraction),
    )
    images, usable, reasons = found.images, found.files, found.reasons
    if not names or len(usable) < len(names) / 2:
        raise DataError(f"Most pictures of {name} are missing or damaged: delete its folder to download it again.")
    if not reasons:
        return images, usable, ()
    sentence = f"{len(reasons):,} of {len(names):,} files were left out: damaged."
    return images, usable, (Note(sentence, "damaged_files", count=len(reasons), total=len(names)),)


def _plain(name: str, images: Tensor, labels: Tensor) -> Pictures:
    info = CATALOG[name]
    return Pictures(name=name, images=images, labels=labels.long(), classes=info.classes, flips=info.flips)


def _torchvision():
    import torchvision.datasets

    return torchvision.datasets


def _fetch_all(
    name: str, files: list[tuple[list[str], Path, str]], weights: list[int], root: Path, progress: Progress
) -> None:
    """Fetch (addresses, target, md5) one after the other; `weights` are their shares of the bytes."""
    done = 0.0
    for (urls, target, md5), weight in zip(files, weights, strict=True):
        share = weight / sum(weights)
        start = done
        try:
            fetch(
                urls,
                target,
                md5,
                lambda fraction, start=start, share=share: progress("download", start + fraction * share),
            )
        except FetchError as error:
            _give_up(name, urls[0], target, root, error)
        done += share
        progress("download", min(done, 1.0))


def _give_up(name: str, url: str, target: Path, root: Path, error: FetchError) -> NoReturn:
    offline = ", ".join(info.name for info in CATALOG.values() if info.kind != "download")
    raise DataError(
        f"{name} ({CATALOG[name].megabytes} MB) could not be downloaded from {urllib.parse.urlsplit(url).hostname} "
        f"({error}): try again when the network is there, or put a copy of {target.name} into "
        f"{_folder(target, root)}, or take one of the data sets that need no network: {offline}."
    ) from None


def _folder(target: Path, root: Path) -> str:
    """Where a file belongs, without the way there: whoever runs this machine knows its folder of data sets."""
    inside = target.parent.relative_to(root).as_posix()
    return FOLDER if inside == "." else f"{inside} in {FOLDER}"


_READERS = {
    "mnist": _mnist,
    "fashion_mnist": _mnist,
    "kmnist": _mnist,
    "cifar10": _cifar10,
    "svhn": _svhn,
    "celeba": _celeba,
    "cats_dogs": _cats_dogs,
}
