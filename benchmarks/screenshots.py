"""Pictures of every tab and tool, in three sizes, light and dark, English and Chinese, to be looked at one by one.

    python benchmarks/screenshots.py FOLDER [--tabs train latent ...] [--sizes 390x844 ...] [--whole]

Needs Playwright and a Chromium, or its own Firefox. The page runs on an empty store: what is seen is what ships. Each
view becomes FOLDER/VIEW-SIZE-LIGHT-LANGUAGE.png, and FOLDER/VIEW.png shows all of one view side by side. Told are
errors of scripts, and views that are wider than their window.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Error, Page, Playwright, sync_playwright

from first_visit import OFFLINE, ROOT, served, surroundings
from views import TABS, views

SIZES = ("1366x768", "1920x1080", "390x844")
LOCALES = {"en": "en-US", "zh": "zh-CN"}
THEMES = ("light", "dark")
SETTLE = 600  # milliseconds: pictures are drawn, charts have moved
WIDE = 420  # pixels of one in a row


def still(page: Page) -> None:
    page.wait_for_load_state("networkidle", timeout=20_000)
    page.wait_for_timeout(SETTLE)


def taken(
    browser: Browser, url: str, folder: Path, tab: str, size: str, theme: str, language: str, whole: bool
) -> set[str]:
    """The views of a tab, each as a file; whole: with what is scrolled to."""
    width, height = map(int, size.split("x"))
    phone = width < 600
    context = browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme=theme,
        locale=LOCALES[language],
        has_touch=phone,
        reduced_motion="reduce",
    )
    context.set_default_timeout(60_000)
    page = context.new_page()
    page.on("pageerror", lambda error: print(f"{tab} {size} {theme} {language}: {error}", file=sys.stderr))
    page.goto(url)
    seen = set()
    for name, open_view in views(page, [tab]):
        try:
            open_view()
            still(page)
        except Exception as error:
            print(f"{name} {size} {theme} {language}: {str(error).splitlines()[0]}", file=sys.stderr)
        page.screenshot(path=folder / f"{name}-{size}-{theme}-{language}.png", full_page=whole)
        over = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        if over > 0:
            print(f"{name} {size} {theme} {language}: {over} pixels wider than its window", file=sys.stderr)
        seen.add(name)
    context.close()
    return seen


def in_a_row(folder: Path, name: str) -> None:
    """All pictures of a view side by side, four in a row."""
    files = [file for file in sorted(folder.glob(f"{name}-*.png")) if file.stem.rsplit("-", 3)[0] == name]
    small = []
    for file in files:
        picture = Image.open(file).convert("RGB")
        picture.thumbnail((WIDE, WIDE))
        small.append(picture)
    rows = [small[first : first + 4] for first in range(0, len(small), 4)]
    sheet = Image.new("RGB", (4 * WIDE, sum(max(one.height for one in row) for row in rows)), "grey")
    top = 0
    for row in rows:
        for index, one in enumerate(row):
            sheet.paste(one, (index * WIDE, top))
        top += max(one.height for one in row)
    sheet.save(folder / f"{name}.png")


def launched(playwright: Playwright, name: str) -> Browser:
    """The system's Chromium, or the Firefox that is Playwright's own: it cannot drive another."""
    options = {"executable_path": shutil.which("chromium"), "args": OFFLINE} if name == "chromium" else {}
    try:
        return getattr(playwright, name).launch(**options)
    except Error as error:
        sys.exit(f"No {name} could be started; `playwright install {name}` fetches one: {str(error).splitlines()[0]}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--tabs", nargs="+", choices=TABS, default=list(TABS))
    parser.add_argument("--sizes", nargs="+", default=SIZES)
    parser.add_argument("--themes", nargs="+", choices=THEMES, default=THEMES)
    parser.add_argument("--languages", nargs="+", choices=LOCALES, default=list(LOCALES))
    parser.add_argument("--whole", action="store_true", help="whole pages, also what is scrolled to")
    parser.add_argument("--browser", choices=("chromium", "firefox"), default="chromium")
    asked = parser.parse_args()
    asked.folder.mkdir(parents=True, exist_ok=True)
    names: set[str] = set()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home, sync_playwright() as playwright:
        environment = surroundings(ROOT, home)
        with served([sys.executable, str(ROOT / "app.py")], ROOT, **environment) as (url, _):
            browser = launched(playwright, asked.browser)
            for tab in asked.tabs:
                for size in asked.sizes:
                    for theme in asked.themes:
                        for language in asked.languages:
                            names |= taken(browser, url, asked.folder, tab, size, theme, language, asked.whole)
                print(f"{tab}: {sum(name.startswith(tab) for name in names)} views", flush=True)
            browser.close()
    for name in sorted(names):
        in_a_row(asked.folder, name)
    print(f"{len(names)} views in {asked.folder}")


if __name__ == "__main__":
    os.environ.setdefault("GRADIO_ANALYTICS_ENABLED", "False")
    main()
