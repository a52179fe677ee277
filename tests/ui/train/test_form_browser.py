"""The form of the Train tab in a real browser: recipes, sizes, data, what differs, what cannot be, both languages."""

from __future__ import annotations

import re

import pytest

from ganplay.recipe import named_recipe
from ganplay.recipe.fields import FIELDS
from ganplay.ui.train.facts import SETTINGS
from ganplay.ui.words import say

expect = pytest.importorskip("playwright.sync_api", reason="the browser tests need playwright").expect

SOON = 60_000  # milliseconds until something must have happened, on a busy machine
expect.set_options(timeout=SOON)
HEAD = "#gp-advanced > button"


def unfold(page, group: str):
    """Open Advanced and one of its groups."""
    if page.locator(HEAD).get_attribute("aria-expanded") == "false":
        page.locator(HEAD).click()
    found = page.locator(f".gp-group[data-group={group}]")
    if found.get_attribute("open") is None:
        found.locator("summary").click()
    return found


def write(page, setting: str, text: str) -> None:
    page.locator(f"#{setting} input").fill(text)
    page.locator(f"#{setting} input").press("Enter")


def test_advanced_is_made_when_it_is_opened_and_has_every_setting(visitor):
    page = visitor()
    expect(page.locator("#gp-lr-g input")).to_have_value("0.002")
    expect(page.locator(".gp-setting")).to_have_count(6)
    expect(page.locator("select:not(:has(option)):visible")).to_have_count(0)
    page.locator(HEAD).focus()
    page.keyboard.press("Enter")
    expect(page.locator(".gp-setting")).to_have_count(len(SETTINGS))
    expect(page.locator(".gp-group")).to_have_count(len({FIELDS[name].group for name in SETTINGS}))
    expect(page.locator("#gp-z-dim input")).to_be_hidden()
    unfold(page, "networks")
    expect(page.locator("#gp-z-dim input")).to_be_visible()
    columns = [page.locator(f"#gp-{side}-width").bounding_box() for side in "gd"]
    assert columns[0]["y"] == columns[1]["y"] and columns[0]["x"] < columns[1]["x"]
    page.locator(HEAD).click()
    expect(page.locator("#gp-z-dim input")).to_be_hidden()


@pytest.mark.slow
def test_what_differs_from_the_recipe_is_marked_counted_and_goes_back(visitor):
    page = visitor()
    group = unfold(page, "networks")
    tally = page.locator(f"{HEAD} .gp-tally")
    expect(tally).to_have_text("")
    write(page, "gp-z-dim", "100")
    page.locator("#gp-noise select").select_option("uniform")
    expect(page.locator("#gp-z-dim")).to_have_class(re.compile("changed"))
    expect(tally).to_have_text("2 changed")
    expect(group.locator(".gp-tally")).to_have_text("2 changed")
    page.locator("#gp-z-dim").get_by_role("button", name="back to 64").click()
    expect(page.locator("#gp-z-dim input")).to_have_value("64")
    expect(page.locator("#gp-z-dim input")).to_be_focused()
    expect(page.locator("#gp-z-dim")).not_to_have_class(re.compile("changed"))
    expect(tally).to_have_text("1 changed")
    page.locator("#gp-noise select").select_option("gaussian")
    expect(tally).to_have_text("")
    write(page, "gp-seconds", "61")
    expect(page.locator("#gp-seconds").get_by_role("button", name="back to 60")).to_be_visible()
    expect(tally).to_have_text("")  # what stands in sight needs no count
    name, difference = page.locator("#gp-recipe option:checked"), page.locator("#gp-difference")
    expect(difference).to_contain_text("Not as the recipe has it: Seconds.")
    expect(name).to_have_text(say("recipe.quick"))  # another budget is no other recipe
    write(page, "gp-z-dim", "100")
    expect(name).to_have_text("quick, changed: pictures within a minute")
    expect(difference).to_contain_text("Latent size, Seconds")
    difference.get_by_role("button", name="all as the recipe has it").click()
    expect(page.locator("#gp-z-dim input")).to_have_value("64")
    expect(page.locator("#gp-seconds input")).to_have_value("60")
    expect(name).to_have_text(say("recipe.quick"))
    expect(difference).to_be_hidden()
    expect(page.locator("#gp-recipe select")).to_be_focused()
    page.locator("#gp-z-dim input").fill("")
    expect(page.locator("#gp-z-dim input")).to_have_attribute("placeholder", "empty: 64")


def test_a_setting_is_found_by_what_it_says(visitor):
    page = visitor()
    group = unfold(page, "networks")
    find, found = page.get_by_label("Find a setting"), page.locator("#gp-advanced .gp-setting:visible")
    find.fill("penal")
    expect(page.locator("#gp-gamma")).to_be_visible()
    expect(group).to_be_hidden()
    for setting in found.all():  # by what the command line calls it, too
        assert "penal" in f"{setting.get_attribute('data-name')} {setting.inner_text()}".lower()
    find.fill("no such setting")
    expect(found).to_have_count(0)
    expect(page.locator(".gp-find .gp-note")).to_be_visible()
    find.fill("")
    expect(page.locator("#gp-z-dim")).to_be_visible()  # what stood open does again
    expect(page.locator("#gp-gamma")).to_be_hidden()


def test_a_recipe_and_its_sizes_bring_their_settings_and_their_line(visitor):
    page = visitor()
    write(page, "gp-seconds", "123")
    page.locator("#gp-recipe select").focus()
    page.locator("#gp-recipe select").select_option("stylegan")
    expect(page.locator("#gp-about-recipe")).to_contain_text("Karras")
    expect(page.locator("#gp-recipe select")).to_be_focused()
    for size in ("tiny", "full", "small"):
        page.locator(f"#gp-size label:has([value={size}])").click()
        recipe = named_recipe("stylegan", size)
        expect(page.locator("#gp-seconds input")).to_have_value(f"{recipe.seconds:g}")
        expect(page.locator("#gp-batch input")).to_have_value(str(recipe.batch))
        unfold(page, "networks")
        expect(page.locator("#gp-g-width input")).to_have_value(str(recipe.g_width))
        expect(page.locator("#gp-family select")).to_have_value("stylegan")
    expect(page.locator("#gp-size [value=small]")).to_be_checked()
    expect(page.locator(".gp-setting.changed")).to_have_count(0)


def test_recipe_and_data_of_two_kinds_are_brought_together(visitor):
    page = visitor()
    page.locator("#gp-data [value=ring]").check()
    expect(page.locator("#gp-recipe select")).to_have_value("points")
    expect(page.locator("#gp-size [value=tiny]")).to_be_checked()
    expect(page.locator("#gp-resolution [value='1']")).to_be_checked()
    expect(page.locator("#gp-resolution input")).to_have_count(1)
    expect(page.locator("#gp-data [value=ring]")).to_be_checked()
    page.locator("#gp-recipe select").select_option("dcgan")
    expect(page.locator("#gp-resolution [value='1']")).to_have_count(0)
    expect(page.locator("#gp-data [value=faces]")).to_be_checked()
    expect(page.locator("#gp-about-data")).to_contain_text("faces")
    expect(page.locator("#gp-recipe select")).to_have_value("dcgan")
    page.locator("#gp-data [value=mnist]").check()
    expect(page.locator("#gp-about-data")).to_contain_text("12 MB are downloaded")
    expect(page.locator("#gp-recipe select")).to_have_value("dcgan")


def test_what_cannot_be_is_said_at_the_setting_and_refused(visitor, served):
    page = visitor()
    runs = len(served[1].store.list())
    write(page, "gp-batch", "3")
    said = page.locator("#gp-batch .gp-wrong")
    expect(said).to_have_text("Batch cannot be 3: it is a whole number from 4 to 512.")
    expect(page.locator("#gp-batch input")).to_have_attribute("aria-invalid", "true")
    expect(page.locator("#gp-batch input")).to_have_attribute("aria-describedby", "gp-batch-value-wrong")
    page.locator("#gp-language").click()
    expect(said).to_have_text("批大小不能是 3：应为 4 到 512 之间的整数。")
    write(page, "gp-batch", "32")
    expect(said).to_be_hidden()
    unfold(page, "objective")
    write(page, "gp-smoothing", "0.5")
    page.locator("#gp-advanced summary", has_text="目标函数").click()
    page.locator(HEAD).click()
    expect(page.locator("#gp-smoothing .gp-wrong")).to_be_hidden()
    page.locator("#gp-train-button").click()
    expect(page.locator("#gp-notice.shown")).to_contain_text("标签平滑不能是 0.5")
    expect(page.locator("#gp-smoothing input")).to_be_focused()
    expect(page.locator("#gp-smoothing .gp-wrong")).to_be_visible()
    assert len(served[1].store.list()) == runs


@pytest.mark.slow
def test_the_other_language_keeps_what_was_written_and_what_stands_open(visitor):
    page = visitor()
    unfold(page, "objective")
    page.locator("#gp-gamma input").fill("7.5")
    page.locator("#gp-loss select").select_option("lsgan")
    page.locator("#gp-lr-d input").fill("0.0003")
    page.locator("#gp-language").click()
    expect(page.locator("#gp-gamma label")).to_contain_text("惩罚权重")
    expect(page.locator("#gp-gamma input")).to_have_value("7.5")
    expect(page.locator("#gp-loss option:checked")).to_have_text("最小二乘")
    expect(page.locator("#gp-lr-d input")).to_have_value("0.0003")
    expect(page.locator(f"{HEAD} .gp-tally")).to_have_text("改动 2 项")
    expect(page.locator("#gp-size label").first).to_have_text("原有设置")


def test_rates_are_written_chosen_and_stepped_by_keys(visitor):
    page = visitor()
    rate = page.locator("#gp-lr-g input")
    write(page, "gp-lr-g", "0.0003")
    rate.press("ArrowUp")
    expect(rate).to_have_value("0.0005")
    rate.press("ArrowDown")
    expect(rate).to_have_value("0.0002")
    usual = page.get_by_label("Learning rate G: usual values")
    expect(usual).to_have_attribute("tabindex", "-1")  # an arrow key would choose in the closed list, at once
    usual.select_option("0.00001")
    expect(rate).to_have_value("0.00001")
    expect(rate).to_be_focused()
    expect(page.locator("#gp-lr-g")).to_have_class(re.compile("changed"))


def test_what_the_form_shows_is_what_is_trained(visitor, served):
    page = visitor()
    page.locator("#gp-data [value=shapes]").check()
    page.locator("#gp-recipe select").select_option("dcgan")
    unfold(page, "networks")
    write(page, "gp-g-width", "9")
    page.locator("#gp-upsampling select").select_option("resize")
    page.locator("#gp-seconds input").fill("600")
    page.locator("#gp-train-button").press("Enter")
    page.wait_for_url(re.compile("run="))
    page.wait_for_function("document.activeElement.closest('.gp-controls')")  # where Pause will be
    expect(page.locator(".gp-live [data-ref=title]")).to_have_text("dcgan, changed on shapes")
    run = page.url.rpartition("run=")[2]
    expect(page.locator(f".gp-runs li[data-run='{run}'] b")).to_have_text("dcgan, changed on shapes")
    shown = named_recipe("dcgan").with_changes(g_width=9, upsampling="resize", seconds=600, dataset="shapes")
    assert served[1].store.get(run).recipe == shown
    page.locator("[data-verb=stop]").press("Enter")
    expect(page.locator(".gp-live")).to_have_attribute("data-status", "stopped")
    expect(page.locator("#gp-train-button")).to_be_focused()


@pytest.mark.slow
def test_a_number_that_is_none_is_said_and_forgotten_when_the_form_is_drawn_again(visitor, served):
    page = visitor()
    runs = len(served[1].store.list())
    seconds = page.locator("#gp-seconds input")
    seconds.fill("")
    seconds.press_sequentially("e")
    seconds.press("Tab")
    told = "Seconds: what is written here is no number. It is one from 0 to 1000000."
    expect(page.locator("#gp-seconds .gp-wrong")).to_have_text(told)
    page.locator("#gp-train-button").click()
    expect(page.locator("#gp-notice.shown")).to_have_text(told)
    expect(page.locator("#gp-train-button")).to_be_visible()
    page.locator("#gp-language").click()
    expect(seconds).to_have_value("60")
    expect(page.locator("#gp-seconds .gp-wrong")).to_be_hidden()
    assert len(served[1].store.list()) == runs


@pytest.mark.slow
def test_the_form_comes_once_its_facts_do_and_train_waits_for_it(chromium, visitor):
    context = chromium.new_context(viewport={"width": 1366, "height": 768}, locale="en-US")
    context.route("**/train/facts.json", lambda route: route.fulfill(status=502, body="<html>"))
    page = visitor("", context)
    expect(page.locator("#gp-notice.shown")).to_have_text(say("error.offline"))
    page.locator("#gp-train-button").click()
    expect(page.locator(".gp-live")).to_have_attribute("data-status", "replay")
    expect(page.locator("#gp-train-button")).to_be_visible()
    context.unroute("**/train/facts.json")
    page.wait_for_url(re.compile("run="))
    expect(page.locator("#gp-seconds input")).to_be_visible()
    page.locator("[data-verb=stop]").click()
    expect(page.locator(".gp-live")).to_have_attribute("data-status", "stopped")
    context.close()


@pytest.mark.slow
def test_a_lost_connection_is_said_where_train_was_pressed(visitor):
    page = visitor()
    expect(page.locator(".gp-setting")).to_have_count(6)
    expect(page.locator(".gp-live")).to_have_attribute("data-status", "replay")
    page.context.route("**/gradio_api/run/**", lambda route: route.fulfill(status=502, body="<html>"))
    page.locator("#gp-train-button").click()
    expect(page.locator("#gp-notice.shown")).to_have_text(say("error.offline"))
    expect(page.locator("#gp-train-button")).to_be_visible()


def test_a_narrow_screen_holds_all_settings(visitor):
    page = visitor(viewport={"width": 390, "height": 844})
    for group in ("data", "optimisation"):
        unfold(page, group)
    write(page, "gp-seed", "-1")
    expect(page.locator("#gp-seed .gp-wrong")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
