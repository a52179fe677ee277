"""The runs that ship: whole, small, described by a card that agrees with them, and as good as it says."""

import hashlib
import importlib
import json
from pathlib import Path

import numpy as np
import pytest

import ganplay
from ganplay.data import load
from ganplay.latent import seed_latents
from ganplay.recipe.changes import AT_WORK
from ganplay.runs.asking.card import CARD, SAMPLES, close, figures, read_card
from ganplay.runs.asking.evaluate import evaluate
from ganplay.runs.asking.report import REPORT, read_report
from ganplay.runs.asking.score import Judge
from ganplay.runs.store.disk import bytes_of
from ganplay.runs.store.folder import RunError
from ganplay.runs.store.named import direction_names, read_directions
from ganplay.runs.store.statistics import read_statistics
from ganplay.runs.store.store import pretrained
from ganplay.ui.words import WORDS

RUNS = {run.path.name: run for run in pretrained()}
ENDINGS = {".json", ".safetensors", ".db", ".md", ".png"}  # nothing that would have to be unpickled


@pytest.fixture(params=sorted(RUNS))
def run(request):
    return RUNS[request.param]


def test_together_they_are_small_and_the_first_is_what_a_first_visit_replays():
    assert sum(bytes_of(run.path) for run in RUNS.values()) < 68e6
    assert pretrained()[0].path.name == "faces"
    assert {"faces", "mnist", "mnist-collapsed"} <= set(RUNS)


def test_a_run_is_whole_and_every_file_is_the_one_that_was_measured(run):
    card = read_card(run.path)
    there = {path.relative_to(run.path).as_posix(): path for path in run.path.rglob("*") if path.is_file()}
    assert {path.suffix for path in there.values()} <= ENDINGS
    assert set(card["files"]) | {CARD, "README.md"} == set(there)
    for name, digest in card["files"].items():
        assert hashlib.sha256(there[name].read_bytes()).hexdigest() == digest, name
    assert run.status() == "finished" and read_report(run)["step"] == card["trained"]["step"]
    assert {"recipe.json", "history.db", "reals.safetensors", REPORT, SAMPLES} <= set(there)


def test_its_time_line_begins_untrained_and_ends_where_the_training_did(run):
    steps = run.checkpoints()
    assert steps[0] == 0 and steps[-1] == run.meta()["now"]["step"] == read_card(run.path)["trained"]["step"]
    assert len(steps) >= 3 and len(run.grids()) >= 5


def test_its_card_agrees_with_its_recipe_and_is_told_in_both_languages(run):
    card, name = read_card(run.path), run.path.name
    assert card["name"] == name
    assert card["recipe"] == json.loads((run.path / "recipe.json").read_text(encoding="utf-8"))
    assert name in card["commands"]["train"] and f"ganplay evaluate {name} " in card["commands"]["evaluate"]
    assert f"card.about.{name}" in WORDS
    text = (run.path / "README.md").read_text(encoding="utf-8")
    assert WORDS[f"card.about.{name}"][0] in text
    for figure, value, _, n, _ in figures(card["measured"]):
        word = WORDS.get(f"metric.{figure}") or WORDS[f"figure.{figure}"]
        assert f"| {word[0]} | {value:.4f} | {n:,} |" in text and n >= 64


def test_it_is_what_its_script_trains(run, monkeypatch):
    scripts = Path(ganplay.__file__).parents[1] / "benchmarks"
    if not scripts.is_dir():
        pytest.skip("needs the source tree")
    monkeypatch.syspath_prepend(str(scripts))
    models = importlib.import_module("make_pretrained").MODELS
    asked, got = models[run.path.name].settings().to_dict(), run.recipe.to_dict()
    found = {"channels", "classes", "precision", "threads", "background"}  # from the data and the machine
    found |= {name for name, works in AT_WORK.items() if not works(run.recipe)}
    assert {name: asked[name] for name in asked if name not in found} == {
        name: got[name] for name in got if name not in found
    }
    assert set(models) == set(RUNS)
    told = importlib.import_module("model_cards").changes(run.recipe)
    assert read_card(run.path)["changes"] == told
    text = (run.path / "README.md").read_text(encoding="utf-8")
    assert all(f"`{name}={value}`" in text for name, value in told.items())
    assert got["images"] == read_card(run.path)["trained"]["images"]  # no seconds, which mean other images elsewhere
    assert run.measures(), "its quality was measured as it trained"


def test_it_carries_the_statistics_that_its_distance_is_to(run):
    known, report = read_statistics(run.path), read_card(run.path)["measured"]["generator"]
    distance = next(row for row in report["rows"] if row["name"] == "classifier_fd")
    assert (known.n, known.digest) == (distance["n"], report["features"]["digest"])
    assert known.floor == pytest.approx(distance["floor"])


def test_its_cheap_figures_come_out_again_as_its_card_says(run):
    card = {name: value for name, value, *_ in figures(read_card(run.path)["measured"])}
    again = {name: value for name, value, *_ in figures(evaluate(run, count=0))}
    assert {"diversity", "gap", "d.auc"} <= set(again)
    for name, value in again.items():
        assert close(card[name], value), (name, card[name], value)


def test_every_floor_of_its_card_says_on_how_many_pictures_it_stands(run):
    found = {name: (floor, n, of_floor) for name, _, floor, n, of_floor in figures(read_card(run.path)["measured"])}
    by_pictures = {name: told for name, told in found.items() if not name.startswith("d.")}
    assert by_pictures and all(of_floor for _, _, of_floor in by_pictures.values())
    assert found["copies"][2] == 512 and found["classifier_fd"][1:] == (2000, 2000)
    assert found["d.accuracy"] == (0.5, found["d.accuracy"][1], None)


@pytest.mark.parametrize("name", sorted(RUNS))
def test_at_most_one_real_picture_in_a_hundred_is_unlike_anything_to_its_discriminator(name):
    judge = Judge(RUNS[name])
    assert judge.familiarity.rate <= 0.01
    held_out = RUNS[name].reals().held_out
    assert sum(row["unfamiliar"] for row in judge.say(held_out)) <= 0.01 * len(held_out)
    noise = np.random.default_rng(0).integers(0, 256, (4, *held_out.shape[1:])).astype(np.uint8)
    assert all(row["unfamiliar"] for row in judge.say(noise))


def test_of_real_faces_drawn_afresh_few_are_unlike_anything_to_the_shipped_discriminator():
    fresh = load("faces", 32, count=300, seed=5).images.permute(0, 2, 3, 1).numpy()
    assert sum(row["unfamiliar"] for row in Judge(RUNS["faces"]).say(fresh)) <= 0.01 * len(fresh)


def test_the_exhibit_has_collapsed_and_the_others_have_not():
    shown = {
        name: {figure: value for figure, value, *_ in figures(read_card(run.path)["measured"])}
        for name, run in RUNS.items()
    }
    collapsed = shown.pop("mnist-collapsed")
    assert RUNS["mnist-collapsed"].evaluations()[-1]["verdict"] == "collapsed"
    assert collapsed["diversity"] < 0.35 and collapsed["recall"] < 0.1
    assert all(each["diversity"] > 0.8 and each["recall"] > 0.01 for each in shown.values())


@pytest.mark.parametrize("name", [name for name, run in RUNS.items() if run.recipe.dataset == "faces"])
def test_named_directions_move_what_they_are_called_after_and_little_else(name):
    run, told = RUNS[name], read_card(RUNS[name].path)["directions"]
    sets = {"z": told["moves"]} | ({"w": told["moves_w"]} if direction_names(run.path, "w") else {})
    for space, moves in sets.items():
        assert direction_names(run.path, space) == list(moves)
        found = read_directions(run.path, space)
        assert found.vectors.shape == (len(moves), run.recipe.z_dim)
        assert seed_latents([0], run.recipe.z_dim).shape[1:] == found.steps.shape[1:]
        assert set(moves) >= {"smile", "glasses", "hat", "long_hair"}
        for along, row in moves.items():
            moved = {name: abs(shares[-1] - shares[0]) for name, shares in row.items()}
            assert moved[along] >= 0.3 and moved[along] == max(moved.values()), along


def test_a_run_without_a_card_or_directions_has_none_and_damaged_ones_are_refused(tmp_path):
    assert read_card(tmp_path) == {} and direction_names(tmp_path) == []
    with pytest.raises(RunError, match="no directions"):
        read_directions(tmp_path)
    (tmp_path / CARD).write_text("[1]")
    (tmp_path / "directions.json").write_text('{"space": "z", "names": ["a"], "vectors": [["x"]], "share": [0.5]}')
    with pytest.raises(RunError, match="cannot be read"):
        read_card(tmp_path)
    with pytest.raises(RunError, match="cannot be read"):
        read_directions(tmp_path)


@pytest.mark.parametrize(
    ("was", "now", "near"),
    [
        (2.0, 2.19, True),
        (2.0, 2.21, False),
        (2.0, 1.81, True),
        (0.01, 0.0112, False),  # small as it is
        (-0.001, -0.00105, True),
        (0.0, 0.0, True),
        (0.0, 0.0004, False),
    ],
)
def test_within_a_tenth_means_within_a_tenth(was, now, near):
    assert close(was, now) is near
