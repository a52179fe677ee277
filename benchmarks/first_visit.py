"""A first visit on a fresh machine, offline: how soon the page answers, is ready, and a replay moves; and its bytes.

    python benchmarks/first_visit.py [--rounds 5] [--tree DIR]...

Each round starts `python app.py` of every tree (by default of this repository) on an empty store, and then an empty
page of Gradio, one after another. Each is opened in a fresh Chromium that reaches nothing but the page. Taken are
start (from starting the process to its first answer), page (from asking for the page to a Train button that can be
pressed beside the settings that it trains, as the page itself sees them from frame to frame), moving (from there to the
second picture of the replay) and reload (asked for again, with what the browser has kept, to the same). Medians over
rounds; what a tree takes over the empty page is the median of the differences within a round, and with two trees the
ratio of these. Before the first round everything is started once, so that Python has compiled what it runs.

Each tree is also opened in a browser that fetches nothing of ganplay's beside the document ("components alone"): what
Gradio takes to put up the same components, below which no script of ours can bring the page.

Bytes are those that travelled, with their headers, of what had come before the Train button could be pressed,
and before the replay's second picture. "answers" are what the page's scripts asked the server for.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
TRAIN = """
const look = () => {
  const [button, ...form] = %s.map((one) => document.querySelector(one));
  const seen = [button, ...form].every((one) => one?.checkVisibility({ visibilityProperty: true }));
  if (seen && !button.disabled) window.pressable = performance.now();
  else requestAnimationFrame(look);
};
requestAnimationFrame(look);
"""
BUTTON = "#gp-train-button"
FORM = "#gp-seconds input"  # one of its settings, whoever draws it
PICTURE = ".gp-live [data-ref=fake]"
NEXT = (
    "(before) => { const src = document.querySelector('.gp-live [data-ref=fake]').src; return src && src !== before; }"
)
OFFLINE = ["--no-sandbox", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"]
PATIENCE = 120  # seconds
EMPTY = """
import os
import gradio as gr
with gr.Blocks(analytics_enabled=False) as page:
    gr.Button("Train", elem_id="gp-train-button")
page.launch(
    server_name="127.0.0.1", server_port=int(os.environ["GRADIO_SERVER_PORT"]), quiet=True, ssr_mode=False,
    run_history=False, strict_cors=True, show_error=False, footer_links=[],
)
"""
GRADIO = ("/assets/", "/theme.css", "/gradio_api/", "/config", "/manifest.json", "/favicon", "/static/fonts/")
GRADIO += ("/static/img/", "/static/js/")
ASKED = ("/component_server", "/gradio_api/run/", "/gradio_api/call/", "/gradio_api/queue/")
OURS = "*/static/????????????/*"
KINDS = ("document", "Plotly", "Gradio", "ours", "answers")


def surroundings(tree: Path | None, home: str, **more: str) -> dict[str, str]:
    """The environment of a program of `tree`: its store, cache and compiled modules lie in `home` unless told."""
    place = {
        "GANPLAY_HOME": f"{home}/runs",
        "GANPLAY_CACHE": f"{home}/cache",
        "PYTHONPYCACHEPREFIX": f"{home}/compiled",
    }
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    path = [str(tree)] if tree else []
    path += filter(None, [os.environ.get("PYTHONPATH")])
    return kept | place | {"GRADIO_ANALYTICS_ENABLED": "False", "PYTHONPATH": os.pathsep.join(path)} | more


def check(tree: Path) -> None:
    """Leave with a sentence unless a program started for `tree` runs the code that lies there."""
    asked = [sys.executable, "-c", "import ganplay; print(ganplay.__file__)"]
    with tempfile.TemporaryDirectory() as home:
        found = subprocess.run(asked, env=surroundings(tree, home), cwd=tree, capture_output=True, text=True)
    if not (tree / "app.py").is_file() or not Path(found.stdout.strip()).is_relative_to(tree):
        sys.exit(f"{tree} is no tree of ganplay: {found.stdout.strip() or found.stderr.strip()[-200:]}")


@contextmanager
def served(command: list[str], place: str | Path, **environment: Any) -> Iterator[tuple[str, float]]:
    """The address of the page that `command` serves and the seconds until it answered; it is stopped at the end.

    place: the folder it is started in; a worker that it starts looks there for its code first.
    """
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    began = time.monotonic()
    environment["GRADIO_SERVER_PORT"] = str(port)
    process = subprocess.Popen(command, cwd=place, env=environment, stdout=subprocess.DEVNULL)
    try:
        url = f"http://127.0.0.1:{port}/"
        while True:
            try:
                urllib.request.urlopen(url, timeout=5).close()
                break
            except OSError:
                if process.poll() is not None or time.monotonic() - began > PATIENCE:
                    sys.exit(f"The page did not start: {' '.join(command)}")
                time.sleep(0.02)
        yield url, time.monotonic() - began
    finally:
        process.terminate()
        process.wait()


@contextmanager
def page_of(tree: Path | None, compiled: str, **more: str) -> Iterator[tuple[str, float]]:
    """The page of a tree, or the empty one, `served` on a store and a cache of its own."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home:
        script = Path(home, "empty.py")
        script.write_text(EMPTY)
        command = [sys.executable, str(tree / "app.py" if tree else script)]
        environment = surroundings(tree, home, PYTHONPYCACHEPREFIX=compiled, **more)
        with served(command, tree or home, **environment) as answered:
            yield answered


class Traffic:
    """What a page asks for and what travels, as the browser tells it."""

    def __init__(self, page: Page, blocked: Sequence[str] = ()) -> None:
        self.asked: dict[str, dict[str, Any]] = {}
        session = page.context.new_cdp_session(page)
        session.send("Network.enable")
        session.send("Network.setBlockedURLs", {"urls": list(blocked)})
        session.on("Network.requestWillBeSent", self._asked)
        session.on("Network.responseReceived", self._answered)
        session.on("Network.requestServedFromCache", lambda told: self._set(told, kept=True))
        session.on("Network.dataReceived", self._came)
        session.on("Network.loadingFinished", self._finished)

    def _asked(self, told: dict[str, Any]) -> None:
        facts = {"url": told["request"]["url"], "type": told.get("type"), "kept": False, "plain": 0, "travelled": 0}
        clock = told["wallTime"] - told["timestamp"]
        self.asked[told["requestId"]] = facts | {"clock": clock, "came": float("inf")}

    def _answered(self, told: dict[str, Any]) -> None:
        self._set(told, kept=told["response"].get("fromDiskCache"), travelled=told["response"]["encodedDataLength"])

    def _came(self, told: dict[str, Any]) -> None:
        if one := self.asked.get(told["requestId"]):
            one["plain"] += told["dataLength"]
            one["travelled"] += told["encodedDataLength"]

    def _finished(self, told: dict[str, Any]) -> None:
        if one := self.asked.get(told["requestId"]):
            one.update(travelled=told["encodedDataLength"], came=one["clock"] + told["timestamp"])

    def _set(self, told: dict[str, Any], **facts: Any) -> None:
        if one := self.asked.get(told["requestId"]):
            one.update({name: value for name, value in facts.items() if value is not None})

    def until(self, moment: float = float("inf")) -> list[dict[str, Any]]:
        """Everything asked of a server that had come at a moment (seconds since 1970), in the order of asking."""
        return [one for one in self.asked.values() if one["url"].startswith("http") and one["came"] <= moment]

    def forget(self) -> None:
        self.asked.clear()


def kind(one: dict[str, Any]) -> str:
    """Which of `KINDS` a request is of."""
    path = urlsplit(one["url"]).path
    if one["type"] == "Document":
        return "document"
    if path.endswith("plotly.min.js"):
        return "Plotly"
    if any(part in path for part in ASKED):
        return "answers"
    return "Gradio" if path.startswith(GRADIO) and "/file=" not in path else "ours"


def sums(asked: list[dict[str, Any]]) -> dict[str, tuple[int, int]]:
    """Of each kind how many requests reached the server, and the bytes that came back."""
    went = [one for one in asked if not one["kept"] and one["travelled"]]
    of = {name: [one["travelled"] for one in went if kind(one) == name] for name in KINDS}
    return {name: (len(sizes), sum(sizes)) for name, sizes in of.items()}


def ready(page: Page) -> tuple[float, float]:
    """Waits for the Train button; when it could be pressed, in seconds: of this visit, and since 1970."""
    page.wait_for_function("window.pressable", timeout=PATIENCE * 1000)
    seen, began = page.evaluate("[window.pressable / 1000, performance.timeOrigin / 1000]")
    return seen, began + seen


def visit(browser: Browser, url: str, replays: bool, bare: bool = False) -> dict[str, Any]:
    """Seconds and traffic of one first visit and of the page asked for once more; bare: without what is ours."""
    page = browser.new_page()
    page.add_init_script(TRAIN % json.dumps([BUTTON, FORM] if replays else [BUTTON]))
    traffic, told = Traffic(page, [OURS] if bare else []), {}
    page.goto(url, wait_until="commit")
    told["page"], pressable = ready(page)
    if replays:
        page.wait_for_function(NEXT, arg="", timeout=PATIENCE * 1000)
        page.wait_for_function(NEXT, arg=page.locator(PICTURE).get_attribute("src"), timeout=PATIENCE * 1000)
        moving = time.time()
        told["moving"] = moving - pressable
    page.wait_for_load_state()
    page.wait_for_timeout(2000)  # what was asked for has come, and the browser has kept it
    document = traffic.until()[0]
    told["first"] = sums(traffic.until(pressable))
    told["to moving"] = sums(traffic.until(moving) if replays else traffic.until())
    told["plain"], told["document"] = document["plain"], document["travelled"]
    traffic.forget()
    page.reload(wait_until="commit")
    told["reload"], pressable = ready(page)
    page.wait_for_load_state()
    page.wait_for_timeout(1000)
    told["again"] = sums(traffic.until(pressable))
    page.context.close()
    return told


def name_of(tree: Path | None) -> str:
    return tree.name if tree else "empty page"


def tell_seconds(rounds: dict[Path | None, list[dict[str, Any]]]) -> None:
    names = ("start", "page", "reload", "moving")
    print(f"{'seconds, medians of ' + str(len(rounds[None])):24}" + "".join(f"{name:>9}" for name in names))
    for tree, rows in rounds.items():
        middle = [median(row[name] for row in rows) if name in rows[0] else None for name in names]
        print(f"{name_of(tree):24}" + "".join(f"{'–' if value is None else f'{value:.2f}':>9}" for value in middle))
    over = {}
    for tree in filter(None, rounds):
        bare = [
            median(row["bare"][name] - one[name] for row, one in zip(rounds[tree], rounds[None], strict=True))
            for name in ("page", "reload")
        ]
        print(f"{tree.name + ', components alone':24}" + " " * 9 + "".join(f"{value:9.2f}" for value in bare))
        pairs = list(zip(rounds[tree], rounds[None], strict=True))
        over[tree] = [median(one[name] - empty[name] for one, empty in pairs) for name in names[:3]]
        print(f"{tree.name + ' over empty':24}" + "".join(f"{value:9.2f}" for value in over[tree]))
    if len(over) == 2:
        (before, first), (after, second) = over.items()
        ratios = [b / a if a > 0 else float("nan") for a, b in zip(first, second, strict=True)]
        print(f"{f'{after.name} / {before.name}':24}" + "".join(f"{value:9.2f}" for value in ratios))


def tell_bytes(rounds: dict[Path | None, list[dict[str, Any]]]) -> None:
    parts = {"first": "until Train", "to moving": "until moving", "again": "reload, until Train"}
    for tree, rows in rounds.items():
        plain, travelled = (median(row[what] for row in rows) for what in ("plain", "document"))
        print(
            f"\n{name_of(tree)}: the document is {plain / 1000:.1f} kB plain, {travelled / 1000:.1f} kB as it travelled"
        )
        print(f"{'requests, kB travelled':24}" + "".join(f"{name:>21}" for name in parts.values()))
        for name in (*KINDS, "all"):
            line = f"{name:24}"
            for part in parts:
                of = [list(row[part].values()) if name == "all" else [row[part][name]] for row in rows]
                count, size = (median(sum(one[place] for one in found) for found in of) for place in (0, 1))
                line += f"{count:9.0f}{size / 1000:12.1f}"
            print(line)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--tree", type=Path, action="append", help="a checkout of ganplay; may be given several times")
    asked = parser.parse_args()
    trees = [tree.resolve() for tree in asked.tree or [ROOT]]
    for tree in trees:
        check(tree)
    rounds: dict[Path | None, list[dict[str, Any]]] = {tree: [] for tree in (*trees, None)}
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as compiled, sync_playwright() as playwright:
        for tree in rounds:
            with page_of(tree, compiled) as (_, started):
                print(f"{name_of(tree)}: compiled and started in {started:.1f} s", flush=True)
                time.sleep(15 if tree else 0)  # its worker is compiled, too
        for number in range(asked.rounds):
            for tree, rows in rounds.items():
                with page_of(tree, compiled) as (url, started):
                    browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=OFFLINE)
                    rows.append({"start": started, **visit(browser, url, tree is not None)})
                    browser.close()
                    if tree:
                        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=OFFLINE)
                        rows[-1]["bare"] = visit(browser, url, False, bare=True)
                        browser.close()
                told = ", ".join(f"{name} {value:.2f}" for name, value in rows[-1].items() if isinstance(value, float))
                print(f"round {number + 1}, {name_of(tree)}: {told} (load {os.getloadavg()[0]:.1f})", flush=True)
    print()
    tell_seconds(rounds)
    tell_bytes(rounds)


if __name__ == "__main__":
    main()
