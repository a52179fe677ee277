"""The page on cats and dogs: what its server functions train, tell and refuse, and where its figure puts pictures."""

from __future__ import annotations

import base64
import errno
import gc
import io
import shutil
import tempfile
import time
import zipfile
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
from PIL import Image

from ganplay.cli import main
from ganplay.lessons import GENERATED, Opinions
from ganplay.runs.store.full import NoRoom
from ganplay.runs.store.store import Store
from ganplay.ui.kit.answers import Refusal
from ganplay.ui.kit.jobs import Job
from ganplay.ui.learn import asked_animals
from ganplay.ui.learn.asked_animals import COUNT, FEWEST, SHOWN, server_functions, work_of
from ganplay.ui.learn.waiting import Waiting
from ganplay.ui.words import say

from ...standins import NOWHERE, pets, served
from ..asked import worked
from .called import called

FROM = "opinions.js"
OWNER = "the visitor of these animals"


@pytest.fixture
def ask(tmp_path, answered):
    """ask(name, **query): what a server function of the figure answers."""
    manager = SimpleNamespace(store=Store(tmp_path / "home"), _data_root=str(tmp_path / "data"))
    functions = {function.__name__: function for function in server_functions(manager)}
    return lambda name, **query: answered(functions[f"animals_{name}"]({"owner": OWNER, **query}))


@pytest.fixture
def quick(monkeypatch):
    """Trainings of a few steps on a few pictures: what is told of them is looked at here, not what they learned."""
    monkeypatch.setattr(asked_animals, "STEPS", 6)
    monkeypatch.setattr(asked_animals, "COUNT", 320)


def packed(folders: dict[str, int], size: int = 24) -> str:
    """A zip in base64 of so many pictures in each folder."""
    random, stream = np.random.default_rng(0), io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for shade, (folder, count) in enumerate(folders.items()):
            for index in range(count):
                pixels = random.integers(0, 60, (size, size, 3)) + 120 * shade
                file = io.BytesIO()
                Image.fromarray(pixels.astype(np.uint8)).save(file, "PNG")
                archive.writestr(f"{folder}/{index}.png", file.getvalue())
    return base64.b64encode(stream.getvalue()).decode()


def finished(ask, job: str) -> dict:
    return worked(lambda since: ask("poll_work", job=job, since=since))[-1]


def test_both_are_trained_in_a_line_and_told_with_their_means(ask, quick):
    told = finished(ask, ask("start_work", source="animals", seed=3)["job"])
    assert told["classes"] == ["cat", "dog"] and told["steps"] == 6 and told["trained_on"] == 256
    assert told["size"] == 32 and told["png"].startswith("data:image/png;base64,")
    assert sum(kind["n"] for kind in told["kinds"][:2]) == 64 and told["kinds"][GENERATED]["n"] == 32
    assert told["shown"] == min(SHOWN, *(kind["n"] for kind in told["kinds"]))
    for kind in told["kinds"]:
        said = np.array(kind["said"])
        assert said.shape == (kind["n"], 2) and (said >= 0).all() and (said <= 1).all()
        assert [kind["d"], kind["c"]] == pytest.approx(said.mean(0), abs=1e-3)
    sheet = Image.open(io.BytesIO(base64.b64decode(told["png"].split(",")[1])))
    rows = -(-3 * told["shown"] // told["columns"])
    assert sheet.size == (32 * told["columns"], 32 * rows)


def test_what_the_generator_draws_is_shown_while_it_learns(quick):
    job = Job(time.monotonic)
    seen = []
    tell = job.tell
    job.tell = lambda *value, **news: (seen.append(news), tell(*value, **news))
    work_of({"source": "animals"}, Waiting(0, "none-"))(job)
    assert {news["stage"] for news in seen if "fraction" in news} == {"discriminator", "classifier"}
    assert any(news.get("drawn", "").startswith("data:image/png") for news in seen)
    fractions = [news["fraction"] for news in seen if "fraction" in news]
    assert fractions == sorted(fractions) and fractions[-1] == 1


def test_a_zip_of_two_folders_is_trained_on_and_not_kept(ask, quick, tmp_path):
    told = finished(ask, ask("start_work", source="own", zip=packed({"dark": 60, "light": 90}))["job"])
    assert told["classes"] == ["dark", "light"] and told["trained_on"] == 120
    assert not [path for path in (tmp_path / "home").rglob("*") if path.suffix in (".zip", ".png")]


def test_a_zip_lies_on_the_disk_until_it_is_read_or_nobody_can_read_it(quick, tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    query = {"source": "own", "zip": packed({"dark": 60, "light": 60})}
    zips = Waiting(10**9, "zips-")
    work, dropped = work_of(query, zips), work_of(query, zips)
    assert len(list(tmp_path.rglob("*.zip"))) == 2
    del dropped
    (lying,) = tmp_path.rglob("*.zip")
    assert lying.read_bytes() == base64.b64decode(query["zip"])
    job = Job(time.monotonic)
    job.tell = lambda *value, **news: seen.append(list(tmp_path.iterdir())) if "stage" in news else None
    seen = []
    work(job)
    assert seen and not any(seen), "it is gone before the training begins"
    assert zips.nbytes == 0


def test_one_zip_more_than_there_is_room_for_is_refused_in_words_until_another_has_gone(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    query = {"source": "own", "zip": packed({"dark": 2, "light": 2})}
    size = len(base64.b64decode(query["zip"]))
    zips = Waiting(2 * size, "zips-")
    first, second = work_of(query, zips), work_of(query, zips)
    with pytest.raises(Refusal, match="other visitors") as refused:
        work_of(query, zips)
    assert refused.value.code == "animals_waiting" and len(list(tmp_path.rglob("*.zip"))) == 2
    del second
    third = work_of(query, zips)
    assert zips.nbytes == 2 * size
    del first, third
    assert zips.nbytes == 0 and not list(tmp_path.rglob("*.zip"))


def test_the_zips_of_all_visitors_of_a_page_are_bounded_together(tmp_path, answered, monkeypatch):
    monkeypatch.setattr(asked_animals, "ZIPS_BYTES", 1)
    manager = SimpleNamespace(store=Store(tmp_path / "home"))
    start = next(function for function in server_functions(manager) if function.__name__ == "animals_start_work")
    told = answered(start({"source": "own", "zip": packed({"dark": 2, "light": 2})}))
    assert told["error"] == "animals_waiting" and told["text"] == say("error.animals_waiting")


def test_a_zip_that_the_disk_has_no_room_for_takes_none(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))

    def full(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    zips = Waiting(10**9, "zips-")
    with pytest.raises(NoRoom):
        work_of({"source": "own", "zip": packed({"dark": 2, "light": 2})}, zips)
    gc.collect()  # the error held what was to read it
    assert zips.nbytes == 0 and not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("folders", "code"),
    [
        ({"one": 120}, "animals_folders"),
        ({"one": 60, "two": 60, "three": 60}, "animals_folders"),
        ({"one": 60, "two": FEWEST - 1}, "animals_few"),
    ],
)
def test_a_zip_of_other_folders_is_refused_in_words(ask, folders, code):
    told = finished(ask, ask("start_work", source="own", zip=packed(folders))["job"])
    assert told["error"] == code
    if code == "animals_few":
        assert told["details"] == {"fewest": FEWEST, "name": "two", "n": FEWEST - 1}


def test_what_is_no_zip_no_source_or_not_there_is_refused_before_a_place_in_the_line_is_taken(ask):
    assert ask("start_work", source="own")["error"] == "animals_zip"
    assert ask("start_work", source="own", zip="###")["error"] == "animals_zip"
    assert ask("start_work", source="own", zip="A" * 16_000_004)["error"] == "animals_large"
    assert ask("start_work", source="cats_dogs")["error"] == "no_pets"
    assert ask("start_work")["error"] == ask("start_work", source=["animals"])["error"] == "no_animals"
    assert ask("sources") == {"pets": False}
    told = finished(ask, ask("start_work", source="own", zip=base64.b64encode(b"no zip").decode())["job"])
    assert "zip" in told["text"]


@pytest.fixture
def downloads(tmp_path, monkeypatch):
    """train(): `ganplay train` on the photographs of pets, of which 120 small stand-ins lie on a server nearby.

    train.site is the folder it serves, train.root the one that they are downloaded to.
    """
    from torchvision.datasets import OxfordIIITPet

    monkeypatch.setenv("GANPLAY_CACHE", str(tmp_path / "cache"))
    site, root = tmp_path / "site", tmp_path / "data"
    site.mkdir()

    def train() -> int:
        settings = ("resolution=32", "g_width=4", "d_width=4", "batch=16", "precision=fp32", "metrics=0")
        words = [word for setting in settings for word in ("--set", setting)]
        asked = ["train", "quick", "--data", "cats_dogs", "--data-root", str(root), "--steps", "2", *words]
        return main([*asked, "--device", "cpu", "--run", str(tmp_path / "trained")])

    train.site, train.root = site, root
    with served(site) as address:
        monkeypatch.setattr(OxfordIIITPet, "_RESOURCES", pets(site, address, [jpeg(number) for number in range(120)]))
        yield train


def jpeg(number: int) -> bytes:
    """A photograph of a pet, as far as a test needs one: dark of a cat, light of a dog."""
    pixels = np.random.default_rng(number).integers(0, 60, (40, 50, 3)) + 150 * (number % 2)
    stream = io.BytesIO()
    Image.fromarray(pixels.astype(np.uint8)).save(stream, "JPEG")
    return stream.getvalue()


def test_photographs_of_pets_are_asked_about_once_a_training_has_downloaded_them(ask, quick, downloads):
    assert ask("sources") == {"pets": False}
    assert downloads() == 0
    assert ask("sources") == {"pets": True}
    for archive in downloads.site.iterdir():
        archive.unlink()
    told = finished(ask, ask("start_work", source="cats_dogs")["job"])
    assert told["classes"] == ["cat", "dog"] and told["trained_on"] == 96
    assert sum(kind["n"] for kind in told["kinds"][:2]) == 24
    shutil.rmtree(downloads.root / "oxford-iiit-pet" / "images")
    assert ask("sources") == {"pets": False}, "the page would have to download them again"
    assert ask("start_work", source="cats_dogs")["error"] == "no_pets"


def test_without_the_network_a_training_on_pets_says_so_in_one_sentence(downloads, capsys, ask, monkeypatch):
    from torchvision.datasets import OxfordIIITPet

    files = tuple((NOWHERE + url.rpartition("/")[2], digest) for url, digest in OxfordIIITPet._RESOURCES)
    monkeypatch.setattr(OxfordIIITPet, "_RESOURCES", files)
    assert downloads() == 2
    (sentence,) = capsys.readouterr().err.strip().splitlines()
    assert "cats_dogs (811 MB) could not be downloaded from 127.0.0.1 (no connection)" in sentence
    assert "animals" in sentence and sentence.endswith(".")
    assert ask("sources") == {"pets": False} and not list(downloads.root.rglob("*.tar.gz"))


def test_a_third_training_of_the_same_visitor_is_refused_and_a_stopped_one_ends(ask):
    jobs = [ask("start_work", source="animals")["job"] for _ in range(2)]
    assert ask("start_work", source="animals")["error"] == "hands_full"
    for job in jobs:
        ask("stop_work", job=job)
    assert all(finished(ask, job).get("stopped") for job in jobs)


def test_a_common_class_does_not_crowd_out_a_rare_one():
    import torch

    from ganplay.data.pictures import Pictures

    labels = torch.cat([torch.zeros(5000), torch.ones(60)]).long()
    pictures = Pictures(
        name="mine", images=torch.zeros(5060, 1, 1, 1, dtype=torch.uint8), labels=labels, classes=("a", "b")
    )
    some = asked_animals.two_classes(pictures)
    assert some.labels.bincount().tolist() == [COUNT // 2, 60]
    with pytest.raises(Refusal):
        asked_animals.two_classes(pictures.take(torch.arange(5020)))


def told_of(kinds):
    """What the server tells of opinions [(d, c), ...] of each kind."""
    said = np.array([pair for kind in kinds for pair in kind], np.float32)
    opinions = Opinions(
        pictures=np.zeros((len(said), 32, 32, 3), np.uint8),
        kind=np.repeat(np.arange(3), [len(kind) for kind in kinds]),
        real=said[:, 0],
        first=said[:, 1],
        classes=("cat", "dog"),
        trained_on=8,
        steps=6,
    )
    return asked_animals._told(opinions)


def test_the_figure_s_numbers_are_the_server_s_means():
    told = told_of([[(0.6, 0.9), (0.7, 0.8)], [(0.5, 0.2), (0.6, 0.1)], [(0.1, 0.4), (0.2, 0.7)]])
    (numbers,) = called((FROM, "numbersOf", [told["kinds"]]))
    expected = {"d_cat": 65, "d_dog": 55, "d_fake": 15, "c_cat": 85, "c_dog": 15, "c_fake": 55}
    assert numbers == pytest.approx(expected, abs=1e-4)


def test_a_picture_stands_where_both_answers_put_it_and_is_found_there():
    told = told_of([[(1.0, 1.0), (0.5, 0.5)], [(0.5, 0.0), (0.9, 0.1)], [(0.0, 0.5), (0.1, 0.2)]])
    (pictures,) = called((FROM, "placed", [told]))
    assert [(one["kind"], one["index"]) for one in pictures] == [(0, 0), (0, 1), (1, 2), (1, 3), (2, 4), (2, 5)]
    places = called(*((FROM, "middleOf", [one, 400, 30]) for one in pictures))
    assert places[0] == {"x": 385, "y": 15}, "the surest cat is at the top right"
    assert places[4] == {"x": 15, "y": 200}, "what is surely generated is at the left"
    for one, place in zip(pictures, places, strict=True):
        near = {"x": place["x"] + 5, "y": place["y"] - 5}
        assert called((FROM, "nearest", [pictures, near, 400, 30]))[0]["index"] == one["index"]
    assert called((FROM, "nearest", [pictures, {"x": 250, "y": 60}, 400, 30]))[0] is None
