"""The laboratory in a real browser: the gestures of a visitor. It trains there: the server only serves the page."""

from __future__ import annotations

import io
import json
import re

import pytest
from PIL import Image

from ganplay.latent.media import SOURCE_TYPE
from ganplay.recipe import Recipe
from ganplay.ui.words import say

expect = pytest.importorskip("playwright.sync_api", reason="the browser tests need playwright").expect

SOON = 60_000  # milliseconds until something must have happened, on a busy machine
expect.set_options(timeout=SOON)
APP = "window.ganplay.parts.lab.app"
STEP = f"{APP}.main.frame.step"
STILL = "ring~speed.1"  # one step a second: hardly anything happens by itself


@pytest.fixture
def lab(visitor):
    """Opens the laboratory at a link."""

    def opened(link: str = STILL, more: str = "", **options):
        page = visitor(f"?lab={link}{more}", **options)
        page.wait_for_function(f"window.ganplay?.parts.lab && {APP}.main?.frame")
        return page

    return opened


@pytest.fixture(scope="module")
def still(lasting):
    """One page whose training stands at a step, that goes on from test to test."""
    page = lasting("?lab=ring~step.120")
    page.wait_for_function(f"window.ganplay?.parts.lab && {APP}.main?.frame?.step === 120")
    return page


def at(page, step: int) -> None:
    page.wait_for_function(f"{STEP} === {step}")


def press(page, name: str) -> None:
    page.locator(f"[data-ref=lab-{name}]").click()


def weights(page) -> str:
    return page.evaluate(f"{APP}.main.engine.save().then((state) => JSON.stringify([state.weights, state.optimizer]))")


def pixels(page) -> Image.Image:
    return Image.open(io.BytesIO(page.locator(".lab-board").first.screenshot())).convert("RGB")


def test_something_moves_soon_after_it_is_opened_and_it_stops_when_told(lab):
    page = lab("ring")
    page.wait_for_function(f"{STEP} > 5")
    press(page, "play")
    expect(page.locator("[data-ref=lab-play]")).to_have_attribute("aria-label", say("lab.play"))
    page.wait_for_function(f"{APP}.main.frame.playing === false")
    stood = page.evaluate(STEP)
    page.locator("[data-ref=lab-step-both]").click()
    at(page, stood + 1)
    expect(page.locator("[data-ref=lab-step]")).to_have_text(say("lab.step", n=f"{stood + 1:,}"))


@pytest.mark.parametrize("begun", [True, False])
def test_what_another_tab_shows_opens_here(visitor, begun):
    page = visitor(f"?lab={STILL}" if begun else "")
    page.wait_for_function("window.ganplay?.parts.live")
    if begun:
        page.wait_for_function(f"window.ganplay.parts.lab && {APP}.main?.frame")
    page.evaluate("window.ganplay.openTab('lab')")
    page.wait_for_function("window.ganplay.parts.lab")
    page.evaluate(
        """() => window.ganplay.parts.lab.show({
          recipe: { seed: 5, g_layers: 1, freeze: "g" }, points: Float32Array.of(1, 0, -1, 0), layers: ["real", "best"],
        })"""
    )
    page.wait_for_function(f"{APP}.main?.recipe?.seed === 5 && {APP}.main.frame?.step > 3")
    asked = page.evaluate(f"[{APP}.main.recipe.g_layers, {APP}.main.recipe.freeze, {APP}.state.data]")
    assert asked == [1, "g", "own"]
    expect(page.locator(".lab-legend [data-layer=best]")).to_have_attribute("aria-pressed", "true")
    expect(page.locator(".lab-legend [data-layer=fake]")).to_have_attribute("aria-pressed", "false")


def test_steps_of_one_network_leave_the_other_as_it_is(still):
    before = json.loads(weights(still))[0]
    press(still, "step-d")
    at(still, 121)
    middle = json.loads(weights(still))[0]
    assert middle["generator"] == before["generator"] and middle["discriminator"] != before["discriminator"]
    press(still, "step-g")
    at(still, 122)
    after = json.loads(weights(still))[0]
    assert after["discriminator"] == middle["discriminator"] and after["generator"] != middle["generator"]
    press(still, "step-back")
    at(still, 22)
    still.evaluate(f"{APP}.seek(120)")
    at(still, 120)
    assert json.loads(weights(still))[0] == before


def test_going_back_returns_the_same_bits(still):
    before = weights(still)
    press(still, "step-hundred")
    at(still, 220)
    assert weights(still) != before
    press(still, "step-back")
    at(still, 120)
    assert weights(still) == before


def test_the_line_of_time_is_scrubbed(still):
    time = still.locator("[data-ref=lab-time]")
    time.fill("60")
    at(still, 60)
    time.fill("120")
    at(still, 120)


def test_layers_are_taken_away_and_shown_by_the_legend_and_by_keys(still):
    full = pixels(still)
    entry = still.locator("[data-layer=fake]")
    expect(entry).to_have_attribute("aria-pressed", "true")
    entry.click()
    expect(entry).to_have_attribute("aria-pressed", "false")
    assert pixels(still).tobytes() != full.tobytes()
    still.locator(".lab-board").focus()
    still.keyboard.press("4")
    expect(entry).to_have_attribute("aria-pressed", "true")
    for name in ("lattice", "arrows", "paths", "best"):
        still.locator(f"[data-layer={name}]").click()
    still.wait_for_function(
        f"{APP}.main.frame.best && {APP}.main.frame.arrows.length && {APP}.main.frame.lattice.length"
    )
    for name in ("lattice", "arrows", "paths", "best"):
        still.locator(f"[data-layer={name}]").click()


def test_a_place_is_asked_by_mouse_and_by_keys(still):
    board = still.locator(".lab-board")
    box = board.bounding_box()
    board.hover(position={"x": box["width"] / 2, "y": box["height"] / 2})
    tip = still.locator(".lab-tip")
    expect(tip).to_have_text(re.compile(r"D here: \d+.% · takes it for (real|generated)"))
    value = still.evaluate(
        f"{APP}.main.engine.ask('value', {{x: 0, y: 0}}).then(({{logit}}) => 100 / (1 + Math.exp(-logit)))"
    )
    assert abs(int(re.search(r"\d+", tip.inner_text())[0]) - value) <= 2
    still.mouse.move(5, 5)
    expect(tip).to_be_hidden()
    board.focus()
    still.keyboard.press("ArrowRight")
    expect(tip).to_be_visible()
    board.blur()


def test_a_point_of_noise_is_followed_to_its_picture(still):
    noise = still.locator(".lab-noise")
    noise.hover(position={"x": 66, "y": 66})
    still.wait_for_function(f"{APP}.state.marked >= 0")
    nearest = still.evaluate(
        f"""(() => {{ const {{noise}} = {APP}.main.frame; let best = 0, least = 1e9;
        for (let i = 0; i < noise.length / 2; i++) {{
          const far = Math.hypot(noise[2 * i], noise[2 * i + 1]); if (far < least) {{ least = far; best = i; }} }}
        return best; }})()"""
    )
    assert still.evaluate(f"{APP}.state.marked") == nearest
    noise.focus()
    still.keyboard.press("ArrowRight")
    assert still.evaluate(f"{APP}.state.marked") == nearest + 1
    still.mouse.move(5, 5)


def test_a_setting_that_is_live_goes_on_and_one_that_is_not_begins_again_with_the_same_seed(still):
    still.locator("[data-control=lr_d] input").fill("-40")
    still.wait_for_function(f"{APP}.state.recipe.lr_d === 0.01")
    press(still, "step-both")
    at(still, 121)
    still.locator("[data-control=loss] select").select_option("hinge")
    at(still, 0)
    begins = still.evaluate(f"(({{loss, lr_d, seed}}) => [loss, lr_d, seed])({APP}.main.recipe)")
    assert begins == ["hinge", 0.01, 0]
    begun = json.loads(weights(still))[0]
    still.locator("[data-control=loss] select").select_option("lsgan")
    still.wait_for_function(f"{APP}.main.recipe.loss === 'lsgan'")
    assert json.loads(weights(still))[0] == begun
    still.locator("[data-control=g] .lab-stepper button").nth(1).click()
    still.wait_for_function(f"{APP}.main.recipe.g_layers === 4")


def test_settings_that_cannot_be_are_refused_in_words_and_mended(still):
    still.locator("[data-control=penalty] select").select_option("none")
    still.locator("[data-control=loss] select").select_option("wasserstein")
    expect(still.locator(".lab-problem")).to_contain_text("needs a bound on D")
    still.locator("[data-control=penalty] select").select_option("gp")
    expect(still.locator(".lab-problem")).to_be_hidden()
    press(still, "step-ten")
    at(still, 10)
    expect(still.locator(".lab-formula.d .term.real")).to_contain_text("−D(x)")


def test_what_is_taken_home(still):
    with still.expect_download() as saved:
        press(still, "recipe")
    recipe = Recipe.from_json(saved.value.path().read_text())
    assert (recipe.loss, recipe.penalty, recipe.dataset, recipe.g_layers) == ("wasserstein", "gp", "ring", 4)
    with still.expect_download() as saved:
        press(still, "points")
    rows = saved.value.path().read_text().splitlines()
    assert rows[0] == "x,y" and len(rows) == 513
    with still.expect_download() as saved:
        press(still, "picture")
    assert SOURCE_TYPE in Image.open(saved.value.path()).info["XML:com.adobe.xmp"]
    press(still, "python")
    expect(still.locator("[data-ref=lab-lines]")).to_contain_text("on_fake.mean() - on_real.mean()")
    press(still, "film")
    expect(still.locator("[data-ref=lab-film]")).to_have_text(re.compile(r"\((1\d|[3-9])\)"))
    with still.expect_download() as saved:
        press(still, "film")
    assert Image.open(saved.value.path()).n_frames >= 3
    press(still, "play")


def test_one_s_own_points_are_drawn_by_finger_and_travel_in_the_link(lab, chromium):
    page = lab(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.locator("[data-way=draw]").tap()
    pad = page.locator(".pl-pad")
    box = pad.bounding_box()
    for i in range(12):
        page.touchscreen.tap(box["x"] + 60 + 20 * i, box["y"] + 100 + 5 * i)
    page.get_by_role("button", name=say("plane.pad.use")).tap()
    page.wait_for_function(f"{APP}.state.data === 'own' && {APP}.main.recipe?.dataset === 'own'")
    page.locator("[data-ref=lab-link]").tap()
    page.wait_for_function("location.search.includes('points.')")
    count = page.evaluate(f"{APP}.state.points.length")
    other = lab(page.url.partition("?lab=")[2])
    other.wait_for_function(f"{APP}.main.recipe?.dataset === 'own'")
    assert other.evaluate(f"{APP}.state.points.length") == count >= 48


@pytest.mark.slow
def test_pasted_points_are_read_and_bad_lines_are_counted(lab):
    page = lab()
    page.locator("[data-way=csv]").click()
    good = "\n".join(f"{i},{i % 3}" for i in range(20))
    page.locator(".lab-own textarea").fill(f"x,y\n{good}\noops\n1,NaN")
    page.get_by_role("button", name=say("lab.own.use")).click()
    said = f"{say('lab.own.csv.bad', n=20, bad=2, first=22)} {say('lab.own.moved')}"
    expect(page.locator("#gp-notice")).to_have_text(said)
    page.wait_for_function(f"{APP}.state.points?.length === 40")
    page.locator("[data-way=word]").click()
    page.keyboard.press("Enter")
    page.wait_for_function(f"{APP}.state.word === 'GAN' && {APP}.state.points.length > 1000")
    assert page.evaluate(f"Math.max(...{APP}.state.points)") <= 1.001


@pytest.mark.slow
def test_a_link_opens_the_same_state_in_a_fresh_browser(lab):
    link = "two_moons~loss.hinge~penalty.r1r2~g_layers.2~lr_g.0.001~seed.7~layers.belief-fake-lattice~speed.7~step.40"
    one, other = lab(link), lab(link)
    for page in (one, other):
        at(page, 40)
        assert page.evaluate(f"{APP}.state.playing") is False
        expect(page.locator("[data-layer=lattice]")).to_have_attribute("aria-pressed", "true")
        expect(page.locator("[data-set=two_moons]")).to_have_attribute("aria-pressed", "true")
    assert weights(one) == weights(other)
    press(one, "link")
    one.wait_for_function("location.search.includes('step.40')")
    assert one.evaluate("location.search") == f"?lab={link}"


def test_one_step_is_seen_in_g_itself_and_terms_are_explained_by_touch(lab):
    page = lab(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    averaged = page.locator("[data-layer=averaged]")
    expect(averaged).to_have_attribute("aria-pressed", "true")
    page.locator("[data-ref=lab-step-g]").tap()
    expect(averaged).to_have_attribute("aria-pressed", "false")
    averaged.tap()
    expect(averaged).to_have_attribute("aria-pressed", "true")
    page.locator("[data-measure=kl] .lab-info").tap()
    expect(page.locator(".lab-note:popover-open")).to_contain_text(say("lab.measure.kl.info"))
    page.keyboard.press("Escape")
    page.locator("[data-set=two_moons]").tap()
    expect(page.locator("[data-ref=lab-dataname]")).to_have_text(say("data.two_moons"))


@pytest.mark.slow
def test_the_plane_does_not_throw_away_what_was_trained(lab):
    page = lab("ring~step.50")
    at(page, 50)
    page.locator(".lab-modes [data-value=plane]").click()
    page.locator(".lab-modes [data-value=one]").click()
    expect(page.locator("[data-ref=lab-step]")).to_have_text(say("lab.step", n=50))
    assert page.evaluate(STEP) == 50


@pytest.mark.slow
def test_a_teacher_takes_controls_away(lab):
    page = lab(more="&hide=loss,presets,seed,pace,legend,noise,flow,measures")
    expect(page.locator("[data-control=loss]")).to_be_hidden()
    for part in (".tries", ".lab-pace", ".lab-legend", ".lab-noisebox", ".lab-flowbox", ".lab-measuresbox"):
        expect(page.locator(part)).to_be_hidden()
    expect(page.locator("[data-control=penalty]")).to_be_visible()


@pytest.mark.slow
def test_two_side_by_side_go_at_one_pace_from_the_same_seed(lab):
    page = lab("ring~mode.pair~other.loss-hinge~speed.8")
    page.wait_for_function(f"{APP}.fights.length === 2 && {APP}.fights[1].frame?.step > 20")
    press(page, "play")
    page.wait_for_function(f"{APP}.fights.every(({{frame}}) => !frame.playing)")
    page.wait_for_function(f"{APP}.fights[0].frame.step === {APP}.fights[1].frame.step")
    losses = page.evaluate(f"{APP}.fights.map(({{recipe}}) => [recipe.loss, recipe.seed])")
    assert losses == [["nonsaturating", 0], ["hinge", 0]]
    noise = page.evaluate(f"{APP}.fights.map(({{frame}}) => frame.noise.join())")
    assert noise[0] == noise[1]
    page.locator("[data-focus=other-name]").select_option("penalty")
    page.wait_for_function(f"{APP}.fights[1].recipe?.penalty === 'none'")
    page.locator(".lab-modes [data-value=one]").click()
    page.wait_for_function(f"{APP}.fights.length === 1")


def test_a_preset_asks_plays_and_says_what_came_beside_the_prediction(lab):
    page = lab()
    page.evaluate("""async () => {
      const module = performance.getEntriesByType("resource").find((one) => one.name.endsWith("lab/presets.js"));
      const {PRESETS} = await import(module.name);
      PRESETS.find(({name}) => name === "vanishing").steps = 60;
    }""")
    page.locator("[data-preset=vanishing]").click()
    story = page.locator(".lab-story")
    expect(story).to_contain_text(say("lab.try.vanishing.ask"))
    assert page.evaluate(f"{APP}.state.playing") is False
    page.locator("[data-answer='0']").click()
    came = story.locator("[data-came]")
    expect(came).to_be_visible()
    index = came.get_attribute("data-came")
    expect(came).to_contain_text(say(f"lab.try.vanishing.c{index}"))
    expect(came).to_contain_text(say("lab.try.vanishing.a0"))
    page.locator("[data-remedy=wasserstein]").click()
    page.wait_for_function(f"{APP}.main.recipe.loss === 'wasserstein' && {STEP} > 0")
    page.locator(".lab-close").click()
    expect(story).to_be_hidden()


def test_slow_motion_is_narrated_phase_by_phase(lab):
    page = lab("ring~speed.0")
    caption = page.locator(".lab-caption")
    for phase in ("real", "noise"):
        expect(caption).to_have_text(say(f"lab.phase.{phase}"))
        expect(page.locator(f".lab-flow .lit[data-part={phase}]")).to_have_count(1)


@pytest.mark.slow
def test_the_plane_of_two_numbers(lab):
    page = lab()
    page.locator(".lab-modes [data-value=plane]").click()
    plane = page.locator(".lab-plane")
    plane.locator("[data-value=wasserstein]").click()
    expect(plane).to_have_attribute("data-fate", "circles")
    plane.locator("input[type=range]").first.fill("1")
    expect(plane).to_have_attribute("data-fate", "settles")
    plane.locator(".lab-board").click(position={"x": 50, "y": 50})
    expect(page.locator("[data-ref=lab-fate]")).to_contain_text("θ = −2.")


def test_it_goes_on_without_the_network(lab):
    page = lab()
    page.context.set_offline(True)
    press(page, "step-hundred")
    page.wait_for_function(f"{STEP} >= 100")
    page.locator("[data-set=spiral]").click()
    page.wait_for_function(f"{APP}.main.recipe.dataset === 'spiral'")
    press(page, "step-ten")
    at(page, 10)
    press(page, "film")
    expect(page.locator("[data-ref=lab-film]")).to_have_text(re.compile(r"\([2-9]\)"))
    press(page, "film")
    expect(page.locator("#gp-notice")).to_have_text(say("error.offline"))
    page.context.set_offline(False)


@pytest.mark.slow
def test_it_rests_while_another_tab_is_seen_and_speaks_the_other_language(lab):
    page = lab("ring")
    page.wait_for_function(f"{STEP} > 3")
    page.get_by_role("tab", name=say("page.train"), exact=True).click()
    page.wait_for_function(f"{APP}.main.frame.playing === false")
    page.get_by_role("tab", name=say("page.lab")).click()
    page.wait_for_function(f"{APP}.main.frame.playing === true")
    stood = page.evaluate(STEP)
    page.locator("#gp-language").click()
    expect(page.locator(".lab-legend [data-layer=real]")).to_have_text(say("plane.layer.real", "zh"))
    assert page.evaluate(STEP) >= stood


def test_to_the_server_and_back(lab):
    page = lab("two_moons~loss.hinge~step.30")
    at(page, 30)
    before = page.evaluate(f"{APP}.main.engine.save().then((state) => JSON.stringify(state.weights))")
    press(page, "go-on")
    title = say("lab.server.title", name=say("data.two_moons"))
    page.get_by_role("button", name=title, exact=True).click()
    page.evaluate(f"{APP}.data('ring')")
    page.get_by_role("button", name=say("library.lab"), exact=True).click()
    page.wait_for_function(f"{APP}.main.recipe.dataset === 'two_moons' && {STEP} === 30")
    assert page.evaluate(f"{APP}.main.engine.save().then((state) => JSON.stringify(state.weights))") == before
    expect(page.locator("[data-control=loss] select")).to_have_value("hinge")
    press(page, "step-ten")
    at(page, 40)
    other = lab("run~run." + page.evaluate(f"{APP}.state.came.run"))
    at(other, 30)
