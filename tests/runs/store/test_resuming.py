"""A run that is to go on and cannot is what it was; its pictures are known again wherever they lie."""

from __future__ import annotations

import os
import queue
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
import torch
from PIL import Image

from ganplay.data.pictures import Pictures
from ganplay.recipe import named_recipe
from ganplay.runs.server.checks import Refused
from ganplay.runs.server.manager import Manager
from ganplay.runs.store.folder import RunFolder
from ganplay.runs.store.resuming import fingerprint, go_on, known_again
from ganplay.runs.transfer.pack import pack
from ganplay.runs.worker.drive import drive, prepare
from ganplay.runs.worker.worker import ending
from ganplay.runs.worker.writer import RunWriter
from ganplay.ui.words import refusal

from ..silent import SilentWorker

OWNER, STRANGER = "a secret token", "another secret token"
SMALL = {"resolution": 28, "g_width": 4, "d_width": 4, "batch": 8, "seconds": 0, "steps": 2, "metrics": 0}


def works(run: RunFolder) -> str:
    """What a worker does with a run; the status that it ends with."""
    with RunWriter(run) as writer:
        try:
            return drive(prepare(writer, device="cpu", threads=1), writer, queue.Queue())
        except Exception as error:
            status, code, details = ending(error)
            writer.last_word(status, code, **details)
    return run.status()


def upload(place: Path, shade: int = 10) -> Path:
    place.mkdir(parents=True)
    for number in range(20):
        Image.new("RGB", (28, 28), (number * shade, 90, 0)).save(place / f"{number:02d}.png")
    return place


@pytest.fixture
def manager(store):
    manager = Manager(store, standby=False, driver=SilentWorker)
    yield manager
    manager.close()


@pytest.fixture
def run(store) -> RunFolder:
    """A finished run of OWNER's on pictures that were uploaded."""
    recipe = named_recipe("quick").with_changes(dataset=str(upload(store.uploads / "one")), **SMALL)
    made = store.create(recipe, OWNER)
    assert works(made) == "finished"
    return made


def resumed(manager, run: RunFolder, **more) -> None:
    manager.resume(run.path.name, OWNER, steps=4, **more)


def test_what_keeps_a_resumed_run_from_training_leaves_it_as_it_was(run, manager, store):
    before, meta = run.recipe, run.meta()
    shutil.rmtree(store.uploads / "one")
    (store.uploads / "one").mkdir()  # there, and nothing in it
    resumed(manager, run, lr_g=0.05)
    assert run.recipe.steps == 4 and run.meta()["status"] == "queued"
    assert works(run) == "finished"
    assert run.recipe == before and run.meta()["now"] == meta["now"] and run.checkpoints()[-1] == 2
    told = manager.poll(run.path.name)
    assert (told["status"], told["code"]) == ("finished", "not_resumed") and told["resumable"]
    english, chinese = (refusal(told["code"], "", language, told["details"]) for language in ("en", "zh"))
    assert english.startswith("It could not go on, and is as it was before: one has 0 usable pictures")
    assert chinese.startswith("未能继续训练")


def test_a_worker_that_could_not_start_leaves_it_as_it_was_too(run, manager):
    before = run.recipe
    manager.resume(run.path.name, OWNER, steps=4)
    worker = manager.workers.active[run.path.name]
    worker.phase = "starting"
    worker.end()
    told = manager.poll(run.path.name)
    assert (told["status"], told["code"]) == ("finished", "not_resumed") and run.recipe == before
    assert told["details"]["reason"]["error"] == "no_worker"


def test_once_it_trains_again_what_it_was_before_is_no_more(run, manager, monkeypatch):
    resumed(manager, run)

    def breaks(self):
        raise RuntimeError("of its own")

    monkeypatch.setattr("ganplay.training.trainer.Trainer.events", breaks)
    assert works(run) == "failed" and run.meta()["message"]["code"] == "crash" and run.recipe.steps == 4


def test_pictures_that_are_gone_are_asked_for_and_the_same_ones_elsewhere_let_it_go_on(run, manager, store):
    os.rename(store.uploads / "one", store.uploads / "moved")
    with pytest.raises(Refused) as refused:
        resumed(manager, run)
    assert refused.value.code == "own_gone" and run.status() == "finished"
    resumed(manager, run, data=str(store.uploads / "moved"))
    assert works(run) == "finished"
    assert run.recipe.dataset == str(store.uploads / "moved") and run.checkpoints()[-1] == 4


def test_other_pictures_are_refused_wherever_they_lie(run, manager, store):
    os.rename(store.uploads / "one", store.uploads / "moved")
    before = run.recipe
    resumed(manager, run, data=str(upload(store.uploads / "others", shade=11)))
    assert works(run) == "finished" and run.recipe == before
    reason = manager.poll(run.path.name)["details"]["reason"]
    assert reason["error"] == "other_pictures" and reason["details"]["name"] == "others"


def test_nothing_else_is_brought(run, manager, store):
    with pytest.raises(Refused) as refused:
        resumed(manager, run, data=str(upload(store.uploads / "others")))
    assert refused.value.code == "not_lost"
    os.rename(store.uploads / "one", store.uploads / "moved")
    with pytest.raises(Refused) as refused:
        resumed(manager, run, data="/etc")
    assert refused.value.code == "dataset"
    with pytest.raises(Refused) as refused:
        manager.resume(run.path.name, STRANGER, data=str(store.uploads / "moved"))
    assert refused.value.code == "not_owner" and run.status() == "finished"


def test_a_run_that_came_as_a_file_goes_on_with_its_pictures_and_tells_nobody_where_they_lay(
    run, manager, store, tmp_path
):
    go_on(run, run.recipe)  # it was to go on, and its server died
    pack(run, tmp_path / "run.ganplay")
    back = store.get(manager.take_in(tmp_path / "run.ganplay", OWNER, 10**9))
    assert back.meta()["fingerprint"] == run.meta()["fingerprint"] and "before" not in back.meta()
    with pytest.raises(Refused) as refused:
        resumed(manager, back)
    assert refused.value.code == "own_left"
    resumed(manager, back, data=str(store.uploads / "one"))
    assert works(back) == "finished" and back.checkpoints()[-1] == 4


def test_a_fingerprint_tells_pictures_classes_and_their_order_apart():
    images = torch.arange(4 * 27, dtype=torch.uint8).reshape(4, 3, 3, 3)
    labels = torch.tensor([0, 0, 1, 1])
    sets = [
        Pictures(name="a", images=images),
        Pictures(name="a", images=images.flip(0)),
        Pictures(name="a", images=images[:3]),
        Pictures(name="a", images=images.reshape(4, 1, 3, 9)),
        Pictures(name="a", images=images, labels=labels),
        Pictures(name="a", images=images, labels=labels.flip(0)),
        Pictures(name="a", images=images, apart=labels == 1),
        Pictures(name="a", images=images, apart=labels == 0),
    ]
    assert len({fingerprint(one) for one in sets}) == len(sets)
    assert fingerprint(sets[0]) == fingerprint(Pictures(name="elsewhere", images=images.clone()))


def test_a_run_of_before_knows_its_pictures_without_what_is_set_apart(run):
    images, apart = (
        torch.arange(4 * 27, dtype=torch.uint8).reshape(4, 3, 3, 3),
        torch.tensor([False, False, True, True]),
    )
    now = Pictures(name="a", images=images, apart=apart)
    for known, same in ((replace(now, apart=None), True), (now, True), (replace(now, apart=~apart), False)):
        run.set_meta(fingerprint=fingerprint(known))
        assert bool(known_again(run, now).notes) is not same
