"""The Train tab in a real browser: pictures of one's own, the queue, going back after divergence, deleting."""

from __future__ import annotations

import io
import re
import shutil

import numpy as np
import pytest
from PIL import Image

from ganplay.ui.words import say

expect = pytest.importorskip("playwright.sync_api", reason="the browser tests need playwright").expect

SOON = 60_000  # milliseconds until something must have happened, on a busy machine
expect.set_options(timeout=SOON)
OWNER, OTHER = "fedcba9876543210" * 2, "somebody else here"
FILE = {"name": "a.png", "reason": {"text": "cut off", "code": "cut", "details": {}}}
SMALL = ["resolution=28", "g_width=8", "d_width=8", "batch=16", "z_dim=16", "precision=fp32"]


@pytest.fixture
def mine(chromium, visitor):
    """visit(query): a page of the browser that OWNER's runs belong to."""
    contexts = []

    def visit(query: str = ""):
        context = chromium.new_context(viewport={"width": 1366, "height": 768}, locale="en-US")
        context.add_init_script(f"localStorage.setItem('ganplay.owner', '{OWNER}')")
        contexts.append(context)
        return visitor(query, context)

    yield visit
    for context in contexts:
        context.close()


@pytest.fixture
def run(served, trained) -> str:
    """A finished run of OWNER's."""
    with served[1].store.place(OWNER) as place:
        shutil.copytree(trained, place)
    return place.name


@pytest.fixture(scope="module")
def trained(served, tmp_path_factory):
    from ganplay.cli import main

    folder = tmp_path_factory.mktemp("trained") / "run"
    changes = [word for change in SMALL for word in ("--set", change)]
    asked = ["train", "quick", "--data", "digits", *changes, "--steps", "12", "--device", "cpu", "--run", str(folder)]
    assert main(asked) == 0
    return folder


def status(page, name: str) -> None:
    expect(page.locator(".gp-live")).to_have_attribute("data-status", name)


def row(page, run: str):
    return page.locator(f".gp-runs li[data-run='{run}']")


def test_a_deleted_run_goes_at_once_and_undo_brings_it_back(mine, run, served):
    page = mine(f"?run={run}")
    expect(row(page, run)).to_be_visible()
    row(page, run).get_by_role("button", name="Delete").click()
    expect(row(page, run)).to_have_count(0)
    status(page, "replay")  # what was watched is gone: something else moves
    expect(page.locator("#gp-undo")).to_contain_text("is deleted")
    page.locator("#gp-undo").get_by_role("button", name="Undo").click()
    expect(row(page, run)).to_be_visible()
    expect(page.locator("#gp-undo")).to_be_hidden()
    assert served[1].store.get(run).checkpoints()[-1] == 12


def test_a_diverged_run_offers_to_go_back_and_goes_on_gently(mine, run, served):
    folder = served[1].store.get(run)
    recipe = folder.recipe
    folder.write_recipe(recipe.with_changes(steps=10_000_000))
    folder.set_meta(status="diverged", message=None)
    page = mine(f"?run={run}")
    status(page, "diverged")
    expect(page.locator(".gp-live")).to_contain_text("diverged", ignore_case=True)
    offer = page.locator("[data-verb=again]")
    expect(offer).to_have_text("Roll back")
    offer.click()
    status(page, "running")
    page.wait_for_function("document.querySelector('.gp-live').dataset.step > 12", timeout=SOON)
    assert folder.recipe.lr_g == recipe.lr_g / 2 and folder.recipe.lr_d == recipe.lr_d / 2
    page.locator("[data-verb=stop]").click()
    status(page, "stopped")


def test_what_was_left_out_of_one_s_pictures_stays_readable_in_the_run_in_both_languages(mine, run, served):
    page = mine(f"?run={run}")
    note = page.locator("[data-ref=notes]")
    status(page, "finished")
    expect(note).to_be_hidden()
    details = {"count": 1, "total": 17, "files": [{"text": "a.png (cut off)", "code": "file", "details": FILE}]}
    told = [{"text": "1 of 17 files were left out.", "code": "left_out", "details": details}, "Of an older run."]
    served[1].store.get(run).set_meta(notes=told)
    page.reload()
    expect(note).to_have_text("1 of 17 files were left out. Of an older run.")
    page.locator("#gp-language").click()
    expect(note).to_have_text("17 个文件中有 1 个没有使用：a.png（不完整）。 Of an older run.")


@pytest.mark.slow
def test_a_run_that_could_not_go_on_says_why_where_it_stands(mine, run, served):
    details = {"name": "cats"}
    reason = {"error": "other_pictures", "text": "English", "details": details}
    served[1].store.get(run).set_meta(message={"code": "not_resumed", "details": {"reason": reason}})
    page = mine(f"?run={run}")
    status(page, "finished")
    expect(page.locator("[data-ref=do]")).to_contain_text("is as it was before: The pictures in cats are not those")


def test_the_newest_run_is_opened_and_the_chosen_one_goes_from_tab_to_tab(mine, run):
    page = mine("?run=latest")
    status(page, "finished")
    assert page.url.endswith(f"run={run}")

    def turn(tab):
        page.evaluate("(tab) => window.ganplay.openTab(tab)", tab)

    def shown(tab, wanted):
        page.wait_for_function(
            "([tab, run]) => { const { S } = ganplay.parts[tab] || {}; return S?.facts && S.run === run; }",
            arg=[tab, wanted],
        )

    turn("latent")
    shown("latent", run)
    page.locator(".gp-latent .ll-side select").first.select_option("faces")
    shown("latent", "faces")
    turn("train")
    status(page, "replay")
    assert page.evaluate("ganplay.parts.live.state().run") == "faces"
    turn("runs")
    expect(page.locator(".lb-table tr[aria-current=true]")).to_have_attribute("data-run", "faces")
    page.locator(f".lb-table tr[data-run='{run}'] .lb-title").click()
    turn("judge")
    shown("judge", run)
    turn("train")
    status(page, "finished")
    turn("latent")
    shown("latent", run)


LOSSES = "document.querySelector('[data-chart=losses]')"


def test_a_first_visit_is_told_what_it_sees_and_how_to_go_on(visitor):
    page = visitor()
    marks = page.locator(".gp-mark")
    expect(marks).to_have_count(4)
    for side in ("fake", "real", "train", "said"):
        expect(page.locator(f".gp-mark.{side}")).to_be_visible()
    until = page.wait_for_function
    until("document.querySelector('.gp-flow .lit.wire') && document.querySelector('.gp-flow').dataset.phase")
    # the curves of a replay fill axes that stand still: a smoothed line over all that there is
    until(f"{LOSSES}?.data?.length >= 4 && {LOSSES}.data[0].x.length >= 40")
    before, count = page.evaluate(f"[{LOSSES}._fullLayout.yaxis.range, {LOSSES}.data[0].x.length]")
    until(f"{LOSSES}.data[0].x.length > {count}")
    assert page.evaluate(f"{LOSSES}._fullLayout.yaxis.range") == before
    page.locator("[data-panel=losses] .smooth input").uncheck()
    until(f"{LOSSES}.data.every(({{ opacity }}) => opacity === undefined)")
    until("document.querySelectorAll('[data-chart=quality] .ytick').length > 1")
    ticks = page.locator("[data-chart=quality] .ytick").all_text_contents()
    assert [float(tick.replace(",", "")) for tick in ticks] == sorted({float(tick.replace(",", "")) for tick in ticks})
    page.locator(".gp-mark-close").click()
    expect(marks.first).to_be_hidden()
    expect(page.locator("[data-ref=ask]")).to_be_focused()
    page.reload()
    until("document.querySelector('.gp-flow')?.dataset.phase")
    expect(marks).to_have_count(0)
    expect(page.locator("[data-panel=losses] .smooth input")).not_to_be_checked()
    page.locator("[data-ref=ask]").click()
    expect(page.locator(".gp-mark.fake")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".gp-mark.fake")).to_be_hidden()


@pytest.mark.slow
@pytest.mark.parametrize("kept", ["everything", "networks only"])
def test_only_a_run_that_was_kept_whole_offers_to_go_on(mine, run, served, kept):
    folder = served[1].store.get(run)
    folder.set_meta(status="stopped")
    if kept == "networks only":
        for file in folder.path.rglob("training.safetensors"):
            file.unlink()
    page = mine(f"?run={run}")
    status(page, "stopped")
    expect(row(page, run)).to_be_visible()
    offers = [page.locator("[data-verb=again]"), row(page, run).get_by_role("button", name="Resume")]
    page.get_by_role("tab", name="Runs").click()
    page.locator(f".lb-table tr[data-run='{run}'] .lb-more").click()
    panel = page.locator(".lb-panel")
    expect(panel.get_by_role("button", name="Branch")).to_be_visible()
    expect(panel.get_by_role("button", name="Resume")).to_have_count(int(kept == "everything"))
    page.get_by_role("tab", name="Train").click()
    for offer in offers:
        expect(offer).to_be_visible(visible=kept == "everything")


@pytest.mark.slow
def test_who_waits_sees_the_place_in_the_queue_and_starts_when_it_is_free(visitor, served):
    from ganplay.recipe import named_recipe

    manager = served[1]
    long = named_recipe("quick").with_changes(dataset="digits", resolution=28, steps=10_000_000, seconds=0)
    first = manager.start(long, OTHER)
    second = manager.start(long, OTHER + "!")
    page = visitor()
    page.locator("#gp-data input[value=digits]").check()
    page.locator("#gp-resolution label:has([value='28'])").click()
    page.locator("#gp-train-button").click()
    status(page, "queued")
    waits = page.url.rpartition("run=")[2]
    assert manager.poll(waits)["position"] == 2
    expect(page.locator(".gp-live")).to_contain_text(re.compile(r"\b2\b"))
    expect(row(page, waits).locator(".status")).to_have_text(re.compile(r"\b2\b"))
    manager.command(second, OTHER + "!", "stop")
    expect(row(page, waits).locator(".status")).to_have_text(re.compile(r"\b1\b"))
    manager.command(first, OTHER, "stop")
    status(page, "running")
    page.locator("[data-verb=stop]").click()
    status(page, "stopped")


def test_files_of_ones_own_are_uploaded_and_trained_on(visitor, served):
    """Sixteen pictures and two files that are none: these are left out, and said."""
    random = np.random.default_rng(0)
    files = []
    for number in range(18):
        buffer = io.BytesIO()
        Image.fromarray(random.integers(0, 255, (40, 48, 4), np.uint8)).save(buffer, "PNG")
        files.append({"name": f"mine{number}.png", "mimeType": "image/png", "buffer": buffer.getvalue()})
    files[5]["buffer"] = b"no picture at all"
    files[6] = {"name": "IMG_6.HEIC", "mimeType": "", "buffer": b"\0\0\0\x18ftypheic" + bytes(60)}
    page = visitor()
    page.locator("#gp-data input[value=own]").check()
    page.locator("#gp-upload input[type=file]").set_input_files(files)
    expect(page.locator("#gp-upload")).to_contain_text("mine17")
    for language in ("en", "zh"):
        for index, word in enumerate(("more", "clear")):
            button = page.locator("#gp-upload .icon-button").nth(index)
            expect(button).to_have_accessible_name(say(f"train.upload.{word}", language))
        page.locator("#gp-language").click()
    page.locator("#gp-background label:has([value=grey])").click()
    page.locator("#gp-resolution label:has([value='28'])").click()
    page.locator("#gp-train-button").click()
    status(page, "running")
    expect(page.locator("[data-ref=real]")).to_be_visible()
    page.locator("[data-verb=stop]").click()
    status(page, "stopped")
    folder = served[1].store.get(page.url.rpartition("run=")[2])
    assert folder.recipe.dataset.startswith(str(served[1].store.uploads)) and folder.recipe.background == "grey"
    note = str(folder.meta()["notes"])
    assert "2 of 18 files were left out" in note and "IMG_6.HEIC (HEIC, which cannot be read here" in note
    expect(page.locator(".gp-live")).not_to_contain_text(str(served[1].store.uploads))
