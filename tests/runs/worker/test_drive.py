"""A trainer's events become a run's history, and commands steer it."""

from __future__ import annotations

import queue

import pytest

from ganplay.runs.store.folder import RunError
from ganplay.runs.store.thinning import CHECKPOINTS, RESUMABLE
from ganplay.runs.worker.drive import drive
from ganplay.runs.worker.writer import GRIDS, RunWriter
from ganplay.training.events import Numbers


def commands(*verbs: dict) -> queue.Queue:
    waiting: queue.Queue = queue.Queue()
    for verb in verbs:
        waiting.put(verb)
    return waiting


def at_step(step: int, waiting: queue.Queue, *verbs: dict):
    """A watcher that sends commands once the training has come to `step`."""

    def watch(event) -> None:
        if event.step == step and isinstance(event, Numbers):
            for verb in verbs:
                waiting.put(verb)

    return watch


def test_a_run_that_used_its_budget_is_finished_with_its_history_and_a_checkpoint(make_run, counting):
    run = make_run(steps=25)
    with RunWriter(run) as writer:
        assert drive(counting(run.recipe), writer, commands()) == "finished"
    assert run.status() == "finished"
    assert run.points()[-1]["step"] == 25
    assert run.points()[-1]["loss_d"] == 1.0
    assert run.points()[-1]["loss_g"] is None  # not a number, and JSON has no word for that
    assert [step for _, step in run.grids()] == [0, 10, 20]
    assert run.evaluations()[-1]["verdict"] == "learning"
    assert run.checkpoints() == [0, 10, 20, 25]
    assert run.grid(run.grids()[0][0])[:2] == b"\xff\xd8"
    assert b"trainedAlgorithmicMedia" in run.grid(1)


def test_one_counter_orders_points_evaluations_and_grids(make_run, counting):
    run = make_run(steps=20)
    with RunWriter(run) as writer:
        drive(counting(run.recipe), writer, commands())
    seqs = [row["seq"] for row in run.points() + run.evaluations()] + [seq for seq, _ in run.grids()]
    assert len(seqs) == len(set(seqs))
    assert run.meta()["seq"] == max(seqs)
    assert [row["seq"] for row in run.points(since=10)] == [row["seq"] for row in run.points() if row["seq"] > 10]


def test_stop_saves_and_leaves_a_run_that_can_go_on(make_run, counting):
    run, waiting = make_run(), commands()
    with RunWriter(run) as writer:
        assert drive(counting(run.recipe), writer, waiting, at_step(7, waiting, {"verb": "stop"})) == "stopped"
    assert run.status() == "stopped"
    assert run.checkpoints(resumable=True) == [0, 7]


def test_a_server_that_dies_leaves_an_interrupted_run_with_a_checkpoint(make_run, counting):
    run, waiting = make_run(), commands()
    with RunWriter(run) as writer:
        assert drive(counting(run.recipe), writer, waiting, at_step(3, waiting, {"verb": "quit"})) == "interrupted"
    assert run.checkpoints(resumable=True) == [0, 3]


def test_paused_it_saves_and_takes_single_steps_until_resumed(make_run, counting):
    run, waiting = make_run(steps=12), commands()
    trainer, statuses = counting(run.recipe), []

    def watch(event) -> None:
        statuses.append(run.meta()["status"])
        if event.step == 5 and trainer.d_steps == 0:
            waiting.put({"verb": "pause"})
            waiting.put({"verb": "step", "network": "d", "times": 25})
            waiting.put({"verb": "step", "network": "both", "times": 2})
        elif trainer.step == 7 and trainer.d_steps and isinstance(event, Numbers):
            waiting.put({"verb": "resume"})

    with RunWriter(run) as writer:
        assert drive(trainer, writer, waiting, watch) == "finished"
    assert trainer.d_steps == 25
    assert trainer.step == 12
    assert "paused" in statuses
    assert "running" in statuses[statuses.index("paused") :]
    assert 5 in run.checkpoints()


def test_stop_ends_a_long_row_of_single_steps(make_run, counting):
    run, waiting = make_run(steps=12), commands()
    trainer = counting(run.recipe)

    def watch(event) -> None:
        if event.step == 5 and not trainer.d_steps:
            waiting.put({"verb": "pause"})
            waiting.put({"verb": "step", "network": "d", "times": 1000})
            waiting.put({"verb": "stop"})

    with RunWriter(run) as writer:
        assert drive(trainer, writer, waiting, watch) == "stopped"
    assert trainer.d_steps < 100


def test_a_checkpoint_at_the_same_step_is_replaced_by_what_was_trained_since(make_run, counting):
    run, waiting = make_run(), commands()
    trainer = counting(run.recipe)

    def watch(event) -> None:
        if event.step == 5 and isinstance(event, Numbers):
            waiting.put({"verb": "stop"} if trainer.d_steps == 3 else {"verb": "pause"})
            if not trainer.d_steps:
                waiting.put({"verb": "step", "network": "d", "times": 3})

    with RunWriter(run) as writer:
        drive(trainer, writer, waiting, watch)
    assert run.checkpoints() == [0, 5]
    assert '"d_steps": 3' in (run.checkpoint_path(5) / "checkpoint.json").read_text()


def test_live_settings_reach_the_trainer_and_the_recipe(make_run, counting):
    run, waiting = make_run(steps=9), commands()
    trainer = counting(run.recipe)
    change = {"verb": "set", "live": {"lr_g": 0.01}}
    with RunWriter(run) as writer:
        drive(trainer, writer, waiting, at_step(4, waiting, change, {"verb": "threads", "count": 3}))
    assert trainer.live == {"lr_g": 0.01}
    assert run.recipe.lr_g == 0.01
    assert trainer.threads == 3


def test_a_number_of_threads_in_the_recipe_holds_whoever_else_trains(make_run, counting):
    run, waiting = make_run(steps=60, threads=2), commands()
    trainer, used = counting(run.recipe), set()
    trainer.threads = 2
    granted = at_step(4, waiting, {"verb": "threads", "count": 3})

    def watch(event) -> None:
        granted(event)
        used.add(trainer.threads)

    with RunWriter(run) as writer:
        drive(trainer, writer, waiting, watch, choose_threads=True)
    assert used == {2}


def test_a_diverged_run_keeps_its_last_good_checkpoint_and_says_which(make_run, counting):
    run = make_run(steps=30)
    with RunWriter(run) as writer:
        assert drive(counting(run.recipe, diverges_at=17), writer, commands()) == "diverged"
    assert run.checkpoints() == [0, 10]
    message = run.meta()["message"]
    assert message["code"] == "diverged"
    assert message["details"]["checkpoint"] == 10
    assert message["details"]["reason"] == "nan"


def test_going_back_forgets_what_came_after_and_never_reuses_a_number(make_run, counting):
    run = make_run(steps=30)
    with RunWriter(run) as writer:
        drive(counting(run.recipe), writer, commands())
    before = run.meta()["seq"]
    with RunWriter(run) as writer:
        writer.rewind(20)
        writer.point((21, 210, 2.1), {"loss_d": 2.0})
    assert [row["step"] for row in run.points()][-2:] == [20, 21]
    assert run.points()[-1]["seq"] > before
    assert run.checkpoints() == [0, 10, 20]
    assert run.meta()["rewound"] == before


def test_only_one_process_trains_a_run(make_run):
    run = make_run()
    with RunWriter(run):
        assert run.locked()
        with pytest.raises(RunError, match="Another process"):
            RunWriter(run, patience=0)
    assert not run.locked()


def test_a_closed_run_is_one_plain_file_of_history(make_run, counting):
    run = make_run(steps=10)
    with RunWriter(run) as writer:
        drive(counting(run.recipe), writer, commands())
    assert not list(run.path.glob("history.db-*"))


def test_a_long_run_keeps_few_grids_and_checkpoints_and_the_early_ones_among_them(make_run, counting):
    run = make_run(steps=4000)
    with RunWriter(run) as writer:
        drive(counting(run.recipe), writer, commands())
    grids, checkpoints = [step for _, step in run.grids()], run.checkpoints()
    assert len(grids) <= GRIDS
    assert grids[0] == 0
    assert grids[-1] == 4000
    assert len(checkpoints) <= CHECKPOINTS
    assert sum(step <= 400 for step in checkpoints) >= 3
    assert run.checkpoints(resumable=True) == checkpoints[-RESUMABLE:]


def test_what_a_killed_process_left_half_written_is_cleared_away(make_run, counting):
    run = make_run(steps=10)
    with RunWriter(run) as writer:
        drive(counting(run.recipe), writer, commands())
    folder = run.path / "checkpoints"
    (folder / "00000099.part").mkdir()
    (folder / "00000010").rename(folder / "00000010.new")  # killed between the two renames of a replacement
    assert run.checkpoints() == [0]
    RunWriter(run).close()
    assert run.checkpoints() == [0, 10]
    assert sorted(entry.name for entry in folder.iterdir()) == ["00000000", "00000010"]
