"""The Latent space tab in a real browser: the gestures of a visitor."""

from __future__ import annotations

import json
import re
import shutil

import pytest

from .bright import bright

expect = pytest.importorskip("playwright.sync_api", reason="the browser tests need playwright").expect

SOON = 60_000  # milliseconds until something must have happened, on a busy machine
expect.set_options(timeout=SOON)
SMALL = ["resolution=32", "g_width=8", "d_width=8", "batch=16", "z_dim=16", "precision=fp32"]


CODED, FACES, GROWING = "codedcodedco", "facesfacesfa", "growinggrowi"


@pytest.fixture(scope="module")
def run(served) -> str:
    """A small run of nobody in the store that the page shows; beside it CODED, whose latents hold codes, and copies."""
    from ganplay.cli import main

    runs = served[1].store.runs
    changes = [word for change in SMALL for word in ("--set", change)]
    for name, recipe, steps in (("gesturesgest", "quick", 12), (CODED, "infogan", 6)):
        asked = ["train", recipe, "--data", "digits", *changes, "--steps", str(steps), "--device", "cpu"]
        assert main([*asked, "--run", str(runs / name)]) == 0
    for copy in (FACES, GROWING):
        shutil.copytree(runs / "gesturesgest", runs / copy)
    settings = json.loads((runs / FACES / "recipe.json").read_text())
    (runs / FACES / "recipe.json").write_text(json.dumps({**settings, "dataset": "faces"}))
    return "gesturesgest"


@pytest.fixture(scope="module")
def tab(lasting, run):
    """One page with the tab open, that goes on from test to test."""
    page = lasting(f"?run={run}")
    page.get_by_role("tab", name="Latent space").click()
    page.wait_for_selector(".gp-latent[data-state=ready] [data-ref=latent-picture][src]")
    return page


def picture(page) -> str:
    return page.locator("[data-ref=latent-picture][src]").get_attribute("src")  # there as soon as it was drawn


def changed(page, before: str) -> None:
    expect(page.locator("[data-ref=latent-picture]")).not_to_have_attribute("src", before, timeout=SOON)


def mode(page, name: str) -> None:
    page.locator(f".ll-modes [data-value={name}]").click()


def speak(page, word: str) -> None:
    """Change the language, and wait until the tab's word for a path is `word`: the other language is fetched first."""
    page.locator("#gp-language").click()
    expect(page.locator(".ll-modes [data-value=path]")).to_have_text(word)


def open_run(page, name: str) -> None:
    page.locator(".gp-latent .ll-side select").first.select_option(name)
    page.wait_for_function(f"window.ganplay.parts.latent.S.run === '{name}'", timeout=SOON)
    page.wait_for_selector(".gp-latent[data-state=ready] [data-ref=latent-picture][src]")


def drag(page, slider, to: float) -> None:
    """Pull a slider to the part `to` of its way."""
    box = slider.bounding_box()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * to, box["y"] + box["height"] / 2, steps=8)
    page.mouse.up()


def test_a_click_on_the_sheet_and_a_typed_seed_make_it_the_current_one(tab):
    before = picture(tab)
    tab.locator(".ll-tool .cells button").nth(7).click()
    changed(tab, before)
    expect(tab.locator("[data-ref=latent-seed]")).to_have_value("7")
    clicked = picture(tab)
    tab.locator("[data-ref=latent-seed]").fill("1234")
    tab.locator("[data-ref=latent-seed]").press("Enter")
    changed(tab, clicked)
    expect(tab.locator(".ll-now figcaption b")).to_have_text("seed 1234")
    tab.locator("[data-ref=latent-seed]").fill("7")
    tab.locator("[data-ref=latent-seed]").press("Enter")
    expect(tab.locator("[data-ref=latent-picture]")).to_have_attribute("src", clicked)


def test_time_shows_the_same_latent_earlier_and_comes_back(tab):
    before = picture(tab)
    tab.locator("[data-ref=latent-time]").focus()
    tab.keyboard.press("Home")
    changed(tab, before)
    expect(tab.locator(".gp-latent")).to_have_attribute("data-step", "0")
    tab.keyboard.press("End")
    expect(tab.locator("[data-ref=latent-picture]")).to_have_attribute("src", before)


def test_the_last_position_of_a_slider_is_what_is_shown(tab):
    mode(tab, "directions")
    slider = tab.locator(".ll-sliders input").first
    before = picture(tab)
    drag(tab, slider, 0.97)
    changed(tab, before)
    amount = float(slider.input_value())
    assert amount > 2
    shown = "JSON.stringify(window.ganplay.parts.latent.S.directions.amounts[0])"
    assert float(tab.evaluate(shown)) == amount
    asked = "(v) => window.ganplay.parts.latent.app.ask('draw_view', {view: v}).then((a) => a.png)"
    alone = tab.evaluate(asked, tab.evaluate("window.ganplay.parts.latent.app.mainView()"))
    expect(tab.locator("[data-ref=latent-picture]")).to_have_attribute("src", alone)
    tab.get_by_role("button", name="Reset").click()
    expect(tab.locator("[data-ref=latent-picture]")).to_have_attribute("src", before)


def test_a_kept_direction_is_there_again_under_its_own_key_and_can_be_removed(tab, run):
    stored = f"JSON.parse(localStorage.getItem('ganplay.latent.directions.{run}'))"
    mode(tab, "directions")
    tab.get_by_role("button", name="Keep this direction").click()
    expect(tab.locator("#gp-notice")).to_contain_text("Move a slider first")
    assert tab.evaluate(stored) is None
    drag(tab, tab.locator(".ll-sliders input").nth(1), 0.9)
    tab.locator(".ll-tool input[type=text]").fill("brighter")
    tab.get_by_role("button", name="Keep this direction").click()
    expect(tab.locator(".ll-kept .ll-slider span")).to_have_text(["brighter"])
    kept = tab.evaluate(stored)
    assert [(one["name"], one["method"], one["amounts"][0]) for one in kept] == [("brighter", "factorised", 0)]
    assert kept[0]["amounts"][1] > 1
    mode(tab, "seeds")
    mode(tab, "directions")
    expect(tab.locator(".ll-kept .ll-slider span")).to_have_text(["brighter"])
    tab.get_by_role("button", name="Remove: brighter").click()
    expect(tab.locator(".ll-kept .ll-slider")).to_have_count(0)
    assert tab.evaluate(stored) == []
    tab.get_by_role("button", name="Reset").click()


S = "window.ganplay.parts.latent.S"


def test_a_path_begins_at_the_current_picture_and_slider_strip_and_picture_agree(tab):
    mode(tab, "seeds")
    before = picture(tab)
    tab.locator("[data-ref=latent-seed]").fill("5")
    tab.locator("[data-ref=latent-seed]").press("Enter")
    name = tab.locator(".ll-now figcaption b")
    expect(name).to_have_text("seed 5")
    changed(tab, before)
    first = picture(tab)
    mode(tab, "path")
    expect(tab.locator(".ll-tray.keys .pic").first).to_have_attribute("aria-label", "seed 5")
    slider, place = tab.locator(".ll-strip input[type=range]"), tab.locator(".ll-strip output")
    expect(place).to_have_text("0 %")
    assert picture(tab) == first
    strip = tab.locator(".ll-sheet.strip")
    expect(strip.locator(".cells button")).to_have_count(17)  # each of the three keyframes is one of them
    widths = [tab.locator(one).evaluate("(part) => part.offsetWidth") for one in (".ll-strip", ".ll-sheet.strip")]
    assert widths[0] == widths[1]
    thumb, cells = 18, strip.locator(".cells button")  # the thumb stands under the middle of its frame
    box, ends = slider.bounding_box(), [cells.nth(index).bounding_box() for index in (0, 16)]
    for edge, frame in zip((box["x"] + thumb / 2, box["x"] + box["width"] - thumb / 2), ends, strict=True):
        assert abs(frame["x"] + frame["width"] / 2 - edge) < 2
    cells.nth(8).click()
    expect(place).to_have_text("50 %")
    expect(name).to_have_text("seed 7")
    said = tab.locator(".ll-curves figcaption").first
    logit = tab.locator(".ll-score output")
    expect(said).to_contain_text("from ")
    slider.focus()
    for _ in range(7):
        tab.keyboard.press("ArrowRight")
    expect(name).to_have_text("path, 51 %")
    tab.wait_for_function(f"{S}.passed === {S}.path.position")
    expect(said).to_contain_text("from ")
    low, high = (number.replace("\u2212", "-") for number in said.locator("span").last.inner_text().split()[1::2])
    assert float(low) <= float(logit.inner_text().replace("\u2212", "-")) <= float(high)
    tab.keyboard.press("Home")
    expect(tab.locator("[data-ref=latent-picture]")).to_have_attribute("src", first)
    expect(name).to_have_text("seed 5")
    tab.locator("[data-ref=latent-seed]").fill("99")
    tab.locator("[data-ref=latent-seed]").press("Enter")
    expect(place).to_have_text("the picture is not on the path")


def test_a_path_takes_eight_keyframes_and_refuses_the_ninth_with_a_sentence(tab):
    mode(tab, "path")
    expect(tab.locator(".ll-tray.keys li")).to_have_count(3)
    for count in range(4, 9):
        tab.get_by_role("button", name="Add current").click()
        expect(tab.locator(".ll-tray.keys li")).to_have_count(count)
    tab.get_by_role("button", name="Add current").click()
    expect(tab.locator("#gp-notice")).to_contain_text("at most eight")
    expect(tab.locator(".ll-tray.keys li")).to_have_count(8)
    before = picture(tab)
    drag(tab, tab.locator(".ll-strip input[type=range]"), 0.3)
    changed(tab, before)
    expect(tab.locator(".ll-curves svg")).to_have_count(2)


def test_a_film_is_saved(tab):
    with tab.expect_download(timeout=SOON) as saved:
        tab.get_by_role("button", name="GIF").click()
    assert saved.value.suggested_filename.endswith(".gif")


def test_the_plane_is_dragged_and_a_click_goes_there(tab):
    mode(tab, "plane")
    sheet = tab.locator(".ll-sheet.plane")
    expect(sheet.locator("img")).to_be_visible()
    box = sheet.bounding_box()
    tab.mouse.move(box["x"] + 150, box["y"] + 150)
    tab.mouse.down()
    tab.mouse.move(box["x"] + 40, box["y"] + 150, steps=6)
    tab.mouse.up()
    assert tab.evaluate("window.ganplay.parts.latent.S.plane.x") > 0
    before = picture(tab)
    sheet.locator(".cells button").nth(3).click()
    changed(tab, before)


def test_a_child_becomes_the_parent_and_undo_goes_back(tab):
    mode(tab, "breed")
    before = picture(tab)
    tab.locator(".ll-sheet.litter .cells button").nth(4).click()
    changed(tab, before)
    expect(tab.locator(".ll-tray.line li")).to_have_count(2)
    tab.get_by_role("button", name="Undo").click()
    expect(tab.locator("[data-ref=latent-picture]")).to_have_attribute("src", before)


def test_ticked_pictures_teach_a_direction(tab):
    mode(tab, "teach")
    cells = tab.locator(".ll-tool .cells button")
    for index in range(5):
        cells.nth(index).click()
    tab.locator(".ll-tool [data-value=B]").click()
    for index in range(5, 10):
        cells.nth(index).click()
    tab.get_by_role("button", name="Learn direction").click()
    expect(tab.locator(".ll-state")).to_contain_text("Learned from 5 of A and 5 of B")


def test_known_attributes_are_ticked_for_me_where_the_run_has_them(tab, run, monkeypatch):
    monkeypatch.setattr("ganplay.ui.latent.work.Workshop._classifier", lambda *_: bright())
    mode(tab, "teach")
    expect(tab.get_by_role("button", name="Tick for me")).to_have_count(0)  # digits have no smile
    open_run(tab, FACES)
    tab.get_by_role("button", name="Tick for me").click()
    expect(tab.locator(".ll-state")).to_contain_text("Learned from 20 of A and 20 of B", timeout=SOON)
    expect(tab.locator("#gp-notice")).to_contain_text("right 90")
    before = picture(tab)
    drag(tab, tab.locator(".ll-state + div input[type=range]"), 0.9)
    changed(tab, before)
    open_run(tab, run)


def test_a_mixture_of_two_latents_becomes_the_current_one(tab):
    mode(tab, "mix")
    sheet = tab.locator(".ll-sheet.mixing")
    expect(sheet.locator(".cells button")).to_have_count(12)
    before, shown = picture(tab), sheet.locator("img").get_attribute("src")
    sheet.locator(".cells button").nth(5).click()
    changed(tab, before)
    expect(tab.locator(".ll-now figcaption b")).to_have_text("a mixture")
    tab.locator(".ll-tool [data-value=fine]").click()
    expect(sheet.locator("img")).not_to_have_attribute("src", shown)
    tab.locator(".ll-mix .columns .pic").first.click()
    tab.get_by_role("button", name="Others").click()
    expect(sheet.locator(".cells button")).to_have_count(12)


def test_the_walk_uphill_ends_higher_and_becomes_the_current_one(tab):
    mode(tab, "uphill")
    example = tab.locator("[data-ref=latent-example]")
    expect(example.locator("img")).to_be_visible()
    expect(example).to_contain_text("An example")
    before = picture(tab)
    low = float(tab.locator(".gp-latent").get_attribute("data-logit"))
    tab.get_by_role("button", name="Walk uphill").click()
    expect(tab.locator(".ll-state")).to_contain_text("logit rose", timeout=SOON)
    changed(tab, before)
    expect(tab.locator(".ll-now figcaption b")).to_have_text("uphill")
    until = f"Number(document.querySelector('.gp-latent').dataset.logit) > {low}"
    tab.wait_for_function(until, timeout=SOON)
    expect(tab.locator(".ll-panel img:visible")).to_have_count(2)
    expect(tab.get_by_role("button", name="Stop")).to_be_hidden()
    expect(example).to_be_hidden()
    risen = tab.locator(".ll-state").inner_text().split(" to ")[1].split(",")[0].split(". ")[0]
    expect(tab.locator(".ll-score output")).to_have_text(risen)  # one last value, everywhere


def test_whoever_waits_for_others_sees_the_place_in_the_line(tab, served):
    from ganplay.ui.kit.fair.lanes import lanes_of
    from ganplay.ui.kit.fair.turns import Ticket
    from ganplay.ui.kit.fair.visitors import Visitor

    line = lanes_of(served[1]).work
    others = [Ticket(Visitor(str(number), str(number)), lambda: None) for number in range(20)]
    for ticket in others:
        line.join(ticket)
    waiting = sum(map(bool, map(line.place, others)))
    mode(tab, "copies")
    tab.get_by_role("button", name="Look for copies").click()
    expect(tab.locator(".gp-progress span", has_text=f"Number {waiting + 1} in the line")).to_be_visible()
    for ticket in others:
        line.leave(ticket)
    expect(tab.locator(".ll-distances span")).to_have_count(6)


def test_the_nearest_training_pictures_are_shown_with_what_is_normal(tab):
    mode(tab, "seeds")
    mode(tab, "copies")
    example = tab.locator("[data-ref=latent-example]")
    expect(example).to_contain_text("19,488 training pictures")
    tab.get_by_role("button", name="Look for copies").click()
    expect(tab.locator(".ll-state")).to_contain_text("training pictures", timeout=SOON)
    expect(example).to_be_hidden()
    expect(tab.locator(".ll-distances span")).to_have_count(6)
    distances = [float(words) for words in tab.locator(".ll-distances span").all_inner_texts()]
    assert distances == sorted(distances)


def test_what_is_no_picture_is_refused_and_nothing_is_lost(tab):
    mode(tab, "picture")
    expect(tab.locator("[data-ref=latent-example] img")).to_be_visible()
    before = picture(tab)
    tab.locator("[data-ref=latent-file]").set_input_files(
        {"name": "notes.png", "mimeType": "image/png", "buffer": b"no picture at all"}
    )
    tab.get_by_role("button", name="Search", exact=True).click()
    expect(tab.locator("#gp-notice")).to_contain_text("not a picture")
    assert picture(tab) == before
    speak(tab, "路径")
    tab.locator("[data-ref=latent-file]").set_input_files(
        {"name": "notes.png", "mimeType": "image/png", "buffer": b"no picture at all"}
    )
    tab.get_by_role("button", name="开始寻找", exact=True).click()
    expect(tab.locator("#gp-notice")).to_contain_text("这个文件是文本，不是图片")
    assert picture(tab) == before
    speak(tab, "Path")


def test_a_kept_latent_and_the_language_survive(tab):
    mode(tab, "breed")
    expect(tab.locator(".ll-sheet.litter img")).to_be_visible()
    before = picture(tab)
    tab.locator(".ll-sheet.litter .cells button").nth(1).click()
    changed(tab, before)
    mode(tab, "seeds")
    shelf, main = tab.locator(".ll-shelf"), tab.locator(".ll-main")
    expect(shelf).to_be_hidden()
    alone = main.bounding_box()["width"]
    tab.get_by_role("button", name="Keep", exact=True).click()
    expect(shelf.locator("li")).to_have_count(1)
    assert main.bounding_box()["width"] < alone - 100  # only now the shelf takes room
    before = picture(tab)
    speak(tab, "路径")
    expect(shelf.locator("li")).to_have_count(1)
    expect(shelf.locator(".pic")).to_have_attribute("aria-label", "第 1 代")
    expect(tab.locator(".ll-now figcaption b")).to_have_text("第 1 代")
    expect(tab.locator("[data-ref=latent-picture]")).to_have_attribute("src", before)
    speak(tab, "Path")


def test_the_tools_stand_in_three_groups_and_the_frame_of_what_is_chosen_is_seen_on_any_picture(tab):
    groups = tab.locator(".ll-modes [role=group]")
    assert groups.evaluate_all("(all) => all.map((one) => one.ariaLabel)") == ["Explore", "Edit", "Test"]
    assert sum(groups.evaluate_all("(all) => all.map((one) => one.children.length)")) == 10
    mode(tab, "seeds")
    tab.locator("[data-ref=latent-seed]").fill("7")
    tab.locator("[data-ref=latent-seed]").press("Enter")
    chosen = tab.locator(".ll-tool .cells button.on")
    expect(chosen).to_have_count(1)
    for _ in range(2):  # light and dark
        rings = re.findall(r"rgba?\([^)]*\)", chosen.evaluate("(cell) => getComputedStyle(cell).boxShadow"))
        assert len(rings) == 3 and rings[0] == rings[2] != rings[1]
        lights = [sum(map(float, re.findall(r"[\d.]+", ring)[:3])) for ring in rings]
        assert abs(lights[0] - lights[1]) > 500  # of 765: one of the two is seen on any picture
        tab.locator("#gp-theme").click()


def test_a_link_opens_this_tab_and_brings_the_view_back(tab, served):
    shown = picture(tab)
    view = "window.ganplay.parts.latent.app.wholeView()"
    text = tab.evaluate(f"window.ganplay.parts.latent.app.ask('share_view', {{view: {view}}}).then((a) => a.text)")
    run = tab.evaluate("window.ganplay.parts.latent.S.run")
    guest = tab.context.new_page()
    guest.goto(f"{served[0]}?run={run}&view={text}")
    expect(guest.locator("[data-ref=latent-picture]")).to_have_attribute("src", shown, timeout=SOON)
    guest.close()


# What of the tab can be pressed, and is seen, is named, and in which way it is less than a finger needs.
CONTROLS = """() => [...document.querySelectorAll(".gp-latent :is(button, select, input:not(.gp-hidden), label.quiet)")]
  .filter((one) => one.checkVisibility() && !one.closest(".cells"))
  .map((one) => {
    const {width, height} = (one.closest("label.check") || one).getBoundingClientRect();
    return {
      name: one.ariaLabel || one.textContent.trim() || one.labels?.[0]?.textContent || "",
      small: Math.min(width, height) < 44 ? [one.outerHTML.slice(0, 120), width, height] : null,
    };
  })"""
LATIN = re.compile("[A-Za-z]{2,}")
NAMES = re.compile(r"JSON|Python|PNG|GIF|MP4|slerp|lerp|logit|quick|infogan", re.I)


def test_a_phone_has_the_picture_first_targets_for_a_finger_and_names_for_all_in_chinese(served, run, visitor):
    guest = visitor(f"?run={run}", viewport={"width": 390, "height": 844}, has_touch=True, locale="zh-CN")
    guest.evaluate("window.ganplay.openTab('latent')")  # on a narrow screen its tab is in a menu
    guest.wait_for_selector("[data-ref=latent-picture][src]")
    expect(guest.locator("[data-ref=latent-picture]")).to_be_in_viewport()
    parts = [".stage", ".acts", ".ll-modes", ".ll-tool", ".belief", ".ll-side"]
    tops = [guest.locator(f".gp-latent {part}").bounding_box()["y"] for part in parts]
    assert tops == sorted(tops)
    row = guest.locator(".ll-modes")
    expect(row).to_have_attribute("data-after", "")  # it scrolls, and says so
    kinds = ["seeds", "path", "plane", "directions", "teach", "breed", "mix", "picture", "uphill", "copies"]
    for kind in kinds:
        guest.locator(f".ll-modes [data-value={kind}]").tap()
        expect(guest.locator(f".gp-latent[data-mode={kind}]")).to_be_visible()
        for control in guest.evaluate(CONTROLS):
            assert control["name"] and not control["small"], (kind, control)
            assert not LATIN.search(NAMES.sub("", control["name"])), (kind, control["name"])
        assert guest.evaluate("document.documentElement.scrollWidth") <= 390, kind
        if kind == "path":
            guest.locator(".ll-tray.keys .right").first.tap()  # what a mouse drags away has something to press
            expect(guest.locator(".ll-tray.keys li")).to_have_count(2)
        if kind == "plane":
            guest.locator(".ll-taps button").first.tap()
            guest.wait_for_function("window.ganplay.parts.latent.S.plane.x < 0")
    expect(row).to_have_attribute("data-before", "")
    expect(row.locator("[aria-pressed=true]")).to_be_in_viewport(ratio=1)
    expect(guest.locator(".ll-drop .hovers")).to_have_count(0)


# Where the middle of the moment's slider's thumb is, the marker above it, its curves, and the room that they have.
PLACES = """() => {
  const [part, box] = [".ll-moment", ".ll-moment input"].map((one) => document.querySelector(`.gp-latent ${one}`));
  const { left, width } = box.getBoundingClientRect();
  const ends = (one) => { const at = part.querySelector(one).getBoundingClientRect(); return [at.left, at.right]; };
  const thumb = left + 9 + ((width - 18) * box.value) / box.max;
  return [thumb, ends(".marker")[0], ends("polyline.d"), ends(".ll-curve")];
}"""


def test_a_run_that_trains_gets_its_new_moments(served, tab, run):
    """More checkpoints appear under the slider, and the picture stays what it is."""
    from ganplay.cli import main

    open_run(tab, GROWING)
    slider, before = tab.locator("[data-ref=latent-time]"), picture(tab)
    most = slider.get_attribute("max")
    folder = str(served[1].store.runs / GROWING)
    assert main(["train", "--resume", "--steps", "20", "--device", "cpu", "--run", folder]) == 0
    tab.wait_for_function("window.ganplay.parts.latent.S.facts.steps.includes(20)", timeout=SOON)
    assert int(slider.get_attribute("max")) > int(most)
    expect(tab.locator(".gp-latent")).to_have_attribute("data-step", "12")
    assert picture(tab) == before
    words = tab.locator(f".ll-side option[value='{GROWING}']")
    expect(words).to_have_text(re.compile(r" · 20$"))
    thumb, marker, drawn, room = tab.evaluate(PLACES)
    assert abs(thumb - marker) < 1.5 and room[0] <= drawn[0] < drawn[1] <= room[1]
    slider.focus()
    tab.keyboard.press("End")
    changed(tab, before)
    expect(tab.locator(".gp-latent")).to_have_attribute("data-step", "20")
    thumb, marker, *_ = tab.evaluate(PLACES)
    assert abs(thumb - marker) < 1.5
    open_run(tab, run)


def test_codes_are_fixed_for_every_tool_and_given_back_to_the_seeds(tab):
    mode(tab, "seeds")
    expect(tab.locator(".ll-codes")).to_have_count(0)
    expect(tab.locator(".ll-modes [data-value=walk]")).to_have_count(0)
    open_run(tab, CODED)
    sheet, panel = tab.locator(".ll-tool .ll-sheet img"), tab.locator(".ll-codes")
    expect(sheet).to_be_visible()
    own, grid = picture(tab), sheet.get_attribute("src")
    expect(panel.locator("output")).to_have_text(["each seed its own", "each seed its own"])
    first, second = (panel.locator("input[type=range]").nth(index) for index in (0, 1))
    drag(tab, first, 0.95)
    changed(tab, own)
    expect(sheet).not_to_have_attribute("src", grid)
    value = float(first.input_value())
    assert value > 1.5 and tab.evaluate("window.ganplay.parts.latent.S.codes") == [None, value, None]
    expect(panel.locator("output").first).to_have_text(f"+{value:.2f}")
    moved = picture(tab)
    panel.locator("[data-ref=latent-code]").select_option("4")
    changed(tab, moved)
    speak(tab, "路径")
    expect(panel.locator("[data-ref=latent-code]")).to_have_value("4")
    expect(panel.locator("output").nth(1)).to_have_text("每个种子各自的")
    speak(tab, "Path")
    panel.get_by_role("button", name="c2: each seed its own").click()
    panel.locator("[data-ref=latent-code]").select_option("")
    expect(tab.locator("[data-ref=latent-picture]")).to_have_attribute("src", own)
    drag(tab, second, 0.05)
    changed(tab, own)
    second.dblclick()
    expect(tab.locator("[data-ref=latent-picture]")).to_have_attribute("src", own)


def test_a_walk_through_a_code_is_one_button_and_a_click_fixes_what_it_shows(tab):
    mode(tab, "walk")
    cells, codes = tab.locator(".ll-tool .cells button"), "window.ganplay.parts.latent.S.codes"
    expect(cells).to_have_count(80)
    expect(tab.locator(".ll-values span")).to_have_text([*"0123456789"])
    expect(tab.locator("[data-ref=latent-code]")).to_be_disabled()  # all of its values are shown
    tab.locator(".ll-tool [data-value='1']").click()
    expect(cells).to_have_count(72)
    expect(tab.locator("[data-ref=latent-code]")).to_be_enabled()
    before = picture(tab)
    cells.nth(2 * 9 + 8).click()
    changed(tab, before)
    assert tab.evaluate(codes) == [None, 2, None]
    expect(tab.locator(".ll-now figcaption b")).to_have_text("seed 2")
    expect(cells.nth(2 * 9 + 8)).to_have_class("on")
    shown = picture(tab)
    view = json.dumps(tab.evaluate("window.ganplay.parts.latent.app.wholeView()"))
    mode(tab, "seeds")
    expect(tab.locator("[data-ref=latent-picture]")).to_have_attribute("src", shown)
    tab.locator(".ll-codes").get_by_role("button", name="c2: each seed its own").click()
    changed(tab, shown)
    tab.locator("#ll-json").set_input_files(
        {"name": "view.json", "mimeType": "application/json", "buffer": view.encode()}
    )
    expect(cells).to_have_count(72)
    assert tab.evaluate(codes) == [None, 2, None]
    expect(tab.locator("[data-ref=latent-picture]")).to_have_attribute("src", shown)
