"""The frame of the course in a real browser; its pages are done in test_pages_browser.py."""

from __future__ import annotations

import json
import re

import pytest

from ganplay.ui.glossary import glossary
from ganplay.ui.learn import lessons
from ganplay.ui.learn.course import PAGES
from ganplay.ui.words import say

from ...slowly import usually
from .doing import do, expect, press

KEPT = "JSON.parse(localStorage.getItem('ganplay.learn'))"


@pytest.fixture
def course(visitor):
    """Opens the course at a page, in a language."""

    def opened(name: str = "", language: str = "en", **options):
        page = visitor(f"?learn={name}", **options)
        if language != "en":
            page.click("#gp-language")
        expect(page.locator(".ln-page header h2")).to_have_text(title(name or "judge", language))
        return page

    return opened


def title(name, language="en"):
    return re.sub("<[^>]*>", "", lessons.lesson(language, name)["title"])


def predict(page, answer=0):
    page.locator(".ln-predict .ln-answer").nth(answer).click()
    expect(page.locator(".ln-figure > :first-child")).to_be_visible()


def test_nothing_moves_before_the_prediction_and_what_was_done_is_there_after_a_reload(course):
    page = course("slopes")
    expect(page.locator(".ln-seen")).to_be_hidden()
    expect(page.locator(".ln-claim")).to_be_hidden()
    predict(page, 1)
    expect(page.locator(".ln-seen")).to_contain_text(say("learn.waiting"))
    do(page, "slopes")
    expect(page.locator(".ln-compared")).to_contain_text("0.01")
    expect(page.locator(".ln-claim")).to_be_visible()
    page.locator(".ln-question").first.locator(".ln-answer").nth(0).click()
    expect(page.locator(".ln-why").first).to_be_visible()
    numbers = page.locator(".ln-told [data-number]").all_inner_texts()
    page.reload()
    expect(page.locator(".ln-told [data-number]")).to_have_text(numbers)
    expect(page.locator(".ln-answer[aria-pressed=true]")).to_have_count(2)
    expect(page.locator(".ln-count")).to_have_text(say("learn.count", "en", done=1, of=17))


def test_the_language_changes_in_the_middle_of_a_page_and_the_figure_stays_as_it_is(course):
    page = course("entropy")
    predict(page)
    slider = page.locator(".ln-figure input[type=range]").first
    slider.fill("1")
    page.evaluate("window.figure = document.querySelector('.ln-figure > *')")
    page.click("#gp-language")
    expect(page.locator(".ln-page header h2")).to_have_text(title("entropy", "zh"))
    expect(page.locator(".ln-figure")).to_contain_text(say("learn.entropy.step", "zh"))
    expect(page.locator(".ln-figure input[type=range]").first).to_have_value("1")
    assert page.evaluate("window.figure === document.querySelector('.ln-figure > *')")
    press(page, "step", 13)
    assert page.evaluate(f"{KEPT}.pages.entropy.done")


def test_one_may_read_on_without_doing_it_and_that_completes_nothing(course):
    page = course("circle")
    page.get_by_role("button", name=say("learn.skip")).click()
    page.get_by_role("button", name=say("learn.peek")).click()
    expect(page.locator(".ln-told")).to_be_visible()
    expect(page.locator(".ln-told [data-number]").first).to_have_text("–")
    expect(page.locator(".ln-compared")).to_have_count(0)
    assert not page.evaluate(f"{KEPT}.pages.circle.done")


def test_terms_are_explained_where_they_stand_and_links_lead_through_the_course(course):
    page = course("slopes")
    page.locator(".ln-term").first.click()
    box = page.locator(".gp-term")
    expect(box.locator("p")).not_to_be_empty()
    page.keyboard.press("Escape")
    expect(box).to_have_count(0)
    page.locator(".ln-cite").first.click()
    expect(page.locator(".ln-page header h2")).to_have_text(title("reading"))
    assert page.evaluate("document.activeElement.id").startswith("ln-ref-")
    assert "learn=reading" in page.url
    page.locator(".ln-stop", has_text=title("glossary")).click()
    expect(page.locator(".ln-glossary dt")).to_have_count(len(glossary("en")))


def test_the_notebook_is_one_page_that_stands_alone(course, tmp_path):
    page = course("slopes")
    predict(page, 1)
    do(page, "slopes")
    page.locator(".ln-question").first.locator(".ln-answer").nth(0).click()
    page.wait_for_function("() => localStorage.getItem('ganplay.learn.picture.slopes')")
    with page.expect_download() as saved:
        page.get_by_role("button", name=say("learn.notebook")).click()
    text = saved.value.path().read_text(encoding="utf-8")
    said = lessons.lesson("en", "slopes")
    assert saved.value.suggested_filename.endswith(".html")
    assert said["title"] in text and said["predict"]["answers"][1] in text and said["predict"]["answers"][2] in text
    assert '<img src="data:image/' in text and said["quiz"][0]["answers"][0]["why"] in text
    assert "data-number" not in text and "<script" not in text and not re.search(r"(src|href)=\"(?!data:)", text)


@pytest.mark.slow
def test_to_begin_anew_is_asked_twice(course):
    page = course("slopes")
    predict(page)
    do(page, "slopes")
    page.get_by_role("button", name=say("learn.forget"), exact=True).click()
    assert page.evaluate(f"{KEPT}.pages.slopes.done")
    page.get_by_role("button", name=say("learn.forget.sure")).click()
    expect(page.locator(".ln-count")).to_have_text(say("learn.count", "en", done=0, of=17))
    expect(page.locator(".ln-predict .ln-answer[aria-pressed=true]")).to_have_count(0)


@pytest.mark.slow
def test_what_was_kept_by_somebody_else_does_no_harm(course, chromium):
    context = chromium.new_context(viewport={"width": 390, "height": 844}, locale="en-US")
    odd = {
        "pages": {"slopes": {"predicted": 99, "quiz": "x", "numbers": 7}, "no": 1},
        "last": "no",
    }
    context.add_init_script(f"localStorage.setItem('ganplay.learn', {json.dumps(json.dumps(odd))})")
    page = course("slopes", context=context)
    expect(page.locator(".ln-figure")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    context.close()


@pytest.mark.parametrize("width", usually([390], [390, 1366, 1920]))
def test_no_page_scrolls_sideways(visitor, width):
    page = visitor("?learn=judge", viewport={"width": width, "height": 844})
    expect(page.locator(".ln-page header h2")).to_have_text(title("judge"))
    for one in PAGES:
        page.evaluate("(name) => window.ganplay.parts.learn.open(name)", one.name)
        expect(page.locator(".ln-page header h2")).to_have_text(title(one.name))
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), one.name
