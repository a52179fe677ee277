"""Every page of the course is completed in a real browser by doing what it asks, in both languages.

One of each kind is done by default, all others, in both languages, by ``pytest -m slow``.
"""

from __future__ import annotations

import json
import re

import pytest

from ganplay.ui.learn import lessons
from ganplay.ui.learn.course import PAGES
from ganplay.ui.words import LANGUAGES, say

from .doing import do, expect, press

DOABLE = [page for page in PAGES if page.figure]
LOCALES = {"en": "en-US", "zh": "zh-CN"}
OPEN = "#gp-tabs > .tab-wrapper button[role=tab][aria-selected=true]"
NUMBERS = """Object.fromEntries([...document.querySelectorAll(".ln-told [data-number]")]
  .map((one) => [one.dataset.number, one.textContent]).sort())"""
USUAL = {"judge": "en", "noise": "zh", "slopes": "en", "steer": "zh"}  # asks the server, trains, plain, a shipped run
BOTH = [
    pytest.param(
        page,
        language,
        id=f"{page.name}-{language}",
        marks=[] if USUAL.get(page.name) == language else [pytest.mark.slow],
    )
    for page in DOABLE
    for language in LANGUAGES
]


@pytest.mark.parametrize(("lesson", "language"), BOTH)
def test_a_page_is_completed_by_doing_what_it_asks_and_goes_on_where_it_says(visitor, lesson, language):
    name = lesson.name
    page = visitor(f"?learn={name}", locale=LOCALES[language], reduced_motion="reduce")
    page.locator(".ln-predict .ln-answer").first.click()
    figure = page.locator(".ln-figure > *")
    expect(page.locator(".ln-do")).to_be_in_viewport()  # though it stands below what was predicted
    do(page, name)
    numbers = page.locator(".ln-told [data-number]")
    assert numbers.count() >= 2
    told = page.evaluate(NUMBERS)
    assert all(text and text != "–" for text in told.values()) or name == "best"  # its straight line may not be tried
    expect(page.locator(".ln-compared")).to_be_visible()
    expect(page.locator(".ln-quiz .ln-question")).to_have_count(2)

    page.locator("#gp-language").click()  # in the other language it is as it was
    other = "zh" if language == "en" else "en"
    chinese = re.compile("[一-鿿]")
    if other == "zh":
        expect(figure).to_contain_text(chinese)
    else:
        expect(figure).not_to_contain_text(chinese)
    page.wait_for_function(
        f"(told) => JSON.stringify({NUMBERS}) === told", arg=json.dumps(told, separators=(",", ":"), ensure_ascii=False)
    )
    assert not re.search(r"\blearn\.\w|\{\w+\}", figure.inner_text())

    page.locator(".ln-try").click()
    expect(page.locator(OPEN)).to_have_attribute("data-tab-id", lesson.tab)


def test_a_narrow_page_holds_every_figure(visitor):
    page = visitor("?learn=judge", viewport={"width": 340, "height": 740}, reduced_motion="reduce")
    expect(page.locator(".ln-stop[aria-current]")).to_have_attribute("data-page", "judge")
    for lesson in PAGES:
        page.evaluate("(name) => window.ganplay.parts.learn.open(name)", lesson.name)
        expect(page.locator(".ln-stop[aria-current]")).to_have_attribute("data-page", lesson.name)
        title = re.sub("<[^>]*>", "", lessons.lesson("en", lesson.name)["title"])
        expect(page.locator(".ln-page header h2")).to_have_text(title)  # the path moves before the page is there
        if lesson.figure:
            page.locator(".ln-skip").first.click()
            expect(page.locator(".ln-figure > :first-child:not(.gp-note)")).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), lesson.name


def test_a_press_while_something_moves_takes_it_to_its_end_and_goes_on(visitor):
    page = visitor("?learn=circle")
    page.locator(".ln-skip").click()
    press(page, "first", 2)  # the second while the first path is on its way
    press(page, "first")
    expect(page.locator(".ln-told [data-number]").first).to_be_visible()


ANSWERED = {  # what is there once the server has answered
    "losses": "[data-choice=a]:not(:disabled)",
    "steer": "[data-sheet=classes] img",
    "textbook": ".ln-textbook-pictures .cells button",
    "help": "[data-focus=few]:not(:disabled)",
    "walk": ".ln-walk-search:not(:disabled)",
}


@pytest.mark.parametrize(
    ("name", "language"),
    [
        ("losses", "en"),
        ("textbook", "zh"),
        *(
            pytest.param(name, language, marks=pytest.mark.slow)
            for name in ("steer", "help", "walk")
            for language in LANGUAGES
        ),
    ],
)
def test_a_figure_has_its_room_before_the_server_answers(visitor, name, language):
    """On a telephone, too, what stands below does not jump when the answer comes."""
    page = visitor(f"?learn={name}", locale=LOCALES[language], viewport={"width": 390, "height": 844})
    asked = []
    page.route("**/gradio_api/component_server/", lambda route: asked.append(route))
    page.locator(".ln-skip").click()
    figure = page.locator(".ln-figure")
    expect(figure.locator("> :first-child:not(.gp-note)")).to_be_visible()
    page.wait_for_timeout(300)  # until its styles and canvases are laid out
    before = figure.bounding_box()["height"]
    expect(page.locator(ANSWERED[name])).to_have_count(0)
    for route in asked:
        route.continue_()
    page.unroute("**/gradio_api/component_server/")
    expect(page.locator(ANSWERED[name]).first).to_be_visible()
    page.wait_for_timeout(300)
    assert before > 300 and abs(figure.bounding_box()["height"] - before) <= 24


STALE = """async (hold) => {
  const beside = performance.getEntriesByType("resource").find(({ name }) => name.includes("/learn/figure.js"));
  const { figure } = await import(new URL("figures/walk.js", beside.name));
  const png = document.createElement("canvas").toDataURL();
  const { decode } = HTMLImageElement.prototype;
  const held = [];
  const decoded = [];
  let holding = hold === "frames";
  const late = async (image) => {
    if (holding) await new Promise((resolve) => held.push(resolve));
    return decode.call(image);
  };
  HTMLImageElement.prototype.decode = function () {
    decoded.push(late(this));
    return decoded.at(-1);
  };
  let count = 1;
  const answers = {
    walk_frames: () => ({ png, count: (count += 2), columns: count, size: 1 }),
    walk_start_work: () => ({ job: "1" }),
    walk_poll_work: () => {
      holding = true;
      return { done: true, png, distances: [[1], [2], [3]], typical: [1, 2, 3], compared: 9, total: 9 };
    },
    walk_stop_work: () => ({}),
  };
  const told = [];
  const { element } = figure({ ask: async (what) => answers[what](), numbers: (all) => told.push(all), done() {} });
  document.body.append(element);
  const find = (selector) => element.querySelector(selector);
  const until = async (so) => {
    while (!so()) await new Promise(requestAnimationFrame);
  };
  if (hold === "found") {
    await until(() => !find(".ln-walk-search").disabled);
    find(".ln-walk-search").click();
  }
  await until(() => held.length);
  holding = false;
  find("[data-focus=to]").click();
  await until(() => !find(".ln-walk-search").disabled);
  for (const resolve of held) resolve();
  await Promise.allSettled(decoded);
  await new Promise(requestAnimationFrame);
  return [told.length, element.querySelectorAll(".ln-walk-scale").length, find("input[type=range]").max];
}"""


@pytest.mark.parametrize("hold", ["frames", "found"])
def test_what_comes_late_of_another_walk_is_not_shown(visitor, hold):
    """Its frames, or the nearest pictures of its search, are decoded after two other faces were chosen."""
    page = visitor("?learn=walk")
    expect(page.locator(".ln-stop[aria-current]")).to_have_attribute("data-page", "walk")
    assert page.evaluate(STALE, hold) == [0, 0, "4"]


GONE = """async () => {
  const beside = performance.getEntriesByType("resource").find(({ name }) => name.includes("/learn/figure.js"));
  const { figure } = await import(new URL("figures/textbook.js", beside.name));
  const png = document.createElement("canvas").toDataURL();
  const layer = { kind: "Flatten", code: "nn.Flatten()", shape: [784], parameters: 0, weights: [] };
  const sheet = { png, count: 12, columns: 6, size: 28 };
  const shown = { input: [1, 28, 28], layers: [layer], filters: { png }, sheet };
  const network = (run, shipped) => ({ run, title: "", step: 3, shipped, lost: "", ...shown });
  const layers = [{ png, count: 1, low: 0, high: 1 }];
  const answers = {
    textbook_network: () => network("mine", false),
    textbook_seen: ({ run }) => (run === "mine" ? { layers, network: network("ours", true) } : { layers }),
  };
  const asked = [];
  const ask = async (what, question) => {
    asked.push([what, question.run]);
    return answers[what](question);
  };
  const { element } = figure({ ask, numbers() {}, done() {} });
  document.body.append(element);
  const until = async (so) => {
    while (!so()) await new Promise(requestAnimationFrame);
  };
  await until(() => element.textContent.includes("ours"));
  await until(() => element.querySelectorAll(".ln-textbook-pictures button").length === 12);
  element.querySelectorAll(".ln-textbook-pictures button")[7].click();
  await until(() => asked.length === 3);
  return [element.querySelector(".gp-note").textContent, asked];
}"""


def test_a_network_that_stands_for_a_deleted_run_says_so(visitor):
    page = visitor("?learn=textbook")
    expect(page.locator(".ln-stop[aria-current]")).to_have_attribute("data-page", "textbook")
    told, asked = page.evaluate(GONE)
    lost = say("learn.textbook.lost", "en", run="mine")
    assert told == f"{lost} {say('learn.textbook.shipped', 'en', run='ours', step='3')}"
    assert asked == [["textbook_network", None], ["textbook_seen", "mine"], ["textbook_seen", "ours"]]


def test_steps_that_nobody_takes_are_not_counted_and_a_contest_ends(visitor):
    page = visitor("?learn=steps")
    expect(page.locator(".ln-stop[aria-current]")).to_have_attribute("data-page", "steps")
    page.evaluate("() => { window.Worker = class { constructor() { throw new Error('none'); } }; }")
    page.locator(".ln-predict .ln-answer").first.click()
    expect(page.locator(".ln-live-problem")).to_be_visible()
    page.click('[data-focus="step-d"]')
    contests = page.locator(".ln-steps-rival button")
    for contest in contests.all():
        contest.click()
        expect(contest).to_be_enabled(timeout=10_000)
    expect(page.locator(".ln-steps .ln-live-figures output").nth(1)).to_have_text("0 / 5")
