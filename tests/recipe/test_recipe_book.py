"""The recipe book says what was measured, of every recipe, on the page as in the documents."""

import importlib.util
import subprocess
from pathlib import Path

import pytest
from PIL import Image

import ganplay
from ganplay.recipe import NAMED, named_recipe
from ganplay.recipe.book import FOLDER, picture_name, records
from ganplay.ui.static import version
from ganplay.ui.train.book import read_book
from ganplay.ui.words import WORDS, say

ROOT = Path(ganplay.__file__).parents[1]
LARGEST = 15_000  # bytes of one picture of samples


@pytest.fixture(scope="module")
def writer():
    path = ROOT / "benchmarks" / "recipe_book.py"
    if not path.is_file():
        pytest.skip("needs the source tree")
    spec = importlib.util.spec_from_file_location("recipe_book", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def recipes(monkeypatch):
    path = ROOT / "benchmarks" / "recipes.py"
    if not path.is_file():
        pytest.skip("needs the source tree")
    monkeypatch.syspath_prepend(str(path.parent))
    return importlib.import_module("recipes")


def test_every_recipe_has_its_sentences_in_both_languages():
    for name in NAMED:
        for kind in ("when", "fails"):
            english, chinese = WORDS[f"book.{kind}.{name}"]
            assert english.endswith(".") and chinese.endswith("。"), name


def test_every_recipe_that_follows_a_paper_says_where_its_full_size_does_not():
    told = {key.removeprefix("book.paper.") for key in WORDS if key.startswith("book.paper.")}
    assert told == set(NAMED) - {"quick", "classic", "points"}  # which are no paper's
    for name in told:
        english, chinese = WORDS[f"book.paper.{name}"]
        assert english.endswith(".") and chinese.endswith("。"), name


def test_what_is_said_of_full_sizes_is_so():
    full = {name: named_recipe(name, "full") for name in NAMED}
    assert full["dcgan"].g_width * full["dcgan"].resolution // 8 == 1024 // 2 and full["dcgan"].batch == 64
    assert full["wgan-gp"].g_width == 2 * 128 and full["wgan-gp"].d_width == 128
    assert (full["wgan"].lr_g, full["wgan"].clip, full["wgan"].batch, full["wgan"].n_dis) == (5e-5, 0.01, 64, 5)
    assert full["sngan"].batch == full["sagan"].batch == full["biggan"].batch == 64
    assert full["stylegan"].augment == "none" and full["stylegan"].ema_rampup == "off"
    assert (full["r3gan"].g_width, full["r3gan"].batch, full["r3gan"].augment) == (768, 512, "scheduled")


def test_every_record_is_of_a_recipe_and_names_how_to_repeat_it():
    found = records()
    assert found and len({(r["recipe"], r["size"], r["dataset"], r["minutes"]) for r in found}) == len(found)
    for record in found:
        assert record["recipe"] in NAMED and record["size"] in NAMED[record["recipe"]].sizes
        if "metrics" not in record:
            assert "refused" in record or record["same_as"] in NAMED
            continue
        assert record["command"].startswith(f"ganplay train {record['recipe']} --size {record['size']} ")
        assert f"--seconds {60 * record['minutes']} " in record["command"]
        assert record["metrics"]
        for _, floor, n, of_floor in record["metrics"].values():
            assert n > 0 and (floor is None) == (of_floor is None) and (floor is None or of_floor > 0)
        for name in record["metrics"]:
            assert say(f"metric.{name}", "zh")


def test_what_was_measured_comes_first_and_longer_runs_later():
    found = [(r["dataset"], r["minutes"], "metrics" in r) for r in records() if r["recipe"] == "acgan"]
    assert found == [("mnist", 2, True), ("mnist", 10, True), ("faces", 2, False), ("faces", 10, False)]


def test_samples_are_small_and_say_that_they_were_generated():
    for record in records():
        if "metrics" not in record:
            continue
        path = FOLDER / picture_name(record)
        assert path.stat().st_size <= LARGEST, path.name
        with Image.open(path) as picture:
            assert b"trainedAlgorithmicMedia" in picture.info["xmp"], path.name


def test_the_documents_are_what_the_script_writes(writer):
    for name, text in writer.pages(records()).items():
        path = ROOT / "docs" / name
        assert path.read_text(encoding="utf-8") == text, f"{name}: run python benchmarks/recipe_book.py"


def record(name, value, floor=0.1, px=32, **more):
    return {"recipe": name, "resolution": px, "metrics": {"classifier_fd": [value, floor, 9, 9]}, **more}


def test_tables_are_ranked_within_a_size_by_times_the_floor_and_leave_nobody_out(writer):
    near, far, broken = record("a", 1), record("b", 2), record("c", None)
    small, smaller = record("e", 0.5, px=28), record("f", 0.4, floor=0.01, px=28)  # 40 times its floor
    refused = {"recipe": "d", "refused": "No."}
    found = writer.ranked([smaller, broken, far, refused, small, near])
    assert [one["recipe"] for one in found] == ["a", "b", "c", "e", "f"]
    assert [(px, len(alike)) for px, alike in writer.by_size(found)] == [(32, 3), (28, 2)]
    text = writer.markdown([])
    assert all(f"\n## {name}\n" in text for name in NAMED)
    measured = [record for record in records() if record["dataset"] == "mnist"]
    table = writer.markdown(measured).partition("\n## quick\n")[0]
    missing = set(NAMED) - {record["recipe"] for record in measured} - {"points"}
    assert table.count("| not measured |") == len(missing) * len({record["minutes"] for record in measured})


def trained(name, value, seconds=61, cpu="Fast", px=32):
    """A record of a long run, of MNIST."""
    machine = {"cpu": cpu, "cores": 2, "torch": "2.9", "threads": 1, "arithmetic": "fp32"}
    told = {"size": "tiny", "dataset": "mnist", "minutes": 10, "status": "finished", "conditional": False}
    minute = {"seconds": seconds, "classifier_fd": [2 * value, 0.1, 9, 9]}
    more = {"steps": 1, "images": 5, "minute": minute, "command": "", "measure": "", "machine": machine}
    return record(name, value, px=px, **told, **more)


def test_rows_of_several_machines_have_letters(writer):
    slow, fast = trained("dcgan", 2.0, cpu="Slow"), trained("quick", 1.0)
    text = writer.markdown([slow, fast]).partition("\n## quick\n")[0]
    rows = [line for line in text.splitlines() if line.startswith(("| 1 |", "| 2 |"))]
    assert [row.split(" | ")[2] for row in rows] == ["a", "b", "a", "b"]
    assert [row.split("](")[0][7:] for row in rows] == ["quick", "dcgan", "quick", "dcgan"]
    assert text.count("Measured on a: Fast, fp32, 1 thread, PyTorch 2.9; b: Slow, fp32") == 2
    alone = writer.markdown([slow]).partition("\n## quick\n")[0]
    assert "| on |" in text and "| on |" not in alone and "Measured on: Slow" in alone


def test_each_size_has_places_of_its_own_below_what_real_pictures_of_it_score(writer):
    text = writer.markdown([trained("quick", 1.0), trained("vanilla", 0.5, px=28), trained("dcgan", 2.0)])
    table = text[text.index("## MNIST, 10 minutes") :].partition("\n## ")[0].splitlines()
    rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in table if line.startswith("|")]
    assert [(row[0], row[2], row[-2:]) for row in rows[2:6]] == [
        ("", "32", ["0.1", "1"]),
        ("1", "32", ["1", "10"]),
        ("2", "32", ["2", "20"]),
        ("", "28", ["0.1", "1"]),
    ]
    assert rows[6][:3] == ["1", "[vanilla](#vanilla)", "28"] and rows[6][-2:] == ["0.5", "5"]
    assert "after 10 min: `quick` (of 32 px), `vanilla` (of 28 px)." in text


def test_the_first_minute_ranks_only_what_was_measured_in_it(writer):
    late, early, good = trained("dcgan", 0.1, 66), trained("lsgan", 0.1, 54), trained("quick", 5.0, 55)
    text = writer.markdown([late, early, good]).partition("\n## quick\n")[0]
    table = text[text.index("the first of 10 minutes") :].partition("\n## ")[0]
    rows = [line for line in table.splitlines() if "](#" in line]
    assert rows[0].startswith("| 1 | [quick](#quick) | 32 | 55 | 10 | 100 |")
    assert all(row.startswith("|  |") and "not measured between second 55 and 65" in row for row in rows[1:])
    assert [row.split(" | ")[3] for row in rows[1:]] == ["66", "54"]


def test_a_figure_of_the_first_minute_is_the_nearest_or_interpolated(recipes):
    def at(seconds, value):
        return {"seconds": seconds, "classifier_fd": value, "floor_classifier_fd": 2.5, "n": 500}

    near = recipes.first_minute([at(30, 9.0), at(56.2, 8.0), at(63.9, 4.0), at(90, 1.0)])
    assert near == {"seconds": 56, "classifier_fd": [8.0, 2.5, 500, 500]}
    between = recipes.first_minute([at(2, 500.0), at(50, 16.0), at(70, 4.0), at(80, 1.0)])
    assert between == {"seconds": 60, "between": [50, 70], "classifier_fd": [8.0, 2.5, 500, 500]}
    assert recipes.first_minute([at(50, 16.0)]) is None and recipes.first_minute([]) is None


def test_a_recipe_that_was_refused_says_why_in_its_own_words(writer):
    about = {"size": "tiny", "dataset": "mnist", "minutes": 2}
    text = writer.markdown([{"recipe": "acgan", **about, "refused": "The moon is too near."}])
    row = next(line for line in text.splitlines() if line.startswith("|  | [acgan]"))
    assert "not possible: The moon is too near." in row


def test_only_the_recipe_s_own_refusal_is_kept_for_good(recipes, monkeypatch, tmp_path):
    plain = tmp_path / "pictures"
    plain.mkdir()
    for shade in range(24):
        Image.new("RGB", (32, 32), (10 * shade, 0, 0)).save(plain / f"{shade}.png")
    job = recipes.Job("acgan", "tiny", str(plain), 2)
    assert "no classes" in recipes.refusal(job, "")
    assert recipes.same_as(recipes.Job("cgan", "tiny", str(plain), 2), "") == "sngan"
    assert recipes.same_as(recipes.Job("cgan", "tiny", "digits", 2), "") == ""
    assert recipes.same_as(job, "") == ""
    told, untold = (named_recipe(name, "tiny").to_dict() for name in ("cgan", "sngan"))
    assert {key for key in told if told[key] != untold[key]} == {"name", "dataset", "labels"}
    assert recipes.refusal(recipes.Job("quick", "tiny", str(plain), 2), "") == ""
    ended = subprocess.CompletedProcess([], 2, stderr="ganplay: The disk is full.")
    monkeypatch.setattr(recipes.subprocess, "run", lambda *_, **__: ended)
    assert "no classes" in recipes.train(job, tmp_path / "run", "", None)
    with pytest.raises(RuntimeError, match="disk"):
        recipes.train(recipes.Job("quick", "tiny", str(plain), 2), tmp_path / "run", "", None)


def test_the_page_is_told_every_recipe_and_where_its_samples_lie(answered):
    answer = answered(read_book(None))
    assert [one["name"] for one in answer["recipes"]] == list(NAMED)
    assert len(answer["records"]) == len(records())
    for record in answer["records"]:
        address = record["samples"]
        assert (address is None) == ("metrics" not in record)
        assert address is None or (FOLDER / address.removeprefix(f"static/{version()}/recipes/")).is_file()
