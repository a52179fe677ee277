"""A training of points as one JSON object: to a laboratory and back it is the same; what is wrong is refused."""

from __future__ import annotations

import base64
import copy
import json
import queue
from pathlib import Path

import numpy as np
import pytest
import torch
from safetensors.torch import load

from ganplay.recipe import Recipe, named_recipe
from ganplay.recipe.fields import RecipeError
from ganplay.runs.server.checks import Refused
from ganplay.runs.server.manager import Manager
from ganplay.runs.store.folder import RunError, RunFolder
from ganplay.runs.transfer import states
from ganplay.runs.transfer.parts import PackError
from ganplay.runs.transfer.states import run_of, state_of
from ganplay.runs.worker.drive import drive, prepare
from ganplay.runs.worker.writer import RunWriter
from ganplay.training import Trainer
from ganplay.training.step import Players
from ganplay.ui import bodies

OWNER, STRANGER = "a secret token", "another secret token"
SMALL = {"dataset": "ring", "g_width": 4, "d_width": 5, "g_layers": 2, "d_layers": 1, "batch": 8, "metrics": 0}
BUDGET = {"seconds": 0, "steps": 6, "decay": "constant"}


def recipe_of(**changes) -> Recipe:
    return named_recipe("points").with_changes(**SMALL | BUDGET | changes)


def trained(folder: Path, recipe: Recipe) -> RunFolder:
    run = RunFolder.create(folder, recipe)
    with RunWriter(run) as writer:
        drive(prepare(writer, device="cpu", threads=1), writer, queue.Queue())
    return run


@pytest.fixture(scope="module")
def run(tmp_path_factory) -> RunFolder:
    return trained(tmp_path_factory.mktemp("points") / "run", recipe_of())


@pytest.fixture(scope="module")
def state(run) -> dict:
    return state_of(run)


def tensors(run: RunFolder, name: str) -> dict[str, torch.Tensor]:
    return load((run.checkpoint_path() / f"{name}.safetensors").read_bytes())


def same(one: dict[str, torch.Tensor], other: dict[str, torch.Tensor]) -> bool:
    return one.keys() == other.keys() and all(torch.equal(one[name], other[name]) for name in one)


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"optimizer": "rmsprop"},
        {"optimizer": "sgd", "noise": "uniform", "z_dim": 1},
        {"packing": 2, "activation": "tanh"},
        {"g_layers": 0, "d_layers": 0, "freeze": "d"},
        {"historical": 0.1},
    ],
)
def test_there_and_back_everything_is_the_same_to_the_last_bit(changes, tmp_path):
    run = trained(tmp_path / "run", recipe_of(**changes))
    told = json.loads(json.dumps(state_of(run)))
    back = run_of(told, tmp_path / "back", "mine")
    assert state_of(back) == told and (back.recipe, back.title, back.status()) == (run.recipe, "mine", "stopped")
    assert same(tensors(back, "model"), tensors(run, "model"))
    before, after = tensors(run, "training"), tensors(back, "training")
    before.pop("random"), after.pop("random")
    assert same(before, after)
    assert back.reached() == run.reached()


def test_it_trains_on_from_there_as_from_the_checkpoint_itself(run, state, tmp_path):
    """One iteration on the same batches: the random state alone does not travel."""
    back = run_of(state, tmp_path / "back")
    ends = []
    for one in (run, back):
        recipe = one.recipe.with_changes(steps=20)
        trainer = Trainer(recipe, states_data(one), device="cpu", threads=1)
        trainer.restore(one.checkpoint_path())
        trainer.players.random.manual_seed(5)
        trainer._train()
        assert (trainer.step, trainer.images) == (7, 56)
        ends.append([value.clone() for value in trainer.players.generator.state_dict().values()])
    assert all(torch.equal(a, b) for a, b in zip(*ends, strict=True))
    with RunWriter(back) as writer:
        writer.write_recipe(back.recipe.with_changes(steps=9))
        assert drive(prepare(writer, device="cpu", threads=1), writer, queue.Queue()) == "finished"
    assert back.checkpoints()[-1] == 9 and back.points()[-1]["step"] == 9


def states_data(run):
    from ganplay.runs.store.carried import data_for

    return data_for(run)


def test_the_new_run_can_be_seen_before_it_trains(state, tmp_path):
    back = run_of(json.dumps(state), tmp_path / "back")
    assert [row["step"] for row in back.evaluations()] == [6] and len(back.grids()) == 1
    assert back.meta()["now"]["step"] == 6 and back.can_resume()
    with back.history() as history:
        assert history.sheet("real")


def test_every_checkpoint_can_be_told_and_one_of_networks_alone_begins_with_fresh_optimizers(run, tmp_path):
    first = state_of(run, 0)
    assert first["step"] == 0 and first["weights"]["generator"].keys() == state_of(run)["weights"]["generator"].keys()
    for step in run.checkpoints():
        assert state_of(run, step)["step"] == step
    (run.checkpoint_path(0) / "training.safetensors").unlink(missing_ok=True)
    told = state_of(run, 0)
    assert told["optimizer"] == {"g": {}, "d": {}}
    assert run_of(told, tmp_path / "back").reached() == {"steps": 0, "images": 0, "seconds": told["seconds"]}
    with pytest.raises(RunError, match="no checkpoint at step 5000"):
        state_of(run, 5000)


def test_weights_are_float32_in_base64_by_the_names_of_the_networks(run, state):
    weight = state["weights"]["discriminator"]["head.weight"]
    numbers = np.frombuffer(base64.b64decode(weight["data"]), "<f4").reshape(weight["shape"])
    assert np.array_equal(numbers, tensors(run, "model")["d.head.weight"].numpy())
    assert state["optimizer"]["g"].keys() >= {"0.exp_avg", "0.exp_avg_sq", "0.step"}
    assert state["points"] is None and state["recipe"] == run.recipe.to_dict()


def points_of(count: int = 40) -> np.ndarray:
    return np.random.default_rng(0).normal(size=(count, 2)).astype("<f4")


def with_points(state: dict, points: np.ndarray, **changes) -> dict:
    settings = state["recipe"] | {"dataset": "/etc/passwd.csv"} | changes
    return state | {"recipe": settings, "points": base64.b64encode(points.tobytes()).decode()}


def test_drawn_points_are_kept_with_the_run(state, tmp_path):
    points = points_of()
    back = run_of(with_points(state, points), tmp_path / "back")
    assert back.recipe.dataset == "own", "a place of this machine is never named by a visitor"
    assert np.array_equal(states_data(back).images.flatten(1).numpy(), points)
    told = state_of(back)
    assert told["recipe"]["dataset"] == "own"
    assert np.array_equal(np.frombuffer(base64.b64decode(told["points"]), "<f4").reshape(-1, 2), points)


def changed(state: dict, *path: str, to) -> dict:
    state = copy.deepcopy(state)
    part = state
    for name in path[:-1]:
        part = part[name]
    part[path[-1]] = to
    return state


def without(state: dict, *path: str) -> dict:
    state = copy.deepcopy(state)
    part = state
    for name in path[:-1]:
        part = part[name]
    del part[path[-1]]
    return state


def tensor(*shape: int, fill: float = 0.0) -> dict:
    return {"shape": list(shape), "data": base64.b64encode(np.full(shape, fill, "<f4").tobytes()).decode()}


HEAD = ("weights", "discriminator", "head.weight")
WRONG = {
    "no JSON": (lambda s: "{", "state_json"),
    "no object": (lambda s: [1], "state_json"),
    "deep": (lambda s: "[" * 100_000, "state_json"),
    "more than there is": (lambda s: s | {"code": "x"}, "state_json"),
    "no recipe": (lambda s: without(s, "recipe"), "state_part"),
    "a long recipe": (lambda s: changed(s, "recipe", "name", to="x" * 20_000), "state_part"),
    "an unknown setting": (lambda s: changed(s, "recipe", "lr_q", to=1), "recipe"),
    "an impossible setting": (lambda s: changed(s, "recipe", "g_layers", to=9), "setting_whole"),
    "a setting of pictures": (lambda s: changed(s, "recipe", "augment", to="ada"), "pair_points_augment"),
    "pictures": (lambda s: s | {"recipe": Recipe(dataset="digits").to_dict()}, "draws_pictures"),
    "data of pictures": (lambda s: changed(s, "recipe", "dataset", to="faces"), "points"),
    "points that are named": (lambda s: with_points(s, points_of(), dataset="ring"), "state_part"),
    "points that are missing": (lambda s: changed(s, "recipe", "dataset", to="own"), "state_part"),
    "too few points": (lambda s: with_points(s, points_of(7)), "data"),
    "half a point": (lambda s: with_points(s, points_of(8).flatten()[:15]), "state_part"),
    "points that are not finite": (lambda s: with_points(s, points_of() * np.inf), "state_part"),
    "points far away": (lambda s: with_points(s, points_of() * np.float32(1e6)), "data"),
    "a step below 0": (lambda s: s | {"step": -1}, "state_part"),
    "half a step": (lambda s: s | {"step": 1.5}, "state_part"),
    "a huge step": (lambda s: s | {"step": 10**9}, "state_part"),
    "seconds that are none": (lambda s: s | {"seconds": float("nan")}, "state_part"),
    "no averaged generator": (lambda s: without(s, "weights", "averaged"), "state_part"),
    "another network": (lambda s: changed(s, "weights", "critic", to={}), "state_part"),
    "a weight too few": (lambda s: without(s, *HEAD), "pack_networks"),
    "a weight too many": (lambda s: changed(s, "weights", "generator", "extra", to=tensor(1)), "pack_networks"),
    "another shape": (lambda s: changed(s, *HEAD, to=tensor(5, 1)), "pack_networks"),
    "a shape that lies": (lambda s: changed(s, *HEAD, "shape", to=[1, 6]), "state_part"),
    "a shape of no numbers": (lambda s: changed(s, *HEAD, "shape", to=["1", 5]), "state_part"),
    "a shape of nothing without end": (
        lambda s: changed(s, *HEAD, to={"shape": [0, 10**30], "data": ""}),
        "state_part",
    ),
    "a shape of nothing that overflows": (
        lambda s: changed(s, *HEAD, to={"shape": [0, 2**52, 2**52], "data": ""}),
        "state_part",
    ),
    "a shape without end": (lambda s: changed(s, *HEAD, "shape", to=[1] * 9), "state_part"),
    "no base64": (lambda s: changed(s, *HEAD, "data", to="$$$$"), "state_part"),
    "no text": (lambda s: changed(s, *HEAD, "data", to=[1.0]), "state_part"),
    "a weight that is no number": (lambda s: changed(s, *HEAD, to=tensor(1, 5, fill=np.nan)), "state_part"),
    "weights that overflow": (lambda s: changed(s, *HEAD, to=tensor(1, 5, fill=3e38)), "pack_numbers"),
    "a path for a name": (lambda s: changed(s, "weights", "generator", "../x", to=tensor(1)), "state_part"),
    "no optimizer": (lambda s: without(s, "optimizer"), "state_part"),
    "a memory of no parameter": (lambda s: changed(s, "optimizer", "g", "99.exp_avg", to=tensor(1)), "pack_training"),
    "half a memory": (lambda s: without(s, "optimizer", "d", "0.exp_avg"), "pack_training"),
    "squares below 0": (
        lambda s: changed(s, "optimizer", "d", "1.exp_avg_sq", to=tensor(5, fill=-1.0)),
        "pack_training",
    ),
    "tricks of nobody": (lambda s: s | {"memory": {"ada": tensor(2)}}, "pack_training"),
}


@pytest.mark.parametrize("what", WRONG)
def test_whatever_is_wrong_is_refused_with_a_sentence_and_nothing_is_kept(what, state, tmp_path):
    make, code = WRONG[what]
    with pytest.raises((PackError, RunError, RecipeError)) as refusal:
        run_of(make(state), tmp_path / "back")
    assert refusal.value.code == code and str(refusal.value).endswith(".")
    assert str(tmp_path) not in str(refusal.value)
    assert not list(tmp_path.iterdir())


def test_what_is_too_large_is_refused_before_it_is_taken_apart(run, state, tmp_path, monkeypatch):
    monkeypatch.setattr(states, "MOST", 300)
    with pytest.raises(PackError, match="more than 0 MB"):
        run_of(state, tmp_path / "back")
    with pytest.raises(PackError, match="narrower"):
        run_of(json.dumps(state) + " " * 6000, tmp_path / "back")
    with pytest.raises(RunError, match="too large for a browser"):
        state_of(run)


def test_whatever_is_small_enough_for_a_state_can_be_posted():
    assert states.MOST + 1_000_000 < bodies.MOST, "names and punctuation come on top"


@pytest.mark.parametrize(("step", "steps"), [(6, 1006), (5000, 10_000), (9_999_999, 10_000_000)])
def test_a_laboratorys_training_arrives_with_an_end_and_measures(state, tmp_path, step, steps):
    endless = state | {"step": step, "recipe": state["recipe"] | {"steps": 0, "gamma_end": 0}}
    back = run_of(endless, tmp_path / "back")
    assert (back.recipe.steps, back.recipe.images, back.recipe.seconds) == (steps, 0, 0)
    assert back.recipe.metrics == Recipe().metrics > 0
    measured = endless | {"recipe": endless["recipe"] | {"metrics": 0.2}}
    assert run_of(measured, tmp_path / "other").recipe.metrics == 0.2


def test_an_exported_run_is_told_with_its_averaged_generator(run, tmp_path):
    from ganplay.runs.transfer.export import export

    small = export(run, tmp_path / "small")
    told = state_of(small)
    assert told["weights"]["generator"] == told["weights"]["averaged"] and told["optimizer"] == {"g": {}, "d": {}}
    assert run_of(told, tmp_path / "back").recipe == run.recipe


def test_the_server_takes_a_state_for_its_owner_and_tells_it_to_whoever_may_have_it(run, state, store):
    manager = Manager(store, standby=False, device="cpu", slots=1)
    try:
        with pytest.raises(Refused, match="token"):
            manager.take_state(state, "")
        taken = manager.take_state(state, OWNER, "from the laboratory")
        row = next(row for row in manager.list(OWNER) if row["run"] == taken)
        assert (row["title"], row["status"], row["step"], row["mine"]) == ("from the laboratory", "stopped", 6, True)
        assert manager.state(taken, STRANGER) == state
        with pytest.raises(PackError):
            manager.take_state({}, OWNER)
        own = manager.take_state(with_points(state, points_of()), OWNER)
        assert manager.state(own, OWNER)["points"]
        with pytest.raises(Refused, match="owner"):
            manager.state(own, STRANGER)
        assert sorted(entry.name for entry in store.runs.iterdir()) == sorted([taken, own]), "nothing half made is left"
    finally:
        manager.close()


def test_the_players_of_a_state_are_those_of_the_recipe(state):
    players = Players(Recipe.from_dict(state["recipe"]), torch.device("cpu"), "fp32")
    assert list(state["weights"]["generator"]) == sorted(players.generator.state_dict())
    assert set(state["weights"]["discriminator"]) == set(players.discriminator.state_dict())
