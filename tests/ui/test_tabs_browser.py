"""Going from tab to tab, "Why?" and the tour, in a real browser; on a narrow screen some tabs are in a menu."""

from __future__ import annotations

import pytest

from ganplay.ui.page import TABS
from ganplay.ui.words import say

expect = pytest.importorskip("playwright.sync_api", reason="the browser tests need playwright").expect
expect.set_options(timeout=60_000)

NARROW, WIDE = {"width": 390, "height": 844}, {"width": 1366, "height": 768}
OPEN = "#gp-tabs > .tab-wrapper button[role=tab][aria-selected=true]"

WHOLE = """() => [...document.querySelectorAll("#gp-tabs > .tab-wrapper button[role=tab]")]
  .filter((tab) => tab.checkVisibility())
  .every((tab) => tab.scrollWidth <= tab.clientWidth + 1 && tab.getBoundingClientRect().right <= innerWidth)"""


def opened(page, tab):
    expect(page.locator(OPEN)).to_have_attribute("data-tab-id", tab)


@pytest.mark.parametrize("viewport", [NARROW, WIDE], ids=["narrow", "wide"])
def test_a_link_and_a_script_open_the_tab_they_name_wherever_it_is(visitor, viewport):
    page = visitor("?game=nobody", viewport=viewport)
    opened(page, "judge")
    for tab in ("lab", "runs", "train", "latent", "learn", "judge", "lab"):
        page.evaluate("(tab) => window.ganplay.openTab(tab)", tab)
        opened(page, tab)


def test_a_finger_sees_whole_names_of_tabs_and_the_open_one_among_them(visitor):
    page = visitor(viewport=NARROW, has_touch=True, is_mobile=True)
    for tab in TABS:
        page.evaluate("(tab) => window.ganplay.openTab(tab)", tab)
        opened(page, tab)
        expect(page.locator(OPEN)).to_be_in_viewport(ratio=1)
        page.wait_for_function(WHOLE)
    for language in ("zh", "en"):
        page.locator("#gp-language").tap()
        expect(page.locator("#gp-tabs .overflow-menu > button")).to_have_accessible_name(say("page.more", language))


def test_keys_reach_the_button_at_once_and_tabs_are_one_stop(visitor):
    page = visitor()
    page.wait_for_function("document.querySelectorAll('#gp-tabs button[role=tab][tabindex=\"-1\"]').length === 5")
    page.keyboard.press("Tab")
    expect(page.locator("#gp-skip")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#gp-train-button")).to_be_focused()
    page.get_by_role("tab", name="Train").focus()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("tab", name="Learn")).to_be_focused()
    page.keyboard.press("End")
    page.keyboard.press("Enter")
    opened(page, "runs")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.tab-wrapper')") is None
    page.locator("#gp-skip").focus()
    page.keyboard.press("Enter")
    opened(page, "train")
    expect(page.locator("#gp-train-button")).to_be_focused()


def test_the_menu_of_tabs_closes_when_keys_leave_it(visitor):
    page = visitor(viewport=NARROW)
    menu, held = page.locator(".overflow-menu > button"), page.locator(".overflow-dropdown button").last
    menu.click()
    expect(held).to_be_visible()
    held.focus()
    page.keyboard.press("Tab")
    expect(held).to_be_hidden()
    menu.press("Enter")
    expect(held).to_be_visible()
    page.keyboard.press("Escape")
    expect(held).to_be_hidden()
    expect(menu).to_be_focused()


def test_why_opens_the_page_about_what_is_in_front_of_the_visitor(visitor):
    page = visitor("?run=mnist-collapsed")
    expect(page.locator(".gp-live [data-ref=word]")).to_have_text(say("live.verdict.collapsed"))
    page.click("#gp-why")
    opened(page, "learn")
    expect(page.locator(".ln-stop[aria-current]")).to_have_attribute("data-page", "modes")
    abouts = {"lab": "noise", "latent": "walk", "judge": "best", "runs": "losses", "learn": "questions"}
    assert abouts.keys() | {"train"} == TABS.keys()
    for tab, about in abouts.items():
        page.evaluate("(tab) => window.ganplay.openTab(tab)", tab)
        opened(page, tab)
        page.click("#gp-why")
        opened(page, "learn")
        expect(page.locator(".ln-stop[aria-current]")).to_have_attribute("data-page", about)


@pytest.mark.parametrize("viewport", [NARROW, WIDE], ids=["narrow", "wide"])
def test_the_tour_goes_through_every_tab_and_is_left_and_found_again(visitor, viewport):
    page = visitor(viewport=viewport)
    page.click("#gp-tour")
    card = page.locator(".gp-tour")
    seen = []
    for step in range(3):
        expect(card.locator("small")).to_have_text(say("tour.at", "en", at=step + 1, of=8))
        expect(page.locator(".gp-toured")).to_have_count(1)
        seen.append(page.locator(OPEN).get_attribute("data-tab-id"))
        card.get_by_role("button", name=say("tour.next")).click()
    page.keyboard.press("Escape")
    expect(card).to_have_count(0)
    expect(page.locator(".gp-toured")).to_have_count(0)
    page.reload()
    page.click("#gp-tour")
    for step in range(3, 8):
        expect(card.locator("small")).to_have_text(say("tour.at", "en", at=step + 1, of=8))
        expect(page.locator(".gp-toured")).to_have_count(1)
        seen.append(page.locator(OPEN).get_attribute("data-tab-id"))
        last = step == 7
        if last:
            page.click("#gp-language")
            expect(card.locator("p")).to_have_text(say("tour.learn", "zh"))
        card.get_by_role("button", name=say("tour.end" if last else "tour.next", "zh" if last else "en")).click()
    expect(card).to_have_count(0)
    assert set(seen) == set(TABS)
    page.click("#gp-tour")
    expect(card.locator("small")).to_have_text(say("tour.at", "zh", at=1, of=8))
