"""Going from tab to tab, "Why?" and the tour, in a real browser; on a narrow screen some tabs are in a menu."""

from __future__ import annotations

import pytest

from ganplay.ui.page import TABS
from ganplay.ui.words import say

expect = pytest.importorskip("playwright.sync_api", reason="the browser tests need playwright").expect
expect.set_options(timeout=60_000)

NARROW, WIDE = {"width": 390, "height": 844}, {"width": 1366, "height": 768}
OPEN = "#gp-tabs > .tab-wrapper button[role=tab][aria-selected=true]"


def opened(page, tab):
    expect(page.locator(OPEN)).to_have_attribute("data-tab-id", tab)


@pytest.mark.parametrize("viewport", [NARROW, WIDE], ids=["narrow", "wide"])
def test_a_link_and_a_script_open_the_tab_they_name_wherever_it_is(visitor, viewport):
    page = visitor("?game=nobody", viewport=viewport)
    opened(page, "judge")
    for tab in ("lab", "runs", "train", "latent", "learn", "judge", "lab"):
        page.evaluate("(tab) => window.ganplay.openTab(tab)", tab)
        opened(page, tab)


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
