"""Take assets/screenshot.png for the README: the page while it really trains.

Needs Playwright and a Chromium: python benchmarks/make_screenshot.py [--seconds 45] [--dark]
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
import time
from pathlib import Path

from playwright.sync_api import sync_playwright

from ganplay.runs.server.manager import Manager
from ganplay.runs.store.store import Store
from ganplay.ui import build, launch

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=45, help="how long to train before the picture is taken")
    parser.add_argument("--data", default="faces")
    parser.add_argument("--dark", action="store_true")
    parser.add_argument("--out", type=Path, default=Path(__file__).parents[1] / "assets" / "screenshot.png")
    asked = parser.parse_args()

    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home, sync_playwright() as playwright:
        manager = Manager(Store(home))
        _, url, _ = launch(build(manager), prevent_thread_lock=True)
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        scheme = "dark" if asked.dark else "light"
        page = browser.new_page(viewport={"width": 1440, "height": 810}, color_scheme=scheme, locale="en-US")
        page.goto(url)
        page.wait_for_selector(".gp-live")
        page.locator(f"#gp-data input[value={asked.data}]").check()
        page.locator("#gp-seconds input").fill(str(int(2 * asked.seconds)))
        page.locator("#gp-train-button").click()
        page.wait_for_selector(".gp-live[data-status=running]", timeout=180_000)
        until = time.monotonic() + asked.seconds
        while time.monotonic() < until:
            page.wait_for_timeout(500)
        page.locator("#gp-form").evaluate("(form) => form.scrollTo(0, 0)")
        page.screenshot(path=asked.out)
        browser.close()
        manager.close()


if __name__ == "__main__":
    main()
