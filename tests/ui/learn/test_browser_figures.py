"""Pages of the course whose figures need no server are completed by doing what they ask, in both languages."""

from __future__ import annotations

import re

import pytest

api = pytest.importorskip("playwright.sync_api", reason="the browser tests need playwright: pip install playwright")
expect = api.expect

LOCALES = {"en": "en-US", "zh": "zh-CN"}


def press(page, name, times=1):
    for _ in range(times):
        page.locator(f"[data-focus={name}]").click()


def entropy(page):
    press(page, "step", 12)
    expect(page.locator(".ln-entropy-meter.there")).to_have_count(0)
    press(page, "step")


def slopes(page):
    page.locator(".ln-slopes input[type=range]").fill("-4.5")
    expect(page.locator(".ln-told")).to_have_count(0)
    page.locator(".ln-slopes input[type=range]").press("ArrowLeft")


def circle(page):
    press(page, "first")
    expect(page.locator(".ln-told")).to_have_count(0)
    press(page, "first")


def apart(page):
    distance = page.locator(".ln-apart input[type=range]").first
    page.locator("[data-clip='0.01']").click()
    expect(page.locator("[data-clip='0.01'] .far")).to_contain_text("0.0001")
    distance.fill("5")
    distance.fill("0.25")
    expect(page.locator(".ln-told")).to_have_count(0)
    page.locator("[data-clip='0']").click()


def upsampling(page):
    press(page, "send")
    page.locator("[data-value='4']").click()
    expect(page.locator(".ln-told")).to_have_count(0)
    page.locator("[data-value=resize]").click()


PAGES = {act.__name__: act for act in (entropy, slopes, circle, apart, upsampling)}


def opened(visitor, name, language):
    """The page with its prediction skipped; nothing on it moves by itself."""
    page = visitor(f"?learn={name}", locale=LOCALES[language], reduced_motion="reduce")
    page.locator(".ln-skip").click()
    expect(page.locator(f".ln-{name}")).to_be_visible()
    return page


@pytest.mark.parametrize("language", LOCALES)
@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_completed_by_doing_what_it_asks(visitor, name, language):
    page = opened(visitor, name, language)
    PAGES[name](page)
    told = page.locator(".ln-told")
    expect(told.first).to_be_visible()
    numbers = told.locator("output").all_inner_texts()
    assert numbers and all(re.search(r"\d", number) for number in numbers), numbers


@pytest.mark.parametrize("name", PAGES)
def test_a_figure_says_its_words_again_and_keeps_its_state(visitor, name):
    page = opened(visitor, name, "en")
    figure = page.locator(f".ln-{name}")
    PAGES[name](page)
    expect(page.locator(".ln-told").first).to_be_visible()
    before = figure.inner_text()
    page.locator("[data-word='page.language']").click()
    expect(figure).to_contain_text(re.compile("[一-鿿]"))
    assert not re.search(r"learn\.|\{", figure.inner_text())
    numbers = [re.findall(r"\d+\.\d+", text) for text in (before, figure.inner_text())]
    assert sorted(numbers[0]) == sorted(numbers[1])
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_narrow_page_holds_every_figure(visitor):
    for name in PAGES:
        page = visitor(f"?learn={name}", viewport={"width": 340, "height": 740}, reduced_motion="reduce")
        page.locator(".ln-skip").click()
        figure = page.locator(f".ln-{name}")
        expect(figure).to_be_visible()
        assert figure.evaluate("(element) => element.scrollWidth <= element.clientWidth"), name
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), name
        page.close()
