"""The Discriminator tab in a real browser: the gestures of a visitor."""

from __future__ import annotations

import csv
import io
import json
import re

import pytest
from PIL import Image

from ganplay.ui.words import say

expect = pytest.importorskip("playwright.sync_api", reason="the browser tests need playwright").expect

SOON = 60_000  # milliseconds until something must have happened, on a busy machine
expect.set_options(timeout=SOON)
SMALL = ["resolution=32", "g_width=8", "d_width=8", "batch=16", "z_dim=16", "precision=fp32", "loss=nonsaturating"]


def trained(served, name: str, *changes: str, steps: int = 12, more: tuple[str, ...] = ()) -> str:
    """A small run of nobody in the store that the page shows."""
    from ganplay.cli import main

    folder = served[1].store.runs / name
    settings = [word for change in (*SMALL, *changes) for word in ("--set", change)]
    asked = ["train", "quick", "--data", "digits", *settings, "--steps", str(steps), "--device", "cpu", *more]
    assert main([*asked, "--run", str(folder)]) == 0
    return folder.name


@pytest.fixture(scope="module")
def run(served) -> str:
    return trained(served, "judgementjud")


@pytest.fixture(scope="module")
def other(served) -> str:
    """One whose pictures were fitted rather than cropped."""
    return trained(served, "anotherjudge", "crop=fit", "labels=off", steps=4)


def judge(page):
    page.get_by_role("tab", name="Discriminator").click()
    expect(page.locator(".jj-cards li output.jj-logit:not(:empty)")).to_have_count(20, timeout=SOON)
    return page


@pytest.fixture(scope="module")
def tab(lasting, run):
    """One page with the tab open, that goes on from test to test."""
    return judge(lasting(f"?run={run}"))


@pytest.fixture(scope="module")
def plain(served) -> str:
    """A run without classes, which is judged faster."""
    return trained(served, "plainlyjudge", "labels=off", steps=4)


@pytest.fixture
def guest(visitor, plain):
    """A page of its own with the tab open, for tests that leave it elsewhere."""
    return judge(visitor(f"?run={plain}"))


class Answers:
    """Holds back or spoils the server's answers to the question `name`, until `release`."""

    def __init__(self, page, name: str) -> None:
        self.page, self.name, self.held, self.spoil = page, name, [], 0
        page.route("**/component_server**", self._see)

    def _see(self, route) -> None:
        asked = route.request.post_data_json
        if not isinstance(asked, dict) or asked.get("fn_name") != self.name:
            return route.fallback()
        if self.spoil:
            self.spoil -= 1
            return route.abort()
        if self.held is None:
            return route.continue_()
        return self.held.append(route)

    def release(self) -> None:
        held, self.held = self.held, None
        for route in held:
            route.continue_()


def state(page, what: str):
    return page.evaluate(f"window.ganplay.parts.judge.S.{what}")


def mode(page, name: str) -> None:
    page.locator(f".gp-judge .ll-modes [data-value={name}]").click()


def played(page, count: int) -> list[dict[str, object]]:
    """What the server knows of the player's first guesses."""
    news = """async () => {
        const { app, S } = ganplay.parts.judge;
        return (await app.ask("game_news", { game: S.game, player: JSON.parse(localStorage["ganplay.player"]) })).mine;
    }"""
    mine = page.evaluate(news)
    return [mine[str(index)] for index in range(count)]


def png(colour: int = 200) -> dict[str, object]:
    buffer = io.BytesIO()
    Image.new("L", (40, 40), colour).save(buffer, "PNG")
    return {"name": "mine.png", "mimeType": "image/png", "buffer": buffer.getvalue()}


def test_there_is_something_to_look_at_before_anybody_brings_anything(tab):
    expect(tab.locator(".jj-opening h2")).to_have_text("Can it tell real from generated? Can you?")
    expect(tab.locator("[data-ref=judge-percentiles]")).to_contain_text(re.compile(r"% of \d+ real pictures"))
    expect(tab.locator("[data-ref=judge-logit]")).to_have_text(re.compile(r"[+\u2212]\d"))
    expect(tab.locator("[data-ref=judge-says]")).to_contain_text("It takes this for")


def test_one_bad_file_does_not_stop_the_others(tab):
    bad = {"name": "notes.png", "mimeType": "image/png", "buffer": b"no picture at all"}
    tab.locator("[data-ref=judge-file]").set_input_files([png(), bad, png(90)])
    expect(tab.locator(".jj-cards li")).to_have_count(23)
    expect(tab.locator(".jj-cards li.bad")).to_have_count(1)
    expect(tab.locator(".jj-cards li.bad .jj-words")).to_have_text(say("error.picture_text"))
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
    keys = tab.locator("[data-ref=judge-legend] .key").all_inner_texts()
    assert keys == ["where D changes its mind", "the picture itself", "called real", "called generated"]
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
    widths = tab.locator(".jj-curves svg").evaluate_all("(all) => all.map((one) => one.clientWidth)")
    assert len(widths) == 3 and min(widths) >= 220  # the units that they are drawn in
    knob = tab.locator("[data-ref=judge-threshold]")
    knob.fill(knob.get_attribute("max"))
    expect(cells.nth(0)).to_have_text("0")
    assert [marks.nth(i).get_attribute("cx") for i in range(2)] != before
    tab.get_by_role("button", name="As trained").click()
    expect(cells.nth(0)).not_to_have_text("0")


def test_over_time_best_and_cross_play(tab):
    mode(tab, "time")
    expect(tab.locator(".jj-time svg")).to_have_count(2, timeout=SOON)
    ranks, logits = tab.locator(".jj-time .plot").all()
    assert ranks.locator(".beside").all_inner_texts() == ["0", "25", "50", "75", "100"]
    assert logits.locator(".beside").count() > 1
    for plot in (ranks, logits):
        steps = plot.locator(".below").all_inner_texts()
        assert steps[0] == "0" and steps[-1] in ("10", "12")
    mode(tab, "best")
    expect(tab.locator(".jj-best .cells button")).to_have_count(64, timeout=SOON)
    mode(tab, "cross")
    expect(tab.locator(".jj-cross tbody tr")).not_to_have_count(0, timeout=SOON)
    chosen = tab.locator(".jj-pickers :is(button, select)")
    names = chosen.evaluate_all("(all) => all.map((one) => one.ariaLabel)")
    assert len(names) > 4 and len(set(names)) == len(names)


def test_twenty_guesses_end_on_one_roc_with_d_and_a_second_player_joins_by_the_link(tab, visitor):
    mode(tab, "cards")
    answers = Answers(tab, "game_guess")
    tab.locator(".jj-opening button").click()
    expect(tab.locator(".jj-count")).to_contain_text("Picture 1 of 20")
    expect(tab.locator(".ll-side")).to_be_hidden()
    for key in "rgr":  # while no answer has come yet
        tab.keyboard.press(key)
    expect(tab.locator(".jj-count")).to_contain_text("Picture 4 of 20")
    expect(tab.locator(".jj-marks .sent")).to_have_count(3)
    answers.release()
    expect(tab.locator(".jj-marks :is(.good, .bad)")).to_have_count(3)
    assert [one["called"] for one in played(tab, 3)] == [True, False, True]
    for count in range(4, 21):
        expect(tab.locator(".jj-count")).to_contain_text(f"Picture {count} of 20")
        tab.keyboard.press("r" if count % 2 else "g")
    expect(tab.locator(".jj-fooled li")).to_have_count(20)
    expect(tab.locator(".jj-result .jj-unit")).to_be_visible()
    expect(tab.locator(".jj-result .ll-state")).to_contain_text("Nobody else has played this game yet.")
    expect(tab.locator(".ll-side")).to_be_visible()
    game = tab.evaluate("window.ganplay.parts.judge.S.game")
    guest = visitor(f"?run={tab.evaluate('window.ganplay.parts.judge.S.run')}&game={game}")
    expect(guest.locator(".jj-count")).to_contain_text("Picture 1 of 20", timeout=SOON)
    guest.locator("[data-ref=judge-generated]").click()
    expect(guest.locator(".jj-count")).to_contain_text("Picture 2 of 20")
    assert guest.evaluate("document.activeElement.dataset.ref") == "judge-generated"


def test_the_table_is_saved_and_the_language_changes_nothing_else(tab):
    mode(tab, "cards")
    with tab.expect_download(timeout=SOON) as saved:
        tab.get_by_role("button", name="CSV").click()
    data = saved.value.path().read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")  # by which a spreadsheet knows UTF-8
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))
    assert len(rows) == tab.locator(".jj-cards li:not(.bad)").count()
    for row in rows:
        assert row["step"] == "12" and float(row["threshold"]) == state(tab, "whole.threshold")
        assert (float(row["logit"]) > float(row["threshold"])) == (row["called_real"] == "true")
    cards = tab.locator(".jj-cards li").count()
    tab.locator("#gp-language").click()
    expect(tab.locator(".gp-judge .ll-modes [data-value=why]")).to_have_text("为什么")
    expect(tab.locator(".jj-cards li")).to_have_count(cards)
    tab.locator("#gp-language").click()


@pytest.mark.slow
def test_a_game_goes_on_after_a_reload_with_its_score(guest):
    asked = []
    guest.on("request", lambda request: asked.append(request) if "component_server" in request.url else None)
    mode(guest, "game")
    guest.get_by_role("button", name="Start").click()
    for count in range(1, 4):
        expect(guest.locator(".jj-count")).to_contain_text(f"Picture {count} of 20")
        guest.keyboard.press("r")
    expect(guest.locator(".jj-count")).to_contain_text("Picture 4 of 20")
    expect(guest.locator(".jj-marks :is(.good, .bad)")).to_have_count(3)  # the next picture waits for no answer
    score, marks = guest.locator(".jj-count span").inner_text(), guest.locator(".jj-marks .good").count()
    guest.reload()
    expect(guest.locator(".jj-count")).to_contain_text("Picture 4 of 20")
    expect(guest.locator(".jj-count span")).to_have_text(score)
    expect(guest.locator(".jj-marks .good")).to_have_count(marks)
    token = guest.evaluate("window.ganplay.owner()")
    played = [request for request in asked if "game_" in request.post_data]
    assert len(played) > 5 and not any(
        json.loads(request.post_data)["data"].get("player") == token for request in played
    )
    mode(guest, "cards")
    assert "game=" not in guest.url


@pytest.mark.slow
def test_a_key_that_is_held_is_one_guess(guest):
    mode(guest, "game")
    guest.get_by_role("button", name="Start").click()
    expect(guest.locator(".jj-count")).to_contain_text("Picture 1 of 20")
    guest.keyboard.down("r")
    expect(guest.locator(".jj-count")).to_contain_text("Picture 2 of 20")
    guest.keyboard.down("r")  # the key repeats
    guest.keyboard.up("r")
    guest.keyboard.press("g")
    expect(guest.locator(".jj-count")).to_contain_text("Picture 3 of 20")
    expect(guest.locator(".jj-marks :is(.good, .bad)")).to_have_count(2)
    answers = Answers(guest, "game_guess")
    answers.spoil, answers.held = 1, None
    guest.keyboard.press("g")
    expect(guest.locator("#gp-notice")).to_have_class(re.compile("shown"))
    expect(guest.locator(".jj-count")).to_contain_text("Picture 3 of 20")  # what did not arrive is asked for again
    guest.keyboard.press("g")
    expect(guest.locator(".jj-count")).to_contain_text("Picture 4 of 20")


@pytest.mark.slow
def test_a_game_that_is_over_leads_back_to_the_introduction(visitor, plain):
    late = visitor(f"?run={plain}&game=nosuchgame")
    expect(late.locator(".jj-intro")).to_contain_text("This game is over")
    late.get_by_role("button", name="Start").click()
    expect(late.locator(".jj-count")).to_contain_text("Picture 1 of 20")


def test_what_was_asked_before_another_run_was_opened_is_not_shown(guest, other):
    answers = Answers(guest, "judged")
    guest.locator(".jj-sources button", has_text="Real").click()
    expect(guest.locator(".jj-cards li")).to_have_count(28)  # shown before they are scored
    guest.locator(".ll-side select").focus()
    guest.locator(".ll-side select").select_option(other)
    expect(guest.locator(".jj-how [data-value=fit]")).to_have_attribute("aria-pressed", "true")
    answers.release()
    expect(guest.locator(".jj-cards li output.jj-logit:not(:empty)")).to_have_count(20)
    expect(guest.locator(".jj-cards li")).to_have_count(20)
    assert state(guest, "run") == other and guest.evaluate("document.activeElement.dataset.focus") == "run"
    assert {row["step"] for row in state(guest, "cards.map((card) => card.row)")} == {4}


@pytest.mark.slow
def test_a_run_that_cannot_be_opened_leaves_everything_as_it_was(guest, plain, other):
    scores, openings = Answers(guest, "judged"), Answers(guest, "opened")
    openings.spoil, openings.held = 1, None
    guest.locator(".jj-sources button", has_text="Real").click()
    expect(guest.locator(".jj-cards li")).to_have_count(28)
    guest.locator(".ll-side select").select_option(other)
    expect(guest.locator("#gp-notice")).to_have_class(re.compile("shown"))
    expect(guest.locator(".ll-side select")).to_have_value(plain)
    scores.release()
    expect(guest.locator(".jj-cards li output.jj-logit:not(:empty)")).to_have_count(28)


@pytest.mark.slow
def test_the_moment_that_was_chosen_last_is_shown_whatever_answers_last(guest):
    answers = Answers(guest, "whole")
    time = guest.locator("[data-ref=judge-time]")
    time.fill("0")
    time.fill(time.get_attribute("max"))
    time.fill("0")
    answers.release()
    settled = "({ whole, cards, step }) => whole && cards.every((card) => card.row.step === step)"
    guest.wait_for_function(f"({settled})(ganplay.parts.judge.S)")
    assert state(guest, "step") == 0 == state(guest, "whole.step")


@pytest.mark.slow
def test_a_question_that_failed_is_asked_again(guest):
    answers = Answers(guest, "why")
    answers.spoil, answers.held = 1, None
    mode(guest, "why")
    expect(guest.locator(".jj-maps .ll-state")).not_to_be_empty()
    expect(guest.locator(".jj-map")).to_have_count(0)
    mode(guest, "cards")
    mode(guest, "why")
    expect(guest.locator(".jj-map")).to_have_count(4)


@pytest.mark.slow
def test_a_drawing_outlives_a_change_of_language_and_is_gone_when_cleared(guest):
    before = guest.locator(".jj-cards li").count()
    guest.get_by_role("button", name="Draw").click()
    pad = guest.locator("[data-ref=judge-pad]")
    pad.click(position={"x": 60, "y": 60})
    expect(guest.locator(".jj-cards li.on output.jj-logit")).not_to_be_empty()
    expect(guest.locator(".jj-cards li")).to_have_count(before + 1)
    guest.locator("#gp-language").click()
    expect(guest.locator(".gp-judge .ll-modes [data-value=why]")).to_have_text("为什么")
    ink = "(pad) => pad.getContext('2d').getImageData(60, 60, 1, 1).data[0]"
    assert pad.evaluate(ink) < 50
    expect(guest.locator(".jj-name", has_text="噪声")).to_have_count(1)
    assert guest.locator(".gp-judge").evaluate(ENGLISH) == []
    guest.locator("#gp-language").click()
    guest.get_by_role("button", name="Clear").click()
    assert pad.evaluate(ink) == 255
    expect(guest.locator(".jj-cards li")).to_have_count(before)


@pytest.mark.slow
def test_a_drawing_that_nobody_judged_says_so_and_is_judged_with_the_next_stroke(guest):
    answers = Answers(guest, "brought")
    answers.spoil, answers.held = 1, None
    guest.get_by_role("button", name="Draw").click()
    pad = guest.locator("[data-ref=judge-pad]")
    pad.click(position={"x": 60, "y": 60})
    expect(guest.locator(".jj-cards li.bad .jj-words")).not_to_be_empty()
    pad.click(position={"x": 90, "y": 90})
    expect(guest.locator(".jj-cards li.on output.jj-logit")).not_to_be_empty()
    expect(guest.locator(".jj-cards li.bad")).to_have_count(0)


# What a screen reader or a pointer is told in English, but for names of files and of formats.
ENGLISH = """(root) => [...root.querySelectorAll("[aria-label], [title], [alt]")]
  .flatMap((one) => ["aria-label", "title", "alt"].map((name) => one.getAttribute(name) || ""))
  .filter((words) => /[a-z]{4,}/i.test(words.replace(/logit|JPEG|MNIST/g, "")))"""


def asks(name: str):
    return lambda request: "component_server" in request.url and f'"{name}"' in (request.post_data or "")


@pytest.mark.slow
def test_work_that_starts_when_nobody_looks_any_more_is_stopped(guest):
    answers = Answers(guest, "start_work")
    with guest.expect_request(asks("start_work")):
        mode(guest, "time")
    mode(guest, "cards")
    with guest.expect_request(asks("stop_work")):
        answers.release()


def test_removing_the_chosen_card_chooses_its_neighbour_and_keeps_the_keyboard(guest):
    cards = guest.locator(".jj-cards li")
    cards.nth(2).locator(".jj-card").click()
    names = cards.locator(".jj-name").all_inner_texts()
    cards.nth(2).locator(".mini").focus()
    guest.keyboard.press("Enter")
    expect(cards).to_have_count(19)
    expect(cards.nth(2)).to_have_class(re.compile("on"))
    expect(guest.locator(".ll-now figcaption b")).to_have_text(names[3])
    assert guest.evaluate("document.activeElement.getAttribute('aria-label')").endswith(names[3])
    cards.nth(18).locator(".jj-card").click()
    cards.nth(18).locator(".mini").click()
    expect(guest.locator(".ll-now figcaption b")).to_have_text(names[18])
    expect(guest.locator("[data-ref=judge-heard]")).to_contain_text(names[18])


@pytest.mark.slow
def test_files_may_be_dropped_anywhere_on_the_tab(guest):
    dropped = guest.evaluate_handle("""async () => {
        const canvas = Object.assign(document.createElement("canvas"), { width: 40, height: 40 });
        canvas.getContext("2d").fillRect(0, 0, 40, 40);
        const blob = await new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
        const data = new DataTransfer();
        data.items.add(new File([blob], "dropped.png", { type: "image/png" }));
        return data;
    }""")
    guest.locator(".ll-modes").dispatch_event("drop", {"dataTransfer": dropped})
    expect(guest.locator(".jj-cards li", has_text="dropped.png").locator("output.jj-logit")).not_to_be_empty()


def test_moments_that_training_adds_appear_by_themselves(served, visitor):
    grows = trained(served, "growingjudge", "labels=off", steps=4)
    page = judge(visitor(f"?run={grows}"))
    assert state(page, "facts.steps").count(8) == 0
    trained(served, grows, steps=8, more=("--resume",))
    page.wait_for_function("ganplay.parts.judge.S.facts.steps.includes(8)")
    assert state(page, "step") == 4
    page.locator("[data-ref=judge-time]").fill(page.locator("[data-ref=judge-time]").get_attribute("max"))
    expect(page.locator(".gp-judge")).to_have_attribute("data-step", "8")


@pytest.mark.slow
def test_headings_of_a_cross_play_name_the_run_where_the_sides_differ(guest, other):
    mode(guest, "cross")
    expect(guest.locator(".jj-cross tbody tr")).not_to_have_count(0)
    assert "on" not in guest.locator(".jj-cross thead th").nth(1).inner_text().split()
    sides = guest.locator(".jj-pickers section")
    while sides.nth(0).locator("li").count():
        sides.nth(0).locator("li .mini").first.click()
    sides.nth(0).locator("select").select_option(f"run {other}")
    guest.get_by_role("button", name="Let them play", exact=True).click()
    expect(guest.locator(".jj-cross tbody tr")).to_have_count(1)
    expect(guest.locator(".jj-cross thead th").nth(1)).to_contain_text("quick, changed on")
    expect(guest.locator(".jj-cross tbody th")).to_contain_text("quick, changed on")


SMALL_TARGETS = """() => [...document.querySelectorAll(".gp-judge :is(button, select, input, label.check)")]
  .filter((one) => one.checkVisibility() && !one.matches("[type=checkbox], .gp-hidden"))
  .filter((one) => Math.min(one.offsetWidth, one.offsetHeight) < 44)
  .map((one) => one.outerHTML)"""
AT_ODDS = """() => {
  const { S, app } = ganplay.parts.judge;
  Object.assign(S.cards[0].row, { logit: -1, threshold: 0, real: 2, generated: 100 });
  app.choose(S.cards[0].id);
}"""


def test_a_narrow_screen_never_scrolls_sideways(served, run, visitor):
    guest = visitor(f"?run={run}", viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    guest.evaluate("window.ganplay.openTab('judge')")
    expect(guest.locator("[data-ref=judge-picture]")).to_be_in_viewport(timeout=SOON)
    expect(guest.locator(".jj-cards li output.jj-logit:not(:empty)")).to_have_count(20)
    assert guest.evaluate("document.documentElement.scrollWidth") <= 390
    tops = [guest.locator(part).bounding_box()["y"] for part in (".jj-opening", ".ll-now", ".jj-bring", ".jj-cards")]
    assert tops == sorted(tops)
    expect(guest.locator(".ll-modes")).to_have_attribute("data-after", "")
    expect(guest.get_by_text("Choose pictures", exact=True)).to_be_visible()
    expect(guest.get_by_text("Drop, paste")).to_be_hidden()
    assert guest.evaluate(SMALL_TARGETS) == []
    guest.evaluate(AT_ODDS)
    expect(guest.locator("[data-ref=judge-standing]")).to_contain_text("D says real only above 0")
    mode(guest, "game")
    expect(guest.locator(".jj-intro")).to_contain_text("20 pictures")
    expect(guest.locator(".jj-keys")).to_be_hidden()
    guest.locator(".jj-intro button").click()
    expect(guest.locator(".jj-count")).to_contain_text("Picture 1 of 20")
    expect(guest.locator("[data-ref=judge-generated]")).to_be_in_viewport()
    assert guest.evaluate(SMALL_TARGETS) == []
    expect(guest.locator(".jj-keys")).to_have_count(2)
    assert not any(key.is_visible() for key in guest.locator(".jj-keys").all())
