"""A first visit on a fresh machine, offline: how soon the page answers, is ready, and a replay moves.

    python benchmarks/first_visit.py [--rounds 5]

Each round starts `python app.py` on an empty store, opens the page in a fresh Chromium that reaches nothing but the
page, and takes the time to the Train button and from there to the second picture of the replay. Medians over rounds.
"""

from __future__ import annotations

import argparse
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

from playwright.sync_api import Page, sync_playwright

APP = Path(__file__).resolve().parents[1] / "app.py"
PICTURE = ".gp-live [data-ref=fake]"
NEXT = (
    "(before) => { const src = document.querySelector('.gp-live [data-ref=fake]').src; return src && src !== before; }"
)
OFFLINE = ["--no-sandbox", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"]
PATIENCE = 120  # seconds


@contextmanager
def served() -> Iterator[str]:
    """The page's address, from when it answers until it is stopped."""
    with socket.socket() as free, tempfile.TemporaryDirectory() as home:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
        free.close()
        place = {"GANPLAY_HOME": f"{home}/runs", "GANPLAY_CACHE": f"{home}/cache", "GRADIO_SERVER_PORT": str(port)}
        process = subprocess.Popen([sys.executable, str(APP)], env=os.environ | place, stdout=subprocess.DEVNULL)
        try:
            url, until = f"http://127.0.0.1:{port}/", time.monotonic() + PATIENCE
            while time.monotonic() < until:
                try:
                    urllib.request.urlopen(url, timeout=5).close()
                    break
                except OSError:
                    time.sleep(0.05)
            yield url
        finally:
            process.terminate()
            process.wait()


def visit(page: Page, url: str) -> tuple[float, float]:
    """Seconds from asking for the page to its Train button, and from there to the replay's second picture."""
    began = time.monotonic()
    page.goto(url)
    page.wait_for_selector("#gp-train-button:visible", timeout=PATIENCE * 1000)
    ready = time.monotonic()
    page.wait_for_function(NEXT, arg="", timeout=PATIENCE * 1000)
    page.wait_for_function(NEXT, arg=page.locator(PICTURE).get_attribute("src"), timeout=PATIENCE * 1000)
    return ready - began, time.monotonic() - ready


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=5)
    asked = parser.parse_args()
    rows = []
    with sync_playwright() as playwright:
        for _ in range(asked.rounds):
            began = time.monotonic()
            with served() as url:
                answered = time.monotonic() - began
                browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=OFFLINE)
                rows.append((answered, *visit(browser.new_page(), url)))
                browser.close()
            print("started {:.1f} s, ready {:.1f} s, moving {:.1f} s later".format(*rows[-1]), flush=True)
    middle = map(median, zip(*rows, strict=True))
    print("medians of {}: started {:.1f} s, ready {:.1f} s, moving {:.1f} s later".format(len(rows), *middle))


if __name__ == "__main__":
    main()
