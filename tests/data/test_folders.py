"""What folders are taken for: classes, splits of a set that is split already, or nothing."""

from __future__ import annotations

import shutil
from pathlib import Path, PurePosixPath
from unicodedata import normalize

import pytest
import torch
from PIL import Image

from ganplay.data import DataError, load
from ganplay.data.folders import OUTSIDE, read_folders

DARK, BRIGHT = 60, 200


@pytest.fixture
def split(tmp_path) -> Path:
    """Dark pictures in train/, bright ones in test/, of cats and dogs in both."""
    for name, count, grey in (("train", 10, DARK), ("test", 4, BRIGHT)):
        for kind in ("cats", "dogs"):
            (tmp_path / "pets" / name / kind).mkdir(parents=True)
            for number in range(count):
                Image.new("L", (20, 20), grey).save(tmp_path / "pets" / name / kind / f"{number}.png")
    return tmp_path / "pets"


def read(*folders: str, count: int = 3):
    """Of so many pictures in each of these folders."""
    return read_folders([PurePosixPath(folder, f"{number}.png") for folder in folders for number in range(count)])


@pytest.mark.parametrize("packed", [False, True])
def test_what_is_in_train_is_trained_on_and_what_is_in_test_held_out(split, packed):
    data = shutil.make_archive(str(split), "zip", split.parent, split.name) if packed else str(split)
    pictures = load(data, 16)
    assert pictures.classes == ("cats", "dogs")
    training, held_out = pictures.split(512)
    assert (training.images == DARK).all() and (held_out.images == BRIGHT).all()
    assert training.labels.bincount().tolist() == [10, 10] and held_out.labels.bincount().tolist() == [4, 4]
    note = pictures.notes[0]
    assert "splits of one set, not classes: 20 pictures in train" in note and "8 in test held out" in note


def test_nothing_of_test_is_trained_on_however_it_is_split(split):
    pictures = load(str(split), 16)
    for some in (pictures, pictures.take(torch.arange(28).flip(0)), load(str(split), 16, count=20)):
        for how in ({"held_out": 2}, {"held_out": 512, "seed": 3, "limit": 5}):
            training, held_out = some.split(**how)
            assert (training.images == DARK).all() and (held_out.images == BRIGHT).all()
    assert len(pictures.split(2)[1]) == 2 and len(pictures.split(2)[0]) == 20
    assert len(pictures.split(2, limit=5)[0]) == 5


NAMES = [
    ("train", "test"),
    ("Training", "Testing"),
    ("train", "val"),
    ("train", "validation"),
    ("training_set", "test_set"),
    ("train-data", "valid"),
    ("训练集", "测试集"),
]


@pytest.mark.parametrize(("training", "apart"), NAMES)
def test_splits_have_many_names(training, apart):
    found = read(f"{training}/a", f"{training}/b", f"{apart}/a", f"{apart}/b")
    assert found.classes == ("a", "b") and found.labels == [0] * 3 + [1] * 3 + [0] * 3 + [1] * 3
    assert found.apart == [False] * 6 + [True] * 6


def test_all_that_is_no_training_part_is_held_out():
    found = read("set/train/a", "set/train/b", "set/valid/b", "set/test/a")
    assert found.classes == ("a", "b") and found.apart == [False] * 6 + [True] * 6
    assert "train and test, valid are splits" in found.notes[0] and "6 in test, valid held out" in found.notes[0]


def test_splits_may_lie_in_each_class():
    found = read("a/train", "b/train", "a/test", "b/test")
    assert found.classes == ("a", "b") and found.labels == [0] * 3 + [1] * 3 + [0] * 3 + [1] * 3
    assert found.apart == [False] * 6 + [True] * 6


def test_the_letters_of_cyclegan_s_folders_are_classes_and_not_its_splits():
    found = read("maps/trainA", "maps/trainB", "maps/testA", "maps/testB")
    assert found.classes == ("A", "B") and found.labels == [0] * 3 + [1] * 3 + [0] * 3 + [1] * 3
    assert found.apart == [False] * 6 + [True] * 6
    assert found.notes[0] == "The folders testA, testB, trainA, trainB are read as the classes A, B in train, test."
    assert "6 pictures in train are trained on, 6 in test held out" in found.notes[1]
    one = read("train_a", "test_a")
    assert one.classes == () and one.apart == [False] * 3 + [True] * 3
    alone = read("trainA", "trainB")
    assert alone.classes == ("trainA", "trainB") and alone.apart == [] and alone.notes == ()


def test_splits_without_folders_inside_are_no_classes_either():
    found = read("train", "test")
    assert found.classes == () and found.labels == [] and found.apart == [False] * 3 + [True] * 3


def test_what_is_in_no_class_that_is_trained_on_is_not_used_and_counted():
    found = read("train/a", "train/b", "test/a", "test/c", "test", "masks")
    assert found.used == [0, 1, 2, 3, 4, 5, 6, 7, 8] and found.labels == [0] * 3 + [1] * 3 + [0] * 3
    assert found.notes[1].startswith("9 pictures are not used")


def test_a_test_of_nothing_that_is_trained_on_leaves_what_is_held_out_to_chance():
    found = read("train/a", "train/b", "test")
    assert found.used == [0, 1, 2, 3, 4, 5] and found.labels == [0] * 3 + [1] * 3 and found.apart == []
    assert "test has fewer than 3 pictures" in found.notes[0] and found.notes[1].startswith("3 pictures are not used")


@pytest.mark.parametrize("folders", [("car", "train"), ("car", "test"), ("train", "training"), ("trainees", "test")])
def test_a_class_may_be_called_train(folders):
    found = read(*folders)
    assert found.classes == tuple(sorted(folders)) and found.apart == [] and found.notes == ()


def test_pictures_outside_the_classes_of_the_training_part_mean_no_classes():
    found = read("train/a", "train/b", "train", "test/a")
    assert found.labels == [] and found.apart == [False] * 9 + [True] * 3 and OUTSIDE in found.notes


def test_a_training_part_that_is_too_small_is_refused_by_its_own_number(split):
    shutil.rmtree(split / "train" / "dogs")
    with pytest.raises(DataError, match=r"10 pictures to train on.*at least 16.*splits of one set"):
        load(str(split), 16)


def test_classes_are_compared_in_one_form_of_unicode():
    found = read(normalize("NFD", "Äpfel"), "Bäume", normalize("NFC", "Äpfel"))
    assert found.classes == ("Bäume", "Äpfel") and found.labels == [1] * 3 + [0] * 3 + [1] * 3
    assert all(name == normalize("NFC", name) for name in found.classes)
