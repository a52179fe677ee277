"""Every view of the page on a phone, in Chinese: what a finger presses, the order of keys, and what is read aloud.

Each is opened once and looked at by several tests: that takes the page's own time, of all tools minutes.
"""

from __future__ import annotations

import importlib.util
import re
from itertools import islice
from pathlib import Path

import pytest

import ganplay
from ganplay.recipe import NAMED
from ganplay.runs.store.store import pretrained

from ..slowly import usually

pytest.importorskip("playwright.sync_api", reason="the browser tests need playwright")

VIEWS = Path(ganplay.__file__).parents[1] / "benchmarks" / "views.py"
PHONE = {"viewport": {"width": 390, "height": 844}, "locale": "zh-CN", "has_touch": True, "reduced_motion": "reduce"}
# What is pressed and has no 44 pixels around its middle to be hit; a link within a text is as high as its line.
SMALL = """() => {
  const room = document.querySelector("dialog[open]") || document;
  const pressed = "a[href], button, select, textarea, summary, input:not([type=hidden], [type=file]), label[for]";
  const seen = (one) => one.checkVisibility({ visibilityProperty: true }) && one.getBoundingClientRect().width > 2;
  const inText = (one) => one.matches("p a, li a, dd a, figcaption a") && getComputedStyle(one).display === "inline";
  const whole = (one) => one.closest("label") || one;
  const other = (one) => one.closest(".visually-hidden, .skip, .still") || one.control?.checkVisibility();
  const meant = (one) => seen(one) && !inText(one) && !other(one);
  const all = new Set([...room.querySelectorAll(pressed)].filter(meant).map(whole));
  const same = (one, hit) => one.contains(hit) || one.control?.contains(hit) || hit?.closest("label")?.control === one;
  const small = [];
  for (const one of all) {
    one.scrollIntoView({ block: "center", inline: "center", behavior: "instant" });
    const { left, top, width, height } = one.getBoundingClientRect();
    const hit = ([x, y]) => same(one, document.elementFromPoint(left + width / 2 + x, top + height / 2 + y));
    const missed = [[-21, 0], [21, 0], [0, -21], [0, 21]].filter((place) => !hit(place));
    if (missed.length) small.push(`${Math.round(width)} x ${Math.round(height)} ${one.outerHTML.slice(0, 160)}`);
  }
  scrollTo(0, 0);
  return small;
}"""
# Where keys lead up the page: what is reached next stands above and is not of a column to the right.
JUMPS = """() => {
  const room = document.querySelector("#gp-tabs");
  const kept = (one) => {
    for (let at = one; at && at !== room; at = at.parentElement) {
      if (["fixed", "sticky"].includes(getComputedStyle(at).position)) return true;
    }
    return false;
  };
  const reached = "a[href], button, select, textarea, summary, input:not([type=hidden])";
  const boxes = [...room.querySelectorAll(reached)]
    .filter((one) => one.tabIndex >= 0 && one.checkVisibility({ visibilityProperty: true }) && !kept(one))
    .map((one) => ({ one, box: one.getBoundingClientRect() }))
    .filter(({ box }) => box.width > 2);
  const jumps = [];
  boxes.forEach(({ one, box }, index) => {
    const before = boxes[index - 1];
    if (before && box.bottom <= before.box.top && box.left < before.box.right - 2) {
      jumps.push(`${before.one.outerHTML.slice(0, 120)} -> ${one.outerHTML.slice(0, 120)}`);
    }
  });
  return jumps;
}"""
SPOKEN = {"button", "checkbox", "combobox", "dialog", "figure", "graphics-document", "group", "image", "img", "link"}
SPOKEN |= {"listbox", "navigation", "radio", "radiogroup", "region", "slider", "spinbutton", "tab", "textbox"}
LATIN = re.compile(r"[A-Za-zÀ-ÿ][A-Za-zÀ-ÿ]+")
CITED = re.compile(r"\d{4}$")
# Names of things, which have no other in Chinese: data, formats, methods and who found them; and the way to English.
NAMES = {"EN", "GAN", "InfoGAN", "GPU", "MNIST", "KMNIST", "CIFAR", "CelebA", "CSV", "GIF", "JSON", "MP", "PNG"}
NAMES |= {"PyTorch", "Python", "Adam", "beta", "LeCam", "Top", "Fréchet", "hinge", "Jensen", "Shannon", "KL", "JS"}
NAMES |= {"ganplay", "Wasserstein", "ln", "logit", "sigmoid", "lerp", "slerp", "AP", "AUC", "ROC", "json", "recipe"}


@pytest.fixture(scope="module")
def walk():
    """The list of views, which a script that takes their pictures has, too."""
    if not VIEWS.is_file():
        pytest.skip("needs the source tree")
    spec = importlib.util.spec_from_file_location("views", VIEWS)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def named(told: str) -> bool:
    """Whether what is read aloud has a word of English."""
    runs = {word for run in pretrained() for word in LATIN.findall(run.path.name)}
    return not CITED.search(told) and bool(set(LATIN.findall(told)) - NAMES - runs - set(NAMED))


@pytest.fixture(scope="module", params=usually(["tabs"], ["tabs", "tools"]))
def seen(request, chromium, served, until, walk) -> dict[str, dict[str, list[str]]]:
    """Of the first view of each tab, or of all: what is too small, where keys jump, what is named in English."""
    context = chromium.new_context(**PHONE)
    page, pending, errors = context.new_page(), set(), []
    page.set_default_timeout(60_000)
    page.on("pageerror", lambda error: errors.append(error))
    page.on("request", lambda request: pending.add(request) if "component_server" in request.url else None)
    page.on("requestfinished", lambda request: pending.discard(request))
    page.on("requestfailed", lambda request: pending.discard(request))
    page.goto(served[0])
    aloud = context.new_cdp_session(page)
    found = {}
    for tab in walk.TABS:
        views = walk.views(page, [tab])
        for name, open_view in views if request.param == "tools" else islice(views, 1):
            open_view()
            until(page, lambda: not pending)
            nodes = aloud.send("Accessibility.getFullAXTree")["nodes"]
            told = {one["name"]["value"] for one in nodes if "name" in one and one["role"]["value"] in SPOKEN}
            found[name] = {
                "jumps": page.evaluate(JUMPS),
                "english": sorted(filter(named, told)),
                "wide": page.evaluate("document.documentElement.scrollWidth > innerWidth ? [innerWidth] : []"),
                "small": page.evaluate(SMALL),
            }
    context.close()
    assert not errors and len(found) >= len(walk.TABS)
    return found


@pytest.mark.parametrize("what", ["small", "jumps", "english", "wide"])
def test_no_view_has_anything(seen, what, request):
    if what in ("small", "english") and "tools" in request.node.name:
        why = "links to recipes on the page on families, a button of steer and a slider of copies are small to a finger"
        request.applymarker(pytest.mark.xfail(reason=f"{why}; three names stand in Latin letters", strict=False))
    assert {name: facts[what] for name, facts in seen.items() if facts[what]} == {}
