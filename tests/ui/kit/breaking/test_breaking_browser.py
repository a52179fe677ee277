"""Break it in a real browser: predict, train, see, mend, and a class that watches."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from ganplay.recipe import named_recipe
from ganplay.recipe.failures import FAILURES
from ganplay.ui.words import say

expect = pytest.importorskip("playwright.sync_api", reason="the browser tests need playwright").expect

SOON = 120_000  # milliseconds until something must have happened, on a busy machine
expect.set_options(timeout=SOON)
NAME = "exploding-critic"


@pytest.fixture
def short(monkeypatch):
    """The failure, of a few steps."""
    kind = FAILURES[NAME]
    monkeypatch.setitem(FAILURES, NAME, replace(kind, settings={**kind.settings, "steps": 8}))


def test_a_student_predicts_breaks_and_mends_while_a_class_watches(short, visitor):
    page = visitor()
    page.set_default_timeout(SOON)
    train = page.locator("#gp-train-button")
    page.locator(".gp-break [data-value=break]").click()
    expect(page.locator("#gp-data")).to_be_hidden()
    expect(train).to_be_disabled()
    page.locator(f"[data-failure={NAME}]").click()
    expect(train).to_be_disabled()
    page.locator("[data-choice='0']").click()  # wrong
    expect(train).to_be_enabled()
    train.click()
    expect(page.locator("#gp-acts")).to_contain_text(f"{NAME} on ring of points")
    expect(page.locator(".gp-break .fx-outcome")).to_be_visible()
    broken = page.url.rpartition("run=")[2]
    expect(page.locator("[data-choice='0']")).to_have_class(re.compile("mine wrong"))
    expect(page.locator("[data-choice='2']")).to_have_class(re.compile("right"))
    expect(page.locator("[data-side=without] output")).to_have_text(re.compile(r"\d"))
    expect(page.locator("[data-side=with] output")).to_have_text("–")

    guest = visitor(f"?run={broken}")
    expect(guest.locator(".gp-break h2")).to_have_text("Exploding critic")
    expect(guest.locator("[data-ref=break-remedy]")).to_have_count(0)
    expect(guest.locator(".gp-break [aria-pressed=true][data-choice]")).to_have_count(0)  # answers stay at home

    page.context.route("**/gradio_api/run/**", lambda route: route.fulfill(status=502, body="<html>"))
    page.locator("[data-ref=break-remedy]").click()
    expect(page.locator("#gp-notice.shown")).to_have_text(say("error.offline"))
    expect(page.locator("[data-ref=break-remedy]")).to_be_enabled()
    page.context.unroute("**/gradio_api/run/**")

    page.locator("[data-ref=break-remedy]").click()
    expect(page.locator("[data-ref=break-compare]")).to_be_visible()
    mended = page.url.rpartition("run=")[2]
    assert mended != broken
    expect(page.locator("[data-side=with] output")).to_have_text(re.compile(r"\d"))
    expect(page.locator("[data-choice='0']")).to_have_class(re.compile("mine wrong"))
    expect(guest.locator("[data-side=with] output")).to_have_text(re.compile(r"\d"))

    page.locator("[data-ref=break-compare]").click()
    expect(page.locator(".gp-library")).to_have_attribute("data-compared", "2")

    page.get_by_role("tab", name="Train").click()
    page.locator(".gp-break [data-value=form]").click()
    expect(page.locator("#gp-lr-d input")).to_have_value("0.002")
    expect(page.locator("#gp-n-dis input")).to_have_value("1")
    expect(page.locator("#gp-difference")).to_be_hidden()
    asked = page.evaluate("JSON.parse(window.ganplay.parts.settings.asked())")
    plain = named_recipe("quick").to_dict()
    assert asked["recipe"] == "quick" and asked["settings"] == {name: plain[name] for name in asked["settings"]}


def test_the_form_comes_back_as_it_was_and_a_narrow_screen_never_scrolls_sideways(visitor):
    page = visitor(viewport={"width": 390, "height": 844})
    page.locator("#gp-seconds input").fill("123")
    page.locator(".gp-break [data-value=break]").click()
    page.locator("[data-failure=checkerboard]").click()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.locator("#gp-language").click()
    expect(page.locator(".gp-break h2")).to_have_text("棋盘伪影")
    page.locator(".gp-break [data-value=form]").click()
    expect(page.locator("#gp-seconds input")).to_have_value("123")
    expect(page.locator("#gp-train-button")).to_be_enabled()


def test_break_it_is_fetched_when_it_is_turned_to(chromium, visitor):
    context = chromium.new_context(viewport={"width": 1366, "height": 768}, locale="en-US")
    asked = []
    context.on("request", lambda request: asked.append(request.url.rpartition("/breaking/")[2]))
    page = visitor(context=context)
    expect(page.locator(".gp-live")).to_have_attribute("data-status", "replay")
    expect(page.locator(".gp-break [data-value=form]")).to_have_attribute("aria-pressed", "true")
    assert "breaking.js" in asked and "room.js" not in asked
    page.locator(".gp-break [data-value=break]").click()
    expect(page.locator(".fx-list button")).not_to_have_count(0)
    expect(page.locator(".gp-break [data-value=break]")).to_be_focused()
    context.close()


def trained(store, recipe, **meta):
    """A run of nobody's, stopped or finished, with its checkpoint; its id."""
    import queue

    from ganplay.runs.worker.drive import drive, prepare
    from ganplay.runs.worker.writer import RunWriter

    run = store.create(recipe, "nobody here", "")
    with RunWriter(run) as writer:
        drive(prepare(writer, device="cpu", threads=1), writer, queue.Queue())
    run.set_meta(**meta)
    return run.path.name


def test_break_it_follows_who_watches_another_run_and_comes_back_by_a_replay(short, served, visitor):
    store = served[1].store
    broken = trained(store, FAILURES[NAME].recipe())
    other = trained(store, named_recipe("points", "").with_changes(steps=4, seconds=0))
    page = visitor(f"?run={broken}")
    page.set_default_timeout(SOON)
    expect(page.locator("[data-side=without] output")).to_have_text(re.compile(r"\d"))
    page.evaluate("(run) => { window.ganplay.parts.live.watch(run) }", other)
    expect(page.locator(".gp-break .fx-outcome")).to_have_count(0)
    page.locator("[data-choice='1']").click()
    expect(page.locator("#gp-train-button")).to_be_enabled()  # neither stuck nor hidden

    page.evaluate("(run) => { window.ganplay.parts.live.replay(run) }", broken)
    expect(page.locator("[data-side=without] output")).to_have_text(re.compile(r"\d"))
    expect(page.locator("[aria-pressed=true][data-choice]")).to_have_count(0)  # that answer was to another question
    page.locator("[data-focus=back]").press("Enter")
    expect(page.locator(f"button[data-failure={NAME}]")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".gp-break h2")).to_be_focused()
    page.locator("[data-choice='2']").press("Enter")
    expect(page.locator("[data-choice='2']")).to_be_focused()


def test_a_failure_that_could_not_train_says_so_and_may_be_tried_again(short, served, visitor):
    run = served[1].store.create(FAILURES[NAME].recipe(), "nobody here", "")
    run.set_meta(status="failed")
    page = visitor(f"?run={run.path.name}")
    page.set_default_timeout(SOON)
    expect(page.locator(".fx-verdict")).to_have_text(re.compile("without a number"))
    expect(page.locator("[data-side=without] small")).to_have_text("Could not train")
    page.locator("[data-ref=break-again]").click()
    page.locator("[data-choice='0']").click()
    expect(page.locator("#gp-train-button")).to_be_enabled()
