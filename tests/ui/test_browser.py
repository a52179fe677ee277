"""The page in a real browser: what a visitor does, and what they then see."""

from __future__ import annotations

import re

import pytest

from ganplay.ui.train.facts import TAKEN
from ganplay.ui.words import say

expect = pytest.importorskip("playwright.sync_api", reason="the browser tests need playwright").expect

SOON = 60_000  # milliseconds until something must have happened, on a busy machine
expect.set_options(timeout=SOON)


def step(page) -> int:
    return int(page.locator(".gp-live").get_attribute("data-step"))


def until(page, condition: str) -> None:
    page.wait_for_function(condition, timeout=SOON)


def status(page, name: str) -> None:
    expect(page.locator(".gp-live")).to_have_attribute("data-status", name)


def train(page, dataset: str = "shapes") -> str:
    """Press Train and wait for pictures; the id of the run."""
    page.locator(f"#gp-data input[value={dataset}]").check()
    page.locator("#gp-resolution label:has([value='28'])").click()
    page.locator("#gp-seconds input").fill("600")
    page.locator("#gp-train-button").click()
    status(page, "running")
    until(page, "document.querySelector('.gp-live').dataset.step > 2")
    return page.url.rpartition("run=")[2]


@pytest.fixture(scope="module")
def mine(chromium, served, idle):
    """One run of mine that goes on from test to test: (page, id of the run)."""
    context = chromium.new_context(viewport={"width": 1366, "height": 768}, locale="en-US")
    page = context.new_page()
    page.set_default_timeout(SOON)
    page.goto(served[0])
    page.wait_for_selector(".gp-live")
    try:
        run = train(page)
    except BaseException:  # what trains on would starve the other tests, until they fail as well
        idle()
        raise
    yield page, run
    context.close()


def test_a_zoom_survives_the_updates(mine):
    page, _ = mine
    until(page, "document.querySelector('[data-chart=losses] .nsewdrag') !== null")
    until(page, "document.querySelector('.gp-live').dataset.step > 8")
    box = page.locator("[data-chart=losses] .nsewdrag").bounding_box()
    page.mouse.move(box["x"] + 0.2 * box["width"], box["y"] + 0.3 * box["height"])
    page.mouse.down()
    page.mouse.move(box["x"] + 0.6 * box["width"], box["y"] + 0.8 * box["height"], steps=4)
    page.mouse.up()
    layout = "document.querySelector('[data-chart=losses]')._fullLayout"
    until(page, f"!{layout}.xaxis.autorange && {layout}.xaxis.range[0] > 0")
    zoomed = page.evaluate(f"{layout}.xaxis.range")
    traced = "document.querySelector('[data-chart=losses]').data[0].x.length"
    until(page, f"{traced} > {page.evaluate(traced) + 2}")
    assert page.evaluate(f"{layout}.xaxis.range") == zoomed


def test_a_reload_keeps_watching_and_steering(mine):
    page, run = mine
    page.reload()
    status(page, "running")
    assert run in page.url
    before = step(page)
    until(page, f"document.querySelector('.gp-live').dataset.step > {before}")
    expect(page.locator("[data-verb=pause]")).to_be_enabled()


def test_a_reload_shows_the_learning_rates_that_the_run_has(mine):
    page, _ = mine
    page.locator("#gp-lr-d input").fill("0.0007")
    page.locator("#gp-lr-d input").press("Enter")
    until(page, "window.ganplay.parts.live.state().head.live?.lr_d === 0.0007")
    page.reload()
    expect(page.locator("#gp-lr-d input")).to_have_value("0.0007")


def test_whoever_has_the_link_watches_without_controls(mine, visitor):
    page, run = mine
    guest = visitor(f"?run={run}")
    status(guest, "running")
    expect(guest.locator("[data-ref=badge]")).to_have_text(re.compile("Watching"))
    before = step(guest)
    until(guest, f"document.querySelector('.gp-live').dataset.step > {before}")
    for control in ("pause", "stop", "step", "again"):
        for button in guest.locator(f"[data-verb={control}]").all():
            expect(button).to_be_hidden()
    answer = guest.evaluate("(run) => window.ganplay.parts.live.command('stop')", run)
    assert answer is False
    expect(guest.locator("#gp-notice")).to_contain_text("owner")
    status(page, "running")


def test_chinese_loses_nothing(mine):
    page, run = mine
    page.locator("#gp-seconds input").fill("123")
    page.locator("#gp-data input[value=shapes]").check()
    page.locator("#gp-language").click()
    expect(page.locator("[data-verb=pause]")).to_have_text("暂停")
    expect(page.locator("#gp-lr-g")).to_contain_text("学习率")
    expect(page.locator("#gp-seconds input")).to_have_value("123")
    expect(page.locator("#gp-data input[value=shapes]")).to_be_checked()
    assert run in page.url
    status(page, "running")
    page.locator("#gp-language").click()
    expect(page.locator("[data-verb=pause]")).to_have_text("Pause")
    expect(page.locator("#gp-lr-g")).to_contain_text("Learning rate")


def test_a_learning_rate_acts_while_the_run_trains(mine, served):
    page, run = mine
    page.locator("#gp-lr-g input").fill("0.0005")
    page.locator("#gp-lr-g input").press("Enter")
    until(page, "window.ganplay.parts.live.state().head.live?.lr_g === 0.0005")
    assert served[1].store.get(run).recipe.lr_g == 0.0005


def test_the_time_line_shows_an_earlier_moment_while_training_goes_on(mine):
    page, _ = mine
    until(page, "document.querySelector('[data-ref=time]').max > 1")
    page.locator("[data-ref=time]").focus()
    page.keyboard.press("Home")
    expect(page.locator("[data-ref=when]")).to_contain_text("step 0")
    expect(page.locator("[data-ref=fake]")).to_have_attribute("alt", re.compile("step 0"))
    before = step(page)
    until(page, f"document.querySelector('.gp-live').dataset.step > {before}")
    expect(page.locator("[data-ref=when]")).to_contain_text("step 0")
    page.locator("[data-ref=now]").click()
    expect(page.locator("[data-ref=when]")).not_to_contain_text("step 0")


def test_a_lost_connection_is_said_and_caught_up_without_a_reload(mine):
    page, _ = mine
    page.evaluate("window.stays = true")
    page.context.set_offline(True)
    expect(page.locator("[data-ref=offline]")).to_be_visible(timeout=SOON)
    before = step(page)
    page.context.set_offline(False)
    until(page, f"document.querySelector('.gp-live').dataset.step > {before}")
    expect(page.locator("[data-ref=offline]")).to_be_hidden()
    assert page.evaluate("window.stays") is True


def test_a_run_trains_pauses_steps_and_stops(mine):
    page, _ = mine
    expect(page.locator("#gp-train-button")).to_be_hidden()
    expect(page.locator("[data-ref=fake]")).to_be_visible()
    expect(page.locator("[data-ref=real]")).to_be_visible()
    expect(page.locator("[data-network=d]")).to_be_disabled()

    page.locator("[data-verb=pause]").press("Enter")
    status(page, "paused")
    expect(page.locator("[data-verb=resume]")).to_be_focused()
    expect(page.locator("[data-network=both]")).to_be_enabled()
    before = step(page)
    page.locator("[data-times='10']").click()
    page.locator("[data-network=both]").click()
    until(page, f"document.querySelector('.gp-live').dataset.step == {before + 10}")

    page.locator("[data-verb=resume]").click()
    until(page, f"document.querySelector('.gp-live').dataset.step > {before + 10}")
    page.locator("[data-verb=stop]").click()
    status(page, "stopped")
    expect(page.locator("#gp-train-button")).to_be_visible()
    expect(page.locator("[data-verb=again]")).to_have_text("Resume")
    before = step(page)
    page.locator("[data-verb=again]").click()
    until(page, f"document.querySelector('.gp-live').dataset.step > {before}")
    page.locator("[data-verb=stop]").click()
    status(page, "stopped")


SMALL = """() => [...document.querySelectorAll("#gp-train :is(button, select, .gp-segmented label), .gp-header button")]
  .filter((one) => one.checkVisibility() && one.getBoundingClientRect().height < 44).map((one) => one.outerHTML)"""


def test_a_phone_has_the_picture_then_what_to_choose_then_the_charts_and_all_of_it_can_be_pressed(visitor):
    page = visitor(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    expect(page.locator(".gp-live #gp-form .gp-setting")).to_have_count(6)
    places = [page.locator(place).bounding_box() for place in (".gp-stage", "#gp-form", ".gp-charts")]
    assert places[0]["y"] < places[1]["y"] < places[2]["y"]
    assert page.locator(".gp-time input").bounding_box()["width"] > 340
    assert page.evaluate(SMALL) == []
    page.locator(".gp-break [data-value=break]").tap()
    expect(page.locator(".fx-list button").first).to_be_in_viewport(ratio=1)
    assert page.evaluate(SMALL) == []


def test_a_narrow_screen_shows_the_picture_and_the_button_and_never_scrolls_sideways(visitor):
    page = visitor(viewport={"width": 390, "height": 844})
    expect(page.locator("#gp-train-button")).to_be_in_viewport()
    expect(page.locator(".gp-fake .gp-sheet")).to_be_in_viewport()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_dark_is_kept_over_a_reload(visitor):
    page = visitor(color_scheme="light")
    page.locator("#gp-theme").click()
    expect(page.locator("body.dark")).to_have_count(1)
    assert page.evaluate("getComputedStyle(document.documentElement).colorScheme") == "dark"  # its scroll bars, too
    page.reload()
    expect(page.locator("body.dark")).to_have_count(1)


DROPPED = """(place) => ["dragover", "drop"].map((kind) => {
  const dataTransfer = new DataTransfer();
  dataTransfer.items.add(new File(["picture"], "mine.png", { type: "image/png" }));
  const event = new DragEvent(kind, { bubbles: true, cancelable: true, dataTransfer });
  document.querySelector(place).dispatchEvent(event);
  return event.defaultPrevented;
})"""


def test_a_file_that_is_dropped_beside_the_place_for_it_takes_nobody_away(visitor):
    page = visitor()
    for place in ("body", "#gp-see", "#gp-train-button"):
        assert page.evaluate(DROPPED, place) == [True, True]


def test_own_pictures_are_asked_for_before_they_train(visitor):
    page = visitor()
    page.locator("#gp-data input[value=own]").check()
    expect(page.locator("#gp-upload")).to_be_visible()
    label, drop = [page.locator(f"#gp-upload {part}").bounding_box() for part in ("label", ".upload-container")]
    assert label["y"] + label["height"] <= drop["y"]
    expect(page.locator("#gp-upload")).to_have_css("border-top-style", "dashed")
    for taken in TAKEN:
        expect(page.get_by_role("radiogroup", name=say(f"field.{taken}"))).to_be_visible()
    with page.expect_file_chooser() as chooser:
        page.locator("#gp-upload .upload-container").click()
    offered = chooser.value.element.get_attribute("accept").split(",")
    assert {"image/*", ".avif", ".tga", ".zip", ".csv"} <= set(offered) and ".heic" not in offered
    page.locator("#gp-train-button").click()
    expect(page.locator("#gp-notice.shown")).to_contain_text("Give your pictures first (at least 16 files")
    expect(page.locator("#gp-train-button")).to_be_visible()
