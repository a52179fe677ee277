"""A list of runs that is damaged is made anew from the folders, and owners stay owners."""

from __future__ import annotations

import logging
import random
import sqlite3
from pathlib import Path

import pytest

from ganplay.recipe import Recipe
from ganplay.runs.store.aside import put_aside
from ganplay.runs.store.folder import RunFolder
from ganplay.runs.store.owners import FILE
from ganplay.runs.store.store import Store

RECIPE = Recipe(dataset="shapes", steps=10)
ALICE, BOB = "alice's token", "bob's token"


def other_columns(file: Path) -> None:
    file.unlink()
    with sqlite3.connect(file) as database:
        database.execute("CREATE TABLE runs (name TEXT)")
    database.close()


def without_tables(file: Path) -> None:
    with sqlite3.connect(file) as database:
        database.execute("DROP TABLE runs")
    database.close()


def random_bytes(file: Path) -> None:
    file.write_bytes(random.Random(0).randbytes(8192))


def a_directory(file: Path) -> None:
    file.unlink()
    file.mkdir()
    (file / "inside").write_text("something")


def read_only_by_its_header(file: Path) -> None:
    data = bytearray(file.read_bytes())
    data[18] = data[19] = 99  # a format of the future
    file.write_bytes(data)


DAMAGES = {
    "random bytes": random_bytes,
    "a hundred bytes": lambda file: file.write_bytes(random.Random(1).randbytes(100)),
    "the first hundred": lambda file: file.write_bytes(file.read_bytes()[:100]),
    "truncated": lambda file: file.write_bytes(file.read_bytes()[: file.stat().st_size // 2]),
    "empty": lambda file: file.write_bytes(b""),
    "missing": Path.unlink,
    "a directory": a_directory,
    "without tables": without_tables,
    "other columns": other_columns,
    "its header": read_only_by_its_header,
}


@pytest.fixture
def three(store):
    """A run of Alice's, one of Bob's, one of nobody's, in the order in which they were made."""
    return [store.create(RECIPE, owner).path.name for owner in (ALICE, BOB, "")]


def as_it_was(store: Store, three: list[str]) -> None:
    assert [run.path.name for run in store.list()] == three[::-1]
    alices, bobs, nobodys = three
    assert [run.path.name for run in store.list(ALICE)] == [nobodys, alices]
    assert store.owns(alices, ALICE) and store.owns(bobs, BOB)
    assert not any(store.owns(run, token) for run, token in ((alices, BOB), (bobs, ALICE), (nobodys, ALICE)))
    new = store.create(RECIPE, ALICE).path.name
    assert store.owns(new, ALICE) and store.list()[0].path.name == new


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
@pytest.mark.parametrize("opened", [True, False], ids=["while the store is open", "before it is opened"])
def test_a_damaged_list_is_made_anew_from_the_runs_and_owners_stay_owners(store, three, damage, opened):
    damage(store.root / "store.db")
    as_it_was(store if opened else Store(store.root), three)
    as_it_was_again = Store(store.root)
    assert len(as_it_was_again.list()) == 4


@pytest.mark.parametrize("damage", [random_bytes, a_directory])
def test_the_damaged_one_is_put_aside_with_one_sentence(store, three, damage, caplog):
    damage(store.root / "store.db")
    with caplog.at_level(logging.WARNING):
        as_it_was(Store(store.root), three)
    (said,) = caplog.messages
    assert "was damaged" in said and said.count(".") >= 1 and "\n" not in said
    (aside,) = store.root.glob("store.db.damaged-*")
    assert str(aside) in said


def test_what_lies_beside_a_damaged_database_goes_with_it_and_nothing_is_written_over(tmp_path):
    places = set()
    for number in range(3):
        for name in ("store.db", "store.db-wal", "store.db-shm"):
            (tmp_path / name).write_text(f"{name} {number}")
        place = put_aside(tmp_path / "store.db")
        assert [place.with_name(place.name + end).read_text() for end in ("", "-wal", "-shm")] == [
            f"{name} {number}" for name in ("store.db", "store.db-wal", "store.db-shm")
        ]
        places.add(place)
    assert len(places) == 3 and len(list(tmp_path.iterdir())) == 9


def test_whatever_single_bytes_change_nobody_loses_a_run(store, three):
    whole = (store.root / "store.db").read_bytes()
    chance = random.Random(7)
    for _ in range(60):
        data = bytearray(whole)
        for _ in range(chance.choice((1, 20, 400))):
            data[chance.choice((chance.randrange(100), chance.randrange(len(data))))] = chance.randrange(256)
        (store.root / "store.db").write_bytes(data)
        found = Store(store.root)
        assert {run.path.name for run in found.list()} == set(three)
        assert found.owns(three[0], ALICE) and found.owns(three[1], BOB) and not found.owns(three[2], BOB)


def test_a_store_of_before_gets_its_owners_written_into_the_folders_when_it_is_opened(store, three):
    for run in three:
        (store.runs / run / FILE).unlink(missing_ok=True)
    Store(store.root)
    (store.root / "store.db").unlink()
    as_it_was(Store(store.root), three)


def test_what_can_be_read_of_a_damaged_list_of_before_still_makes_owners(store, three):
    for run in three:
        (store.runs / run / FILE).unlink(missing_ok=True)
    with sqlite3.connect(store.root / "store.db") as database:
        database.execute("ALTER TABLE runs RENAME COLUMN created TO made")  # no list that could be used
    database.close()
    as_it_was(Store(store.root), three)


def test_a_discarded_run_comes_back_to_its_owner_though_the_list_was_lost(store, three):
    store.discard(three[0])
    (store.root / "store.db").write_bytes(b"x" * 5000)
    found = Store(store.root)
    assert found.owns(three[0], ALICE)
    found.bring_back(three[0])
    assert three[0] in {run.path.name for run in found.list(ALICE)}


@pytest.mark.parametrize("text", ["", "x" * 64, "0" * 63, "\xff\xfe", "0" * 64 + "\n" + "1" * 64])
def test_what_is_no_hash_makes_nobody_an_owner(store, three, text):
    for run in three:
        (store.runs / run / FILE).write_text(text, encoding="utf-8")
    as_it_was(Store(store.root), three)  # the list knows better, and writes it down again
    assert len((store.runs / three[0] / FILE).read_text().strip()) == 64


def test_a_folder_put_here_by_hand_is_nobody_s(store, three, tmp_path):
    (store.runs / three[2]).rename(store.runs / "abcdefghijkm")
    found = Store(store.root)
    assert "abcdefghijkm" in {run.path.name for run in found.list(ALICE)}
    assert not found.owns("abcdefghijkm", ALICE) and not found.owns("abcdefghijkm", "")


def test_a_list_made_anew_while_a_run_is_made_still_learns_its_owner(store):
    with store.place(ALICE) as place:
        RunFolder.create(place, RECIPE)
        (store.root / "store.db").unlink()
        assert Store(store.root).owner(place.name) == ""  # its folder does not name one yet
    assert store.owns(place.name, ALICE)
    store._owners.add(place.name, "f" * 64)
    assert store.owns(place.name, ALICE)  # nobody else's afterwards
