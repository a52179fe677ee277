"""What a training measured on its way and at its end is kept, told, moved and, where it never happened, forgotten."""

from __future__ import annotations

import json
import queue
import shutil
import sqlite3

import pytest

from ganplay.recipe import Recipe
from ganplay.runs.asking.report import REPORT, checked_report, keep_report, read_report, reported_at, write_report
from ganplay.runs.server.branching import branch_into
from ganplay.runs.server.feed import Feed
from ganplay.runs.store.folder import RunError, RunFolder
from ganplay.runs.transfer.pack import pack, unpack
from ganplay.runs.worker import drive as driving
from ganplay.runs.worker import writer as writing
from ganplay.runs.worker.drive import drive, prepare
from ganplay.runs.worker.writer import RunWriter
from ganplay.training.events import Measured

DIGITS = Recipe(dataset="digits", resolution=28, family="mlp", z_dim=8, g_width=16, d_width=16, batch=16, steps=6)


def trained(path, recipe=DIGITS) -> RunFolder:
    run = RunFolder.create(path, recipe)
    with RunWriter(run) as writer:
        drive(prepare(writer, device="cpu", threads=1), writer, queue.Queue())
    return run


@pytest.fixture(scope="module")
def measured(tmp_path_factory) -> RunFolder:
    """A run whose end was worth a report."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(driving, "WORTH", 0.0)
        return trained(tmp_path_factory.mktemp("measured") / "run")


def test_a_training_that_was_worth_it_ends_with_a_report_with_floors_and_n(measured):
    report = read_report(measured)
    rows = {row["name"]: row for row in report["rows"]}
    assert {"classifier_fd", "precision", "recall", "coverage", "class_kl"} <= set(rows) or report["refused"]
    assert rows["classifier_fd"]["n"] >= 50 and rows["classifier_fd"]["floor"] < rows["classifier_fd"]["value"]
    assert (report["step"], report["images"]) == (6, 96) and report["seconds"] > 0
    assert sum(report["classes"]["generated"]) == rows["classifier_fd"]["n"] and len(report["classes"]["names"]) == 10
    whole = json.loads((measured.path / REPORT).read_text())
    assert "held_out" in whole["discriminator"]
    assert (measured.checkpoint_path() / "calibration.json").exists()


@pytest.mark.parametrize("recipe", [DIGITS, DIGITS.with_changes(metrics=0)])
def test_a_short_training_and_one_without_metrics_are_only_calibrated(recipe, tmp_path, monkeypatch):
    if not recipe.metrics:
        monkeypatch.setattr(driving, "WORTH", 0.0)
    run = trained(tmp_path / "run", recipe)
    assert read_report(run) is None and reported_at(run) == 0
    assert (run.checkpoint_path() / "calibration.json").exists()


def test_somebody_who_waits_ends_a_report_and_nothing_is_kept(tmp_path):
    run = trained(tmp_path / "run")
    with pytest.raises(RunError, match="given up"):
        write_report(run, waiting=lambda: True)
    assert read_report(run) is None


@pytest.mark.parametrize("error", [RuntimeError("out of memory"), MemoryError(), ImportError("no library")])
@pytest.mark.parametrize("part", ["write_report", "calibration_of"])
def test_a_run_is_finished_whatever_becomes_of_its_report(make_run, counting, monkeypatch, caplog, part, error):
    def fails(*_, **__):
        raise error

    monkeypatch.setattr(writing, part, fails)
    monkeypatch.setattr(driving, "WORTH", 0.0 if part == "write_report" else 1e9)
    run = make_run(steps=12)
    with RunWriter(run) as writer:
        assert drive(counting(run.recipe), writer, queue.Queue()) == "finished"
    assert run.status() == "finished" and "could not be made" in caplog.text


def test_a_report_of_before_says_of_floors_what_is_known_of_them(measured):
    told = json.loads((measured.path / REPORT).read_text())
    one = told["generator"]["rows"][0]
    assert checked_report(told)["rows"][0]["n_floor"] == one["n_floor"] == one["n"]

    def read(name, **more):
        row = {key: value for key, value in one.items() if key != "n_floor"} | {"name": name, **more}
        return checked_report(told | {"generator": told["generator"] | {"rows": [row]}})["rows"][0]

    assert read("precision")["n_floor"] == one["n"]
    assert read("copies")["n_floor"] is None and read("copies")["floor"] == one["floor"]  # of fewer, and nobody says
    assert read("copies", n_floor=512)["n_floor"] == 512 and read("copies", floor=None, n_floor=512)["n_floor"] is None
    for wrong in ("many", True, float("nan")):
        with pytest.raises(ValueError):
            read("copies", n_floor=wrong)


def test_points_have_a_report_too(tmp_path, monkeypatch):
    monkeypatch.setattr(driving, "WORTH", 0.0)
    recipe = Recipe(dataset="ring", resolution=1, family="points", z_dim=2, g_width=16, d_width=16, batch=16, steps=6)
    report = read_report(trained(tmp_path / "run", recipe))
    assert [(row["name"], row["n"]) for row in report["rows"]] == [("modes", 2500), ("high_quality", 2500)]
    assert report["rows"][0]["floor"] == 8 and report["classes"] is None


def test_a_run_deleted_while_it_was_measured_stays_deleted(measured, tmp_path, monkeypatch):
    facts = json.loads((measured.path / REPORT).read_text())
    run = unpack_copy(measured, tmp_path)
    monkeypatch.setattr(RunFolder, "checkpoints", lambda self, resumable=False: [6])  # looked at before it went
    shutil.rmtree(run.path)
    with pytest.raises(OSError):
        keep_report(run, facts)
    assert not run.path.exists()


def test_a_report_is_replaced_by_one_that_tells_more(measured, tmp_path):
    run = unpack_copy(measured, tmp_path)
    facts = json.loads((run.path / REPORT).read_text())

    def on(n, **place):
        rows = [row | {"n": n} for row in facts["generator"]["rows"]]
        return facts | place | {"generator": facts["generator"] | {"rows": rows}}

    for n in (5000, 60):
        keep_report(run, on(n))
        assert {row["n"] for row in read_report(run)["rows"]} == {5000}
    keep_report(run, on(9000, step=0))  # not the last checkpoint
    keep_report(run, facts | {"generator": None})
    assert read_report(run)["step"] == 6 and read_report(run)["rows"][0]["n"] == 5000
    (run.path / REPORT).write_text((run.path / REPORT).read_text().replace('"step": 6', '"step": 3'))
    keep_report(run, on(60))  # training went on since that one
    assert read_report(run)["rows"][0]["n"] == 60


def test_going_back_before_it_forgets_a_report(measured, tmp_path):
    run = unpack_copy(measured, tmp_path)
    with RunWriter(run) as writer:
        writer.rewind(6)
        assert read_report(run)["step"] == 6
        writer.rewind(0)
    assert read_report(run) is None


def unpack_copy(run, tmp_path, name="copy") -> RunFolder:
    pack(run, tmp_path / f"{name}.ganplay")
    return unpack(tmp_path / f"{name}.ganplay", tmp_path / name)


def test_a_report_travels_with_its_run_and_nonsense_does_not(measured, tmp_path):
    assert read_report(unpack_copy(measured, tmp_path)) == read_report(measured)
    told = json.loads((measured.path / REPORT).read_text())
    for change in (
        {"generator": None},
        {"step": "six"},
        {"format": 99},
        {"generator": told["generator"] | {"rows": [told["generator"]["rows"][0] | {"name": "<img src=x>"}]}},
        {"generator": told["generator"] | {"rows": [told["generator"]["rows"][0]] * 41}},
        {"generator": told["generator"] | {"classes": {"names": ["a"], "generated": [1, 2], "real": [1]}}},
    ):
        with pytest.raises(ValueError):
            checked_report(told | change)
    run = unpack_copy(measured, tmp_path, "spoiled")
    (run.path / REPORT).write_text(json.dumps(told | {"generator": 3}))
    assert read_report(run) is None
    with pytest.raises(RunError, match=r"report\.json"):
        unpack_copy(run, tmp_path, "again")


def test_a_run_that_nobody_may_write_to_keeps_its_report_in_the_cache(measured, tmp_path, monkeypatch):
    monkeypatch.setenv("GANPLAY_CACHE", str(tmp_path / "cache"))
    run = unpack_copy(measured, tmp_path)
    (run.path / REPORT).unlink()
    shipped = RunFolder(run.path, frozen=True)
    assert read_report(shipped) is None
    write_report(shipped, count=60, budget_seconds=5)
    assert read_report(shipped)["step"] == 6 and reported_at(shipped) > 0
    assert not (run.path / REPORT).exists()
    (run.path / "recipe.json").unlink()
    assert read_report(shipped) is None


def test_a_run_that_came_with_its_report_keeps_no_other(measured, tmp_path, monkeypatch):
    monkeypatch.setenv("GANPLAY_CACHE", str(tmp_path / "cache"))
    keep_report(RunFolder(measured.path, frozen=True), json.loads((measured.path / REPORT).read_text()))
    assert not (tmp_path / "cache" / "reports").exists()


def test_a_share_of_the_cores_is_taken_while_it_is_measured_and_is_no_hurry(make_run, counting, monkeypatch):
    monkeypatch.setattr(driving, "WORTH", 0.0)
    commands, heard = queue.Queue(), []

    def report(self, root, waiting):
        commands.put({"verb": "threads", "count": 3})
        heard.append(waiting())
        commands.put({"verb": "quit"})
        heard.append(waiting())

    monkeypatch.setattr(RunWriter, "report", report)
    run = make_run(steps=12)
    trainer = counting(run.recipe)
    with RunWriter(run) as writer:
        drive(trainer, writer, commands)
    assert heard == [False, True] and trainer.threads == 3


MEASURE = Measured(step=5, images=50, seconds=0.5, values={"classifier_fd": 9.5}, floors={"classifier_fd": 1.5}, n=500)


class Telling:
    """A counting trainer that has measured something at step 5."""

    def __init__(self, trainer) -> None:
        self._trainer = trainer

    def __getattr__(self, name):
        return getattr(self._trainer, name)

    def events(self):
        for event in self._trainer.events():
            yield event
            if event.step == 6 and type(event).__name__ == "Numbers":
                yield MEASURE


def test_what_was_measured_becomes_history_and_viewers_are_told(make_run, counting):
    run = make_run(steps=12)
    with RunWriter(run) as writer:
        drive(Telling(counting(run.recipe)), writer, queue.Queue())
    (row,) = run.measures()
    assert (row["step"], row["n"], row["classifier_fd"], row["floor_classifier_fd"]) == (5, 500, 9.5, 1.5)
    told = Feed(run).tell(0, 0)["measures"]
    assert told["classifier_fd"] == [9.5] and told["floor_classifier_fd"] == [1.5] and told["n"] == [500]
    assert Feed(run).tell(row["seq"], 0)["measures"]["step"] == []
    with RunWriter(run) as writer:
        writer.rewind(4)
    assert run.measures() == []


def test_a_history_from_before_measures_is_read_goes_on_and_branches(make_run, counting, tmp_path):
    run = make_run(steps=12)
    with RunWriter(run) as writer:
        drive(counting(run.recipe), writer, queue.Queue())
    with sqlite3.connect(run.path / "history.db") as connection:
        connection.execute("DROP TABLE measures")
    connection.close()
    frozen = RunFolder(run.path, frozen=True)
    assert run.measures() == frozen.measures() == []
    told = Feed(frozen).tell(0, 0)
    assert told["measures"] == {"seq": []} and told["evals"]["step"] and told["reported"] == 0
    branch = branch_into(frozen, tmp_path / "branch", 10, run.recipe)
    assert branch.measures() == [] and branch.evaluations()
    run.write_recipe(run.recipe.with_changes(steps=24))
    with RunWriter(run) as writer:
        trainer = counting(run.recipe)
        drive(Telling(trainer), writer, queue.Queue())
    assert len(run.measures()) == 1
