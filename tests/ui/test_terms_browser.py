"""Terms of the field are explained wherever they stand: by the mouse, by a tap, by keys; from one glossary."""

from __future__ import annotations

import re

import pytest

from ganplay.ui import glossary
from ganplay.ui.words import say

expect = pytest.importorskip("playwright.sync_api", reason="the browser tests need playwright").expect
expect.set_options(timeout=60_000)

BOX = ".gp-term"
# Where a text of an element of the page names something: the middle of its first place there.
PLACE = """([selector, name]) => {
  for (const element of document.querySelectorAll(selector)) {
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const at = node.data.indexOf(name);
      if (at < 0 || !node.parentElement.checkVisibility()) continue;
      node.parentElement.scrollIntoView({ block: "center", behavior: "instant" });
      const range = document.createRange();
      range.setStart(node, at);
      range.setEnd(node, at + name.length);
      const { left, top, width, height } = range.getBoundingClientRect();
      return { x: left + width / 2, y: top + height / 2 };
    }
  }
  return null;
}"""


def place(page, selector, name):
    found = page.wait_for_function(PLACE, arg=[selector, name]).json_value()
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    return page.evaluate(PLACE, [selector, name]) or found


@pytest.fixture
def reader(visitor):
    """A visitor whose page knows the terms."""

    def visit(query="", **options):
        with_terms = visitor(query, **options)
        with_terms.wait_for_function("CSS.highlights.has('gp-terms')")
        return with_terms

    return visit


def test_the_mouse_resting_on_a_term_explains_it_and_a_box_to_tick_still_ticks(reader):
    page = reader()
    box = page.locator(BOX)
    where = place(page, ".gp-live", "noise")
    page.mouse.move(where["x"], where["y"])
    name, meaning = glossary.glossary("en")["noise"]
    expect(box.locator("strong")).to_have_text(name)
    expect(box.locator("p")).to_have_text(meaning)
    page.mouse.move(where["x"] + 60, where["y"] + 300)
    expect(box).to_have_count(0)
    ticked = page.locator("label:has(input[type=checkbox]):visible").first
    before = ticked.locator("input").is_checked()
    ticked.click()
    expect(ticked.locator("input")).to_be_checked(checked=not before)


@pytest.mark.slow
def test_a_tap_explains_a_term_and_the_box_stays_on_the_screen(reader):
    page = reader(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True, locale="zh-CN")
    where = place(page, "#gp-settings", glossary.glossary("zh")["learningrate"][0])
    page.touchscreen.tap(where["x"], where["y"])
    box = page.locator(BOX)
    expect(box.locator("p")).to_have_text(glossary.glossary("zh")["learningrate"][1])
    edges = box.bounding_box()
    assert edges["x"] >= 0 and edges["x"] + edges["width"] <= 390
    assert edges["y"] >= 0 and edges["y"] + edges["height"] <= 844
    page.touchscreen.tap(where["x"], where["y"])
    expect(box).to_have_count(0)


def test_each_part_of_the_diagram_says_what_it_is(reader):
    page = reader()
    parts = page.locator(".gp-flow button[data-term]")
    expect(parts).to_have_count(5)
    terms = [part.get_attribute("data-term") for part in parts.all()]
    assert terms == ["noise", "generator", "generated", "discriminator", "real"]
    for part, term in zip(parts.all(), terms, strict=True):
        part.focus()
        page.keyboard.press("Enter")
        expect(page.locator(f"{BOX} p")).to_have_text(glossary.glossary("en")[term][1])
        page.keyboard.press("Escape")
        expect(page.locator(BOX)).to_have_count(0)
        expect(part).to_be_focused()


def test_the_list_says_the_terms_of_the_open_tab_first_and_all_can_be_searched(reader):
    page = reader()
    page.locator("body").press("F1")
    sections = page.locator(".gp-glossary section")
    expect(sections).to_have_count(2)
    here = sections.first.locator("dt").all_text_contents()
    both = here + sections.last.locator("dt").all_text_contents()
    names = [name for name, _ in glossary.glossary("en").values()]
    assert sorted(both) == sorted(names) and "Discriminator (D)" in here and "Vocoder" not in here
    search = page.get_by_role("searchbox", name=say("terms.search"))
    search.fill("  kullback ")
    expect(page.locator(".gp-glossary dt:visible")).to_have_count(
        sum("kullback" in " ".join(pair).lower() for pair in glossary.glossary("en").values())
    )
    search.fill("zzzz")
    expect(page.get_by_text(say("terms.none"))).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")  # the first may empty the field
    expect(page.locator(".gp-glossary")).to_have_count(0)


MARKED = """(tab) => [...CSS.highlights.get("gp-terms")].filter(({ startContainer }) => {
  const part = startContainer.parentElement?.closest(".tabitem");
  return part?.checkVisibility() && document.querySelector(`[data-tab-id=${tab}][aria-selected=true]`);
}).length"""


@pytest.mark.slow
def test_every_tab_has_terms_that_explain_themselves_and_in_another_language_they_are_said_in_it(reader):
    page = reader()
    for tab in ("latent", "judge", "lab", "runs"):
        page.evaluate("(tab) => window.ganplay.openTab(tab)", tab)
        page.wait_for_function(MARKED, arg=tab)
    page.locator("#gp-language").click()
    page.locator("#gp-words").click()
    names = page.locator(".gp-glossary dt")
    expect(names.first).to_have_text(re.compile("[一-鿿]|^[A-Z]"))
    assert sorted(names.all_text_contents()) == sorted(name for name, _ in glossary.glossary("zh").values())
