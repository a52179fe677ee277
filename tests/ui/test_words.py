"""Every visible word is there in English and in Chinese."""

from __future__ import annotations

import re
import string

from ganplay.data import NAMES as DATA
from ganplay.recipe import FIELDS, NAMED
from ganplay.ui.form import NAMES
from ganplay.ui.theme import ASSETS, SCRIPTS
from ganplay.ui.words import TABLES, WORDS, refusal, say, table

VERDICTS = ("starting", "learning", "d_too_strong", "g_not_learning", "collapsed", "diverged")


def gaps(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_both_languages_say_it_and_leave_the_same_gaps():
    for key, (english, chinese) in WORDS.items():
        assert english.strip() and chinese.strip(), key
        assert gaps(english) == gaps(chinese), key


def test_no_table_takes_the_key_of_another():
    assert len(WORDS) == sum(len(words) for words in TABLES)


def test_no_sentence_shouts():
    assert not [key for key, pair in WORDS.items() if "!" in "".join(pair) or "！" in "".join(pair)]


def test_every_data_set_recipe_setting_and_verdict_has_words():
    for name in (*DATA, "own"):
        assert say(f"data.{name}") and say(f"about.{name}", "zh")
    for name in NAMED:
        assert say(f"recipe.{name}.note")
    for name in NAMES:
        assert say(f"field.{name}") and say(f"field.{name}.info")
    for verdict in VERDICTS:
        assert say(f"live.verdict.{verdict}") and say(f"live.verdict.{verdict}.why")


def test_the_form_shows_every_setting_of_a_recipe():
    elsewhere = {"name", "dataset", "crop", "classes"}  # the choice of the recipe, the gallery, and the data itself
    assert set(NAMES) == set(FIELDS) - elsewhere


def test_every_word_that_scripts_and_markup_ask_for_is_there():
    sources = [(ASSETS / name).read_text(encoding="utf-8") for name in (*SCRIPTS, "live.html", "header.html")]
    asked = set()
    for text in sources:
        asked |= set(re.findall(r'data-(?:word|hint|label)"?[=:] ?"([a-z_.]+)"', text))
        asked |= set(re.findall(r'\bt\("([a-z_.]+)"[,)]', text))
    assert len(asked) > 40
    assert not {key for key in asked if key not in WORDS and not key.endswith(".")}


def test_a_refusal_without_words_of_its_own_shows_its_sentence():
    assert refusal("no_such_code", "Its sentence.", "zh") == "Its sentence."
    assert refusal("not_owner", "Its sentence.", "zh") == say("error.not_owner", "zh")


def test_scripts_get_all_words_of_a_language():
    assert set(table("zh")) == set(WORDS)
