"""What the form's script is told, and the recipe that Python makes of what it asks for."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import urllib.request
from collections import Counter

import pytest

from ganplay.recipe import FIELDS, NAMED, Recipe, RecipeError, named_recipe
from ganplay.ui.static import UI, _files, address
from ganplay.ui.train.facts import SETTINGS, facts
from ganplay.ui.train.form import recipe_of
from ganplay.ui.train.picker import OWN

COMPONENTS = 58  # of the whole page: what Gradio puts up is most of a first visit


def test_the_script_is_told_every_recipe_in_every_size(served):
    with urllib.request.urlopen(served[0] + address("train/facts.json"), timeout=30) as answer:
        told = json.load(answer)
    assert told == json.loads(json.dumps(facts())) and set(told["recipes"]) == set(NAMED)
    for name, known in told["recipes"].items():
        assert known["sizes"].keys() == {"own", "tiny", "small", "full"} and known["size"] in known["sizes"]
        for size, changes in known["sizes"].items():
            recipe = named_recipe(name, "" if size == "own" else size)
            assert told["plain"] | changes == {setting: getattr(recipe, setting) for setting in SETTINGS}
        assert told["kinds"][known["kind"]]["data"].count(known["dataset"]) == 1
    pictured = {f"thumbs/{row['name']}.webp" for row in told["data"] if row["pictured"]}
    assert pictured == {name for name in _files() if name.startswith("thumbs/")}
    assert all(row["pictured"] for row in told["data"])
    assert {row["name"] for row in told["data"] if row["megabytes"]} >= {"mnist", "celeba"}


@pytest.mark.parametrize("name", ["quick", "points", "stylegan"])
def test_what_the_form_shows_is_what_trains(name):
    wanted = named_recipe(name, "tiny").with_changes(seconds=7)
    settings = {setting: getattr(wanted, setting) for setting in SETTINGS}
    asked = {"dataset": wanted.dataset, "recipe": name, "settings": settings}
    assert recipe_of(json.dumps(asked | {"crop": "fit", "frames": "all"})) == wanted  # of what is square already
    own = {"dataset": OWN, "crop": "fit", "background": "edges", "frames": "all"}
    assert recipe_of(json.dumps(asked | own)) == wanted.with_changes(**own)


def test_what_is_left_out_is_as_the_recipe_has_it():
    asked = '{"dataset": "mnist", "recipe": "dcgan", "settings": {}}'
    assert recipe_of(asked) == named_recipe("dcgan").with_changes(dataset="mnist")


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ("", "JSON object"),
        ("[]", "JSON object"),
        (None, "JSON object"),
        ('{"recipe": "quick"}', "settings of the form"),
        ('{"dataset": "faces", "recipe": "quick", "settings": [1]}', "settings of the form"),
        ('{"recipe": "quick", "settings": {}}', "no data set of this name"),
        ('{"dataset": "/etc", "recipe": "quick", "settings": {}}', "no data set of this name"),
        ('{"dataset": ["faces"], "recipe": "quick", "settings": {}}', "no data set of this name"),
        ('{"dataset": "faces", "settings": {}}', "There is no recipe"),
        ('{"dataset": "faces", "recipe": "no such", "settings": {}}', "There is no recipe"),
        ('{"dataset": "faces", "recipe": "quick", "settings": {"lr": 1}}', "no setting 'lr'"),
        ('{"dataset": "faces", "recipe": "quick", "settings": {"dataset": "/etc"}}', "no setting 'dataset'"),
        ('{"dataset": "faces", "recipe": "quick", "settings": {"name": "mine"}}', "no setting 'name'"),
        ('{"dataset": "faces", "recipe": "quick", "settings": {"batch": 3}}', "batch cannot be 3"),
        ('{"dataset": "faces", "recipe": "quick", "settings": {"batch": [32]}}', "batch cannot be"),
        ('{"dataset": "faces", "recipe": "quick", "settings": {"lr_g": NaN}}', "JSON object"),
    ],
)
def test_what_cannot_be_asked_for_is_refused_with_a_sentence(asked, sentence):
    with pytest.raises(RecipeError, match=sentence):
        recipe_of(asked)


REFUSED = """
import { wrongIn } from "./changed.js";
const facts = JSON.parse(await new Response(process.stdin).text());
console.log(JSON.stringify(facts.fields.map((field) => wrongIn(field, "-9999999999"))));
"""


def test_the_form_refuses_in_the_words_of_the_server():
    node = shutil.which("node")
    if node is None:
        pytest.skip("the scripts' unit tests need Node: https://nodejs.org")
    asked = [node, "--input-type=module", "--eval", REFUSED]
    told = json.dumps(facts())
    run = subprocess.run(asked, input=told, capture_output=True, text=True, timeout=60, check=True, cwd=UI / "kit")
    for name, here in zip(SETTINGS, json.loads(run.stdout), strict=True):
        if FIELDS[name].kind == "choice":
            assert here is None
            continue
        with pytest.raises(RecipeError) as refused:
            Recipe().with_changes(**{name: "-9999999999"})
        there = refused.value
        details = {gap: value for gap, value in there.details.items() if gap != "sentence"}
        assert here == {"error": there.code, "details": details}
        assert not re.search(r"\de[+-]?\d", str(there)) and there.details["high"] in str(there)


def test_the_page_has_few_components(served):
    with urllib.request.urlopen(f"{served[0]}config", timeout=30) as answer:
        kinds = Counter(component["type"] for component in json.load(answer)["components"])
    assert sum(kinds.values()) <= COMPONENTS, kinds
    assert not kinds.keys() & {"number", "dropdown", "accordion", "radio", "markdown"}
