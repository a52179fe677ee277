"""A run of points: trained, sampled and counted by the command line; rooms for pictures refuse it with a sentence."""

from __future__ import annotations

import json
from types import SimpleNamespace

import numpy as np
import pytest
from PIL import Image

from ganplay.cli import main
from ganplay.data.laws import LAWS
from ganplay.recipe import named_recipe
from ganplay.recipe.kinds import LATENT
from ganplay.runs.asking.judging import calibration_of, reals_of
from ganplay.runs.asking.score import Judge
from ganplay.runs.server.checks import Refused
from ganplay.runs.store.folder import RunError, RunFolder
from ganplay.runs.store.store import Store
from ganplay.ui.kit.asking import choices

RUN = "pointspoints"


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    """A store with one small run on the ring."""
    store = Store(tmp_path_factory.mktemp("home"))
    small = ["--set", "g_width=8", "--set", "d_width=8", "--steps", "5", "--device", "cpu"]
    assert main(["train", "points", "--data", "ring", *small, "--run", str(store.runs / RUN)]) == 0
    return store


@pytest.fixture
def run(store):
    return store.get(RUN)


def test_a_run_of_points_trains_and_keeps_no_pictures_to_judge_by(run):
    assert isinstance(run, RunFolder) and run.status() == "finished" and run.recipe.channels == 2
    assert not (run.path / "reals.safetensors").exists()
    assert calibration_of(run) is None
    for ask in (reals_of, Judge):
        with pytest.raises(RunError, match="points of the plane"):
            ask(run)


def test_points_are_sampled_as_numbers_or_as_a_drawing(run, tmp_path, capsys):
    out = tmp_path / "p.npz"
    assert main(["sample", str(run.path), "--n", "30", "--out", str(out)]) == 0
    assert capsys.readouterr().out.startswith("30 points in")
    points = np.load(out)["points"]
    assert points.shape == (30, 2) and points.dtype == np.float32
    assert main(["sample", str(run.path), "--n", "5", "--seed", "3", "--out", str(out)]) == 0
    assert np.array_equal(np.load(out)["points"], points[3:8]), "a seed is the same point in any sample"
    assert main(["sample", str(run.path), "--n", "30", "--out", str(tmp_path / "p.png")]) == 0
    assert Image.open(tmp_path / "p.png").size == (256, 256)
    assert main(["sample", str(run.path), "--n", "3", "--out", str(tmp_path / "folder")]) == 2
    assert "one file" in capsys.readouterr().err


def test_an_evaluation_counts_modes_beside_those_of_real_points(run, capsys):
    assert main(["evaluate", str(run.path), "--json"]) == 0
    facts = json.loads(capsys.readouterr().out)
    rows = {row["name"]: row for row in facts["generator"]["rows"]}
    assert rows["modes"]["n"] == 2500 and rows["modes"]["floor"] == 8 and 0 <= rows["modes"]["value"] <= 8
    assert rows["high_quality"]["floor"] > 0.98 > rows["high_quality"]["value"]
    assert main(["evaluate", str(run.path)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert any(line.startswith("modes") and "2,500" in line and "of 8" in line for line in lines)
    assert not any("calibration" in line or line.startswith("D ") for line in lines)


def test_films_and_scores_of_points_are_refused_with_a_sentence(run, tmp_path, capsys):
    for command in (
        ["morph", str(run.path), "--seeds", "1,2", "--out", str(tmp_path / "a.gif")],
        ["score", str(run.path), "x.png"],
    ):
        assert main(command) == 2
        assert "draws points of the plane, not pictures" in capsys.readouterr().err


def test_the_rooms_of_the_page_leave_points_out_and_refuse_them(store, answered):
    pytest.importorskip("gradio")
    from ganplay.runs.server.viewers import Viewers
    from ganplay.ui.judge import server as judge_server
    from ganplay.ui.latent import server as latent_server

    manager = SimpleNamespace(store=store, list=Viewers(store).list)
    listed = choices(manager, "", LATENT)
    assert not any(row["run"] == RUN for group in listed.values() for row in group)
    view = {"run": RUN, "tool": "seeds", "count": 4}
    for module, name, query in (
        (latent_server, "open_run", {"run": RUN}),
        (latent_server, "draw_view", {"view": view}),
        (judge_server, "opened", {"run": RUN}),
    ):
        functions = {function.__name__: function for function in module.server_functions(manager)}
        assert name in functions, sorted(functions)
        assert "points of the plane" in answered(functions[name](query))["text"]


def test_the_page_trains_points_with_their_recipe_and_nothing_else(tmp_path):
    from ganplay.runs.server.manager import Manager

    manager = Manager(Store(tmp_path), device="cpu", slots=1, standby=False)
    try:
        for recipe in (
            named_recipe("points").with_changes(dataset="faces"),
            named_recipe("quick").with_changes(dataset="ring"),
        ):
            with pytest.raises(Refused, match="recipe points") as refusal:
                manager.start(recipe, "a" * 16)
            assert refusal.value.code == "points"
    finally:
        manager.close()


def test_the_library_shows_the_whole_drawing_and_branches_to_points_alone(store, run):
    pytest.importorskip("gradio")
    import base64
    import io

    from ganplay.ui.library.rows import cell_of, glimpse
    from ganplay.ui.library.settings import settings

    url = glimpse(run.grid(10**9), cell_of(run.recipe))
    assert Image.open(io.BytesIO(base64.b64decode(url.split(",")[1]))).size == (64, 64)
    dataset = next(field for field in settings(run)["fields"] if field["name"] == "dataset")
    assert dataset["value"] == "ring" and dataset["choices"] == list(LAWS)
