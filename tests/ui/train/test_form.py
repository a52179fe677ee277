"""What the form's script is told, and the recipe that Python makes of what it asks for."""

from __future__ import annotations

import json
import urllib.request
from collections import Counter

import pytest

from ganplay.recipe import NAMED, RecipeError, named_recipe
from ganplay.ui.static import address
from ganplay.ui.train.facts import SETTINGS, facts
from ganplay.ui.train.form import recipe_of

COMPONENTS = 60  # of the whole page: what Gradio puts up is most of a first visit


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


@pytest.mark.parametrize("name", ["quick", "points", "stylegan"])
def test_what_the_form_shows_is_what_trains(name):
    wanted = named_recipe(name, "tiny").with_changes(seconds=7, crop="fit")
    settings = {setting: getattr(wanted, setting) for setting in SETTINGS}
    asked = json.dumps({"dataset": wanted.dataset, "recipe": name, "settings": settings})
    assert recipe_of(asked, "fit") == wanted


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


def test_the_page_has_few_components(served):
    with urllib.request.urlopen(f"{served[0]}config", timeout=30) as answer:
        kinds = Counter(component["type"] for component in json.load(answer)["components"])
    assert sum(kinds.values()) <= COMPONENTS, kinds
    assert not kinds.keys() & {"number", "dropdown", "accordion"} and kinds["markdown"] <= 1
