"""What ships, in a real browser: every run can be walked through and judged at once, and shows its card."""

from __future__ import annotations

import re

import pytest

from ganplay.runs.store.store import pretrained
from ganplay.ui.words import WORDS

from ..slowly import usually

expect = pytest.importorskip("playwright.sync_api", reason="the browser tests need playwright").expect

SOON = 60_000  # milliseconds until something must have happened, on a busy machine
RUNS = [run.path.name for run in pretrained()]
NAMED = [run.path.name for run in pretrained() if run.recipe.dataset == "faces"]


@pytest.fixture(scope="module")
def page(chromium, served):
    """One page that goes on from test to test."""
    context = chromium.new_context(viewport={"width": 1366, "height": 768}, locale="en-US")
    page = context.new_page()
    page.set_default_timeout(SOON)
    errors = []
    page.on("pageerror", lambda error: errors.append(error))
    page.goto(served[0])
    yield page
    context.close()
    assert not errors


def test_a_first_visit_replays_one_of_them_and_it_moves_without_the_network(chromium, served):
    context = chromium.new_context(locale="en-US")
    context.route("**/*", lambda route: route.continue_() if route.request.url.startswith(served[0]) else route.abort())
    page = context.new_page()
    page.goto(served[0])
    picture = page.locator(".gp-live [data-ref=fake]")
    expect(picture).to_have_attribute("src", re.compile("^(data|blob):"), timeout=SOON)
    assert page.evaluate("window.ganplay.parts.live.state().kind") == "replay"
    for _ in range(2):
        expect(picture).not_to_have_attribute("src", picture.get_attribute("src"), timeout=SOON)
    context.close()


def opened(page, name):
    """The Latent space tab's picture of a run; one that is open stays as it is."""
    page.get_by_role("tab", name="Latent space").click()
    page.wait_for_selector(".gp-latent[data-state=ready]")
    run = page.locator(".gp-latent select[aria-label=Run]")
    if run.input_value() != name:
        run.select_option(name)
    page.wait_for_function("(run) => window.ganplay.parts.latent.S.facts.run === run", arg=name)
    picture = page.locator("[data-ref=latent-picture]")
    expect(picture).to_have_attribute("src", re.compile("^data:image/png"), timeout=SOON)
    return picture


@pytest.mark.parametrize("name", usually(NAMED[:1], RUNS))
def test_the_latent_space_of_each_is_drawn(page, name):
    picture = opened(page, name)
    before = picture.get_attribute("src")
    page.locator("[data-ref=latent-seed]").fill(str(4321 + RUNS.index(name)))
    page.locator("[data-ref=latent-seed]").press("Enter")
    expect(picture).not_to_have_attribute("src", before, timeout=SOON)


@pytest.mark.parametrize("name", NAMED)
def test_faces_have_directions_by_name(page, name):
    picture = opened(page, name)
    page.locator(".ll-modes [data-value=directions]").click()
    expect(page.locator(".ll-sliders")).to_contain_text("hat", timeout=SOON)
    before = picture.get_attribute("src")
    page.locator(".ll-sliders input").nth(2).focus()
    page.keyboard.press("End")
    expect(picture).not_to_have_attribute("src", before, timeout=SOON)
    page.locator(".ll-modes [data-value=seeds]").click()


def test_a_generator_with_w_is_truncated_by_psi_and_the_others_by_the_scale_of_z(page):
    for name, there, gone in (("faces", "scale", "psi"), ("faces-stylegan", "psi", "scale")):
        picture = opened(page, name)
        expect(page.locator(f"[data-ref=latent-{gone}]")).to_have_count(0)
        before = picture.get_attribute("src")
        page.locator(f"[data-ref=latent-{there}] input").focus()
        page.keyboard.press("Home")
        expect(picture).not_to_have_attribute("src", before, timeout=SOON)
    opened(page, "faces")
    page.wait_for_function("window.ganplay.parts.latent.S.psi === 1")


def test_a_generator_with_w_is_walked_through_in_w_and_in_z_by_choice(page, served):
    opened(page, "faces-stylegan")
    page.locator(".ll-modes [data-value=path]").click()
    strip, choice = page.locator(".ll-sheet.strip img"), page.locator(".ll-space .ll-segments")
    bends = page.locator(".ll-tool [data-value=slerp]")
    expect(strip).to_have_attribute("src", re.compile("^data:image/png"), timeout=SOON)
    expect(choice.locator("[data-value=w]")).to_have_attribute("aria-pressed", "true")
    expect(bends).to_have_count(0)  # in W every way is straight
    in_w = strip.get_attribute("src")
    page.locator(".ll-strip input[type=range]").fill("0.3")
    page.wait_for_function("window.ganplay.parts.latent.S.shown.w")  # a place that no z leads to
    shown = page.locator("[data-ref=latent-picture]").get_attribute("src")
    text = page.evaluate(
        "window.ganplay.parts.latent.app.ask('share_view', {view: window.ganplay.parts.latent.app.wholeView()})"
        ".then((answer) => answer.text)"
    )
    guest = page.context.new_page()
    guest.goto(f"{served[0]}?run=faces-stylegan&view={text}")
    expect(guest.locator("[data-ref=latent-picture]")).to_have_attribute("src", shown, timeout=SOON)
    guest.close()
    choice.locator("[data-value=z]").click()
    expect(strip).not_to_have_attribute("src", in_w, timeout=SOON)
    expect(bends).to_have_count(1)
    expect(page.locator("[data-ref=latent-picture]")).not_to_have_attribute("src", shown, timeout=SOON)
    page.locator(".ll-modes [data-value=directions]").click()
    expect(page.locator(".ll-sliders")).to_contain_text("hat", timeout=SOON)  # names first, whichever space has them
    page.locator(".ll-space [data-value=w]").click()
    page.locator(".ll-tool [data-value=principal]").click()
    expect(page.locator(".ll-sliders")).to_contain_text("of variance", timeout=SOON)
    before = page.locator("[data-ref=latent-picture]").get_attribute("src")
    page.locator(".ll-sliders input").first.focus()
    page.keyboard.press("End")
    expect(page.locator("[data-ref=latent-picture]")).not_to_have_attribute("src", before, timeout=SOON)
    opened(page, "faces")
    expect(page.locator(".ll-space")).to_have_count(0)
    page.locator(".ll-modes [data-value=seeds]").click()


@pytest.mark.parametrize("name", usually(NAMED[:1], RUNS))
def test_the_discriminator_of_each_judges(page, name):
    page.get_by_role("tab", name="Discriminator").click()
    page.wait_for_selector(".gp-judge .jj-cards li output.jj-logit:not(:empty)")
    page.locator(".gp-judge select[aria-label=Run]").select_option(name)
    page.wait_for_function("(run) => window.ganplay.parts.judge.S.run === run", arg=name)
    expect(page.locator(".jj-cards li output.jj-logit:not(:empty)")).to_have_count(20, timeout=SOON)


@pytest.mark.parametrize("name", usually(NAMED[:1], RUNS))
def test_each_shows_its_card_in_both_languages(page, name):
    page.get_by_role("tab", name="Runs").click()
    page.wait_for_selector(".gp-library[data-state=ready] tr[data-run]")
    row = page.locator(f".lb-table tr[data-run='{name}']")
    if not page.locator(f"tr.open[data-run='{name}']").count():
        row.locator(".lb-more").click()
    page.locator(".lb-panel").get_by_role("button", name="Model card").click()
    card = page.locator("dialog.lb-card")
    expect(card.locator("h2")).to_have_text(name)
    expect(card.locator("[data-ref=card-figures] tbody th").first).to_contain_text("Fréchet distance")
    expect(card.locator("code").last).to_contain_text(f"ganplay evaluate {name} --n 2000")
    assert card.locator("img").evaluate("(image) => image.complete && image.naturalWidth > 0")
    page.keyboard.press("Escape")
    expect(card).to_have_count(0)
    page.locator("#gp-language").click()
    page.locator(".lb-panel").get_by_role("button", name="模型卡").click()
    expect(card).to_contain_text(WORDS[f"card.about.{name}"][1])
    expect(card.locator("[data-ref=card-figures] tbody th").first).to_contain_text("Fréchet 距离")
    page.keyboard.press("Escape")
    page.locator("#gp-language").click()
    expect(page.locator(".lb-panel").get_by_role("button", name="Model card")).to_be_visible()
    page.evaluate("window.ganplay.parts.library.app.mode('library')")
