"""The texts of the course: both languages say the same things, and everything that they name is there."""

from __future__ import annotations

import json
import re
from xml.etree import ElementTree

import pytest

from ganplay.recipe import NAMED
from ganplay.shipped import shipped
from ganplay.ui.glossary import glossary
from ganplay.ui.learn import lessons
from ganplay.ui.learn.course import PAGES
from ganplay.ui.learn.facts import files
from ganplay.ui.static import UI
from ganplay.ui.words import LANGUAGES

NAMES = [page.name for page in PAGES]
LINKED = re.compile(r'data-(page|term|cite|run|recipe)="([\w-]+)"')
NUMBER = re.compile(r'data-number="(\w+)"')
MATH = re.compile(r"<math.*?</math>", re.S)
BOTH = [(language, page) for language in LANGUAGES for page in PAGES]


def parts(said):
    """Every piece of HTML of a page, by where it stands."""
    yield from ((name, said[name]) for name in ("title", "learn", "intro", "do", "seen", "more"))
    if said["predict"]:
        yield "ask", said["predict"]["ask"]
        yield from ((f"answer {i}", answer) for i, answer in enumerate(said["predict"]["answers"]))
    for i, question in enumerate(said["quiz"]):
        yield f"quiz {i}", question["ask"]
        for j, answer in enumerate(question["answers"]):
            yield f"quiz {i}.{j}", answer["text"]
            yield f"why {i}.{j}", answer["why"]


def everything(said):
    return "\n".join(text for _, text in parts(said))


def test_there_is_a_text_for_every_page_in_both_languages_and_no_other():
    for language in LANGUAGES:
        assert {path.stem for path in (lessons.LESSONS / language).iterdir()} == set(NAMES)
        assert lessons.index(language)["pages"].keys() == set(NAMES)
    assert files().keys() == {"en.json", "zh.json"} | {
        f"{language}/{name}.json" for language, name in [(language, name) for language in LANGUAGES for name in NAMES]
    }
    assert {path.stem for path in (UI / "learn" / "figures").glob("*.js")} >= {p.name for p in PAGES if p.figure}


@pytest.mark.parametrize(("language", "page"), BOTH, ids=lambda one: getattr(one, "name", one))
def test_a_page_names_only_what_there_is_and_every_formula_is_mathml(language, page):
    said = lessons.lesson(language, page.name)
    text = everything(said)
    there = {"page": set(NAMES), "term": set(glossary(language)), "cite": set(lessons.references())}
    there |= {"run": {path.name for path in shipped("pretrained").iterdir()}, "recipe": set(NAMED)}
    assert not [(kind, name) for kind, name in LINKED.findall(text) if name not in there[kind]]
    assert not re.search(r"\$|:::|\]\(|\[@", MATH.sub("", re.sub(r"<(pre|code).*?</\1>", "", text, flags=re.S)))
    for formula in MATH.findall(text):
        assert "\\" not in "".join(ElementTree.fromstring(formula).itertext()), formula
    told = set(NUMBER.findall(text))
    assert told <= set(page.numbers)
    assert set(NUMBER.findall(said["seen"])) == told, "numbers are known when there is something seen"
    json.dumps(said)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_both_languages_say_the_same(page):
    english, chinese = (lessons.lesson(language, page.name) for language in LANGUAGES)
    for (name, one), (other_name, other) in zip(parts(english), parts(chinese), strict=True):
        assert name == other_name and bool(one) == bool(other)
        if name in ("intro", "do", "seen", "more"):
            assert sorted(LINKED.findall(one)) == sorted(LINKED.findall(other)) or _terms_alone(one, other), name
            assert sorted(set(NUMBER.findall(one))) == sorted(set(NUMBER.findall(other))), name
            assert one.count('display="block"') == other.count('display="block"'), name
    assert [[answer["right"] for answer in one["answers"]] for one in english["quiz"]] == [
        [answer["right"] for answer in one["answers"]] for one in chinese["quiz"]
    ]
    assert re.search("[一-鿿]", chinese["title"]) and not re.search("[一-鿿]", everything(english))


LARGE = re.compile(r"(?<![\d,./–-])(?!(?:19|20)\d\d(?!\d))[1-9]\d{3}(?![\d,.])")  # years stand as they are
HYPHENS = re.compile(r"(?<![\w)\]-])-(?:\d|log)|\d - \d|\d x \d")


@pytest.mark.parametrize(("language", "page"), BOTH, ids=lambda one: getattr(one, "name", one))
def test_numbers_are_written_in_one_way(language, page):
    """3,136 as figures write it, a minus that is one, and × between sizes."""
    for _, text in parts(lessons.lesson(language, page.name)):
        plain = re.sub(r"<(math|pre|code)\b.*?</\1>|<[^>]*>", " ", text, flags=re.S)
        assert not LARGE.findall(plain) and not HYPHENS.findall(plain), plain


def test_every_unit_of_a_figure_is_explained_on_its_page():
    for name in ("entropy", "steer"):
        for language in LANGUAGES:
            assert ("term", "nat") in LINKED.findall(everything(lessons.lesson(language, name)))


def _terms_alone(one, other):
    """A term is explained where a language first uses it: that may be at another place, and happen once more."""
    plain = [{link for link in LINKED.findall(text) if link[0] != "term"} for text in (one, other)]
    return plain[0] == plain[1]


@pytest.mark.parametrize("page", [page for page in PAGES if page.figure], ids=lambda page: page.name)
def test_a_page_with_a_figure_predicts_does_sees_and_checks(page):
    said = lessons.lesson("en", page.name)
    assert said["do"] and len(set(NUMBER.findall(said["seen"]))) >= 2
    answers = said["predict"]["answers"]
    assert 2 <= len(answers) <= 4 and (page.right is None or page.right < len(answers))
    assert len(said["quiz"]) == 2
    for question in said["quiz"]:
        assert 2 <= len(question["answers"]) <= 4 and sum(answer["right"] for answer in question["answers"]) == 1
        assert all(answer["why"] for answer in question["answers"])


def test_every_reference_and_every_term_is_whole():
    for key, one in lessons.references().items():
        assert one.keys() >= {"authors", "year", "title", "venue"} and 1900 < one["year"] < 2030, key
        assert re.fullmatch(r".+ \d{4}", lessons.short(key)), key
    cited = {
        key
        for _, page in BOTH
        for kind, key in LINKED.findall(everything(lessons.lesson("en", page.name)))
        if kind == "cite"
    }
    assert cited <= lessons.references().keys()


def test_how_a_text_becomes_a_page():
    html = lessons.html("A [point](page:modes) of $x_{n}$, {modes} of 8; `{code}`; <b>no</b>.\n\n$$\\frac{1}{2}$$")
    assert '<a class="ln-leads" href="?learn=modes" data-page="modes">point</a>' in html
    assert '<output data-number="modes"></output> of 8' in html and "{code}" in html and "&lt;b&gt;" in html
    assert html.count("<math") == 2 and '<div class="ln-formula"><math' in html
    assert lessons.inline("see [@goodfellow2014]").endswith(
        '(<a class="ln-cite" href="?learn=reading" data-cite="goodfellow2014">Goodfellow et al. 2014</a>)'
    )


def test_a_part_that_nobody_knows_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(lessons, "LESSONS", tmp_path)
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "x.md").write_text("---\ntitle: X\nlearn: Y\n---\nText.\n\n:::sen\nSeen.\n:::\n")
    with pytest.raises(lessons.LessonError, match="a part sen"):
        lessons.lesson("en", "x")
    (tmp_path / "en" / "x.md").write_text("Text.\n")
    with pytest.raises(lessons.LessonError, match="no front matter"):
        lessons.lesson("en", "x")
