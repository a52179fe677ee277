"""The command line: what it prints, writes and refuses."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

import ganplay
from ganplay.cli import main
from ganplay.runs.store.folder import RunFolder

ROOT = Path(ganplay.__file__).parents[1]
SMALL = ["--data", "digits", "--set", "resolution=28", "--set", "g_width=16", "--set", "d_width=16"]


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("GANPLAY_HOME", str(tmp_path / "home"))


@pytest.fixture(scope="module")
def trained(tmp_path_factory) -> Path:
    """A small run of 12 steps."""
    folder = tmp_path_factory.mktemp("cli") / "run"
    assert main(["train", "vanilla", *SMALL, "--steps", "12", "--device", "cpu", "--run", str(folder)]) == 0
    return folder


def refused(capsys, *arguments: str) -> str:
    """The one sentence with which these arguments are refused."""
    assert main(list(arguments)) == 2
    said = capsys.readouterr().err.strip().splitlines()
    assert len(said) == 1
    assert said[0].endswith((".", ")."))
    return said[0]


def test_training_writes_a_run_of_the_recipe_that_was_asked_for(trained):
    run = RunFolder(trained)
    assert run.status() == "finished"
    assert run.meta()["now"]["step"] == 12
    assert (run.recipe.name, run.recipe.dataset, run.recipe.g_width) == ("vanilla", "digits", 16)
    assert (run.recipe.steps, run.recipe.seconds) == (12, 0)  # a budget that is given replaces the recipe's
    assert run.checkpoints()[-1] == 12
    assert run.points()
    assert run.grids()


def test_without_a_folder_the_store_keeps_the_run_under_an_id(capsys):
    assert main(["train", "vanilla", *SMALL, "--images", "64", "--seed", "5", "--device", "cpu", "--json"]) == 0
    facts = json.loads(capsys.readouterr().out)
    assert facts["status"] == "finished"
    assert facts["images"] >= 64
    assert main(["runs", "list", "--json"]) == 0
    assert facts["run"] in [row["run"] for row in json.loads(capsys.readouterr().out)]
    assert main(["runs", "show", facts["run"], "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["settings"]["seed"] == 5
    assert main(["runs", "remove", facts["run"]]) == 0
    assert refused(capsys, "runs", "show", facts["run"])


def test_a_run_is_not_overwritten_and_goes_on_with_a_bigger_budget(tmp_path, capsys):
    folder = str(tmp_path / "run")
    train = ["train", "vanilla", *SMALL, "--steps", "3", "--device", "cpu", "--run", folder]
    assert main(train) == 0
    capsys.readouterr()
    assert "--resume" in refused(capsys, *train)
    assert "used its 3 steps" in refused(capsys, "train", "--resume", "--run", folder)
    assert "keeps its batch" in refused(
        capsys, "train", "--resume", "--set", "batch=8", "--steps", "5", "--run", folder
    )
    assert "vanilla" in refused(capsys, "train", "quick", "--resume", "--run", folder)
    assert main(["train", "--resume", "--steps", "5", "--set", "lr_g=0.001", "--device", "cpu", "--run", folder]) == 0
    run = RunFolder(folder)
    assert run.meta()["now"]["step"] == 5
    assert run.recipe.lr_g == 0.001
    steps = [row["step"] for row in run.points()]
    assert steps == sorted(set(steps))


def test_what_cannot_be_is_refused_with_a_sentence(tmp_path, capsys):
    assert "quick" in refused(capsys, "train", "nothing")
    assert "lr_g" in refused(capsys, "train", "quick", "--set", "lr_g=99")
    assert "key=value" in refused(capsys, "train", "quick", "--set", "lr_g")
    assert "steps" in refused(capsys, "train", "quick", "--steps", "many")
    assert "--run" in refused(capsys, "train", "--resume")
    assert "not a run" in refused(capsys, "sample", "nothing", "--out", str(tmp_path / "x.png"))
    assert "not a run" in refused(capsys, "runs", "show", str(tmp_path))
    (tmp_path / "recipe.json").write_text("{")
    assert "JSON" in refused(capsys, "train", str(tmp_path / "recipe.json"))
    (tmp_path / "few").mkdir()
    assert "16" in refused(capsys, "train", "vanilla", "--data", str(tmp_path / "few"), "--device", "cpu")


def test_a_run_that_could_not_begin_leaves_its_folder_free_for_the_next_try(capsys, tmp_path):
    few, folder = tmp_path / "few", tmp_path / "run"
    few.mkdir()
    train = ["train", "vanilla", "--steps", "2", "--device", "cpu", "--run", str(folder)]
    for _ in range(2):
        assert "16" in refused(capsys, *train, "--data", str(few))
        assert not folder.exists()
    assert main([*train, *SMALL]) == 0
    assert RunFolder(folder).status() == "finished"


def test_a_diverged_run_resumes_with_half_its_rates_unless_they_are_given(tmp_path):
    folder = tmp_path / "run"
    train = ["train", "--device", "cpu", "--run", str(folder)]
    assert main([*train, "vanilla", *SMALL, "--steps", "2"]) == 0
    before = RunFolder(folder).recipe
    for steps, given, lr_d in (("3", [], before.lr_d / 2), ("4", ["--set", "lr_g=0.0001"], before.lr_d / 2)):
        RunFolder(folder).set_meta(status="diverged")
        assert main([*train, "--resume", "--steps", steps, *given]) == 0
        recipe = RunFolder(folder).recipe
        assert (recipe.lr_g, recipe.lr_d) == (0.0001 if given else before.lr_g / 2, lr_d)


def test_wrong_arguments_exit_with_2(capsys):
    for arguments in (["explode"], ["sample"], ["train", "quick", "--device", "abacus"]):
        with pytest.raises(SystemExit) as left:
            main(arguments)
        assert left.value.code == 2


def test_a_recipe_file_trains_like_the_recipe_it_holds(trained, tmp_path):
    folder = tmp_path / "again"
    assert main(["train", str(trained / "recipe.json"), "--device", "cpu", "--run", str(folder)]) == 0
    assert RunFolder(folder).recipe == RunFolder(trained).recipe
    again, first = (np.load(sampled(run, tmp_path / f"{run.name}.npz"))["images"] for run in (folder, trained))
    assert np.array_equal(again, first)


def sampled(run: Path, out: Path, *arguments: str) -> Path:
    assert main(["sample", str(run), "--n", "4", "--out", str(out), *arguments]) == 0
    return out


def test_a_seed_gives_the_same_picture_whatever_is_drawn_beside_it(trained, tmp_path):
    four = np.load(sampled(trained, tmp_path / "four.npz", "--seed", "3"))["images"]
    assert four.shape == (4, 28, 28, 1)
    assert four.dtype == np.uint8
    many = np.load(sampled(trained, tmp_path / "many.npz", "--seed", "0", "--n", "70"))["images"]
    assert np.array_equal(four, many[3:7])


def test_samples_come_as_a_sheet_an_array_or_single_pictures_that_say_they_were_generated(trained, tmp_path):
    sheet = Image.open(sampled(trained, tmp_path / "sheet.png"))
    assert sheet.size == (56, 56)
    sampled(trained, tmp_path / "pictures", "--seed", "7")
    files = sorted((tmp_path / "pictures").iterdir())
    assert [file.name for file in files] == [f"seed{seed:06d}.png" for seed in (7, 8, 9, 10)]
    for file in (tmp_path / "sheet.png", files[0]):
        assert b"trainedAlgorithmicMedia" in file.read_bytes()
    with np.load(sampled(trained, tmp_path / "array.npz"), allow_pickle=False) as arrays:
        assert arrays.files == ["images"]


def test_an_earlier_moment_can_be_sampled_and_one_that_was_not_kept_is_refused(trained, tmp_path, capsys):
    early = np.load(sampled(trained, tmp_path / "early.npz", "--checkpoint", "0"))["images"]
    late = np.load(sampled(trained, tmp_path / "late.npz"))["images"]
    assert not np.array_equal(early, late)
    capsys.readouterr()
    assert "no checkpoint at step 99" in refused(
        capsys, "sample", str(trained), "--out", str(tmp_path / "x.png"), "--checkpoint", "99"
    )
    for n, out in (("0", "x.png"), ("4", "x.jpeg")):
        assert refused(capsys, "sample", str(trained), "--n", n, "--out", str(tmp_path / out))


def printed(capsys, *arguments: str) -> list[str]:
    """The lines that a command which succeeds prints."""
    capsys.readouterr()
    assert main(list(arguments)) == 0
    return capsys.readouterr().out.strip().splitlines()


def test_pictures_are_scored_one_by_one_and_a_bad_file_stops_nothing(trained, tmp_path, capsys):
    folder = tmp_path / "pictures"
    (folder / "inside").mkdir(parents=True)
    sampled(trained, folder, "--seed", "1")
    (folder / "inside" / "words.png").write_text("no picture")
    (folder / "empty.png").write_bytes(b"")
    Image.new("RGB", (300, 200), "red").save(folder / "inside" / "red.jpg")
    missing = str(tmp_path / "missing.png")
    rows = [json.loads(line) for line in printed(capsys, "score", str(trained), str(folder), missing, "--json")]
    assert len(rows) == 8
    errors = {Path(row["file"]).name: row["error"] for row in rows if "error" in row}
    assert errors.keys() == {"words.png", "empty.png", "missing.png"}
    assert all(error.endswith(".") for error in errors.values())
    for row in rows:
        if "error" not in row:
            assert 0 <= row["probability"] <= 1 and 0 <= row["percentile_real"] <= 100
            assert row["verdict"] == ("real" if row["logit"] > 0 else "generated")
    seed2 = next(row for row in rows if row["file"].endswith("seed000002.png"))
    alone = json.loads(printed(capsys, "score", str(trained), seed2["file"], "--json")[0])
    assert alone["logit"] == pytest.approx(seed2["logit"], abs=1e-4)
    lines = printed(capsys, "score", str(trained), seed2["file"], str(folder / "empty.png"))
    assert len(lines) == 2 and "probability" in lines[0] and "empty" in lines[1]
    early = json.loads(printed(capsys, "score", str(trained), seed2["file"], "--json", "--checkpoint", "0")[0])
    assert early["logit"] != pytest.approx(seed2["logit"], abs=1e-3)


def test_scoring_fails_only_where_every_picture_does(trained, tmp_path, capsys):
    empty = tmp_path / "empty.png"
    empty.write_bytes(b"")
    assert main(["score", str(trained), str(empty), str(tmp_path / "none"), "--json"]) == 2
    assert [json.loads(line).keys() for line in capsys.readouterr().out.splitlines()] == [{"file", "error"}] * 2
    assert "no checkpoint at step 99" in refused(capsys, "score", str(trained), str(empty), "--checkpoint", "99")
    assert "not a run" in refused(capsys, "score", "nothing", str(empty))
    assert "not a run" in refused(capsys, "evaluate", "nothing")


def test_a_drawing_is_scored_as_the_run_s_pictures_look(trained, tmp_path, capsys):
    from PIL import ImageDraw

    pad = Image.new("L", (200, 200), 255)
    ImageDraw.Draw(pad).line([(40, 30), (110, 30), (70, 130)], fill=0, width=16)
    pad.save(tmp_path / "seven.png")
    asked = ["score", str(trained), str(tmp_path / "seven.png"), "--json"]
    as_it_is, as_drawing = (json.loads(printed(capsys, *asked, *more)[0]) for more in ([], ["--drawing"]))
    assert as_it_is["unfamiliar"] and as_drawing["far"] < as_it_is["far"]


def test_an_evaluation_tells_every_figure_with_its_sample_size(trained, capsys):
    facts = json.loads("\n".join(printed(capsys, "evaluate", str(trained), "--json")))
    assert facts["discriminator"]["held_out"]["n_real"] == 359 and facts["discriminator"]["training"]["n_real"] == 512
    assert facts["calibration"]["n_generated"] == 512 and facts["samples"]["gap"]["floor"] >= 0
    lines = printed(capsys, "evaluate", str(trained))
    assert any("auc" in line and "359 held-out real and 512 generated" in line for line in lines)
    assert any("calibration on 359" in line for line in lines)


def test_fid_is_measured_where_it_is_asked_for_and_says_what_it_lacks(trained, capsys, monkeypatch):
    from ganplay.metrics.kinds import pictures

    monkeypatch.setattr(pictures, "inception_fid", lambda *_, **__: 12.5)
    asked = ["evaluate", str(trained), "--n", "60", "--json"]
    rows = [
        json.loads("\n".join(printed(capsys, *words)))["generator"]["rows"]
        for words in (asked, [*asked, "--inception"])
    ]
    assert [{row["name"]: row["value"] for row in found}.get("fid") for found in rows] == [None, 12.5]
    monkeypatch.undo()
    assert any("FID takes at least 2,049" in line for line in printed(capsys, *asked[:-1], "--inception"))
    assert "--inception" in refused(capsys, "evaluate", str(trained), "--n", "0", "--inception")


def test_an_export_is_small_and_is_watched_and_sampled_like_the_run(trained, tmp_path, capsys):
    shipped = tmp_path / "shipped"
    assert main(["runs", "export", str(trained), str(shipped), "--checkpoints", "2"]) == 0
    run, copy = RunFolder(trained), RunFolder(shipped, frozen=True)
    assert copy.status() == "finished"
    assert copy.checkpoints() == [0, 12]
    assert copy.checkpoints(resumable=True) == []
    assert copy.points() == run.points()
    weights = "checkpoints/00000012/model.safetensors"
    assert (shipped / weights).stat().st_size < 0.6 * (trained / weights).stat().st_size
    assert not list(shipped.rglob("training.safetensors"))
    of_run = np.load(sampled(trained, tmp_path / "run.npz"))["images"].astype(int)
    of_copy = np.load(sampled(shipped, tmp_path / "copy.npz"))["images"].astype(int)
    assert np.abs(of_run - of_copy).max() <= 4  # half precision
    capsys.readouterr()
    assert "exists already" in refused(capsys, "runs", "export", str(trained), str(shipped))


def test_recipes_and_datasets_are_listed_for_people_and_for_programs(capsys):
    for verb, name in (("recipes", "quick"), ("datasets", "faces")):
        assert main([verb]) == 0
        assert name in capsys.readouterr().out
        assert main([verb, "--json"]) == 0
        assert name in [row["name"] for row in json.loads(capsys.readouterr().out)]


def test_without_a_command_the_page_starts(monkeypatch):
    started = []
    hosting = type(sys)("ganplay.ui.hosting")
    hosting.serve = lambda **options: started.append(options)
    monkeypatch.setitem(sys.modules, "ganplay.ui.hosting", hosting)
    assert main([]) == 0
    nowhere = {"host": None, "port": None, "auth": None, "share": False, "data_root": None, "device": "auto"}
    assert started == [nowhere]


@pytest.mark.skipif(os.name == "nt", reason="a process cannot send itself Ctrl-C there")
def test_ctrl_c_saves_and_says_how_to_go_on(tmp_path):
    folder = tmp_path / "run"
    process = subprocess.Popen(
        [sys.executable, "-m", "ganplay", "train", "vanilla", *SMALL, "--device", "cpu", "--run", str(folder)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )
    for _ in range(8000):
        if folder.exists() and RunFolder(folder).points():
            break
        time.sleep(0.02)
    process.send_signal(signal.SIGINT)
    said, _ = process.communicate()
    assert process.returncode == 0
    assert "--resume" in said
    run = RunFolder(folder)
    assert run.status() == "interrupted"
    assert run.checkpoints(resumable=True)[-1] == run.meta()["now"]["step"] > 0
