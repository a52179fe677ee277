from __future__ import annotations

import shutil

import pytest

SERVED = []  # the manager of the page that is served, if it is
# The first is a Chromium without windows: it draws no frame around the page, which on two cores is half of the work.
BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def served(tmp_path_factory):
    """The page over a store of its own: (url, manager)."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GANPLAY_CACHE", str(tmp_path_factory.mktemp("cache")))
        from ganplay.runs.server.manager import Manager
        from ganplay.runs.store.store import Store
        from ganplay.ui import build, launch

        manager = Manager(Store(tmp_path_factory.mktemp("home")), device="cpu", slots=1)
        page = build(manager)
        _, url, _ = launch(page, prevent_thread_lock=True, server_name="127.0.0.1")
        SERVED.append(manager)
        yield url, manager
        SERVED.remove(manager)
        page.close()
        manager.close()


@pytest.fixture(scope="module", autouse=True)
def idle():
    """Ends what trains; what the tests of a file left training does not slow down those of the next."""
    yield end_all
    end_all()


def end_all():
    for manager in SERVED:
        for worker in list(manager.workers.active.values()):
            worker.kill()
            worker.wait(10)


@pytest.fixture(scope="session")
def chromium():
    """A headless Chromium: the system's, or the one Playwright installed."""
    api = pytest.importorskip("playwright.sync_api", reason="the browser tests need playwright: pip install playwright")
    path = next(filter(None, map(shutil.which, BROWSERS)), None)
    with api.sync_playwright() as playwright:
        try:
            browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        except api.Error as error:
            pytest.skip(
                f"the browser tests need a Chromium: playwright install chromium ({str(error).splitlines()[0]})"
            )
        yield browser
        browser.close()


USUAL = {"viewport": {"width": 1366, "height": 768}, "locale": "en-US"}


@pytest.fixture(scope="session")
def familiar(chromium):
    """A browser that has kept the page's files, as one has that was here before."""
    context = chromium.new_context(**USUAL)
    yield context
    context.close()


def forget(context, url: str) -> None:
    """All that the page has written there is gone, and what a test has set; what was fetched stays."""
    for page in context.pages:
        page.close()
    context.unroute_all()
    context.set_offline(False)
    context.clear_permissions()
    page = context.new_page()
    asked = {"origin": url.rstrip("/"), "storageTypes": "cookies,local_storage,indexeddb"}
    context.new_cdp_session(page).send("Storage.clearDataForOrigin", asked)
    page.close()


@pytest.fixture
def visitor(chromium, familiar, served):
    """Opens pages, each for a visitor with a browser of their own; an error in a script fails the test.

    visitor(query, context, first=False, **options): in `context`, the browser of a visitor before, or else in one that
    has seen nothing (`first`), or has these options; the usual ones have the page's files already, which is sooner.
    """
    contexts, errors, taken = [], [], []

    def visit(query: str = "", context=None, first: bool = False, **options):
        if context is None:
            alone = first or options or taken
            context = chromium.new_context(**{**USUAL, **options}) if alone else familiar
            (contexts if alone else taken).append(context)
        page = context.new_page()
        page.set_default_timeout(60_000)
        page.on("pageerror", lambda error: errors.append(error))
        page.goto(served[0] + query)
        page.wait_for_selector(".gp-live", state="attached")  # a link may open another tab
        return page

    yield visit
    for context in contexts:
        context.close()
    for context in taken:
        forget(context, served[0])
    assert not errors


@pytest.fixture(scope="module")
def lasting(chromium, served):
    """Opens pages that go on from test to test; an error in a script fails the last one.

    lasting(query, before): before is a script that runs in the page ahead of its own.
    """
    contexts, errors = [], []

    def opened(query: str = "", before: str = ""):
        contexts.append(chromium.new_context(**USUAL, accept_downloads=True))
        if before:
            contexts[-1].add_init_script(before)
        page = contexts[-1].new_page()
        page.set_default_timeout(60_000)
        page.on("pageerror", lambda error: errors.append(error))
        page.goto(served[0] + query)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert not errors


@pytest.fixture(scope="session")
def until():
    """until(page, so): goes on once `so()` of what the browser or the server has told meanwhile."""

    def until(page, so) -> None:
        while not so():
            page.evaluate("() => new Promise(requestAnimationFrame)")

    return until
