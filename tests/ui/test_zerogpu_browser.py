"""A visitor of a ZeroGPU Space: the same page, on a GPU that is lent to their own request."""

from __future__ import annotations

import importlib.util
import os
import re
import sys
from pathlib import Path

import pytest

expect = pytest.importorskip("playwright.sync_api", reason="the browser tests need playwright").expect
if not hasattr(os, "fork"):
    pytest.skip("a ZeroGPU Space is a Linux machine: the stand-in forks", allow_module_level=True)
pytestmark = pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning", "ignore:.*fork.*:RuntimeWarning")

STANDIN = Path(__file__).parents[1] / "runs" / "standin.py"


@pytest.fixture
def space(tmp_path, monkeypatch):
    """The page as on a ZeroGPU Space: (url, manager, the stand-in for `spaces`)."""
    from gradio.context import LocalContext

    monkeypatch.setenv("SPACES_ZERO_GPU", "true")
    monkeypatch.setenv("SPACE_ID", "somebody/ganplay")
    monkeypatch.setenv("GANPLAY_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("GANPLAY_GPU_SECONDS", "315")  # no run ends by itself before a slow browser has looked
    spec = importlib.util.spec_from_file_location("ganplay_standin", STANDIN)
    module = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, "ganplay_standin", module)
    spec.loader.exec_module(module)
    spaces = module.Spaces(lambda: (LocalContext.request.get(None), LocalContext.event_id.get(None)))
    monkeypatch.setitem(sys.modules, "spaces", spaces)
    from ganplay.runs.server.manager import Manager
    from ganplay.runs.store.store import Store
    from ganplay.runs.worker.zerogpu import zerogpu
    from ganplay.ui import build, launch

    manager = Manager(Store(tmp_path / "home"), device="cpu", driver=zerogpu())
    page = build(manager)
    _, url, _ = launch(page, prevent_thread_lock=True, server_name="127.0.0.1")
    yield url, manager, spaces
    manager.close()
    page.close()
    for child in spaces.processes:
        child.kill()
        child.join()


@pytest.mark.slow
def test_train_stop_and_resume_on_a_lent_gpu(space, chromium):
    url, manager, spaces = space
    context = chromium.new_context(viewport={"width": 1366, "height": 768}, locale="en-US")
    page, errors = context.new_page(), []
    page.on("pageerror", lambda error: errors.append(error))
    page.set_default_timeout(60_000)
    page.goto(url)
    page.wait_for_selector(".gp-live")
    link = page.get_by_role("link", name="Duplicate this Space")
    expect(link).to_have_attribute("href", "https://huggingface.co/spaces/somebody/ganplay?duplicate=true")

    live, controls = page.locator(".gp-live"), page.locator(".gp-controls")
    status = lambda name: expect(live).to_have_attribute("data-status", name, timeout=60_000)  # noqa: E731
    page.locator("#gp-data input[value=digits]").check()
    page.locator("#gp-resolution label:has([value='28'])").click()
    page.locator("#gp-seconds input").fill("300")
    page.locator("#gp-train-button").click()
    status("running")
    page.wait_for_function("document.querySelector('.gp-live').dataset.step > 5", timeout=60_000)
    (request, event), seconds = spaces.calls[0]
    assert request is not None and event is not None  # the token of the quota comes with a queued event's request
    assert seconds == 315  # 300 of training and 15 around them
    expect(controls.get_by_role("button", name="Pause")).to_be_hidden()
    expect(controls.locator(".steps")).to_be_hidden()
    expect(controls).to_contain_text("about 300 s")

    controls.get_by_role("button", name="Stop").click()
    status("stopped")
    stopped = int(live.get_attribute("data-step"))
    controls.get_by_role("button", name="Resume").click()
    status("running")
    page.wait_for_function(f"document.querySelector('.gp-live').dataset.step > {stopped + 5}", timeout=60_000)
    assert len(spaces.calls) == 2
    assert all(part is not None for part in spaces.calls[1][0])

    controls.get_by_role("button", name="Stop").click()
    status("stopped")
    spaces.refuses = "You have exceeded your quota (60s requested vs. 12s left)."
    controls.get_by_role("button", name="Resume").click()
    status("interrupted")
    expect(live).to_contain_text(spaces.refuses)
    run = manager.store.get(page.url.rpartition("run=")[2])
    assert run.networks().step > stopped
    page.get_by_role("tab", name="Latent space").click()
    picture = page.locator(".gp-latent[data-state=ready] [data-ref=latent-picture]")
    expect(picture).to_have_attribute("src", re.compile("^data:image/"), timeout=60_000)
    assert page.evaluate("window.ganplay.parts.latent.S.run") == run.path.name
    assert picture.evaluate("(image) => image.complete && image.naturalWidth > 0")
    context.close()
    assert not errors


@pytest.mark.slow
def test_a_branch_and_a_twin_begin_on_the_gpu_of_who_asks(space, chromium, until):
    from ganplay.cli import main

    url, manager, spaces = space
    changes = ["resolution=28", "g_width=8", "d_width=8", "batch=16", "z_dim=16", "precision=fp32"]
    asked = ["train", "quick", "--data", "digits", *(word for change in changes for word in ("--set", change))]
    assert main([*asked, "--steps", "4", "--device", "cpu", "--run", str(manager.store.runs / "parentparent")]) == 0
    context = chromium.new_context(viewport={"width": 1366, "height": 768}, locale="en-US")
    page, errors = context.new_page(), []
    page.on("pageerror", lambda error: errors.append(error))
    page.set_default_timeout(60_000)
    page.goto(url)
    page.get_by_role("tab", name="Runs").click()
    parent = page.locator(".lb-table tr[data-run=parentparent]")
    parent.locator(".lb-more").click()

    def stopped(made) -> str:
        """Wait until it trains, and stop it: its id."""
        expect(made).to_be_visible(timeout=60_000)
        run = made.get_attribute("data-run")
        expect(made).to_contain_text("Training", timeout=60_000)
        owner = page.evaluate("window.ganplay.owner()")
        manager.command(run, owner, "stop")
        expect(made).to_contain_text("Stopped", timeout=60_000)
        return run

    page.locator(".lb-panel").get_by_role("button", name="Change one thing").click()
    page.locator("#lb-set-lr_g").fill("0.5")
    page.get_by_role("button", name="Start the twin").click()
    # a refusal comes back in the dialog
    expect(page.locator(".lb-count")).to_contain_text("from 0.000001 to 0.1", timeout=60_000)
    page.locator("#lb-set-lr_g").fill("0.0001")
    page.locator("#lb-set-steps").fill("10000000")
    page.get_by_role("button", name="Start the twin").click()
    expect(page.locator(".lb-dialog")).to_have_count(0, timeout=60_000)
    twin = stopped(page.locator("tr[data-run]", has_text="twin of"))
    assert manager.store.get(twin).meta()["parent"]["run"] == "parentparent"

    parent.locator(".lb-more").click()
    page.locator(".lb-panel").get_by_role("button", name="Branch").click()
    page.locator("#lb-set-steps").fill("10000000")
    page.get_by_role("button", name="Start the branch").click()
    expect(page.locator(".lb-dialog")).to_have_count(0, timeout=60_000)
    stopped(page.locator(f"tr[data-run]:not([data-run='{twin}'])", has_text="↳"))
    assert len(spaces.calls) == 2
    for (request, event), _ in spaces.calls:
        assert request is not None and event is not None  # queued events: they bring the token of the quota

    page.locator(f"tr[data-run='{twin}'] .lb-more").click()
    page.locator(".lb-panel").get_by_role("button", name="Resume").click()
    until(page, lambda: len(spaces.calls) == 3)
    assert all(part is not None for part in spaces.calls[2][0])
    context.close()
    assert not errors


def test_elsewhere_nothing_of_a_space_is_on_the_page(served, visitor):
    page = visitor()
    page.wait_for_function("window.ganplay")
    expect(page.locator("#gp-duplicate")).to_be_hidden()
    assert page.locator("#gp-lent, #gp-lent-begin").count() == 0
    assert page.evaluate("[window.ganplay.facts.space, window.ganplay.facts.lent]") == ["", 0]
