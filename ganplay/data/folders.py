"""What the folders around pictures say of them: their classes, and which of them are set apart for evaluation."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from unicodedata import normalize

from ganplay.data.pictures import Note

_REST = r"[ _-]?(set|data)?"
_TRAINING, _APART = r"train(?:ing)?", r"(?:test(?:ing)?|val(?:id|idation)?|eval(?:uation)?)"
TRAINING = re.compile(rf"{_TRAINING}{_REST}|训练[集数据]*", re.IGNORECASE)
APART = re.compile(rf"{_APART}{_REST}|(测试|验证)[集数据]*", re.IGNORECASE)
DOMAIN = re.compile(rf"((?i:{_TRAINING}|{_APART}))(?:[ _-]?([AB])|[ _-]([ab]))")
FEWEST = 3  # pictures to evaluate by: as many as the smallest data set holds out
OUTSIDE = Note("Some pictures lie outside the subfolders, so the subfolders are not taken as classes.", "outside")
Parts = list[tuple[str, ...]]


@dataclass(frozen=True)
class Folders:
    """What paths say.

    Attributes:
        used: the places, in the list of paths, of those that are used, in their order.
        classes: the names of the classes, in the order of their numbers and in Unicode's form NFC.
        labels: the number of the class of each that is used; empty where there are no classes.
        apart: whether each that is used is set apart for evaluation; empty where no folder says so.
        notes: sentences on the splits; none where no folder is one.
    """

    used: list[int]
    classes: tuple[str, ...]
    labels: list[int]
    apart: list[bool]
    notes: tuple[Note, ...]


def read_folders(paths: Sequence[PurePosixPath]) -> Folders:
    """Folders are classes, but for `train` and `test` (or the like) beside each other, which are splits.

    Splits may lie around the folders of the classes, or in each of them, or be told with the class in one name, as in
    trainA and testA of CycleGAN's data sets. A folder around everything says nothing.
    """
    parts = _unwrapped([tuple(normalize("NFC", part) for part in path.parts) for path in paths])
    domains = _of_domains(parts)
    for arranged in (parts, _turned_out(parts), domains):
        tops = sorted({each[0] for each in arranged if len(each) > 1})
        training = [top for top in tops if TRAINING.fullmatch(top)]
        apart = [top for top in tops if APART.fullmatch(top)]
        if training and apart:
            found = _read_splits(arranged, training, apart)
            return found if arranged is not domains else replace(found, notes=(_domains(parts), *found.notes))
    classes, labels = _classes(parts)
    return Folders(list(range(len(parts))), classes, labels, [], ())


def _unwrapped(parts: Parts) -> Parts:
    """Without the folders that lie around everything."""
    while all(len(each) > 1 for each in parts) and len({each[0] for each in parts}) == 1:
        parts = [each[1:] for each in parts]
    return parts


def _turned_out(parts: Parts) -> Parts:
    """The splits that lie in each folder laid around the folders instead; nothing where there are other folders."""
    if all(len(each) > 2 and (TRAINING.fullmatch(each[1]) or APART.fullmatch(each[1])) for each in parts):
        return [(each[1], each[0], *each[2:]) for each in parts]
    return []


def _of_domains(parts: Parts) -> Parts:
    """The letter behind a split's name as a folder in it: train/A for trainA; others as they are."""
    return [
        (found[1], (found[2] or found[3]).upper(), *each[1:])
        if len(each) > 1 and (found := DOMAIN.fullmatch(each[0]))
        else each
        for each in parts
    ]


def _domains(parts: Parts) -> Note:
    told = {each[0]: found for each in parts if len(each) > 1 and (found := DOMAIN.fullmatch(each[0]))}
    folders = ", ".join(sorted(told))
    splits = ", ".join(sorted({found[1] for found in told.values()}, reverse=True))
    domains = ", ".join(sorted({(found[2] or found[3]).upper() for found in told.values()}))
    sentence = f"The folders {folders} are read as the classes {domains} in {splits}."
    return Note(sentence, "domains", folders=folders, splits=splits, domains=domains)


def _classes(parts: Parts) -> tuple[tuple[str, ...], list[int]]:
    """The outermost folders as class names, and the class of each path; no labels where a path is in no folder."""
    classes = tuple(sorted({each[0] for each in parts if len(each) > 1}))
    if len(classes) < 2:
        return (), []
    if any(len(each) == 1 for each in parts):
        return classes, []
    number = {name: index for index, name in enumerate(classes)}
    return classes, [number[each[0]] for each in parts]


def _read_splits(parts: Parts, training: list[str], apart: list[str]) -> Folders:
    """The classes are those of the part that is trained on; what is apart and of none of them is not used."""
    learned = [place for place, each in enumerate(parts) if len(each) > 1 and each[0] in training]
    others = [place for place, each in enumerate(parts) if len(each) > 1 and each[0] in apart]
    classes, labels = _classes(_unwrapped([parts[place][1:] for place in learned]))
    trained = dict(zip(learned, labels or [0] * len(learned), strict=True))
    held_out = dict.fromkeys(others, 0)
    if labels:
        number = {name: index for index, name in enumerate(classes)}
        inside = {place: [part for part in parts[place][1:-1] if part in number] for place in others}
        held_out = {place: number[known[0]] for place, known in inside.items() if known}
    if len(held_out) < FEWEST:
        held_out = {}
    both = trained | held_out
    used = sorted(both)
    ours, tests = ", ".join(training), ", ".join(apart)
    splits = f"The folders {ours} and {tests} are splits of one set, not classes: "
    if held_out:
        many, held = len(trained), len(held_out)
        done = f"{many:,} pictures in {ours} are trained on, {held:,} in {tests} held out for evaluation."
        notes = [Note(splits + done, "splits", training=ours, tests=tests, trained=many, held=held)]
    else:
        done = f"{ours} is trained on, and {tests} has fewer than {FEWEST} pictures of what is trained on."
        notes = [Note(splits + done, "splits_few", training=ours, tests=tests, fewest=FEWEST)]
    if classes and not labels:
        notes.append(OUTSIDE)
    if len(used) < len(parts):
        count = len(parts) - len(used)
        where = "they lie beside the splits, or in none of the classes that are trained on."
        notes.append(Note(f"{count:,} pictures are not used: {where}", "unused", count=count))
    return Folders(
        used,
        classes,
        [both[place] for place in used] if labels else [],
        [place in held_out for place in used] if held_out else [],
        tuple(notes),
    )
