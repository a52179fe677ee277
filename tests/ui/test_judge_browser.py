"""The Discriminator tab in a real browser: the gestures of a visitor."""

from __future__ import annotations

import io
import re

import pytest
from PIL import Image

expect = pytest.importorskip("playwright.sync_api", reason="the browser tests need playwright").expect

SOON = 60_000  # milliseconds until something must have happened, on a busy machine
SMALL = ["resolution=32", "g_width=8", "d_width=8", "batch=16", "z_dim=16", "precision=fp32", "loss=nonsaturating"]


@pytest.fixture(scope="module")
def run(served) -> str:
    """A small run of nobody in the store that the page shows."""
    from ganplay.cli import main

    folder = served[1].store.runs / "judgementjud"
    changes = [word for change in SMALL for word in ("--set", change)]
    asked = ["train", "quick", "--data", "digits", *changes, "--steps", "12", "--device", "cpu", "--run", str(folder)]
    assert main(asked) == 0
    return folder.name


def judge(page):
    page.get_by_role("tab", name="Discriminator").click()
    expect(page.locator(".jj-cards li output.jj-logit:not(:empty)")).to_have_count(20, timeout=SOON)
    return page


@pytest.fixture(scope="module")
def tab(chromium, served, run):
    """One page with the tab open, that goes on from test to test."""
    context = chromium.new_context(viewport={"width": 1366, "height": 768}, locale="en-US", accept_downloads=True)
    page = context.new_page()
    page.set_default_timeout(SOON)
    errors = []
    page.on("pageerror", lambda error: errors.append(error))
    page.goto(f"{served[0]}?run={run}")
    yield judge(page)
    context.close()
    assert not errors


def mode(page, name: str) -> None:
    page.locator(f".gp-judge .ll-modes [data-value={name}]").click()


def png(colour: int = 200) -> dict[str, object]:
    buffer = io.BytesIO()
    Image.new("L", (40, 40), colour).save(buffer, "PNG")
    return {"name": "mine.png", "mimeType": "image/png", "buffer": buffer.getvalue()}


def test_there_is_something_to_look_at_before_anybody_brings_anything(tab):
    expect(tab.locator("[data-ref=judge-logit]")).to_have_text(re.compile(r"[+\u2212]\d"))
    expect(tab.locator("[data-ref=judge-says]")).to_contain_text("It takes this for")


def test_one_bad_file_does_not_stop_the_others(tab):
    bad = {"name": "notes.png", "mimeType": "image/png", "buffer": b"no picture at all"}
    tab.locator("[data-ref=judge-file]").set_input_files([png(), bad, png(90)])
    expect(tab.locator(".jj-cards li")).to_have_count(23)
    expect(tab.locator(".jj-cards li.bad")).to_have_count(1)
    expect(tab.locator(".jj-cards li.bad .jj-words")).to_contain_text("cannot be used")
    expect(tab.locator(".jj-cards li output.jj-logit:not(:empty)")).to_have_count(22)


def test_a_drawing_is_scored_while_it_is_drawn(tab):
    before = tab.locator(".jj-cards li").count()
    tab.get_by_role("button", name="Draw").click()
    box = tab.locator("[data-ref=judge-pad]").bounding_box()
    tab.mouse.move(box["x"] + 60, box["y"] + 50)
    tab.mouse.down()
    for x, y in ((160, 50), (120, 120), (90, 190)):
        tab.mouse.move(box["x"] + x, box["y"] + y, steps=6)
    tab.mouse.up()
    expect(tab.locator(".ll-now figcaption b").last).to_have_text("drawing 1")
    expect(tab.locator(".jj-cards li")).to_have_count(before + 1)
    expect(tab.locator(".jj-cards li.on output.jj-logit")).not_to_be_empty()
    tab.get_by_role("button", name="Done").click()


def test_why_how_steady_and_fooled(tab):
    mode(tab, "why")
    expect(tab.locator(".jj-map")).to_have_count(4)
    mode(tab, "steady")
    expect(tab.locator(".jj-table tbody tr").first).to_contain_text("itself")
    mode(tab, "fool")
    fooled = tab.locator("[data-ref=judge-fooled]")
    expect(fooled).to_have_attribute("src", re.compile("^data:"))
    before = fooled.get_attribute("src")
    tab.locator(".jj-fool input[type=range]").fill("3")
    expect(fooled).not_to_have_attribute("src", before)
    mode(tab, "seen")
    expect(tab.locator(".jj-near img")).to_have_count(2)


def test_the_threshold_moves_the_matrix_and_both_marks(tab):
    mode(tab, "whole")
    marks = tab.locator(".jj-curves circle.here:not(.small)")
    expect(marks).to_have_count(2)
    before = [marks.nth(i).get_attribute("cx") for i in range(2)]
    cells = tab.locator(".jj-matrix td b")
    knob = tab.locator("[data-ref=judge-threshold]")
    knob.fill(knob.get_attribute("max"))
    expect(cells.nth(0)).to_have_text("0")
    assert [marks.nth(i).get_attribute("cx") for i in range(2)] != before
    tab.get_by_role("button", name="As trained").click()
    expect(cells.nth(0)).not_to_have_text("0")


def test_over_time_best_and_cross_play(tab):
    mode(tab, "time")
    expect(tab.locator(".jj-time svg")).to_have_count(2, timeout=SOON)
    mode(tab, "best")
    expect(tab.locator(".jj-best .cells button")).to_have_count(64, timeout=SOON)
    mode(tab, "cross")
    expect(tab.locator(".jj-cross tbody tr")).not_to_have_count(0, timeout=SOON)


def test_twenty_guesses_end_on_one_roc_with_d_and_a_second_player_joins_by_the_link(tab, visitor):
    mode(tab, "game")
    tab.get_by_role("button", name="Start").click()
    for count in range(1, 21):
        expect(tab.locator(".jj-count")).to_contain_text(f"Picture {count} of 20")
        tab.keyboard.press("r" if count % 2 else "g")
    expect(tab.locator(".jj-fooled li")).to_have_count(20)
    expect(tab.locator(".jj-result .jj-unit")).to_be_visible()
    game = tab.evaluate("window.ganplay.parts.judge.S.game")
    guest = visitor(f"?run={tab.evaluate('window.ganplay.parts.judge.S.run')}&game={game}")
    expect(guest.locator(".jj-count")).to_contain_text("Picture 1 of 20", timeout=SOON)
    guest.locator("[data-ref=judge-generated]").click()
    expect(guest.locator(".jj-count")).to_contain_text("Picture 2 of 20")


def test_the_table_is_saved_and_the_language_changes_nothing_else(tab):
    mode(tab, "cards")
    with tab.expect_download(timeout=SOON) as saved:
        tab.get_by_role("button", name="CSV").click()
    lines = saved.value.path().read_text(encoding="utf-8").splitlines()
    assert (
        lines[0].startswith("name,kind,run,step,logit")
        and len(lines) == tab.locator(".jj-cards li:not(.bad)").count() + 1
    )
    cards = tab.locator(".jj-cards li").count()
    tab.locator("#gp-language").click()
    expect(tab.locator(".gp-judge .ll-modes [data-value=why]")).to_have_text("为什么")
    expect(tab.locator(".jj-cards li")).to_have_count(cards)
    tab.locator("#gp-language").click()


def test_a_narrow_screen_never_scrolls_sideways(served, run, visitor):
    guest = visitor(f"?run={run}", viewport={"width": 390, "height": 844})
    guest.evaluate("document.querySelectorAll('#gp-tabs button[role=tab]')[2].click()")
    expect(guest.locator("[data-ref=judge-picture]")).to_be_in_viewport(timeout=SOON)
    assert guest.evaluate("document.documentElement.scrollWidth") <= 390
