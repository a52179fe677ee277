"""What the page may ask of Break it: which runs belong together, what came of them, and who may start a remedy."""

from __future__ import annotations

import json

import pytest

from ganplay.metrics.error import MetricError
from ganplay.recipe import Recipe
from ganplay.recipe.failures import FAILURES
from ganplay.ui.kit import answers
from ganplay.ui.kit.breaking.breaking import Outcomes, asker, listed, mend

OWNER, OTHER = "owner of these runs", "somebody else here"
KIND = FAILURES["exploding-critic"]


@pytest.fixture
def manager(tmp_path, idle_driver):
    from ganplay.runs.server.manager import Manager
    from ganplay.runs.store.store import Store

    manager = Manager(Store(tmp_path / "home"), device="cpu", standby=False, driver=idle_driver)
    yield manager
    manager.close()


def finished(manager, recipe, owner=OWNER, **meta):
    """A run of `owner` that has trained its budget, here; its id."""
    import queue

    from ganplay.runs.worker.drive import drive, prepare
    from ganplay.runs.worker.writer import RunWriter

    run = manager.store.create(recipe, owner, "")
    with RunWriter(run) as writer:
        drive(prepare(writer, device="cpu", threads=1), writer, queue.Queue())
    run.set_meta(**meta)
    return run.path.name


@pytest.fixture
def broken(manager):
    return finished(manager, KIND.recipe().with_changes(steps=3))


@pytest.fixture
def ask(answered):
    """ask(manager, query): what the page's script is told."""
    return lambda manager, query: answered(asker(manager, Outcomes(manager))(query))


def test_a_run_is_told_with_its_own_number(ask, manager, broken):
    told = ask(manager, {"run": broken})
    assert told["failure"] == KIND.name and told["mended"] is None
    assert told["broken"]["run"] == broken and told["broken"]["status"] == "finished"
    assert told["broken"]["fails"] == KIND.fails(told["broken"]["value"])


def test_the_remedy_is_a_twin_with_the_same_seed_and_both_are_told_from_either_side(ask, manager, broken):
    twin = mend(manager, broken, OWNER)
    recipe = manager.store.get(twin).recipe
    assert KIND.remedied(recipe) and recipe.seed == manager.store.get(broken).recipe.seed
    told = ask(manager, {"run": broken})
    assert told["mended"]["run"] == twin and "value" not in told["mended"]
    assert ask(manager, {"run": twin}) == told
    json.dumps(told)


def test_a_finished_pair_has_two_numbers(ask, manager, broken):
    parent = {"run": broken, "step": None, "title": "", "changes": {}}
    mended = finished(manager, KIND.recipe(remedied=True).with_changes(steps=3), parent=parent)
    told = ask(manager, {"run": mended})
    assert [told[side]["run"] for side in ("broken", "mended")] == [broken, mended]
    assert all(isinstance(told[side]["value"], float) for side in ("broken", "mended"))


def test_a_branch_is_no_remedy_for_it_began_broken(ask, manager, broken):
    parent = {"run": broken, "step": 3, "title": "", "changes": {}}
    branch = finished(manager, KIND.recipe(remedied=True).with_changes(steps=3), parent=parent)
    assert ask(manager, {"run": broken})["mended"] is None
    assert ask(manager, {"run": branch})["broken"] is None


def test_a_run_that_cannot_be_read_hides_no_other(ask, manager, broken):
    twin = mend(manager, broken, OWNER)
    damaged = manager.store.create(Recipe(steps=1), OWNER, "")
    (damaged.path / "recipe.json").write_text("{")
    assert ask(manager, {"run": broken})["mended"]["run"] == twin


def test_a_run_that_was_stopped_is_told_without_a_number(ask, manager, broken):
    manager.store.get(broken).set_meta(status="stopped")
    told = ask(manager, {"run": broken})["broken"]
    assert told["status"] == "stopped" and "value" not in told and "text" not in told


def test_a_stranger_s_remedy_is_a_run_of_theirs_and_not_told_as_the_owner_s(ask, manager, broken):
    twin = mend(manager, broken, OTHER)
    assert manager.store.owns(twin, OTHER)
    assert ask(manager, {"run": broken})["mended"] is None


def test_a_run_that_has_not_ended_is_not_measured(ask, manager):
    waits = manager.start(KIND.recipe(), OWNER)
    assert "value" not in ask(manager, {"run": waits})["broken"]


def test_a_run_whose_checkpoint_is_damaged_says_so(ask, manager, broken):
    (manager.store.get(broken).checkpoint_path() / "model.safetensors").write_bytes(b"")
    assert "model.safetensors" in ask(manager, {"run": broken})["broken"]["text"]


def test_an_answer_tells_the_sentence_of_what_cannot_be_measured():
    assert answers.told(MetricError("It takes two."))["text"] == "It takes two."


def test_what_cannot_be_asked_is_refused_with_a_sentence(ask, manager, broken):
    other = manager.store.create(Recipe(steps=1), OWNER, "").path.name
    for query in ({"run": other}, {"run": "nothing"}, {}, None, {"run": 3}):
        assert ask(manager, query)["text"]
    mended = mend(manager, broken, OWNER)
    for run in (other, mended, "nothing"):
        with pytest.raises(ValueError):
            mend(manager, run, OWNER)


def test_the_script_is_told_every_failure():
    told = json.loads(json.dumps(listed()))
    assert [one["name"] for one in told] == list(FAILURES)
    for one in told:
        assert {name for name, _, _ in one["remedy"]} == set(FAILURES[one["name"]].remedy)


def test_what_could_not_be_measured_is_told_in_the_page_s_words_and_tried_again_a_minute_later(
    manager, broken, monkeypatch
):
    from ganplay.runs.store.folder import RunError
    from ganplay.ui.kit.breaking import breaking

    tried, clock = [], [0.0]

    def fails(run):
        tried.append(run)
        raise RunError("Gone.", code="no_reals")

    monkeypatch.setattr(breaking, "outcome", fails)
    outcomes = Outcomes(manager, lambda: clock[0])
    for clock[0] in (0.0, 10.0, 20.0):
        told = outcomes.pair(broken)["broken"]
        assert told["error"] == "no_reals" and told["text"] and "value" not in told
    assert len(tried) == 1
    monkeypatch.undo()
    clock[0] += breaking.AGAIN
    assert "value" in outcomes.pair(broken)["broken"]
