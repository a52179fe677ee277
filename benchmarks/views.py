"""Every view of the page, one after the other: its tabs, their tools, and what opens over them.

`views(page)` are pairs of a name and what opens the view in a browser; each is opened before the next is asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from playwright.sync_api import Page

View = tuple[str, Callable[[], object]]


def nothing() -> None:
    pass


def pressed(page: Page, selector: str) -> Callable[[], None]:
    return lambda: page.locator(selector).first.click()


def train(page: Page) -> Iterator[View]:
    page.wait_for_function("window.ganplay?.parts.live?.state().kind === 'replay'")
    yield "train", nothing

    def advanced() -> None:
        page.locator("#gp-advanced > button").click()
        page.locator(".gp-group").first.wait_for()
        page.evaluate("for (const one of document.querySelectorAll('.gp-group')) one.open = true")
        page.locator("#gp-advanced").evaluate("(one) => one.scrollIntoView()")

    def own() -> None:
        page.locator("#gp-advanced > button").click()
        page.locator("#gp-data input[value=own]").check(force=True)
        page.locator("#gp-upload .upload-container").first.wait_for()
        page.locator("#gp-upload").scroll_into_view_if_needed()

    def book() -> None:
        page.locator("#gp-data input[value=faces]").check(force=True)
        page.locator("#gp-book-open").click()
        page.locator(".rb-dialog").wait_for()

    def breaking() -> None:
        page.keyboard.press("Escape")
        page.locator(".gp-break button").nth(1).click()
        page.locator(".gp-break [data-failure]").first.wait_for()

    yield "train-advanced", advanced
    yield "train-own", own
    yield "train-book", book
    yield "train-break", breaking
    yield "train-failure", pressed(page, ".gp-break [data-failure]")


def learn(page: Page) -> Iterator[View]:
    page.wait_for_selector(".ln-stop", state="attached")

    def opened(name: str) -> None:
        page.evaluate(
            "(name) => { window.drawn = document.querySelector('.ln-page').firstChild; "
            "window.ganplay.parts.learn.open(name); }",
            name,
        )
        page.wait_for_function(
            "document.querySelector('.ln-page h2') && document.querySelector('.ln-page').firstChild !== window.drawn"
        )
        page.evaluate("document.querySelector('.ln-skip')?.click()")  # what is to be predicted first

    for name in page.eval_on_selector_all(".ln-stop", "(all) => all.map((one) => one.dataset.page)"):
        if name:
            yield f"learn-{name}", lambda name=name: opened(name)


def lab(page: Page) -> Iterator[View]:
    page.wait_for_function("window.ganplay?.parts.lab?.app.main?.frame")

    def trained() -> None:
        page.evaluate("window.ganplay.parts.lab.app.state.playing || document.querySelector('.lab-play').click()")
        page.wait_for_function("window.ganplay.parts.lab.app.main.frame.step > 300")
        page.locator(".lab-play").click()

    yield "lab", trained
    for mode in ("pair", "plane"):
        yield f"lab-{mode}", pressed(page, f".lab-modes [data-value={mode}]")


def tools(page: Page, tab: str) -> Iterator[View]:
    root = f".gp-{tab}"
    page.wait_for_selector(f"{root}[data-state=ready]")
    modes = f"{root} .ll-modes [data-value]"
    for name in page.eval_on_selector_all(modes, "(all) => all.map((one) => one.dataset.value)"):
        yield f"{tab}-{name}", pressed(page, f"{root} .ll-modes [data-value='{name}']")


def runs(page: Page) -> Iterator[View]:
    page.wait_for_selector(".gp-library[data-state=ready] tr[data-run]")
    yield "runs", nothing
    yield "runs-panel", pressed(page, ".gp-library .lb-more")

    def share() -> None:
        page.locator(".gp-library [data-focus^='share ']").first.click()
        page.locator(".lb-share").wait_for()

    def compare() -> None:
        page.keyboard.press("Escape")
        for tick in page.locator(".gp-library tr[data-run] .lb-tick input").all()[:3]:
            tick.check()
        page.locator("[data-ref=library-compare]").click()
        page.locator("[data-strip='1'] img").first.wait_for()

    yield "runs-share", share
    yield "runs-compare", compare


TABS: dict[str, Callable[[Page], Iterator[View]]] = {
    "train": train,
    "learn": learn,
    "lab": lab,
    "latent": lambda page: tools(page, "latent"),
    "judge": lambda page: tools(page, "judge"),
    "runs": runs,
}


def views(page: Page, tabs: Iterable[str] = TABS) -> Iterator[View]:
    """Of a page that was just opened."""
    page.wait_for_function("window.ganplay?.parts.live")
    for tab in tabs:
        page.evaluate("(name) => window.ganplay.openTab(name)", tab)
        yield from TABS[tab](page)
