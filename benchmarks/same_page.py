"""Whether the page looks the same in two trees: where everything stands, its colours and letters, and its pixels.

    python benchmarks/same_page.py BEFORE_TREE AFTER_TREE [--out DIR] [--size 1366x768] [--dark] [--language zh]

Serves each tree's page on an empty store of its own and opens the same views of both, without motion: the page as it
is met, Advanced, the recipe book, Break it, and two shipped runs on every tab. Once a view is settled its visible
elements are matched by tag, id, classes and words, in the order of the document. Told of each view: how many were
compared, how many moved by more than a pixel, changed a colour or a font, or are in one tree only, and the share of
pixels that differ. Milliseconds, which no two visits share, are shown as one number. Exit code 1 where there is any
difference but --pixels of the pixels. With --out the pictures are kept, and a list of what differs.
"""

from __future__ import annotations

import argparse
import io
import re
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image
from playwright.sync_api import Browser, Error, Page, Request, sync_playwright

from first_visit import OFFLINE, PATIENCE, check, page_of

SOON = PATIENCE * 1000  # milliseconds
QUIET = 1.0  # seconds without a change after which a view is settled
MOVED = 1.0  # pixels
LEVELS = 8  # of 255, by which a pixel may differ and count as the same
STREAMS = ("/queue/data", "/heartbeat")  # requests that stay open
RUNS = ("mnist", "faces")
TABS = "#gp-tabs > .tab-wrapper :is(button[role=tab], .overflow-dropdown button)"
PICTURE = ".gp-live [data-ref=fake][src]"
CHARTS = "() => [...document.querySelectorAll('.gp-live .chart')].every((chart) => chart.querySelector('.main-svg'))"

WATCH = """() => {
  window.changedAt = performance.now();
  const watch = new MutationObserver(() => { window.changedAt = performance.now(); });
  watch.observe(document, {subtree: true, childList: true, attributes: true, characterData: true});
}"""
STILL = """(seconds) => performance.now() - window.changedAt > 1000 * seconds && document.fonts.status === "loaded"
  && [...document.images].every((image) => image.complete || image.loading === "lazy" || !image.clientWidth)"""
CALM = """async (shown) => {
  document.activeElement?.blur();
  for (const one of document.querySelectorAll("*")) if (one.scrollTop || one.scrollLeft) one.scrollTo(0, 0);
  if (shown) { document.querySelector(shown).scrollIntoView(); scrollTo(0, 0); }
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const old = texts.currentNode.data, fixed = old.replace(/[\\d.,]+(\\s?)(ms|毫秒)/g, "1$1$2");
    if (fixed !== old) texts.currentNode.data = fixed;
  }
  const images = [...document.images].filter((one) => one.src && one.clientWidth);
  await Promise.all(images.map((one) => one.decode().catch(() => 0)));
}"""
COLLECT = """() => {
  const found = [], random = /^(component-|html-|range_id_)|[0-9a-f]{6}|\\d{3}/;
  const sides = ["Top", "Right", "Bottom", "Left"];
  const unseen = /^(script|style|template|defs|clippath|link|meta)$/i, inputs = ["INPUT", "SELECT", "TEXTAREA"];
  for (const one of document.body.querySelectorAll("*")) {
    if (unseen.test(one.tagName) || one.closest("defs")) continue;
    const box = one.getBoundingClientRect();
    if (!(box.width && box.height) || (box.width <= 1 && box.height <= 1)) continue; // words for ears alone
    if (!one.checkVisibility({opacityProperty: true, visibilityProperty: true})) continue;
    const style = getComputedStyle(one), drawn = one instanceof SVGElement;
    const border = (side) => ["Width", "Style", "Color"].map((what) => style[`border${side}${what}`]).join(" ");
    const borders = sides.filter((side) => parseFloat(style[`border${side}Width`])).map((side) => side + border(side));
    const texts = [...one.childNodes].filter((node) => node.nodeType === 3).map((node) => node.data.trim());
    const words = texts.join(" ").trim();
    found.push({
      tag: one.tagName.toLowerCase(),
      id: drawn || random.test(one.id) ? "" : one.id,
      classes: [...one.classList].filter((name) => !/^svelte-|[0-9a-f]{6}|\\d{3}/.test(name)).sort().join(" "),
      words: words || one.getAttribute("placeholder") || "",
      value: inputs.includes(one.tagName) && one.type !== "file" ? `${one.value} ${one.checked}` : "",
      box: [box.x + scrollX, box.y + scrollY, box.width, box.height].map((side) => Math.round(10 * side) / 10),
      look: [style.color, style.backgroundColor, borders.join(", "), style.fontSize, style.fontWeight, style.fontFamily,
        style.opacity, ...(drawn ? [style.fill, style.stroke] : [])],
    });
  }
  return found;
}"""


class Visit:
    """One tree's page in a browser of its own, and what is asked of its server at the moment."""

    def __init__(self, browser: Browser, url: str, asked: argparse.Namespace) -> None:
        width, height = map(int, asked.size.split("x"))
        chinese, scheme = asked.language == "zh", "dark" if asked.dark else "light"
        self.url = url
        self._context = browser.new_context(
            viewport={"width": width, "height": height}, device_scale_factor=1, reduced_motion="reduce",
            locale="zh-CN" if chinese else "en-GB", timezone_id="UTC", color_scheme=scheme,
        )  # fmt: skip
        kept = {"language": asked.language, "theme": scheme, "owner": "0123456789abcdef" * 2}
        for name, value in kept.items():
            self._context.add_init_script(f"localStorage.setItem('ganplay.{name}', '{value}')")

    def opened(self, query: str = "") -> Page:
        """A page, once its Train button is there."""
        self._open: set[Request] = set()
        page = self._context.new_page()
        page.set_default_timeout(SOON)
        page.on("request", lambda one: None if any(part in one.url for part in STREAMS) else self._open.add(one))
        page.on("requestfinished", lambda one: self._open.discard(one))
        page.on("requestfailed", lambda one: self._open.discard(one))
        page.on("pageerror", lambda error: print(f"an error in a script of the page: {error}", file=sys.stderr))
        page.goto(self.url + query, wait_until="commit")
        page.wait_for_selector("#gp-train-button:visible:enabled")
        page.evaluate(WATCH)
        return page

    def settle(self, page: Page, shown: str | None = None) -> None:
        """Wait until nothing is asked, nothing changes and every picture is there; then take away what is live.

        Everything is scrolled to its start, but what scrolls around `shown`, which is brought into sight.
        """
        until, since = time.monotonic() + PATIENCE, time.monotonic()
        while time.monotonic() < until:
            page.wait_for_timeout(100)
            if self._open or not page.evaluate(STILL, QUIET):
                since = time.monotonic()
            elif time.monotonic() - since > QUIET:
                break
        else:
            print(f"{page.url} did not settle", file=sys.stderr)
        page.mouse.move(0, 0)
        page.evaluate(CALM, shown)
        page.wait_for_timeout(100)


def press_tab(page: Page, index: int) -> None:
    page.wait_for_function("([tabs, index]) => document.querySelectorAll(tabs).length > index", arg=[TABS, index])
    page.evaluate("([tabs, index]) => document.querySelectorAll(tabs)[index].click()", [TABS, index])


def chosen(page: Page, room: str, run: str) -> None:
    """Wait until a room shows this run, which it is told to where it shows another one."""
    select = page.locator(f"{room} .ll-side select").filter(has=page.locator(f"option[value='{run}']")).first
    if select.input_value() != run:
        select.select_option(run)
    page.wait_for_selector(f"{room}[data-state=ready]")


def live(page: Page) -> None:
    page.wait_for_selector(PICTURE)
    page.wait_for_function(CHARTS)
    page.wait_for_selector(".gp-runs li[data-run]", state="attached")


def latent(page: Page, run: str) -> None:
    press_tab(page, 1)
    page.wait_for_selector(".gp-latent[data-state=ready] [data-ref=latent-picture][src]")
    chosen(page, ".gp-latent", run)
    page.wait_for_selector(".gp-latent[data-state=ready] [data-ref=latent-picture][src]")
    page.wait_for_selector(".gp-latent .ll-tool .cells button")


def judge(page: Page, run: str) -> None:
    press_tab(page, 2)
    page.wait_for_selector(".gp-judge .jj-cards li output.jj-logit:not(:empty)")
    chosen(page, ".gp-judge", run)
    judged = "document.querySelectorAll('.jj-cards li output.jj-logit:not(:empty)').length === 20"
    page.wait_for_function(judged)


def library(page: Page, run: str) -> None:
    press_tab(page, 3)
    page.wait_for_selector(f".gp-library[data-state=ready] tr[data-run='{run}']")
    page.wait_for_function("[...document.querySelectorAll('.lb-thumb')].every((image) => image.src)")


def advanced(page: Page) -> None:
    page.locator("#gp-advanced button").first.click()
    page.wait_for_selector("#gp-lr-g input:visible")


def book(page: Page) -> None:
    page.locator("#gp-book-open").click()
    page.wait_for_selector(".rb-dialog")
    page.wait_for_function("document.querySelector('.rb-samples')?.naturalWidth > 0")


def breaking(page: Page) -> None:
    page.locator(".gp-break [data-value=break]").click()
    page.wait_for_selector(".gp-break .fx-list button")


def views(visit: Visit) -> Iterator[tuple[str, Page]]:
    """Every view by its name, as soon as it is settled."""
    firsts: dict[str, Callable[[Page], None]] = {
        "page": lambda page: None, "advanced": advanced, "book": book, "break it": breaking,
    }  # fmt: skip
    for name, go in firsts.items():
        page = visit.opened()
        live(page)
        go(page)
        visit.settle(page, "#gp-advanced" if name == "advanced" else None)
        yield name, page
        page.close()
    rooms = {"latent": latent, "judge": judge, "runs": library}
    for run in RUNS:
        page = visit.opened(f"?run={run}")
        live(page)
        visit.settle(page)
        yield f"{run} train", page
        for name, room in rooms.items():
            room(page, run)
            visit.settle(page)
            yield f"{run} {name}", page
        page.close()


def key(one: dict[str, Any]) -> tuple[str, ...]:
    return one["tag"], one["id"], one["classes"], one["words"], one["value"]


def named(one: dict[str, Any]) -> str:
    classes = "".join("." + name for name in one["classes"].split())
    words = f" {one['words'][:40]!r}" if one["words"] else ""
    return one["tag"] + (f"#{one['id']}" if one["id"] else "") + classes + words


def compared(before: list[dict[str, Any]], after: list[dict[str, Any]]) -> tuple[dict[str, int], list[str]]:
    """Counts of what was compared and what differs, and a line for each difference."""
    numbers: dict[tuple[str, ...], int] = {}
    first, second = ([numbers.setdefault(key(one), len(numbers)) for one in side] for side in (before, after))
    counts, lines = dict.fromkeys(("compared", "moved", "look", "only before", "only after"), 0), []
    for what, i, to_i, j, to_j in SequenceMatcher(None, first, second, autojunk=False).get_opcodes():
        if what != "equal":
            counts["only before"] += to_i - i
            counts["only after"] += to_j - j
            lines += [f"only before: {named(one)} {one['box']}" for one in before[i:to_i]]
            lines += [f"only after: {named(one)} {one['box']}" for one in after[j:to_j]]
            continue
        for one, other in zip(before[i:to_i], after[j:to_j], strict=True):
            counts["compared"] += 1
            if any(abs(a - b) > MOVED for a, b in zip(one["box"], other["box"], strict=True)):
                counts["moved"] += 1
                lines.append(f"moved: {named(one)} {one['box']} -> {other['box']}")
            if one["look"] != other["look"]:
                counts["look"] += 1
                changes = [f"{a} -> {b}" for a, b in zip(one["look"], other["look"], strict=True) if a != b]
                lines.append(f"looks different: {named(one)} {'; '.join(changes)}")
    return counts, lines


def pixels(before: bytes, after: bytes) -> tuple[float, Image.Image]:
    """The share of pixels that differ, and where, in white; what only one of the two has differs."""
    first, second = (np.asarray(Image.open(io.BytesIO(png)).convert("RGB"), np.int16) for png in (before, after))
    height, width = (max(first.shape[side], second.shape[side]) for side in (0, 1))
    differs = np.ones((height, width), bool)
    high, wide = (min(first.shape[side], second.shape[side]) for side in (0, 1))
    differs[:high, :wide] = np.abs(first[:high, :wide] - second[:high, :wide]).max(-1) > LEVELS
    return float(differs.mean()), Image.fromarray(differs.astype(np.uint8) * 255)


def seen(visit: Visit) -> dict[str, tuple[list[dict[str, Any]], bytes]]:
    """Of every view its elements and its picture."""
    found = {}
    for name, page in views(visit):
        elements = page.evaluate(COLLECT)
        found[name] = elements, page.screenshot(full_page=True, animations="disabled", caret="hide")
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("before", type=Path)
    parser.add_argument("after", type=Path)
    parser.add_argument("--out", type=Path, help="keep the pictures and the differences here")
    parser.add_argument("--size", default="1366x768")
    parser.add_argument("--dark", action="store_true")
    parser.add_argument("--language", choices=("en", "zh"), default="en")
    parser.add_argument("--pixels", type=float, default=0.05, help="how many percent of the pixels may differ (0.05)")
    asked = parser.parse_args()
    sides = []
    with ExitStack() as stack:
        compiled = stack.enter_context(tempfile.TemporaryDirectory(ignore_cleanup_errors=True))
        playwright = stack.enter_context(sync_playwright())
        for tree in (asked.before.resolve(), asked.after.resolve()):
            check(tree)
            with page_of(tree, compiled) as (url, _):
                browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=OFFLINE)
                try:
                    sides.append(seen(Visit(browser, url, asked)))
                except Error as error:
                    sys.exit(f"{tree}: {str(error).splitlines()[0]}")
                finally:
                    browser.close()
    if asked.out:
        asked.out.mkdir(parents=True, exist_ok=True)
    same = True
    for name in sides[0]:
        (before, first), (after, second) = sides[0][name], sides[1][name]
        counts, lines = compared(before, after)
        share, differs = pixels(first, second)
        told = f"{counts['compared']} compared, {counts['moved']} moved, {counts['look']} look different, "
        told += f"{counts['only before']} only before, {counts['only after']} only after"
        print(f"{name:15} {told}; {100 * share:.3f} % of the pixels differ", flush=True)
        print("".join(f"    {line}\n" for line in lines[:8]), end="")
        same = same and not lines and 100 * share <= asked.pixels
        if asked.out:
            place = asked.out / re.sub(r"\W+", "-", name)
            place.with_suffix(".before.png").write_bytes(first)
            place.with_suffix(".after.png").write_bytes(second)
            differs.save(place.with_suffix(".differs.png"))
            place.with_suffix(".txt").write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    print("the same" if same else "not the same")
    return 0 if same else 1


if __name__ == "__main__":
    sys.exit(main())
