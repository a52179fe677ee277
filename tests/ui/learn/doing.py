"""What a visitor does on each page of the course until it is done."""

from __future__ import annotations

import re

import pytest

expect = pytest.importorskip("playwright.sync_api", reason="the browser tests need playwright").expect
expect.set_options(timeout=90_000)

DONE = ".ln-stop.done[aria-current]"
FIRST = ".ln-figure .quiet.strong:visible:not(:disabled)"  # the one obvious thing to press
LATER = """([first, word]) => {
  const buttons = [...document.querySelectorAll(first)].filter((one) => one.checkVisibility() && !one.disabled);
  const done = document.querySelector(".ln-stop.done[aria-current]");
  return done || (buttons.length && buttons[0].innerText !== word);
}"""


def is_done(page):
    return page.locator(DONE).count() > 0


def press(page, name, times=1):
    for _ in range(times):
        page.locator(f"[data-focus={name}]").click()


def press_on(page, times=12):
    """Press what is there to be pressed first, let it come to its end, and press again, until the page is done."""
    for _ in range(times):
        button = page.locator(FIRST).first
        word = button.inner_text() if button.count() else ""
        if word:
            button.click()
        page.wait_for_function(LATER, arg=[FIRST.split(":")[0], word], timeout=120_000)
        if is_done(page):
            break


def judge(page):
    page.click(".jj-intro button")
    for count in range(1, 11):
        expect(page.locator(".jj-count b")).to_have_text(re.compile(rf"\b{count} [^0-9]*10\b"))
        page.keyboard.press("r" if count % 2 else "g")
    expect(page.locator(".jj-fooled li")).to_have_count(10)


def entropy(page):
    press(page, "step", 12)
    expect(page.locator(".ln-entropy-meter.there")).to_have_count(0)
    press(page, "step")


def steps(page):
    page.wait_for_selector(".ln-steps .ln-live-stage[data-step]")  # there are points that can be dragged
    board = page.locator(".ln-steps canvas").first
    dragged = page.locator(".ln-steps .ln-live-figures output").first
    for count, to in enumerate((0.2, 0.5, 0.8), 1):
        board.scroll_into_view_if_needed()
        box = board.bounding_box()
        page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        page.mouse.down()
        page.mouse.move(box["x"] + to * box["width"], box["y"] + 0.2 * box["height"], steps=4)
        page.mouse.up()
        expect(dragged).to_have_text(re.compile(rf"^{count} /"))
    for network in "dg" * 5:
        page.click(f'[data-focus="step-{network}"]')


def slopes(page):
    page.locator(".ln-slopes input[type=range]").fill("-4.5")
    assert not is_done(page)
    page.locator(".ln-slopes input[type=range]").press("ArrowLeft")


def circle(page):
    press(page, "first")
    assert not is_done(page)
    press(page, "first")


def apart(page):
    distance = page.locator(".ln-apart input[type=range]").first
    page.locator("[data-clip='0.01']").click()
    expect(page.locator("[data-clip='0.01'] .far")).to_contain_text("0.0001")
    distance.fill("5")
    distance.fill("0.25")
    assert not is_done(page)
    page.locator("[data-clip='0']").click()


def upsampling(page):
    press(page, "send")
    page.locator("[data-value='4']").click()
    assert not is_done(page)
    page.locator("[data-value=resize]").click()


def losses(page):
    page.click('[data-choice="a"]')
    page.click(".ln-losses-open")
    expect(page.locator(".ln-losses-run img")).to_have_count(2)


def walk(page):
    page.click(".ln-walk-search")  # enabled once the frames are there
    expect(page.locator(".ln-walk-scale")).to_be_visible(timeout=240_000)  # the faces are drawn for the first time
    slider = page.locator(".ln-figure input[type=range]")
    expect(slider).to_have_value("16")
    assert not is_done(page)
    slider.fill("32")


def steer(page):
    expect(page.locator("[data-sheet=classes] img")).to_be_visible()
    for digit in range(10):
        page.locator(f'[data-focus="choice-{digit}"]').first.click()
    for slider in page.locator(".ln-steer input[type=range]").all():
        slider.fill("1.5")


DOING = {act.__name__: act for act in (judge, entropy, steps, slopes, circle, apart, upsampling, losses, walk, steer)}


def do(page, name):
    """All that a page asks, until it is done."""
    DOING.get(name, press_on)(page)
    expect(page.locator(DONE)).to_have_count(1)
