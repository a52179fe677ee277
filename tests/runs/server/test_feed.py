"""Viewers are told what is new, small and once."""

from __future__ import annotations

import itertools
import json
import math
import queue

from ganplay.recipe import Recipe
from ganplay.runs.server import feed as feeds
from ganplay.runs.server import viewers as rooms
from ganplay.runs.server.feed import MOST, MOST_EVALUATIONS, Feed
from ganplay.runs.server.viewers import Viewers
from ganplay.runs.worker.drive import drive
from ganplay.runs.worker.writer import RunWriter


def trained(run, counting, steps: int | None = None):
    recipe = run.recipe if steps is None else run.recipe.with_changes(steps=steps)
    trainer = counting(recipe)
    with RunWriter(run) as writer:
        writer.sheet("real", b"\xff\xd8")
        drive(trainer, writer, queue.Queue())
    return run


def test_the_first_poll_tells_the_whole_story(make_run, counting):
    told = Feed(trained(make_run(steps=25), counting)).tell(0, 0)
    assert told["status"] == "finished"
    assert told["reset"] is True
    assert told["recipe"]["dataset"] == "shapes"
    assert told["real"].startswith("data:image/jpeg;base64,")
    assert told["points"]["step"][-1] == 25
    assert told["points"]["loss_g"][-1] is None
    assert told["evals"]["verdict"] == ["learning"] * 3
    assert told["verdict"] == {"code": "learning", "evidence": {"accuracy": 0.75}}
    assert told["hist"]["real"] == [3]
    assert [step for _, step in told["grids"]] == [0, 10, 20]
    assert told["grid"]["step"] == 20
    assert told["budget"] == {"kind": "steps", "value": 25}
    assert len({len(column) for column in told["points"].values()}) == 1
    json.dumps(told, allow_nan=False)


def test_the_rate_is_of_now_while_a_run_trains_and_then_the_quotient_of_what_stands_beside_it(make_run):
    feed = Feed(make_run())

    def rate(status, seconds=4.0):
        feed.status, feed.meta = status, {"now": {"step": 25, "images": 250, "seconds": seconds, "rate": 100.0}}
        return feed.tell(0, 0)["rate"]

    assert [rate(status) for status in ("running", "paused", "finished", "stopped")] == [100, 62.5, 62.5, 62.5]
    assert rate("stopped", seconds=0.0) is None


def test_later_polls_tell_only_what_is_new(make_run, counting):
    told = Feed(trained(make_run(steps=25), counting)).tell(0, 0)
    feed = Feed(make_run(steps=25, name="other"))
    assert feed.tell(0, 0)["points"]["seq"] == []
    trained(feed.run, counting)
    feed.refresh(force=True)
    half = told["points"]["seq"][10]
    news = feed.tell(half, told["grid"]["seq"])
    assert news["reset"] is False
    assert "recipe" not in news
    assert "real" not in news
    assert "grid" not in news
    assert news["points"]["seq"] == [seq for seq in told["points"]["seq"] if seq > half]
    assert feed.tell(told["seq"], told["seq"])["points"]["seq"] == []
    assert "hist" not in feed.tell(told["seq"], 0)


def test_a_viewer_of_a_run_that_went_back_is_told_everything_again(make_run, counting):
    run = trained(make_run(steps=25), counting)
    feed = Feed(run)
    seen = feed.tell(0, 0)["seq"]
    with RunWriter(run) as writer:
        writer.rewind(10)
        writer.point((11, 110, 1.1), {"loss_d": 3.0, "new": 1.0})
    feed.refresh(force=True)
    told = feed.tell(seen, seen)
    assert told["reset"] is True
    assert told["points"]["step"][-2:] == [10, 11]
    assert told["points"]["new"][-2:] == [None, 1.0]
    assert told["grid"]["step"] == 10
    assert feed.tell(told["seq"], told["grid"]["seq"])["reset"] is False


def test_a_long_story_is_told_in_few_points_that_end_where_it_ends(make_run):
    run = make_run(steps=9999)
    with RunWriter(run) as writer:
        for step in range(4000):
            writer.point((step, step, step / 10), {"loss_d": float(step)})
    points = Feed(run).tell(0, 0)["points"]
    assert len(points["seq"]) == MOST
    assert points["step"][-1] == 3999
    assert points["loss_d"] == sorted(points["loss_d"])


def test_a_long_row_of_verdicts_is_told_in_few_from_the_first_to_the_last(make_run):
    run = make_run(steps=9999)
    with RunWriter(run) as writer:
        for step in range(1200):
            writer.evaluation((step, step, step / 10), {"accuracy": 0.5}, {"edges": []}, f"verdict {step}", {})
    feed = Feed(run)
    told = feed.tell(0, 0)["evals"]
    assert len(told["seq"]) == len(told["accuracy"]) == MOST_EVALUATIONS
    assert (told["step"][0], told["step"][-1]) == (0, 1199)
    assert told["verdict"] == [f"verdict {step}" for step in told["step"]]
    assert feed.tell(1195, 0)["evals"]["seq"] == [1196, 1197, 1198, 1199, 1200]


def test_any_earlier_grid_can_be_asked_for(make_run, counting):
    feed = Feed(trained(make_run(steps=25), counting))
    (first, _), (second, step), _ = feed.tell(0, 0)["grids"]
    assert feed.frame(second)["step"] == step
    assert feed.frame(second)["jpeg"].startswith("data:image/jpeg")
    assert feed.frame(second - 1)["seq"] == first  # the nearest earlier one, where thinning took the one asked for


def test_many_viewers_share_one_reading(make_run, counting):
    feed = Feed(trained(make_run(steps=25), counting))
    reads = []
    feed._read = lambda: reads.append(1)
    for _ in range(50):
        feed.refresh()
        feed.tell(0, 0)
    assert len(reads) <= 1


def test_a_long_run_is_kept_coarser_the_older_it_is(make_run, counting, monkeypatch):
    run = trained(make_run(steps=400), counting)
    whole = Feed(run).tell(0, 0)["points"]
    monkeypatch.setattr(feeds, "ROWS", 100)
    feed = Feed(run)
    told = feed.tell(0, 0)["points"]
    rows = len(told["seq"])
    assert 40 < rows <= 100 < len(whole["seq"]) and told.keys() == whole.keys()
    assert {len(column) for column in told.values()} == {rows}
    assert told["step"] == sorted(set(told["step"])) and told["step"][-1] == whole["step"][-1]
    gaps = [after - before for before, after in itertools.pairwise(told["step"])]
    assert gaps[-1] == 1 and gaps[0] > 4, "what came last is told whole"
    assert math.isclose(told["loss_d"][-1], whole["loss_d"][-1], rel_tol=1e-4)


def test_the_caches_of_all_runs_weigh_no_more_than_they_may(store, counting, monkeypatch):
    viewers = Viewers(store)
    runs = [trained(store.create(Recipe(dataset="shapes", steps=25)), counting).path.name for _ in range(4)]
    for run in runs:
        viewers.poll(run, 0, 0)
    weight = viewers.feed(runs[0]).nbytes
    assert weight > 25 * 32 and list(viewers._feeds) == [*runs[1:], runs[0]]
    monkeypatch.setattr(rooms, "BYTES", int(2.5 * weight))
    assert viewers.poll(runs[3], 0, 0)["status"] == "finished"
    assert list(viewers._feeds) == [runs[0], runs[3]], "those that were asked for longest ago go"
    monkeypatch.setattr(rooms, "BYTES", 1)
    assert viewers.poll(runs[2], 0, 0)["status"] == "finished" and list(viewers._feeds) == [runs[2]]


def test_an_unknown_run_is_unknown_and_a_broken_one_is_told_as_broken(store, make_run):
    viewers = Viewers(store)
    for wrong in ("abcdefghijkm", "../../etc", None, 3, {}):
        assert viewers.poll(wrong, 0, 0)["status"] == "unknown"
        assert viewers.frame(wrong, 0) == {}
    run = store.create(Recipe(dataset="shapes"))
    (run.path / "history.db").write_bytes(b"not a database" * 100)
    told = viewers.poll(run.path.name, 0, 0)
    assert (told["status"], told["code"]) == ("interrupted", "mended")
    (run.path / "recipe.json").write_text("{")
    viewers.forget(run.path.name)
    told = viewers.poll(run.path.name, "x", -1)
    assert told["status"] == "failed"
    assert told["code"] == "unreadable"
    assert viewers.list("", everyone=True)[0]["status"] == "failed"


def test_what_is_told_changes_with_the_folder_and_not_before(make_run, counting):
    feed = Feed(make_run(steps=25))
    before = feed.changes
    feed.refresh(force=True)
    assert feed.changes == before
    trained(feed.run, counting)
    feed.refresh(force=True)
    assert feed.changes > before
    before = feed.changes
    feed.refresh(force=True)
    assert feed.changes == before and feed.status == "finished"
