"""The course in a real browser: its frame, and every page completed by doing what it asks, in both languages."""

from __future__ import annotations

import json
import re
import time

import pytest

from ganplay.ui.learn import lessons
from ganplay.ui.learn.course import PAGES
from ganplay.ui.words import LANGUAGES, say

expect = pytest.importorskip("playwright.sync_api", reason="the browser tests need playwright").expect
expect.set_options(timeout=90_000)

KEPT = "JSON.parse(localStorage.getItem('ganplay.learn'))"
LATER = """([first, word, began]) => {
  const button = document.querySelector(first);
  const done = document.querySelector(".ln-stop.done[aria-current]");
  return done || (button && button.innerText !== word) || Date.now() - began > 8000;
}"""
FIRST = ".ln-figure .quiet.strong:visible:not(:disabled)"  # the one obvious thing to press


@pytest.fixture
def course(visitor):
    """Opens the course at a page, in a language."""

    def opened(name: str = "", language: str = "en", **options):
        page = visitor(f"?learn={name}", **options)
        if language != "en":
            page.click("#gp-language")
        expect(page.locator(".ln-page h2")).to_have_text(title(name or "judge", language))
        return page

    return opened


def title(name, language="en"):
    return re.sub("<[^>]*>", "", lessons.lesson(language, name)["title"])


def predict(page, answer=0):
    page.locator(".ln-predict .ln-answer").nth(answer).click()
    expect(page.locator(".ln-figure > :first-child")).to_be_visible()


def completed(page, timeout=90_000):
    expect(page.locator(".ln-stop.done[aria-current]")).to_have_count(1, timeout=timeout)


def is_done(page):
    return page.locator(".ln-stop.done[aria-current]").count() > 0


def press_on(page, times=12):
    """Press what is there to be pressed first, let it come to its end, and press again, until the page is done."""
    for _ in range(times):
        button = page.locator(FIRST).first
        word = button.inner_text() if button.count() else ""
        if word:
            button.click()
        page.wait_for_function(LATER, arg=[FIRST.split(":")[0], word, time.time() * 1000], timeout=60_000)
        if is_done(page):
            break
    completed(page)


def downhill(page):
    for _ in range(400):
        if is_done(page):
            break
        page.locator(FIRST).click()
    completed(page)


def doubling(page):
    page.click('[data-focus="send"]')
    page.locator(".ln-upsampling-controls button", has_text="4").first.click()
    page.locator(".ln-upsampling-controls .ll-segments").first.locator("button").last.click()
    completed(page)


def judging(page):
    page.click(".jj-intro button")
    for count in range(1, 11):
        expect(page.locator(".jj-count b")).to_have_text(re.compile(rf"\b{count} [^0-9]*10\b"))
        page.keyboard.press("r" if count % 2 else "g")
    expect(page.locator(".jj-fooled li")).to_have_count(10)
    completed(page)


def choosing(page):
    page.click('[data-choice="a"]')
    page.click(".ln-losses-open")
    expect(page.locator(".ln-losses-run img")).to_have_count(2)
    completed(page)


def walking(page):
    page.click(".ln-walk-search")  # enabled once the frames are there
    expect(page.locator(".ln-walk-scale")).to_be_visible(timeout=240_000)  # the faces are drawn for the first time
    slider = page.locator(".ln-figure input[type=range]")
    expect(slider).to_have_value("16")
    assert not is_done(page)
    slider.fill("32")
    completed(page)


def steering(page):
    expect(page.locator("[data-sheet=classes] img")).to_be_visible()
    for digit in range(10):
        page.click(f'[data-focus="choice-{digit}"]')
    for slider in page.locator(".ln-steer input[type=range]").all():
        slider.fill("1.5")
    completed(page)


def stepping(page):
    board = page.locator(".ln-steps canvas").first
    expect(page.locator(".ln-live-stage[data-step]")).to_be_visible()
    for count, to in enumerate((0.2, 0.5, 0.8)):
        board.scroll_into_view_if_needed()
        box = board.bounding_box()
        page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        page.mouse.down()
        page.mouse.move(box["x"] + to * box["width"], box["y"] + 0.2 * box["height"], steps=4)
        page.mouse.up()
        expect(page.locator(".ln-steps .ln-live-figures output").first).to_contain_text(f"{count + 1} / 3")
    for network in "dg" * 5:
        page.click(f'[data-focus="step-{network}"]')
    completed(page)


DOING = {
    "judge": judging,
    "entropy": downhill,
    "upsampling": doubling,
    "losses": choosing,
    "walk": walking,
    "steer": steering,
    "steps": stepping,
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", [page.name for page in PAGES if page.figure])
def test_a_page_is_completed_by_doing_what_it_asks(course, name, language):
    page = course(name, language)
    expect(page.locator(".ln-figure")).to_have_count(0)
    predict(page)
    DOING.get(name, press_on)(page)
    page.wait_for_function(f"() => {KEPT}.pages['{name}'].done")  # it is kept once it has settled
    numbers = page.evaluate(f"{KEPT}.pages['{name}'].numbers")
    told = page.locator(".ln-told [data-number]")
    assert told.count() >= 2
    assert all(text and text != "–" for text in told.all_inner_texts()) or name == "best"  # its line may not be tried
    assert numbers.keys() <= set(next(one.numbers for one in PAGES if one.name == name))
    expect(page.locator(".ln-compared")).to_be_visible()
    expect(page.locator(".ln-quiz .ln-question")).to_have_count(2)


def test_nothing_moves_before_the_prediction_and_what_was_done_is_there_after_a_reload(course):
    page = course("slopes")
    expect(page.locator(".ln-seen")).to_be_hidden()
    expect(page.locator(".ln-claim")).to_be_hidden()
    predict(page, 1)
    expect(page.locator(".ln-seen")).to_contain_text(say("learn.waiting"))
    press_on(page)
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
    expect(page.locator(".ln-page h2")).to_have_text(title("entropy", "zh"))
    expect(page.locator(".ln-figure")).to_contain_text(say("learn.entropy.step", "zh"))
    expect(page.locator(".ln-figure input[type=range]").first).to_have_value("1")
    assert page.evaluate("window.figure === document.querySelector('.ln-figure > *')")
    downhill(page)
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
    box = page.locator(".ln-term-box")
    expect(box.locator("p")).not_to_be_empty()
    page.keyboard.press("Escape")
    expect(box).to_have_count(0)
    page.locator(".ln-cite").first.click()
    expect(page.locator(".ln-page h2")).to_have_text(title("reading"))
    assert page.evaluate("document.activeElement.id").startswith("ln-ref-")
    assert "learn=reading" in page.url
    page.locator(".ln-stop", has_text=title("glossary")).click()
    expect(page.locator(".ln-glossary dt")).to_have_count(len(lessons.glossary("en")))


def test_the_notebook_is_one_page_that_stands_alone(course, tmp_path):
    page = course("slopes")
    predict(page, 1)
    press_on(page)
    page.locator(".ln-question").first.locator(".ln-answer").nth(0).click()
    page.wait_for_function(f"() => {KEPT}.pages.slopes.picture")
    with page.expect_download() as saved:
        page.get_by_role("button", name=say("learn.notebook")).click()
    text = saved.value.path().read_text(encoding="utf-8")
    said = lessons.lesson("en", "slopes")
    assert saved.value.suggested_filename.endswith(".html")
    assert said["title"] in text and said["predict"]["answers"][1] in text and said["predict"]["answers"][2] in text
    assert '<img src="data:image/' in text and said["quiz"][0]["answers"][0]["why"] in text
    assert "data-number" not in text and "<script" not in text and not re.search(r"(src|href)=\"(?!data:)", text)


def test_to_begin_anew_is_asked_twice(course):
    page = course("slopes")
    predict(page)
    press_on(page)
    page.get_by_role("button", name=say("learn.forget"), exact=True).click()
    assert page.evaluate(f"{KEPT}.pages.slopes.done")
    page.get_by_role("button", name=say("learn.forget.sure")).click()
    expect(page.locator(".ln-count")).to_have_text(say("learn.count", "en", done=0, of=17))
    expect(page.locator(".ln-predict .ln-answer[aria-pressed=true]")).to_have_count(0)


def test_what_was_kept_by_somebody_else_does_no_harm(course, chromium):
    context = chromium.new_context(viewport={"width": 390, "height": 844}, locale="en-US")
    odd = {
        "pages": {"slopes": {"predicted": 99, "quiz": "x", "numbers": 7, "picture": "javascript:1"}, "no": 1},
        "last": "no",
    }
    context.add_init_script(f"localStorage.setItem('ganplay.learn', {json.dumps(json.dumps(odd))})")
    page = course("slopes", context=context)
    expect(page.locator(".ln-figure")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    context.close()


@pytest.mark.parametrize("width", [390, 1366, 1920])
def test_no_page_scrolls_sideways(visitor, width):
    page = visitor("?learn=judge", viewport={"width": width, "height": 844})
    for one in PAGES:
        page.evaluate("(name) => window.ganplay.parts.learn.open(name)", one.name)
        expect(page.locator(".ln-page h2")).to_have_text(title(one.name))
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), one.name


@pytest.mark.parametrize("page", [one for one in PAGES if one.tab], ids=lambda one: one.name)
def test_a_page_goes_on_where_it_says(course, page):
    shown = course(page.name)
    shown.get_by_role("button", name=say("learn.skip")).click()
    shown.get_by_role("button", name=say("learn.peek")).click()
    expect(shown.locator(".ln-figure > :first-child:not(.gp-note)")).to_be_visible()
    shown.locator(".ln-try").click()
    chosen = "#gp-tabs > .tab-wrapper button[role=tab][aria-selected=true]"
    expect(shown.locator(chosen)).to_have_attribute("data-tab-id", page.tab)
