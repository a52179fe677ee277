"""A run as one file: what comes out goes in again and trains on bit for bit; what was tampered with does not."""

from __future__ import annotations

import errno
import hashlib
import io
import json
import math
import queue
import shutil
import sqlite3
import struct
import time
import zipfile
from pathlib import Path

import pytest
import torch
from PIL import Image
from safetensors.torch import load, save

from ganplay.cli import main
from ganplay.runs.server.manager import Manager
from ganplay.runs.store.folder import RunError, RunFolder
from ganplay.runs.store.history import connect
from ganplay.runs.store.named import direction_names
from ganplay.runs.store.store import pretrained
from ganplay.runs.transfer.arrivals import PackError
from ganplay.runs.transfer.export import export
from ganplay.runs.transfer.pack import pack, unpack
from ganplay.runs.worker.drive import drive, prepare
from ganplay.runs.worker.writer import RunWriter

from ..silent import SilentWorker

OWNER = "a secret token"
SMALL = ["resolution=32", "g_width=4", "d_width=4", "batch=8", "z_dim=8", "precision=fp32"]


def trained(folder: Path, steps: int, *more: str) -> RunFolder:
    changes = [word for change in SMALL for word in ("--set", change)]
    begin = ["train", "quick", "--data", "digits", *changes] if not more else ["train", *more]
    assert main([*begin, "--steps", str(steps), "--device", "cpu", "--run", str(folder)]) == 0
    return RunFolder(folder)


@pytest.fixture(scope="module")
def run(tmp_path_factory) -> RunFolder:
    return trained(tmp_path_factory.mktemp("packed") / "run", 6)


@pytest.fixture(scope="module")
def packed(run, tmp_path_factory) -> Path:
    file = tmp_path_factory.mktemp("file") / "run.ganplay"
    pack(run, file)
    return file


def directions(vector: list[float]) -> bytes:
    return json.dumps({"space": "z", "names": ["smile"], "vectors": [vector], "share": [0.5]}).encode()


def weights(run: RunFolder) -> str:
    folder = run.checkpoint_path()
    return hashlib.sha256(
        (folder / "model.safetensors").read_bytes() + (folder / "training.safetensors").read_bytes()
    ).hexdigest()


def test_a_run_that_was_away_trains_on_bit_for_bit_as_if_it_had_stayed(run, packed, tmp_path):
    stayed = tmp_path / "stayed"
    shutil.copytree(run.path, stayed)
    back = unpack(packed, tmp_path / "back")
    assert weights(back) == weights(run)
    assert back.recipe == run.recipe and back.checkpoints() == run.checkpoints()
    for rows in ("points", "evaluations", "grids"):
        assert getattr(back, rows)() == getattr(run, rows)()
    with run.history() as before, back.history() as after:
        assert before.sheet("real") == after.sheet("real")
        assert before.grid(10**6) == after.grid(10**6)
    ended = [trained(folder, 12, "--resume") for folder in (stayed, back.path)]
    assert ended[0].checkpoints()[-1] == 12
    assert weights(ended[0]) == weights(ended[1])


def test_a_run_of_points_from_before_opens_as_it_did_and_trains_the_same_weights(tmp_path):
    """Packed by a ganplay whose points had no settings of their own, which went on to these sums of weights."""
    run = unpack(Path(__file__).with_name("points_of_before.ganplay"), tmp_path / "run")
    assert (
        "n_gen"
        not in zipfile.ZipFile(Path(__file__).with_name("points_of_before.ganplay")).read("recipe.json").decode()
    )
    recipe = run.recipe
    assert (recipe.g_layers, recipe.d_layers, recipe.activation, recipe.noise) == (4, 4, "family", "gaussian")
    assert (recipe.n_gen, recipe.freeze) == (1, "none")
    assert sums(run) == pytest.approx({"ema": 100.913726, "g": 100.92428, "d": 79.66421}, abs=1e-5)
    on = trained(run.path, 12, "--resume")
    assert sums(on) == pytest.approx({"ema": 101.073977, "g": 101.090853, "d": 79.873997}, abs=1e-3)


def sums(run: RunFolder) -> dict[str, float]:
    """What the absolute weights of each network of the last checkpoint add up to."""
    found = dict.fromkeys(("ema", "g", "d"), 0.0)
    for name, value in load((run.checkpoint_path() / "model.safetensors").read_bytes()).items():
        found[name.partition(".")[0]] += value.double().abs().sum().item()
    return found


class Here(SilentWorker):
    """A worker that trains in this process: a run has ended when it has been started."""

    def send(self, **message) -> None:
        if "run" in message:
            with RunWriter(RunFolder(message["run"])) as writer:
                drive(prepare(writer, device="cpu", threads=1), writer, queue.Queue())
            self.end()


def test_a_run_saved_deleted_and_opened_again_ends_where_one_that_never_stopped_ends(run, store, tmp_path):
    recipe = run.recipe.with_changes(decay="constant", metrics=0, steps=12)
    manager = Manager(store, standby=False, driver=Here)
    try:
        never_stopped = manager.start(recipe, OWNER)
        stopped = manager.start(recipe.with_changes(steps=5), OWNER)
        pack(store.get(stopped), tmp_path / "run.ganplay")
        manager.discard(stopped, OWNER)
        store.purge(stopped)
        with pytest.raises(RunError):
            manager.bring_back(stopped, OWNER)
        assert not list(store.runs.glob(f"{stopped}*"))
        again = manager.take_in(tmp_path / "run.ganplay", OWNER, 10**9)
        assert store.get(again).reached()["steps"] == 5
        manager.resume(again, OWNER, steps=12)
        ends = [store.get(one) for one in (never_stopped, again)]
        assert [end.checkpoints()[-1] for end in ends] == [12, 12] and ends[1].status() == "finished"
        assert weights(ends[0]) == weights(ends[1])
    finally:
        manager.close()


def told(folder: Path) -> dict[str, bytes]:
    files = [file for file in folder.rglob("*") if file.is_file()]
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in files}


@pytest.fixture
def networks_only(run, store) -> RunFolder:
    """A run of OWNER's that was made small to ship, packed and taken in."""
    with store.place(OWNER) as place:
        small = export(run, place.with_name("small"))
        pack(small, place.with_suffix(".ganplay"))
        return unpack(place.with_suffix(".ganplay"), place)


def test_a_run_of_which_only_the_networks_were_kept_is_not_trained_over(networks_only, store, capsys):
    before, run_id = told(networks_only.path), networks_only.path.name
    manager = Manager(store, standby=False)
    try:
        for wish in ({}, {"more": 30}, {"steps": 100}):
            with pytest.raises(RunError, match="branch a new run from one of its checkpoints") as refused:
                manager.resume(run_id, OWNER, **wish)
            assert refused.value.code == "networks_only"
        assert not manager.poll(run_id)["resumable"]
        assert not next(row for row in manager.list(OWNER) if row["run"] == run_id)["resumable"]
    finally:
        manager.close()
    assert main(["train", "--resume", "--steps", "12", "--run", str(networks_only.path)]) == 2
    assert "Only the networks of this run were kept" in capsys.readouterr().err
    assert told(networks_only.path) == before


def test_whoever_trains_a_run_finds_it_refused_too_and_leaves_it_whole(networks_only):
    checkpoints, points = networks_only.checkpoints(), networks_only.points()
    with RunWriter(networks_only) as writer, pytest.raises(RunError, match="Only the networks"):
        prepare(writer, device="cpu", threads=1)
    assert checkpoints[-1] == 6
    assert networks_only.checkpoints() == checkpoints and networks_only.points() == points


def test_what_was_kept_whole_and_what_has_not_begun_can_be_resumed(run, store):
    kept = run.checkpoints()  # on a slow machine one more, between the first and the last
    assert kept[0] == 0 and kept[-1] == 6
    assert run.can_resume() and run.resume_points() == kept[-2:]
    new = store.create(run.recipe)
    assert new.can_resume() and new.reached() == {"steps": 0, "images": 0, "seconds": 0.0}


def test_the_same_run_packs_to_the_same_bytes(run, packed, tmp_path):
    pack(run, tmp_path / "again.ganplay")
    assert (tmp_path / "again.ganplay").read_bytes() == packed.read_bytes()


def test_a_run_that_trains_is_not_packed(run, tmp_path):
    with run.lock(), pytest.raises(RunError, match="training"):
        pack(run, tmp_path / "run.ganplay")
    assert not list(tmp_path.iterdir())


def test_nothing_is_written_over(run, packed, tmp_path):
    with pytest.raises(RunError, match="exists already"):
        pack(run, packed)
    with pytest.raises(RunError, match="exists already"):
        unpack(packed, run.path)


def test_the_place_of_ones_own_pictures_stays_at_home(run, tmp_path):
    mine = tmp_path / "mine"
    shutil.copytree(run.path, mine)
    place = str(tmp_path / "secret place")
    settings = json.loads((mine / "recipe.json").read_text()) | {"dataset": place}
    (mine / "recipe.json").write_text(json.dumps(settings))
    for moment in mine.glob("checkpoints/*/checkpoint.json"):
        facts = json.loads(moment.read_text())
        facts["recipe"]["dataset"] = place
        moment.write_text(json.dumps(facts))
    rows = {"rows": [], "refused": [f"Too few pictures in {place}."], "classes": None}
    report = {"format": 1, "step": 6, "images": 48, "seconds": 1.0, "dataset": place, "generator": rows}
    (mine / "report.json").write_text(json.dumps(report))
    reason = {"error": "data", "text": "secret place.png cannot be read.", "details": {}}
    details = {"sentence": f"{place}/a.png cannot be read.", "file": f"{place}/a.png", "reason": reason}
    RunFolder(mine).set_meta(
        message={"code": "data", "details": details},
        before={"status": "finished", "recipe": settings, "message": {"details": details}},
        notes=["1 of 17 files was left out: secret place.png (damaged)."],
        parent={"run": "another", "step": None, "title": "", "changes": {"dataset": ["shapes", place]}},
    )
    file, small = tmp_path / "mine.ganplay", export(RunFolder(mine), tmp_path / "small")
    pack(RunFolder(mine), file)
    with zipfile.ZipFile(file) as archive:
        copies = {"packed": {name: archive.read(name) for name in archive.namelist()}, "exported": told(small.path)}
    for copy in copies.values():
        assert {"recipe.json", "report.json", "history.db"} <= set(copy)
        assert not [name for name, data in copy.items() if b"secret place" in data]
    assert small.recipe.dataset == "own" and small.meta()["message"]["code"] == "data"
    assert small.meta()["parent"]["changes"] == {"dataset": ["shapes", "own"]}
    assert unpack(file, tmp_path / "there").recipe.dataset == "own"
    assert unpack(file, tmp_path / "here", dataset=place).recipe.dataset == place


def test_a_set_of_points_has_a_name_everywhere(tmp_path):
    trained = ["train", "points", "--data", "ring", "--set", "g_width=8", "--set", "d_width=8", "--steps", "2"]
    assert main([*trained, "--device", "cpu", "--run", str(tmp_path / "run")]) == 0
    pack(RunFolder(tmp_path / "run"), tmp_path / "run.ganplay")
    assert unpack(tmp_path / "run.ganplay", tmp_path / "back").recipe.dataset == "ring"
    assert export(RunFolder(tmp_path / "run"), tmp_path / "small").recipe.dataset == "ring"


def test_a_run_on_ones_own_pictures_trains_on_where_they_are_named(tmp_path):
    folder = tmp_path / "pictures"
    folder.mkdir()
    for number in range(24):
        Image.new("RGB", (32, 32), (10 * number, 0, 255)).save(folder / f"{number}.png")
    settings = [word for change in SMALL for word in ("--set", change)]
    asked = ["train", "quick", "--data", str(folder), *settings, "--steps", "4", "--device", "cpu"]
    assert main([*asked, "--run", str(tmp_path / "run")]) == 0
    file, there = tmp_path / "run.ganplay", tmp_path / "there"
    pack(RunFolder(tmp_path / "run"), file)
    assert main(["runs", "unpack", str(file), "--run", str(there), "--data", str(folder)]) == 0
    assert main(["train", "--resume", "--run", str(there), "--steps", "6", "--device", "cpu"]) == 0
    assert RunFolder(there).checkpoints()[-1] == 6


def test_directions_with_names_go_along_packed_and_exported(run, tmp_path):
    mine = tmp_path / "mine"
    shutil.copytree(run.path, mine)
    (mine / "directions.json").write_bytes(directions([0.5] * 8))
    pack(RunFolder(mine), tmp_path / "mine.ganplay")
    there, small = unpack(tmp_path / "mine.ganplay", tmp_path / "there"), export(RunFolder(mine), tmp_path / "small")
    for copy in (there, small):
        assert direction_names(copy.path) == ["smile"]


# Tampering. Each way to be wrong has its sentence, and nothing is left behind.


def rewritten(packed: Path, target: Path, change=None, honest: bool = True, raw=None) -> Path:
    """The file with `change(files)` applied; `honest`: with a manifest that fits; `raw(archive)` adds by hand."""
    with zipfile.ZipFile(packed) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    manifest = json.loads(files.pop("manifest.json"))
    if change:
        change(files)
    if honest:
        manifest["files"] = {
            name: {"size": len(data), "sha256": hashlib.sha256(data).hexdigest()} for name, data in files.items()
        }
    with zipfile.ZipFile(target, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
        archive.writestr("manifest.json", json.dumps(manifest))
        if raw:
            raw(archive)
    return target


def refused(file: Path, tmp_path: Path, sentence: str, **options) -> None:
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(PackError, match=sentence) as caught:
        unpack(file, tmp_path / "in", **options)
    assert str(caught.value).count("\n") == 0
    assert sorted(tmp_path.rglob("*")) == before


def model(files) -> str:
    return max(name for name in files if name.endswith("model.safetensors"))


def training(files) -> str:
    return max(name for name in files if name.endswith("training.safetensors"))


def tensors(header: dict, data: bytes = b"") -> bytes:
    text = json.dumps(header).encode()
    return struct.pack("<Q", len(text)) + text + data


def flipped(files):
    name = model(files)
    files[name] = files[name][:-1] + bytes([files[name][-1] ^ 1])


def edited_history(files, *statements: str):
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "history.db"
        path.write_bytes(files["history.db"])
        connection = connect(path, "write")
        for statement in statements:
            connection.execute(statement)
        connection.close()
        files["history.db"] = path.read_bytes()


def damaged_history(files):
    data = bytearray(files["history.db"])
    for place in range(4200, len(data), 997):
        data[place] ^= 0xFF
    files["history.db"] = bytes(data)


def recipe(files, **settings):
    files["recipe.json"] = json.dumps(json.loads(files["recipe.json"]) | settings).encode()


def facts(files, **values):
    name = max(name for name in files if name.endswith("checkpoint.json"))
    files[name] = json.dumps(json.loads(files[name]) | values).encode()


def reals(files, **changes):
    """The run's real pictures with other tensors in place of theirs; None takes one away."""
    now = load(files["reals.safetensors"]) | {name: value for name, value in changes.items() if value is not None}
    files["reals.safetensors"] = save({name: now[name] for name in now if changes.get(name, 0) is not None})


def empty(*shape: int, dtype: torch.dtype = torch.uint8) -> torch.Tensor:
    return torch.zeros(shape, dtype=dtype)


def changed(files, which, **changes):
    """Tensors of a checkpoint in place of its own, each made of what is there; None takes one away."""
    name = which(files)
    now = load(files[name])
    for key, change in changes.items():
        key = next(full for full in sorted(now) if full == key or full.endswith(f".{key}"))
        value = change(now.pop(key))
        if value is not None:
            now[key] = value.contiguous()
    files[name] = save(now)


def all_of(value: float):
    return lambda tensor: torch.full_like(tensor, value)


def gone(tensor: torch.Tensor) -> None:
    return None


def statistics(files, mean: torch.Tensor, covariance: torch.Tensor, **facts):
    told = {"n": 1000, "floor": 0.5, "digest": "0" * 12} | facts
    tensors = {"mean": mean.contiguous(), "covariance": covariance.contiguous()}
    files["statistics.safetensors"] = save(tensors, {"facts": json.dumps(told)})


def sheet(size: tuple[int, int], format: str = "JPEG") -> str:
    stream = io.BytesIO()
    Image.new("L", size, 100).save(stream, format)
    return stream.getvalue().hex()


def first_number(files, text: str):
    edited_history(files, f"UPDATE points SET numbers = '{text}' WHERE seq = (SELECT MIN(seq) FROM points)")


def histogram(files, edges, counts):
    told = json.dumps({"edges": edges, "real": counts, "fake": counts})
    edited_history(files, f"UPDATE evaluations SET histogram = '{told}'")


def ema(files) -> str:
    """A weight of the averaged generator that has no other weight's name at its end."""
    return next(name for name in sorted(load(files[model(files)])) if name.startswith("ema.") and "weight" in name)


def weights_of(files, prefix: str, value: float, random: torch.Generator | None = None):
    """The weights of one network all of a value, or, given random signs, of it or less it."""
    name = model(files)
    now = load(files[name])
    for key, tensor in now.items():
        if key.startswith(prefix) and tensor.is_floating_point():
            signs = torch.randn(tensor.shape, generator=random).sign() if random else 1
            now[key] = torch.full_like(tensor, value) * signs
    files[name] = save(now)


def without(files, prefix: str):
    name = model(files)
    files[name] = save({key: tensor for key, tensor in load(files[name]).items() if not key.startswith(prefix)})


def renamed(data: bytes, old: str, new: str) -> bytes:
    return save({key.replace(old, new): tensor for key, tensor in load(data).items()})


NO_NUMBERS = "values that are not numbers"
NO_TRAINING = "Training cannot go on from checkpoint 0000000"
NOT_ITS_PICTURES = "reals.safetensors are not of this run"
ONE = {"dtype": "F32", "shape": [1], "data_offsets": [0, 4]}
HONEST = {
    "a name beside the list": (lambda f: f.update({"run.py": b"print()"}), "no part of a run"),
    "a way out": (lambda f: f.update({"../../escaped.json": b"{}"}), "no part of a run"),
    "an absolute path": (lambda f: f.update({"/tmp/recipe.json": b"{}"}), "no part of a run"),
    "a way out among the checkpoints": (
        lambda f: f.update({"checkpoints/../recipe.json": b"{}"}),
        "no part of a run",
    ),
    "a pickle": (lambda f: f.update({"checkpoints/00000006/training.pt": b"\x80\x04"}), "no part of a run"),
    "a pickle by the name of weights": (lambda f: f.update({model(f): b"\x80\x04K."}), "not a readable safetensors"),
    "weights cut short": (lambda f: f.update({model(f): f[model(f)][:-4]}), "not a readable safetensors"),
    "weights of another network": (
        lambda f: f.update(
            {model(f): tensors({"ema.x": {"dtype": "F32", "shape": [1], "data_offsets": [0, 4]}}, b"0000")}
        ),
        "not those of the recipe",
    ),
    "a recipe of another network": (lambda f: recipe(f, g_width=8), "not those of the recipe"),
    "an impossible recipe": (lambda f: recipe(f, batch=-1), "recipe in this file is not valid: batch"),
    "a recipe with a strange setting": (lambda f: recipe(f, shell="rm"), "recipe in this file is not valid"),
    "a recipe that is no object": (lambda f: f.update({"recipe.json": b"[]"}), "recipe.json cannot be read"),
    "a recipe without end": (lambda f: f.update({"recipe.json": b"[" * 200_000}), "recipe.json cannot be read"),
    "no recipe": (lambda f: f.pop("recipe.json"), "lacks its recipe.json"),
    "no history": (lambda f: f.pop("history.db"), "lacks its history.db"),
    "no weights": (lambda f: f.pop(model(f)), "lacks its checkpoints/.*model.safetensors"),
    "no checkpoint": (
        lambda f: [f.pop(name) for name in list(f) if name.startswith("checkpoints")],
        "no checkpoint",
    ),
    "a step that is not its own": (lambda f: facts(f, step=3), "says nothing sensible"),
    "a checkpoint of another version": (lambda f: facts(f, format=9), "says nothing sensible"),
    "an integer beyond all numbers": (lambda f: facts(f, seconds=10**400), "says nothing sensible"),
    "a growth that is no number": (lambda f: facts(f, grown="far"), "says nothing sensible"),
    "a growth beyond the end": (lambda f: facts(f, grown=1.5), "says nothing sensible"),
    "a growth without an end": (lambda f: facts(f, grown=None), "says nothing sensible"),
    "real pictures that are none": (
        lambda f: f.update({"reals.safetensors": save({"x": empty(1, 1, 32, 32)})}),
        NOT_ITS_PICTURES,
    ),
    "real pictures without held-out ones": (lambda f: reals(f, held_out=None), NOT_ITS_PICTURES),
    "no real picture trained on": (
        lambda f: reals(f, training=empty(0, 1, 32, 32), training_labels=empty(0, dtype=torch.int64)),
        NOT_ITS_PICTURES,
    ),
    "real pictures of another size": (lambda f: reals(f, training=empty(512, 1, 16, 32)), NOT_ITS_PICTURES),
    "real pictures in colour": (lambda f: reals(f, training=empty(512, 3, 32, 32)), NOT_ITS_PICTURES),
    "real pictures that are no bytes": (
        lambda f: reals(f, training=empty(512, 1, 32, 32, dtype=torch.int64)),
        NOT_ITS_PICTURES,
    ),
    "more real pictures than are kept": (
        lambda f: reals(f, training=empty(513, 1, 32, 32), training_labels=None),
        NOT_ITS_PICTURES,
    ),
    "labels of one side": (lambda f: reals(f, held_out_labels=None), NOT_ITS_PICTURES),
    "real pictures and more": (lambda f: reals(f, x=empty(1)), NOT_ITS_PICTURES),
    "a real picture without a label": (
        lambda f: reals(f, training_labels=empty(511, dtype=torch.int64)),
        NOT_ITS_PICTURES,
    ),
    "a label of no class": (
        lambda f: reals(f, training_labels=torch.full((512,), -1)),
        NOT_ITS_PICTURES,
    ),
    "an optimizer of parameters there are not": (
        lambda f: f.update(
            {
                training(f): tensors(
                    {
                        "random": {"dtype": "U8", "shape": [4], "data_offsets": [0, 4]},
                        "opt_g.999999.exp_avg": {"dtype": "F32", "shape": [1], "data_offsets": [4, 8]},
                    },
                    b"00000000",
                )
            }
        ),
        "is not of the networks",
    ),
    "a weight of D that is no number": (lambda f: weights_of(f, "d.", math.nan), NO_NUMBERS),
    "an average that is without end": (
        lambda f: changed(f, model, **{ema(f): all_of(math.inf)}),
        NO_NUMBERS,
    ),
    "a generator whose weights are no numbers": (
        lambda f: changed(f, model, **{ema(f).replace("ema", "g", 1): all_of(math.nan)}),
        NO_NUMBERS,
    ),
    "an average so large that it draws what is no number": (
        lambda f: weights_of(f, "ema.", 1e38, torch.Generator().manual_seed(1)),
        NO_NUMBERS,
    ),
    "no generator to train on": (lambda f: without(f, "g."), "not those of the recipe"),
    "no random state": (lambda f: changed(f, training, random=gone), "random state in checkpoint 00000006 is none"),
    "a random state of another length": (
        lambda f: changed(f, training, random=lambda state: state[:-8]),
        "random state in checkpoint 00000006 is none",
    ),
    "a random state that is none": (
        lambda f: changed(f, training, random=all_of(255)),
        "random state in checkpoint 00000006 is none",
    ),
    "a random state of fractions": (
        lambda f: changed(f, training, random=lambda state: state.float()),
        "random state in checkpoint 00000006 is none",
    ),
    "a memory that is no number": (lambda f: changed(f, training, exp_avg=all_of(math.nan)), NO_TRAINING),
    "a square without end": (lambda f: changed(f, training, exp_avg_sq=all_of(math.inf)), NO_TRAINING),
    "a square below zero": (lambda f: changed(f, training, exp_avg_sq=all_of(-1.0)), NO_TRAINING),
    "a memory of another shape": (
        lambda f: changed(f, training, exp_avg=lambda memory: memory.flatten()[:1]),
        NO_TRAINING,
    ),
    "a memory of whole numbers": (lambda f: changed(f, training, exp_avg=lambda memory: memory.long()), NO_TRAINING),
    "a memory without its square": (lambda f: changed(f, training, exp_avg_sq=gone), NO_TRAINING),
    "steps below zero": (lambda f: changed(f, training, step=all_of(-3.0)), NO_TRAINING),
    "memories of another optimizer": (
        lambda f: f.update({training(f): renamed(f[training(f)], "exp_avg_sq", "square_avg")}),
        NO_TRAINING,
    ),
    "a trick that the recipe has not": (
        lambda f: f.update({training(f): save(load(f[training(f)]) | {"tricks.ada": torch.zeros(4)})}),
        NO_TRAINING,
    ),
    "no memory of a trick that the recipe has": (lambda f: recipe(f, augment="ada"), NO_TRAINING),
    "a recipe of points on pictures": (lambda f: recipe(f, dataset="ring"), "recipe in this file is not valid"),
    "a checkpoint with a recipe of nothing": (lambda f: facts(f, recipe={"batch": -1}), "says nothing sensible"),
    "a checkpoint with a recipe that is a word": (lambda f: facts(f, recipe="dcgan"), "says nothing sensible"),
    "a calibration that cannot be": (
        lambda f: f.update({model(f).replace("model.safetensors", "calibration.json"): b'{"format": 2, "slope": 1}'}),
        "calibration.json cannot be read",
    ),
    "a covariance that is none": (
        lambda f: statistics(f, torch.zeros(3), -torch.eye(3)),
        "no mean and covariance",
    ),
    "a covariance that is not the same both ways": (
        lambda f: statistics(f, torch.zeros(2), torch.tensor([[1.0, 0.5], [-0.5, 1.0]])),
        "no mean and covariance",
    ),
    "a floor below zero": (lambda f: statistics(f, torch.zeros(3), torch.eye(3), floor=-1.0), "no mean and covariance"),
    "a mean that is no number": (
        lambda f: statistics(f, torch.full((3,), math.nan), torch.eye(3)),
        "statistics.safetensors is not a readable",
    ),
    "statistics of nothing": (
        lambda f: statistics(f, torch.zeros(0), torch.zeros(0, 0)),
        "no mean and covariance",
    ),
    "a report of words": (
        lambda f: f.update({"report.json": b'{"format": 1, "step": "six", "generator": {"rows": []}}'}),
        "report.json cannot be read",
    ),
    "a sheet cut short": (
        lambda f: edited_history(f, "UPDATE grids SET jpeg = substr(jpeg, 1, length(jpeg) / 2)"),
        "history",
    ),
    "a sheet of another size": (
        lambda f: edited_history(f, f"UPDATE grids SET jpeg = x'{sheet((250, 256))}'"),
        "history",
    ),
    "a sheet beyond all sizes": (
        lambda f: edited_history(f, f"UPDATE sheets SET jpeg = x'{sheet((32, 8192))}'"),
        "history",
    ),
    "a sheet of real pictures that is a PNG": (
        lambda f: edited_history(f, f"UPDATE sheets SET jpeg = x'{sheet((32, 32), 'PNG')}'"),
        "history",
    ),
    "a number that is a word": (lambda f: first_number(f, '{"loss_d": "high"}'), "history"),
    "a number that is a list": (lambda f: first_number(f, '{"loss_d": [1]}'), "history"),
    "a number by the name of the step": (lambda f: first_number(f, '{"step": 5}'), "history"),
    "a hundred names and one": (
        lambda f: first_number(f, json.dumps({f"n{number}": 0 for number in range(101)})),
        "history",
    ),
    "a name without end": (lambda f: first_number(f, json.dumps({"n" * 41: 0})), "history"),
    "a verdict that nobody says": (
        lambda f: edited_history(f, "UPDATE evaluations SET verdict = 'splendid'"),
        "history",
    ),
    "a histogram of words": (lambda f: histogram(f, [0, 1], ["many"]), "history"),
    "a histogram with an edge too few": (lambda f: histogram(f, [0, 1], [1, 2]), "history"),
    "a histogram whose edges fall": (lambda f: histogram(f, [1, 0, 2], [1, 2]), "history"),
    "a histogram with less than nothing": (lambda f: histogram(f, [0, 1], [-1]), "history"),
    "a direction of another latent": (
        lambda f: f.update({"directions.json": directions([0.5] * 7)}),
        "directions.json cannot be read",
    ),
    "a direction that is no number": (
        lambda f: f.update({"directions.json": directions([0.5] * 7 + [float("nan")])}),
        "directions.json cannot be read",
    ),
    "a setting beside a checkpoint that is no number": (
        lambda f: facts(f, recipe={"lr_g": float("nan")}),
        "checkpoint.json cannot be read",
    ),
    "a calibration that is no number": (
        lambda f: f.update({model(f).replace("model.safetensors", "calibration.json"): b'{"slope": -Infinity}'}),
        "calibration.json cannot be read",
    ),
    "a history that is none": (lambda f: f.update({"history.db": b"no database at all" * 10}), "history"),
    "a damaged history": (damaged_history, "history"),
    "a history with a trigger": (
        lambda f: edited_history(f, "CREATE TRIGGER t AFTER INSERT ON points BEGIN DELETE FROM grids; END"),
        "history",
    ),
    "a history with a view": (lambda f: edited_history(f, "CREATE VIEW v AS SELECT 1"), "history"),
    "a history without grids": (lambda f: edited_history(f, "DROP TABLE grids"), "history"),
    "a history with a picture that is none": (
        lambda f: edited_history(f, "UPDATE grids SET jpeg = x'3c7376673e'"),
        "history",
    ),
    "a history with words for numbers": (
        lambda f: edited_history(f, "UPDATE points SET numbers = '[1,2]'"),
        "history",
    ),
    "a history with markup for a verdict": (
        lambda f: edited_history(f, "UPDATE evaluations SET verdict = '<b>'"),
        "history",
    ),
}


def test_what_is_as_it_must_be_comes_in_and_nothing_more(packed, tmp_path):
    def change(files):
        statistics(files, torch.zeros(2), torch.tensor([[1.0, 0.5], [0.5, 1.0]]))
        reals(files, training_labels=None, held_out_labels=None)
        facts(files, grown=0.5, shell="rm")

    run = unpack(rewritten(packed, tmp_path / "fine.ganplay", change), tmp_path / "in")
    assert len(run.reals().training) == 512 and run.reals().training_labels is None
    kept = json.loads((run.checkpoint_path() / "checkpoint.json").read_text())
    assert kept["grown"] == 0.5 and "shell" not in kept


@pytest.mark.parametrize("model", pretrained(), ids=lambda run: run.path.name)
def test_every_run_that_ships_packs_and_comes_in(model, tmp_path):
    pack(model, tmp_path / "run.ganplay")
    back = unpack(tmp_path / "run.ganplay", tmp_path / "in")
    assert back.checkpoints() == model.checkpoints() and back.grids() == model.grids()
    assert back.points() == model.points() and back.evaluations() == model.evaluations()


def test_what_the_page_counts_by_is_true_of_the_rows(packed, tmp_path):
    def tell(files):
        edited_history(
            files,
            "INSERT OR REPLACE INTO meta VALUES ('seq', '0')",
            "INSERT OR REPLACE INTO meta VALUES ('created', '1e300')",
            "INSERT OR REPLACE INTO meta VALUES ('shape', '[4096, 1, 1]')",
            "INSERT OR REPLACE INTO meta VALUES ('class_names', '[\"a\", \"b\"]')",
            'INSERT OR REPLACE INTO meta VALUES (\'message\', \'{"code": "<b>", "details": {}}\')',
        )

    run = unpack(rewritten(packed, tmp_path / "told.ganplay", tell), tmp_path / "in")
    meta = run.meta()
    assert meta["seq"] >= max(row["seq"] for row in run.points()) > 0
    assert meta["created"] <= time.time() and meta["shape"] == [1, 32, 32] and meta["message"] is None
    assert "class_names" not in meta


def test_a_branch_keeps_its_parent_on_the_way_in_and_no_more_of_it_than_it_should(packed, tmp_path):
    def tell(files):
        history = tmp_path / "history.db"
        history.write_bytes(files["history.db"])
        base = connect(history, "write")
        parent = {"run": "r" * 500, "step": 3, "seconds": 1e9, "title": 5, "changes": {"x": "<b>"}, "path": "/home"}
        base.execute("INSERT OR REPLACE INTO meta VALUES ('parent', ?)", (json.dumps(parent),))
        base.close()
        files["history.db"] = history.read_bytes()

    run = unpack(rewritten(packed, tmp_path / "told.ganplay", tell), tmp_path / "in")
    assert run.meta()["parent"] == {"run": "r" * 120, "step": 3, "seconds": 1e9, "changes": {}}
    assert run.inherited() == run.reached()["seconds"] < 1e9


@pytest.mark.parametrize("name", HONEST)
def test_a_file_that_is_no_run_is_refused_though_its_hashes_fit(packed, tmp_path, name):
    change, sentence = HONEST[name]
    refused(rewritten(packed, tmp_path / "bad.ganplay", change), tmp_path, sentence)
    assert not (tmp_path.parent / "escaped.json").exists()


@pytest.mark.parametrize(
    "error",
    [
        MemoryError(),
        RuntimeError("DefaultCPUAllocator: can't allocate memory: you tried to allocate 8 bytes."),
        OSError(errno.ENOSPC, "No space left on device"),
    ],
    ids=["memory", "torch's memory", "disk"],
)
@pytest.mark.parametrize("place", ["ganplay.training.checkpoint.load_networks", "ganplay.training.saving.read"])
def test_what_the_machine_lacks_is_not_said_of_the_file(packed, tmp_path, monkeypatch, error, place):
    def short(*_):
        raise error

    monkeypatch.setattr(place, short)
    with pytest.raises(type(error)) as met:
        unpack(packed, tmp_path / "new")
    assert met.value is error and not list(tmp_path.iterdir())


def test_a_changed_byte_is_refused(packed, tmp_path):
    refused(rewritten(packed, tmp_path / "bad.ganplay", flipped, honest=False), tmp_path, "its hash differs")


def test_sizes_that_do_not_fit_the_manifest_are_refused(packed, tmp_path):
    longer = rewritten(packed, tmp_path / "bad.ganplay", lambda f: f.update({"recipe.json": b"{} "}), honest=False)
    refused(longer, tmp_path, "not the size")


def test_a_file_that_its_manifest_does_not_know_is_refused(packed, tmp_path):
    extra = rewritten(
        packed, tmp_path / "bad.ganplay", raw=lambda a: a.writestr("checkpoints/00000000/calibration.json", b"{}")
    )
    refused(extra, tmp_path, "does not know")


def test_a_name_twice_is_refused(packed, tmp_path):
    with pytest.warns(UserWarning, match="Duplicate"):
        twice = rewritten(packed, tmp_path / "bad.ganplay", raw=lambda a: a.writestr("recipe.json", b"{}"))
    refused(twice, tmp_path, "no part of a run")


def test_a_link_is_refused(packed, tmp_path):
    link = zipfile.ZipInfo("reals.safetensors")
    link.external_attr = 0o120777 << 16
    bad = rewritten(packed, tmp_path / "bad.ganplay", raw=lambda a: a.writestr(link, "/etc/passwd"))
    refused(bad, tmp_path, "no part of a run")


def test_more_than_there_is_room_for_is_refused_before_anything_is_written(packed, tmp_path):
    refused(packed, tmp_path, "at most 0 MB", most=10_000)


def test_a_zip_that_says_less_than_it_holds_is_refused(packed, tmp_path):
    def lie(files):
        files["history.db"] = b"\0" * 30_000_000

    bad = rewritten(packed, tmp_path / "bad.ganplay", lie)
    data = bad.read_bytes()
    # both headers of the member say 10 bytes
    bad.write_bytes(data.replace(struct.pack("<I", 30_000_000), struct.pack("<I", 10)))
    refused(bad, tmp_path, "not the size|cannot be read")


@pytest.mark.parametrize("content", [b"", b"no zip", b"PK\3\4" + b"\0" * 60])
def test_what_is_no_zip_is_refused(tmp_path, content):
    file = tmp_path / "bad.ganplay"
    file.write_bytes(content)
    refused(file, tmp_path, "not a run's file")


def test_a_file_cut_short_is_refused(packed, tmp_path):
    file = tmp_path / "bad.ganplay"
    file.write_bytes(packed.read_bytes()[:-2000])
    refused(file, tmp_path, "not a run's file")


def test_a_file_of_another_maker_and_of_a_newer_format_is_refused(packed, tmp_path):
    def manifest(**values):
        with zipfile.ZipFile(packed) as archive:
            files = {name: archive.read(name) for name in archive.namelist()}
        files["manifest.json"] = json.dumps(json.loads(files["manifest.json"]) | values).encode()
        with zipfile.ZipFile(tmp_path / "bad.ganplay", "w") as archive:
            for name, data in files.items():
                archive.writestr(name, data)
        return tmp_path / "bad.ganplay"

    refused(manifest(format=2), tmp_path, "reads 1: update")
    refused(manifest(kind="photographs"), tmp_path, "cannot be read")
    refused(manifest(files=[1]), tmp_path, "cannot be read")
    with zipfile.ZipFile(tmp_path / "bad.ganplay", "w") as archive:
        archive.writestr("recipe.json", "{}")
    refused(tmp_path / "bad.ganplay", tmp_path, "not made by ganplay")


def test_what_a_history_says_of_itself_is_read_with_care(packed, tmp_path):
    def say(files):
        edited_history(
            files,
            "INSERT OR REPLACE INTO meta VALUES ('status', '\"running\"')",
            "INSERT OR REPLACE INTO meta VALUES ('now', '\"soon\"')",
            'INSERT OR REPLACE INTO meta VALUES (\'message\', \'{"code": "x", "details": 7}\')',
            "INSERT OR REPLACE INTO meta VALUES ('secret', '1')",
        )

    run = unpack(rewritten(packed, tmp_path / "said.ganplay", say), tmp_path / "in")
    meta = run.meta()
    assert meta["status"] == "interrupted" and meta["now"]["step"] == 0
    assert meta["message"] == {"code": "x", "details": {}} and "secret" not in meta


def test_the_command_line_packs_and_unpacks_and_refuses_in_one_sentence(run, tmp_path, capsys, monkeypatch):
    monkeypatch.setenv("GANPLAY_HOME", str(tmp_path / "home"))
    file = tmp_path / "run.ganplay"
    assert main(["runs", "pack", str(run.path), str(file)]) == 0
    assert main(["runs", "unpack", str(file), "--run", str(tmp_path / "there")]) == 0
    assert weights(RunFolder(tmp_path / "there")) == weights(run)
    assert main(["runs", "unpack", str(file)]) == 0
    kept = list((tmp_path / "home" / "runs").iterdir())
    assert len(kept) == 1 and RunFolder(kept[0]).checkpoints() == run.checkpoints()
    capsys.readouterr()
    file.write_bytes(b"no zip")
    assert main(["runs", "unpack", str(file)]) == 2
    assert capsys.readouterr().err.strip().count("\n") == 0
    assert len(list((tmp_path / "home" / "runs").iterdir())) == 1
    with sqlite3.connect(tmp_path / "home" / "store.db") as database:
        assert database.execute("SELECT COUNT(*) FROM runs").fetchone() == (1,)
    assert main(["runs", "pack", str(run.path), str(tmp_path / "nowhere" / "x.ganplay")]) == 2
