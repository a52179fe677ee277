"""Every visible word is there in English and in Chinese."""

from __future__ import annotations

import ast
import re
import string
from pathlib import Path

import pytest
import torch

from ganplay.data import NAMES as DATA
from ganplay.data.pictures import Pictures
from ganplay.recipe import NAMED, Recipe, named_recipe
from ganplay.recipe.fields import FIELDS, RecipeError
from ganplay.recipe.pairs import impossible
from ganplay.runs.asking.report import read_report
from ganplay.runs.store.store import pretrained
from ganplay.training.classes import classes_of
from ganplay.ui.kit.words_recipe import REFUSED
from ganplay.ui.library.compare import noted
from ganplay.ui.static import UI
from ganplay.ui.train.facts import SETTINGS, TAKEN
from ganplay.ui.words import BY_ROOM, LATER, TABLES, WORDS, refusal, say, table

VERDICTS = ("starting", "learning", "d_too_strong", "g_not_learning", "collapsed", "oscillating", "diverged")


def pairs(family):
    return impossible(named_recipe("points") if family == "points" else Recipe(family=family))


def found_in_the_data():
    """The refusals of a training that has seen its data."""
    images = torch.zeros(1001, 1, 1, 1, dtype=torch.uint8)
    plain, few, many = (
        Pictures(name="mine", images=images, labels=labels)
        for labels in (None, torch.arange(1001) % 3, torch.arange(1001))
    )
    told = Recipe(labels="on")
    packed = Recipe(labels="auto", packing=2)
    for recipe, pictures in ((told, plain), (packed, few), (told.with_changes(classes=5), few), (told, many)):
        with pytest.raises(RecipeError) as refused:
            classes_of(recipe, pictures)
        yield refused.value


def gaps(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_both_languages_say_it_and_leave_the_same_gaps():
    for key, (english, chinese) in WORDS.items():
        assert english.strip() and chinese.strip(), key
        if english != REFUSED:  # a refusal's own sentence, whose gaps are filled
            assert gaps(english) == gaps(chinese), key


def test_every_pair_of_settings_that_cannot_be_is_refused_in_both_languages_by_the_names_of_the_controls():
    refusals = [error for family in ("quick", "points", "dcgan") for _, error in pairs(family)]
    refusals += found_in_the_data()
    assert {error.code for error in refusals} >= {key[6:] for key in WORDS if key.startswith("error.pair_")}
    for error in refusals:
        english, chinese = (refusal(error.code, "", language, error.details) for language in ("en", "zh"))
        assert english and chinese != english and re.search("[一-鿿]", chinese), error.code
        assert english == refusal("recipe", "", "en", {"sentence": str(error)}), error.code
        for text in (english, chinese):
            assert not re.search(r"[a-z_0-9]+=|[a-z]_[a-z]|[{}]| or .*[一-鿿]", text), text
    wrong = next(error for error in refusals if error.code == "pair_unbounded")
    said = refusal(wrong.code, str(wrong), "en", wrong.details)
    assert said.endswith("set for example “Clip D's weights: 0.01”, or “Penalty on D's slope: gradient penalty (GP)”.")


def test_no_table_takes_the_key_of_another():
    assert len(WORDS) == sum(len(words) for words in TABLES)


def test_no_sentence_shouts():
    ours = {key: "".join(pair) for key, pair in WORDS.items() if not key.endswith(".source")}  # titles may
    assert not [key for key, text in ours.items() if "!" in text or "！" in text]


def test_a_source_is_cited_in_the_page_s_language_with_its_titles_as_published():
    for name, known in NAMED.items():
        english, chinese = WORDS[f"recipe.{name}.source"]
        assert english == known.source
        assert not re.search(r"own, measured|settings|layer sizes|networks and|'s |textbook", chinese), name


def test_every_data_set_recipe_setting_and_verdict_has_words():
    for name in (*DATA, "own"):
        assert say(f"data.{name}") and say(f"about.{name}", "zh")
    for name in NAMED:
        assert say(f"recipe.{name}") and say(f"recipe.{name}.note")
    for name in SETTINGS:
        assert say(f"field.{name}") and say(f"field.{name}.info")
        assert say(f"train.group.{FIELDS[name].group}") and say(f"train.group.{FIELDS[name].group}.info")
    for verdict in VERDICTS:
        for tense in ("", ".past"):
            assert say(f"live.verdict.{verdict}{tense}") and say(f"live.verdict.{verdict}.why{tense}")


def test_the_form_shows_every_setting_of_a_recipe():
    elsewhere = {"name", "dataset", "classes", *TAKEN}  # the choice of the recipe, the gallery, and the data itself
    assert set(SETTINGS) == set(FIELDS) - elsewhere
    for name in TAKEN:
        assert say(f"field.{name}") and all(say(f"choice.{name}.{one}", "zh") for one in FIELDS[name].choices)


def test_every_word_that_scripts_and_markup_ask_for_is_there():
    sources = [path.read_text(encoding="utf-8") for kind in ("js", "html") for path in UI.rglob(f"*.{kind}")]
    asked = set()
    for text in sources:
        asked |= set(re.findall(r'data-(?:word|hint|label)"?[=:] ?"([a-z_.]+)"', text))
        asked |= set(re.findall(r'\bt\("([a-z_.]+)"[,)]', text))
    assert len(asked) > 40
    assert not {key for key in asked if key not in WORDS and not key.endswith(".")}


def test_a_refusal_without_words_of_its_own_shows_its_sentence():
    assert refusal("no_such_code", "Its sentence.", "zh") == "Its sentence."
    assert refusal("not_owner", "Its sentence.", "zh") == say("error.not_owner", "zh")


@pytest.mark.parametrize(
    ("setting", "value", "chinese"),
    [
        ("lr_g", 0.5, "G 学习率不能是 0.5：应为 0.000001 到 0.1 之间的数。"),
        ("batch", 2.5, "批大小不能是 2.5：应为 4 到 512 之间的整数。"),
        ("optimizer", "magic", "优化器不能是 magic：可选 "),
        ("clip", 0.1, "权重裁剪只用于 Wasserstein 损失，不用于 “损失函数：非饱和”：请设 “D 权重裁剪：0” 或"),
    ],
)
def test_an_impossible_setting_is_said_in_chinese_too(setting, value, chinese):
    with pytest.raises(RecipeError) as refused:
        Recipe().with_changes(**{setting: value})
    error = refused.value
    assert refusal(error.code, str(error), "zh", error.details).startswith(chinese)
    assert all(f"field.{name}" in WORDS for name in FIELDS)


@pytest.mark.parametrize("pair", [{"clip": 0.1, "loss": "minimax"}, {"smoothing": 0.1, "loss": "relativistic_average"}])
def test_a_loss_is_named_as_its_control_names_it(pair):
    with pytest.raises(RecipeError) as refused:
        Recipe(**pair)
    said = refusal(refused.value.code, "", "en", refused.value.details)
    assert f"“Loss: {say('choice.loss.' + pair['loss'])}”" in said


def test_a_reason_within_a_refusal_is_said_in_its_language():
    limits = {"setting": "lr_d", "value": 9, "low": 0, "high": 1}
    reason = {"error": "setting_number", "text": "English", "details": limits}
    told = refusal("pack_recipe", "English", "zh", {"reason": reason})
    assert "D 学习率不能是 9：应为 0 到 1 之间的数。" in told and "English" not in told
    assert "（300 秒）" in refusal("budget_used", "English", "zh", {"kind": "seconds", "value": "300"})


NOTES = {key: english for key, (english, _) in WORDS.items() if key.startswith("quality.note.")}


@pytest.mark.parametrize("key", NOTES)
def test_how_a_number_was_measured_is_known_by_the_english_of_the_metrics(key):
    source = "".join(file.read_text("utf-8") for file in (Path(__file__).parents[2] / "ganplay/metrics").rglob("*.py"))
    assert all(part in source for part in re.split(r"\{\w+\}", NOTES[key])), "the metrics say it otherwise"
    found = noted(NOTES[key].format(**dict.fromkeys(gaps(NOTES[key]), "1,000.5")))
    assert found["key"] == key and set(found["gaps"].values()) <= {"1,000.5"}


def test_every_note_of_a_shipped_report_has_words():
    notes = {one["note"] for run in pretrained() for one in (read_report(run) or {"rows": []})["rows"]} - {""}
    assert notes and all(noted(note)["key"] for note in notes)
    assert noted("in words of somebody else")["text"] == "in words of somebody else"


def noting() -> dict[str, ast.Call]:
    """What makes notes on data, and reasons within them, by the code that it gives them."""
    made = {}
    for path in (Path(__file__).parents[2] / "ganplay").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            match node:
                case ast.Call(func=ast.Name(id="Note"), args=[_, ast.Constant(value=code)]):
                    made[code] = node
                case ast.Call(func=ast.Name(id="Unusable"), args=[_, ast.Constant(value=code)]) if (
                    path.parent.name == "data"
                ):
                    made[code] = node
    return made


def test_every_note_on_data_has_words_in_both_languages_with_gaps_that_it_fills():
    made = noting()
    assert {"left_out", "strays", "one_folder", "untold", "others", "rows", "none", "cut"} <= set(made)
    for code, call in made.items():
        english, chinese = (say(f"note.{code}", language) for language in ("en", "zh"))
        assert english == REFUSED != chinese, code
        told = {keyword.arg for keyword in call.keywords}
        assert None in told or gaps(chinese) <= told, code


def test_scripts_get_all_words_of_a_language():
    assert set(WORDS) == {key for room in BY_ROOM for key in table("zh", room)}


SAID = re.compile(r"""(["`'])([a-z]\w*(?:\.[\w-]+)+)\1""")  # in scripts and templates, whole
BEGUN = re.compile(r"`([a-z]\w*(?:\.[\w-]+)*\.)\$\{")  # in scripts, its end known only then


def test_nothing_says_words_that_travel_with_another_tab():
    at_once = set(table("en"))
    for room in LATER:
        later = {key for key in table("en", room) if key not in at_once}
        assert later
        for path in [*UI.rglob("*.js"), *UI.rglob("*.html")]:
            if room not in (path.relative_to(UI).parts[0], path.stem.split("_")[0]):
                text = path.read_text("utf-8")
                assert not later & {said for _, said in SAID.findall(text)}, path
                begun = [start for start in BEGUN.findall(text) if start.count(".") > 1]
                assert not [key for key in later if key.startswith(tuple(begun))], path
