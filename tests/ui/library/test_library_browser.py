"""The Runs tab in a real browser: the gestures of a visitor."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from ganplay.runs.store.sheets import data_url

expect = pytest.importorskip("playwright.sync_api", reason="the browser tests need playwright").expect

SOON = 60_000  # milliseconds until something must have happened, on a busy machine
expect.set_options(timeout=SOON)
SMALL_TARGETS = """() => [...document.querySelectorAll(
    ".gp-library :is(button, select, textarea, label:has([type=checkbox]), input:not([type=checkbox], [type=file]))"
  )].filter((one) => one.checkVisibility()).map((one) => [one, one.getBoundingClientRect()])
    .filter(([, box]) => box.height < 43.5 || box.width < 43.5).map(([one]) => one.outerHTML.slice(0, 120))"""
WHOLE_FILM = 24_000  # milliseconds, nearly to its end
OWNER = "0123456789abcdef" * 2
SMALL = ["resolution=32", "g_width=8", "d_width=8", "batch=16", "z_dim=16", "precision=fp32", "metrics=0"]


@pytest.fixture(scope="module")
def runs(served, tmp_path_factory) -> list[str]:
    """Two small runs of mine in the store that the page shows, the second with another learning rate."""
    from ganplay.cli import main

    store, made = served[1].store, []
    for number, changes in enumerate((SMALL, [*SMALL, "lr_d=0.0005"])):
        folder = tmp_path_factory.mktemp("made") / "run"
        words = [word for change in changes for word in ("--set", change)]
        asked = ["train", "quick", "--data", "digits", *words, "--device", "cpu", "--run", str(folder)]
        assert main([*asked, "--steps", "6"]) == 0
        assert main(["train", "--resume", "--steps", "12", "--device", "cpu", "--run", str(folder)]) == 0
        with store.place(OWNER) as place:
            shutil.copytree(folder, place)
        store.get(place.name).set_meta(title=f"Number {number}")
        made.append(place.name)
    return made


@pytest.fixture(scope="module")
def tab(lasting, runs):
    """One page with the tab open, that goes on from test to test."""
    page = lasting(before=f"localStorage.setItem('ganplay.owner', '{OWNER}')")
    page.get_by_role("tab", name="Runs").click()
    page.wait_for_selector(".gp-library[data-state=ready] tr[data-run]")
    return page


def row(page, run: str):
    return page.locator(f".lb-table tr[data-run='{run}']")


def opened(page, run: str):
    """The row's panel, opened."""
    if not page.locator(f"tr.open[data-run='{run}']").count():
        row(page, run).locator(".lb-more").click()
    return page.locator(".lb-panel")


def rows(page, count: int) -> None:
    expect(page.locator(".lb-table tbody tr[data-run]")).to_have_count(count, timeout=SOON)


def test_the_list_shows_pictures_and_is_searched_and_sorted(tab, runs):
    for run in runs:
        expect(row(tab, run).locator(".lb-thumb")).to_have_attribute("src", re.compile("^data:image/jpeg"))
    tab.get_by_label("Search").fill("number 1")
    rows(tab, 1)
    expect(row(tab, runs[1])).to_be_visible()
    tab.get_by_label("Search").fill("no such thing")
    expect(tab.locator(".lb-none")).to_contain_text("No run fits")
    tab.get_by_label("Search").fill("number")
    rows(tab, 2)
    tab.locator("th[data-sort=title] button").click()
    expect(tab.locator(".lb-title").first).to_have_text("Number 0")
    tab.locator("th[data-sort=title] button").click()
    expect(tab.locator(".lb-title").first).to_have_text("Number 1")
    tab.get_by_label("Search").fill("")


def test_mine_stand_apart_from_what_came_with_ganplay_and_more_says_what_it_opens(tab, runs):
    groups = tab.locator(".lb-table tbody[data-group]")
    names = [group.get_attribute("data-group") for group in groups.all()]  # other files may leave runs of nobody's
    assert names[0] == "mine" and names[-1] == "shipped"
    expect(groups.first.locator("tr[data-run]")).to_have_count(2)
    expect(groups.last.locator(".lb-group th")).to_contain_text("Came with ganplay")
    more = row(tab, runs[0]).locator(".lb-more")
    expect(more).to_have_text("More")
    expect(more).to_have_attribute("title", re.compile("branch.*delete"))
    expect(row(tab, "faces").locator(".lb-more")).not_to_have_attribute("title", re.compile("delete"))


def test_a_card_and_a_film_are_carried_away_from_one_button(tab, runs, tmp_path):
    row(tab, runs[0]).get_by_role("button", name="Share").click()
    card = tab.get_by_role("img", name="Card of Number 0")
    expect(card).to_be_visible()
    with tab.expect_download(timeout=SOON) as saved:
        tab.get_by_role("button", name="Save the picture").click()
    saved.value.save_as(tmp_path / "card.png")
    with Image.open(tmp_path / "card.png") as picture:
        assert picture.size == (1200, 630) and "trainedAlgorithmicMedia" in picture.text["XML:com.adobe.xmp"]
        title = np.asarray(picture.convert("L"))[45:90, 56:400]
        assert title.max() > 200 and title.mean() < 100  # its name stands there, on dark paper
    for kind, head in (("GIF", b"GIF89a"), ("MP4", b"ftyp")):
        with tab.expect_download(timeout=2 * SOON) as saved:
            tab.get_by_role("button", name=f"Film as {kind}").click()
        saved.value.save_as(tmp_path / kind)
        assert head in (tmp_path / kind).read_bytes()[:12]
    tab.keyboard.press("Escape")
    expect(tab.locator(".lb-share")).to_have_count(0)


def test_a_title_and_tags_are_kept_and_a_tag_filters(tab, runs):
    panel = opened(tab, runs[0])
    panel.get_by_label("Title").fill("Even <b>rates</b>")
    panel.get_by_label("Title").press("Enter")
    expect(row(tab, runs[0]).locator(".lb-title")).to_have_text("Even <b>rates</b>")
    opened(tab, runs[0]).get_by_label("Tags").fill("homework, first")
    tab.keyboard.press("Enter")
    row(tab, runs[0]).get_by_role("button", name="homework").click()
    rows(tab, 1)
    row(tab, runs[0]).get_by_role("button", name="homework").click()
    opened(tab, runs[0]).get_by_label("Title").fill("Number 0")
    tab.keyboard.press("Enter")
    expect(row(tab, runs[0]).locator(".lb-title")).to_have_text("Number 0")


def test_a_deleted_run_goes_at_once_and_undo_brings_it_back(tab, runs):
    opened(tab, runs[1]).get_by_role("button", name="Delete").click()
    expect(row(tab, runs[1])).to_have_count(0)
    expect(tab.locator("#gp-undo")).to_contain_text("Number 1 is deleted")
    tab.get_by_role("button", name="Undo").click()
    expect(row(tab, runs[1])).to_be_visible()
    expect(tab.locator("#gp-undo")).to_be_hidden()


def test_each_of_several_deleted_runs_can_be_brought_back(tab, runs):
    for number, run in enumerate(runs):
        opened(tab, run).get_by_role("button", name="Delete").click()
        expect(row(tab, run)).to_have_count(0)
        expect(tab.locator("#gp-undo .bar")).to_have_count(number + 1)
    for number, run in enumerate(runs):  # the first one first
        tab.get_by_role("button", name=f"Undo: Number {number}").click()
        expect(row(tab, run)).to_be_visible()
    expect(tab.locator("#gp-undo")).to_be_hidden()


def test_several_runs_are_saved_and_deleted_at_once_and_undo_is_never_covered(tab, runs):
    tab.get_by_label("Tick all: My runs").check()
    names = []
    with tab.expect_download(lambda file: names.append(file.suggested_filename) or len(names) == 2, timeout=SOON):
        tab.locator("[data-ref=library-save]").click()
    assert all(any(run in name for name in names) for run in runs)
    tab.locator("[data-ref=library-delete]").click()
    for run in runs:
        expect(row(tab, run)).to_have_count(0)
    expect(tab.locator("#gp-undo .bar")).to_have_text(re.compile("2 runs are deleted"))
    expect(tab.locator(".lb-invited")).to_contain_text("press Train")
    tab.locator("#lb-file").set_input_files({"name": "no.ganplay", "mimeType": "", "buffer": b"no run"})
    expect(tab.locator("#gp-notice")).to_contain_text("Nothing was kept")
    boxes = "[...document.querySelectorAll('#gp-notice.shown, #gp-undo')].map((one) => one.getBoundingClientRect())"
    tab.wait_for_function(
        f"() => {{ const [one, other] = {boxes}; return other && (one.bottom <= other.top"
        " || other.bottom <= one.top); }"
    )
    tab.get_by_role("button", name="Undo: 2 runs").click()
    for run in runs:
        expect(row(tab, run)).to_be_visible()
    tab.get_by_role("button", name="Untick all").click()


def test_ticked_runs_are_laid_side_by_side(tab, runs):
    expect(tab.locator("[data-ref=library-compare]")).to_be_disabled()
    for run in runs:
        row(tab, run).locator(".lb-tick input").check()
    tab.locator("[data-ref=library-compare]").click()
    expect(tab.locator(".lb-chart .scatterlayer .trace")).to_have_count(2, timeout=SOON)
    expect(tab.locator("[data-strip='1'] img")).not_to_have_count(0, timeout=SOON)
    differ = tab.locator(".lb-cross tr.differs th")
    expect(differ).to_have_text(["Learning rate D"])
    expect(tab.locator(".lb-cross tr.differs td.other")).to_have_text(["0.0005"])
    tab.get_by_label("all settings").check()
    assert tab.locator(".lb-cross").last.locator("tbody tr").count() > 15
    expect(tab.locator(".lb-cross").nth(1)).to_contain_text("perfect: 50")
    for table in tab.locator(".lb-compare .lb-wide").all():  # the page's width, and the keyboard's to scroll
        assert table.get_attribute("tabindex") == "0" and table.get_attribute("aria-label")
        assert table.evaluate("(one) => one.clientWidth") > 1200
        assert table.evaluate("(one) => one.scrollWidth <= one.clientWidth")
    tab.locator(".lb-choose [data-value=loss_g]").click()
    tab.locator(".lb-choose [data-value=images]").click()
    expect(tab.locator(".lb-chart")).to_have_attribute("data-drawn", "loss_g.images")


def test_a_run_is_measured_at_the_press_of_a_button_and_the_live_view_shows_it_too(tab, runs, served):
    table = tab.locator("[data-ref=reports]")
    expect(table).to_contain_text("not measured")
    tab.locator(f"[data-measure='{runs[0]}']").click()
    distance = table.locator("tr[data-metric=classifier_fd] td")
    expect(distance.first).to_contain_text("n = ", timeout=2 * SOON)
    expect(distance.first).to_contain_text("real ")
    expect(distance.nth(1)).to_have_text("–")
    expect(table.locator(f"[data-measure='{runs[0]}']")).to_have_count(0)
    expect(table.locator(f"[data-measure='{runs[1]}']")).to_have_text("Measure")
    tab.evaluate("(run) => window.ganplay.parts.live.watch(run)", runs[0])
    tab.get_by_role("tab", name="Train").click()
    panel = tab.locator("[data-panel=quality]")
    expect(panel).to_have_attribute("data-view", "fd")
    expect(panel.locator(".told")).to_contain_text("n = ")
    panel.locator("select").select_option("classes")
    expect(panel.locator(".barlayer .trace")).to_have_count(2)
    panel.locator("select").select_option("precision")
    expect(panel.locator(".told")).to_contain_text("recall")
    tab.get_by_role("tab", name="Runs").click()


def test_the_same_seeds_change_together_and_each_run_has_its_moment(tab):
    pictures = [tab.locator(f"[data-strip='{index}'] img").first for index in (0, 1)]
    before = [picture.get_attribute("src") for picture in pictures]
    tab.get_by_label("from seed").fill("500")
    tab.keyboard.press("Enter")
    for picture, src in zip(pictures, before, strict=True):
        expect(picture).not_to_have_attribute("src", src)
    now = [picture.get_attribute("src") for picture in pictures]
    tab.get_by_label("Moment of Number 0").select_option("0")
    expect(tab.locator("[data-strip='0'], [data-strip='1']").and_(tab.locator("[data-step='0']"))).to_have_count(1)
    assert [picture.get_attribute("src") for picture in pictures] != now
    tab.get_by_label("moment", exact=True).fill("0")
    expect(tab.locator("[data-strip][data-step='0']")).to_have_count(2)


def test_each_seed_draws_its_own_class_until_one_is_chosen_for_all(tab):
    pictures = [tab.locator(f"[data-strip='{index}'] img").nth(1) for index in (0, 1)]
    before = [picture.get_attribute("src") for picture in pictures]
    choice = tab.locator("[data-ref=compare-class]")
    expect(choice.locator("option")).to_have_text(["each seed its own", *"0123456789"])
    choice.select_option("7")
    for picture, src in zip(pictures, before, strict=True):
        expect(picture).not_to_have_attribute("src", src)
    tab.locator("#gp-language").click()
    expect(choice.locator("option").first).to_have_text("每个种子各有其类")
    expect(choice).to_have_value("7")
    tab.locator("#gp-language").click()
    sevens = [picture.get_attribute("src") for picture in pictures]
    choice.select_option("")
    for picture, src in zip(pictures, sevens, strict=True):
        expect(picture).not_to_have_attribute("src", src)  # seed 501 draws class 1 again


def test_runs_of_one_name_are_told_apart_where_they_are_compared(tab, runs, served):
    second = served[1].store.get(runs[1])
    second.set_meta(title="Number 0", note="a slower D")
    tab.locator(".ll-modes [data-value=compare]").click()
    begun = rf"^Number 0 · (\d|{runs[0][-4:]}$)"  # its id, where both began within one minute
    names = [re.compile(begun), "Number 0 · a slower D"]
    expect(tab.locator(".lb-chips li > span")).to_have_text(names)
    second.set_meta(title="Number 1", note="")


def test_one_thing_changed_starts_a_twin_and_both_are_ticked(tab, runs):
    tab.locator(".ll-modes [data-value=library]").click()
    opened(tab, runs[0]).get_by_role("button", name="Change one thing").click()
    start = tab.get_by_role("button", name="Start the twin")
    expect(start).to_be_disabled()
    tab.locator("#lb-set-loss").select_option("lsgan")
    expect(tab.locator(".lb-count")).to_have_text("One setting changed.")
    start.click()
    expect(tab.locator(".lb-dialog")).to_have_count(0)
    twin = tab.locator("tr[data-run]", has_text="twin of Number 0")
    expect(twin).to_contain_text("Loss hinge → least squares")
    expect(twin).to_contain_text("Finished", timeout=SOON)
    expect(twin.locator(".lb-tick input")).to_be_checked()
    expect(row(tab, runs[0]).locator(".lb-tick input")).to_be_checked()


def test_a_branch_goes_on_from_an_earlier_moment(tab, runs):
    opened(tab, runs[0]).get_by_role("button", name="Branch").click()
    expect(tab.locator("#lb-set-z_dim")).to_have_count(0)
    tab.locator("[data-ref=branch-step]").select_option("6")
    tab.locator("#lb-set-lr_g").fill("0.5")
    tab.get_by_role("button", name="Start the branch").click()
    expect(tab.locator(".lb-count")).to_have_text("Learning rate G cannot be 0.5: it is a number from 0.000001 to 0.1.")
    tab.locator("#lb-set-lr_g").fill("0.0001")
    tab.get_by_role("button", name="Start the branch").click()
    branch = tab.locator("tr[data-run]", has_text="from Number 0 at step 6")
    expect(branch).to_contain_text("Finished", timeout=SOON)
    expect(branch.locator(".lb-step")).to_have_text("12")


def test_a_run_is_saved_as_a_file_and_opened_again(tab, runs, tmp_path):
    with tab.expect_download(timeout=SOON) as saved:
        opened(tab, runs[1]).get_by_role("button", name="Save as file").click()
    file = tmp_path / "run.ganplay"
    saved.value.save_as(file)
    assert saved.value.suggested_filename.endswith(".ganplay")
    before = tab.locator("tr[data-run]").count()
    tab.locator("#lb-file").set_input_files(file)
    rows(tab, before + 1)
    expect(tab.locator("#gp-notice")).to_contain_text("yours now")
    data = bytearray(Path(file).read_bytes())
    data[len(data) // 2] ^= 1
    file.write_bytes(data)
    tab.locator("#lb-file").set_input_files(file)
    expect(tab.locator("#gp-notice")).to_contain_text("Nothing was kept")
    rows(tab, before + 1)


def test_a_file_larger_than_the_server_takes_is_told_so_before_it_is_sent(tab, runs, tmp_path):
    tab.evaluate("window.ganplay.facts.file = 1e6")
    with tab.expect_download(timeout=SOON) as saved:
        opened(tab, runs[1]).get_by_role("button", name="Save as file").click()
    saved.value.save_as(tmp_path / "run.ganplay")
    tab.locator("#lb-file").set_input_files(tmp_path / "run.ganplay")
    expect(tab.locator("#gp-notice")).to_contain_text("MB are too many here, where a file has at most 1:")
    expect(tab.locator("#gp-notice")).to_contain_text("ganplay runs unpack run.ganplay")
    tab.evaluate("window.ganplay.facts.file = 200e6")


def test_a_run_of_ones_own_pictures_is_saved_without_them_and_says_so(tab, runs, served, tmp_path):
    store = served[1].store
    with store.place(OWNER) as place:
        shutil.copytree(store.get(runs[0]).path, place)
    mine = store.get(place.name)
    mine.write_recipe(mine.recipe.with_changes(dataset=str(store.uploads / "pictures")))
    mine.set_meta(title="Cats")
    expect(row(tab, place.name)).to_be_visible()
    save = opened(tab, place.name).get_by_role("button", name="Save as file")
    expect(save).to_have_attribute("title", re.compile("everything but your pictures"))
    with tab.expect_download(timeout=SOON) as saved:
        save.click()
    file = tmp_path / "cats.ganplay"
    saved.value.save_as(file)
    tab.locator("#lb-file").set_input_files(file)
    expect(tab.locator("#gp-notice")).to_contain_text("are not in the file")
    arrived = tab.locator("tr.open[data-run]").get_attribute("data-run")
    assert arrived != place.name
    tab.locator("#gp-language").click()
    opened(tab, arrived).get_by_role("button", name="分支").click()
    tab.locator(".lb-start").click()
    expect(tab.locator(".lb-count")).to_contain_text("没有随文件带来")
    tab.keyboard.press("Escape")
    tab.locator("#gp-language").click()
    for run in (place.name, arrived):
        store.remove(run)


def test_the_pictures_of_a_run_that_are_gone_are_brought_and_it_goes_on_with_them(tab, served, tmp_path):
    """Others are refused with a word; the same ones are known again, in whatever order they are chosen."""
    from ganplay.cli import main

    mine, others = [], []
    for number in range(16):
        for folder, made, shade in (("mine", mine, 10), ("others", others, 9)):
            file = tmp_path / folder / f"{number}.png"
            file.parent.mkdir(exist_ok=True)
            Image.new("RGB", (32, 32), (shade * number, 80, 0)).save(file)
            made.append(file)
    asked = ["train", "quick", "--data", str(tmp_path / "mine"), "--device", "cpu"]
    asked += [word for change in SMALL for word in ("--set", change)]
    assert main([*asked, "--steps", "3", "--run", str(tmp_path / "run")]) == 0
    store = served[1].store
    with store.place(OWNER) as place:
        shutil.copytree(tmp_path / "run", place)
    run = store.get(place.name)
    run.write_recipe(run.recipe.with_changes(dataset=str(store.uploads / "gone"), steps=6))
    run.set_meta(title="Moved")

    def bring(files: list[Path]) -> None:
        expect(row(tab, place.name)).to_be_visible()
        with tab.expect_file_chooser() as chooser:
            opened(tab, place.name).get_by_role("button", name="Bring its pictures").click()
        chooser.value.set_files(files)

    bring(others)
    expect(tab.locator(".gp-live")).to_contain_text("are not those that this run began with")
    assert run.meta()["now"]["step"] == 3 and run.status() == "finished"
    tab.get_by_role("tab", name="Runs").click()
    bring(mine[::-1])
    expect(tab.locator(".gp-live")).to_be_visible()
    tab.get_by_role("tab", name="Runs").click()
    expect(row(tab, place.name).locator(".lb-step")).to_have_text("6")
    expect(row(tab, place.name)).to_contain_text("Finished")
    expect(opened(tab, place.name).get_by_role("button", name="Bring its pictures")).to_have_count(0)
    assert Path(run.recipe.dataset).is_relative_to(store.uploads)
    store.remove(place.name)


def test_the_language_changes_and_what_was_ticked_stays(tab, runs):
    tab.locator("#gp-language").click()
    expect(tab.locator(".ll-modes [data-value=compare]")).to_have_text("比较")
    expect(row(tab, runs[0]).locator(".lb-tick input")).to_be_checked()
    limits = {"setting": "lr_g", "value": "0.5", "low": "0.000001", "high": "0.1"}
    reason = {"error": "setting_number", "text": "English", "details": limits}
    refused = {"error": "pack_recipe", "text": "English", "details": {"reason": reason}}
    said = tab.evaluate("(answer) => window.ganplay.refusal(answer)", refused)
    assert "：G 学习率不能是 0.5：应为 0.000001 到 0.1 之间的数。" in said and "English" not in said
    opened(tab, runs[0]).get_by_label("标签").fill("1,2,3,4,5,6,7,8,9")
    tab.keyboard.press("Enter")
    expect(tab.locator("#gp-notice")).to_have_text("一条记录最多 8 个标签。")
    tab.locator("#gp-language").click()


def test_a_finished_run_plays_as_a_film_at_the_speed_one_likes(tab, runs):
    row(tab, runs[0]).get_by_role("button", name="Replay").click()
    expect(tab.locator(".gp-live")).to_have_attribute("data-status", "replay")
    assert tab.evaluate("window.ganplay.parts.live.state().run") == runs[0]
    tab.locator(".gp-speed [data-speed='4']").click()
    expect(tab.locator(".gp-speed [aria-pressed=true]")).to_have_text("×4")
    tab.wait_for_function("document.querySelector('.gp-live').dataset.step > 0")


def test_a_finished_replay_is_scrubbed_back_and_forth_and_stays_where_it_was_left(chromium, visitor, runs, served):
    with served[1].store.get(runs[0]).history() as history:
        sheets = [(step, data_url(history.grid(seq)[2])) for seq, step, *_ in history.grids()]
    assert sheets[0][0] == 0 and sheets[-1][0] == 12
    context = chromium.new_context(viewport={"width": 1366, "height": 768}, locale="en-US")
    context.clock.install()
    page = visitor(context=context)
    page.wait_for_function("window.ganplay?.parts.live")
    page.evaluate("(run) => window.ganplay.parts.live.replay(run)", runs[0])
    time, picture = page.locator("[data-ref=time]"), page.locator(".gp-live [data-ref=fake]")
    expect(time).to_have_attribute("max", str(len(sheets) - 1))
    page.clock.run_for(WHOLE_FILM)
    page.wait_for_function("document.querySelector('.gp-live').dataset.step > 0")
    for at in (len(sheets) - 1, 1, 0):
        step, sheet = sheets[at]
        time.fill(str(at))
        expect(page.locator("[data-ref=moment]")).to_have_text(f"step {step}")
        expect(picture).to_have_attribute("src", sheet)
    page.clock.run_for(WHOLE_FILM)
    expect(time).to_have_value("0")
    expect(picture).to_have_attribute("src", sheets[0][1])
    page.locator("[data-ref=now]").click()
    expect(time).to_have_value(str(len(sheets) - 1))
    context.close()


def test_a_narrow_screen_shows_cards_and_never_scrolls_sideways(chromium, served, runs):
    context = chromium.new_context(viewport={"width": 390, "height": 844}, locale="en-US")
    context.add_init_script(f"localStorage.setItem('ganplay.owner', '{OWNER}')")
    page = context.new_page()
    page.goto(served[0])
    page.wait_for_selector(".gp-live")
    page.evaluate("window.ganplay.openTab('runs')")
    expect(row(page, runs[0])).to_be_visible(timeout=SOON)
    opened(page, runs[0])
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    for run in runs:
        row(page, run).locator(".lb-tick input").check()
    assert page.evaluate(SMALL_TARGETS) == []
    page.locator("[data-ref=library-compare]").click()
    expect(page.locator("[data-strip='1'] img")).not_to_have_count(0, timeout=SOON)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert page.evaluate(SMALL_TARGETS) == []
    context.close()
