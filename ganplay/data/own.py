"""A visitor's own pictures: a folder, a zip, or files just uploaded.

How an upload becomes a data set: `pack_uploads(files, folder)` puts the files in a place that lasts and returns the
folder or zip to name in `recipe.dataset`; `ganplay.data.load` reads it like any other. Nothing of a zip is ever
written to the disk: its pictures are decoded from memory. What is said of a file names it as its owner did, and never
where it lies on this machine.
"""

from __future__ import annotations

import os
import posixpath
import re
import shutil
import stat
import zipfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from ganplay.data.folders import read_folders
from ganplay.data.look import PLAIN, Look
from ganplay.data.names import names_in, open_zip
from ganplay.data.pictures import DataError, Note, Pictures
from ganplay.data.places import is_full

FEWEST = 16  # usable pictures that a data set needs
FILES = 500_000
UNPACKED_BYTES = 50_000_000_000
SUSPECT_BYTES, SUSPECT_RATIO = 500_000_000, 100  # pictures are packed already: a zip of them hardly shrinks
UPLOAD_BYTES = 2_000_000_000
PIXEL_BYTES = 8_000_000_000
ARCHIVES = (".zip", ".7z", ".rar", ".tar", ".gz", ".tgz", ".bz2", ".xz")
ENCRYPTED, HIDDEN = 0x1, 0x40  # bits of a zip's members: encrypted, and strongly
METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA)
UNREAD = {1: "Shrink", 6: "Implode", 9: "Deflate64", 93: "Zstandard", 95: "XZ", 98: "PPMd"}  # other methods
DRIVE = re.compile("[A-Za-z]:")  # of Windows
NAME = 80  # characters of a name that are told
NAMED = 5  # files that are named
SEVERAL = (".gif", ".apng", ".tif", ".tiff")  # files that may hold as many pictures as a data set needs
CLUTTER = ("thumbs.db", "desktop.ini", "__macosx")
NO_FILE = Note("not a file", "no_file")


@dataclass(frozen=True)
class _File:
    """A file that may be a picture: its path inside the data set, and how to get its bytes or why not."""

    path: PurePosixPath
    read: Callable[[], bytes]
    refused: str = ""


def read_folder(
    folder: Path,
    resolution: int,
    crop: str = "crop",
    look: Look = PLAIN,
    progress: Callable[[float], None] = lambda fraction: None,
) -> Pictures:
    """Every picture in `folder` and the folders in it; raises DataError."""
    folder = folder.resolve()
    files = []
    for place, _, names in os.walk(folder):  # links to folders are not followed
        for name in names:
            path = Path(place, name)
            inside = PurePosixPath(path.relative_to(folder).as_posix())
            if not _clutter(inside):
                files.append(_File(inside, lambda path=path: _bytes(path), _refused(path, folder)))
        if len(files) > FILES:
            raise DataError(f"{shown(folder.name)} has more than {FILES:,} files: choose a folder with fewer.")
    files.sort(key=lambda file: file.path)
    return _read(files, folder.name, resolution, crop, look, progress)


def _refused(path: Path, folder: Path) -> str:
    try:
        if path.is_symlink() and not path.resolve().is_relative_to(folder):
            return Note("a link that leads out of the folder", "leads_out")
        if not path.is_file():
            return NO_FILE
    except (OSError, RuntimeError):  # links in a circle, for one
        return NO_FILE
    return Note("an archive inside", "archive") if path.suffix.lower() in ARCHIVES else ""


def _bytes(path: Path) -> bytes:
    from ganplay.data.decoding import FILE_BYTES, Unusable

    if path.stat().st_size > FILE_BYTES:
        raise Unusable(f"more than {FILE_BYTES // 1_000_000} MB", "large", most=FILE_BYTES // 1_000_000)
    return path.read_bytes()


def read_zip(
    path: Path,
    resolution: int,
    crop: str = "crop",
    look: Look = PLAIN,
    progress: Callable[[float], None] = lambda fraction: None,
) -> Pictures:
    """Every picture in a zip, without unpacking it; raises DataError."""
    with _opened(path) as (archive, infos):
        names, page = names_in(infos)
        files = []
        for info, name in zip(infos, names, strict=True):
            inside = PurePosixPath(posixpath.normpath(name.replace("\\", "/")))
            if not _clutter(inside):
                files.append(_File(inside, lambda info=info: _unpacked(archive, info), _unsafe(info, inside)))
        files.sort(key=lambda file: file.path)  # as in a folder
        pictures = _read(files, path.stem, resolution, crop, look, progress)
    guessed = page and not all(name.isascii() for name in pictures.classes)
    return replace(pictures, notes=(*pictures.notes, _guessed(pictures.classes, page))) if guessed else pictures


def _guessed(classes: Sequence[str], page: str) -> Note:
    sentence = (
        f"The zip does not say how its names are written: read by the code page {page}, its classes are "
        f"{_listed(classes)}. If they are called otherwise, pack it with names in UTF-8."
    )
    return Note(sentence, "guessed", page=page, classes=_first(classes))


@contextmanager
def _opened(path: Path) -> Iterator[tuple[zipfile.ZipFile, list[zipfile.ZipInfo]]]:
    """A zip and the files in it, bombs refused; raises DataError for what is no whole zip."""
    try:
        archive = open_zip(path)
    except Exception as error:  # the reader meets damage with nearly every exception that there is
        if isinstance(error, MemoryError) or is_full(error):
            raise
        raise DataError(f"{shown(path.name)} is damaged or is not a zip: pack the pictures again.") from None
    with archive:
        infos = [info for info in archive.infolist() if not info.filename.endswith("/")]
        _check_bomb(infos, path)
        yield archive, infos


def _check_bomb(infos: Sequence[zipfile.ZipInfo], path: Path) -> None:
    size = sum(info.file_size for info in infos)
    packed, name = max(path.stat().st_size, 1), shown(path.name)
    if len(infos) > FILES:
        raise DataError(f"{name} has {len(infos):,} files and the limit is {FILES:,}: choose fewer pictures.")
    if size > UNPACKED_BYTES or (size > SUSPECT_BYTES and size > SUSPECT_RATIO * packed):
        raise DataError(
            f"{name} would unpack to {size / 1e9:.1f} GB, {size // packed:,} times its size: "
            "this is not a zip of pictures, and it is refused."
        )


def _unsafe(info: zipfile.ZipInfo, inside: PurePosixPath) -> str:
    if not inside.parts:
        return Note("a file without a name", "nameless")
    if inside.is_absolute() or ".." in inside.parts or DRIVE.match(inside.parts[0]):
        return Note("its path leads out of the zip", "path_out")
    if stat.S_ISLNK(info.external_attr >> 16):
        return Note("a link", "link")
    if info.flag_bits & (ENCRYPTED | HIDDEN):
        return Note("encrypted", "encrypted")
    if info.compress_type not in METHODS:
        method = UNREAD.get(info.compress_type, f"number {info.compress_type}")
        return Note(f"its method, {method}, is not read here; pack it by Deflate", "method", method=method)
    return Note("an archive inside", "archive") if inside.suffix.lower() in ARCHIVES else ""


def _unpacked(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    from ganplay.data.decoding import FILE_BYTES, Unusable

    if info.file_size > FILE_BYTES:
        raise Unusable(f"more than {FILE_BYTES // 1_000_000} MB", "large", most=FILE_BYTES // 1_000_000)
    try:
        return archive.read(info)  # never more than file_size, whatever the packed data would grow to
    except NotImplementedError:  # patched data, for one
        raise Unusable("its method is not read here; pack it by Deflate", "patched") from None
    except Exception:  # each compression method meets damage with exceptions of its own
        raise Unusable("damaged in the zip", "in_zip") from None


def _clutter(path: PurePosixPath) -> bool:
    """Files that systems leave behind without anyone's doing."""
    return any((part.startswith(".") and part != "..") or part.lower() in CLUTTER for part in path.parts if part != ".")


def _read(
    files: list[_File], name: str, resolution: int, crop: str, look: Look, progress: Callable[[float], None]
) -> Pictures:
    import torch

    from ganplay.data.together import decode_all

    name = shown(name)
    good = [file for file in files if not file.refused]
    bad = [(file.path, file.refused) for file in files if file.refused]
    most = PIXEL_BYTES // (resolution * resolution * 3)
    if len(good) > most:
        raise DataError(f"{name} has {len(good):,} files, too many at {resolution} pixels: choose a lower resolution.")
    found = decode_all(
        lambda index: good[index].read(), len(good), resolution, crop=crop, look=look, most=most, progress=progress
    )
    images, usable = found.images, found.files
    bad += [(good[index].path, reason) for index, reason in found.reasons.items()]
    notes = [_left_out(sorted(bad), len(files))] if bad else []
    if len(usable) < FEWEST:
        told = "".join(f" {note}" for note in [*notes, *found.notes])
        raise DataError(
            f"{name} has {len(usable)} usable pictures, and a data set needs at least {FEWEST}: add more.{told}"
        )
    paths = [good[index].path for index in usable.tolist()]
    folders = read_folders(paths)
    notes += folders.notes
    learned = len(folders.used) - sum(folders.apart)
    if learned < FEWEST:
        told = " ".join(folders.notes)
        raise DataError(f"{name} has {learned} pictures to train on, and takes at least {FEWEST}: add more. {told}")
    if not folders.labels and not folders.notes:
        notes += _without_classes(paths, name)
    if len(folders.used) < len(images):
        images = images[folders.used]
    if (images == images[:, :1]).all():
        images = images[:, :1].contiguous()
    return Pictures(
        name=name,
        images=images,
        labels=torch.tensor(folders.labels) if folders.labels else None,
        classes=tuple(map(shown, folders.classes)) if folders.labels else (),
        flips=True,
        apart=torch.tensor(folders.apart) if folders.apart else None,
        settled=found.settled,
        notes=(*notes, *found.notes),
    )


def _without_classes(paths: list[PurePosixPath], name: str) -> list[Note]:
    """Why there are no classes, where there are folders that may have been meant as such."""
    depth = min(len(path.parts) for path in paths) - 1  # of folders around the pictures that lie outermost
    folders = sorted({path.parts[depth] for path in paths if len(path.parts) > depth + 1})
    if folders:
        strays = [shown(path.name) for path in paths if len(path.parts) == depth + 1]
        folders = [shown(folder) for folder in folders]
        outside, inside = _listed(strays), _listed(folders)
        why = f"so the subfolders ({inside}) are not taken as classes."
        sentence = f"Some pictures lie outside the subfolders ({outside}), {why}"
        return [Note(sentence, "strays", strays=_first(strays), folders=_first(folders))]
    folder = shown(paths[0].parent.name)
    if folder.lower() in ("", name.lower()):  # a zip is often of one folder of its own name
        return []
    sentence = f"All pictures lie in one folder ({folder}), which is no class: classes take two folders or more."
    return [Note(sentence, "one_folder", folder=folder)]


def _left_out(bad: list[tuple[PurePosixPath, str]], total: int) -> Note:
    files = [_file(shown(str(path)), reason) for path, reason in bad]
    sentence = f"{len(bad):,} of {total:,} files were left out: {_listed(files)}."
    return Note(sentence, "left_out", count=len(bad), total=total, files=_first(files))


def _file(name: str, reason: str) -> Note:
    return Note(f"{name} ({reason})", "file", name=name, reason=reason)


def _listed(names: Sequence[str]) -> str:
    return " and ".join([", ".join(names[:NAMED]), *_first(names)[NAMED:]])


def _first(names: Sequence[str]) -> list[str]:
    """A few of many, and how many more there are."""
    more = len(names) - NAMED
    return [*names[:NAMED], Note(f"{more:,} more", "more", count=more)] if more > 0 else list(names)


def shown(name: str) -> str:
    """A file's name as it can stand in a sentence: on one line, not too long, and text whatever its bytes were."""
    text = "".join(letter if letter.isprintable() else "?" for letter in name)
    return text if len(text) <= NAME else text[: NAME - 1] + "…"


def pack_uploads(files: Sequence[Path | str], folder: Path) -> Path:
    """Copy uploaded files (one zip, or pictures) into `folder`, which is made, and return what to name as data set.

    Raises:
        DataError: when there are too few pictures, several zips, a zip among pictures, or too many bytes.
    """
    files = [Path(file) for file in files]
    zips = [file for file in files if file.suffix.lower() == ".zip"]
    if zips and len(files) > 1:
        raise DataError("Upload one zip, or the pictures themselves, but not both at once.")
    if not zips and len(files) < FEWEST and not any(file.suffix.lower() in SEVERAL for file in files):
        raise DataError(f"These are {len(files)} files, and a data set needs at least {FEWEST} pictures: add more.")
    if zips:
        with _opened(zips[0]):  # refuses what is none
            pass
    size = sum(file.stat().st_size for file in files)
    if size > UPLOAD_BYTES:
        raise DataError(f"These are {size / 1e9:.1f} GB and the limit is {UPLOAD_BYTES / 1e9:.0f} GB: upload fewer.")
    place = folder if zips else folder / "pictures"
    place.mkdir(parents=True, exist_ok=True)
    for index, file in enumerate(sorted(files, key=lambda file: file.name)):  # in whatever order they were chosen
        # A number in front keeps two files of one name apart, and what was a hidden file in sight.
        target = place / (file.name if zips else f"{index:05d}-{file.name}")
        shutil.copyfile(file, target)
    return target if zips else place
