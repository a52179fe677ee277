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


def test_every_recipe_has_its_sentences_in_both_languages():
    for name in NAMED:
        for kind in ("when", "fails"):
            english, chinese = WORDS[f"book.{kind}.{name}"]
            assert english.endswith(".") and chinese.endswith("。"), name


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
        assert record["metrics"] and all(n > 0 for _, _, n in record["metrics"].values())
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


def test_tables_are_sorted_by_distance_and_leave_nobody_out(writer):
    near, far = (
        {"recipe": name, "metrics": {"classifier_fd": [value, 0.1, 9]}} for name, value in (("a", 1), ("b", 2))
    )
    broken = {"recipe": "c", "metrics": {"classifier_fd": [None, 0.1, 9]}}
    assert [r["recipe"] for r in writer.ranked([broken, far, {"recipe": "d", "refused": "No."}, near])] == [
        "a",
        "b",
        "c",
    ]
    text = writer.markdown([])
    assert all(f"\n## {name}\n" in text for name in NAMED)
    measured = [record for record in records() if record["dataset"] == "mnist"]
    table = writer.markdown(measured).partition("\n## quick\n")[0]
    missing = set(NAMED) - {record["recipe"] for record in measured} - {"points"}
    assert table.count("| not measured |") == len(missing) * len({record["minutes"] for record in measured})


def test_rows_of_several_machines_have_letters(writer):
    def record(name, cpu, value):
        machine = {"cpu": cpu, "cores": 2, "torch": "2.9", "threads": 1, "arithmetic": "fp32"}
        told = {"size": "tiny", "dataset": "mnist", "minutes": 10, "status": "finished", "resolution": 32}
        minute = {"seconds": 61, "classifier_fd": [2 * value, 0.1, 9]}
        more = {"conditional": False, "steps": 1, "images": 5, "minute": minute, "command": "", "measure": ""}
        return {"recipe": name, **told, **more, "machine": machine, "metrics": {"classifier_fd": [value, 0.1, 9]}}

    slow, fast = record("dcgan", "Slow", 2.0), record("quick", "Fast", 1.0)
    text = writer.markdown([slow, fast]).partition("\n## quick\n")[0]
    rows = [line for line in text.splitlines() if line.startswith(("| 1 |", "| 2 |"))]
    assert [row.split(" | ")[2] for row in rows] == ["a", "b", "a", "b"]
    assert [row.split("](")[0][7:] for row in rows] == ["quick", "dcgan", "quick", "dcgan"]
    assert text.count("Measured on a: Fast, fp32, 1 thread, PyTorch 2.9; b: Slow, fp32") == 2
    alone = writer.markdown([slow]).partition("\n## quick\n")[0]
    assert "| on |" in text and "| on |" not in alone and "Measured on: Slow" in alone


def test_a_recipe_that_was_refused_says_why_in_its_own_words(writer):
    about = {"size": "tiny", "dataset": "mnist", "minutes": 2}
    text = writer.markdown([{"recipe": "acgan", **about, "refused": "The moon is too near."}])
    row = next(line for line in text.splitlines() if line.startswith("|  | [acgan]"))
    assert "not possible: The moon is too near." in row


def test_only_the_recipe_s_own_refusal_is_kept_for_good(monkeypatch, tmp_path):
    path = ROOT / "benchmarks" / "recipes.py"
    if not path.is_file():
        pytest.skip("needs the source tree")
    monkeypatch.syspath_prepend(str(path.parent))
    recipes = importlib.import_module("recipes")
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
