"""Figures that train in the browser: they rest while nobody looks, and the laboratory goes on with what they show."""

from __future__ import annotations

import pytest

from ganplay.ui.words import say

from ...slowly import usually
from .doing import expect

APP = "window.ganplay.parts.lab.app"
STAGE = ".ln-live-stage[data-step]"
SEEN = f"""() => {{
  const stage = document.querySelector("{STAGE}");
  window.seen = [];
  const look = () => window.seen.push(Number(stage.dataset.step));
  new MutationObserver(look).observe(stage, {{ attributeFilter: ["data-step"] }});
}}"""
FRAMES = """async () => {
  for (let frame = 0; frame < 100; frame += 1) await new Promise(requestAnimationFrame);
}"""
STEP = f"Number(document.querySelector('{STAGE}').dataset.step)"


def opened(visitor, name):
    page = visitor(f"?learn={name}")
    page.locator(".ln-skip").click()
    expect(page.locator(STAGE)).to_be_visible()
    return page


def test_the_laboratory_goes_on_with_the_settings_of_the_figure(visitor):
    page = opened(visitor, "best")
    page.locator("[data-value='2']").click()
    page.locator(".ln-best [data-layer=fake]").click()
    page.locator(".ln-skip").click()
    page.locator(".ln-try").click()
    page.wait_for_function(f"window.ganplay.parts.lab && {APP}.main?.recipe?.freeze === 'g' && {APP}.main.frame")
    recipe, layers = page.evaluate(f"[{APP}.main.recipe, [...{APP}.state.layers]]")
    assert [recipe[name] for name in ("dataset", "g_layers", "d_layers", "penalty")] == ["two_gaussians", 0, 2, "none"]
    assert set(layers) == {"belief", "line", "real", "best"}


def test_points_of_a_figure_go_with_it(visitor):
    page = opened(visitor, "modes")
    page.locator(".ln-skip").click()
    page.locator(".ln-try").click()
    page.wait_for_function(f"window.ganplay.parts.lab && {APP}.state.points && {APP}.main?.frame")
    told = page.evaluate(
        f"[{APP}.state.data, {APP}.state.points.length, {APP}.main.recipe.lr_g / {APP}.main.recipe.lr_d]"
    )
    assert told == ["own", 8000, 10]


def test_a_training_stands_still_while_another_tab_is_open_and_goes_on_after(visitor):
    page = opened(visitor, "modes")
    button = page.locator(".ln-modes [data-focus=play]")
    button.click()
    page.wait_for_function(f"{STEP} > 20")
    page.evaluate("window.ganplay.openTab('runs')")
    expect(button).to_have_text(say("learn.live.on"))
    stood = page.evaluate(STEP)
    page.evaluate(FRAMES)  # a training would have gone on meanwhile
    page.evaluate(SEEN)
    page.evaluate("window.ganplay.openTab('learn')")
    page.wait_for_function("window.seen.length > 20")
    first, *later = page.evaluate("window.seen.map((step, at) => step - (at ? window.seen[at - 1] : 0))")
    assert first - stood <= 20 * max(later), "no more than the frames on their way"
    expect(button).to_have_text(say("learn.live.pause"))


def test_one_s_own_points_are_learned_and_a_walk_drawn_by_hand_is_followed(visitor):
    page = opened(visitor, "noise")
    page.locator(".ln-noise-board").press("ArrowLeft")
    page.locator(".ln-live-bar button").nth(3).click()
    pad = page.locator(".pl-pad")
    pad.scroll_into_view_if_needed()
    box = pad.bounding_box()
    for height in (0.2, 0.5):
        page.mouse.move(box["x"] + 0.2 * box["width"], box["y"] + height * box["height"])
        page.mouse.down()
        page.mouse.move(box["x"] + 0.8 * box["width"], box["y"] + height * box["height"], steps=12)
        page.mouse.up()
    page.locator("[data-word='plane.pad.use']").click()
    expect(pad).to_be_hidden()
    page.wait_for_function(f"{STEP} > 5")
    expect(page.locator(".ln-noise .ln-live-figures output").first).not_to_have_text("–")
    page.locator(".ln-live-bar button").nth(4).click()  # the two clusters again
    expect(page.locator(".ln-live-bar button").nth(4)).to_be_hidden()


MEASURED = ".ln-live-figures output, .ln-overfit-bar output"


@pytest.mark.parametrize("name", usually(["modes"], ["modes", "noise", "best", "overfit"]))
def test_nothing_is_measured_before_the_first_step(visitor, name):
    page = opened(visitor, name)
    expect(page.locator(f"{STAGE}[data-step='0']")).to_be_visible()
    measured = page.locator(MEASURED)
    page.wait_for_timeout(500)  # numbers are told four times a second
    assert set(measured.all_inner_texts()) == {"–"}
    page.get_by_role("button", name=say("learn.live.single"), exact=True).click()
    for one in measured.all():
        expect(one).not_to_have_text("–")
