"""The glossary: every term has a name, a meaning and, on the tabs, names by which it is found."""

from __future__ import annotations

import json
import re
from collections import Counter

import pytest

from ganplay.ui import glossary, static
from ganplay.ui.words import LANGUAGES, WORDS

TERMS = list(glossary.glossary("en"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_term_says_what_it_means_and_no_name_means_two(language):
    said = glossary.glossary(language)
    assert list(said) == TERMS
    assert all(len(pair) == 2 and all(pair) for pair in said.values())
    names = Counter(name for term in TERMS for name in glossary.names(term, language))
    assert names and not [name for name, count in names.items() if count > 1]


def test_a_term_is_called_by_its_name_by_what_stands_in_brackets_and_by_what_it_is_also_called():
    assert glossary.names("discriminator", "en") == ["Discriminator", "D"]
    assert glossary.names("discriminator", "zh") == ["判别器", "D"]
    assert glossary.names("truncation", "en") == ["Truncation", "ψ", "psi"]
    assert glossary.names("logit", "zh") == ["logit", "对数几率"]
    assert glossary.names("run", "en") == []  # an everyday word
    assert glossary.names("step", "zh") == []  # one sign, which stands in many other words


def test_what_the_scripts_are_told_is_what_is_written():
    for language in LANGUAGES:
        told = json.loads(static._files()[f"terms/{language}.json"]())
        assert told["critic"] == [*glossary.glossary(language)["critic"], glossary.names("critic", language)]


# Words of the field on the tabs, by which nobody is to be stopped; what is in no other place explained.
ASKED = (
    "discriminator",
    "generator",
    "logit",
    "critic",
    "latent",
    "fid",
    "precision",
    "recall",
    "truncation",
    "sigmoid",
)


@pytest.mark.parametrize("term", ASKED)
def test_the_words_that_people_ask_about_are_said_on_the_tabs_and_found_there(term):
    for at, language in enumerate(LANGUAGES):
        names = glossary.names(term, language)
        assert any(re.search(re.escape(name), pair[at], re.I) for name in names for pair in WORDS.values())


def test_every_setting_that_the_papers_name_is_a_term():
    named = {name.lower() for term in TERMS for name in glossary.names(term, "en")}
    for setting in ("lecam", "drift", "path_length", "feature_matching", "historical", "topk", "orthogonal", "packing"):
        label = WORDS[f"field.{setting}"][0].lower()
        assert any(name in label for name in named if len(name) > 2), label
