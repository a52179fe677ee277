"""A run as one file, out and in again: a plain zip with everything that the run is, and the hashes of all of it.

What comes in was made by anybody. Nothing of it is kept before everything has been checked, nothing is left behind
where something is wrong, and nothing of it is ever unpickled or executed.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import stat
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from filelock import Timeout

from ganplay import __version__
from ganplay.runs.asking.report import REPORT
from ganplay.runs.store.carried import FILE as DATA
from ganplay.runs.store.folder import Busy, RunError, RunFolder
from ganplay.runs.store.named import FILE as DIRECTIONS
from ganplay.runs.store.patience import patiently, whole_folder
from ganplay.runs.store.statistics import FILE as STATISTICS
from ganplay.runs.transfer.arrivals import PackError, check_run
from ganplay.runs.transfer.leaving import copy_history, told

FORMAT = 1
SUFFIX = ".ganplay"
MANIFEST = "manifest.json"
ROOT = ("recipe.json", "history.db", "reals.safetensors", DATA, REPORT, DIRECTIONS, STATISTICS)
REQUIRED = ("recipe.json", "history.db")
MOMENT = ("checkpoint.json", "model.safetensors", "training.safetensors", "calibration.json")
_MOMENT = re.compile(r"checkpoints/(\d{8,10})/([a-z.]+)")
MOST_FILES = 200 * len(MOMENT) + len(ROOT) + 1
MOST_JSON = 1 << 20  # bytes of a file of settings or facts
MOST_BYTES = 8 << 30  # of everything together, unless told otherwise
CHUNK = 1 << 20
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the same run packs to the same bytes


def pack(run: RunFolder, file: Path) -> int:
    """Write `run` as one file; its size in bytes. The file appears whole or not at all.

    Pictures of one's own stay at home: the recipe then says that they were "own". Points of one's own, which the run
    keeps, go along.

    Raises:
        Busy: while it is trained.
        RunError: when it has no checkpoint, or there is something at `file`.
    """
    if file.exists():
        raise RunError(f"{file} exists already: choose another name.")
    if not file.absolute().parent.is_dir():
        raise RunError(f"There is no folder {file.parent}: make it first.")
    run.checkpoint_path()  # refuses a run without one
    part = file.with_name(file.name + ".part")
    history = file.with_name(file.name + ".history.part")
    try:
        if run.frozen:
            _write(run, part, history)
        else:
            with run.lock().acquire(blocking=False):
                _write(run, part, history)
        patiently(os.replace, part, file)
    except Timeout:
        raise Busy() from None
    finally:
        part.unlink(missing_ok=True)
        history.unlink(missing_ok=True)
    return file.stat().st_size


def _write(run: RunFolder, part: Path, history: Path) -> None:
    copy_history(run, history)
    files: dict[str, dict[str, Any]] = {}
    with zipfile.ZipFile(part, "w") as archive:
        for name, source in _members(run):
            source = history if name == "history.db" else source
            info = zipfile.ZipInfo(name, _EPOCH)
            # weights are noise to a compressor
            info.compress_type = zipfile.ZIP_STORED if name.endswith(".safetensors") else zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            digest, size = hashlib.sha256(), 0
            with archive.open(info, "w", force_zip64=True) as target:
                for block in [told(run, source)] if name.endswith(".json") else _blocks(source):
                    digest.update(block)
                    size += len(block)
                    target.write(block)
            files[name] = {"size": size, "sha256": digest.hexdigest()}
        manifest = {"kind": "ganplay run", "format": FORMAT, "program": f"ganplay {__version__}", "files": files}
        info = zipfile.ZipInfo(MANIFEST, _EPOCH)
        info.compress_type, info.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
        archive.writestr(info, json.dumps(manifest, indent=1))


def _members(run: RunFolder) -> Iterator[tuple[str, Path]]:
    for name in ROOT:
        if (run.path / name).is_file():
            yield name, run.path / name
    for step in run.checkpoints():
        folder = run.checkpoint_path(step)
        for name in MOMENT:
            if (folder / name).is_file():
                yield f"checkpoints/{folder.name}/{name}", folder / name


def _blocks(source: Path) -> Iterator[bytes]:
    with source.open("rb") as opened:
        while block := opened.read(CHUNK):
            yield block


def unpack(file: Path, place: Path, *, most: int = MOST_BYTES, dataset: str = "") -> RunFolder:
    """Make a run in the new folder `place` of a file that `pack` wrote; it appears whole or not at all.

    Args:
        most: bytes that it may take on the disk.
        dataset: where the pictures lie that it trains on, for a run that was trained on one's own.

    Raises:
        PackError: when anything about the file is not as it must be; nothing is kept then.
        RunError: when there is something at `place`.
    """
    if place.exists() and (not place.is_dir() or any(place.iterdir())):
        raise RunError(f"{place} exists already: choose another place.")
    with whole_folder(place) as part:
        _extract(file, part, most)
        check_run(part, dataset)
    return RunFolder(place)


def _extract(file: Path, part: Path, most: int) -> None:
    try:
        with zipfile.ZipFile(file) as archive:
            _check_names(archive)
            expected = _manifest(archive)
            total = sum(facts["size"] for facts in expected.values())
            if total > most:
                raise PackError(
                    "pack_large",
                    f"This run takes {total / 1e6:.0f} MB, and at most {most / 1e6:.0f} MB are taken here.",
                    size=f"{total / 1e6:.0f}",
                    most=f"{most / 1e6:.0f}",
                )
            for name, facts in expected.items():
                _extract_one(archive, name, facts, part / name)
    except FileNotFoundError:
        raise PackError("pack_missing", f"There is no file {file.name}.") from None
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OverflowError):
        raise PackError("pack_zip", f"{file.name} is not a run's file, or it is damaged: it cannot be read.") from None


def _check_names(archive: zipfile.ZipFile) -> None:
    members = archive.infolist()
    if len(members) > MOST_FILES:
        raise PackError("pack_names", f"This file holds {len(members)} files: too many for a run.", name="…")
    seen = set()
    for info in members:
        shown = "".join(c if c.isprintable() else "?" for c in info.filename)[:60]
        kind = stat.S_IFMT(info.external_attr >> 16)
        if not _known(info.filename) or info.filename in seen or kind not in (0, stat.S_IFREG):
            raise PackError("pack_names", f"This file holds {shown!r}, which is no part of a run.", name=shown)
        if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) or info.flag_bits & 1:
            raise PackError("pack_zip", f"{shown} is encrypted, or compressed in a way that is not read here.")
        seen.add(info.filename)


def _known(name: str) -> bool:
    """Whether this is one of the names a run's file may hold: a fixed list, so no path leads anywhere else."""
    found = _MOMENT.fullmatch(name)
    if found:
        return found[2] in MOMENT and f"{int(found[1]):08d}" == found[1]
    return name in (MANIFEST, *ROOT)


def _manifest(archive: zipfile.ZipFile) -> dict[str, dict[str, Any]]:
    """name -> {size, sha256} of everything that must be there; each name of the zip is one of these."""
    names = {info.filename: info for info in archive.infolist()}
    if MANIFEST not in names:
        raise PackError("pack_manifest", f"This file has no {MANIFEST}: it was not made by ganplay.")
    if names[MANIFEST].file_size > MOST_JSON:
        raise PackError("pack_manifest", f"The {MANIFEST} of this file is too large to be one.")
    try:
        manifest = json.loads(archive.read(MANIFEST))
        version, files = manifest["format"], manifest["files"]
        good = manifest["kind"] == "ganplay run" and isinstance(files, dict) and all(map(_listed, files.values()))
    except (ValueError, KeyError, TypeError, RecursionError):
        good, version, files = False, 0, {}
    if good and version != FORMAT:
        raise PackError(
            "pack_format", f"This file has the format {str(version)[:20]}, and this ganplay reads {FORMAT}: update it."
        )
    if not good:
        raise PackError("pack_manifest", f"The {MANIFEST} of this file cannot be read.")
    rest = set(names) - {MANIFEST}
    for name in sorted(set(files) ^ rest) + [name for name in REQUIRED if name not in files]:
        shown = name[:60]
        if name in rest:
            raise PackError("pack_names", f"This file holds {shown!r}, which its {MANIFEST} does not know.", name=shown)
        raise PackError("pack_lacks", f"This file lacks its {shown}.", name=shown)
    for name, facts in files.items():
        if facts["size"] != names[name].file_size or (name.endswith(".json") and facts["size"] > MOST_JSON):
            raise PackError("pack_size", f"{name} has not the size that it must have.", name=name)
    return files


def _listed(facts: Any) -> bool:
    size, digest = (facts.get("size"), facts.get("sha256")) if isinstance(facts, dict) else (None, None)
    whole = isinstance(size, int) and not isinstance(size, bool) and size >= 0
    return whole and isinstance(digest, str) and re.fullmatch("[0-9a-f]{64}", digest) is not None


def _extract_one(archive: zipfile.ZipFile, name: str, facts: dict[str, Any], target: Path) -> None:
    """Write one file out, counting and hashing what really comes."""
    target.parent.mkdir(parents=True, exist_ok=True)
    digest, size = hashlib.sha256(), 0
    with archive.open(name) as source, target.open("xb") as opened:
        while block := source.read(CHUNK):
            size += len(block)
            if size > facts["size"]:
                break
            digest.update(block)
            opened.write(block)
    if size != facts["size"]:
        raise PackError("pack_size", f"{name} has not the size that it must have.", name=name)
    if digest.hexdigest() != facts["sha256"]:
        raise PackError("pack_hash", f"{name} was changed after the run was packed: its hash differs.", name=name)
