"""Where a data set is not to be had, the statistics of its features that came with a run stand in for it."""

from __future__ import annotations

import json
import queue
import shutil

import pytest
import torch
from safetensors.torch import save_file

from ganplay.metrics.reference import Reference
from ganplay.metrics.statistics import statistics_of
from ganplay.recipe import Recipe
from ganplay.runs.asking import evaluate as evaluating
from ganplay.runs.asking.evaluate import evaluate
from ganplay.runs.asking.judging import data_of
from ganplay.runs.store.folder import RunError, RunFolder
from ganplay.runs.store.statistics import FILE, read_statistics, write_statistics
from ganplay.runs.transfer.arrivals import PackError
from ganplay.runs.transfer.export import export
from ganplay.runs.transfer.pack import pack, unpack
from ganplay.runs.worker.drive import drive, prepare
from ganplay.runs.worker.writer import RunWriter
from ganplay.training.trainer import HELD_OUT

COUNT = 600  # more than the 512 pictures of a kind that a run keeps
DIGITS = Recipe(dataset="digits", resolution=28, family="mlp", z_dim=8, g_width=16, d_width=16, batch=16, steps=3)


@pytest.fixture(scope="module")
def run(tmp_path_factory) -> RunFolder:
    made = RunFolder.create(tmp_path_factory.mktemp("known") / "run", DIGITS)
    with RunWriter(made) as writer:
        drive(prepare(writer, device="cpu", threads=1), writer, queue.Queue())
    training, held_out = data_of(made.recipe).split(HELD_OUT)
    write_statistics(made.path, statistics_of(Reference(training, held_out, count=COUNT)))
    return made


@pytest.fixture
def offline(monkeypatch):
    def refuse(*_):
        raise RunError("The data set is elsewhere.")

    monkeypatch.setattr(evaluating, "data_of", refuse)


def distance(run: RunFolder, count: int = COUNT) -> dict:
    found = evaluate(run, count=count)["generator"]
    return found["data"] | next(row for row in found["rows"] if row["name"] == "classifier_fd")


def test_the_distance_without_the_data_is_the_one_with_them(run, monkeypatch):
    with_data = distance(run)
    assert not with_data["kept"]
    monkeypatch.setattr(evaluating, "data_of", lambda *_: (_ for _ in ()).throw(RunError("elsewhere")))
    without = distance(run)
    assert without["kept"] and without["n"] == with_data["n"] == COUNT and "statistics" in without["note"]
    assert without["value"] == pytest.approx(with_data["value"], rel=1e-3)
    assert without["floor"] == pytest.approx(with_data["floor"])


def test_for_fewer_pictures_or_another_network_the_kept_pictures_are_all_there_is(run, tmp_path, offline):
    assert distance(run, COUNT - 1)["n"] < COUNT - 1
    copy = tmp_path / "copy"
    shutil.copytree(run.path, copy)
    known = read_statistics(copy)
    for mean, digest in ((known.mean, "another"), (known.mean[:4], known.digest)):
        size = len(mean)
        write_statistics(
            copy, type(known)(mean, known.covariance[:size, :size].contiguous(), known.n, known.floor, digest)
        )
        assert distance(RunFolder(copy))["n"] < COUNT


def test_they_travel_with_the_run(run, tmp_path):
    exported = export(run, tmp_path / "exported")
    pack(run, tmp_path / "run.ganplay")
    unpack(tmp_path / "run.ganplay", tmp_path / "unpacked")
    for place in (exported.path, tmp_path / "unpacked"):
        assert (place / FILE).read_bytes() == (run.path / FILE).read_bytes()


MEAN, COVARIANCE, FACTS = torch.zeros(4), torch.eye(4), {"n": 100, "floor": 1.0, "digest": "x"}


@pytest.mark.parametrize(
    ("tensors", "facts"),
    [
        ({"mean": MEAN}, FACTS),
        ({"mean": MEAN, "covariance": torch.eye(3)}, FACTS),
        ({"mean": MEAN, "covariance": COVARIANCE * torch.nan}, FACTS),
        ({"mean": MEAN, "covariance": COVARIANCE.int()}, FACTS),
        ({"mean": MEAN, "covariance": COVARIANCE}, FACTS | {"n": 1}),
        ({"mean": MEAN, "covariance": COVARIANCE}, FACTS | {"floor": "1"}),
        ({"mean": MEAN, "covariance": COVARIANCE}, []),
    ],
)
def test_damaged_ones_are_refused_here_and_on_the_way_in(run, tmp_path, tensors, facts):
    copy = tmp_path / "copy"
    shutil.copytree(run.path, copy)
    save_file(tensors, copy / FILE, metadata={"facts": json.dumps(facts)})
    with pytest.raises(RunError, match=FILE):
        read_statistics(copy)
    pack(RunFolder(copy), tmp_path / "run.ganplay")
    with pytest.raises(PackError, match=FILE):
        unpack(tmp_path / "run.ganplay", tmp_path / "unpacked")
    assert not (tmp_path / "unpacked").exists()
    save_file({"mean": MEAN, "covariance": COVARIANCE}, copy / FILE, metadata={"facts": json.dumps(FACTS)})
    assert read_statistics(copy).n == 100


def test_a_run_without_them_has_none(tmp_path):
    assert read_statistics(tmp_path) is None
