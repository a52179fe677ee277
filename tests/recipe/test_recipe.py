import json
import subprocess
import sys

import pytest

from ganplay.recipe import NAMED, Recipe, named_recipe
from ganplay.recipe.changes import changed, nearest
from ganplay.recipe.failures import FAILURES
from ganplay.recipe.fields import FAMILIES, FIELDS, LOSSES, PROBABILITY_LOSSES, RecipeError


def test_a_recipe_survives_json():
    recipe = named_recipe("dcgan").with_changes(seed=7, lr_g=1e-3)
    assert Recipe.from_json(recipe.to_json()) == recipe


def test_settings_are_read_as_on_the_command_line():
    recipe = Recipe().with_settings(["lr_g=0.001", "batch=32", "resolution=64", "loss=hinge"])
    assert (recipe.lr_g, recipe.batch, recipe.resolution, recipe.loss) == (0.001, 32, 64, "hinge")


@pytest.mark.parametrize(
    ("setting", "hint"),
    [
        ("lr_x=1", "no setting 'lr_x'"),
        ("lr_g", "key=value"),
        ("lr_g=nan", "lr_g"),
        ("lr_g=inf", "lr_g"),
        ("lr_g=-1", "lr_g"),
        ("batch=2.5", "whole number"),
        ("batch=1e99", "batch"),
        ("resolution=48", "28, 32, 64"),
        ("loss=magic", "nonsaturating"),
        ("clip=0.01", "set clip=0"),
        ("loss=wasserstein", "clip=0.01, or penalty=gp"),
        ("family=nothing", "quick"),
        ("name=", "name"),
        ("limit=5", "limit=16"),
        ("upsampling=resize", "upsampling=family"),
    ],
)
def test_impossible_settings_are_refused_with_a_sentence_that_says_what_to_change(setting, hint):
    with pytest.raises(RecipeError, match=hint) as refusal:
        Recipe().with_settings([setting])
    assert str(refusal.value).endswith(".")


def test_pairs_that_cannot_go_together_are_refused():
    with pytest.raises(RecipeError, match="smoothing=0"):
        Recipe(loss="hinge", smoothing=0.1)
    with pytest.raises(RecipeError, match="resolution=32"):
        Recipe(family="dcgan", resolution=28)


@pytest.mark.parametrize("text", ["[]", "nonsense", '{"lr_q": 1}', "3", '{"lr_g": true}', '{"lr_g": null}'])
def test_a_broken_recipe_file_is_refused(text):
    with pytest.raises(RecipeError):
        Recipe.from_json(text)


def test_named_recipes_say_where_they_come_from_and_use_every_family():
    assert all(named.source and named.note for named in NAMED.values())
    assert {named.recipe.family for named in NAMED.values()} == set(FAMILIES)
    assert {"vanilla", "classic", "dcgan", "quick"} <= set(NAMED)


def test_the_dcgan_recipe_is_the_published_one():
    recipe = named_recipe("dcgan")
    assert (recipe.resolution, recipe.z_dim, recipe.batch) == (64, 100, 64)
    assert (recipe.lr_g, recipe.lr_d, recipe.beta1, recipe.beta2) == (2e-4, 2e-4, 0.5, 0.999)
    assert (recipe.loss, recipe.g_width, recipe.d_width) == ("nonsaturating", 64, 64)


def test_an_unknown_name_lists_the_names_there_are():
    with pytest.raises(RecipeError, match="quick"):
        named_recipe("quack")


def test_recipe_knows_the_losses_and_families_that_exist():
    from ganplay import losses, nets

    assert set(LOSSES) == set(losses.LOSSES)
    assert set(FAMILIES) == set(nets.FAMILIES)
    probability = {name for name, loss in losses.LOSSES.items() if loss.probability}
    assert set(PROBABILITY_LOSSES) == probability


def test_only_what_the_trainer_can_change_is_called_live():
    assert [name for name, field in FIELDS.items() if field.live] == [
        "lr_g",
        "lr_d",
        "n_dis",
        "n_gen",
        "freeze",
        "metrics",
    ]


def test_reading_recipes_and_the_page_s_modules_needs_no_torch():
    code = (
        "import sys, ganplay.recipe, ganplay.training.events, ganplay.data.catalog, ganplay.cli;"
        "import ganplay.runs.server.manager;"
        "print('torch' in sys.modules)"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "False"


def test_the_package_imports_nothing_heavy():
    code = (
        "import pkgutil, sys, ganplay.recipe as package;"
        "[__import__(f'ganplay.recipe.{found.name}') for found in pkgutil.iter_modules(package.__path__)];"
        "print([name for name in ('numpy', 'torch', 'gradio', 'PIL', 'safetensors') if name in sys.modules])"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "[]"


def test_recipe_json_is_a_flat_object_of_every_setting():
    assert set(json.loads(Recipe().to_json())) == set(FIELDS)


def test_a_named_recipe_with_other_settings_is_called_changed_and_other_data_seed_and_budget_are_none():
    plain = named_recipe("quick")
    run = {"dataset": "mnist", "channels": 1, "precision": "fp32", "classes": 10, "seed": 3, "seconds": 5, "steps": 9}
    assert nearest(plain) == nearest(plain.with_changes(**run)) == ("", ())
    assert changed(plain.with_changes(**run, lr_d=1e-4, batch=16)) == ("lr_d", "batch")
    tiny = named_recipe("stylegan", "tiny").with_changes(seed=1)
    assert nearest(tiny)[1] == () and nearest(tiny.with_changes(gamma=3.0))[1] == ("gamma",)
    assert nearest(named_recipe("stylegan", "full")) == ("full", ())
    assert changed(plain.with_changes(name="of nobody", lr_d=1e-4)) == ()
    for failure in FAILURES.values():
        assert changed(failure.recipe()) == ()
        assert set(changed(failure.recipe(remedied=True))) == set(failure.remedy)


def before(recipe):
    """The recipe as it was stored before there was `penalty_by`, and when the pace of ADA had the published default."""
    return {name: value for name, value in recipe.to_dict().items() if name != "penalty_by"} | {"ada_kimg": 500.0}


def test_a_recipe_stored_earlier_keeps_what_it_trained_with():
    slopes = named_recipe("quick").with_changes(penalty="r1")
    assert Recipe.from_dict(before(slopes)).penalty_by == "picture", "D saw the pictures themselves"
    told = Recipe.from_dict(before(slopes.with_changes(augment="diffaugment")))
    assert told.penalty_by == "shown" and Recipe.from_json(told.to_json()) == told
    assert Recipe.from_dict({"penalty": "r1", "augment": "diffaugment"}).penalty_by == "picture"
    assert Recipe.from_dict(before(named_recipe("quick").with_changes(augment="ada"))).ada_kimg == 500


def test_settings_that_do_nothing_change_no_recipe():
    assert changed(Recipe.from_dict(before(named_recipe("quick")))) == ()
    plain = named_recipe("quick").with_changes(penalty_by="shown", ada_target=0.5)
    assert changed(plain) == () and changed(plain.with_changes(penalty="r1")) == ("penalty",)
    assert changed(plain.with_changes(penalty="r1", augment="ada")) == (
        "penalty",
        "penalty_by",
        "augment",
        "ada_target",
    )
    full = named_recipe("r3gan", "full")
    assert changed(full.with_changes(penalty_by="shown")) == ("penalty_by",)
    assert changed(named_recipe("quick").with_changes(augment="ada", ada_kimg=500)) == ("augment", "ada_kimg")
