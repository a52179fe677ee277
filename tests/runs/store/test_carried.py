"""One's own points are kept whole with the run that trains on them, wherever it goes and whatever is made of it."""

from __future__ import annotations

import json
import queue
import shutil
import zipfile

import pytest
import torch
from safetensors.torch import save

from ganplay.recipe import named_recipe
from ganplay.runs.asking.evaluate import evaluate
from ganplay.runs.server.checks import Refused
from ganplay.runs.server.manager import Manager
from ganplay.runs.store.carried import FILE, carried, data_for
from ganplay.runs.store.folder import RunError, RunFolder
from ganplay.runs.transfer.arrivals import PackError, check_run
from ganplay.runs.transfer.export import export
from ganplay.runs.transfer.pack import pack
from ganplay.runs.worker.drive import drive, prepare
from ganplay.runs.worker.writer import RunWriter

from ..silent import SilentWorker

OWNER, STRANGER = "a secret token", "another secret token"
SMALL = {"g_width": 4, "d_width": 4, "batch": 8, "seconds": 0, "steps": 4, "metrics": 0}


def train(run: RunFolder) -> RunFolder:
    with RunWriter(run) as writer:
        drive(prepare(writer, device="cpu", threads=1), writer, queue.Queue())
    return run


@pytest.fixture
def run(store) -> RunFolder:
    """A finished run of OWNER's on points that were uploaded, and are gone since."""
    upload = store.uploads / "one"
    upload.mkdir()
    rows = [f"{i / 10},{-i / 10}" for i in range(-10, 11)]
    (upload / "mine.csv").write_text("x,y\n" + "\n".join([*rows, "nothing"]))
    made = train(store.create(named_recipe("points").with_changes(dataset=str(upload / "mine.csv"), **SMALL), OWNER))
    shutil.rmtree(upload)
    return made


@pytest.fixture
def manager(store):
    manager = Manager(store, standby=False, driver=SilentWorker)
    yield manager
    manager.close()


def test_a_run_goes_on_and_is_measured_without_its_file(run):
    points = carried(run.path).images
    assert points.shape == (21, 2, 1, 1) and points[0].flatten().tolist() == [-1.0, 1.0]
    run.write_recipe(run.recipe.with_changes(steps=6))
    assert train(run).checkpoints()[-1] == 6
    (note,) = run.meta()["notes"]
    assert note["text"] == "1 of 22 rows were left out: line 23 (no numbers).", "it is told as before"
    assert (note["code"], note["details"]) == ("rows", {"count": 1, "total": 22, "lines": [23]})
    rows = {row["name"]: row for row in evaluate(run)["generator"]["rows"]}
    assert rows["point_kl"]["n"] == 10_000 and 0 <= rows["point_kl"]["floor"] < 0.05 < rows["point_kl"]["value"]


def test_a_data_set_with_a_name_is_not_kept(store):
    made = train(store.create(named_recipe("points").with_changes(dataset="line", **SMALL), OWNER))
    assert not (made.path / FILE).exists() and data_for(made).name == "line"


def test_what_is_made_of_the_run_has_its_points_too(run, manager, store):
    name = run.path.name
    twin, branch = manager.twin(name, {"seed": 5}, OWNER), manager.branch(name, 4, {"steps": 8}, OWNER)
    for one in (twin, branch):
        assert torch.equal(carried(store.get(one).path).images, carried(run.path).images)
    other = manager.twin(name, {"dataset": "ring"}, OWNER)
    assert not (store.get(other).path / FILE).exists()
    with pytest.raises(Refused, match="its owner's"):
        manager.twin(name, {"seed": 6}, STRANGER)
    manager.resume(name, OWNER, steps=9)
    (run.path / FILE).unlink()
    with pytest.raises(Refused, match="upload pictures"):
        manager.twin(name, {"dataset": "/somewhere/else.csv"}, OWNER)


def test_it_is_packed_taken_in_and_goes_on_there(run, manager, store, tmp_path):
    file = tmp_path / "run.ganplay"
    pack(run, file)
    with zipfile.ZipFile(file) as archive:
        assert not [name for name in archive.namelist() if b"mine.csv" in archive.read(name)]
    back = store.get(manager.take_in(file, OWNER, 10**9))
    assert back.recipe.dataset == "own" and torch.equal(carried(back.path).images, carried(run.path).images)
    manager.resume(back.path.name, OWNER, steps=6)
    assert train(back).checkpoints()[-1] == 6
    assert torch.equal(carried(export(run, tmp_path / "small").path).images, carried(run.path).images)


@pytest.mark.parametrize(
    "tensors",
    [
        {},
        {"samples": torch.rand(20, 3, 1, 1)},
        {"samples": torch.rand(20, 2)},
        {"samples": torch.rand(20, 2, 1, 1).double()},
        {"samples": torch.rand(7, 2, 1, 1)},
        {"samples": torch.full((20, 2, 1, 1), torch.nan)},
        {"samples": torch.rand(20, 2, 1, 1) * 1e9},
        {"samples": torch.rand(20, 2, 1, 1), "more": torch.rand(2)},
        None,
    ],
)
def test_points_that_are_none_are_refused_where_a_run_comes_in(tensors, run, tmp_path):
    copy = tmp_path / "copy"
    shutil.copytree(run.path, copy)
    check_run(copy)
    (copy / FILE).write_bytes(b"nothing" if tensors is None else save(tensors))
    with pytest.raises(PackError) as refusal:
        check_run(copy)
    assert refusal.value.code in ("pack_pictures", "pack_tensors")


def test_points_beside_a_data_set_with_a_name_are_refused(run, tmp_path):
    copy = tmp_path / "copy"
    shutil.copytree(run.path, copy)
    settings = json.loads((copy / "recipe.json").read_text()) | {"dataset": "ring"}
    (copy / "recipe.json").write_text(json.dumps(settings))
    with pytest.raises(PackError):
        check_run(copy)


def test_a_damaged_file_is_told_of(run):
    (run.path / FILE).write_bytes(b"nothing")
    with pytest.raises(RunError, match="cannot be read"):
        carried(run.path)
